package syntax

import "hopwise/dsl/source"

// split cuts the tokens of a text into the statements of its top level, without comments. It reports and skips a
// closing brace without an opening one.
//
// If a brace is missing at the end of the text, the last statement would swallow all that follows its block. So that
// statement is cut again by layout: behind an indented line, a word in the first column starts a new statement.
func split(text string, tokens []token, problems *source.List) [][]token {
	s := splitter{text: text, problems: problems}
	parts, open := s.cut(tokens, false)
	if open < 0 {
		return parts
	}
	last := parts[len(parts)-1]
	again, _ := s.cut(last, true)
	return append(parts[:len(parts)-1], again...)
}

type splitter struct {
	text     string
	problems *source.List
	parts    [][]token
	current  []token
	depth    int
}

// cut returns the statements, and the index of the one that is open at the end of the text, or -1. byLayout lets a word
// in the first column start a statement.
func (s splitter) cut(tokens []token, byLayout bool) (parts [][]token, stillOpen int) {
	indented := false
	for _, t := range tokens {
		if t.mark == comment {
			continue
		}
		first := s.inFirstColumn(t)
		if byLayout && first && indented && s.depth > 0 && typeOf(t.mark) == wordType {
			s.finish()
			indented = false
		}
		indented = indented || !first && s.startsLine(t)
		s.take(t)
	}
	stillOpen = -1
	if s.depth > 0 {
		stillOpen = len(s.parts)
	}
	s.finish()
	return s.parts, stillOpen
}

func (s *splitter) take(t token) {
	switch t.mark {
	case end:
		if s.depth == 0 {
			s.finish()
			return
		}
	case open:
		s.depth++
	case shut:
		if s.depth == 0 {
			s.finish()
			s.problems.Add(t.span, neverOpened).Fix = &source.Fix{
				Title: "Remove }",
				Edits: []source.Edit{{Span: t.span}},
			}
			return
		}
		s.depth--
	}
	s.current = append(s.current, t)
	if t.mark == shut && s.depth == 0 {
		s.finish()
	}
}

func (s *splitter) finish() {
	if len(s.current) > 0 {
		s.parts = append(s.parts, s.current)
	}
	s.current, s.depth = nil, 0
}

func (s splitter) inFirstColumn(t token) bool {
	return t.span.Start == 0 || s.text[t.span.Start-1] == '\n'
}

// startsLine reports whether only white space stands before the token in its line.
func (s splitter) startsLine(t token) bool {
	for i := t.span.Start - 1; i >= 0; i-- {
		switch s.text[i] {
		case '\n':
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return true
}
