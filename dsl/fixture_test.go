package dsl_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl"
)

var update = flag.Bool("update", false, "rewrite what the engine says in the fixtures of testdata")

// runFixtures runs the txtar files of a folder of testdata. A file's name is its claim, its comment says it in a
// sentence, scenario.vpc is the scenario in its canonical form, and the section behind it is the text that say returns.
func runFixtures(t *testing.T, folder, section string, say func(t *testing.T, s *dsl.Scenario) string) {
	for _, name := range fixtures(t, "testdata/"+folder+"/*.txt") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			runFixture(t, name, section, say)
		})
	}
}

func runFixture(t *testing.T, name, section string, say func(t *testing.T, s *dsl.Scenario) string) {
	archive := archiveOf(t, name)
	if archive.Files[0].Name != "scenario.vpc" || len(strings.TrimSpace(string(archive.Comment))) == 0 {
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
	have, want := say(t, s), ""
	if len(archive.Files) > 1 {
		want = string(archive.Files[1].Data)
	}
	switch {
	case *update:
		archive.Files = append(archive.Files[:1], txtar.File{Name: section, Data: []byte(have)})
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	case have != want:
		t.Errorf("%s: %s\nhave\n%s\nwant\n%s\nto accept it: go test ./dsl -update", name, section, have, want)
	}
}

// holdLines holds lines against those of a file, whatever their order.
func holdLines(t *testing.T, name, lines string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(lines), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	have, want := strings.Split(lines, "\n"), strings.Split(string(written), "\n")
	for _, line := range want {
		if !slices.Contains(have, line) {
			t.Errorf("%s: want the line %s\nto accept it: go test ./dsl -update", name, line)
		}
	}
	for _, line := range have {
		if !slices.Contains(want, line) {
			t.Errorf("%s: have another line %s\nto accept it: go test ./dsl -update", name, line)
		}
	}
}

// fixtures are the files of a pattern, one at least.
func fixtures(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	return names
}

func archiveOf(t testing.TB, name string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil || len(archive.Files) == 0 {
		t.Fatalf("%s has no scenario: %v", name, err)
	}
	return archive
}

func scenarioOf(t testing.TB, name string) string {
	t.Helper()
	return string(archiveOf(t, name).Files[0].Data)
}

// everyScenario is the text of every fixture.
func everyScenario(t testing.TB) []string {
	t.Helper()
	var texts []string
	for _, pattern := range []string{"testdata/traces/*.txt", "testdata/findings/*.txt"} {
		for _, name := range fixtures(t, pattern) {
			texts = append(texts, scenarioOf(t, name))
		}
	}
	for _, name := range fixtures(t, "testdata/errors/*.vpc") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}
