package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// neighbour hands a packet for the sender's own subnet to its receiver: neither an ACL nor a table is asked
// (aws/packet-order-same-subnet, alibaba/acl-does-not-see-its-own-vswitch).
func neighbour(w *walk) verdict {
	s := w.from.Subnet
	if !s.Holds(w.packet.Destination) {
		return onward
	}
	owner := w.owner(s.VPC, w.packet.Destination)
	if owner == nil {
		return w.absent(s.VPC)
	}
	if s.ACL != nil {
		w.step(Skipped, s.ACL, ACLSameSubnet, s.ACL.Span).For = s
	}
	return w.enter(owner, w.ways(owner).EnterFromNeighbour)
}

// sourceCheck drops what an interface with its check on sends in the name of another (clouds/source-check).
func sourceCheck(w *walk) verdict {
	i := w.from
	if !i.Check || i.Holding(w.packet.Source) != nil {
		return onward
	}
	return w.checked(i)
}

func (w *walk) checked(i *cloud.Interface) verdict {
	span := i.CheckSpan
	if span.IsZero() {
		span = i.Span
	}
	s := w.step(Dropped, i.Owner, SourceDestCheck, span)
	s.For = i
	s.Open.Add(cloud.DoubtCheckPlace)
	return dropped
}

// absent drops a packet for an address of a VPC that nobody has.
func (w *walk) absent(v *cloud.VPC) verdict {
	w.step(Dropped, v, UnknownDestination, v.Span).Open.Add(cloud.DoubtAbsent)
	return dropped
}

// route asks the table of the sender's subnet (clouds/sender-table): the target of the longest prefix decides
// (clouds/longest-prefix).
func route(w *walk) verdict {
	if w.unroutable() {
		return w.drop(w.cloud.Platform, UnknownDestination, source.Span{})
	}
	t := w.from.Table()
	r := t.Lookup(w.packet.Destination)
	if r == nil {
		w.path = []cloud.Stage{cloud.StageSharedSNAT}
		return onward
	}
	w.target = r.Target
	switch target := r.Target.(type) {
	case cloud.Local:
		w.follow(t, r, LocalRoute).Ignored = t.Ignored(w.packet.Destination, r)
		return w.local(t.VPC)
	case cloud.ServiceRange:
		w.follow(t, r, LocalRoute)
		return w.reachService(false)
	case *cloud.Interface:
		if target.Owner == w.from.Owner {
			w.leadNowhere(t, r, RoutingLoop, target).Also = []cloud.Object{target.Owner}
			return dropped
		}
		w.follow(t, r, Route).For = target.Owner
		return w.into(target, w.cloud.Provider.Enter)
	case *cloud.NAT:
		w.follow(t, r, Route).For = target
		return w.into(target.Interface, w.cloud.Provider.NAT.Into)
	}
	return w.gatewayTarget(t, r)
}

// follow notes that the packet follows a route of a table.
func (w *walk) follow(t *cloud.Table, r *cloud.Route, reason Reason) *Step {
	s := w.pass(t, reason, r.Span)
	s.Route = r
	w.considerTable(s, t, r)
	return s
}

// leadNowhere notes that a route of a table leads to a target, nil for none, that can't take the packet.
func (w *walk) leadNowhere(t *cloud.Table, r *cloud.Route, reason Reason, target cloud.Object) *Step {
	s := w.step(Dropped, t, reason, r.Span)
	s.Route, s.For = r, target
	w.considerTable(s, t, r)
	return s
}

// blackhole drops the packet by a route whose target is gone, or can't take it: there is no second best route
// (clouds/no-second-best).
func (w *walk) blackhole(t *cloud.Table, r *cloud.Route) *Step {
	target, _ := r.Target.(cloud.Object)
	s := w.leadNowhere(t, r, BlackholeRoute, target)
	for other := range t.All() {
		s.Open.AddIf(cloud.DoubtBlackhole, other != r && other.Range.Contains(w.packet.Destination))
	}
	return s
}

// unroutable reports whether the packet is for a range of the cloud's own that no route leads into, not even a wider
// one (aws/route-reserved-destinations).
func (w *walk) unroutable() bool {
	return slices.ContainsFunc(w.cloud.Provider.Unroutable, func(r netip.Prefix) bool {
		return r.Contains(w.packet.Destination)
	})
}

