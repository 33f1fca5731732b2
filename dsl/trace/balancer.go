package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// balance is a balancer that was called: by a client, or by a target that answers (clouds/load-balancer-listener).
func (w *walk) balance(b *cloud.Balancer) verdict {
	if w.revert(b, b, b.Span) {
		return w.balancerOut(w.to)
	}
	if w.isAnswer {
		w.end = end{at: w.to}
		return w.receive(b, cloud.Listen{})
	}
	l := b.Listener(w.asked())
	switch {
	case l == nil:
		return w.drop(b, NoListenerRule, b.Span)
	case !b.Access.Admits(w.packet.Source):
		return w.drop(b, ListenerAccess, b.Access.Span)
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
		return w.drop(b, NoHealthyTarget, l.Span)
	}
	k, ok := w.choose(len(l.Targets))
	if !ok {
		return void
	}
	node, target := w.to, l.Targets[k].Interfaces[0]
	switch {
	case len(target.Addresses) == 0:
		return w.drop(b, NoHealthyTarget, l.Span)
	case node.Subnet != nil && len(node.Addresses) == 0:
		return w.drop(b, NoAddress, b.Span)
	}
	keeps := !l.Layer7 && (b.Preserve || b.Kind.PreserveUDP && w.packet.Service.Protocol == cloud.UDP)
	w.convert(b, b, Balanced, l.Span, func(p *Packet) {
		p.Destination = target.Addresses[0].Private
		p.shift(l.Port)
		if !keeps {
			p.Source = ownSource(b, node)
			w.choosePorts(p)
		}
	}).For = l.Targets[k]
	if node.Subnet == nil {
		w.past = b
		return w.enter(target, w.cloud.Provider.Enter)
	}
	w.packet.sender, w.packet.vouched = node, keeps
	return w.leave(node, w.cloud.Provider.Leave)
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
		if n := nodeOf(b, s.before.Destination); n != nil {
			return n
		}
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
		b, ok := s.At.(*cloud.Balancer)
		if !ok || s.Reason != Balanced {
			continue
		}
		node := nodeOf(b, s.Before.Destination)
		if b.Kind.Nodes || node == nil || s.After.Source == ownSource(b, node) || w.probe(b, node, s) {
			continue
		}
		request.Steps = request.Steps[:k+1]
		s.Decision, s.Reason, s.After = Dropped, NoHealthyTarget, s.Before
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

// probe walks a check of a target, and reports whether it arrives.
func (w *walk) probe(b *cloud.Balancer, node *cloud.Interface, sent *Step) bool {
	check := &walk{network: w.network, cloud: w.cloud, packet: sent.After}
	check.packet.Source = ownSource(b, node)
	check.packet.SourcePorts = check.ports(cloud.AnyClient, 1)
	check.past = b
	check.enter(w.owner(b.VPC, sent.After.Destination), w.cloud.Provider.Enter)
	return check.run() == arrived
}
