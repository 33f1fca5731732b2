package source

// A Span is a range of byte offsets in the text, from 0, End exclusive. The zero Span means no place, as for a default
// of the cloud.
type Span struct {
	Start, End int
}

// IsZero reports whether the span means no place.
func (s Span) IsZero() bool { return s == Span{} }

// To returns the span from the start of s to the end of t.
func (s Span) To(t Span) Span { return Span{s.Start, t.End} }

// Shift returns the span moved by n bytes.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }
