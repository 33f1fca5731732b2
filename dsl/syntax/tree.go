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

// A Statement is words and perhaps a block.
type Statement struct {
	// Words are empty only for a block that nothing introduces.
	Words []Word
	// Span is the words: from the first to the last.
	Span source.Span
	// Block is the block from brace to brace, the zero span where there is none. A block that is never closed ends with
	// its last statement.
	Block source.Span
	Body  []*Statement
}

// HasBlock reports whether the statement has a block, be it empty.
func (s *Statement) HasBlock() bool { return !s.Block.IsZero() }

// builder makes statements of participle's nodes, at their place in the whole text.
type builder struct {
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
		b.block(s, n.Bare)
		s.Span = spanOf(n.Bare.Open, b.base)
		b.problems.Add(s.Span, "unexpected {: nothing says what this block is").Hint = "Write what it is before the brace, such as: instance web {"
	}
	if n.Block != nil {
		b.block(s, n.Block)
	}
	return s
}

func (b builder) block(s *Statement, n *block) {
	s.Body = make([]*Statement, len(n.Nodes))
	for i, child := range n.Nodes {
		s.Body[i] = b.statement(child)
	}
	s.Block = spanOf(n.Open, b.base)
	switch {
	case n.Shut.Value != "":
		s.Block = s.Block.To(spanOf(n.Shut, b.base))
	default:
		if len(s.Body) > 0 {
			s.Block.End = s.Body[len(s.Body)-1].End()
		}
		b.problems.Add(spanOf(n.Open, b.base), "unexpected end of %s: its { is never closed", named(s)).Hint = "Write a } where the block ends."
	}
}

// End is the offset behind the statement, its block included.
func (s *Statement) End() int { return max(s.Span.End, s.Block.End) }

// named is how a message speaks of a statement: its first two words.
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
	if w.Kind == Text || w.Kind == OpenText {
		w.Text = strings.Trim(w.Text, `"`)
	}
	return w
}
