package reference_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/reference"
)

// examples returns the scenarios beside the vocabulary, which the reference shows.
func examples(t *testing.T) []reference.Example {
	t.Helper()
	var all []reference.Example
	names, err := filepath.Glob("../vocabulary/examples/*.vpc")
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, reference.Example{Name: strings.TrimSuffix(filepath.Base(name), ".vpc"), Text: string(text)})
	}
	return all
}

// TestReferenceIsWhole checks that every row of the vocabulary has its help and an example.
func TestReferenceIsWhole(t *testing.T) {
	for _, s := range reference.NewLanguage(examples(t)).Statements {
		if s.Keyword == "" {
			t.Error("a row without a keyword stands in a block that no statement opens")
		}
		for _, u := range s.Uses {
			if !strings.HasSuffix(u.Help, ".") {
				t.Errorf("%s: %q is no sentence of help", s.Keyword, u.Help)
			}
			if len(u.In) == 0 {
				t.Errorf("%s: %q stands nowhere, want the blocks of its row", s.Keyword, u.Help)
			}
			if u.Example.Text == "" {
				t.Errorf(
					"%s in %v: no example has it\nto mend it: write it into a scenario of dsl/vocabulary/examples",
					s.Keyword,
					u.In,
				)
			}
		}
	}
}

// TestTheReferenceSaysItsWords checks that the reference explains the kinds of each cloud, and no word twice.
func TestTheReferenceSaysItsWords(t *testing.T) {
	words := map[string]string{}
	for _, s := range reference.NewLanguage(examples(t)).Statements {
		for _, u := range s.Uses {
			seen := map[string]bool{}
			for _, w := range u.Words {
				if seen[w.Name] || w.Text == "" || strings.HasPrefix(w.Text, ",") {
					t.Errorf("%s: %q says %q, want each word once and with its meaning", s.Keyword, w.Name, w.Text)
				}
				seen[w.Name] = true
				words[s.Keyword+" "+w.Name] = w.Text
			}
		}
	}
	for word, part := range map[string]string{
		"load-balancer clb": "on Alibaba Cloud", "load-balancer application": "on AWS", "security-group advanced": "on Alibaba Cloud",
		"expect via": "in order", "nat-gateway private": "without a public address",
	} {
		if !strings.Contains(words[word], part) {
			t.Errorf("%s: have %q, want %q in it", word, words[word], part)
		}
	}
}

// TestExamplesHold runs the examples of the reference: they have no problem, their expectations hold, and they are in
// the canonical form.
func TestExamplesHold(t *testing.T) {
	for _, e := range examples(t) {
		t.Run(e.Name, func(t *testing.T) {
			s := dsl.Load(e.Text)
			for _, p := range s.Problems {
				t.Errorf("line %d: %s", s.Lines.Line(p.Span), p.Message)
			}
			for _, q := range s.Questions() {
				for _, v := range s.Judge(q) {
					if !v.Holds {
						t.Errorf("%s: %s", q, v.Mismatch)
					}
				}
			}
			for _, e := range s.Exposures() {
				if x := s.Expose(e); !x.Holds {
					t.Error(x.Mismatch)
				}
			}
			if have := dsl.Format(e.Text); have != e.Text {
				t.Errorf("have %q\nwant the canonical form %q", e.Text, have)
			}
		})
	}
}
