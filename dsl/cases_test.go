package dsl_test

import (
	"os"
	"path/filepath"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/source"
)

// TestSharedCases runs the cases of the folder shared beside the project, where it is there. A case that uses what the
// model does not know yet is printed; one whose question has another answer than the stated one is wrong.
func TestSharedCases(t *testing.T) {
	names, err := filepath.Glob("../../shared/cases/*/*.vpc")
	if err != nil || len(names) == 0 {
		t.Skip("no folder shared/cases beside the project: its cases stand anew in testdata/traces")
	}
	var hold, later int
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := dsl.Load(string(text))
		if s.Problems.HasErrors() {
			later++
			t.Logf("not yet: %s: %s", filepath.Base(name), firstError(s.Problems))
			continue
		}
		hold++
		for _, q := range s.Questions() {
			for _, v := range s.Judge(q) {
				if !v.Holds {
					t.Errorf("%s:%d: %s: %s", name, s.Lines.Line(q.Span), q, v.Mismatch)
				}
			}
		}
	}
	t.Logf("%d cases read, %d not modelled yet", hold, later)
}

func firstError(l source.List) string {
	for _, d := range l {
		if d.Severity == source.Error {
			return d.Message
		}
	}
	return ""
}
