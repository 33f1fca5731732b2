package dsl

import (
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
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
	m := &explain.Mismatch{Trace: t, Expected: e, Lines: s.Lines}
	switch {
	case t.Outcome == trace.Unknown:
		return explain.Sentence(t)
	case e == nil:
		return ""
	case t.Outcome.String() != e.Outcome:
		return m.Outcome()
	case !isBy(t.Decision(), e.By):
		return m.By()
	case !isBecause(t.Decision(), e.Because):
		return m.Because()
	}
	request := t.Legs[0].Steps
	if n := passed(request, e.Via); n < len(e.Via) {
		return m.Via(n)
	}
	if e.As.IsValid() && request[len(request)-1].After.Source != e.As {
		return m.As()
	}
	return ""
}

// isBy reports whether an object of this name decides. Every name fits a trace without a decision.
func isBy(d *trace.Step, name string) bool {
	called := func(o cloud.Object) bool { return o.Base().Called(name) }
	return d == nil || name == "" || called(d.At) || slices.ContainsFunc(d.Also, called)
}

// isBecause reports whether this reason decides. Every reason fits a trace without a decision.
func isBecause(d *trace.Step, reason string) bool {
	return d == nil || reason == "" || string(d.Reason) == reason
}

// passed counts how many of the named objects the steps pass, in this order.
func passed(steps []trace.Step, names []string) int {
	next := 0
	for i := range steps {
		if next < len(names) && steps[i].At.Base().Called(names[next]) {
			next++
		}
	}
	return next
}
