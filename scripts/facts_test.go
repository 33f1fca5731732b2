package scripts

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl/cloud"
	"hopwise/dsl/facts"
)

// anyCloud matches the key of a cloud.
var anyCloud = strings.Join(cloud.Keys(), "|")

// citedFact is the key of a fact where it is named; what stands in an address of a page is none.
var citedFact = regexp.MustCompile(`(?:^|[^\w/.-])((?:` + anyCloud + `|clouds)/[a-z0-9]+(?:-[a-z0-9]+)*)\b`)

// sheet is how comments cite papers that a reader of the repository can't open: "aws 8.1", "HW-12".
var sheet = regexp.MustCompile(
	`\b(?:` + anyCloud + `) (?:[0-9]+\b|[A-Z0-9]{2}-[0-9])|\b(?:AD|AK|AN|DN|EI|G4|G6|HW|IC|LB|NA|NG|RT|SG|SN)-[0-9]+\b`,
)

// TestNamedFactsStandOnAPage holds the keys of facts that code, fixtures and lessons name against the pages in dsl/facts,
// and lists the facts that nothing names: go test ./scripts -run Facts -v
func TestNamedFactsStandOnAPage(t *testing.T) {
	pages, err := facts.All()
	if err != nil {
		t.Fatal(err)
	}
	index := facts.Index(pages)
	unnamed := maps.Clone(index)
	for _, f := range open(t).files {
		if !namesFacts(f) {
			continue
		}
		for _, found := range citedFact.FindAllSubmatch(f.text, -1) {
			key := string(found[1])
			if index[key] == nil {
				report(t, f.path, "the fact "+key, "a fact that stands on a page in dsl/facts",
					"write its key as the page has it, or add the fact with its source")
			}
			delete(unnamed, key)
		}
	}
	t.Logf("%d facts, of which nothing names %d:\n%s", len(index), len(unnamed),
		strings.Join(slices.Sorted(maps.Keys(unnamed)), "\n"))
}

// namesFacts reports whether a file may name facts: code, scenarios and lessons do, the pages themselves don't.
func namesFacts(f file) bool {
	switch path.Ext(f.path) {
	case ".go", ".ts", ".txt", ".vpc", ".md", ".json":
		return f.isText() && !within("dsl/facts", f.path)
	}
	return false
}

// TestNothingCitesWhatNobodyCanOpen wants evidence to be named by the key of a fact.
func TestNothingCitesWhatNobodyCanOpen(t *testing.T) {
	for _, f := range open(t).files {
		if !f.isText() || !slices.Contains([]string{".go", ".ts", ".vpc", ".txt"}, path.Ext(f.path)) {
			continue
		}
		if found := sheet.Find(f.text); found != nil && f.path != "scripts/facts_test.go" {
			report(t, f.path, "a citation of "+string(found), "the key of a fact, as in clouds/security-group-stateful",
				"name the fact in dsl/facts that says so, or add it there")
		}
	}
}
