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
