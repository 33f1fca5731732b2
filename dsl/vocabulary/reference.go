package vocabulary

import (
	"iter"
	"slices"
	"sort"
)

// Written are the forms of a statement for people, each with the keyword.
func (r *Row) Written() []string {
	forms := make([]string, len(r.Forms))
	for i, f := range r.Forms {
		forms[i] = written(r.Keyword, f)
	}
	return forms
}

// Page is the keyword of the row's page in the reference: its own, or for a line without a keyword that of the
// statement around it.
func (r *Row) Page() string {
	for _, around := range Rows {
		if r.Keyword == "" && around.Opens == r.In[0] {
			return around.Keyword
		}
	}
	return r.Keyword
}

// An Argument is a kind of argument, for the reference.
type Argument struct {
	// Word stands for it in a form: "RANGE".
	Word string
	// Noun names it in a sentence: "a range".
	Noun string
	// Example is a value that can be read.
	Example string
}

// Arguments are all kinds of arguments, by their words.
func Arguments() []Argument {
	all := make([]Argument, 0, len(kinds))
	for _, k := range kinds {
		all = append(all, Argument{k.word, k.noun, k.example})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Word < all[j].Word })
	return all
}

// Words are the words in the forms of a statement that need an explanation, in their order, with their meanings.
func (r *Row) Words() []Known {
	var all []Known
	for l := range r.literals() {
		if known := (Known{l.Text, l.Help}); l.Help != "" && !slices.Contains(all, known) {
			all = append(all, known)
		}
	}
	return all
}

// WordHelp explains a word inside the statement in a few words, empty if the word explains itself.
func (r *Row) WordHelp(text string) string {
	for l := range r.literals() {
		if l.Text == text {
			return l.Help
		}
	}
	return ""
}

// literals are the words in the forms of a statement.
func (r *Row) literals() iter.Seq[*Literal] { return only[*Literal](r) }

// Args are the arguments in the forms of a statement.
func (r *Row) Args() iter.Seq[*Arg] { return only[*Arg](r) }

// only are the parts of a type in the forms of a statement.
func only[T Part](r *Row) iter.Seq[T] {
	return func(yield func(T) bool) {
		r.each(func(p Part) bool {
			t, ok := p.(T)
			return !ok || yield(t)
		})
	}
}

// each yields the words and arguments of all forms, until yield returns false.
func (r *Row) each(yield func(Part) bool) bool {
	for _, f := range r.Forms {
		if !f.each(yield) {
			return false
		}
	}
	return true
}
