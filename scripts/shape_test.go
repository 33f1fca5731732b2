package scripts

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"slices"
	"strings"
	"testing"
)

// longestFunction in lines, signature and braces included. Most have fewer than ten; one that needs more than this does
// several things.
const longestFunction = 80

// TestFunctionsAreShort leaves out the tests themselves, whose length is that of their table.
func TestFunctionsAreShort(t *testing.T) {
	repo := open(t)
	for _, f := range repo.goFiles() {
		for _, declaration := range f.tree.Decls {
			d, ok := declaration.(*ast.FuncDecl)
			if !ok || f.isTest() && takesTest(d) {
				continue
			}
			from, to := repo.places.Position(d.Pos()), repo.places.Position(d.End())
			if lines := to.Line - from.Line + 1; lines > longestFunction {
				report(t, from.String(), fmt.Sprintf("%s has %d lines", d.Name.Name, lines),
					fmt.Sprintf("at most %d", longestFunction), "give its parts names of their own")
			}
		}
	}
}

// takesTest reports whether it is a test, a benchmark or a fuzz test.
func takesTest(d *ast.FuncDecl) bool {
	return slices.ContainsFunc([]string{"Test", "Benchmark", "Fuzz"}, func(start string) bool {
		return d.Recv == nil && strings.HasPrefix(d.Name.Name, start)
	})
}

func TestFilesAreFormatted(t *testing.T) {
	for _, f := range open(t).goFiles() {
		formatted, err := format.Source(f.text)
		if err != nil || !bytes.Equal(formatted, f.text) {
			report(t, f.path, "not as gofmt writes it", "as gofmt writes it", "gofmt -w "+f.path)
		}
	}
}

// nothingNames say that a file or folder holds things that have nothing in common but that nobody knew where to put
// them.
var nothingNames = []string{"util", "utils", "helper", "helpers", "common", "misc", "types"}

func TestFilesAreNamedForWhatTheyHold(t *testing.T) {
	for _, f := range open(t).files {
		for _, part := range strings.Split(f.path, "/") {
			stem, _, _ := strings.Cut(strings.TrimSuffix(part, "_test.go"), ".")
			if slices.Contains(nothingNames, stem) {
				report(t, f.path, "a name that says nothing: "+stem, "the noun that the file holds",
					"name it for its first declaration, or put each thing where it is used")
			}
		}
	}
}

// topLevel is all that stands in the repository's root.
var topLevel = []string{
	"dsl",     // the language and what it means
	"wasm",    // the engine in the browser, and the contract with the page
	"lessons", // texts with their scenarios, and what renders and proves them
	"site",    // the page, and the program that builds and serves it
	"scripts", // what a developer runs, and these tests
	".ci",     // what CI runs
	"index.html", "go.mod", "go.sum", "README.md", "LICENSE", ".gitignore",
}

func TestTopLevel(t *testing.T) {
	for _, f := range open(t).files {
		if first, _, _ := strings.Cut(f.path, "/"); !slices.Contains(topLevel, first) {
			report(t, f.path, first+" in the repository's root", strings.Join(topLevel, ", "),
				"move it into the folder it belongs to, or list it in scripts/shape_test.go and say there what it is")
		}
	}
}
