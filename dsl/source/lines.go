package source

import (
	"sort"
	"strings"
)

// A Position is a line and a column, both from 1; the column counts bytes.
type Position struct {
	Line, Column int
}

// Lines finds the lines of a text.
type Lines struct {
	starts []int
	text   string
}

// NewLines finds where the lines of a text start.
func NewLines(text string) *Lines {
	starts := make([]int, 1, 1+strings.Count(text, "\n"))
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return &Lines{starts: starts, text: text}
}

// At is the position of an offset; one outside the text counts as its nearest end.
func (l *Lines) At(offset int) Position {
	offset = max(0, min(offset, len(l.text)))
	line := sort.SearchInts(l.starts, offset+1) - 1
	return Position{line + 1, offset - l.starts[line] + 1}
}

// Line is the number, from 1, of the line that a span starts on, and 0 for the zero span.
func (l *Lines) Line(s Span) int {
	if s.IsZero() {
		return 0
	}
	return l.At(s.Start).Line
}

// Text is the text of a span.
func (l *Lines) Text(s Span) string { return l.text[s.Start:s.End] }

// WholeLines widens the span of a statement that goes to whole lines if nothing else stands on them, and otherwise over
// the semicolon behind it.
func WholeLines(text string, at Span) Span {
	start := strings.LastIndexByte(text[:at.Start], '\n') + 1
	end := len(text)
	if n := strings.IndexByte(text[at.End:], '\n'); n >= 0 {
		end = at.End + n + 1
	}
	if strings.TrimSpace(text[start:at.Start]) == "" && strings.TrimSpace(text[at.End:end]) == "" {
		return Span{Start: start, End: end}
	}
	if behind, ok := strings.CutPrefix(strings.TrimLeft(text[at.End:end], " \t"), ";"); ok {
		at.End = end - len(strings.TrimLeft(behind, " \t"))
	}
	return at
}
