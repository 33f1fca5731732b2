package scripts

import (
	"go/ast"
	"path"
	"strings"
	"testing"
)

// TestPackageComments wants a package to say what it is in Go's form: "Package trace …", and for a program its name and
// what it does: "Hopwise checks …".
func TestPackageComments(t *testing.T) {
	said := map[string]string{}
	for _, f := range open(t).goFiles() {
		// Tests may be of a package of their own, and a folder that holds nothing but tests says it in one of them.
		if f.isTest() && said[f.pkg()] != "" {
			continue
		}
		if _, known := said[f.pkg()]; !known || f.tree.Doc != nil {
			said[f.pkg()] = f.tree.Doc.Text()
		}
		if f.tree.Doc != nil && !inGoForm(f) {
			first, _, _ := strings.Cut(f.tree.Doc.Text(), "\n")
			report(t, f.path, "a package comment that starts with "+first, form(f), "start the comment so")
		}
	}
	for pkg, comment := range said {
		if comment == "" {
			report(t, pkg, "no package comment", "what the package is, with an example, and what it is not",
				"write it above the package clause of the file that is named like the package")
		}
	}
}

func inGoForm(f file) bool {
	text := f.tree.Doc.Text()
	if f.tree.Name.Name != "main" {
		return strings.HasPrefix(text, "Package "+f.tree.Name.Name+" ")
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(text, "Command "), " ")
	return strings.EqualFold(first, path.Base(f.pkg()))
}

func form(f file) string {
	if name := f.tree.Name.Name; name != "main" {
		return "Package " + name + " …"
	}
	name := path.Base(f.pkg())
	return strings.ToUpper(name[:1]) + name[1:] + " … (what the program does)"
}

func TestExportedNamesHaveComments(t *testing.T) {
	repo := open(t)
	for _, f := range repo.goFiles() {
		if f.isTest() {
			continue
		}
		for _, name := range undocumented(f.tree) {
			report(t, repo.places.Position(name.Pos()).String(), name.Name+" has no comment",
				"a sentence above every exported name", "write it, starting with the name, or make the name unexported")
		}
	}
}

func undocumented(tree *ast.File) []*ast.Ident {
	var names []*ast.Ident
	for _, declaration := range tree.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && d.Name.IsExported() && hasExportedReceiver(d) {
				names = append(names, d.Name)
			}
		case *ast.GenDecl:
			names = append(names, undocumentedSpecs(d)...)
		}
	}
	return names
}

// hasExportedReceiver is true for a function that is no method.
func hasExportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	exported := false
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok {
			exported = exported || name.IsExported()
		}
		return true
	})
	return exported
}

// undocumentedSpecs takes the comment above a group of constants or variables for the whole of it, and a comment at the
// end of a line as well.
func undocumentedSpecs(d *ast.GenDecl) []*ast.Ident {
	var names []*ast.Ident
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Doc == nil && d.Doc == nil && s.Name.IsExported() {
				names = append(names, s.Name)
			}
		case *ast.ValueSpec:
			if s.Doc == nil && s.Comment == nil && d.Doc == nil {
				names = append(names, exported(s.Names)...)
			}
		}
	}
	return names
}

func exported(all []*ast.Ident) []*ast.Ident {
	var names []*ast.Ident
	for _, name := range all {
		if name.IsExported() {
			names = append(names, name)
		}
	}
	return names
}
