package trace

import (
	"slices"
	"sort"

	"hopwise/dsl/cloud"
)

// Run asks a question of a cloud.
func Run(n *cloud.Network, c *cloud.Cloud, q *cloud.Question) Trace {
	t := Trace{Cloud: c, Question: q}
	if parts := walks(n, c, q); parts != nil {
		return t.compare(parts)
	}
	return t
}

// A part is a set of source ports that all meet the same fate, with the choices that balancers made on the way.
type part struct {
	ranges  []cloud.Ports
	choices []int
	legs    []Leg
	outcome Outcome
}

// MaxParts bounds into how many parts a question is cut: each boundary of a rule cuts once, each target of a balancer
// is one. A question that needs more has no verdict.
const MaxParts = 4096

// walks cuts the ranges of ports and makes the choices until every part has one fate; nil where there are too many.
func walks(n *cloud.Network, c *cloud.Cloud, q *cloud.Question) []part {
	var parts []part
	waiting := []part{{}}
	for runs := 0; len(waiting) > 0; runs++ {
		if runs == 2*MaxParts {
			return nil
		}
		p := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		w := &walk{network: n, cloud: c, ranges: p.ranges, choices: p.choices}
		legs, outcome := w.ask(q)
		switch {
		case w.fork > 0:
			for k := w.fork - 1; k >= 0; k-- {
				waiting = append(waiting, part{ranges: w.ranges, choices: append(append([]int{}, p.choices...), k)})
			}
		case w.cut != nil:
			low, high := split(w.ranges, *w.cut)
			waiting = append(waiting, part{ranges: high, choices: p.choices}, part{ranges: low, choices: p.choices})
		default:
			parts = append(parts, part{w.ranges, w.choices, legs, outcome})
		}
	}
	return parts
}

func split(ranges []cloud.Ports, at cut) (low, high []cloud.Ports) {
	low, high = append(low, ranges...), append(high, ranges...)
	low[at.free-1].High = at.at - 1
	high[at.free-1].Low = at.at
	return low, high
}

// ports returns the range of ports at a place, counted from 1, among those that filters may cut: the whole range, or
// the part of it that this walk is about.
func (w *walk) ports(whole cloud.Ports, place int) Ports {
	if len(w.ranges) < place {
		w.ranges = append(w.ranges[:len(w.ranges):len(w.ranges)], whole)
	}
	return Ports{w.ranges[place-1], place}
}

// ask walks the request and, where it arrives, the answer.
func (w *walk) ask(q *cloud.Question) ([]Leg, Outcome) {
	v := w.begin(q)
	request := Leg{Start: w.packet}
	if len(w.steps) > 0 {
		request.Start = w.steps[0].Before
	}
	if v == onward {
		v = w.run()
	}
	if v == arrived && w.goal != nil && len(w.sessions) == 0 {
		v = w.handTo(w.goal)
	}
	request.Steps = w.steps
	if v != arrived {
		return []Leg{request}, Blocked
	}
	asked := request.Start
	answer := Leg{}
	v = w.turn(&answer)
	if v == onward {
		v = w.run()
	}
	if v == arrived {
		v = w.recognise(asked)
	}
	answer.Steps = w.steps
	if v == arrived && w.unhealthy(&request) {
		return []Leg{request}, Blocked
	}
	legs := []Leg{request, answer}
	switch {
	case v != arrived:
		return legs, OneWay
	case request.Steps[len(request.Steps)-1].Reason == NoListener:
		return legs, Refused
	}
	return legs, Reachable
}

// turn starts the answer where the request arrived. Its first steps are made in the stage in which the request arrived,
// and until it leaves an interface it counts as sent by the one that the request left last.
func (w *walk) turn(answer *Leg) verdict {
	from, back := w.end, w.from
	if from.refused {
		w.packet = w.packet.refusal()
	} else {
		w.packet = w.packet.reverse()
	}
	answer.Start, w.requested = w.packet, len(w.sessions)
	w.passage = passage{isAnswer: true, stage: w.stage, from: back}
	switch {
	case from.at != nil:
		return w.answerFrom(from)
	case from.far != nil:
		return w.comeFrom(from.far)
	case from.host != nil:
		return w.comeIn()
	case from.unfiltered:
		return w.enter(back, []cloud.Stage{cloud.StageGuest})
	}
	return w.enter(back, w.ways(back).Enter)
}

// answerFrom lets a machine of the cloud answer, from the interface that was called.
func (w *walk) answerFrom(from end) verdict {
	i := from.at
	if isNAT(i.Owner) {
		w.from = i
		w.path = w.cloud.Provider.NAT.Out
		return onward
	}
	if isHere(i, w.packet.Source) && isHere(i, w.packet.Destination) {
		return w.stay(i)
	}
	v := w.send(i)
	if node := w.backThrough(); node != nil && v == onward {
		w.to = node
		w.path = append(filters(w.path, node.Subnet == i.Subnet), cloud.StageBalancer)
	}
	return v
}

