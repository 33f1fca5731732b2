package assist

import (
	"net/netip"
	"slices"
	"sort"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// A Document is a text, and what was read from it.
type Document struct {
	Text string
	// Tree is nil for a text that is too large to be read; then there is nothing to say about it.
	Tree    *syntax.File
	Network *cloud.Network
	Lines   *source.Lines
}

// stated returns the object that the statement at a place of a cloud declares, or nil.
func (d *Document) stated(c *cloud.Cloud, at source.Span) cloud.Object {
	if c == nil {
		return nil
	}
	for _, o := range c.Objects {
		if o.Base().Span == at {
			return o
		}
		if m, ok := o.(*cloud.Instance); ok {
			for _, i := range m.Further() {
				if i.Span == at {
					return i
				}
			}
		}
	}
	for _, h := range c.TransitGateways {
		for _, t := range h.Tables {
			if t.Span == at && t.Name != "" {
				return t
			}
		}
	}
	for _, v := range c.Networks() {
		for _, o := range append(v.Implied(), v) {
			if o.Base().Span == at {
				return o
			}
		}
	}
	return nil
}

// statement returns the statement with this span, or nil.
func (d *Document) statement(at source.Span) *syntax.Statement {
	statements := d.Tree.Statements
	for {
		k := sort.Search(len(statements), func(i int) bool { return statements[i].End() >= at.End })
		switch {
		case k == len(statements):
			return nil
		case statements[k].Span == at:
			return statements[k]
		}
		statements = statements[k].Body
	}
}

// states reports whether the block of the statement at a place has a statement with this keyword.
func (d *Document) states(at source.Span, keyword string) bool {
	s := d.statement(at)
	return s != nil && slices.ContainsFunc(s.Body, func(b *syntax.Statement) bool {
		return len(b.Words) > 0 && b.Words[0].Text == keyword
	})
}

// omits reports whether there is a statement at a place, and the address stands neither in it nor in its block.
func (d *Document) omits(at source.Span, a netip.Addr) bool {
	s := d.statement(at)
	return s != nil && !has(s, a.String())
}

// has reports whether a word stands in a statement or in its block.
func has(s *syntax.Statement, word string) bool {
	return slices.ContainsFunc(s.Words, func(w syntax.Word) bool { return w.Text == word }) ||
		slices.ContainsFunc(s.Body, func(b *syntax.Statement) bool { return has(b, word) })
}
