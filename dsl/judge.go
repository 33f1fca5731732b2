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
		return fmt.Sprintf("expected %s, found %s%s", e.Outcome, t.Outcome, s.because(t))
	}
	if wrong := s.decided(t, e); wrong != "" {
		return wrong
	}
	return received(t, e)
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
func received(t *trace.Trace, e *cloud.Expectation) string {
	request := t.Legs[0].Steps
	next := 0
	for i := range request {
		if next < len(e.Via) && request[i].At.Base().Called(e.Via[next]) {
			next++
		}
	}
	switch {
	case next < len(e.Via):
		return fmt.Sprintf("expected to pass %s, and the request does not", e.Via[next])
	case e.As != netip.Addr{} && request[len(request)-1].After.Source != e.As:
		return fmt.Sprintf("expected to arrive as %s, arrives as %s", e.As, request[len(request)-1].After.Source)
	}
	return ""
}

// because says what decided instead, and at which line of the scenario.
func (s *Scenario) because(t *trace.Trace) string {
	d := t.Decision()
	switch {
	case d == nil:
		return ""
	case d.Span.IsZero():
		return ": " + explain.Because(t)
	}
	return fmt.Sprintf(": %s (line %d)", explain.Because(t), s.Lines.Line(d.Span))
}
