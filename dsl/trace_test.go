package dsl_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl"
	"hopwise/dsl/explain"
)

var update = flag.Bool("update", false, "rewrite the traces in testdata")

// TestTraces runs testdata/traces: a file's name is its claim, its comment says it in a sentence, scenario.vpc is the
// scenario, whose every expect must hold, and trace is what the engine says, hop by hop.
func TestTraces(t *testing.T) {
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { traceFile(t, name) })
	}
}

func fixtures(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	return names
}

func traceFile(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) == 0 || archive.Files[0].Name != "scenario.vpc" ||
		len(strings.TrimSpace(string(archive.Comment))) == 0 {
		t.Fatalf("%s: a comment and scenario.vpc come first", name)
	}
	text := string(archive.Files[0].Data)
	s := dsl.Load(text)
	for _, p := range s.Problems {
		t.Errorf("%s: scenario.vpc:%d: %s", name, s.Lines.Line(p.Span), p.Message)
	}
	if have := dsl.Format(text); have != text {
		t.Errorf("%s: scenario.vpc is not in its canonical form\nhave %s\nwant %s", name, text, have)
	}
	have := hops(t, name, s)
	want := ""
	if len(archive.Files) > 1 {
		want = string(archive.Files[1].Data)
	}
	if *update {
		archive.Files = append(archive.Files[:1], txtar.File{Name: "trace", Data: []byte(have)})
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if have != want {
		t.Errorf("%s: the trace is another\nhave\n%s\nwant\n%s\nto accept it: go test ./dsl -update", name, have, want)
	}
}

// hops is the trace of every question, which must hold.
func hops(t *testing.T, name string, s *dsl.Scenario) string {
	var b strings.Builder
	for _, q := range s.Questions() {
		b.WriteString("# " + q.String() + "\n")
		for _, v := range s.Judge(q) {
			b.WriteString(explain.Hops(&v.Trace, s.Lines))
			if !v.Holds {
				t.Errorf("%s: %s on %s: %s", name, q, v.Trace.Cloud.Provider.Title, v.Mismatch)
			}
		}
	}
	return b.String()
}
