package source

// A Span is a stretch of the text: byte offsets from 0, End exclusive. The zero Span is no place at all: it stands for
// what nobody wrote, such as a default of the cloud.
type Span struct {
	Start, End int
}

// IsZero reports whether the span is no place.
func (s Span) IsZero() bool { return s == Span{} }

// Holds reports whether the offset lies in the span.
func (s Span) Holds(offset int) bool { return s.Start <= offset && offset < s.End }

// To is the span from the start of s to the end of t.
func (s Span) To(t Span) Span { return Span{s.Start, t.End} }

// Shift is the span moved by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }
