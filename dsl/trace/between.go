package trace

import "hopwise/dsl/cloud"

// peering is the way through a peering: it carries what goes from the one VPC's ranges to the other's, and nothing on
// (clouds/peering-two-networks), but to a NAT gateway or a machine in a cloud that does
// (huawei/nat-gateway-and-peered-vpcs, huawei/main-table-for-what-comes-in).
func peering(w *walk) verdict {
	p := w.target.(*cloud.Peering)
	other := p.Other(w.from.VPC)
	model := w.cloud.Provider.Peerings
	// A balancer reaches its targets in a peered VPC with the client's address in place too
	// (aws/load-balancer-preserve-vpc). What another network brought into the VPC goes no further.
	stranger := w.from.Subnet == nil ||
		model.KnowsSenders && !w.from.VPC.Holds(w.packet.Source) && (!w.packet.vouched || p.InterRegion)
	inside := other.Holds(w.packet.Destination)
	r := other.Main.Lookup(w.packet.Destination)
	on, toNAT := natOf(r)
	_, toMachine := targetOf(r).(*cloud.Interface)
	toMachine = toMachine && w.cloud.Provider.Private(other, w.packet.Destination)
	if stranger || !inside && !(model.Onward && (toNAT || toMachine)) {
		return w.drop(p, NotTransitive, p.Span)
	}
	if p.InterRegion {
		w.packet.sender = nil
	}
	w.pass(p, Link, p.Span)
	switch {
	case inside:
		return w.local(other)
	case toMachine:
		return w.comeInto(other, p)
	}
	w.from = brings(p, other)
	w.follow(other.Main, r, Route).For = on
	return w.into(on.Interface, w.cloud.Provider.NAT.Into)
}

// natOf is the NAT gateway that a route leads to.
func natOf(r *cloud.Route) (*cloud.NAT, bool) {
	if r == nil {
		return nil, false
	}
	n, ok := r.Target.(*cloud.NAT)
	return n, ok
}

// endpoint is a gateway endpoint: it leads to one of the cloud's services, for the VPC's own machines
// (aws/gateway-endpoint-own-vpc), over TCP (aws/gateway-endpoint-protocols).
func endpoint(w *walk) verdict {
	e := w.target.(*cloud.ServiceEndpoint)
	switch {
	case w.packet.Service.Protocol != cloud.TCP && !w.packet.Service.IsEcho():
		return w.drop(e, EndpointProtocol, e.Span)
	case w.viaTransit, w.owner(e.VPC, w.packet.Source) == nil:
		return w.drop(e, NotTransitive, e.Span)
	}
	w.pass(e, Gateway, e.Span)
	return w.reachService(false)
}
