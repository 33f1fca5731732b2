package dsl_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/source"
)

// TestSharedCases runs the cases of the folders that are shared beside the project, if there are any. Those of
// testdata/pending are yet to hold: one that does fails the test until it leaves the list.
func TestSharedCases(t *testing.T) {
	names := sharedCases(t)
	if len(names) == 0 {
		t.Skip("no folder shared beside the project: its cases stand anew in testdata/traces")
	}
	pending := pendingCases(t)
	for _, name := range names {
		key := strings.TrimSuffix(filepath.Base(name), ".vpc")
		faults := faultsOf(t, name)
		switch issue, waits := pending[key]; {
		case waits && len(faults) == 0:
			t.Errorf("%s holds: take it out of testdata/pending (issue %s)", key, issue)
		case !waits:
			for _, fault := range faults {
				t.Errorf("%s: %s", name, fault)
			}
		}
		delete(pending, key)
	}
	for key := range pending {
		t.Errorf("testdata/pending: no case is named %s", key)
	}
	t.Logf("%d cases", len(names))
}

// TestArchitectures runs the architectures of public guides in testdata/architectures: what each expects is what its guide
// says, and its first line names the guide.
func TestArchitectures(t *testing.T) {
	names, err := filepath.Glob("testdata/architectures/*.vpc")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 20 {
		t.Errorf("have %d architectures, want twenty", len(names))
	}
	for _, name := range names {
		for _, fault := range faultsOf(t, name) {
			t.Errorf("%s: %s", name, fault)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(text, []byte("# ")) {
			t.Errorf("%s: the first line names no source", name)
		}
		if dsl.Format(string(text)) != string(text) {
			t.Errorf("%s is not in its canonical form", name)
		}
	}
}

func sharedCases(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"cases/*/*.vpc", "field/*.vpc"} {
		found, err := filepath.Glob("../../shared/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	return names
}

// pendingCases are the cases that don't hold yet, each with the issue that it waits for.
func pendingCases(t *testing.T) map[string]string {
	t.Helper()
	list, err := os.ReadFile("testdata/pending")
	if err != nil {
		t.Fatal(err)
	}
	pending := map[string]string{}
	for line := range bytes.Lines(list) {
		key, issue, ok := strings.Cut(strings.TrimSpace(string(line)), " ")
		if !ok {
			t.Fatalf("testdata/pending: %q is no case and an issue", line)
		}
		pending[key] = issue
	}
	return pending
}

// faultsOf are the errors of a case's text, and what does not hold in it.
func faultsOf(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s := dsl.Load(string(text))
	var faults []string
	for _, p := range s.Problems {
		if p.Severity == source.Error {
			faults = append(faults, fmt.Sprintf("line %d: %s", s.Lines.Line(p.Span), p.Message))
		}
	}
	for _, q := range s.Questions() {
		for _, v := range s.Judge(q) {
			if !v.Holds {
				faults = append(faults, fmt.Sprintf("line %d: %s: %s", s.Lines.Line(q.Span), q, v.Mismatch))
			}
		}
	}
	for _, e := range s.Exposures() {
		if x := s.Expose(e); !x.Holds {
			faults = append(faults, x.Mismatch)
		}
	}
	return faults
}
