package trace

import (
	"sort"

	"hopwise/dsl/cloud"
)

// Run asks a question of a cloud.
func Run(n *cloud.Network, c *cloud.Cloud, q *cloud.Question) Trace {
	t := Trace{Cloud: c, Question: q}
	if c.Partial {
		return t
	}
	return t.compare(walks(n, c, q))
}

// A part is a part of the source ports that all meet the same fate.
type part struct {
	ranges  []cloud.Ports
	legs    []Leg
	outcome Outcome
}

// MaxParts bounds into how many parts the ports are cut. Each boundary of a rule cuts once; a scenario with more of them
// on one way than this has its finest parts left out, and says so by none of them.
const MaxParts = 1024

// walks cuts the ranges of ports until every part has one fate.
func walks(n *cloud.Network, c *cloud.Cloud, q *cloud.Question) []part {
	var parts []part
	waiting := [][]cloud.Ports{nil}
	for len(waiting) > 0 && len(parts) < MaxParts {
		ranges := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		w := &walk{network: n, cloud: c, ranges: ranges}
		legs, outcome := w.ask(q)
		if w.cut == nil {
			parts = append(parts, part{w.ranges, legs, outcome})
			continue
		}
		low, high := split(w.ranges, *w.cut)
		waiting = append(waiting, high, low)
	}
	return parts
}

func split(ranges []cloud.Ports, at cut) (low, high []cloud.Ports) {
	low, high = append(low, ranges...), append(high, ranges...)
	low[at.free-1].High = at.at - 1
	high[at.free-1].Low = at.at
	return low, high
}

// ports are the ports of the next range that filters may cut: the whole one, or the part that this walk is about.
func (w *walk) ports(whole cloud.Ports, place int) Ports {
	if len(w.ranges) < place {
		w.ranges = append(w.ranges, whole)
	}
	return Ports{w.ranges[place-1], place}
}

// ask walks the request and, where it arrives, the answer.
func (w *walk) ask(q *cloud.Question) ([]Leg, Outcome) {
	if v := w.begin(q); v != onward {
		return []Leg{{w.packet, w.steps}}, Blocked
	}
	request := Leg{Start: w.packet}
	v := w.run()
	request.Steps = w.steps
	if v != arrived {
		return []Leg{request}, Blocked
	}
	answer := w.turn()
	v = w.run()
	if v == arrived {
		v = w.recognise(request.Start)
	}
	answer.Steps = w.steps
	legs := []Leg{request, answer}
	switch {
	case v != arrived:
		return legs, OneWay
	case request.Steps[len(request.Steps)-1].Reason == NoListener:
		return legs, Refused
	}
	return legs, Reachable
}

// turn starts the answer where the request arrived.
func (w *walk) turn() Leg {
	from := w.end
	if from.refused {
		w.packet = w.packet.refusal()
	} else {
		w.packet = w.packet.reverse()
	}
	back := w.from
	w.isAnswer, w.steps, w.end = true, nil, end{}
	switch {
	case from.at != nil:
		w.leave(from.at)
	case from.host != nil:
		w.comeIn()
	case from.unfiltered:
		w.enter(back, []cloud.Stage{cloud.StageGuest})
	default:
		w.enter(back, w.cloud.Provider.Enter)
	}
	return Leg{Start: w.packet}
}

// recognise holds the answer against the request: a client takes an answer only from the address that it called.
func (w *walk) recognise(request Packet) verdict {
	if w.packet.Source != request.Destination {
		last := w.steps[len(w.steps)-1].At
		w.steps = w.steps[:len(w.steps)-1]
		return w.drop(last, WrongAnswerAddress, last.Base().Span)
	}
	return arrived
}

// compare makes one trace of the parts: theirs where they share a fate, otherwise flaky with the share of each.
func (t Trace) compare(parts []part) Trace {
	total := 0.0
	for _, p := range parts {
		total += p.weight()
	}
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].ranges[0].Low < parts[j].ranges[0].Low })
	worst := parts[0]
	same := true
	for _, p := range parts {
		same = same && p.outcome.fails() == parts[0].outcome.fails()
		if p.outcome.fails() && (!worst.outcome.fails() || p.weight() > worst.weight()) {
			worst = p
		}
	}
	t.Legs, t.Outcome = worst.legs, worst.outcome
	if same {
		return t
	}
	t.Outcome = Flaky
	for _, p := range parts {
		t.share(p, p.weight()/total)
	}
	return t
}

// fails reports whether a client gets no answer.
func (o Outcome) fails() bool { return o == Blocked || o == OneWay }

// share adds a part to the shares, to the last one where it follows on it with the same fate.
func (t *Trace) share(p part, portion float64) {
	if n := len(t.Shares); n > 0 && t.Shares[n-1].Outcome == p.outcome && t.Shares[n-1].Ports.High+1 == p.ranges[0].Low {
		t.Shares[n-1].Ports.High = p.ranges[0].High
		t.Shares[n-1].Portion += portion
		return
	}
	t.Shares = append(t.Shares, Share{p.ranges[0], portion, p.outcome})
}

// weight is how many combinations of ports the part stands for.
func (p part) weight() float64 {
	n := 1.0
	for _, r := range p.ranges {
		n *= float64(r.Count())
	}
	return n
}
