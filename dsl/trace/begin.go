package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A sender is an interface of this cloud with the address that it sends from, a machine behind an instance or far away
// behind a VPN gateway or a VPN connection, or a machine on the Internet.
type sender struct {
	at     *cloud.Interface
	addr   netip.Addr
	behind *cloud.Behind
	far    cloud.Far
	host   *cloud.Host // nil unless the question names it
	ports  cloud.Ports
	// free says that the question names a machine, and none of its interfaces or addresses.
	free bool
	// fixed says that the question names the address, or its family.
	fixed bool
}

// begin makes the packet of a question and starts it at its sender.
func (w *walk) begin(q *cloud.Question) verdict {
	s := w.sender(q)
	s.fixed = s.fixed || q.From.Name == "" || q.From.Kind == cloud.IPv6Kind
	w.origin, w.unnamed = end{at: s.at, behind: s.behind, far: s.far}, q.To.Name == ""
	w.packet = Packet{Service: q.Service, Source: s.addr}
	w.packet.Service.Ports = nil
	w.setPorts(q, s.ports)
	if s.at != nil && (!s.addr.IsValid() || s.at.Subnet == nil) {
		return w.drop(s.at.Owner, NoAddress, s.at.Span)
	}
	v := w.aim(q.To, &s)
	w.origin.at = s.at
	if v != onward {
		return v
	}
	w.tellName(q.To, &s)
	switch {
	case w.packet.Source.Is4() != w.packet.Destination.Is4(), w.strays(w.packet.Destination):
		return w.drop(w.cloud.Platform, AddressFamily, source.Span{})
	case s.behind != nil && w.packet.Source == w.packet.Destination:
		w.toSelf = true
		return w.keep(s.behind.Machine, s.behind)
	case s.behind != nil:
		return w.comeFromBehind(s.behind)
	case s.far != nil:
		return w.comeFrom(s.far)
	case s.at == nil:
		return w.comeIn()
	case isOwn(s.at, w.packet.Destination):
		return w.stay(s.at)
	}
	return w.send(s.at)
}

// isOwn reports whether an address belongs to the owner of an interface, or to a pod on it: what it sends there meets no
// network.
func isOwn(i *cloud.Interface, a netip.Addr) bool {
	if m := i.Instance(); m != nil {
		return isFor(m, a)
	}
	return i.Holding(a) != nil
}

// setPorts sets both ports of the packet: the source port from a range or as the question says, and the service's port.
func (w *walk) setPorts(q *cloud.Question, span cloud.Ports) {
	if q.FromPort != nil {
		span = cloud.Port(*q.FromPort)
	}
	free := w.ports(span, 1)
	if q.Service.HasPorts() {
		w.packet.SourcePorts = free
		w.packet.DestinationPort = Ports{Ports: cloud.Port(q.Service.Ports[0][0])}
	}
}

// comeFromBehind lets the packet come from a network behind a guest.
func (w *walk) comeFromBehind(b *cloud.Behind) verdict {
	m := b.Machine
	w.from, w.to, w.here = m.Default, nil, m.Default
	return w.received(m)
}

// sender is the sender that a question means. An address is the thing that has it, else a machine in the narrowest range
// behind an instance, else one far away, else a host.
func (w *walk) sender(q *cloud.Question) sender {
	e := q.From
	if e.Name != "" {
		return w.namedSender(e)
	}
	if i, a := w.cloud.PublicOwner(e.Addr); i != nil {
		return from(i, a.Private)
	}
	if v := w.cloud.Home(e.Addr, q.To); v != nil {
		if i := w.owner(v, e.Addr); i != nil {
			return from(i, e.Addr)
		}
		return from(v.PodAt(e.Addr).At, e.Addr)
	}
	if all := w.cloud.BehindAt(e.Addr); all != nil {
		return sender{addr: e.Addr, behind: all[0], ports: cloud.AnyClient}
	}
	if fars, _ := w.cloud.FarsAt(e.Addr, q.To); len(fars) > 0 {
		return sender{addr: e.Addr, far: fars[0], ports: cloud.AnyClient}
	}
	return sender{addr: e.Addr, ports: hostAt(w.network, e.Addr).Ephemeral}
}

