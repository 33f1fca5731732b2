package trace_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"hopwise/dsl/trace"
)

// TestEachReasonHasAComment: the comment of a reason's constant says when the reason is given. The comment above a
// group of constants counts for none of them.
func TestEachReasonHasAComment(t *testing.T) {
	tree, err := parser.ParseFile(token.NewFileSet(), "reason.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, s := range constants(tree) {
		if kind, ok := s.Type.(*ast.Ident); !ok || kind.Name != "Reason" {
			continue
		}
		seen++
		name := s.Names[0].Name
		if !strings.HasPrefix(s.Doc.Text(), name+" is given ") {
			t.Errorf("%s has the comment %q\nwant one that says when it is given", name, s.Doc.Text())
		}
	}
	if want := len(trace.Catalogue); seen != want {
		t.Errorf("%d constants of type Reason\nwant %d, as many as the catalogue has rows", seen, want)
	}
}

// constants are the specifications of a file's constants.
func constants(tree *ast.File) []*ast.ValueSpec {
	var all []*ast.ValueSpec
	for _, d := range tree.Decls {
		if group, ok := d.(*ast.GenDecl); ok && group.Tok == token.CONST {
			for _, s := range group.Specs {
				all = append(all, s.(*ast.ValueSpec))
			}
		}
	}
	return all
}
