package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// constant puts a fault into an expression whose value the compiler knows.
func (r *rewriter) constant(e ast.Expr) {
	value := r.source.info.Types[e].Value
	switch {
	case r.wantsConstant(e):
	case value.Kind() == constant.Bool:
		if r.is(e, types.IsBoolean) {
			becomes := fmt.Sprint(!constant.BoolVal(value))
			r.surround("((", e, fmt.Sprintf(") != mutant.Is(%s))", r.add(truth, e, becomes)))
		}
	case r.next(e) != "":
		r.one(neighbour, e, r.next(e))
	case r.is(e, types.IsInteger|types.IsFloat):
		r.offByOne(e, value)
	}
}

// one makes of an expression a choice between it and another.
func (r *rewriter) one(k kind, e ast.Expr, becomes string) {
	if name, ok := r.typeName(e); ok {
		r.surround(fmt.Sprintf("mutant.One[%s](%s, ", name, r.add(k, e, becomes)), e, ", "+becomes+")")
	}
}

// offByOne: the largest number of a type becomes the one before it.
func (r *rewriter) offByOne(e ast.Expr, value constant.Value) {
	text, becomes := r.source.of(e), constant.BinaryOp(value, token.ADD, constant.MakeInt64(1))
	if !fits(becomes, r.source.info.Types[e].Type) {
		r.one(number, e, r.grouped(text+" - 1"))
		return
	}
	if _, literal := e.(*ast.BasicLit); literal {
		r.one(number, e, becomes.ExactString())
		return
	}
	r.one(number, e, r.grouped(text+" + 1"))
}

// fits reports whether a constant of the type can have the value.
func fits(value constant.Value, t types.Type) bool {
	basic := t.Underlying().(*types.Basic)
	if basic.Info()&types.IsInteger == 0 || basic.Info()&types.IsUntyped != 0 {
		return true
	}
	bits := 8 * int(types.SizesFor("gc", "amd64").Sizeof(basic))
	if basic.Info()&types.IsUnsigned == 0 {
		bits--
	}
	return constant.BitLen(value) <= bits
}

// wantsConstant reports whether the expression stands where the language wants a constant, where it is that of
// a case, which has faults of its own, or where it is a hint for the memory.
func (r *rewriter) wantsConstant(e ast.Expr) bool {
	switch p := r.parent().(type) {
	case *ast.CaseClause:
		return slices.Contains(p.List, e)
	case *ast.CallExpr:
		return types.ExprString(p.Fun) == "make" && p.Args[len(p.Args)-1] == e && !r.makesSlice(p)
	}
	return false
}

// makesSlice reports whether a call of make says the length of a slice with its last argument.
func (r *rewriter) makesSlice(call *ast.CallExpr) bool {
	_, ok := r.source.info.Types[call].Type.Underlying().(*types.Slice)
	return ok && len(call.Args) == 2
}

// next is the constant with the next larger value of the same declared type, or with the smallest one where there is no
// larger; empty where there is no other.
func (r *rewriter) next(e ast.Expr) string {
	name, before := r.constantName(e)
	if name == nil {
		return ""
	}
	c, ok := r.source.info.Uses[name].(*types.Const)
	if !ok || c.Parent() != c.Pkg().Scope() {
		return ""
	}
	if _, named := types.Unalias(c.Type()).(*types.Named); !named {
		return ""
	}
	all := alike(c, r.source.types)
	at := slices.Index(all, c)
	if len(all) < 2 || at < 0 {
		return ""
	}
	found := all[(at+1)%len(all)].Name()
	if _, seen := r.scope(e).LookupParent(found, e.Pos()); before == "" && seen != r.source.types.Scope().Lookup(found) {
		return ""
	}
	return before + found
}

// constantName is the name of a constant, and the package before it: of NAT nothing, of cloud.NAT the text "cloud.".
func (r *rewriter) constantName(e ast.Expr) (*ast.Ident, string) {
	switch e := e.(type) {
	case *ast.Ident:
		return e, ""
	case *ast.SelectorExpr:
		return e.Sel, r.source.of(e.X) + "."
	}
	return nil, ""
}

// alike are the constants of a type that the package can name, by their values, without others of the same value.
func alike(c *types.Const, from *types.Package) []*types.Const {
	scope := c.Pkg().Scope()
	var all []*types.Const
	for _, name := range scope.Names() {
		other, ok := scope.Lookup(name).(*types.Const)
		if ok && types.Identical(other.Type(), c.Type()) && (c.Pkg() == from || other.Exported()) && name != "_" {
			all = append(all, other)
		}
	}
	slices.SortStableFunc(all, func(a, b *types.Const) int {
		switch {
		case constant.Compare(a.Val(), token.LSS, b.Val()):
			return -1
		case constant.Compare(b.Val(), token.LSS, a.Val()):
			return 1
		}
		return 0
	})
	return slices.DeleteFunc(all, func(other *types.Const) bool {
		return other != c && constant.Compare(other.Val(), token.EQL, c.Val())
	})
}

// typeName writes the type of an expression as its file can write it.
func (r *rewriter) typeName(e ast.Expr) (string, bool) {
	t := types.Default(r.source.info.Types[e].Type)
	names := true
	text := types.TypeString(t, func(p *types.Package) string {
		if p == r.source.types {
			return ""
		}
		_, o := r.scope(e).LookupParent(p.Name(), e.Pos())
		imported, ok := o.(*types.PkgName)
		names = names && ok && imported.Imported().Path() == p.Path()
		return p.Name()
	})
	if named, ok := types.Unalias(t).(*types.Named); ok {
		o := named.Obj()
		_, seen := r.scope(e).LookupParent(o.Name(), e.Pos())
		names = names && (o.Exported() || o.Pkg() == r.source.types) && (o.Pkg() != r.source.types || seen == o)
	}
	return text, names
}

// scope is the innermost scope around an expression.
func (r *rewriter) scope(e ast.Expr) *types.Scope {
	if s := r.source.info.Scopes[r.source.tree].Innermost(e.Pos()); s != nil {
		return s
	}
	return r.source.info.Scopes[r.source.tree]
}
