package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// peering is the way through a peering: it carries what goes from the one VPC's ranges to the other's, and nothing on
// (clouds/peering-two-networks), but to a NAT gateway in a cloud that does (huawei/nat-gateway-and-peered-vpcs).
func peering(w *walk) verdict {
	p := w.target.(*cloud.Peering)
	other := p.Other(w.from.VPC)
	model := w.cloud.Provider.Peerings
	// A balancer reaches its targets in a peered VPC with the client's address in place too
	// (aws/load-balancer-preserve-vpc).
	stranger := model.KnowsSenders && !w.from.VPC.Holds(w.packet.Source) && (!w.packet.vouched || p.InterRegion)
	inside := other.Holds(w.packet.Destination)
	r := other.Main.Lookup(w.packet.Destination)
	on, toNAT := natOf(r)
	if stranger || !inside && !(toNAT && model.ToNAT) {
		return w.drop(p, NotTransitive, p.Span)
	}
	if p.InterRegion {
		w.packet.sender = nil
	}
	w.pass(p, Link, p.Span)
	if inside {
		return w.local(other)
	}
	w.from = &cloud.Interface{Thing: cloud.Thing{Name: p.Name, Noun: p.Noun, Span: p.Span, VPC: other}, Owner: p}
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

// transitGateway is the way through a transit gateway or a CEN: by the attachment in the sender's zone
// (aws/transit-gateway-zone), its own table (clouds/transit-gateway-table), and the attachment in the other VPC, whose
// subnet's table leads on (aws/transit-gateway-attachment-table).
func transitGateway(w *walk) verdict {
	h := w.target.(*cloud.TransitGateway)
	s := w.from.Subnet
	attachment := h.Attachment(s.VPC, s.Zone, false)
	if len(h.Attachments) > 0 {
		if attachment == nil {
			w.step(Dropped, h, AttachmentZone, h.Span).For = s
			return dropped
		}
		if v := w.acl(attachment, cloud.In, w.from); v != onward {
			return v
		}
	}
	r := h.Lookup(w.packet.Destination)
	switch {
	case r == nil:
		w.considerTransit(w.step(Dropped, h, AttachmentRoute, h.Span), h, r)
		return dropped
	case r.VPC == nil:
		w.considerTransit(w.step(Dropped, h, BlackholeRoute, r.Span), h, r)
		return dropped
	}
	link := w.pass(h, Link, r.Span)
	link.For = r.VPC
	w.considerTransit(link, h, r)
	w.viaTransit = true
	if !h.References {
		w.packet.sender = nil
	}
	if len(h.Attachments) == 0 {
		return w.local(r.VPC)
	}
	return w.farAttachment(h, h.Attachment(r.VPC, s.Zone, true))
}

// farAttachment sends the packet on from the attachment in the other VPC: to a machine in the attachment's subnet past
// its ACL, to all others by the ACL and the table of that subnet (aws/transit-gateway-acl).
func (w *walk) farAttachment(h *cloud.TransitGateway, attachment *cloud.Subnet) verdict {
	if attachment.Holds(w.packet.Destination) {
		owner := w.owner(attachment.VPC, w.packet.Destination)
		if owner == nil {
			return w.absent(attachment.VPC)
		}
		return w.enter(owner, w.cloud.Provider.EnterFromNeighbour)
	}
	at := &cloud.Interface{
		Thing:  cloud.Thing{Name: h.Name, Noun: h.Noun, Span: h.Span, VPC: attachment.VPC},
		Owner:  h,
		Subnet: attachment,
	}
	sender := w.packet.sender
	v := w.leave(at, []cloud.Stage{cloud.StageACLOut, cloud.StageRoute})
	w.packet.sender = sender
	return v
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

// vpn is the way to a private network far away, for the VPC's own machines (aws/vpn-gateway-own-vpc). An address
// in its ranges is a machine there.
func vpn(w *walk) verdict {
	g := w.target.(*cloud.VPNGateway)
	switch {
	case !g.Holds(w.packet.Destination):
		return w.drop(g, UnknownDestination, g.Span)
	case w.owner(g.VPC, w.packet.Source) == nil:
		return w.drop(g, NotTransitive, g.Span)
	}
	w.pass(g, Gateway, g.Span)
	return w.deliver(end{far: g}, farMachine(w.packet.Destination), Arrived, source.Span{})
}

// farMachine is a machine far away, named by its address.
func farMachine(a netip.Addr) *cloud.Thing {
	return &cloud.Thing{Name: a.String(), Noun: cloud.NounFar}
}
