package vocabulary

import (
	"slices"

	"hopwise/dsl/source"
)

// A One is an argument that is read as a P: a pointer to the type of value that its kind has.
type One[P any] struct{ Arg }

// In returns the argument of a statement; without one, an empty value and false.
func (o *One[P]) In(s *Statement) (P, bool) {
	v, ok := s.one(&o.Arg)
	return v.(P), ok
}

// IsIn reports whether a statement has the argument.
func (o *One[P]) IsIn(s *Statement) bool {
	_, ok := s.one(&o.Arg)
	return ok
}

// A List is an argument that may be several, each of which is read as a P.
type List[P any] struct{ Arg }

// In returns the arguments of a statement, in order.
func (l *List[P]) In(s *Statement) []P {
	var all []P
	for i := range s.args.values {
		if a := &s.args.values[i]; a.of == &l.Arg {
			all = append(all, a.value.(P))
		}
	}
	if all == nil {
		s.must(&l.Arg)
	}
	return all
}

// IsIn reports whether a statement has the word.
func (l *Literal) IsIn(s *Statement) bool {
	_, ok := s.word(l)
	return ok
}

// At is the place of the word, or that of the whole statement without the word.
func (l *Literal) At(s *Statement) source.Span {
	if at, ok := s.word(l); ok {
		return at
	}
	return s.Span
}

// args are the arguments and the words of a statement, in order.
type args struct {
	values []argument
	words  []word
}

// has reports whether there is a value of an argument.
func (a *args) has(arg *Arg) bool {
	return slices.ContainsFunc(a.values, func(v argument) bool { return v.of == arg })
}

// An argument is a value that stands in a form's place for it.
type argument struct {
	of    *Arg
	value any
}

// A word is a literal word of a form where it was written.
type word struct {
	of *Literal
	at source.Span
}

// one returns the first value of an argument, or the empty one of its kind and false.
func (s *Statement) one(a *Arg) (any, bool) {
	for i := range s.args.values {
		if v := &s.args.values[i]; v.of == a {
			return v.value, true
		}
	}
	s.must(a)
	return a.kind.none, false
}

// word returns the place of a word, or false.
func (s *Statement) word(l *Literal) (source.Span, bool) {
	for _, w := range s.args.words {
		if w.of == l {
			return w.at, true
		}
	}
	s.must(l)
	return source.Span{}, false
}

// must panics if no form of the statement has a part: whoever asks for it reads another statement than this.
func (s *Statement) must(p Part) {
	if !s.Row.each(func(q Part) bool { return q != p }) {
		return
	}
	panic("vocabulary: " + s.Row.Keyword + " has no " + p.String())
}
