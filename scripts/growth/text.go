package main

import (
	"strings"

	"hopwise/dsl/vocabulary"
)

// A block is a statement with its block, or with no head the whole text.
type block struct {
	head  string
	lines []string
	kids  []*block
}

// A text is a scenario that is made of blocks: one of each place at most is opened by name, and what it needs around
// it.
type text struct {
	cloud  string
	top    *block
	opened map[vocabulary.Place]*block
	// needed are the statements that were declared so that others can name them.
	needed map[string]bool
	n      int
	// apart is the place whose block is repeated, empty where that of a statement is not.
	apart vocabulary.Place
	// place is where the statements stand that repeat.
	place vocabulary.Place
}

func newText(cloud string, n int) *text {
	top := &block{}
	opened := map[vocabulary.Place]*block{vocabulary.AtTop: top}
	return &text{cloud: cloud, top: top, opened: opened, needed: map[string]bool{}, n: n}
}

// String writes the text.
func (t *text) String() string {
	var b strings.Builder
	t.top.write(&b)
	return b.String()
}

func (k *block) write(b *strings.Builder) {
	if k.head != "" {
		b.WriteString(k.head + " {\n")
	}
	for _, l := range k.lines {
		b.WriteString(l + "\n")
	}
	for _, kid := range k.kids {
		kid.write(b)
	}
	if k.head != "" {
		b.WriteString("}\n")
	}
}

// in is the block of a place, opened with all that it stands in.
func (t *text) in(p vocabulary.Place) *block {
	if t.opened[p] == nil {
		row := opener(p, t.cloud)
		t.opened[p] = t.open(row, base)
	}
	return t.opened[p]
}

// open adds the block of a statement to that of the place where it stands.
func (t *text) open(row *vocabulary.Row, i int) *block {
	around := t.in(standing(row, t.cloud))
	kid := &block{head: t.statement(row, shortest(row.Forms), i)}
	if i != base {
		kid.head = strings.Replace(kid.head, named(row.Keyword, i), named(row.Keyword+"-box", i), 1)
	}
	kid.lines = append(kid.lines, t.within(row)...)
	around.kids = append(around.kids, kid)
	return kid
}

// openApart adds the i-th block of a place; of those of which what is around has one, with what is around.
func (t *text) openApart(p vocabulary.Place, i int) *block {
	row := opener(p, t.cloud)
	if p == vocabulary.InGateway || row.Once {
		around := t.openApart(standing(row, t.cloud), i)
		kid := &block{head: t.statement(row, shortest(row.Forms), i)}
		around.kids = append(around.kids, kid)
		return kid
	}
	return t.open(row, i)
}

// within are the lines that a block needs so that others in it mean something.
func (t *text) within(row *vocabulary.Row) []string {
	switch row.Opens {
	case vocabulary.InBalancer:
		t.in(vocabulary.InSubnet)
		return []string{subnetWord(t.cloud) + " " + named(subnetWord(t.cloud), base)}
	case vocabulary.InNAT:
		return []string{"eip"}
	case vocabulary.InCluster:
		if vocabulary.RowPods.KnownIn(t.cloud) {
			return []string{"pods 10.9.0.0/16"}
		}
	}
	return nil
}

// standing is the first place of a row that a cloud has.
func standing(row *vocabulary.Row, cloud string) vocabulary.Place {
	for _, p := range row.In {
		if p == vocabulary.AtTop || opener(p, cloud) != nil {
			return p
		}
	}
	return ""
}

// opener is the row whose block is a place, nil where a cloud has none.
func opener(p vocabulary.Place, cloud string) *vocabulary.Row {
	for _, r := range vocabulary.Rows {
		if r.Opens == p && r.KnownIn(cloud) && standing(r, cloud) != "" {
			return r
		}
	}
	return nil
}

// shortest is the form of a statement with the shortest text, without what may be left out.
func shortest(forms []vocabulary.Form) vocabulary.Form {
	short := without(forms[0])
	for _, f := range forms {
		if f = without(f); len(f.String()) < len(short.String()) {
			short = f
		}
	}
	return short
}

// without is a form without what may be left out.
func without(form vocabulary.Form) vocabulary.Form {
	var kept vocabulary.Form
	for _, p := range form {
		if _, optional := p.(vocabulary.Optional); !optional {
			kept = append(kept, p)
		}
	}
	return kept
}

// longest is the form of a statement with the longest text, with all that may be left out.
func longest(forms []vocabulary.Form) vocabulary.Form {
	var long vocabulary.Form
	for _, f := range forms {
		if f = whole(f); len(f.String()) > len(long.String()) {
			long = f
		}
	}
	return long
}

// whole is a form with all that may be left out.
func whole(form vocabulary.Form) vocabulary.Form {
	var all vocabulary.Form
	for _, p := range form {
		if o, optional := p.(vocabulary.Optional); optional {
			all = append(all, whole(vocabulary.Form(o))...)
		} else {
			all = append(all, p)
		}
	}
	return all
}

// statement writes the i-th statement of a row by a form without optional parts.
func (t *text) statement(row *vocabulary.Row, form vocabulary.Form, i int) string {
	words := []string{}
	if row.Keyword != "" {
		words = append(words, row.Keyword)
	}
	for _, p := range form {
		words = append(words, t.word(row, p, i))
	}
	return strings.Join(words, " ")
}

// word writes one part of a form: the first of the words that may stand there, or the i-th value of an argument.
func (t *text) word(row *vocabulary.Row, p vocabulary.Part, i int) string {
	switch p := p.(type) {
	case vocabulary.Choice:
		return p[0].Text
	case *vocabulary.Arg:
		value := values[p.Kind()]
		if value == nil {
			panic("growth: no value for an argument " + p.Kind().String() +
				": write it down in scripts/growth/value.go")
		}
		return value(t, argument{row, p, i})
	}
	return p.String()
}
