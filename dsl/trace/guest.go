package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// guest hands the packet to the owner of the interface that it entered.
func guest(w *walk) verdict {
	switch o := w.to.Owner.(type) {
	case *cloud.NAT:
		return w.natArrive(o)
	case *cloud.Balancer:
		return w.balance(o)
	case *cloud.Instance:
		switch {
		case w.cloud.Provider.ChecksDestination && w.to.Check && !isHere(w.to, w.packet.Destination):
			return w.checked(w.to)
		case w.isFor(o):
			return w.input(o)
		}
		return w.forward(o)
	}
	panic("trace: an interface belongs to a machine, a NAT gateway or a balancer")
}

// isFor reports whether the packet is addressed to a machine or to a pod on it.
func (w *walk) isFor(m *cloud.Instance) bool {
	return holds(m, w.packet.Destination) || podAt(m, w.packet.Destination) != nil
}

func holds(m *cloud.Instance, a netip.Addr) bool {
	return slices.ContainsFunc(m.Interfaces, func(i *cloud.Interface) bool { return i.Holding(a) != nil })
}

func podAt(m *cloud.Instance, a netip.Addr) *cloud.Pod {
	for _, p := range m.Pods {
		if p.Addr == a {
			return p
		}
	}
	return nil
}

// input takes a packet for the machine itself: the machine undoes a translation, forwards by a rule, or receives.
func (w *walk) input(m *cloud.Instance) verdict {
	if w.revertAll(m) {
		return w.output(m)
	}
	if d := w.forwarding(m); d != nil {
		w.convert(m, m, DNAT, m.Span, func(p *Packet) {
			p.Destination = d.To
			p.shift(d.Port)
		})
		return w.forward(m)
	}
	if m.Iptables.DropInput || m.Iptables.Denies(w.packet.Source, w.asked()) {
		return w.drop(m, GuestFirewall, m.Span)
	}
	return w.handIn(w.to, m)
}

// handIn delivers the packet to a machine, or to a pod on it.
func (w *walk) handIn(i *cloud.Interface, m *cloud.Instance) verdict {
	if p := podAt(m, w.packet.Destination); p != nil {
		return w.receive(end{at: i, pod: p}, p, cloud.Listen{})
	}
	return w.receive(end{at: i}, m, m.Listen)
}

func (w *walk) forwarding(m *cloud.Instance) *cloud.GuestDNAT {
	for k := range m.Iptables.DNAT {
		if d := &m.Iptables.DNAT[k]; !w.isAnswer && d.Service.Covers(w.asked()) {
			return d
		}
	}
	return nil
}

// forward sends on a packet for another machine, if this one forwards (clouds/guest-forwards) and its firewall lets it
// pass.
func (w *walk) forward(m *cloud.Instance) verdict {
	undone := w.revertAll(m)
	switch {
	case !m.Forward:
		return w.drop(m, IPForwardOff, m.Span)
	case m.Iptables.DropForward, m.Iptables.Denies(w.packet.Source, w.asked()):
		return w.drop(m, GuestFirewall, m.Span)
	case !undone:
		w.masquerade(m)
	}
	return w.onward(m)
}

// output sends on an answer whose translation was undone, or hands it to a pod. The guest forwards, since it has handed
// on the request.
func (w *walk) output(m *cloud.Instance) verdict {
	if w.isFor(m) {
		return w.receive(end{at: w.to}, m, m.Listen)
	}
	return w.onward(m)
}

// masquerade gives a forwarded packet the source address that the first rule for it names.
func (w *walk) masquerade(m *cloud.Instance) {
	i := exit(m, w.packet.Destination)
	for _, r := range m.Iptables.SNAT {
		if !r.Range.Contains(w.packet.Source) || len(i.Addresses) == 0 {
			continue
		}
		to := r.To
		if !to.IsValid() {
			to = i.Addresses[0].Private
		}
		w.convert(m, m, NAT, m.Span, func(p *Packet) {
			p.Source = to
			w.choosePorts(p)
		})
		return
	}
	w.pass(m, Forwarded, m.Span)
}

// exit is the interface by which a guest sends to an address: its first, or in the classic network that of the side
// which leads there.
func exit(m *cloud.Instance, to netip.Addr) *cloud.Interface {
	for _, i := range m.Interfaces {
		if f := i.Subnet.Side; f != nil && f.Leads(to) {
			return i
		}
	}
	return m.Interfaces[0]
}

// onward lets a machine send a packet of another sender.
func (w *walk) onward(m *cloud.Instance) verdict {
	i := exit(m, w.packet.Destination)
	return w.leave(i, w.ways(i).Leave)
}

// send lets a machine send a packet of its own.
func (w *walk) send(i *cloud.Interface) verdict {
	m := i.Instance()
	switch {
	case m == nil:
	case m.Iptables.DropOutput:
		return w.drop(m, GuestFirewall, m.Span)
	case podAt(m, w.packet.Source) != nil && !w.isAnswer && !w.cloud.Provider.Private(i.VPC, w.packet.Destination):
		if len(i.Addresses) == 0 {
			return w.drop(m, NoAddress, m.Span)
		}
		// A pod has no public address: its node translates it to its own (alibaba/pod-leaves-as-its-node).
		w.convert(m, m, NAT, m.Span, func(p *Packet) {
			p.Source = i.Addresses[0].Private
			w.choosePorts(p)
		})
	}
	return w.leave(i, w.ways(i).Leave)
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
