package scripts

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// imported is the file of ours that a statement or a call of TypeScript imports, types included.
var imported = regexp.MustCompile(`(?:\bfrom|\bimport)[\s(]*'(\.{1,2}/[^']+)'`)

// TestPageHasNoCycles holds that the page's files can be read one after the other: none imports itself by way of
// others, not even for a type.
func TestPageHasNoCycles(t *testing.T) {
	arrows := map[string][]string{}
	for _, f := range open(t).files {
		if within("site/src", f.path) && path.Ext(f.path) == ".ts" {
			arrows[f.path] = importsOf(f)
		}
	}
	if len(arrows["site/src/draw.ts"]) == 0 {
		t.Fatal("site/src/draw.ts: have no imports, want those of the pages that it draws")
	}
	for _, from := range slices.Sorted(maps.Keys(arrows)) {
		for _, to := range arrows[from] {
			if _, exists := arrows[to]; !exists {
				report(t, from, "imports "+to, "a file that exists", "teach importsOf in scripts/cycles_test.go this import")
			}
		}
	}
	if cycle := cycleIn(arrows); cycle != nil {
		report(
			t,
			cycle[0],
			strings.Join(cycle, " imports "),
			"no file that imports itself by way of others, not even for a type",
			"move what both need, such as the types, into a file of its own",
		)
	}
}

func importsOf(f file) []string {
	var all []string
	for _, m := range imported.FindAllSubmatch(f.text, -1) {
		if to := path.Join(path.Dir(f.path), string(m[1])); path.Ext(to) == ".ts" {
			all = append(all, to)
		}
	}
	return all
}

// cycleIn is a way along the arrows that ends where it begins; nil for none.
func cycleIn(arrows map[string][]string) []string {
	var way []string
	done := map[string]bool{}
	var visit func(string) []string
	visit = func(at string) []string {
		if i := slices.Index(way, at); i >= 0 {
			return append(slices.Clone(way[i:]), at)
		}
		if done[at] {
			return nil
		}
		way = append(way, at)
		for _, to := range arrows[at] {
			if cycle := visit(to); cycle != nil {
				return cycle
			}
		}
		way = way[:len(way)-1]
		done[at] = true
		return nil
	}
	for _, from := range slices.Sorted(maps.Keys(arrows)) {
		if cycle := visit(from); cycle != nil {
			return cycle
		}
	}
	return nil
}

func TestCycleIn(t *testing.T) {
	for _, row := range []struct {
		arrows map[string][]string
		want   string
	}{
		{map[string][]string{"a": {"b", "c"}, "b": {"c"}, "c": nil}, ""},
		{map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"b"}}, "b c b"},
		{map[string][]string{"a": {"a"}}, "a a"},
	} {
		if have := strings.Join(cycleIn(row.arrows), " "); have != row.want {
			t.Errorf("%v: have %q, want %q", row.arrows, have, row.want)
		}
	}
}
