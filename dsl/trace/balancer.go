package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// balance is a balancer that was called: by a client, or by a target that answers (clouds/load-balancer-listener). Some
// answer pings themselves (aws/load-balancer-answers-ping, alibaba/application-balancer-answers-pings).
func (w *walk) balance(b *cloud.Balancer) verdict {
	if w.revert(b, b, b.Span) != nil {
		return w.balancerOut(b, w.to)
	}
	if w.isAnswer || w.checking == b || b.Kind.AnswersPing && w.packet.Service.IsEcho() {
		return w.receive(end{at: w.to}, b, cloud.Listen{})
	}
	l := b.Listener(w.asked())
	switch {
	case l == nil:
		w.considerListeners(w.step(Dropped, b, NoListenerRule, b.Span), b, l, false)
		return dropped
	case !b.Access.Admits(w.packet.Source):
		w.considerListeners(w.step(Dropped, b, ListenerAccess, b.Access.Span), b, l, true)
		return dropped
	case w.checking != nil:
		// A health check ends at the next balancer: it is a listener that answers it.
		return w.receive(end{at: w.to}, b, cloud.Listen{})
	}
	return w.toTarget(b, l)
}

// balancerOut sends the answer to the client: from a node as any machine would, from a balancer outside of the VPC by
// its own public address, or from the private one by the table of the subnet where it has that
// (alibaba/private-classic-balancer).
func (w *walk) balancerOut(b *cloud.Balancer, node *cloud.Interface) verdict {
	switch {
	case node.Subnet != nil:
		return w.leave(node, w.cloud.Provider.Leave)
	case b.Home != nil && node.Holding(w.packet.Source) != nil:
		w.from = &cloud.Interface{Thing: node.Thing, Owner: b, Subnet: b.Home, Addresses: node.Addresses}
		w.here, w.path = node, []cloud.Stage{cloud.StageRoute}
		return onward
	}
	return w.goOut()
}

// toTarget sends the packet on to one of the listener's targets.
func (w *walk) toTarget(b *cloud.Balancer, l *cloud.Listener) verdict {
	node, v6 := w.to, w.packet.Destination.Is6()
	if hasTooMany(b) {
		return w.giveUp(b, l.Span)
	}
	receivers, all := w.receivers(b, l, node, v6)
	if len(receivers) == 0 {
		return w.unusable(b, l, all)
	}
	k, ok := w.choose(len(receivers))
	if !ok {
		return void
	}
	target := receivers[k].Target
	from, to := legsOf(b, node, target, v6)
	// Over another family a balancer calls from its own address (aws/load-balancer-family).
	keeps := to.Is6() == w.packet.Source.Is6() && b.Keeps(l, target, w.packet.Service.Protocol)
	s := w.convert(b, b, Balanced, l.Span, func(p *Packet) {
		p.Destination = to
		p.shift(l.Port)
		if !keeps {
			p.Source = from
			w.choosePorts(p)
		}
	})
	s.For = backendObject(b, target)
	if receivers[k].State == Unhealthy {
		s.failing(receivers[k : k+1])
	}
	w.considerListeners(s, b, l, false)
	w.balanced(s, b, keeps)
	if node.Subnet == nil {
		w.past = b
		return w.enter(target.Owner(b.VPC), w.cloud.Provider.Enter)
	}
	w.packet.sender, w.packet.vouched = node, keeps
	return w.leave(node, w.cloud.Provider.Leave)
}

// backendObject is the object that a target is: a machine, or whatever has the address.
func backendObject(b *cloud.Balancer, t *cloud.Backend) cloud.Object {
	if i := t.Owner(b.VPC); i != nil {
		return i.Owner
	}
	return farMachine(t.Addr)
}

// unusable drops a request for which a node has no target, and notes why it has none.
func (w *walk) unusable(b *cloud.Balancer, l *cloud.Listener, all []*TargetHealth) verdict {
	s := w.step(Dropped, b, NoHealthyTarget, l.Span)
	s.failing(all)
	w.considerListeners(s, b, l, false)
	return dropped
}

// failing notes the targets on whose state a step depends.
func (s *Step) failing(targets []*TargetHealth) {
	s.Targets = targets
	for _, t := range targets {
		if t.Stop != nil {
			s.Open |= t.Stop.Open
		}
	}
}

// balanced marks the assumptions on which it depends that a balancer sends a request on as it does; keeps says that
// the client's address stays.
func (w *walk) balanced(s *Step, b *cloud.Balancer, keeps bool) {
	g := b.VPC.IPv4Gateway
	s.Open.AddIf(cloud.DoubtBalancerSource, b.Kind.Ends)
	s.Open.AddIf(cloud.DoubtClassicEdge, !b.Kind.Nodes && g != nil && g.State != cloud.Created &&
		!b.VPC.Holds(s.Before.Source))
	w.open.AddIf(cloud.DoubtKeptClient, keeps)
	w.open.AddIf(cloud.DoubtClassicACL, !b.Kind.Nodes)
}

// balancerBack takes an answer to a client whose address the balancer left in place: it goes to the balancer, whatever
// the routes say (alibaba/answer-to-the-balancer).
func balancerBack(w *walk) verdict {
	b := w.to.Owner.(*cloud.Balancer)
	w.here = w.to
	w.revert(b, b, b.Span)
	return w.balancerOut(b, w.to)
}

// backThrough is the node of the balancer that brought a request to its target with the client's own address; nil if
// none did.
func (w *walk) backThrough() *cloud.Interface {
	for k := len(w.sessions) - 1; k >= 0; k-- {
		s := &w.sessions[k]
		b, ok := s.at.(*cloud.Balancer)
		if !ok || !w.packet.answers(s.after) || s.after.Source != s.before.Source && b.Kind.Nodes {
			continue
		}
		return nodeOf(b, s.before.Destination)
	}
	return nil
}

// nodeOf is the node of a balancer that a packet was addressed to, or the only one of a balancer outside of all
// subnets.
func nodeOf(b *cloud.Balancer, a netip.Addr) *cloud.Interface {
	for _, n := range b.Nodes {
		if n.Subnet == nil || n.Holding(a) != nil {
			return n
		}
	}
	return nil
}
