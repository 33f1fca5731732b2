package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// balance is a balancer that was called: by a client, or by a target that answers (aws 14, alibaba 4.4).
func (w *walk) balance(b *cloud.Balancer) verdict {
	if w.revert(b, b, b.Span) {
		return w.balancerOut(w.to)
	}
	if !b.Access.Admits(w.packet.Source) {
		return w.drop(b, ListenerAccess, b.Access.Span)
	}
	for k := range b.Listeners {
		if l := &b.Listeners[k]; l.Service.Covers(w.asked()) {
			return w.toTarget(b, l)
		}
	}
	return w.drop(b, NoListenerRule, b.Span)
}

// balancerOut sends the answer to the client: from a node as any machine would, from a balancer outside of the VPC by its
// own public address.
func (w *walk) balancerOut(node *cloud.Interface) verdict {
	if node.Subnet == nil {
		return w.goOut()
	}
	return w.leave(node, w.cloud.Provider.Leave)
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
	if len(target.Addresses) == 0 {
		return w.drop(b, NoHealthyTarget, l.Span)
	}
	keeps := b.Preserve && !l.Layer7
	w.convert(b, b, Balanced, l.Span, func(p *Packet) {
		p.Destination = target.Addresses[0].Private
		if l.Port != 0 && p.HasPorts() {
			p.DestinationPort = Ports{Ports: cloud.Port(l.Port)}
		}
		if !keeps {
			p.Source = ownSource(b, node)
			w.lend(p)
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

// balancerBack takes an answer to a client whose address the balancer left in place: it goes to the balancer, whatever the
// routes say (alibaba 16.4, aws 14).
func balancerBack(w *walk) verdict {
	b := w.to.Owner.(*cloud.Balancer)
	w.revert(b, b, b.Span)
	return w.balancerOut(w.to)
}

// backThrough is the node of the balancer that brought a request to its target with the client's own address, nil where
// none did.
func (w *walk) backThrough() *cloud.Interface {
	for k := len(w.sessions) - 1; k >= 0; k-- {
		s := &w.sessions[k]
		b, ok := s.at.(*cloud.Balancer)
		if !ok || !w.packet.answers(s.after) || s.after.Source != s.before.Source && b.Kind.Nodes {
			continue
		}
		for _, n := range b.Nodes {
			if n.Subnet == nil || n.Holding(s.before.Destination) != nil {
				return n
			}
		}
	}
	return nil
}
