package source

import (
	"fmt"
	"slices"
	"sort"
)

// A Severity says how much a diagnostic matters.
type Severity uint8

const (
	// Error is a statement that a cloud would refuse or that can't be read; the network is built without it.
	Error Severity = iota
	// Warning is a legal statement that is probably a mistake.
	Warning
	// Note is a remark about a statement that is right.
	Note
)

// String is "error", "warning" or "note".
func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// A Diagnostic is one problem at one place.
type Diagnostic struct {
	Span     Span
	Severity Severity
	// Message is one clause that starts with the object, without a full stop.
	Message string
	// Hint is a sentence on what to write instead; it may be empty.
	Hint string
	// Fix is nil unless the mending is certain.
	Fix *Fix
	// Choices are repairs of which only the writer can choose one; there are none beside a Fix.
	Choices []*Fix
	// Since is the version of the language's meaning that first refused this; 0 if every version did.
	Since int
	// Fact is the key of the fact that it rests on: "aws/security-group-allows-only"; mostly empty.
	Fact string
}

// SinceNames is the version of the meaning that first refused hidden characters, and names that are too long, not composed
// or words of the language.
const SinceNames = 3

// A Fix mends a diagnostic by edits.
type Fix struct {
	Title string
	Edits []Edit
}

// An Edit replaces Span by Text; an empty span inserts.
type Edit struct {
	Span Span
	Text string
}

// Replace is a fix with one edit, titled by its text.
func Replace(at Span, text string) *Fix {
	return &Fix{Title: fmt.Sprintf("Write %s", text), Edits: []Edit{{at, text}}}
}

// Short shortens a word for a message.
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

// A List has the diagnostics of a text.
type List []Diagnostic

// Add appends an error and returns it, so that a hint or a fix can be added.
func (l *List) Add(at Span, format string, args ...any) *Diagnostic {
	*l = append(*l, Diagnostic{Span: at, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Warn appends a warning and returns it.
func (l *List) Warn(at Span, format string, args ...any) *Diagnostic {
	d := l.Add(at, format, args...)
	d.Severity = Warning
	return d
}

// HasErrors reports whether the list has an error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sort orders the list by place, and keeps the order of diagnostics at one place.
func (l List) Sort() {
	sort.SliceStable(l, func(i, j int) bool { return l[i].Span.Start < l[j].Span.Start })
}
