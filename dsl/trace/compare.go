package trace

import (
	"slices"
	"sort"
)

// compare makes one trace of the parts. Each choice of a balancer is a branch of its own; the best of them is the
// trace.
func (t Trace) compare(start walk, parts []part) Trace {
	var branches []Trace
	for len(parts) > 0 {
		end := 1
		for end < len(parts) && slices.Equal(parts[end].choices, parts[0].choices) {
			end++
		}
		branches = append(branches, t.combine(start, parts[:end]))
		parts = parts[end:]
	}
	best := 0
	for i := range branches {
		if branches[i].Outcome.rank() < branches[best].Outcome.rank() {
			best = i
		}
	}
	t = branches[best]
	if len(branches) > 1 {
		t.Branches = branches
	}
	return t
}

// rank orders outcomes from the best for a client to the worst.
func (o Outcome) rank() int {
	return slices.Index([]Outcome{Reachable, Flaky, Refused, OneWay, Blocked}, o)
}

// combine makes one trace of the parts of the ports: theirs where they share a fate, otherwise flaky with the share of
// each. Its way is that of the first part, or of the largest one that fails.
func (t Trace) combine(start walk, parts []part) Trace {
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].free[0][0].Low < parts[j].free[0][0].Low })
	places := 0
	for _, p := range parts {
		places = max(places, len(p.free))
	}
	worst, same := parts[0], true
	for _, p := range parts {
		same = same && p.outcome.fails() == parts[0].outcome.fails()
		if p.outcome.fails() && (!worst.outcome.fails() || p.weight(places) > worst.weight(places)) {
			worst = p
		}
	}
	t.Legs, t.Outcome = worst.way(start, t.Question), worst.outcome
	if !same {
		t.Outcome = Flaky
		t.Shares, t.Translated = shares(parts, places)
	}
	return t
}

// fails reports whether a client gets no answer.
func (o Outcome) fails() bool { return o == Blocked || o == OneWay }
