package check

import (
	"iter"

	"hopwise/dsl/cloud"
)

// names are what an expectation may call the objects of a cloud, in order and to look one up.
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

// namesOf are the names of those objects that fit, and "" for each other.
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

// inTurn is one list of names after another.
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

// every fits whatever there is.
func every[T any](T) bool { return true }
