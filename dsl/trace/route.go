package trace

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// neighbour hands a packet for the sender's own subnet to its receiver: neither an ACL nor a table is asked (aws 8.1,
// alibaba NA-4).
func neighbour(w *walk) verdict {
	s := w.from.Subnet
	if !s.Holds(w.packet.Destination) {
		return onward
	}
	owner, _ := s.VPC.Owner(w.packet.Destination)
	if owner == nil {
		return w.drop(s.VPC, UnknownDestination, s.VPC.Span)
	}
	if s.ACL != nil {
		w.step(Skipped, s.ACL, ACLSameSubnet, s.ACL.Span).For = s
	}
	return w.enter(owner, w.cloud.Provider.EnterFromNeighbour)
}

// route asks the table of the sender's subnet: the longest prefix wins, and what it leads to decides (aws 3, alibaba 2).
func route(w *walk) verdict {
	t := w.from.Subnet.Table
	r := t.Lookup(w.packet.Destination)
	if r == nil {
		return w.drop(t, w.lacking(), responsible(t, w.from.Subnet))
	}
	step := w.step(Passed, t, Route, r.Span)
	step.Route = r
	switch target := r.Target.(type) {
	case cloud.Local:
		step.Reason = LocalRoute
		return w.local(t.VPC)
	case cloud.ServiceRange:
		step.Reason = LocalRoute
		return w.reachService(false)
	case *cloud.InternetGateway:
		step.For = target
		w.path = []cloud.Stage{cloud.StageGatewayOut}
		return onward
	case cloud.Blackhole:
		step.Decision, step.Reason = Dropped, BlackholeRoute
		return dropped
	}
	panic("trace: a route leads to a target that this package does not know")
}

// responsible is the line to look at where a table lacks a route: the table's, or for one that nobody stated that of the
// subnet which names no other.
func responsible(t *cloud.Table, s *cloud.Subnet) source.Span {
	if t.Span.IsZero() {
		return s.Span
	}
	return t.Span
}

// lacking is why a table without a route drops the packet: the sender's public address is of no use where the table does
// not lead to the gateway.
func (w *walk) lacking() Reason {
	held := w.from.Holding(w.packet.Source)
	if w.cloud.Provider.PublicNeedsRoute && held != nil && held.Public != nil && !w.cloud.Provider.Private(w.from.VPC, w.packet.Destination) {
		return NotPublicSubnet
	}
	return NoRoute
}

// local delivers inside a VPC.
func (w *walk) local(v *cloud.VPC) verdict {
	owner, _ := v.Owner(w.packet.Destination)
	if owner == nil {
		return w.drop(v, UnknownDestination, v.Span)
	}
	return w.enter(owner, w.cloud.Provider.Enter)
}

// service delivers what is addressed to the cloud's own services, past every filter (aws 9).
func service(w *walk) verdict {
	for _, s := range w.cloud.Provider.Services(w.from.VPC) {
		if s.Addr == w.packet.Destination && s.Service.Covers(w.asked()) {
			w.step(Passed, w.cloud.Platform, UnfilteredService, source.Span{})
			return w.reachService(true)
		}
	}
	return onward
}

func (w *walk) reachService(unfiltered bool) verdict {
	s := &cloud.Thing{Name: w.packet.Destination.String(), Noun: cloud.NounService}
	w.end = end{service: s, unfiltered: unfiltered}
	w.step(Delivered, s, Arrived, source.Span{})
	return arrived
}

// blockedPort drops what the platform never lets out to the Internet (alibaba SG-7).
func blockedPort(w *walk) verdict {
	p := w.cloud.Provider
	if w.packet.Service.Protocol != cloud.TCP || w.established(w.from) || p.Private(w.from.VPC, w.packet.Destination) {
		return onward
	}
	for _, port := range p.BlockedPorts {
		if w.packet.DestinationPort.Ports == cloud.Port(port) {
			return w.drop(w.cloud.Platform, PlatformPort, source.Span{})
		}
	}
	return onward
}