// filters picks from a path the filters that an answer to a balancer meets. A balancer in the same subnet is reached
// past the ACL.
func filters(path []cloud.Stage, isNeighbour bool) []cloud.Stage {
	var some []cloud.Stage
	for _, s := range path {
		if s == cloud.StageGroupOut || s == cloud.StageACLOut && !isNeighbour {
			some = append(some, s)
		}
	}
	return some
}

// recognise holds the answer against the request: a client takes an answer only from the address that it called.
func (w *walk) recognise(request Packet) verdict {
	if w.packet.Source == request.Destination && w.packet.Destination == request.Source {
		return w.hand()
	}
	for _, s := range w.sessions[:w.requested] {
		if m, ok := s.at.(*cloud.Instance); ok {
			w.steps = w.steps[:len(w.steps)-1]
			return w.drop(m, NoReturn, m.Span)
		}
	}
	w.steps = w.steps[:len(w.steps)-1]
	if b := w.unseen(); b != nil {
		return w.dropWith(b, w.asker.Owner, WrongAnswerAddress, b.Span)
	}
	at, table := w.misled()
	switch {
	case table != nil && w.bypassed(table.VPC, request):
		return w.dropWith(table, at, IPv4Bypassed, responsible(table, w.from.Subnet))
	case table != nil:
		return w.dropWith(at, table, WrongAnswerAddress, at.Base().Span)
	}
	return w.drop(at, WrongAnswerAddress, at.Base().Span)
}

// hand gives the answer to the machine that asked.
func (w *walk) hand() verdict {
	if w.asker == nil {
		return arrived
	}
	return w.handTo(w.asker.Owner)
}

// handTo holds the machine that a packet reached against the one that it is for. Where two networks have the same
// range, the routes may lead to another machine with the same address (clouds/no-reverse-check).
func (w *walk) handTo(o cloud.Object) verdict {
	if w.end.at == nil || w.end.at.Owner == o {
		return arrived
	}
	w.steps = w.steps[:len(w.steps)-1]
	_, table := w.misled()
	if table == nil {
		return w.drop(w.end.at.Owner, Astray, w.end.at.Span)
	}
	return w.dropWith(table, w.end.at.Owner, Astray, responsible(table, w.end.at.Subnet))
}

// misled finds the object that gave the answer a wrong source address, the first to translate it, and the table that
// led there. Without a translation the object is the platform.
func (w *walk) misled() (at cloud.Object, table *cloud.Table) {
	for k := range w.steps {
		s := &w.steps[k]
		if t, ok := s.At.(*cloud.Table); ok && table == nil {
			table = t
		}
		if source, _ := s.Translated(); source && at == nil {
			at = s.At
		}
	}
	if at == nil {
		at = w.cloud.Platform
	}
	return at, table
}

// unseen is the balancer that sent a target its own request with the address left in place, and so never sees the
// answer (aws/load-balancer-calls-itself); nil if there is none.
func (w *walk) unseen() *cloud.Balancer {
	for _, s := range w.sessions[:w.requested] {
		if b, ok := s.at.(*cloud.Balancer); ok && s.after.Source == s.after.Destination {
			return b
		}
	}
	return nil
}

// bypassed reports whether a machine with a public address answers past the VPC's active IPv4 gateway.
func (w *walk) bypassed(v *cloud.VPC, request Packet) bool {
	i, _ := w.cloud.PublicOwner(request.Destination)
	return i != nil && i.VPC == v && v.IPv4Gateway != nil && v.IPv4Gateway.State == cloud.Active
}

// compare makes one trace of the parts. Each choice of a balancer is a branch of its own; the best of them is the
// trace.
func (t Trace) compare(parts []part) Trace {
	var branches []Trace
	for len(parts) > 0 {
		var same, rest []part
		for _, p := range parts {
			if slices.Equal(p.choices, parts[0].choices) {
				same = append(same, p)
			} else {
				rest = append(rest, p)
			}
		}
		branches = append(branches, t.combine(same))
		parts = rest
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
	for i, have := range []Outcome{Reachable, Flaky, Refused, OneWay, Blocked} {
		if have == o {
			return i
		}
	}
	return len(outcomeWords)
}

// combine makes one trace of the parts of the ports: theirs where they share a fate, otherwise flaky with the share of
// each.
func (t Trace) combine(parts []part) Trace {
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
	t.Shares, t.Translated = shares(parts)
	return t
}

// fails reports whether a client gets no answer.
func (o Outcome) fails() bool { return o == Blocked || o == OneWay }
