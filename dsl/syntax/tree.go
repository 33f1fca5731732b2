package syntax

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"hopwise/dsl/source"
)

// A File is the tree of a text.
type File struct {
	Text       string
	Statements []*Statement
	Problems   source.List
}

// A Statement is words and an optional block.
type Statement struct {
	// Words are empty only for a block without words before it.
	Words []Word
	// Span reaches from the first word to the last.
	Span source.Span
	// Block reaches from brace to brace; it is zero without a block. A block that is never closed ends with its last
	// statement.
	Block source.Span
	Body  []*Statement
}

// HasBlock reports whether the statement has a block, even an empty one.
func (s *Statement) HasBlock() bool { return !s.Block.IsZero() }

// A builder makes statements of participle's nodes, at their places in the whole text.
type builder struct {
	text     string
	base     int
	problems *source.List
}

func (b builder) statement(n *node) *Statement {
	s := &Statement{Words: make([]Word, len(n.Words))}
	for i, t := range n.Words {
		s.Words[i] = word(t, b.base)
	}
	if len(s.Words) > 0 {
		s.Span = s.Words[0].Span.To(s.Words[len(s.Words)-1].Span)
	}
	if n.Bare != nil {
		b.block(s, n.Bare, n.parts)
		s.Span = spanOf(n.Bare.Open, b.base)
		b.bare(s)
	}
	if n.Block != nil {
		b.block(s, n.Block, n.parts)
	}
	return s
}

// Messages about braces without their pair.
const (
	neverClosed = ": its { is never closed"
	neverOpened = "unexpected }: one } more than there are {"
)

// bare reports a block without words. The brace may belong to the statement on the line before.
func (b builder) bare(s *Statement) {
	d := b.problems.Add(s.Span, "unexpected {: nothing says what this block is")
	d.Hint = "Write what it is before the brace, such as: instance web {"
	before := strings.TrimRight(b.text[:s.Span.Start], " \t\r\n")
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if line == "" || strings.ContainsAny(line, "#;{}\"") || strings.Contains(line, "//") {
		return
	}
	d.Hint = "The brace stands on the line that it belongs to."
	d.Fix = &source.Fix{
		Title: "Move { to the line before",
		Edits: []source.Edit{{Span: source.Span{Start: len(before), End: s.Span.Start}, Text: " "}},
	}
}

// joined moves a block without words to the statement before it, if that has none, so that its statements are kept.
func joined(statements []*Statement) []*Statement {
	last := len(statements) - 1
	if last < 1 || len(statements[last].Words) > 0 || len(statements[last-1].Words) == 0 ||
		statements[last-1].HasBlock() {
		return statements
	}
	statements[last-1].Block, statements[last-1].Body = statements[last].Block, statements[last].Body
	return statements[:last]
}

func (b builder) block(s *Statement, n *block, parts []placed) {
	s.Body = make([]*Statement, 0, len(n.Nodes)+len(parts))
	for _, child := range n.Nodes {
		s.Body = joined(append(s.Body, b.statement(child)))
	}
	for _, part := range parts {
		inner := builder{b.text, b.base + part.at, b.problems}
		s.Body = joined(append(s.Body, inner.statement(part.node)))
	}
	s.Block = spanOf(n.Open, b.base)
	switch {
	case n.Shut.Value != "":
		s.Block = s.Block.To(spanOf(n.Shut, b.base))
	default:
		if len(s.Body) > 0 {
			s.Block.End = s.Body[len(s.Body)-1].End()
		}
		d := b.problems.Add(spanOf(n.Open, b.base), "unexpected end of %s"+neverClosed, named(s))
		d.Hint = "Write a } where the block ends."
	}
}

// End is the offset behind the statement and its block.
func (s *Statement) End() int { return max(s.Span.End, s.Block.End) }

// named names a statement in a message, by its first two words.
func named(s *Statement) string {
	switch len(s.Words) {
	case 0:
		return "the block"
	case 1:
		return s.Words[0].Text
	}
	return s.Words[0].Text + " " + s.Words[1].Text
}

func word(t lexer.Token, base int) Word {
	w := Word{Kind: Kind(t.Pos.Column), Text: t.Value, Span: spanOf(t, base)}
	switch w.Kind {
	case Text, OpenText:
		w.Text = strings.Trim(w.Text, `"`)
	case Bare:
		w.Text = source.Shown(w.Text)
	}
	return w
}
