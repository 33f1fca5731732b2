package vocabulary

import "sort"

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
	for i := range Rows {
		if r.Keyword == "" && Rows[i].Opens == r.In[0] {
			return Rows[i].Keyword
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
	seen := map[string]bool{}
	var walk func(elements []element)
	walk = func(elements []element) {
		for _, e := range elements {
			for _, w := range e.words {
				if help := r.WordHelp(w); help != "" && !seen[w] {
					seen[w] = true
					all = append(all, Known{w, help})
				}
			}
			walk(e.group)
		}
	}
	for _, f := range r.Forms {
		walk(compile(f))
	}
	return all
}
