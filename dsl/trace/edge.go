package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// ownAddress lets a sender with a public address leave by it, past the route table. An active IPv4 gateway takes that
// away (alibaba/public-address-is-a-way-out), a removed one all of the Internet (alibaba/deleted-in-private-mode).
func ownAddress(w *walk) verdict {
	v := w.from.VPC
	g := v.IPv4Gateway
	if w.cloud.Provider.Private(v, w.packet.Destination) || w.packet.Source.Is6() {
		return onward
	}
	if g != nil && g.State == cloud.Removed {
		return w.drop(g, VPCPrivateMode, g.Span)
	}
	held := w.ownExit()
	if held == nil {
		return onward
	}
	s := w.exchange(held.Public, func(p *Packet) { p.Source = held.Public.Addr })
	for _, n := range v.NATs {
		s.Open.AddIf(cloud.DoubtStaticFirst, !n.Private &&
			held.Public.Noun == cloud.NounPublicAddress && n.TranslatesWhole(s.Before.Source))
	}
	return w.goOut()
}

// ownExit is the sender's address that a public one stands for by which the packet may leave past the table; nil if there
// is none.
func (w *walk) ownExit() *cloud.Address {
	g, held := w.from.VPC.IPv4Gateway, w.from.Holding(w.packet.Source)
	if held == nil || held.Public == nil || g != nil && g.State == cloud.Active || w.answersForwarded() {
		return nil
	}
	return held
}

// ownGoesFirst reports whether the packet leaves by a public address of its sender although its table has a route for
// it: the stages that lie ahead say which comes first.
func (w *walk) ownGoesFirst(r *cloud.Route) bool {
	first := slices.Contains(w.path, cloud.StageOwnAddress) ||
		slices.Contains(w.path, cloud.StageOwnBeforeDefault) && r.Range.Bits() == 0
	return first && !w.cloud.Provider.Private(w.from.VPC, w.packet.Destination) && w.packet.Source.Is4() &&
		w.ownExit() != nil
}

// exchange exchanges a private address and the public one that stands for it.
func (w *walk) exchange(at cloud.Object, change func(*Packet)) *Step {
	s := w.translate(at, EIP, at.Base().Span, change)
	w.mislead(s)
	s.Open.AddIf(cloud.DoubtOtherProtocol, !translatable(s.Before.Service))
	_, comesIn := s.Translated()
	s.Open.AddIf(cloud.DoubtHairpin, comesIn && w.turned == at.Base().VPC)
	return s
}

// ownBeforeDefault does the same unless the table has a route that is longer than the default one
// (huawei/eip-before-default-route).
func ownBeforeDefault(w *walk) verdict {
	if r := w.from.Table().Lookup(w.packet.Destination); r != nil && r.Range.Bits() > 0 {
		return onward
	}
	return ownAddress(w)
}

// gatewayOut is an internet gateway on the way out: it translates a private address that has a public one, and drops
// every other (aws/internet-gateway-no-public-address); an IPv6 address needs no translation (aws/ipv6-not-translated).
func gatewayOut(w *walk) verdict {
	v := w.from.VPC
	g := v.InternetGateway
	sender, held := v.Owner(w.packet.Source)
	switch {
	case g.Detached:
		return w.drop(g, GatewayDetached, g.Span)
	case cloud.IsPrivateSpace(w.packet.Destination):
		return w.ledOut(g)
	case w.blocksPublic(v, sender):
		return w.shutOff(g, v)
	case held == nil || held.Public == nil:
		return w.drop(g, NoPublicAddress, g.Span)
	case w.passesBy(g):
		return w.dropWith(g, g.Edge, EdgeAppliance, g.Span)
	case w.packet.Source.Is6():
		w.pass(g, Gateway, g.Span)
	default:
		w.exchange(g, func(p *Packet) { p.Source = held.Public.Addr }).For = held.Public
	}
	return w.goOut()
}

// ledOut drops what a table leads to an internet gateway although its destination is private. Where it is in another
// network of the cloud, the table lacks the route there.
func (w *walk) ledOut(g *cloud.InternetGateway) verdict {
	home := w.networkOf(w.packet.Destination)
	if home == nil {
		return w.drop(g, NotInternetAddress, g.Span)
	}
	t := w.from.Table()
	s := w.step(Dropped, t, NotInternetAddress, responsible(t, w.from.Subnet))
	s.Also, s.For = []cloud.Object{g}, home
	return dropped
}

// blocksPublic reports whether the VPC's own switch stops what an interface of it, nil for none, exchanges with the
// Internet: all of it, or what no NAT gateway began (aws/block-public-access).
func (w *walk) blocksPublic(v *cloud.VPC, i *cloud.Interface) bool {
	return v.PublicAccess == cloud.PublicShut || v.PublicAccess == cloud.PublicEgress && (i == nil || !isNAT(i.Owner))
}

// shutOff drops what the VPC's own switch stops at a gateway.
func (w *walk) shutOff(at cloud.Object, v *cloud.VPC) verdict {
	w.step(Dropped, at, PublicBlocked, v.PublicAccessSpan).Also = []cloud.Object{v, v.Switch()}
	return dropped
}

// passesBy reports whether the packet leaves past a machine that the gateway's own table leads the way in through: such
// a subnet must leave by the same machine (aws/edge-appliance).
func (w *walk) passesBy(g *cloud.InternetGateway) bool {
	if g.Edge == nil {
		return false
	}
	r := g.Edge.Lookup(w.packet.Source)
	appliance, ok := r.Target.(*cloud.Interface)
	return ok && appliance.Owner != w.from.Owner
}

// egressOut is an egress-only gateway: IPv6, and it remembers what it let out (aws/egress-only-gateway).
func egressOut(w *walk) verdict {
	g := w.target.(*cloud.EgressGateway)
	switch {
	case w.packet.Source.Is4():
		return w.drop(g, AddressFamily, g.Span)
	case g.VPC.PublicAccess == cloud.PublicShut:
		return w.shutOff(g, g.VPC)
	}
	w.remember(g)
	w.pass(g, Gateway, g.Span)
	return w.goOut()
}

// ipv4GatewayOut is an active IPv4 gateway on the way out: it asks for a public address
// (alibaba/ipv4-gateway-gives-no-address).
func ipv4GatewayOut(w *walk) verdict {
	g := w.target.(*cloud.IPv4Gateway)
	held := w.from.Holding(w.packet.Source)
	if held == nil || held.Public == nil {
		return w.drop(g, NoPublicAddress, g.Span)
	}
	w.exchange(g, func(p *Packet) { p.Source = held.Public.Addr }).For = held.Public
	return w.goOut()
}

// ipv6GatewayOut is an IPv6 gateway on the way out: it asks for bandwidth of that very address
// (alibaba/ipv6-needs-bandwidth).
func ipv6GatewayOut(w *walk) verdict {
	g := w.target.(*cloud.IPv6Gateway)
	held := w.from.Holding(w.packet.Source)
	if held == nil || held.Public == nil {
		return w.drop(g, IPv6NoBandwidth, g.Span)
	}
	w.remember(g)
	w.pass(g, Gateway, g.Span)
	return w.goOut()
}

// goOut brings the packet to the Internet, from where it may come in again: to a public address of the same cloud.
func (w *walk) goOut() verdict {
	a := w.packet.Destination
	if i, _ := w.cloud.PublicOwner(a); i != nil || w.shares(a) {
		w.turned = w.from.VPC
		return w.comeIn()
	}
	switch {
	case cloud.IsPrivateSpace(a):
		return w.drop(w.cloud.Platform, NotInternetAddress, source.Span{})
	case w.vpcOf(a) != nil:
		// A public range that a VPC has is private all the same (aws/vpc-public-range-is-private,
		// alibaba/user-range-counts-as-private).
		return w.drop(w.cloud.Platform, UnknownDestination, source.Span{})
	}
	if _, embedded := w.cloud.Provider.NAT.Embedded(a); embedded {
		// Such an address means something to a NAT gateway and nothing to the Internet (aws/nat64-prefix).
		s := w.step(Dropped, w.cloud.Platform, UnknownDestination, source.Span{})
		if w.from != nil && w.from.Subnet != nil {
			s.For = w.from.Table()
		}
		return dropped
	}
	h := hostAt(w.network, a)
	w.here = nil
	return w.receive(end{host: h}, h, h.Listen)
}

