package trace

import "hopwise/dsl/cloud"

// peering is the way through a peering: it carries what goes from the one VPC's ranges to the other's, and nothing on
// (clouds/peering-two-networks), but where a cloud leads it on to a machine or a NAT gateway.
func peering(w *walk) verdict {
	p := w.target.(*cloud.Peering)
	other := p.Other(w.from.VPC)
	model := w.cloud.Provider.Peerings
	// A balancer reaches its targets in a peered VPC with the client's address in place too
	// (aws/load-balancer-preserve-vpc). What another network brought into the VPC goes no further.
	stranger := w.from.Subnet == nil ||
		model.KnowsSenders && !w.from.VPC.Holds(w.packet.Source) && (!w.packet.vouched || p.InterRegion)
	inside := other.Holds(w.packet.Destination)
	if stranger || !inside && !(model.ByMain && w.entersByMain(other)) {
		return w.drop(p, NotTransitive, p.Span)
	}
	if p.InterRegion {
		w.packet.sender = nil
	}
	w.pass(p, Link, p.Span)
	if inside {
		return w.local(other)
	}
	return w.comeInto(other, p)
}

// entersByMain reports whether the main table of a VPC leads what comes in for somewhere else to a NAT gateway, or to a
// machine if that is private (huawei/nat-gateway-and-peered-vpcs, huawei/peering-leads-to-a-machine).
func (w *walk) entersByMain(v *cloud.VPC) bool {
	switch targetOf(v.Main.Lookup(w.packet.Destination)).(type) {
	case *cloud.Interface:
		return w.cloud.Provider.Private(v, w.packet.Destination)
	case *cloud.NAT:
		return true
	}
	return false
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