func (w *walk) namedSender(e cloud.Endpoint) sender {
	switch o := w.cloud.End(e.Name).(type) {
	case *cloud.Instance:
		if e.Kind == cloud.AnyKind && e.Interface == "" {
			s := from(o.Default, meantAddress(o.Default, e.Kind).Private)
			s.free = true
			return s
		}
		i := interfaceOf(o, e)
		return from(i, meantAddress(i, e.Kind).Private)
	case *cloud.Pod:
		s := from(o.At, o.Private)
		s.fixed = true // it has no other one
		return s
	}
	h := w.network.Host(e.Name)
	return sender{host: h, ports: h.Ephemeral}
}

func from(i *cloud.Interface, a netip.Addr) sender {
	s := sender{at: i, addr: a, ports: cloud.AnyClient}
	if m := i.Instance(); m != nil {
		s.ports = m.Ephemeral
	}
	return s
}

// interfaceOf is the interface of a machine that an endpoint means.
func interfaceOf(m *cloud.Instance, e cloud.Endpoint) *cloud.Interface {
	for _, i := range m.Interfaces {
		f := i.Subnet.Side
		if i.Name == m.Name+"."+e.Interface || e.Kind == cloud.PublicKind && f != nil && f.Public {
			return i
		}
	}
	return m.Interfaces[0]
}

// address is the first address of an interface in a family, IPv6 if v6 is set. Without one it is the first address in
// the other family, and without any address it is empty.
func address(i *cloud.Interface, v6 bool) cloud.Address {
	for _, a := range i.Addresses {
		if a.Private.Is6() == v6 {
			return a
		}
	}
	if len(i.Addresses) > 0 {
		return i.Addresses[0]
	}
	return cloud.Address{}
}

// meantAddress is the address of an interface that a question means by a kind of address. It is empty if the kind is
// IPv6 and the interface has no IPv6 address.
func meantAddress(i *cloud.Interface, kind cloud.AddressKind) cloud.Address {
	a := address(i, kind == cloud.IPv6Kind)
	if kind == cloud.IPv6Kind && a.Private.Is4() {
		return cloud.Address{}
	}
	return a
}

// family is the unspecified address of the one family that the packet's protocol belongs to: IPv4 for ICMP, IPv6 for
// ICMPv6. For all other protocols it is invalid.
func (w *walk) family() netip.Addr {
	switch w.packet.Service.Protocol {
	case cloud.ICMP:
		return netip.IPv4Unspecified()
	case cloud.ICMPv6:
		return netip.IPv6Unspecified()
	}
	return netip.Addr{}
}

// strays reports whether an address is in another family than the packet's protocol.
func (w *walk) strays(a netip.Addr) bool {
	f := w.family()
	return f.IsValid() && f.Is4() != a.Is4()
}

// hostAt is the host with an address. An address that no host has belongs to a host that is named for it.
func hostAt(n *cloud.Network, a netip.Addr) *cloud.Host {
	if h := n.HostAt(a); h != nil {
		return h
	}
	return &cloud.Host{
		Thing:     cloud.Thing{Name: a.String(), Noun: cloud.NounHost},
		Addresses: []netip.Addr{a},
		Ephemeral: cloud.AnyClient,
	}
}

// aim sets the address that the packet is sent to. A sender of both families takes IPv4 unless its goal has only IPv6,
// and the other way round.
func (w *walk) aim(e cloud.Endpoint, s *sender) verdict {
	if e.Name == "" {
		w.packet.Destination = e.Addr
	} else if h := w.network.Host(e.Name); h != nil && !w.aimAtHost(h, e.Kind, s) {
		return void
	}
	switch o := w.cloud.End(e.Name).(type) {
	case *cloud.Instance:
		w.goal = o
		return w.aimAt(o, interfaceOf(o, e), e.Kind, s)
	case *cloud.Pod:
		w.packet.Destination = o.Private
	case *cloud.NAT:
		kind := cloud.PublicKind
		if o.Private && w.cloud.Provider.NAT.Entries {
			kind = cloud.PrivateKind // its entries are for the private one (alibaba/vpc-nat-gateway)
		}
		return w.aimAt(o, o.Interface, kind, s)
	case *cloud.Balancer:
		return w.aimAtBalancer(o, e.Kind, s)
	case *cloud.InterfaceEndpoint:
		return w.aimAt(o, o.Interface, e.Kind, s)
	}
	w.adapt(s, w.packet.Destination)
	return onward
}

