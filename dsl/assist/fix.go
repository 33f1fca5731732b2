package assist

import (
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// Fix removes the statement of a finding if it is needless, with its line if nothing else stands there; otherwise it is
// nil. A statement that an expectation names stays.
func (d *Document) Fix(f *analyze.Finding) *source.Fix {
	if !f.Needless || f.Code == analyze.Unused && d.isNamed(f.At) {
		return nil
	}
	statement := d.statement(f.Span)
	if statement == nil {
		return nil
	}
	out := wholeLines(d.Text, source.Span{Start: statement.Span.Start, End: statement.End()})
	return &source.Fix{Title: "Remove it", Edits: []source.Edit{{Span: out}}}
}

// isNamed reports whether an expectation names an object, so that removing it would break the expectation.
func (d *Document) isNamed(o cloud.Object) bool {
	for _, q := range d.Network.Questions {
		if e := q.Expected; e != nil {
			for _, name := range append([]string{e.By}, e.Via...) {
				if o.Base().Called(name) {
					return true
				}
			}
		}
	}
	for _, e := range d.Network.Findings {
		if o.Base().Called(e.Name) {
			return true
		}
	}
	return false
}

// wholeLines widens a span to whole lines if nothing else stands on them.
func wholeLines(text string, at source.Span) source.Span {
	start := strings.LastIndexByte(text[:at.Start], '\n') + 1
	end := len(text)
	if n := strings.IndexByte(text[at.End:], '\n'); n >= 0 {
		end = at.End + n + 1
	}
	if strings.TrimSpace(text[start:at.Start]) == "" && strings.TrimSpace(text[at.End:end]) == "" {
		return source.Span{Start: start, End: end}
	}
	return at
}
