package source

import (
	"fmt"
	"sort"
)

// A Severity tells whether the scenario can be believed as it stands.
type Severity uint8

const (
	// Error is what a cloud would refuse or what can't be read: the thing it names is left out.
	Error Severity = iota
	// Warning is legal and probably not what was meant.
	Warning
	// Note is nothing wrong, and worth knowing.
	Note
)

// String is "error", "warning" or "note".
func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// A Diagnostic is one thing that is wrong at one place.
type Diagnostic struct {
	Span     Span
	Severity Severity
	// Message is one clause, the thing first, without a full stop.
	Message string
	// Hint is a sentence that says what to write instead; it may be empty.
	Hint string
	// Fix is there where the mending is certain.
	Fix *Fix
	// Since is the number of the language's meaning from which this is refused; 0 for what always was.
	Since int
	// Fact is the key of the fact about a cloud that it rests on: "aws/security-group-allows-only"; mostly empty.
	Fact string
}

// SinceNames is the number of the meaning from which a text is refused for what does not show in it, and for names that
// are too long or not composed.
const SinceNames = 3

// A Fix mends what a diagnostic says.
type Fix struct {
	Title string
	Edits []Edit
}

// An Edit puts Text in the place of Span; an empty span inserts.
type Edit struct {
	Span Span
	Text string
}

// Replace is a fix of one edit, titled with what it writes.
func Replace(at Span, text string) *Fix {
	return &Fix{Title: fmt.Sprintf("Write %s", text), Edits: []Edit{{at, text}}}
}

// Short is a word as a message repeats it: a long one is cut.
func Short(word string) string {
	const most = 40
	runes := 0
	for i := range word {
		if runes == most {
			return word[:i] + "…"
		}
		runes++
	}
	return word
}

// A List is what is wrong with a text.
type List []Diagnostic

// Add puts an error on the list and gives it back, so that a hint or a fix can be added.
func (l *List) Add(at Span, format string, args ...any) *Diagnostic {
	*l = append(*l, Diagnostic{Span: at, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Warn puts a warning on the list and gives it back.
func (l *List) Warn(at Span, format string, args ...any) *Diagnostic {
	d := l.Add(at, format, args...)
	d.Severity = Warning
	return d
}

// HasErrors reports whether anything on the list is more than a warning.
func (l List) HasErrors() bool {
	for _, d := range l {
		if d.Severity == Error {
			return true
		}
	}
	return false
}

// Sort orders the list by place, keeping the order of what stands at one place.
func (l List) Sort() {
	sort.SliceStable(l, func(i, j int) bool { return l[i].Span.Start < l[j].Span.Start })
}
