package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// natIn is a NAT gateway that a route leads to (aws/nat-gateway-own-address, alibaba/snat-needs-route-and-entry).
func natIn(w *walk) verdict {
	n := w.to.Owner.(*cloud.NAT)
	model := &w.cloud.Provider.NAT
	goal, embedded := model.Embedded(w.packet.Destination)
	switch {
	case len(n.Interface.Addresses) == 0:
		return w.drop(n, NoAddress, n.Span)
	case w.from.Owner == cloud.Object(n):
		return w.natLoop(n)
	case w.revertNAT(n):
		return w.answerOn(n)
	case !translatable(w.packet.Service) && !w.packet.Service.IsEcho(),
		w.packet.Source.Is6() && !embedded:
		return w.drop(n, NATProtocol, n.Span)
	case !w.viaTransit && !w.serves(n, w.packet.Source):
		return w.drop(n, NATForeignSource, n.Span)
	case model.Entries:
		return w.natEntry(n)
	}
	source, ok := w.pick(n, n.Inner())
	if !ok {
		return void
	}
	s := w.convert(n, n, NAT, n.Span, func(p *Packet) {
		p.Source, p.Destination = source, goal
		if embedded && p.Service.IsEcho() {
			p.Service = echo
		}
		w.choosePorts(p)
	})
	w.sentOn(s, n)
	return w.leave(n.Interface, model.Leave(n))
}

// natLoop drops what the table of a NAT gateway's own subnet leads back to it. Where that is for another network of the
// cloud, the table lacks the route there.
func (w *walk) natLoop(n *cloud.NAT) verdict {
	s := w.step(Dropped, n, NATLoop, n.Span)
	s.Open.Add(cloud.DoubtNATLoop)
	home := w.networkOf(w.packet.Destination)
	if home == nil || !cloud.IsPrivateSpace(w.packet.Destination) {
		return dropped
	}
	t := w.from.Table()
	s.At, s.Also, s.For, s.Span = t, []cloud.Object{n}, home, responsible(t, w.from.Subnet)
	return dropped
}

// pick takes one of the addresses that a NAT gateway may use for a connection: by chance, each alike
// (aws/nat-gateway-several-addresses, alibaba/snat-picks-an-address, huawei/snat-picks-an-address). It reports whether
// the choice is made. What comes by again gets the same address, so that gateways in a circle have few ways.
func (w *walk) pick(n *cloud.NAT, all []netip.Addr) (netip.Addr, bool) {
	for _, p := range w.lent {
		if p.by == n && slices.Contains(all, p.addr) {
			return p.addr, true
		}
	}
	if len(all) == 1 {
		return all[0], true
	}
	k, ok := w.choose(len(all))
	w.lent = append(w.lent, lent{n, all[k]})
	return all[k], ok
}

// A lent is the address that a NAT gateway took for a connection.
type lent struct {
	by   *cloud.NAT
	addr netip.Addr
}

// answerOn sends on an answer of which a NAT gateway has undone one translation. That of a call from inside to an address
// of the gateway has another one (alibaba/snat-reaches-own-dnat), and goes back inside.
func (w *walk) answerOn(n *cloud.NAT) verdict {
	model := &w.cloud.Provider.NAT
	if w.revertNAT(n) {
		return w.leave(n.Interface, model.Back)
	}
	return w.leave(n.Interface, model.Leave(n))
}

// serves reports whether a sender is one that a NAT gateway may translate for: of its VPC, or in a cloud where they lead
// on to it, of a peered one (huawei/nat-gateway-and-peered-vpcs) or far away behind a VPN gateway
// (huawei/nat-gateway-and-far-networks).
func (w *walk) serves(n *cloud.NAT, sender netip.Addr) bool {
	if w.owner(n.VPC, sender) != nil {
		return true
	}
	if w.cloud.Provider.VPN.ToNAT && slices.ContainsFunc(n.VPC.VPNGateways, func(g *cloud.VPNGateway) bool {
		return g.Holds(sender)
	}) {
		return true
	}
	return w.cloud.Provider.Peerings.ByMain && slices.ContainsFunc(w.cloud.VPCs, func(v *cloud.VPC) bool {
		return w.owner(v, sender) != nil && n.VPC.Joins(v)
	})
}

