package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// guest hands the packet to the owner of the interface that it entered.
func guest(w *walk) verdict {
	switch o := w.to.Owner.(type) {
	case *cloud.NAT:
		return w.natArrive(o)
	case *cloud.Balancer:
		return w.balance(o)
	case *cloud.InterfaceEndpoint:
		return w.serve(o)
	case *cloud.Instance:
		if w.cloud.Provider.ChecksDestination && w.to.Check && !isHere(w.to, w.packet.Destination) {
			return w.checked(w.to)
		}
		return w.received(o)
	}
	panic("trace: an interface belongs to a machine, a NAT gateway, a balancer or an endpoint")
}

// isHere reports whether an address is the interface's own, or that of a pod on its machine, or of the other side of a
// machine of the classic network.
func isHere(i *cloud.Interface, a netip.Addr) bool {
	m := i.Instance()
	return i.Holding(a) != nil || podAt(m, a) != nil || m.VPC.IsClassic() && holderOf(m, a) != nil
}

// holderOf is the interface of a machine that has an address of its own, nil if none has it.
func holderOf(m *cloud.Instance, a netip.Addr) *cloud.Interface {
	for _, i := range m.Interfaces {
		if i.Own(a) != nil {
			return i
		}
	}
	return nil
}

func podAt(m *cloud.Instance, a netip.Addr) *cloud.Pod {
	for _, p := range m.Pods {
		if p.Private == a {
			return p
		}
	}
	return nil
}

// isFor reports whether an address is a machine's own, or that of a pod on it.
func isFor(m *cloud.Instance, a netip.Addr) bool {
	return holderOf(m, a) != nil || podAt(m, a) != nil
}

// received is a packet that comes to a guest, from the network or from one behind it. The guest undoes the translation
// of a connection that it knows and translates the destination of a new one, before it looks where the packet is for
// (clouds/guest-nat-first-packet). Over IPv4 it takes nothing from outside that bears its own
// address (clouds/guest-martian-source).
func (w *walk) received(m *cloud.Instance) verdict {
	if w.packet.Source.Is4() && holderOf(m, w.packet.Source) != nil && w.unseen() == nil {
		return w.drop(m, MartianSource, m.Span)
	}
	known := w.established(m)
	undone := w.revertDestination(m)
	if d := w.forwarding(m); d != nil && !known {
		w.convert(m, m, DNAT, d.Span, func(p *Packet) {
			p.Destination = d.To
			p.shift(d.Port)
		})
	}
	if isFor(m, w.packet.Destination) {
		return w.input(m, known)
	}
	return w.forward(m, known, undone)
}

// input takes a packet for the machine itself, if the INPUT chain lets it pass, or for a pod on it, to which the machine
// hands it on (clouds/guest-pods-are-forwarded).
func (w *walk) input(m *cloud.Instance, known bool) verdict {
	through := m.Iptables.Input
	if podAt(m, w.packet.Destination) != nil {
		through = m.Iptables.Forward
	}
	if v := w.chain(m, through, known); v != onward {
		return v
	}
	w.remember(m)
	return w.handIn(w.to, m)
}

// handIn delivers the packet to a machine, or to a pod on it. The packet came by an interface, nil if it came from
// inside the machine.
func (w *walk) handIn(by *cloud.Interface, m *cloud.Instance) verdict {
	if p := podAt(m, w.packet.Destination); p != nil {
		return w.receive(end{at: by, pod: p}, p, cloud.Listen{})
	}
	return w.receive(end{at: holderOf(m, w.packet.Destination)}, m, m.Listen)
}

// forwarding is the rule by which a guest gives a request to itself another destination, nil if there is none. A rule
// says nothing of the other family.
func (w *walk) forwarding(m *cloud.Instance) *cloud.GuestDNAT {
	if w.isAnswer || holderOf(m, w.packet.Destination) == nil {
		return nil
	}
	for k := range m.Iptables.DNAT {
		d := &m.Iptables.DNAT[k]
		if d.To.Is4() == w.packet.Destination.Is4() && d.Service.Covers(w.asked()) {
			return d
		}
	}
	return nil
}

