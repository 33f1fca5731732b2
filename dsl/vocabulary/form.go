package vocabulary

import (
	"slices"
	"strings"

	"hopwise/dsl/cloud"
)

// A Form is a way to write the arguments of a statement.
type Form []Part

// A Part is an element of a form: the Arg of a One or a List, a Literal, a Choice or an Optional.
type Part interface {
	// String is the part as people read it in a form.
	String() string
}

// An Arg is the part of a form for an argument.
type Arg struct {
	kind *Kind
	// list reports that there may be several, with commas between.
	list bool
	// names is the noun of the objects that a name means; empty for any other argument.
	names cloud.Noun
}

// Kind is the kind of the argument.
func (a *Arg) Kind() *Kind { return a.kind }

// Names is the noun of the objects that the argument names; empty for a name that its statement declares, and for what
// is no name.
func (a *Arg) Names() cloud.Noun { return a.names }

// String is the kind of the argument, with a mark for a list.
func (a *Arg) String() string {
	if a.list {
		return a.kind.word + " [, …]"
	}
	return a.kind.word
}

// takesPorts reports whether the argument may be a list of its own, of ports.
func (a *Arg) takesPorts() bool { return a.kind == &KindService || a.kind == &KindListener }

// A Choice is a part of a form where one of several words stands.
type Choice []*Literal

// String is the words with a stroke between them.
func (c Choice) String() string { return strings.Join(c.words(), "|") }

// words are the words as text.
func (c Choice) words() []string {
	words := make([]string, len(c))
	for i, l := range c {
		words[i] = l.Text
	}
	return words
}

// An Optional is a part of a form that may be left out.
type Optional []Part

// String is the parts in brackets.
func (o Optional) String() string { return "[" + Form(o).String() + "]" }

// String is the form as people read it.
func (f Form) String() string {
	var words []string
	for _, p := range f {
		// A part that may stand in one of two places is written in the first.
		text := p.String()
		if _, optional := p.(Optional); !optional || !slices.Contains(words, text) {
			words = append(words, text)
		}
	}
	return strings.Join(words, " ")
}

// Declares reports whether the form starts with the name that its statement declares.
func (f Form) Declares() bool { return len(f) > 0 && f[0] == Part(&ArgName.Arg) }

// each yields the words and arguments of the form, those of its choices and optional parts included, until yield returns
// false.
func (f Form) each(yield func(Part) bool) bool {
	for _, p := range f {
		switch p := p.(type) {
		case Optional:
			if !Form(p).each(yield) {
				return false
			}
		case Choice:
			for _, l := range p {
				if !yield(l) {
					return false
				}
			}
		default:
			if !yield(p) {
				return false
			}
		}
	}
	return true
}

// written is a form for people, behind its keyword.
func written(keyword string, f Form) string { return strings.TrimSpace(keyword + " " + f.String()) }
