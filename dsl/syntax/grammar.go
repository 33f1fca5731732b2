package syntax

import (
	"errors"
	"io"
	"strings"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"hopwise/dsl/source"
)

// A node is one statement of the grammar. It takes every run of words and every block, so that every text has a tree.
// Package syntax itself reports a block without words, and a block that is never closed.
type node struct {
	Words []lexer.Token `parser:"(  @( Word+ )"`
	Block *block        `parser:"   @@?"`
	Bare  *block        `parser:" | @@ )"`
	// parts are the statements of its block, if it was cut, in the place of Nodes.
	parts []placed
}

type block struct {
	Open  lexer.Token `parser:"@Open"`
	Nodes []*node     `parser:"( @@ | End )*"`
	Shut  lexer.Token `parser:"@Shut?"`
}

// A placed statement is one that was parsed by itself, with its place counted from the start of the one around it.
type placed struct {
	node    *node
	at, end int
}

const (
	wordType lexer.TokenType = iota + 1
	openType
	shutType
	endType
)

// definition gives participle the names of our tokens; the tokens themselves come from scan.
type definition struct{}

func (definition) Symbols() map[string]lexer.TokenType {
	return map[string]lexer.TokenType{
		"EOF":  lexer.EOF,
		"Word": wordType,
		"Open": openType,
		"Shut": shutType,
		"End":  endType,
	}
}

func (definition) Lex(string, io.Reader) (lexer.Lexer, error) {
	return nil, errors.New("syntax: text is read by scan, not by participle")
}

// maxWords is how many words or statements participle takes in a row before it panics: more than any text of the
// largest size has, since each is at least a byte.
const maxWords = 1 << 24

// grammar is built once, at the first use, since building it costs more than a parse. Without lookahead participle
// never goes back.
var grammar = sync.OnceValue(func() *participle.Parser[node] {
	participle.MaxIterations = maxWords
	return participle.MustBuild[node](participle.Lexer(definition{}), participle.UseLookahead(0))
})

// A feed hands the tokens of one statement to participle, their places counted from base. It keeps the mark of a word
// in the token's column, which is unused. A value is a copy: the tree outlives the text.
type feed struct {
	text   string
	tokens []token
	base   int
}

func (f *feed) Next() (lexer.Token, error) {
	if len(f.tokens) == 0 {
		return lexer.EOFToken(lexer.Position{}), nil
	}
	t := f.tokens[0]
	f.tokens = f.tokens[1:]
	return lexer.Token{
		Type:  typeOf(t.mark),
		Value: strings.Clone(f.text[t.span.Start:t.span.End]),
		Pos:   lexer.Position{Offset: t.span.Start - f.base, Column: int(t.mark)},
	}, nil
}

func typeOf(m mark) lexer.TokenType {
	switch m {
	case open:
		return openType
	case shut:
		return shutType
	case end:
		return endType
	}
	return wordType
}

// parse builds the tree of one statement.
func parse(text string, tokens []token, base int) *node {
	peeking, err := lexer.Upgrade(&feed{text, tokens, base})
	if err != nil {
		panic("syntax: our own lexer does not fail: " + err.Error())
	}
	n, err := grammar().ParseFromLexer(peeking)
	if err != nil {
		panic("syntax: the grammar takes every statement: " + err.Error())
	}
	return n
}

func spanOf(t lexer.Token, base int) source.Span {
	return source.Span{Start: t.Pos.Offset, End: t.Pos.Offset + len(t.Value)}.Shift(base)
}
