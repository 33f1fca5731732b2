package dsl

import (
	"fmt"
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/trace"
)

// A Verdict is one cloud's answer, held against what was expected.
type Verdict struct {
	Trace trace.Trace
	// Holds is true for a question without an expectation, unless there is no verdict at all.
	Holds bool
	// Mismatch says what happened instead, empty where the expectation holds.
	Mismatch string
}

// Judge asks a question of each cloud that it is for and holds the answers against the expectation.
func (s *Scenario) Judge(q *cloud.Question) []Verdict {
	traces := s.Answer(q)
	verdicts := make([]Verdict, len(traces))
	for i := range traces {
		wrong := s.mismatch(&traces[i], q.Expected)
		verdicts[i] = Verdict{traces[i], wrong == "", wrong}
	}
	return verdicts
}

// mismatch says in what a trace is other than expected, empty where it is not.
func (s *Scenario) mismatch(t *trace.Trace, e *cloud.Expectation) string {
	switch {
	case t.Outcome == trace.Unknown:
		return explain.Sentence(t)
	case e == nil:
		return ""
	case t.Outcome.String() != e.Outcome:
		if t.Outcome == trace.Reachable && e.Outcome == trace.Refused.String() {
			end := &t.Legs[0].Steps[len(t.Legs[0].Steps)-1]
			return fmt.Sprintf(
				"expected %s, found %s: %s listens there%s",
				e.Outcome,
				t.Outcome,
				explain.Subject(end),
				s.line(end),
			)
		}
		return fmt.Sprintf("expected %s, found %s%s", e.Outcome, t.Outcome, s.because(t))
	}
	if wrong := s.decided(t, e); wrong != "" {
		return wrong
	}
	return s.received(t, e)
}

// decided holds the deciding object and its reason against the expected ones.
func (s *Scenario) decided(t *trace.Trace, e *cloud.Expectation) string {
	d := t.Decision()
	switch {
	case d == nil:
		return ""
	case e.By != "" && !isBy(d, e.By):
		return fmt.Sprintf("expected %s by %s, found it by %s%s", e.Outcome, e.By, d.At.Base().Name, s.because(t))
	case e.Because != "" && string(d.Reason) != e.Because:
		return fmt.Sprintf("expected %s because %s, found because %s%s", e.Outcome, e.Because, d.Reason, s.because(t))
	}
	return ""
}

func isBy(d *trace.Step, name string) bool {
	if d.At.Base().Called(name) {
		return true
	}
	for _, o := range d.Also {
		if o.Base().Called(name) {
			return true
		}
	}
	return false
}

// received holds the request's way and its last source address against the expected ones.
func (s *Scenario) received(t *trace.Trace, e *cloud.Expectation) string {
	request := t.Legs[0].Steps
	next := 0
	for i := range request {
		if next < len(e.Via) && request[i].At.Base().Called(e.Via[next]) {
			next++
		}
	}
	switch {
	case next < len(e.Via):
		after := ""
		if next > 0 {
			after = " after " + e.Via[next-1]
		}
		return fmt.Sprintf(
			"expected to pass %s%s, and the request passes %s",
			e.Via[next],
			after,
			list(s.passed(request)),
		)
	case e.As != netip.Addr{} && request[len(request)-1].After.Source != e.As:
		return fmt.Sprintf(
			"expected to arrive as %s, arrives as %s%s",
			e.As,
			request[len(request)-1].After.Source,
			s.translator(request),
		)
	}
	return ""
}

// passed are the names of what a leg passes, each once in a row, with the line that decides there.
func (s *Scenario) passed(steps []trace.Step) []string {
	var names []string
	last := ""
	for i := range steps {
		name := steps[i].At.Base().Name
		if name == "" || name == last {
			continue
		}
		last = name
		names = append(names, name+s.line(&steps[i]))
	}
	return names
}

// translator says which object gave a request the source address that it arrives with.
func (s *Scenario) translator(steps []trace.Step) string {
	for i := len(steps) - 1; i >= 0; i-- {
		if source, _ := steps[i].Translated(); source {
			return ", which " + steps[i].At.Base().Name + " gave it" + s.line(&steps[i])
		}
	}
	return ": nothing on its way translates the source address"
}

// line is the line of the scenario that a step follows from, in brackets; empty where nobody wrote it.
func (s *Scenario) line(step *trace.Step) string {
	if step.Span.IsZero() {
		return ""
	}
	return fmt.Sprintf(" (line %d)", s.Lines.Line(step.Span))
}

// because says what decided instead, and at which line of the scenario.
func (s *Scenario) because(t *trace.Trace) string {
	if d := t.Decision(); d != nil {
		share := ""
		if t.Outcome == trace.Flaky {
			share = explain.Share(t) + "; "
		}
		return ": " + share + explain.Because(t) + s.line(d)
	}
	if d := lets(t); d != nil {
		return ": " + explain.Subject(d) + " " + explain.Step(d, false) + s.line(d)
	}
	return ""
}

// lets is the step that lets a request in which nothing stops: the last filter on its way that somebody wrote, nil
// where there is none.
func lets(t *trace.Trace) *trace.Step {
	if len(t.Legs) == 0 {
		return nil
	}
	steps := t.Legs[0].Steps
	for i := len(steps) - 1; i >= 0; i-- {
		if r := steps[i].Rule; r != nil && !r.Span.IsZero() && steps[i].Decision == trace.Passed {
			return &steps[i]
		}
	}
	return nil
}
