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

// All returns the arguments with this label, in order.
func (a *Args) All(label string) []*Value {
	var all []*Value
	for i, l := range a.labels {
		if l == label {
			all = append(all, a.values[i])
		}
	}
	return all
}

// none is the value of an argument that is not there.
var none = &Value{}

// One returns the first argument with this label; without one, an empty value and false.
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

// At is the place of an argument, or otherwise if it is not there.
func (a *Args) At(label string, otherwise source.Span) source.Span {
	if v, ok := a.One(label); ok {
		return v.Span
	}
	return otherwise
}
