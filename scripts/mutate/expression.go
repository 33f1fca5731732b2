package main

import (
	"go/ast"
	"go/token"
)

// expression puts faults into an expression, and reports whether its parts have faults of their own.
func (r *rewriter) expression(e ast.Expr) bool {
	known, ok := r.source.info.Types[e]
	switch {
	case r.isKey(e), ok && known.IsType():
		return false
	case known.Value != nil:
		r.constant(e)
		return false
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		r.binary(e)
	case *ast.CompositeLit:
		r.literal(e)
	case *ast.CallExpr, *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr, *ast.TypeAssertExpr:
		r.atom(e)
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			r.negate(e, r.source.of(e.X))
		}
	}
	return true
}

// isKey reports whether the expression names a field, an index or the key of a map in a literal, or what a selector
// selects.
func (r *rewriter) isKey(e ast.Expr) bool {
	switch p := r.parent().(type) {
	case *ast.KeyValueExpr:
		return p.Key == e
	case *ast.SelectorExpr:
		return p.Sel == e
	}
	return false
}
