package api

import (
	"sort"
	"unicode/utf8"

	"hopwise/dsl/source"
)

// places converts offsets between bytes and UTF-16 units.
type places struct {
	text string
	// marks are the first characters behind every stride bytes; nil for an ASCII text, whose offsets are the same.
	marks []mark
}

// A mark is the place of a character, in bytes and in units.
type mark struct{ at, units int }

const stride = 256

func newPlaces(text string) *places {
	p := &places{text: text}
	if isASCII(text) {
		return p
	}
	units := 0
	for at, r := range text {
		for len(p.marks)*stride <= at {
			p.marks = append(p.marks, mark{at, units})
		}
		units += unitsOf(r)
	}
	return p
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unitsOf is how many UTF-16 units a character takes. An invalid byte reaches the page as one replacement character.
func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// at is the offset in UTF-16 units of an offset in bytes that lies between two characters.
func (p *places) at(offset int) int {
	offset = max(0, min(offset, len(p.text)))
	if p.marks == nil {
		return offset
	}
	m := p.marks[min(offset/stride, len(p.marks)-1)]
	for i, r := range p.text[m.at:] {
		if m.at+i >= offset {
			break
		}
		m.units += unitsOf(r)
	}
	return m.units
}

func (p *places) span(s source.Span) (from, to int) { return p.at(s.Start), p.at(s.End) }

// byteAt is the offset in bytes of an offset in UTF-16 units; inside a character it is that of its start.
func (p *places) byteAt(units int) int {
	if p.marks == nil {
		return units
	}
	k := sort.Search(len(p.marks), func(k int) bool { return p.marks[k].units > units }) - 1
	if k < 0 {
		return -1
	}
	m := p.marks[k]
	left := units - m.units
	for i, r := range p.text[m.at:] {
		if left < unitsOf(r) {
			return m.at + i
		}
		left -= unitsOf(r)
	}
	return len(p.text) + left
}
