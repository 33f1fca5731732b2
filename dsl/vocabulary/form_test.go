package vocabulary

import (
	"strings"
	"testing"

	"hopwise/dsl/syntax"
)

// TestFormsAreWritable builds sentences from every form of the table, the shortest and the longest one with each of its
// words, and reads them: each is valid, and each of its words is found again.
func TestFormsAreWritable(t *testing.T) {
	for i := range Rows {
		row := &Rows[i]
		for _, form := range row.Forms {
			elements := compile(form)
			readable(t, row, sentence{}.with(elements, ""))
			readable(t, row, sentence{long: true}.with(elements, ""))
			for _, word := range choices(elements) {
				readable(t, row, sentence{long: true}.with(elements, word))
			}
		}
	}
}

// A sentence is words made from a form, with the words and labels that the reader has to find in it.
type sentence struct {
	long  bool // with every optional part
	words []string
	find  []string
}

// with adds elements. Of alternative words it takes chosen if that is one of them, otherwise the first.
func (s sentence) with(elements []element, chosen string) sentence {
	for _, e := range elements {
		switch {
		case e.group != nil && s.long:
			s = s.with(e.group, chosen)
		case e.group != nil:
		case e.words != nil:
			word := e.words[0]
			for _, w := range e.words {
				if w == chosen {
					word = w
				}
			}
			s.words = append(s.words, word)
			if e.label != "" {
				word = e.label
			}
			s.find = append(s.find, word)
		default:
			s.words = append(s.words, e.kind.example)
			if e.list && s.long {
				s.words = append(s.words, ",", e.kind.example)
			}
			s.find = append(s.find, e.label)
		}
	}
	return s
}

// choices returns the alternative words of a form.
func choices(elements []element) (words []string) {
	for _, e := range elements {
		words = append(words, choices(e.group)...)
		if len(e.words) > 1 {
			words = append(words, e.words...)
		}
	}
	return words
}

func readable(t *testing.T, row *Row, s sentence) {
	t.Helper()
	text := strings.TrimSpace(row.Keyword + " " + strings.Join(s.words, " "))
	args, wrong := match(row, syntax.Parse(text).Statements[0], true)
	for _, d := range wrong {
		t.Errorf(
			"%s\nhave the problem: %s\nwant none: the form in rows.go says that it may be written",
			text,
			d.Message,
		)
	}
	for _, label := range s.find {
		if !args.Has(label) {
			t.Errorf("%s\nhave no argument %s\nwant it found under its label", text, label)
		}
	}
}

// TestFormsNameKnownKinds checks that a word in capitals is a kind of argument, and that brackets come in pairs.
func TestFormsNameKnownKinds(t *testing.T) {
	for _, row := range Rows {
		for _, form := range row.Forms {
			if strings.Count(form, "[") != strings.Count(form, "]") {
				t.Errorf("%s %s: brackets without their pair", row.Keyword, form)
			}
			for _, word := range strings.Fields(strings.NewReplacer("[", " ", "]", " ", ",", " ").Replace(form)) {
				if i := strings.Index(word, ":"); i >= 0 {
					word = word[i+1:]
				}
				if word != "" && word == strings.ToUpper(word) &&
					strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" &&
					kindOf(word) == nil {
					t.Errorf(
						"%s %s: have %s\nwant a kind of argument: add it to kinds, or write the word small",
						row.Keyword,
						form,
						word,
					)
				}
			}
		}
	}
}

// TestNoLabelIsAWord checks that no argument has a word of its own form as its label.
func TestNoLabelIsAWord(t *testing.T) {
	var look func(form string, elements []element, words, labels map[string]bool)
	look = func(form string, elements []element, words, labels map[string]bool) {
		for _, e := range elements {
			look(form, e.group, words, labels)
			for _, w := range e.words {
				if e.label == "" {
					words[w] = true
				}
			}
			if e.label != "" {
				labels[e.label] = true
			}
		}
	}
	for _, row := range Rows {
		for _, form := range row.Forms {
			words, labels := map[string]bool{}, map[string]bool{}
			look(form, compile(form), words, labels)
			for l := range labels {
				if words[l] {
					t.Errorf("%s %s: the label %s is a word of the form: give it another", row.Keyword, form, l)
				}
			}
		}
	}
}

