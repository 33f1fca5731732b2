package trace

import (
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// Ways are the same where they pass the same objects, at the same interfaces, by the same decisions, for the same
// reasons and by the same lines. The addresses and ports of their packets may differ: they are what chance picked.
//
// A merger finds the same way again as a path in a tree, whose branches are steps: each way is one of its leaves.

// A decision is all of a step that ways have to share to be the same.
type decision struct {
	stage    cloud.Stage
	effect   Decision
	reason   Reason
	dir      cloud.Direction
	at, of   *cloud.Thing
	owner    *cloud.Thing
	on       string
	edge     *cloud.Subnet
	span     source.Span
	rule     *cloud.Rule
	route    *cloud.Route
	open     cloud.Doubts
	position int
}

// A branch is a decision after those that lead to a place in the tree.
type branch struct {
	from int
	by   decision
}

// A merger counts the places of the tree, whose root is 0, and knows the way of each leaf, by its index.
type merger struct {
	places   int
	branches map[branch]int
	leaves   map[int]int
	// nameless are the objects without a statement. Some, such as machines on the Internet, are made anew for each walk.
	nameless map[cloud.Thing]*cloud.Thing
}

// merge makes one way of all parts that go the same way.
func (t *Trace) merge(parts []part) []Way {
	m := merger{branches: map[branch]int{}, leaves: map[int]int{}, nameless: map[cloud.Thing]*cloud.Thing{}}
	var ways []Way
	var choices [][]picked
	for k := range parts {
		w := t.way(&parts[k])
		picks := make([]picked, len(parts[k].picks))
		for i, p := range parts[k].picks {
			picks[i] = t.pickedOn(w.Legs, p)
		}
		leaf := m.leaf(w.Legs)
		at, known := m.leaves[leaf]
		if !known {
			m.leaves[leaf] = len(ways)
			ways, choices = append(ways, w), append(choices, picks)
			continue
		}
		ways[at].join(&w)
		for i := range min(len(picks), len(choices[at])) {
			choices[at][i].join(picks[i])
		}
	}
	for k := range ways {
		ways[k].tellApart(choices[k])
	}
	return ways
}

// leaf is the place in the tree to which the steps of some legs lead.
func (m *merger) leaf(legs []Leg) int {
	at := 0
	for l := range legs {
		for k := range legs[l].Steps {
			s := &legs[l].Steps[k]
			at = m.follow(at, m.decision(s))
			for k, o := range s.Also {
				at = m.follow(at, decision{at: m.thing(o), position: k + 1})
			}
		}
	}
	return at
}

func (m *merger) follow(from int, by decision) int {
	b := branch{from, by}
	to, known := m.branches[b]
	if !known {
		m.places++
		to = m.places
		m.branches[b] = to
	}
	return to
}

func (m *merger) decision(s *Step) decision {
	d := decision{
		stage: s.Stage, effect: s.Decision, reason: s.Reason, dir: s.Direction, at: m.thing(s.At), of: m.thing(s.For),
		edge: s.Edge, span: s.Span, rule: s.Rule, route: s.Route, open: s.Open,
	}
	if s.On != nil {
		d.owner, d.on = m.thing(s.On.Owner), s.On.Name
	}
	return d
}

// thing is an object by what the scenario calls it.
func (m *merger) thing(o cloud.Object) *cloud.Thing {
	if o == nil {
		return nil
	}
	t := o.Base()
	if !t.Span.IsZero() {
		return t
	}
	if known, ok := m.nameless[*t]; ok {
		return known
	}
	m.nameless[*t] = t
	return t
}

// join adds the same way by another choice, or from other ports.
func (w *Way) join(other *Way) {
	w.Share += other.Share
	if source := other.source(); !w.HasSource(source) {
		w.others = append(w.others, source)
	}
	w.from.free = slices.Clone(w.from.free[:min(len(w.from.free), len(other.from.free))])
	for place := range w.from.free {
		w.from.free[place] = w.from.free[place].with(other.from.free[place])
	}
}
