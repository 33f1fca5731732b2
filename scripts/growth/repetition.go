package main

import (
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// A repetition is a statement that repeats, and how: together in one block, or apart in a block each.
type repetition struct {
	name  string
	cloud string
	row   *vocabulary.Row
	place vocabulary.Place
	apart bool
}

// repetitions are those of each statement in each place where it may stand, in the first cloud that has both.
func repetitions() []repetition {
	var all []repetition
	for _, row := range vocabulary.Rows {
		for _, p := range row.In {
			cloud := home(row, p)
			r := repetition{row.Keyword + " in " + string(p), cloud, row, p, false}
			if !row.Once {
				all = append(all, r)
			}
			if !alone(p) {
				r.name, r.apart = r.name+", apart", true
				all = append(all, r)
			}
		}
	}
	return all
}

// home is the first cloud that knows a statement and has the place where it stands.
func home(row *vocabulary.Row, p vocabulary.Place) string {
	for _, key := range cloud.Keys() {
		if row.KnownIn(key) && (p == vocabulary.AtTop || opener(p, key) != nil) {
			return key
		}
	}
	panic("growth: no cloud has " + row.Keyword + " in " + string(p))
}

// alone reports whether a text has one block of a place: none of its statements can stand apart from the others.
func alone(p vocabulary.Place) bool {
	return p == vocabulary.AtTop || p == vocabulary.InCloud || p == vocabulary.InClassic
}

// text is the statement n times, by the form with the most arguments, and two machines that a question is asked about.
// It gives the place behind the last word of the last one too.
func (r repetition) text(n int) (string, int) {
	t := newText(r.cloud, n)
	t.place = r.place
	if r.apart {
		t.apart = r.place
	}
	last := ""
	for i := range n {
		var in *block
		if r.apart {
			in = t.openApart(r.place, i)
		} else {
			in = t.in(r.place)
		}
		last = t.statement(r.row, longest(r.row.Forms), i)
		in.lines = append(in.lines, last)
	}
	machines := t.in(vocabulary.InSubnet)
	machines.lines = append(machines.lines, "instance probe-from", "instance probe-to")
	questions := []string{"expect internet -> probe-to tcp/443 reachable", "trace probe-from -> probe-to tcp/443"}
	t.top.kids = append(t.top.kids, &block{lines: questions})
	written := t.String()
	return written, strings.LastIndex(written, last+"\n") + len(last)
}
