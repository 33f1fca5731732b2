package assist

import (
	"sort"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
	"hopwise/dsl/vocabulary"
)

// A Document is a text, and what was read from it.
type Document struct {
	Text string
	// Tree is nil for a text that is too large to be read; then there is nothing to say about it.
	Tree    *syntax.File
	Network *cloud.Network
	Lines   *source.Lines
}

// spot finds an offset in the tree. It reports false in a comment, in a text in quotes and outside the text.
func (d *Document) spot(offset int) (vocabulary.Spot, bool) {
	if offset < 0 || offset > len(d.Text) || d.Tree == nil {
		return vocabulary.Spot{}, false
	}
	line := d.Text[strings.LastIndexByte(d.Text[:offset], '\n')+1 : offset]
	quoted := false
	for i := range len(line) {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case !quoted && (line[i] == '#' || strings.HasPrefix(line[i:], "//")):
			return vocabulary.Spot{}, false
		}
	}
	return vocabulary.Find(d.Tree, offset), !quoted
}

// around returns the cloud and the VPC around a spot, nil outside of any.
func (d *Document) around(spot *vocabulary.Spot) (*cloud.Cloud, *cloud.VPC) {
	c := d.Network.Cloud(spot.Cloud)
	if c == nil {
		return nil, nil
	}
	for _, statement := range spot.Around {
		for _, v := range c.Networks() {
			if v.Span == statement.Span {
				return c, v
			}
		}
	}
	return c, nil
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
			for _, i := range further(m) {
				if i.Span == at {
					return i
				}
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

// isUser reports whether a cloud of the scenario has a user of this name.
func (d *Document) isUser(name string) bool {
	for _, c := range d.Network.Clouds {
		if _, ok := c.Object(name).(*cloud.User); ok {
			return true
		}
	}
	return false
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
