package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
)

// literal puts into a list a fault for each element that is left out, and into a struct one for each field that is.
func (r *rewriter) literal(l *ast.CompositeLit) {
	switch t := r.source.info.Types[l].Type.Underlying().(type) {
	case *types.Slice:
		r.elements(l)
	case *types.Struct:
		for i, e := range l.Elts {
			if keyed, ok := e.(*ast.KeyValueExpr); ok {
				r.field(t, l.Elts, i, keyed)
			}
		}
	}
}

// elements needs the type of the list to be written, and a list without indices.
func (r *rewriter) elements(l *ast.CompositeLit) {
	if l.Type == nil || len(l.Elts) == 0 {
		return
	}
	for _, e := range l.Elts {
		if _, keyed := e.(*ast.KeyValueExpr); keyed {
			return
		}
	}
	first := len(r.all) + 1
	for i := range l.Elts {
		r.omit(element, l.Elts, i)
	}
	r.surround(fmt.Sprintf("mutant.Without(%d, ", first), l, ")")
}

// omit adds a mutation by which one of several is left out, with a comma.
func (r *rewriter) omit(k kind, all []ast.Expr, i int) string {
	from, to := r.source.offset(all[i].Pos()), r.source.offset(all[i].End())
	switch {
	case i+1 < len(all):
		to = r.source.offset(all[i+1].Pos())
	case i > 0:
		from = r.source.offset(all[i-1].End())
	}
	return r.addSpan(k, from, to, "")
}

// field lets alone what has no zero value that the engine could go on with: functions and interfaces.
func (r *rewriter) field(s *types.Struct, all []ast.Expr, i int, e *ast.KeyValueExpr) {
	value := r.source.info.Types[e.Value]
	if value.IsNil() || value.Type == nil || !types.Identical(value.Type, fieldType(s, e.Key.(*ast.Ident).Name)) {
		return
	}
	switch value.Type.Underlying().(type) {
	case *types.Signature, *types.Interface:
		return
	}
	if value.Value == nil {
		r.surround(fmt.Sprintf("mutant.Zero(%s, ", r.omit(field, all, i)), e.Value, ")")
		return
	}
	name, known := r.typeName(e.Value)
	if known && value.Value.Kind() != constant.Bool && !isZero(value.Value) {
		r.surround(fmt.Sprintf("mutant.Zero[%s](%s, ", name, r.omit(field, all, i)), e.Value, ")")
	}
}

func fieldType(s *types.Struct, name string) types.Type {
	for f := range s.Fields() {
		if f.Name() == name {
			return f.Type()
		}
	}
	panic("the compiler has found each field")
}

func isZero(v constant.Value) bool {
	switch v.Kind() {
	case constant.String:
		return constant.StringVal(v) == ""
	default:
		return constant.Sign(v) == 0
	}
}