// sentOn marks the assumptions on which the translation of a packet depends that a route led to a NAT gateway.
func (w *walk) sentOn(s *Step, n *cloud.NAT) {
	w.translatedByNAT(s, n)
	s.Open.AddIf(cloud.DoubtNATInside, !w.isAnswer && n.VPC.Holds(s.Before.Destination))
}

var echo = cloud.Service{Protocol: cloud.ICMP, Type: 8}

func translatable(s cloud.Service) bool { return s.HasPorts() || s.Protocol == cloud.ICMP }

func (w *walk) owner(v *cloud.VPC, a netip.Addr) *cloud.Interface {
	i, _ := v.Owner(a)
	return i
}

// natEntry translates for a sender that an entry covers: a DNAT entry for every port serves the way out too, and goes
// before all SNAT entries (alibaba/public-address-before-snat); of those the narrowest applies
// (alibaba/narrowest-snat-entry).
func (w *walk) natEntry(n *cloud.NAT) verdict {
	via, span := n.Translates(w.packet.Source)
	toItself := n.Has(w.packet.Destination)
	switch {
	case span.IsZero():
		w.considerSources(w.step(Dropped, n, SNATNoEntry, n.Span), n, span)
		return dropped
	case len(via) == 0:
		w.considerSources(w.step(Dropped, n, NoPublicAddress, n.Span), n, span)
		return dropped
	case toItself && (n.NoHairpin || !w.cloud.Provider.NAT.Hairpin):
		w.step(Dropped, n, NATHairpin, n.Span).Open.Add(cloud.DoubtNATHairpin)
		return dropped
	}
	source, ok := w.pick(n, via)
	if !ok {
		return void
	}
	s := w.convert(n, n, NAT, span, func(p *Packet) {
		p.Source = source
		w.choosePorts(p)
	})
	w.considerSources(s, n, span)
	w.sentOn(s, n)
	_, held := n.VPC.Owner(s.Before.Source)
	s.Open.AddIf(cloud.DoubtElasticBehindNAT, !w.isAnswer && n.VPC.IPv4Gateway != nil &&
		n.VPC.IPv4Gateway.State == cloud.Active && held != nil && held.Public != nil)
	if toItself {
		return w.natForward(n)
	}
	return w.leave(n.Interface, w.cloud.Provider.NAT.Leave(n))
}

// natExit is the way to the Internet of what a NAT gateway has translated to its public address. An active IPv4 gateway
// wants a route to it (alibaba/nat-gateway-behind-ipv4-gateway).
func natExit(w *walk) verdict {
	n := w.from.Owner.(*cloud.NAT)
	g := n.VPC.IPv4Gateway
	switch {
	case g == nil || g.State == cloud.Created:
		return w.goOut()
	case g.State == cloud.Removed:
		return w.drop(g, VPCPrivateMode, g.Span)
	}
	t := n.Interface.Table()
	r := t.Lookup(w.packet.Destination)
	if r == nil || r.Target != cloud.Target(g) {
		s := w.step(Dropped, t, NATNoWayOut, responsible(t, n.Interface.Subnet))
		s.Also = []cloud.Object{n}
		w.considerTable(s, t, r)
		return dropped
	}
	s := w.pass(t, Route, r.Span)
	s.Route, s.For = r, g
	w.considerTable(s, t, r)
	w.pass(g, Gateway, g.Span)
	return w.goOut()
}

// natArrive is a NAT gateway that is called by its own address: it hands answers to the machine that asked, forwards
// what an entry names, and drops the rest.
func (w *walk) natArrive(n *cloud.NAT) verdict {
	if w.revertNAT(n) {
		return w.leave(n.Interface, w.cloud.Provider.NAT.Back)
	}
	return w.natForward(n)
}

