package scripts

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

// mostComplexity is the highest cyclomatic complexity of a function.
const mostComplexity = 15

// TestComplexity counts the ways through each function, tests excluded: a reader has to keep all of them in mind.
func TestComplexity(t *testing.T) {
	repo := open(t)
	for _, f := range repo.goFiles() {
		if f.isTest() {
			continue
		}
		for _, d := range f.tree.Decls {
			d, isFunc := d.(*ast.FuncDecl)
			if !isFunc {
				continue
			}
			if have := complexity(d); have > mostComplexity {
				report(t, repo.places.Position(d.Pos()).String(),
					fmt.Sprintf("%s with a cyclomatic complexity of %d", d.Name.Name, have),
					fmt.Sprintf("%d at most", mostComplexity),
					"give a part that has a name of its own a function, or put the cases into a table")
			}
		}
	}
}

// complexity is the cyclomatic complexity of a function: one, and one more for each condition, loop, case, && and ||.
// Functions inside it count with it.
func complexity(d *ast.FuncDecl) int {
	ways := 1
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			ways++
		case *ast.CaseClause:
			if n.List != nil { // the default is no condition
				ways++
			}
		case *ast.CommClause:
			if n.Comm != nil {
				ways++
			}
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				ways++
			}
		}
		return true
	})
	return ways
}

// TestComplexityCountsWays checks the count by hand.
func TestComplexityCountsWays(t *testing.T) {
	for body, want := range map[string]int{
		"":                                       1,
		"if a && b || c { }":                     4,
		"for range a { for { } }":                3,
		"switch { case a: case b, c: default: }": 3,
		"select { case <-a: default: }":          2,
		"f := func() { if a { } }; f()":          2,
	} {
		if have := complexity(function(t, body)); have != want {
			t.Errorf("%s: have %d, want %d", body, have, want)
		}
	}
}

// function is a function with this body.
func function(t *testing.T, body string) *ast.FuncDecl {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), "", "package p; func f() { "+body+" }", 0)
	if err != nil {
		t.Fatal(err)
	}
	return tree.Decls[0].(*ast.FuncDecl)
}
