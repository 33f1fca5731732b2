package check

import "hopwise/dsl/vocabulary"

// A place is a kind of block, as the readers of the statements that may stand in it, one for each row. A T is what the
// block describes. No place has a reader for notes, which stand everywhere. It is a list, not a map: the linker lays it
// out, and no code fills it when the program starts.
type place[B, T any] []reader[B, T]

// A reader reads the statements of a row for a builder.
type reader[B, T any] struct {
	row  *vocabulary.Row
	read func(b B, to T, s *vocabulary.Statement)
}

// read reads the statements of a block.
func (p place[B, T]) read(b B, to T, body []*vocabulary.Statement) {
	for _, s := range body {
		p.line(b, to, s)
	}
}

// line reads one statement of a block.
func (p place[B, T]) line(b B, to T, s *vocabulary.Statement) {
	for i := range p {
		if p[i].row == s.Row {
			p[i].read(b, to, s)
			return
		}
	}
}
