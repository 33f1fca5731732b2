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
	for _, r := range Rows {
		for l := range r.literals() {
			if l != &WordArrow && l != &WordBothWays {
				classes[l.Text] = "word"
			}
		}
	}
	for _, r := range Rows {
		if r.Keyword != "" {
			classes[r.Keyword] = "statement"
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
