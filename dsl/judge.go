package dsl

import (
	"fmt"
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// A Verdict is one cloud's answer, compared with the expectation.
type Verdict struct {
	Trace trace.Trace
	// Holds is true for a question without an expectation, unless the outcome is unknown.
	Holds bool
	// Mismatch says what happened instead, empty if the expectation holds.
	Mismatch string
}

// Judge answers a question in each of its clouds and compares the answers with the expectation.
func (s *Scenario) Judge(q *cloud.Question) []Verdict { return s.judge(q, trace.Run) }

// Consider does the same, and the steps have the candidates that they chose from.
func (s *Scenario) Consider(q *cloud.Question) []Verdict { return s.judge(q, trace.RunConsidering) }

func (s *Scenario) judge(q *cloud.Question, ask run) []Verdict {
	traces := s.answer(q, ask)
	verdicts := make([]Verdict, len(traces))
	for i := range traces {
		wrong := s.mismatch(&traces[i], q.Expected)
		verdicts[i] = Verdict{traces[i], wrong == "", wrong}
	}
	return verdicts
}

// mismatch says how a trace differs from the expectation, empty if it does not.
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

// decided compares the deciding object and its reason with the expectation.
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
	called := func(o cloud.Object) bool { return o.Base().Called(name) }
	return called(d.At) || slices.ContainsFunc(d.Also, called)
}

// received compares the request's way and its last source address with the expectation.
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
			source.Enumerate(s.passed(request), "and"),
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

// passed names the objects that a leg passes, with the line that decides there; neighbours of one name count once.
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

// translator names the object that gave a request its last source address.
func (s *Scenario) translator(steps []trace.Step) string {
	for i := len(steps) - 1; i >= 0; i-- {
		if source, _ := steps[i].Translated(); source {
			return ", which " + steps[i].At.Base().Name + " gave it" + s.line(&steps[i])
		}
	}
	return ": nothing on its way translates the source address"
}

// line names the line that a step follows from, in brackets; it is empty for a default of the cloud.
func (s *Scenario) line(step *trace.Step) string {
	if step.Span.IsZero() {
		return ""
	}
	return fmt.Sprintf(" (line %d)", s.Lines.Line(step.Span))
}

// because says what decided instead, and at which line.
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

// lets returns the last step of a request that passes by a stated rule, or nil.
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
