package main

import (
	"cmp"
	"slices"
	"strings"
)

// An edit puts a text in the place of another. Edits that surround come in pairs, outer ones before inner ones.
type edit struct {
	from, to int
	text     string
	closes   bool
	order    int
}

// apply makes the edits. Lines stay where they are: no edit adds one.
func apply(text string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(rank(a), rank(b)))
	})
	var out strings.Builder
	at := 0
	for _, e := range edits {
		out.WriteString(text[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.WriteString(text[at:])
	return out.String()
}

// rank orders the edits of one place: what closes goes before what opens, inner ends before outer ends, and outer
// starts before inner starts.
func rank(e edit) int {
	if e.closes {
		return -e.order
	}
	return e.order
}
