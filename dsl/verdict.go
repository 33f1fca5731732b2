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
func (s *Scenario) Judge(q *cloud.Question) []Verdict {
	traces := s.Answer(q)
	verdicts := make([]Verdict, len(traces))
	for i := range traces {
		wrong := s.mismatch(&traces[i], q.Expected)
		verdicts[i] = Verdict{traces[i], wrong == "", wrong}
	}
	return verdicts
}

// Consider does the same, and the steps have the candidates that they chose from.
func (s *Scenario) Consider(q *cloud.Question) []Verdict {
	verdicts := s.Judge(q)
	for i := range verdicts {
		verdicts[i].Trace.Consider()
	}
	return verdicts
}

// mismatch says how a trace differs from the expectation, empty if it does not. The object and the reason that are
// expected are those of one of the ways with the outcome, or where it is flaky of one that fails; the request passes the
// objects and has the source address that are expected on one way of any kind.
func (s *Scenario) mismatch(t *trace.Trace, e *cloud.Expectation) string {
	m := &explain.Mismatch{Trace: t, Expected: e, Lines: s.Lines}
	switch {
	case t.Outcome == trace.Unknown:
		return explain.Sentence(t)
	case e == nil:
		return ""
	case t.Outcome.String() != e.Outcome:
		return m.Outcome()
	}
	decided := filter(t.Ways, func(w *trace.Way) bool {
		return w.Outcome == t.Outcome || t.Outcome == trace.Flaky && !w.Works()
	})
	by := filter(decided, func(w *trace.Way) bool { return isBy(w.Decision(), e.By) })
	if len(by) == 0 {
		return m.By(decided)
	}
	if !slices.ContainsFunc(by, func(w *trace.Way) bool { return isBecause(w.Decision(), e.Because) }) {
		return m.Because(by)
	}
	return arrival(m)
}

// arrival says how the requests of all ways differ from the one that is expected to pass objects and to have a source
// address, empty if one does not.
func arrival(m *explain.Mismatch) string {
	e, ways := m.Expected, m.Trace.Ways
	furthest, most := ways[0], -1
	for _, w := range ways {
		if n := passed(w.Legs[0].Steps, e.Via); n > most {
			furthest, most = w, n
		}
	}
	if most < len(e.Via) {
		return m.Via(furthest, most)
	}
	through := filter(ways, func(w *trace.Way) bool { return passed(w.Legs[0].Steps, e.Via) == len(e.Via) })
	if e.As.IsValid() && !slices.ContainsFunc(through, func(w *trace.Way) bool { return w.HasSource(e.As) }) {
		return m.As(through)
	}
	return ""
}

func filter(ways []*trace.Way, keep func(*trace.Way) bool) []*trace.Way {
	var some []*trace.Way
	for _, w := range ways {
		if keep(w) {
			some = append(some, w)
		}
	}
	return some
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