// aimAt picks the address of an interface that a sender meets: the public one from outside of its private reach, the
// private one from within, unless the question says which.
func (w *walk) aimAt(o cloud.Object, i *cloud.Interface, kind cloud.AddressKind, s *sender) verdict {
	v6 := w.meansIPv6(kind, s)
	a := address(i, v6)
	lacks := kind == cloud.IPv6Kind && !a.Private.Is6() || kind == cloud.PrivateKind && !a.Private.IsValid()
	if len(i.Addresses) == 0 || lacks {
		return w.drop(o, NoAddress, i.Span)
	}
	public := publicOf(o, i, v6)
	near := w.reaches(s, i, a.Private)
	switch {
	case kind == cloud.PublicKind && public == nil:
		return w.lacksPublic(o, a.Private, s)
	case kind == cloud.PublicKind, kind == cloud.AnyKind && !near && public != nil:
		w.packet.Destination = public.Addr
	default:
		w.packet.Destination = a.Private
	}
	w.adapt(s, w.packet.Destination)
	return onward
}

// lacksPublic drops a call to the public address of something that has only a private one.
func (w *walk) lacksPublic(o cloud.Object, private netip.Addr, s *sender) verdict {
	if isNAT(o) {
		return w.drop(o, NoPublicAddress, o.Base().Span)
	}
	w.packet.Destination = private
	w.adapt(s, private)
	return w.privateOnly(o)
}

// meansIPv6 reports whether a sender calls something by an IPv6 address: a kind of address, the protocol or the sender
// has only that.
func (w *walk) meansIPv6(kind cloud.AddressKind, s *sender) bool {
	if f := w.family(); kind == cloud.AnyKind && f.IsValid() {
		return f.Is6()
	}
	return kind == cloud.IPv6Kind || s.onlyIPv6()
}

// aimAtBalancer picks a node of those to which a balancer's name leads, and its address.
func (w *walk) aimAtBalancer(b *cloud.Balancer, kind cloud.AddressKind, s *sender) verdict {
	if hasTooMany(b) {
		return w.giveUp(b, b.Span)
	}
	v6 := w.meansIPv6(kind, s)
	found := w.lookUp(b, v6)
	n := len(found.nodes)
	switch {
	case n == 0 && len(found.left) > 0:
		w.adapt(s, netip.IPv4Unspecified())
		return w.leftName(found.left)
	case n == 0:
		return w.drop(b, NoAddress, b.Span)
	}
	k, ok := w.choose(n)
	if !ok {
		return void
	}
	return w.aimAtNode(b, found.nodes[k], kind, s)
}

// aimAtNode picks the address of a balancer's node. The name of a balancer that faces the Internet leads to its public
// addresses, inside its VPC too (aws/load-balancer-name, alibaba/balancer-name); an internal one outside of the VPC has
// no name, so that who can reaches its private address.
func (w *walk) aimAtNode(b *cloud.Balancer, i *cloud.Interface, kind cloud.AddressKind, s *sender) verdict {
	if b.Home != nil {
		return w.aimAt(b, i, kind, s)
	}
	v6 := w.meansIPv6(kind, s)
	a := address(i, v6)
	public := a.Public
	switch {
	case kind == cloud.IPv6Kind && !a.Private.Is6(), !a.Private.IsValid() && (public == nil || kind == cloud.PrivateKind):
		return w.drop(b, NoAddress, i.Span)
	case kind == cloud.PublicKind && public == nil:
		return w.lacksPublic(b, a.Private, s)
	case kind == cloud.PrivateKind, public == nil:
		w.packet.Destination = a.Private
	default:
		w.packet.Destination = public.Addr
	}
	w.adapt(s, w.packet.Destination)
	return onward
}

