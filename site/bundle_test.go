package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestAPageNamesWhatItsScriptImports: the browser need not read one script to learn of the next.
func TestAPageNamesWhatItsScriptImports(t *testing.T) {
	dist := builtSite(t)
	named := filesIn(t, filepath.Join(dist, "index.html"), `<link rel="modulepreload" href="([^"]+)">`)
	imported := map[string]bool{}
	for next := []string{"playground.js"}; len(next) > 0; next = next[1:] {
		for file := range filesIn(t, filepath.Join(dist, next[0]), `(?:from|import)\s*"\./([^"]+)"`) {
			if !imported[file] {
				imported[file] = true
				next = append(next, file)
			}
		}
	}
	for file := range imported {
		if !named[file] {
			t.Errorf("the page does not name %s, which its script imports", file)
		}
	}
	if len(imported) == 0 || len(named) != len(imported) {
		t.Errorf("the page names %d files, its script imports %d", len(named), len(imported))
	}
}

// filesIn are the names that a pattern finds in a file.
func filesIn(t *testing.T, file, pattern string) map[string]bool {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, match := range regexp.MustCompile(pattern).FindAllSubmatch(content, -1) {
		found[string(match[1])] = true
	}
	return found
}
