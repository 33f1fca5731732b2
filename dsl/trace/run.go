package trace

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// Run asks a question of a cloud.
func Run(n *cloud.Network, c *cloud.Cloud, q *cloud.Question) Trace {
	t := Trace{Cloud: c, Question: q, network: n}
	if parts := t.walks(); parts != nil {
		t.compare(parts)
	}
	return t
}

// start is a walk that has not begun.
func (t *Trace) start() walk { return walk{network: t.network, cloud: t.Cloud, carrier: (*walk).carry} }

// MaxWalks bounds how often a question is walked: once for each combination of what chance may pick, and once to find
// each of these choices. A question that needs more walks has no verdict.
const MaxWalks = 8192

// walks makes every choice, and returns the parts of each walk in turn; nil where there are too many.
func (t *Trace) walks() []*part {
	var parts []*part
	waiting := [][]int{nil}
	for count := 1; len(waiting) > 0; count++ {
		w := t.start()
		w.choices = waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		legs, outcome := w.ask(t.Question)
		switch {
		case count+len(waiting)+w.fork > MaxWalks:
			return nil
		case w.fork == 0 && parts == nil:
			parts = w.allParts(legs, outcome)
		case w.fork == 0:
			parts = append(parts, w.allParts(legs, outcome)...)
		}
		for k := w.fork - 1; k >= 0; k-- {
			waiting = append(waiting, append(append([]int{}, w.choices...), k))
		}
	}
	return parts
}

// ask walks the request and, where it arrives, the answer.
func (w *walk) ask(q *cloud.Question) ([]Leg, Outcome) { return w.carry(w.begin(q)) }

