package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// statements puts the fault that it is not there into each statement without which the code still compiles.
func (r *rewriter) statements(list []ast.Stmt) {
	for _, s := range list {
		if r.canDrop(s) {
			r.unless(statement, s, s)
		}
	}
	if last := r.early(list); last != nil {
		r.unless(statement, last, last)
	}
}

func (r *rewriter) canDrop(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE && !allBlank(s.Lhs)
	case *ast.IncDecStmt, *ast.DeferStmt:
		return true
	case *ast.ExprStmt:
		return !isPanic(s)
	case *ast.BranchStmt:
		return s.Tok == token.BREAK || s.Tok == token.CONTINUE
	}
	return false
}

func allBlank(list []ast.Expr) bool {
	for _, e := range list {
		if name, ok := e.(*ast.Ident); !ok || name.Name != "_" {
			return false
		}
	}
	return true
}

// isPanic: a panic says that the code never comes there, and no test can come there either.
func isPanic(s ast.Stmt) bool {
	e, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := e.X.(*ast.CallExpr)
	return ok && types.ExprString(call.Fun) == "panic"
}

// early is the return at the end of an if statement's block. Others may be those that the compiler wants at the end of
// a function.
func (r *rewriter) early(list []ast.Stmt) ast.Stmt {
	if len(list) == 0 {
		return nil
	}
	last, isReturn := list[len(list)-1].(*ast.ReturnStmt)
	around, isIf := r.parent().(*ast.IfStmt)
	if !isReturn || !isIf || around.Else != nil {
		return nil
	}
	return last
}

// bodies puts into each case of a switch the fault that nothing is done.
func (r *rewriter) bodies(block *ast.BlockStmt) {
	for _, clause := range block.List {
		r.emptyBody(clause.(*ast.CaseClause))
	}
}

// emptyBody lets alone what may end a function: there the compiler wants a return.
func (r *rewriter) emptyBody(c *ast.CaseClause) {
	if len(c.Body) < 2 && !(len(c.Body) == 1 && isCompound(c.Body[0])) {
		return // It is dropped as a statement, or has to stay.
	}
	last := c.Body[len(c.Body)-1]
	switch s := last.(type) {
	case *ast.IfStmt:
		if s.Else != nil {
			return
		}
	case *ast.ReturnStmt, *ast.BlockStmt, *ast.BranchStmt, *ast.ForStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt,
		*ast.LabeledStmt:
		return
	}
	if !isPanic(last) {
		r.unless(body, c.Body[0], last)
	}
}

// isCompound reports whether the statement holds others.
func isCompound(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.IfStmt, *ast.RangeStmt:
		return true
	}
	return false
}
