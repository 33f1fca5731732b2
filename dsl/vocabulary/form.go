package vocabulary

import (
	"strings"
	"sync"
)

// An element is a part of a form.
type element struct {
	label    string
	words    []string  // literal words, one of which must stand here; nil for an argument
	kind     *kind     // an argument; nil for words and groups
	argument string    // the kind as the form writes it
	list     bool      // one or more, with commas between
	group    []element // an optional part; nil for words and arguments
}

// takesPorts reports whether the argument may be a list of its own, of ports.
func (e *element) takesPorts() bool { return e.argument == "SERVICE" || e.argument == "LISTENER" }

// forms caches compiled forms.
var forms sync.Map

// compile reads a form. Tests hold that every form of the table can be read.
func compile(form string) []element {
	if have, ok := forms.Load(form); ok {
		return have.([]element)
	}
	words := strings.Fields(strings.NewReplacer("[", " [ ", "]", " ] ").Replace(form))
	elements, _ := sequence(words)
	forms.Store(form, elements)
	return elements
}

func sequence(words []string) (elements []element, rest []string) {
	for len(words) > 0 {
		w := words[0]
		words = words[1:]
		switch w {
		case "]":
			return elements, words
		case "[":
			var group []element
			group, words = sequence(words)
			elements = append(elements, element{group: group})
		default:
			elements = append(elements, single(w))
		}
	}
	return elements, nil
}

func single(w string) element {
	e := element{list: strings.HasSuffix(w, ",")}
	w = strings.TrimSuffix(w, ",")
	label, name, labelled := strings.Cut(w, ":")
	if !labelled {
		label, name = "", w
	}
	if k := kindOf(name); k != nil {
		e.kind, e.argument, e.label = k, name, label
		if !labelled {
			e.label = strings.ToLower(name)
		}
		return e
	}
	e.words = strings.Split(name, "|")
	e.label = label
	return e
}