// forward hands on a packet for another machine, if this one forwards (clouds/guest-forwards) and its FORWARD chain
// lets it pass. A packet of a known connection is translated as its first one was; undone says that this was done to its
// destination already.
func (w *walk) forward(m *cloud.Instance, known, undone bool) verdict {
	if !m.Forward {
		return w.drop(m, IPForwardOff, m.Span)
	}
	if v := w.chain(m, m.Iptables.Forward, known); v != onward {
		return v
	}
	stray := !known && w.isStray()
	switch {
	case stray && m.Iptables.Stateful:
		return w.drop(m, GuestFirewall, m.Iptables.StatefulSpan)
	case known:
		if !w.revertAll(m) && !undone {
			w.pass(m, Forwarded, m.Span)
		}
	case stray:
		w.pass(m, Forwarded, m.Span)
		w.misleads(m)
	default:
		by, _ := w.nextHop(m)
		if v := w.masquerade(m, by); v != onward {
			return v
		}
	}
	w.handOn(m)
	return w.onward(m)
}

// misleads notes that a guest which did not see a request of TCP gives another address to the data that follow the first
// packet of the answer: they begin a connection for it (clouds/guest-half-connection).
func (w *walk) misleads(m *cloud.Instance) {
	if w.packet.Service.Protocol != cloud.TCP || w.refused || w.later != nil {
		return
	}
	r := m.Iptables.Masquerade(w.packet.Source, w.packet.Destination)
	if r == nil {
		return
	}
	by, _ := w.nextHop(m)
	if to := w.newSource(m, r, by); to != w.packet.Source {
		w.later = &laterSource{m, r.Span, to}
	}
}

// A laterSource is the address that a guest gives the data of an answer.
type laterSource struct {
	by   *cloud.Instance
	span source.Span
	as   netip.Addr
}

// breaks drops what a guest that saw only one half of the connection breaks, after the first packets of both sides have
// arrived (clouds/guest-half-connection).
func (w *walk) breaks() verdict {
	switch d := w.later; {
	case len(w.half) > 0 && !w.refused:
		return w.drop(w.half[0], GuestFirewall, w.half[0].Iptables.StatefulSpan)
	case d != nil:
		w.step(Dropped, d.by, WrongAnswerAddress, d.span).After.Source = d.as
		return dropped
	}
	return onward
}

// handOn notes that a guest has handed on a packet of a connection.
func (w *walk) handOn(m *cloud.Instance) {
	w.remember(m)
	switch {
	case !m.Iptables.Stateful || w.packet.Service.Protocol != cloud.TCP:
	case w.isAnswer:
		w.half = slices.DeleteFunc(w.half, func(other *cloud.Instance) bool { return other == m })
	default:
		w.half = append(w.half, m)
	}
}

// isStray reports whether the packet is one that belongs to no connection for a guest that did not see its request: an
// answer of TCP, an answer to a ping, an error. An answer of UDP looks like a request (clouds/guest-half-connection).
func (w *walk) isStray() bool {
	s := w.packet.Service
	return w.isAnswer && (s.Protocol == cloud.TCP || s.IsICMP())
}

// chain is a chain of a guest's firewall: the rules that drop, and then the policy, which lets pass what belongs to a
// known connection if the firewall is stateful (clouds/guest-stateful).
func (w *walk) chain(m *cloud.Instance, p cloud.GuestPolicy, known bool) verdict {
	if r := w.dropping(m); r != nil {
		if w.isForeign() {
			return w.disown()
		}
		w.step(Dropped, m, GuestFirewall, r.Span).Rule = r
		return dropped
	}
	return w.policy(m, p, known)
}

func (w *walk) policy(m *cloud.Instance, p cloud.GuestPolicy, known bool) verdict {
	switch {
	case !p.Drop || known && m.Iptables.Stateful:
		return onward
	case w.isForeign():
		return w.disown()
	}
	return w.drop(m, GuestFirewall, p.Span)
}

// dropping is the rule of a guest that drops the packet, nil if none does. The ports that a rule drops of several end
// here.
func (w *walk) dropping(m *cloud.Instance) *cloud.Rule {
	var rules []ruling
	for _, r := range m.Iptables.Drops {
		switch {
		case w.isFree() && w.matchesButPorts(r, w.packet.Source, noMember):
			rules = append(rules, ruling{r, m})
		case !w.isFree() && w.matchesPeer(r, w.packet.Source, noMember) && r.Service.Covers(w.asked()):
			return r
		}
	}
	if rules == nil {
		return nil
	}
	return w.sift(rules, true).rule
}

// noMember says of every group that the other end is not in it.
func noMember(*cloud.Group) bool { return false }