// leftName drops a call by the name of a balancer that all nodes have left, at what made the first one leave: the step is
// that of the cloud's own call.
func (w *walk) leftName(left []*TargetHealth) verdict {
	stop := left[0].Stop
	s := w.step(Dropped, stop.At, stop.Reason, stop.Span)
	s.Direction, s.For, s.Rule = stop.Direction, stop.For, stop.Rule
	s.Before, s.After, s.On, s.Edge = stop.Before, stop.After, stop.On, stop.Edge
	s.failing(left)
	s.Open.Add(cloud.DoubtNameless)
	w.considerACL(s, stop.At.(*cloud.ACL), stop.Rule, true)
	return dropped
}

// publicOf is the first public address of an interface. For the first interface of a machine it may be one of the
// others' addresses; it is nil if there is none.
func publicOf(o cloud.Object, i *cloud.Interface, v6 bool) *cloud.PublicAddress {
	all := []*cloud.Interface{i}
	if m, ok := o.(*cloud.Instance); ok && i == m.Interfaces[0] {
		all = m.Interfaces
	}
	for _, i := range all {
		for _, a := range i.Addresses {
			if a.Public != nil && a.Public.Addr.Is6() == v6 {
				return a.Public
			}
		}
	}
	return nil
}

// onlyIPv6 reports whether a sender sends by IPv6 only. Only a host that is named has no address yet.
func (s *sender) onlyIPv6() bool {
	if !s.addr.IsValid() {
		return sameFamily(s.host.Addresses, netip.IPv4Unspecified()).Is6()
	}
	return s.addr.Is6()
}

// adapt gives the sender its address in the goal's family, if it has one. A sender that is not fixed is a host or an
// interface.
func (w *walk) adapt(s *sender, to netip.Addr) {
	switch {
	case s.fixed:
	case s.host != nil:
		s.addr = sameFamily(s.host.Addresses, to)
	case s.free:
		s.leaveFor(to)
	case s.at.Own(s.addr) != nil:
		s.addr = address(s.at, to.Is6()).Private
	}
	w.packet.Source = s.addr
}

// leaveFor gives a machine that is free to choose the interface by which its guest sends to an address, and the address
// of that interface; to an address of its own it sends with that very address.
func (s *sender) leaveFor(to netip.Addr) {
	m := s.at.Instance()
	if own := holderOf(m, to); own != nil {
		s.at, s.addr = own, to
		return
	}
	if s.at, _ = m.Exit(to); s.at == nil {
		s.at = m.Interfaces[0]
	}
	s.addr = address(s.at, to.Is6()).Private
}

// reaches reports whether an address lies within the sender's private reach: in its VPC, or where its routes lead over
// peerings, transit gateways and VPNs.
func (w *walk) reaches(s *sender, i *cloud.Interface, private netip.Addr) bool {
	switch {
	case s.behind != nil:
		return w.reaches(&sender{at: s.behind.Machine.Default}, i, private)
	case s.far != nil:
		return w.reachesFrom(s.far, i.VPC, private)
	case s.at == nil || !private.IsValid():
		return false
	case s.at.VPC.IsClassic():
		return i.VPC == s.at.VPC && !s.at.Subnet.Side.Public
	case s.at.VPC == i.VPC:
		return true
	}
	return leadsTo(s.at.VPC, s.at.Table().Lookup(private), i.VPC, private)
}

// reachesFrom reports whether an address of a VPC lies within the reach of a network far away.
func (w *walk) reachesFrom(f cloud.Far, to *cloud.VPC, private netip.Addr) bool {
	switch f := f.(type) {
	case *cloud.VPNGateway:
		return f.VPC == to || w.cloud.Provider.VPN.ByMain && leadsTo(f.VPC, f.VPC.Main.Lookup(private), to, private)
	case *cloud.VPNConnection:
		return f.Hub != nil && f.Hub.Leads(f, private, to)
	}
	return false
}

// leadsTo reports whether a route of a VPC, nil for none, leads an address to another VPC.
func leadsTo(from *cloud.VPC, r *cloud.Route, to *cloud.VPC, private netip.Addr) bool {
	switch t := targetOf(r).(type) {
	case *cloud.Peering:
		return t.Other(from) == to
	case *cloud.TransitGateway:
		return t.Leads(from, private, to)
	}
	return false
}

// sameFamily is the first address in the same family as another one, or the first of all.
func sameFamily(all []netip.Addr, as netip.Addr) netip.Addr {
	for _, a := range all {
		if a.Is4() == as.Is4() {
			return a
		}
	}
	return all[0]
}
