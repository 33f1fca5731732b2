package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
)

// FuzzLoad reads any text: nothing panics, every place lies inside the text, every question has its answer, and the
// canonical form has the same meaning.
func FuzzLoad(f *testing.F) {
	for _, text := range everyScenario(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := dsl.Load(text)
		inside(t, text, append(told(s), s.Problems...))
		formatted := dsl.Load(dsl.Format(text))
		if len(s.Problems) != len(formatted.Problems) {
			return // formatting may have split the line of a problem
		}
		if have, want := verdicts(formatted), verdicts(s); have != want {
			t.Fatalf("the canonical form says something else\nhave %s\nwant %s", have, want)
		}
	})
}

func inside(t *testing.T, text string, problems source.List) {
	for _, p := range problems {
		spans := []source.Span{p.Span}
		if p.Fix != nil {
			for _, e := range p.Fix.Edits {
				spans = append(spans, e.Span)
			}
		}
		for _, s := range spans {
			if s.Start < 0 || s.End > len(text) || s.Start > s.End {
				t.Fatalf("%q: place %v lies outside of %d bytes", p.Message, s, len(text))
			}
		}
	}
}

// verdicts lists the answers to all questions without line numbers.
func verdicts(s *dsl.Scenario) string {
	var b strings.Builder
	for _, q := range s.Questions() {
		for _, v := range s.Judge(q) {
			b.WriteString(q.String() + " " + v.Trace.Outcome.String() + " " + explain.Because(&v.Trace) + "\n")
		}
	}
	for _, e := range s.Exposures() {
		s.Expose(e)
	}
	for _, f := range s.Findings() {
		b.WriteString(string(f.Code) + " " + f.At.Base().Name + "\n")
	}
	for _, e := range s.FindingExpectations() {
		b.WriteString(fmt.Sprintln(e, s.Lacks(e) == ""))
	}
	return b.String()
}
