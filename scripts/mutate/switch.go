package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// cases puts faults into a switch: a case that is never chosen, two that have each other's bodies, one that does
// nothing.
func (r *rewriter) cases(s *ast.SwitchStmt) {
	r.bodies(s.Body)
	var before *ast.CaseClause
	for _, clause := range s.Body.List {
		c := clause.(*ast.CaseClause)
		if s.Tag != nil && before != nil && r.exchangeable(before, c) {
			r.exchange(before.List[0], c.List[0])
			before = nil
		} else {
			before = c
		}
		for _, e := range c.List {
			r.neverChosen(s, e)
		}
	}
}

// exchangeable reports whether two cases name constants of one type.
func (r *rewriter) exchangeable(a, b *ast.CaseClause) bool {
	if len(a.List) == 0 || len(b.List) == 0 {
		return false
	}
	first, second := r.source.info.Types[a.List[0]], r.source.info.Types[b.List[0]]
	_, known := r.typeName(a.List[0])
	return known && first.Value != nil && second.Value != nil && types.Identical(first.Type, second.Type)
}

func (r *rewriter) exchange(a, b ast.Expr) {
	first, second := r.source.of(a), r.source.of(b)
	from, to := r.source.offset(a.Pos()), r.source.offset(b.End())
	between := r.source.text[r.source.offset(a.End()):r.source.offset(b.Pos())]
	number := r.addSpan(body, from, to, second+between+first)
	name, _ := r.typeName(a)
	r.surround(fmt.Sprintf("mutant.One[%s](%s, ", name, number), a, ", "+second+")")
	r.surround(fmt.Sprintf("mutant.One[%s](%s, ", name, number), b, ", "+first+")")
}

// neverChosen makes of a case's condition a false one, and of its constant one that nothing has.
func (r *rewriter) neverChosen(s *ast.SwitchStmt, e ast.Expr) {
	if s.Tag == nil {
		if r.is(e, types.IsBoolean) {
			r.surround("((", e, fmt.Sprintf(") && !mutant.Is(%s))", r.add(label, e, "false")))
		}
		return
	}
	name, known := r.typeName(e)
	value := r.source.info.Types[e].Value
	if !known || value == nil {
		return
	}
	nobody := ""
	switch {
	case value.Kind() == constant.String:
		nobody = r.source.of(e) + ` + "\x00"`
	case r.is(e, types.IsInteger):
		nobody = token.XOR.String() + name + "(" + r.source.of(e) + ")"
	default:
		return
	}
	r.surround(fmt.Sprintf("mutant.One[%s](%s, ", name, r.add(label, e, nobody)), e, ", "+nobody+")")
}
