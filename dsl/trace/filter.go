package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// peer is the other end of a packet, as a filter sees it: the sender of what comes in, the receiver of what goes out.
func (w *walk) peer(d cloud.Direction) netip.Addr {
	if d == cloud.In {
		return w.packet.Source
	}
	return w.packet.Destination
}

// matches reports whether a rule is about the packet, with all ports that it may have here. isMember says whether the
// other end belongs to a group.
func (w *walk) matches(r *cloud.Rule, other netip.Addr, isMember func(*cloud.Group) bool) bool {
	return w.matchesPeer(r, other, isMember) && w.matchesService(r.Service)
}

func (w *walk) matchesPeer(r *cloud.Rule, other netip.Addr, isMember func(*cloud.Group) bool) bool {
	return slices.ContainsFunc(r.Peers, func(p cloud.Peer) bool {
		return p.Range.Contains(other) || isMember(p.Group)
	})
}

// matchesButPorts does the same for a packet with a free destination port, whatever that is.
func (w *walk) matchesButPorts(r *cloud.Rule, other netip.Addr, isMember func(*cloud.Group) bool) bool {
	s := r.Service
	return (s.Protocol == cloud.AllProtocols || s.Protocol == w.packet.Service.Protocol) &&
		w.matchesPeer(r, other, isMember)
}

func (w *walk) matchesService(s cloud.Service) bool {
	if !w.packet.HasPorts() || s.Protocol != w.packet.Service.Protocol || len(s.Ports) == 0 {
		return s.Covers(w.packet.Service)
	}
	if !w.isFree() {
		return inOne(s.Ports, w.packet.DestinationPort.Ports)
	}
	for _, have := range w.possible() {
		if !inOne(s.Ports, have) {
			return false
		}
	}
	return true
}

// inOne reports whether one of some ranges has all ports of another.
func inOne(ranges [][2]uint16, have cloud.Ports) bool {
	for _, p := range ranges {
		if p[0] <= have.Low && have.High <= p[1] {
			return true
		}
	}
	return false
}

// isFree reports whether the destination port of the packet is not one port: an answer to the port of a client.
func (w *walk) isFree() bool { return w.packet.HasPorts() && w.packet.DestinationPort.free > 0 }
