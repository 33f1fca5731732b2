package explain

import (
	"slices"
	"strconv"
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// A Mismatch is a trace that differs from an expectation. Its methods say what happened instead, and at which line.
type Mismatch struct {
	Trace    *trace.Trace
	Expected *cloud.Expectation
	Lines    *source.Lines
}

// Outcome is the mismatch of another outcome.
func (m *Mismatch) Outcome() string {
	t := m.Trace
	why := m.because()
	if t.Outcome == trace.Reachable && m.Expected.Outcome == trace.Refused.String() {
		request := t.Ways[0].Legs[0].Steps
		end := &request[len(request)-1]
		why = ": " + Subject(end) + " listens there" + m.line(end)
	}
	return mismatch(m.Expected.Outcome, "found "+t.Outcome.String()+why)
}

// By is the mismatch of a trace that other objects decide, on ways of which one should be by another.
func (m *Mismatch) By(ways []*trace.Way) string {
	found := each(ways, func(w *trace.Way) string { return titled(w.Decision().At) })
	return mismatch(m.Expected.Outcome+" by "+m.Expected.By, "found it by "+found+m.because())
}

// Because is the mismatch of other reasons.
func (m *Mismatch) Because(ways []*trace.Way) string {
	found := each(ways, func(w *trace.Way) string { return string(w.Decision().Reason) })
	return mismatch(m.Expected.Outcome+" because "+m.Expected.Because, "found because "+found+m.because())
}

// Via is the mismatch of a way whose request does not pass the object of Via with this number.
func (m *Mismatch) Via(w *trace.Way, missed int) string {
	want := "to pass " + m.Expected.Via[missed]
	if missed > 0 {
		want += " after " + m.Expected.Via[missed-1]
	}
	return mismatch(want, "and the request passes "+source.Enumerate(m.passed(w), "and"))
}

// As is the mismatch of ways on which the request arrives from other source addresses.
func (m *Mismatch) As(ways []*trace.Way) string {
	var sources []string
	for _, w := range ways {
		for _, a := range w.Sources() {
			if a.IsValid() && !slices.Contains(sources, a.String()) {
				sources = append(sources, a.String())
			}
		}
	}
	have := "and no packet is sent"
	switch len(sources) {
	case 0:
	case 1:
		have = "arrives as " + sources[0] + m.translator(ways[0])
	default:
		have = "arrives as " + shortened(sources, "or")
	}
	return mismatch("to arrive as "+m.Expected.As.String(), have)
}

// each enumerates what is said of some ways, each word once.
func each(ways []*trace.Way, say func(*trace.Way) string) string {
	var words []string
	for _, w := range ways {
		if word := say(w); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return shortened(words, "and")
}

// mismatch joins what was expected and what is so instead.
func mismatch(want, have string) string { return "expected " + want + ", " + have }

// passed names the objects that the request passes, with the line that decides there; neighbours of one name count
// once.
func (m *Mismatch) passed(w *trace.Way) []string {
	var names []string
	last := ""
	for i := range w.Legs[0].Steps {
		s := &w.Legs[0].Steps[i]
		if n := titled(s.At); n != "" && n != last {
			last = n
			names = append(names, n+m.line(s))
		}
	}
	return names
}

// translator names the object that gave the request its last source address.
func (m *Mismatch) translator(w *trace.Way) string {
	steps := w.Legs[0].Steps
	for i := len(steps) - 1; i >= 0; i-- {
		if source, _ := steps[i].Translated(); source {
			return ", which " + called(steps[i].At) + " gave it" + m.line(&steps[i])
		}
	}
	return ": nothing on its way translates the source address"
}

// because says what decided instead, and at which line, with every other cause.
func (m *Mismatch) because() string {
	t := m.Trace
	if d := t.Ways[0].Decision(); d != nil {
		share := ""
		if t.Outcome == trace.Flaky {
			share = Share(t) + "; "
		}
		why := ": " + share + Because(t) + m.line(d)
		if more := also(t, m.line); more != "" {
			why += "; " + more
		}
		return why
	}
	if d := lets(t.Ways[0]); d != nil {
		return ": " + Subject(d) + " " + Step(d, false) + m.line(d)
	}
	return ""
}

// lets returns the last step of a request that passes by a stated rule, or nil.
func lets(w *trace.Way) *trace.Step {
	steps := w.Legs[0].Steps
	for i := len(steps) - 1; i >= 0; i-- {
		if r := steps[i].Rule; r != nil && !r.Span.IsZero() && steps[i].Decision == trace.Passed {
			return &steps[i]
		}
	}
	return nil
}

func (m *Mismatch) line(s *trace.Step) string { return inLine(m.Lines, s.Span) }

// FindingsMismatch says what was found in place of an expected finding, or against the expectation of none. In place of
// one at any object it names the codes alone.
func FindingsMismatch(e *cloud.FindingExpectation, found []*analyze.Finding, lines *source.Lines) string {
	have := "none"
	switch {
	case len(found) == 0:
	case e.Name == "" && !e.No:
		have = kinds(found)
	case len(found) == 1:
		message, _ := Finding(found[0], lines)
		have = string(found[0].Code) + ": " + message + inLine(lines, found[0].Span)
	default:
		have = codes(found, lines)
	}
	return mismatch(e.String(), "found "+have)
}

// FindingUnknown says that an expected finding waits until the text has no error.
func FindingUnknown(e *cloud.FindingExpectation) string {
	return mismatch(e.String(), "which is unknown while the text has an error")
}

// kinds lists the codes of findings, each once, with how many there are of several.
func kinds(found []*analyze.Finding) string {
	var words []string
	count := map[string]int{}
	for _, f := range found {
		code := string(f.Code)
		if count[code]++; count[code] == 1 {
			words = append(words, code)
		}
	}
	for i, code := range words {
		if n := count[code]; n > 1 {
			words[i] = strconv.Itoa(n) + " of " + code
		}
	}
	return source.Enumerate(words, "and")
}

// codes lists findings by code, with their lines.
func codes(found []*analyze.Finding, lines *source.Lines) string {
	const most = 3
	var words []string
	for _, f := range found[:min(most, len(found))] {
		words = append(words, string(f.Code)+" at "+titled(f.At)+inLine(lines, f.Span))
	}
	if more := len(found) - most; more > 0 {
		words = append(words, "and "+strconv.Itoa(more)+" more")
	}
	return strings.Join(words, ", ")
}