// gatewayIn is an internet gateway on the way in: the reverse of gatewayOut. The subnet's table is not asked
// (aws/request-without-route); for IPv6 it tells whether the address is one behind an egress-only gateway
// (aws/egress-only-beside-gateway). What claims to come from inside the VPC does not come in from outside
// (aws/internet-gateway-private-ranges).
func gatewayIn(w *walk) verdict {
	i, held := w.cloud.PublicOwner(w.packet.Destination)
	if i == nil {
		return w.ownerless()
	}
	if w.packet.Destination.Is6() {
		if g := egressOf(i, w.packet.Source); g != nil {
			return w.egressIn(g, i)
		}
	}
	v := i.VPC
	g := v.InternetGateway
	switch {
	case g == nil:
		return w.drop(v, NoGateway, v.Span)
	case g.Detached:
		return w.drop(g, GatewayDetached, g.Span)
	case cloud.IsPrivateSpace(w.packet.Source), v.Holds(w.packet.Source):
		return w.drop(g, NotInternetAddress, g.Span)
	case w.blocksPublic(v, i):
		return w.shutOff(g, v)
	case held.Private.Is6():
		w.pass(g, Gateway, g.Span)
	default:
		w.exchange(g, func(p *Packet) { p.Destination = held.Private }).For = held.Public
	}
	if !w.isAnswer {
		w.open.Add(cloud.DoubtRequestArrives)
	}
	return w.edgeTable(g, i)
}

// egressOf is the egress-only gateway to which the table of an interface's subnet leads an address; nil if it
// leads elsewhere.
func egressOf(i *cloud.Interface, a netip.Addr) *cloud.EgressGateway {
	r := i.Table().Lookup(a)
	if r == nil {
		return nil
	}
	g, _ := r.Target.(*cloud.EgressGateway)
	return g
}

func (w *walk) egressIn(g *cloud.EgressGateway, i *cloud.Interface) verdict {
	if !w.established(g) {
		return w.egressOnly(g, g.Span)
	}
	w.pass(g, Gateway, g.Span)
	return w.enter(i, w.cloud.Provider.Enter)
}

// egressOnly drops what the Internet begins behind a gateway that only lets out.
func (w *walk) egressOnly(g cloud.Object, span source.Span) verdict {
	s := w.step(Dropped, g, EgressOnly, span)
	s.Open.AddIf(cloud.DoubtEgressBesideGateway, g.Base().VPC.InternetGateway != nil)
	return dropped
}

// edgeTable asks the route table of a gateway for what enters by it. The table may lead through a machine first, which
// needs a public address of its own (aws/edge-appliance).
func (w *walk) edgeTable(g *cloud.InternetGateway, i *cloud.Interface) verdict {
	if g.Edge == nil {
		return w.enter(i, w.cloud.Provider.Enter)
	}
	r := g.Edge.Lookup(w.packet.Destination)
	if _, gone := r.Target.(cloud.Blackhole); gone {
		w.blackhole(g.Edge, r)
		return dropped
	}
	appliance, ok := r.Target.(*cloud.Interface)
	if !ok || appliance.Owner == i.Owner {
		return w.enter(i, w.cloud.Provider.Enter)
	}
	w.follow(g.Edge, r, Route).For = appliance.Owner
	if len(appliance.Addresses) == 0 || appliance.Addresses[0].Public == nil {
		return w.dropWith(appliance.Owner, g.Edge, EdgeAppliance, appliance.Span)
	}
	return w.enter(appliance, w.cloud.Provider.Enter)
}

// edgeIn is the platform on the way in: it knows which private address a public one stands for
// (alibaba/eip-is-translated-at-the-edge).
func edgeIn(w *walk) verdict {
	if v, ok := w.sharedArrive(); ok {
		return v
	}
	i, held := w.cloud.PublicOwner(w.packet.Destination)
	switch {
	case i == nil:
		return w.ownerless()
	case cloud.IsPrivateSpace(w.packet.Source):
		return w.drop(w.cloud.Platform, NotInternetAddress, source.Span{})
	}
	if v := w.ipv4GatewayIn(i); v != onward {
		return v
	}
	switch i.Owner.(type) {
	case *cloud.NAT:
		return w.enter(i, []cloud.Stage{cloud.StageGuest})
	case *cloud.Balancer:
		if i.Subnet == nil {
			return w.enter(i, nil)
		}
	}
	if held.Private.Is6() {
		return w.ipv6In(i, held)
	}
	if held.Private != held.Public.Addr {
		w.exchange(held.Public, func(p *Packet) { p.Destination = held.Private })
	}
	return w.enter(i, w.ways(i).Enter)
}