// masquerade gives a packet of a new connection the source address that the first rule for it names. by is the interface
// by which the guest sends it on, nil for none. The source port stays (clouds/guest-keeps-ports).
func (w *walk) masquerade(m *cloud.Instance, by *cloud.Interface) verdict {
	r := m.Iptables.Masquerade(w.packet.Source, w.packet.Destination)
	to := w.packet.Source
	if r != nil {
		to = w.newSource(m, r, by)
	}
	switch {
	case !to.IsValid():
		return w.drop(m, NoAddress, r.Span)
	case to != w.packet.Source:
		w.convert(m, m, NAT, r.Span, func(p *Packet) { p.Source = to })
	case holderOf(m, to) == nil:
		w.pass(m, Forwarded, m.Span)
	}
	return onward
}

// newSource is the address that a rule gives a packet: its own, or that of the interface by which the guest sends it on,
// the zero Addr if that has none of the packet's family. What leaves by no interface, to the machine itself or a network
// behind it, bears the address of the first one; over IPv6 a call to oneself bears the address that is called.
func (w *walk) newSource(m *cloud.Instance, r *cloud.GuestSNAT, by *cloud.Interface) netip.Addr {
	to := w.packet.Destination
	switch {
	case r.To.IsValid():
		return r.To
	case by == nil && to.Is6() && holderOf(m, to) != nil:
		return to
	case by == nil:
		by = m.Interfaces[0]
	}
	return by.PrivateOf(to.Is6())
}

// onward lets a guest send a packet on, by its own routes.
func (w *walk) onward(m *cloud.Instance) verdict {
	i, behind := w.nextHop(m)
	if behind != nil {
		return w.keep(m, behind)
	}
	v := w.leave(i, w.ways(i).Leave)
	if w.isAnswer {
		return w.toBalancer(i, v)
	}
	return v
}

// nextHop is where a guest sends a packet that it hands on: by an interface, or to a network behind it. Over IPv6 it
// sends to a neighbour by the interface that the packet came by, where another one is in that subnet too
// (clouds/guest-neighbours-over-ipv6).
func (w *walk) nextHop(m *cloud.Instance) (*cloud.Interface, *cloud.Behind) {
	by, behind := m.Exit(w.packet.Destination)
	if by != nil && w.to != nil && w.to.Owner == by.Owner && w.sharesNeighbour(by, w.to) {
		return w.to, nil
	}
	return by, behind
}

// sharesNeighbour reports whether two interfaces of a guest are in one subnet, and the packet is for an IPv6 address in it.
func (w *walk) sharesNeighbour(one, other *cloud.Interface) bool {
	a := w.packet.Destination
	return a.Is6() && one.Subnet == other.Subnet && one.Subnet.Holds(a)
}

// keep hands a packet to a network that only this machine knows. Nothing for it leaves the machine, even if somebody
// else has the address (clouds/guest-keeps-networks).
func (w *walk) keep(m *cloud.Instance, b *cloud.Behind) verdict {
	switch {
	case !w.isBehind(m):
		return w.drop(m, GuestRoute, b.Span)
	case w.packet.Source == w.packet.Destination && w.packet.Source.Is4() && !w.toSelf:
		return w.drop(m, MartianSource, b.Span)
	}
	to := cloud.Thing{Name: w.packet.Destination.String(), Noun: cloud.NounBehindMachine, Span: b.Span, VPC: m.VPC}
	return w.receive(end{behind: b}, &cloud.BehindMachine{Thing: to, Network: b}, cloud.Listen{})
}

// isBehind reports whether the packet is for a machine in a network behind a guest: the one that asked, or for a request
// one to which a rule forwards it, or an address that the question names and that nothing else has.
func (w *walk) isBehind(m *cloud.Instance) bool {
	if w.isAnswer {
		return w.origin.behind != nil && w.origin.behind.Machine == m
	}
	return w.unnamed && !w.cloud.Has(w.packet.Destination) ||
		slices.ContainsFunc(w.sessions, func(s session) bool {
			return s.after.Destination == w.packet.Destination &&
				s.before.Destination != s.after.Destination
		})
}

// send lets a machine send a packet of its own, which bears the address of an interface.
func (w *walk) send(i *cloud.Interface) verdict {
	m := i.Instance()
	if m == nil {
		return w.leave(i, w.ways(i).Leave)
	}
	known := w.established(m)
	if podAt(m, w.packet.Source) != nil {
		return w.sendOfPod(m, i, known)
	}
	if v := w.policy(m, m.Iptables.Output, known); v != onward {
		return v
	}
	by, behind := w.exit(m, i)
	if known {
		w.revertAll(m)
	} else if v := w.masquerade(m, by); v != onward {
		return v
	}
	w.remember(m)
	if behind != nil {
		return w.keep(m, behind)
	}
	return w.leave(by, w.ways(by).Leave)
}