// natForward forwards what calls an address of a NAT gateway by the entry for it.
func (w *walk) natForward(n *cloud.NAT) verdict {
	model := &w.cloud.Provider.NAT
	e := n.Entry(w.packet.Destination, w.asked())
	switch {
	case e == nil && model.AnswersPing && w.packet.Service.IsEcho() && n.Has(w.packet.Destination):
		return w.deliver(end{at: n.Interface}, n, Arrived, n.Span)
	case e == nil:
		return w.unsolicited(n)
	case !translatable(w.packet.Service):
		return w.drop(n, NATProtocol, n.Span)
	}
	s := w.convert(n, n, DNAT, e.Span, func(p *Packet) {
		p.Destination = e.Inner
		p.shift(e.Port)
	})
	w.considerForwarders(s, n, e)
	w.translatedByNAT(s, n)
	held := e.To.Holding(e.Inner)
	s.Open.AddIf(cloud.DoubtForwardedElastic, held != nil && held.Public != nil)
	if !w.isAnswer {
		w.open.Add(cloud.DoubtForwardedAnswer)
	}
	return w.leave(n.Interface, model.Back)
}

// answersForwarded reports whether the packet answers what a NAT gateway forwarded to its sender, so that it goes back
// there although the sender has a public address of its own, in a cloud where entries take such a machine
// (huawei/dnat-beside-eip).
func (w *walk) answersForwarded() bool {
	return w.cloud.Provider.NAT.BesideElastic && w.isAnswer && slices.ContainsFunc(w.sessions, func(s session) bool {
		_, byNAT := s.at.(*cloud.NAT)
		return byNAT && s.before.Destination != s.after.Destination && w.packet.answers(s.after)
	})
}

// unsolicited drops what calls a NAT gateway and has no entry, or one that is dead.
func (w *walk) unsolicited(n *cloud.NAT) verdict {
	s := w.step(Dropped, n, NATUnsolicited, n.Span)
	if e := n.DeadEntry(s.Before.Destination, w.asked()); e != nil {
		s.Span, s.For = e.Span, e.To.Owner
	}
	if w.cloud.Provider.NAT.Entries {
		w.considerForwarders(s, n, nil)
	}
	return dropped
}

// revertNAT undoes the translation by a NAT gateway that the packet answers; false if it answers none.
func (w *walk) revertNAT(n *cloud.NAT) bool {
	s := w.revert(n, n, n.Span)
	if s != nil {
		w.translatedByNAT(s, n)
	}
	return s != nil
}

// sharedSNAT gives a sender without another way out an address of the platform (huawei/otc-shared-snat). In a VPC
// without shared SNAT there is no route.
func sharedSNAT(w *walk) verdict {
	v := w.from.VPC
	t := w.from.Table()
	if v.SharedSNAT == nil || w.cloud.Provider.Private(v, w.packet.Destination) {
		s := w.step(Dropped, t, w.lacking(), responsible(t, w.from.Subnet))
		w.considerTable(s, t, nil)
		switch {
		case isNAT(w.from.Owner):
			s.Also = []cloud.Object{w.from.Owner}
		case w.from.Instance() != nil && w.from.Holding(w.packet.Source) == nil:
			s.For = w.from.Owner
		}
		return dropped
	}
	w.convert(v.SharedSNAT, v, NAT, v.SharedSNAT.Span, func(p *Packet) {
		p.Source = v.SharedSNAT.Addr
		w.choosePorts(p)
	})
	return w.goOut()
}

// shares reports whether an address is the shared one of a VPC.
func (w *walk) shares(a netip.Addr) bool {
	return slices.ContainsFunc(w.cloud.VPCs, func(v *cloud.VPC) bool {
		return v.SharedSNAT != nil && v.SharedSNAT.Addr == a
	})
}

// sharedArrive hands a packet for a shared address to the machine that asked; false if it is for another address.
func (w *walk) sharedArrive() (verdict, bool) {
	for _, v := range w.cloud.VPCs {
		if v.SharedSNAT == nil || v.SharedSNAT.Addr != w.packet.Destination {
			continue
		}
		if w.revert(v.SharedSNAT, v, v.SharedSNAT.Span) == nil {
			return w.drop(v.SharedSNAT, NATUnsolicited, v.SharedSNAT.Span), true
		}
		return w.local(v), true
	}
	return onward, false
}
