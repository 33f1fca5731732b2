package vocabulary

import "hopwise/dsl/source"

// Args are the arguments of a statement, by label.
type Args struct {
	labels []string
	values []*Value
}

func (a *Args) put(label string, v *Value) {
	a.labels = append(a.labels, label)
	a.values = append(a.values, v)
}

// All are the arguments with this label, in order.
func (a *Args) All(label string) []*Value {
	var all []*Value
	for i, l := range a.labels {
		if l == label {
			all = append(all, a.values[i])
		}
	}
	return all
}

// none is the value of an argument that was not written.
var none = &Value{}

// One is the first argument with this label, and whether there is one; where there is none, an empty value.
func (a *Args) One(label string) (*Value, bool) {
	for i, l := range a.labels {
		if l == label {
			return a.values[i], true
		}
	}
	return none, false
}

// Has reports whether this word, or an argument with this label, was written.
func (a *Args) Has(label string) bool {
	_, ok := a.One(label)
	return ok
}

// At is the place of an argument, or otherwise where there is none.
func (a *Args) At(label string, otherwise source.Span) source.Span {
	if v, ok := a.One(label); ok {
		return v.Span
	}
	return otherwise
}
