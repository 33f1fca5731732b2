package dsl_test

import (
	"os"
	"path/filepath"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/source"
)

// TestSharedCases runs the cases of a folder shared beside the project, if there is one.
func TestSharedCases(t *testing.T) {
	names, err := filepath.Glob("../../shared/cases/*/*.vpc")
	if err != nil || len(names) == 0 {
		t.Skip("no folder shared/cases beside the project: its cases stand anew in testdata/traces")
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := dsl.Load(string(text))
		for _, p := range s.Problems {
			if p.Severity == source.Error {
				t.Errorf("%s:%d: %s", name, s.Lines.Line(p.Span), p.Message)
			}
		}
		for _, q := range s.Questions() {
			for _, v := range s.Judge(q) {
				if !v.Holds {
					t.Errorf("%s:%d: %s: %s", name, s.Lines.Line(q.Span), q, v.Mismatch)
				}
			}
		}
		for _, e := range s.Exposures() {
			if x := s.Expose(e); !x.Holds {
				t.Errorf("%s: %s", name, x.Mismatch)
			}
		}
	}
	t.Logf("%d cases", len(names))
}
