package syntax

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hopwise/dsl/source"
)

// A mark is a token's kind: that of a word, or a sign that structures the text.
type mark uint8

const (
	// The words come first and are Kinds.
	open    mark = mark(Foreign) + 1 + iota // {
	shut                                    // }
	end                                     // the end of a line, or ;
	comment                                 // from # or // to the end of its line
)

type token struct {
	mark mark
	span source.Span
}

// scan cuts a text into tokens. Every byte is part of one, except for white space and hidden characters between words.
func scan(text string) []token {
	tokens := make([]token, 0, len(text)/4)
	depth, deep := 0, 0
	for at := 0; at < len(text); {
		m, size := next(text[at:])
		if size > 0 && m != blank {
			m = flatten(m, &depth, &deep)
			tokens = append(tokens, token{m, source.Span{Start: at, End: at + size}})
		}
		at += size
	}
	return tokens
}

// MaxDepth is how deep blocks may nest. The language needs seven. The limit bounds the parser's recursion.
const MaxDepth = 32

// flatten turns braces deeper than MaxDepth into words.
func flatten(m mark, depth, deep *int) mark {
	switch {
	case m == open && *depth == MaxDepth:
		*deep++
		return mark(Foreign)
	case m == shut && *deep > 0:
		*deep--
		return mark(Foreign)
	case m == open:
		*depth++
	case m == shut && *depth > 0:
		*depth--
	}
	return m
}

// blank is the mark of white space, which makes no token.
const blank mark = 255

// next returns the mark and the size of the first token of a non-empty text.
func next(text string) (mark, int) {
	switch text[0] {
	case '\n', ';':
		return end, 1
	case ' ', '\t', '\r':
		return blank, 1
	case '{':
		return open, 1
	case '}':
		return shut, 1
	case ',':
		return mark(Comma), 1
	case '"':
		return quoted(text)
	}
	switch {
	case startsComment(text):
		return comment, lineLength(text)
	case strings.HasPrefix(text, "->"):
		return mark(Arrow), 2
	case strings.HasPrefix(text, "<->"):
		return mark(BothWays), 3
	}
	if size := bareLength(text); size > 0 {
		return mark(Bare), size
	}
	r, size := utf8.DecodeRuneInString(text)
	if unicode.IsSpace(r) || source.LookOf(r) != source.Seen {
		return blank, size
	}
	return mark(Foreign), size
}

func startsComment(text string) bool { return text[0] == '#' || strings.HasPrefix(text, "//") }

func lineLength(text string) int {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return i
	}
	return len(text)
}

// quoted measures a text in quotes. It can't contain a quote.
func quoted(text string) (mark, int) {
	line := text[:lineLength(text)]
	if i := strings.IndexByte(line[1:], '"'); i >= 0 {
		return mark(Text), i + 2
	}
	return mark(OpenText), len(strings.TrimRight(line, "\r"))
}

// bareLength measures a bare word. It takes most signs, since an invalid name has a clearer message than a stray sign.
// A hidden character does not end a word.
func bareLength(text string) int {
	for i, r := range text {
		if !isBare(r) && (i == 0 || !isHidden(r)) || startsComment(text[i:]) || strings.HasPrefix(text[i:], "->") ||
			strings.HasPrefix(text[i:], "<->") {
			return i
		}
	}
	return len(text)
}

// isBare reports whether a character is printable and no sign of the language. It uses the tables of strconv, which the
// engine has anyway; those of unicode would add 2 KB.
func isBare(r rune) bool {
	return r != utf8.RuneError && source.LookOf(r) == source.Seen && !strings.ContainsRune("{};,\"", r) &&
		strconv.IsPrint(r) &&
		r != ' '
}

// isHidden reports whether a character can stand inside a word without showing.
func isHidden(r rune) bool { return source.LookOf(r) != source.Seen && !unicode.IsSpace(r) }
