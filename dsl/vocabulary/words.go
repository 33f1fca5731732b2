package vocabulary

import "sort"

// A Word is a word of the language with its class, for a highlighter.
type Word struct {
	Text  string
	Class string // "statement", "word" or "outcome"
}

// Words are all words of the language: keywords, words inside statements, and outcomes.
func Words() []Word {
	classes := map[string]string{}
	for _, o := range Outcomes {
		classes[o.Name] = "outcome"
	}
	for i := range Rows {
		for _, f := range Rows[i].Forms {
			literals(compile(f), classes)
		}
	}
	for i := range Rows {
		if k := Rows[i].Keyword; k != "" {
			classes[k] = "statement"
		}
	}
	for _, k := range Protocols {
		classes[k.Name] = "word"
	}
	words := make([]Word, 0, len(classes))
	for text, class := range classes {
		words = append(words, Word{text, class})
	}
	sort.Slice(words, func(i, j int) bool { return words[i].Text < words[j].Text })
	return words
}

func literals(elements []element, classes map[string]string) {
	for _, e := range elements {
		literals(e.group, classes)
		for _, w := range e.words {
			if w != "->" && w != "<->" {
				classes[w] = "word"
			}
		}
	}
}