// ipv4GatewayIn passes the VPC's IPv4 gateway if it has an active one. A classic balancer stands outside of the VPC
// and does not depend on it (alibaba/classic-balancer-beside-ipv4-gateway).
func (w *walk) ipv4GatewayIn(i *cloud.Interface) verdict {
	g := i.VPC.IPv4Gateway
	if g == nil || g.State == cloud.Created || i.Subnet == nil || w.packet.Destination.Is6() {
		return onward
	}
	if g.State == cloud.Removed {
		return w.drop(g, VPCPrivateMode, g.Span)
	}
	w.pass(g, Gateway, g.Span)
	return onward
}

// ipv6In is an IPv6 gateway on the way in.
func (w *walk) ipv6In(i *cloud.Interface, held *cloud.Address) verdict {
	g := i.VPC.IPv6Gateway
	switch {
	case g == nil:
		return w.drop(i.VPC, NoGateway, i.VPC.Span)
	case held.EgressOnly && !w.established(g):
		return w.egressOnly(g, held.Public.Span)
	}
	w.pass(g, Gateway, g.Span)
	return w.enter(i, w.cloud.Provider.Enter)
}

// ownerless drops a packet from the Internet for an address that is not a public one of this cloud.
func (w *walk) ownerless() verdict {
	a := w.packet.Destination
	v, o := w.vpcOf(a), w.machineAt(a)
	switch {
	case v != nil && a.Is6():
		return w.notPublic(v)
	case o != nil:
		return w.privateOnly(o)
	case v != nil || cloud.IsPrivateSpace(a):
		return w.drop(w.cloud.Platform, NotInternetAddress, source.Span{})
	}
	return w.drop(w.cloud.Platform, UnknownDestination, source.Span{})
}

// networkOf is the VPC, or the classic network, in which something has a private address; nil if there is none.
func (w *walk) networkOf(a netip.Addr) *cloud.VPC {
	for _, v := range w.cloud.Networks() {
		if v.Holder(a) != nil {
			return v
		}
	}
	return nil
}

// machineAt is what a private address leads to: the owner of an interface, or its public address if it has one, a pod, a
// machine behind an instance or far away behind a VPN; nil if there is none.
func (w *walk) machineAt(a netip.Addr) cloud.Object {
	for _, v := range w.cloud.Networks() {
		i, held := v.Owner(a)
		switch p := v.PodAt(a); {
		case p != nil:
			return p
		case i != nil && held.Public != nil:
			return held.Public
		case i != nil:
			return i.Owner
		}
	}
	if all := w.cloud.BehindAt(a); all != nil {
		return all[0].Machine
	}
	if w.cloud.IsFar(a) {
		return farMachine(a)
	}
	return nil
}

// privateOnly drops a call from the Internet to what has only a private address: at the gateway of its VPC, which
// translates from public ones, or else by the platform.
func (w *walk) privateOnly(o cloud.Object) verdict {
	at, span := cloud.Object(w.cloud.Platform), source.Span{}
	if v := o.Base().VPC; v != nil {
		switch g := v.IPv4Gateway; {
		case v.InternetGateway != nil:
			at, span = v.InternetGateway, v.InternetGateway.Span
		case g != nil && g.State == cloud.Active:
			at, span = g, g.Span
		}
	}
	w.step(Dropped, at, NoPublicAddress, span).For = o
	return dropped
}

// notPublic drops a packet from the Internet for an IPv6 address of a VPC that is not a public one.
func (w *walk) notPublic(v *cloud.VPC) verdict {
	i := w.owner(v, w.packet.Destination)
	switch {
	case i == nil:
		return w.absent(v)
	case v.IPv6Gateway != nil:
		return w.drop(v.IPv6Gateway, IPv6NoBandwidth, v.IPv6Gateway.Span)
	case v.InternetGateway == nil:
		return w.drop(v, NoGateway, v.Span)
	}
	w.step(Dropped, v.InternetGateway, NoPublicAddress, v.InternetGateway.Span).For = i.Owner
	return dropped
}

func (w *walk) vpcOf(a netip.Addr) *cloud.VPC {
	for _, v := range w.cloud.VPCs {
		if v.Holds(a) {
			return v
		}
	}
	return nil
}