// wayOf is the stage behind a target on the edge of a VPC, and whether it can take the packet.
func wayOf(t cloud.Target) (cloud.Stage, bool) {
	switch t := t.(type) {
	case *cloud.InternetGateway:
		return cloud.StageGatewayOut, true
	case *cloud.EgressGateway:
		return cloud.StageEgressOut, true
	case *cloud.IPv4Gateway:
		return cloud.StageIPv4GatewayOut, t.State == cloud.Active
	case *cloud.IPv6Gateway:
		return cloud.StageIPv6GatewayOut, true
	case *cloud.Peering:
		return cloud.StagePeering, !t.Pending
	case *cloud.TransitGateway:
		return cloud.StageTransitGateway, true
	case *cloud.ServiceEndpoint:
		return cloud.StageEndpoint, true
	case *cloud.VPNGateway:
		return cloud.StageVPN, true
	}
	return 0, false
}

// gatewayTarget goes on to a target on the VPC's edge.
func (w *walk) gatewayTarget(t *cloud.Table, r *cloud.Route) verdict {
	target, _ := r.Target.(cloud.Object)
	stage, open := wayOf(r.Target)
	if !open {
		s := w.blackhole(t, r)
		if target != nil {
			s.Also = []cloud.Object{target}
		}
		return dropped
	}
	w.follow(t, r, Route).For = target
	w.path = []cloud.Stage{stage}
	return onward
}

// responsible is the line to look at if a table lacks a route: that of the table, or for a main table that is not in
// the scenario that of the subnet, or of the VPC for what comes into no subnet.
func responsible(t *cloud.Table, s *cloud.Subnet) source.Span {
	switch {
	case !t.Span.IsZero():
		return t.Span
	case s == nil:
		return t.VPC.Span
	}
	return s.Span
}

// lacking is the reason why a table without a route drops the packet. It names the route to add: that of a NAT gateway
// to the Internet, or that of a public address to the gateway.
func (w *walk) lacking() Reason {
	v := w.from.VPC
	held := w.from.Holding(w.packet.Source)
	switch {
	case w.cloud.Provider.Private(v, w.packet.Destination):
	case isNAT(w.from.Owner):
		return NATNoWayOut
	case held == nil || held.Public == nil, v.InternetGateway == nil && w.isJoined(v, w.vpcOf(w.packet.Destination)):
	case w.cloud.Provider.PublicNeedsRoute && !w.from.Table().LeadsOut():
		return NotPublicSubnet
	case w.cloud.Provider.PublicNeedsRoute:
		return NoRoute
	case v.IPv4Gateway != nil && v.IPv4Gateway.State == cloud.Active && w.packet.Source.Is4():
		return IPv4Bypassed
	}
	return NoRoute
}

// isJoined reports whether a peering or a hub joins two VPCs; false for nil.
func (w *walk) isJoined(v, other *cloud.VPC) bool {
	return other != nil && (v.Joins(other) || slices.ContainsFunc(w.cloud.TransitGateways, func(h *cloud.TransitGateway) bool {
		return h.Joins(v) && h.Joins(other)
	}))
}

func isNAT(o cloud.Object) bool {
	_, ok := o.(*cloud.NAT)
	return ok
}

// local delivers inside a VPC.
func (w *walk) local(v *cloud.VPC) verdict {
	if owner := w.owner(v, w.packet.Destination); owner != nil {
		if isNAT(owner.Owner) {
			return w.enter(owner, w.cloud.Provider.NAT.Called)
		}
		return w.enter(owner, w.cloud.Provider.Enter)
	}
	return w.absent(v)
}

// service delivers what is addressed to the cloud's own services, past every filter
// (clouds/own-services-unfiltered).
func service(w *walk) verdict {
	for k := range w.from.VPC.Services {
		s := &w.from.VPC.Services[k]
		if s.Addr == w.packet.Destination && s.Service.Covers(w.asked()) {
			w.unfiltered(w.pass(w.cloud.Platform, UnfilteredService, source.Span{}))
			return w.reachService(true)
		}
	}
	return onward
}

func (w *walk) reachService(unfiltered bool) verdict {
	s := &cloud.Thing{Name: w.packet.Destination.String(), Noun: cloud.NounService}
	return w.deliver(end{service: s, unfiltered: unfiltered}, s, Arrived, source.Span{})
}

// blockedPort drops what the platform never lets out to the Internet: a call of such a port, and no answer to a client
// that sends from it (clouds/mail-port).
func blockedPort(w *walk) verdict {
	p := w.cloud.Provider
	if w.packet.Service.Protocol != cloud.TCP || w.isAnswer || p.Private(w.from.VPC, w.packet.Destination) {
		return onward
	}
	for _, port := range p.BlockedPorts {
		if w.packet.DestinationPort.Ports == cloud.Port(port) {
			return w.drop(w.cloud.Platform, PlatformPort, source.Span{})
		}
	}
	return onward
}
