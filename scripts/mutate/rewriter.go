package main

import (
	"fmt"
	"go/ast"
	"go/types"
	"strconv"
)

// A rewriter goes through the code from the outside in and puts faults into it.
type rewriter struct {
	source *source
	edits  []edit
	all    []*mutation // of all files
	within string
	stack  []ast.Node // what surrounds the node at hand, outermost first
}

// rewrite returns the source with all faults in it, and those of earlier files with its own.
func rewrite(s *source, earlier []*mutation) (string, []*mutation) {
	r := &rewriter{source: s, all: earlier}
	for _, d := range s.tree.Decls {
		r.within = declared(d)
		ast.PreorderStack(d, nil, func(n ast.Node, stack []ast.Node) bool {
			r.stack = stack
			return r.visit(n)
		})
	}
	if len(r.all) == len(earlier) {
		return s.text, r.all
	}
	// On the line of the package clause, so that every line keeps its number.
	r.edit(s.offset(s.tree.Name.End()), 0, `; import mutant "`+module+`/scripts/mutate/mutant"`, false)
	return apply(s.text, r.edits), r.all
}

// declared is the name of a function with its receiver's type, or of the first variable.
func declared(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv != nil {
			return types.ExprString(d.Recv.List[0].Type) + "." + d.Name.Name
		}
		return d.Name.Name
	case *ast.GenDecl:
		if v, ok := d.Specs[0].(*ast.ValueSpec); ok {
			return v.Names[0].Name
		}
	}
	return ""
}

// visit puts the faults of one node into the code, and reports whether those of its parts follow.
func (r *rewriter) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok.String() == "var"
	case *ast.FieldList:
		return false
	case *ast.BlockStmt:
		r.statements(n.List)
	case *ast.CaseClause:
		r.statements(n.Body)
	case *ast.SwitchStmt:
		r.cases(n)
	case *ast.TypeSwitchStmt:
		r.bodies(n.Body)
	case ast.Expr:
		return r.expression(n)
	}
	return true
}

// parent is the node around the one at hand.
func (r *rewriter) parent() ast.Node {
	if len(r.stack) == 0 {
		return nil
	}
	return r.stack[len(r.stack)-1]
}

// add adds a mutation by which the text of one node becomes another, and returns its number.
func (r *rewriter) add(k kind, n ast.Node, becomes string) string {
	return r.addSpan(k, r.source.offset(n.Pos()), r.source.offset(n.End()), becomes)
}

func (r *rewriter) addSpan(k kind, from, to int, becomes string) string {
	m := &mutation{
		number: len(r.all) + 1, kind: k, within: r.within,
		source: r.source, from: from, to: to, becomes: becomes,
	}
	r.all = append(r.all, m)
	return strconv.Itoa(m.number)
}

// surround puts texts before and behind a node. What surrounds all of a node is added before what surrounds its parts.
func (r *rewriter) surround(before string, n ast.Node, behind string) {
	r.edit(r.source.offset(n.Pos()), 0, before, false)
	r.edit(r.source.offset(n.End()), 0, behind, true)
}

func (r *rewriter) edit(at, length int, text string, closes bool) {
	r.edits = append(r.edits, edit{from: at, to: at + length, text: text, closes: closes, order: 1 + len(r.edits)})
}

// unless surrounds statements so that they run without the fault.
func (r *rewriter) unless(k kind, first, last ast.Node) {
	from, to := r.source.offset(first.Pos()), r.source.offset(last.End())
	number := r.addSpan(k, from, to, "")
	r.edit(from, 0, fmt.Sprintf("if !mutant.Is(%s) { ", number), false)
	r.edit(to, 0, " }", true)
}