// carry walks a request that has begun and, where it arrives, the answer.
func (w *walk) carry(v verdict) ([]Leg, Outcome) {
	request := Leg{Start: w.packet, From: w.origin.at, Behind: w.origin.behind}
	if len(w.steps) > 0 && !w.steps[0].isOfCheck() {
		request.Start = w.steps[0].Before
	}
	if v == onward {
		v = w.run()
	}
	request.Steps = w.steps
	if v != arrived {
		return []Leg{request}, Blocked
	}
	w.request = request.Start
	answer := Leg{From: w.end.at, Behind: w.end.behind}
	v = w.turn(&answer)
	if v == onward {
		v = w.run()
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

// turn starts the answer where the request arrived. Its first steps are made in the stage in which the request arrived,
// and until it leaves an interface it counts as sent by the one that the request left last.
func (w *walk) turn(answer *Leg) verdict {
	from, back := w.end, w.from
	if from.refused {
		w.packet = w.packet.refusal()
	} else {
		w.packet = w.packet.reverse()
	}
	answer.Start, w.requested, w.refused = w.packet, len(w.sessions), from.refused
	w.passage = passage{isAnswer: true, stage: w.stage, from: back, here: from.at}
	switch {
	case from.at != nil:
		return w.answerFrom(from)
	case from.behind != nil && w.toSelf:
		return w.keep(from.behind.Machine, from.behind)
	case from.behind != nil:
		return w.comeFromBehind(from.behind)
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
	if n, ok := i.Owner.(*cloud.NAT); ok {
		return w.answerOn(n)
	}
	if w.toSelf || isOwn(i, w.packet.Source) && isOwn(i, w.packet.Destination) {
		return w.stay(i)
	}
	return w.toBalancer(i, w.send(i))
}

// toBalancer leads an answer that an interface sends to the balancer that brought the request with the client's own
// address, if one did, whatever the routes say (alibaba/answer-to-the-balancer).
func (w *walk) toBalancer(i *cloud.Interface, v verdict) verdict {
	if node := w.backThrough(); node != nil {
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

// deliver ends the packet's way at its goal, if that is the one it is for.
func (w *walk) deliver(e end, at cloud.Object, r Reason, span source.Span) verdict {
	w.end = e
	v := arrived
	switch {
	case w.isAnswer:
		v = w.recognise()
	case w.goal != nil && len(w.sessions) == 0:
		v = w.handTo(w.goal)
	}
	if v == arrived {
		w.step(Delivered, at, r, span)
	}
	return v
}

// recognise holds the answer against the request: a client takes an answer only from the address that it called.
func (w *walk) recognise() verdict {
	if w.packet.Source == w.request.Destination && w.packet.Destination == w.request.Source {
		if v := w.breaks(); v != onward {
			return v
		}
		return w.hand()
	}
	return w.disown()
}

// isForeign reports whether the client will not take the answer, whatever lets it pass: it has a source which nobody
// called, or stands before the client and comes from another address than the one that the client called.
func (w *walk) isForeign() bool {
	return w.isAnswer && (w.misleading != nil ||
		w.to != nil && w.to == w.origin.at && w.packet.Source != w.request.Destination)
}

// disown drops an answer that the client does not take, at what has to be mended: the machine or the gateway that
// translated the request and does not see the answer, or the object that gave the answer its source.
func (w *walk) disown() verdict {
	if b := w.unseen(); b != nil {
		return w.dropWith(b, w.origin.at.Owner, WrongAnswerAddress, b.Span)
	}
	if o := w.passedBy(); o != nil {
		return w.drop(o, NoReturn, o.Base().Span)
	}
	at, table := w.misleading, w.firstTable()
	switch {
	case at == nil:
		return w.drop(w.cloud.Platform, WrongAnswerAddress, source.Span{})
	case table != nil && w.bypassed(w.request):
		s := w.step(Dropped, table, IPv4Bypassed, responsible(table, w.from.Subnet))
		s.Also = []cloud.Object{at}
		w.considerTable(s, table, table.Lookup(w.packet.Destination))
		return dropped
	case table != nil:
		return w.dropWith(at, table, WrongAnswerAddress, at.Base().Span)
	}
	return w.drop(at, WrongAnswerAddress, at.Base().Span)
}

// hand gives the answer to whoever asked.
func (w *walk) hand() verdict {
	if o := w.origin.object(); o != nil {
		return w.handTo(o)
	}
	if w.end.host == nil && w.end.service == nil {
		return w.handTo(w.cloud.Platform)
	}
	return arrived
}

// handTo holds what a packet reached against the object that it is for. Where two networks have the same range, the
// routes may lead to another machine with the same address (clouds/no-reverse-check).
func (w *walk) handTo(o cloud.Object) verdict {
	have := w.end.object()
	if have == o {
		return arrived
	}
	if h := w.lastHub(); h != nil {
		return w.dropWith(h.At, have, Astray, h.Span)
	}
	table := w.firstTable()
	if table == nil {
		return w.drop(have, Astray, have.Base().Span)
	}
	return w.dropWith(table, have, Astray, responsible(table, w.from.Subnet))
}

// passedBy is the machine that translated the request and does not see the answer. Where nothing else gave the answer its
// source, it may be a gateway too. It is nil if there is none.
func (w *walk) passedBy() cloud.Object {
	for _, s := range w.sessions[:w.requested] {
		o := s.at.(cloud.Object)
		if _, isMachine := o.(*cloud.Instance); isMachine || w.misleading == nil {
			return o
		}
	}
	return nil
}

// firstTable is the first table that led the leg on, nil if none did.
func (w *walk) firstTable() *cloud.Table {
	for k := range w.steps {
		if t, ok := w.steps[k].At.(*cloud.Table); ok {
			return t
		}
	}
	return nil
}

// lastHub is the last step in which a hub carried the packet on by a route of its own; nil if there is none. It stays valid
// until the next step.
func (w *walk) lastHub() *Step {
	for k := len(w.steps) - 1; k >= 0; k-- {
		if _, isHub := w.steps[k].At.(*cloud.TransitGateway); isHub && w.steps[k].Reason == Link {
			return &w.steps[k]
		}
	}
	return nil
}

// unseen is the balancer that sent a target its own request with the address left in place, and so never sees the
// answer (aws/load-balancer-calls-itself); nil if there is none.
func (w *walk) unseen() *cloud.Balancer {
	for _, s := range w.sessions {
		if b, ok := s.at.(*cloud.Balancer); ok && s.after.Source == s.after.Destination {
			return b
		}
	}
	return nil
}

// bypassed reports whether a machine with a public address answers past the active IPv4 gateway of its VPC.
func (w *walk) bypassed(request Packet) bool {
	i, _ := w.cloud.PublicOwner(request.Destination)
	if i == nil || isNAT(i.Owner) {
		return false
	}
	g := i.VPC.IPv4Gateway
	return g != nil && g.State == cloud.Active
}