// exit is the way of a packet that bears the address of an interface of its machine: by that interface where the guest
// has policy routes, otherwise by the guest's own table (clouds/guest-policy-routes). A side of a machine of the classic
// network sends by itself.
func (w *walk) exit(m *cloud.Instance, i *cloud.Interface) (*cloud.Interface, *cloud.Behind) {
	by, behind := m.Exit(w.packet.Destination)
	switch {
	case i.Subnet.Side != nil:
		return i, nil
	case behind != nil || by == i:
		return by, behind
	case by != nil && w.packet.Service.IsEchoReply6() && w.sharesNeighbour(by, i):
		return i, nil // clouds/guest-neighbours-over-ipv6
	}
	if m.PolicyRouting {
		by = i
	}
	span := m.PolicySpan
	if span.IsZero() {
		span = m.Span
	}
	s := w.step(Passed, m, GuestInterface, span)
	s.For = by
	s.Open.AddIf(cloud.DoubtPolicyRouting, m.PolicySpan.IsZero())
	return by, nil
}

// sendOfPod lets a pod send: its node hands it on (clouds/guest-pods-are-forwarded), for some destinations in its own name
// and by its first interface (alibaba/pod-leaves-as-its-node, aws/pod-leaves-as-its-node). An answer keeps the address that
// was called.
func (w *walk) sendOfPod(m *cloud.Instance, i *cloud.Interface, known bool) verdict {
	if v := w.chain(m, m.Iptables.Forward, known); v != onward {
		return v
	}
	switch to := w.packet.Destination; {
	case known:
		w.revertAll(m)
	case w.cloud.Provider.Clusters.Translates(i.VPC, to):
		i = m.Interfaces[0]
		own := i.PrivateOf(to.Is6())
		if !own.IsValid() {
			return w.drop(m, NoAddress, m.Span)
		}
		w.convert(m, m, NAT, m.Span, func(p *Packet) {
			p.Source = own
			w.choosePorts(p)
		})
	case m.Iptables.Masquerade(w.packet.Source, to) != nil:
		if v := w.masquerade(m, i); v != onward {
			return v
		}
	}
	w.remember(m)
	return w.leave(i, w.ways(i).Leave)
}

// stay delivers a packet to the machine that sent it, or to a pod on it: such a packet meets no network. What a machine
// sends to itself passes its own OUTPUT and INPUT chains, and its source is translated, but not its destination
// (clouds/guest-loopback-chains).
func (w *walk) stay(i *cloud.Interface) verdict {
	w.here, w.path = i, nil
	m := i.Instance()
	switch {
	case m == nil:
		return w.receive(end{at: i}, i.Owner, cloud.Listen{})
	case podAt(m, w.packet.Source) != nil || podAt(m, w.packet.Destination) != nil:
		return w.stayWithPod(i, m)
	}
	known := w.isAnswer
	w.toSelf = true
	if v := w.policy(m, m.Iptables.Output, known); v != onward {
		return v
	}
	if known {
		w.revertAll(m)
	} else if v := w.masquerade(m, nil); v != onward {
		return v
	}
	w.to = i
	return w.input(m, known)
}

// stayWithPod delivers what a pod exchanges with its node or with another pod there, if the node's firewall lets it pass
// (clouds/guest-pods-are-forwarded).
func (w *walk) stayWithPod(i *cloud.Interface, m *cloud.Instance) verdict {
	var v verdict
	switch known := w.isAnswer; {
	case podAt(m, w.packet.Source) == nil:
		v = w.policy(m, m.Iptables.Output, known)
	case podAt(m, w.packet.Destination) == nil:
		v = w.chain(m, m.Iptables.Input, known)
	default:
		v = w.chain(m, m.Iptables.Forward, known)
	}
	if v != onward {
		return v
	}
	return w.handIn(i, m)
}

// receive delivers the packet. A request on a port where nothing listens is refused.
func (w *walk) receive(e end, at cloud.Object, l cloud.Listen) verdict {
	reason := Arrived
	if !w.isAnswer && !l.Answers(w.asked()) {
		e.refused, reason = true, NoListener
	}
	return w.deliver(e, at, reason, at.Base().Span)
}

// asked is the service that the packet asks for.
func (w *walk) asked() cloud.Service {
	s := w.packet.Service
	if s.HasPorts() {
		s.Ports = [][2]uint16{{w.packet.DestinationPort.Low, w.packet.DestinationPort.High}}
	}
	return s
}
