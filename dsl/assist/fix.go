package assist

import (
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// Fix puts a forgotten table into the subnet of a finding, or removes the statement of one if it is needless, with its
// line if nothing else stands there; otherwise it is nil. A statement that an expectation names stays.
func (d *Document) Fix(f *analyze.Finding) *source.Fix {
	if f.Code == analyze.UnusedWayOut {
		return d.useTable(f.Span, f.Other.Base().Name)
	}
	if !f.Needless || f.Code == analyze.Unused && d.isNamed(f.At) {
		return nil
	}
	statement := d.statement(f.Span)
	if statement == nil {
		return nil
	}
	out := source.WholeLines(d.Text, source.Span{Start: statement.Span.Start, End: statement.End()})
	return &source.Fix{Title: "Remove it", Edits: []source.Edit{{Span: out}}}
}

// useTable puts a route table into the block of a subnet, nil if that names one.
func (d *Document) useTable(subnet source.Span, table string) *source.Fix {
	s := d.statement(subnet)
	if s == nil {
		return nil
	}
	for _, inside := range s.Body {
		if len(inside.Words) > 0 && inside.Words[0].Text == vocabulary.RowSubnetTable.Keyword {
			return nil
		}
	}
	line := vocabulary.RowSubnetTable.Keyword + " " + table
	edit := source.Edit{Span: source.Span{Start: s.End(), End: s.End()}, Text: " { " + line + " }"}
	if s.HasBlock() {
		at := s.Block.Start + 1
		edit = source.Edit{Span: source.Span{Start: at, End: at}, Text: " " + line + ";"}
		if len(s.Body) == 0 {
			edit.Text = " " + line
		} else if inner := d.Text[at:s.Body[0].Span.Start]; strings.Contains(inner, "\n") {
			edit.Text = "\n" + inner[strings.LastIndexByte(inner, '\n')+1:] + line
		}
	}
	return &source.Fix{Title: "Write " + line, Edits: []source.Edit{edit}}
}

// isNamed reports whether an expectation names an object, so that removing it would break the expectation.
func (d *Document) isNamed(o cloud.Object) bool {
	for _, q := range d.Network.Questions {
		if e := q.Expected; e != nil {
			for _, name := range append([]string{e.By}, e.Via...) {
				if o.Base().Called(name) {
					return true
				}
			}
		}
	}
	for _, e := range d.Network.Findings {
		if o.Base().Called(e.Name) {
			return true
		}
	}
	return false
}
