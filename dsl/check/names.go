package check

import (
	"iter"

	"hopwise/dsl/cloud"
)

// names are the names that an expectation may use for the objects of a cloud, as a list and as a set.
type names struct {
	all   []string
	known map[string]bool
}

func (n *names) add(of ...string) {
	n.all = append(n.all, of...)
	for _, name := range of {
		n.known[name] = true
	}
}

// namesOf are the names of the objects that fit, and "" for each of the others.
func namesOf[T cloud.Object](objects []T, fits func(T) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, o := range objects {
			name := ""
			if fits(o) {
				name = o.Base().Name
			}
			if !yield(name) {
				return
			}
		}
	}
}

// inTurn joins lists of names.
func inTurn(lists []iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, list := range lists {
			for name := range list {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// is reports whether an object is a T.
func is[T cloud.Object](o cloud.Object) bool {
	_, ok := o.(T)
	return ok
}

// in reports whether an object is a T of a VPC.
func in[T cloud.Object](v *cloud.VPC) func(cloud.Object) bool {
	return func(o cloud.Object) bool { return is[T](o) && o.Base().VPC == v }
}

// every is true for every object.
func every[T any](T) bool { return true }
