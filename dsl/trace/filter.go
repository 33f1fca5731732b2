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

// matches reports whether a rule is about the packet. isMember says whether the other end belongs to a group. Where the
// rule is about a part of the packet's ports only, it cuts them, and the walk is void.
func (w *walk) matches(r *cloud.Rule, other netip.Addr, isMember func(*cloud.Group) bool) bool {
	return w.matchesPeer(r, other, isMember) && w.matchesService(r.Service)
}

func (w *walk) matchesPeer(r *cloud.Rule, other netip.Addr, isMember func(*cloud.Group) bool) bool {
	return slices.ContainsFunc(r.Peers, func(p cloud.Peer) bool {
		return p.Group != nil && isMember(p.Group) || p.Group == nil && p.Range.Contains(other)
	})
}

func (w *walk) matchesService(s cloud.Service) bool {
	if !w.packet.HasPorts() || s.Protocol != w.packet.Service.Protocol || len(s.Ports) == 0 {
		return s.Covers(w.packet.Service)
	}
	have := w.packet.DestinationPort
	for _, p := range s.Ports {
		if p[0] <= have.Low && have.High <= p[1] {
			return true
		}
	}
	for _, p := range s.Ports {
		switch {
		case have.Low < p[0] && p[0] <= have.High:
			w.cut = &cut{have.free, p[0]}
		case have.Low <= p[1] && p[1] < have.High:
			w.cut = &cut{have.free, p[1] + 1}
		}
	}
	return false
}