// TestRowsSayWhatTheyAre checks that every row has what the reference needs.
func TestRowsSayWhatTheyAre(t *testing.T) {
	type place struct {
		keyword string
		in      Place
		cloud   string
	}
	seen := map[place]bool{}
	for _, row := range Rows {
		if row.Help == "" || !strings.HasSuffix(row.Help, ".") {
			t.Errorf("%s: have help %q\nwant one sentence", row.Keyword, row.Help)
		}
		if len(row.Forms) == 0 {
			t.Errorf("%s has no form", row.Keyword)
		}
		if len(row.In) == 0 {
			t.Errorf("%s may stand nowhere", row.Keyword)
		}
		clouds := row.Clouds
		if len(clouds) == 0 {
			clouds = []string{"aws", "alibaba", "huawei"}
		}
		for _, in := range row.In {
			for _, cloud := range clouds {
				p := place{row.Keyword, in, cloud}
				if seen[p] {
					t.Errorf("two rows for %s in %s of %s: only the first is found", row.Keyword, in, cloud)
				}
				seen[p] = true
			}
		}
		for _, other := range row.Instead {
			for _, cloud := range other.Clouds {
				if row.knownIn(cloud) {
					t.Errorf("%s says what cloud %s has instead, and that cloud knows it", row.Keyword, cloud)
				}
				if other.Keyword != "" && find(other.Keyword, row.In[0], cloud) == nil {
					t.Errorf("%s: cloud %s has no %s to stand for it", row.Keyword, cloud, other.Keyword)
				}
			}
		}
		if l := row.Lacking; l != nil {
			if row.standsIn(l.In) {
				t.Errorf("%s says what stands in %s instead, and stands there itself", row.Keyword, l.In)
			}
			if l.Keyword != "" && !find(l.Keyword, l.In, "").standsIn(l.In) {
				t.Errorf("%s: there is no %s in %s to stand for it", row.Keyword, l.Keyword, l.In)
			}
		}
	}
}

// TestWordsHoldEveryWord checks the words of the highlighter and their classes.
func TestWordsHoldEveryWord(t *testing.T) {
	class := map[string]string{}
	for _, w := range Words() {
		if class[w.Text] != "" {
			t.Errorf("%s stands twice among the words", w.Text)
		}
		class[w.Text] = w.Class
	}
	for _, test := range []struct{ word, want string }{
		{"vpc", "statement"},
		{"vswitch", "statement"},
		{"in", "statement"},
		{"expect", "statement"},
		{"nat-gateway", "statement"},
		{"allow", "statement"},
		{"because", "word"},
		{"from-port", "word"},
		{"windows", "word"},
		{"tcp", "word"},
		{"one-way", "outcome"},
		{"flaky", "outcome"},
		{"->", ""},
		{"web", ""},
	} {
		if have := class[test.word]; have != test.want {
			t.Errorf("the class of %s\nhave %q\nwant %q", test.word, have, test.want)
		}
	}
}

// TestEveryCloudIsTold checks that a statement that some clouds lack says what each of them has in its place, and that
// the words of other tools stand for keywords and are none themselves.
func TestEveryCloudIsTold(t *testing.T) {
	for i := range Rows {
		r := &Rows[i]
		for _, c := range []string{"aws", "alibaba", "huawei"} {
			if have := r.InsteadIn(c).Explanation; (have != "") == r.knownIn(c) {
				t.Errorf(
					"%s in cloud %s: have %q in its place, and it is known there: %v",
					r.Keyword,
					c,
					have,
					r.knownIn(c),
				)
			}
		}
	}
	for _, k := range knownStatements {
		if find(k.Text, AtTop, "") == nil || find(k.Name, AtTop, "") != nil {
			t.Errorf("%s stands for %s: want a word of the language for one that is none", k.Name, k.Text)
		}
	}
}
