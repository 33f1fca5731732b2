package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// balance is a balancer that was called: by a client, or by a target that answers (clouds/load-balancer-listener).
func (w *walk) balance(b *cloud.Balancer) verdict {
	if w.revert(b, b, b.Span) != nil {
		return w.balancerOut(w.to)
	}
	if w.isAnswer {
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
	}
	return w.toTarget(b, l)
}

// balancerOut sends the answer to the client: from a node as any machine would, from a balancer outside of the VPC by
// its own public address.
func (w *walk) balancerOut(node *cloud.Interface) verdict {
	switch {
	case node.Subnet != nil:
		return w.leave(node, w.cloud.Provider.Leave)
	case w.owner(node.VPC, w.packet.Destination) != nil:
		return w.local(node.VPC)
	}
	return w.goOut()
}

// toTarget sends the packet on to one of the listener's targets.
func (w *walk) toTarget(b *cloud.Balancer, l *cloud.Listener) verdict {
	if len(l.Targets) == 0 {
		return w.unusable(b, l)
	}
	k, ok := w.choose(len(l.Targets))
	if !ok {
		return void
	}
	node, target := w.to, l.Targets[k].Interfaces[0]
	if len(target.Addresses) == 0 {
		return w.unusable(b, l)
	}
	keeps := !l.Layer7 && (b.Preserve || b.Kind.PreserveUDP && w.packet.Service.Protocol == cloud.UDP)
	s := w.convert(b, b, Balanced, l.Span, func(p *Packet) {
		p.Destination = target.Addresses[0].Private
		p.shift(l.Port)
		if !keeps {
			p.Source = ownSource(b, node)
			w.choosePorts(p)
		}
	})
	s.For = l.Targets[k]
	w.considerListeners(s, b, l, false)
	w.balanced(s, b, keeps)
	if node.Subnet == nil {
		w.past = b
		return w.enter(target, w.cloud.Provider.Enter)
	}
	w.packet.sender, w.packet.vouched = node, keeps
	return w.leave(node, w.cloud.Provider.Leave)
}

// unusable drops what no target of a listener can take.
func (w *walk) unusable(b *cloud.Balancer, l *cloud.Listener) verdict {
	w.considerListeners(w.step(Dropped, b, NoHealthyTarget, l.Span), b, l, false)
	return dropped
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

// ownSource is the address that a balancer's own connections come from.
func ownSource(b *cloud.Balancer, node *cloud.Interface) netip.Addr {
	if node.Subnet == nil {
		return b.Kind.Source
	}
	return node.Addresses[0].Private
}

// balancerBack takes an answer to a client whose address the balancer left in place: it goes to the balancer, whatever
// the routes say (alibaba/answer-to-the-balancer).
func balancerBack(w *walk) verdict {
	b := w.to.Owner.(*cloud.Balancer)
	w.here = w.to
	w.revert(b, b, b.Span)
	return w.balancerOut(w.to)
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

// unhealthy reports whether a classic balancer's own check of the target that took the request fails: it comes from the
// cloud's service range, which the guest's firewall or an ACL may keep out (alibaba/classic-balancer-health-checks).
// The step that sent the request on then drops it. A balancer with nodes sends to its targets even where all checks
// fail.
func (w *walk) unhealthy(request *Leg) bool {
	for k := range request.Steps {
		s := &request.Steps[k]
		if s.Reason != Balanced {
			continue
		}
		b := s.At.(*cloud.Balancer)
		if b.Kind.Nodes {
			continue
		}
		stop := w.probe(b, b.Nodes[0], s)
		if stop == nil {
			continue
		}
		request.Steps = request.Steps[:k+1]
		s.Decision, s.Reason, s.After = Dropped, NoHealthyTarget, s.Before
		_, byACL := stop.At.(*cloud.ACL)
		s.Open.AddIf(cloud.DoubtClassicACL, byACL)
		return true
	}
	return false
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

// probe walks a check of a target, and returns the step that drops it; nil if it arrives.
func (w *walk) probe(b *cloud.Balancer, node *cloud.Interface, sent *Step) *Step {
	check := &walk{network: w.network, cloud: w.cloud, packet: sent.After}
	check.packet.Source = ownSource(b, node)
	check.past = b
	check.enter(w.owner(b.VPC, sent.After.Destination), w.cloud.Provider.Enter)
	if check.run() == arrived {
		return nil
	}
	return &check.steps[len(check.steps)-1]
}
