package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// moved are the comparisons whose bound moves by one: what they become, and the function that asks.
var moved = map[token.Token]struct{ becomes, function string }{
	token.LSS: {"<=", "Less"},
	token.LEQ: {"<", "AtMost"},
	token.GTR: {">=", "More"},
	token.GEQ: {">", "AtLeast"},
}

var opposite = map[token.Token]string{
	token.EQL: "!=", token.NEQ: "==", token.LSS: ">=", token.GEQ: "<", token.GTR: "<=", token.LEQ: ">",
}

// signs are the operators of arithmetic that become each other.
var signs = map[token.Token]struct{ becomes, function string }{
	token.ADD: {"-", "Sum"},
	token.SUB: {"+", "Difference"},
}

// binary puts faults into an expression with an operator.
func (r *rewriter) binary(e *ast.BinaryExpr) {
	switch {
	case e.Op == token.LAND || e.Op == token.LOR:
		r.junction(e)
	case opposite[e.Op] != "":
		r.comparison(e)
	case signs[e.Op].function != "" && r.is(e, types.IsInteger|types.IsFloat):
		s := signs[e.Op]
		r.asked(r.add(sign, e, r.with(e, s.becomes)), s.function, e)
	}
}

// with is the expression with another operator.
func (r *rewriter) with(e *ast.BinaryExpr, operator string) string {
	text := r.source.text
	at := r.source.offset(e.OpPos)
	return text[r.source.offset(e.Pos()):at] + operator + text[at+len(e.Op.String()):r.source.offset(e.End())]
}

// asked makes of a < b a call of a function of package mutant.
func (r *rewriter) asked(number, function string, e *ast.BinaryExpr) {
	r.surround(fmt.Sprintf("mutant.%s(%s, ", function, number), e, ")")
	r.edit(r.source.offset(e.OpPos), len(e.Op.String()), ",", false)
}

// grouped puts what becomes of an operand into parentheses.
func (r *rewriter) grouped(text string) string {
	if _, ok := r.parent().(*ast.BinaryExpr); ok {
		return "(" + text + ")"
	}
	return text
}

func (r *rewriter) comparison(e *ast.BinaryExpr) {
	if r.is(e, types.IsBoolean) && !r.endsLoop(e) {
		r.negate(e, r.with(e, opposite[e.Op]))
	}
	if m := moved[e.Op]; m.function != "" && r.is(e.X, types.IsOrdered) && r.is(e.Y, types.IsOrdered) {
		r.asked(r.add(boundary, e, r.with(e, m.becomes)), m.function, e)
	}
}

// endsLoop reports whether the expression is the condition of a for statement: negated it lets the loop do nothing, or
// run for ever, which is found out by waiting.
func (r *rewriter) endsLoop(e ast.Expr) bool {
	loop, ok := r.parent().(*ast.ForStmt)
	return ok && loop.Cond == e
}

func (r *rewriter) negate(e ast.Expr, becomes string) {
	r.surround("((", e, fmt.Sprintf(") != mutant.Is(%s))", r.add(negation, e, becomes)))
}

// junction puts three faults into a && b: a || b, a, and b. Two negations let one text say both operators: a || b is
// !(!a && !b).
func (r *rewriter) junction(e *ast.BinaryExpr) {
	if !r.is(e, types.IsBoolean) {
		return
	}
	other, keeps := "||", "|| mutant.Is"
	if e.Op == token.LOR {
		other, keeps = "&&", "&& !mutant.Is"
	}
	swap := r.add(junction, e, r.grouped(r.with(e, other)))
	r.surround("(", e, fmt.Sprintf(" != mutant.Is(%s))", swap))
	r.surround("(", e, ")")
	for _, side := range []ast.Expr{e.X, e.Y} {
		rest := e.Y
		if side == e.Y {
			rest = e.X
		}
		r.surround("((", side, fmt.Sprintf(") != mutant.Is(%s))", swap))
		// Of a && b && c, what drops a and b drops most of it.
		if inner, ok := side.(*ast.BinaryExpr); !ok || inner.Op != e.Op {
			r.surround("((", side, fmt.Sprintf(") %s(%s))", keeps, r.add(operand, e, r.source.of(rest))))
		}
	}
}

// atom negates a condition that is neither a comparison nor a junction.
func (r *rewriter) atom(e ast.Expr) {
	if !r.is(e, types.IsBoolean) || r.endsLoop(e) {
		return
	}
	switch p := r.parent().(type) {
	case *ast.IfStmt, *ast.ReturnStmt, *ast.CaseClause, *ast.ParenExpr:
	case *ast.BinaryExpr:
		if p.Op != token.LAND && p.Op != token.LOR {
			return
		}
	case *ast.AssignStmt:
		for _, left := range p.Lhs {
			if left == e {
				return
			}
		}
	default:
		return
	}
	r.negate(e, "!"+r.source.of(e))
}

// is reports whether the expression has a value of such a basic type. Truth of a type of its own can't be compared with
// truth.
func (r *rewriter) is(e ast.Expr, what types.BasicInfo) bool {
	t := r.source.info.Types[e].Type
	if t == nil {
		return false
	}
	if what == types.IsBoolean {
		t = types.Unalias(t)
	} else {
		t = t.Underlying()
	}
	basic, ok := t.(*types.Basic)
	return ok && basic.Info()&what != 0
}
