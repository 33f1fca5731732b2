package scripts

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A row says what a package may import: of ours, and of other people's. The standard library is free to all, but see
// TestBrowser for what must not reach the browser.
type row struct {
	pkg    string
	ours   []string
	others []string
}

// below is the language and its packages, for those who stand on all of it.
var below = []string{"dsl", "dsl/source", "dsl/syntax", "dsl/vocabulary", "dsl/cloud", "dsl/check", "dsl/trace",
	"dsl/explain", "dsl/analyze", "dsl/assist", "dsl/diagram"}

// imports is the plan of the house: text flows one way, from syntax to trace, and what shows it only reads. A package
// that has no row may not exist.
var imports = []row{
	{"dsl/source", nil, nil},
	// The only package that knows the parser's library, so that it can be replaced.
	{"dsl/syntax", []string{"dsl/source"}, []string{"github.com/alecthomas/participle/v2"}},
	{"dsl/cloud", []string{"dsl/source"}, nil},
	// A row says by their Providers which clouds have it, and by its noun what a name means: there is one list of each.
	{"dsl/vocabulary", []string{"dsl/source", "dsl/syntax", "dsl/cloud"}, nil},
	{"dsl/check", []string{"dsl/source", "dsl/syntax", "dsl/vocabulary", "dsl/cloud"}, nil},
	// Never syntax: what a packet does is not a matter of spelling.
	{"dsl/trace", []string{"dsl/source", "dsl/cloud"}, nil},
	{"dsl/analyze", []string{"dsl/source", "dsl/cloud", "dsl/trace"}, nil},
	// Puts words on steps and on findings; apart from both, so that the engine writes no prose.
	{"dsl/explain", []string{"dsl/source", "dsl/cloud", "dsl/trace", "dsl/analyze"}, nil},
	// Below dsl, because a scenario's findings come with their fixes.
	{"dsl/assist", []string{"dsl/source", "dsl/syntax", "dsl/vocabulary", "dsl/cloud", "dsl/trace", "dsl/analyze",
		"dsl/explain"}, nil},
	{"dsl/diagram", []string{"dsl/cloud", "dsl/trace"}, nil},
	// Evidence for people: the site shows it, and the engine in the browser does without.
	{"dsl/facts", nil, nil},
	{"dsl", below[1:], nil},
	// The tables of the packages below, joined for the site's pages; it loads the examples.
	{"dsl/reference", []string{"dsl", "dsl/source", "dsl/syntax", "dsl/vocabulary", "dsl/cloud", "dsl/trace",
		"dsl/analyze", "dsl/explain", "dsl/assist"}, nil},
	// The tests of two packages damage texts alike; no program imports it.
	{"dsl/damage", nil, nil},
	{"wasm/api", below, nil},
	// Nothing to decide: it hands strings from the page to the contract and back.
	{"wasm", []string{"wasm/api"}, []string{"github.com/hack-pad/safejs"}},
	// A lesson's head is YAML, read by goldmark's extension for it and strictly by us.
	{"lessons", below, []string{"github.com/yuin/goldmark", "go.abhg.dev/goldmark/frontmatter", "gopkg.in/yaml.v3"}},
	{"site", []string{"lessons", "dsl", "dsl/reference", "dsl/facts", "wasm/api"}, []string{"github.com/evanw/esbuild"}},
}

// TestImports leaves out tests and the tools in scripts, which may use all there is.
func TestImports(t *testing.T) {
	for _, f := range open(t).goFiles() {
		if f.isTest() || within("scripts", f.pkg()) {
			continue
		}
		at := slices.IndexFunc(imports, func(r row) bool { return r.pkg == f.pkg() })
		if at < 0 {
			report(t, f.path, "a package "+f.pkg(), "a package of the table in scripts/imports_test.go",
				"move the file into one of them, or give the new package its row and say there why the house needs it")
			continue
		}
		imports[at].hold(t, f)
	}
}

func (r row) hold(t *testing.T, f file) {
	for _, spec := range f.tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err) // The parser has read it as a string already.
		}
		if !r.allows(imported) {
			report(
				t,
				f.path,
				"imports "+imported,
				r.pkg+" may import "+r.String(),
				"hand in what is needed from a package above, or change the row in scripts/imports_test.go and say there why",
			)
		}
	}
}

func (r row) allows(imported string) bool {
	if own, ok := strings.CutPrefix(imported, module+"/"); ok {
		return slices.Contains(r.ours, own)
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") {
		return true // Only the standard library has no dot there.
	}
	return slices.ContainsFunc(r.others, func(other string) bool { return within(other, imported) })
}

func (r row) String() string {
	list := "the standard library"
	for _, p := range slices.Concat(r.ours, r.others) {
		list += ", " + p
	}
	return list
}

func TestRowAllows(t *testing.T) {
	r := row{"dsl/syntax", []string{"dsl/source"}, []string{"github.com/alecthomas/participle/v2"}}
	for imported, want := range map[string]bool{
		"strings":                                   true,
		"encoding/json":                             true,
		"hopwise/dsl/source":                        true,
		"hopwise/dsl":                               false,
		"hopwise/dsl/source/x":                      false,
		"github.com/alecthomas/participle/v2":       true,
		"github.com/alecthomas/participle/v2/lexer": true,
		"github.com/alecthomas/participle/v23":      false,
		"golang.org/x/tools/txtar":                  false,
	} {
		if have := r.allows(imported); have != want {
			t.Errorf("%s imports %s: have %v, want %v", r.pkg, imported, have, want)
		}
	}
}
