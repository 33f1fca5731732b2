package trace

import (
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// Ways are the same where they pass the same objects, at the same interfaces, by the same decisions, for the same
// reasons and by the same lines. The addresses and ports of their packets may differ: they are what chance picked.

// merge makes one way of all parts that go the same way.
func (t *Trace) merge(parts []*part) []*Way {
	var ways []*Way
	var choices [][]alternatives
	known := map[uint64][]int{}
	for _, p := range parts {
		w := t.way(p)
		picks := make([]alternatives, len(p.made))
		for i, made := range p.made {
			picks[i] = t.pickedOn(w.Legs, made)
		}
		digest := w.digest()
		alike := slices.IndexFunc(known[digest], func(k int) bool { return ways[k].isSame(w) })
		if alike < 0 {
			known[digest] = append(known[digest], len(ways))
			ways, choices = append(ways, w), append(choices, picks)
			continue
		}
		at := known[digest][alike]
		ways[at].join(w)
		for i := range min(len(picks), len(choices[at])) {
			choices[at][i].join(picks[i])
		}
	}
	for k, w := range ways {
		w.tellApart(choices[k])
	}
	return ways
}

// digest is a number that is equal for ways that are the same, and seldom for others.
func (w *Way) digest() uint64 {
	d := uint64(len(w.Legs))
	mix := func(n int) { d = (d ^ uint64(n)) * 0x100000001b3 }
	for l := range w.Legs {
		for k := range w.Legs[l].Steps {
			s := &w.Legs[l].Steps[k]
			mix(int(s.Stage)<<8 | int(s.Decision))
			mix(s.Span.Start)
			mix(s.At.Base().Span.Start)
			if s.For != nil {
				mix(s.For.Base().Span.Start)
			}
			if s.Edge != nil {
				mix(s.Edge.Span.Start)
			}
		}
	}
	return d
}

// isSame reports whether two ways are the same.
func (w *Way) isSame(other *Way) bool {
	if len(w.Legs) != len(other.Legs) {
		return false
	}
	for l := range w.Legs {
		a, b := w.Legs[l].Steps, other.Legs[l].Steps
		if len(a) != len(b) {
			return false
		}
		for k := range a {
			if decisionOf(&a[k]) != decisionOf(&b[k]) || !slices.EqualFunc(a[k].Also, b[k].Also, isOne) {
				return false
			}
		}
	}
	return true
}

// isOne reports whether two objects are one by what the scenario calls them. Objects without a statement, such as a
// machine on the Internet, may be made anew for each walk.
func isOne(a, b cloud.Object) bool { return *a.Base() == *b.Base() }

// A decision is what a step has to share with that of another way, beside its further objects.
type decision struct {
	stage     cloud.Stage
	effect    Decision
	reason    Reason
	direction cloud.Direction
	at, about cloud.Thing
	owner     cloud.Thing
	on        string
	edge      *cloud.Subnet
	span      source.Span
	rule      *cloud.Rule
	route     *cloud.Route
	open      cloud.Doubts
}

func decisionOf(s *Step) decision {
	d := decision{
		stage: s.Stage, effect: s.Decision, reason: s.Reason, direction: s.Direction, at: *s.At.Base(), edge: s.Edge,
		span: s.Span, rule: s.Rule, route: s.Route, open: s.Open,
	}
	if s.For != nil {
		d.about = *s.For.Base()
	}
	if s.On != nil {
		d.owner, d.on = *s.On.Owner.Base(), s.On.Name
	}
	return d
}

// join adds the same way by another choice, or from other ports.
func (w *Way) join(other *Way) {
	w.Share += other.Share
	if source := other.source(); !w.HasSource(source) {
		w.others = append(w.others, source)
	}
	free := make([]portSet, min(len(w.free), len(other.free)))
	for place := range free {
		free[place] = w.free[place].with(other.free[place])
	}
	w.free = free
}
