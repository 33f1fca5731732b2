package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// begin makes the packet that a question is about and starts it at its sender.
func (w *walk) begin(q *cloud.Question) verdict {
	from, host := w.sender(q.From)
	w.packet = Packet{Service: q.Service}
	w.packet.Service.Ports = nil
	var span cloud.Ports
	if from != nil {
		w.packet.Source, span = from.private.Private, from.at.Instance.Ephemeral
	} else {
		span = host.Ephemeral
	}
	w.setPorts(q, span)
	to, v := w.destination(q.To, from)
	if v != onward {
		return v
	}
	w.packet.Destination = to
	if from == nil {
		w.packet.Source = sameFamily(host.Addresses, to)
	}
	if w.packet.Source.Is4() != to.Is4() {
		return w.drop(w.cloud.Platform, AddressFamily, source.Span{})
	}
	if from == nil {
		return w.comeIn()
	}
	w.leave(from.at)
	return onward
}

// setPorts sets both ports of the packet: the sender's range, or the one that the question fixes, and the service's.
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

// a sender inside of the cloud is an interface with one of its addresses.
type inside struct {
	at      *cloud.Interface
	private *cloud.Address
}

// sender finds who sends: an interface of this cloud, or else a machine on the Internet.
func (w *walk) sender(e cloud.Endpoint) (*inside, *cloud.Host) {
	if e.Name != "" {
		if m := w.cloud.Instance(e.Name); m != nil {
			i := m.Interfaces[0]
			if len(i.Addresses) > 0 {
				return &inside{i, &i.Addresses[0]}, nil
			}
			return &inside{i, &cloud.Address{}}, nil
		}
		return nil, w.network.Host(e.Name)
	}
	if i, a := w.cloud.PublicOwner(e.Addr); i != nil {
		return &inside{i, a}, nil
	}
	for _, v := range w.cloud.VPCs {
		if i, a := v.Owner(e.Addr); i != nil {
			return &inside{i, a}, nil
		}
	}
	return nil, hostAt(w.network, e.Addr)
}

// hostAt is the host with an address; any other address on the Internet is a machine of no name.
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

// destination is the address that the packet is sent to.
func (w *walk) destination(e cloud.Endpoint, from *inside) (netip.Addr, verdict) {
	if e.Name == "" {
		return e.Addr, onward
	}
	m := w.cloud.Instance(e.Name)
	if m == nil {
		return sameFamily(w.network.Host(e.Name).Addresses, w.packet.Source), onward
	}
	i := m.Interfaces[0]
	if len(i.Addresses) == 0 {
		return netip.Addr{}, w.drop(m, UnknownDestination, m.Span)
	}
	a := i.Addresses[0]
	near := from != nil && from.at.VPC == m.VPC
	switch {
	case e.Face == cloud.PublicFace && a.Public == nil:
		return netip.Addr{}, w.drop(m, NoPublicAddress, m.Span)
	case e.Face == cloud.PublicFace, e.Face == cloud.AnyFace && !near && a.Public != nil:
		return a.Public.Addr, onward
	}
	return a.Private, onward
}

// sameFamily is the first address of the family of another, or the first of all where there is none.
func sameFamily(all []netip.Addr, as netip.Addr) netip.Addr {
	for _, a := range all {
		if !as.IsValid() || a.Is4() == as.Is4() {
			return a
		}
	}
	return all[0]
}
