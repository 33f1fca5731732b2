package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// transitGateway is the way through a transit gateway or a CEN: by the attachment in the sender's zone
// (aws/transit-gateway-zone), and on by its own tables.
func transitGateway(w *walk) verdict {
	h := w.target.(*cloud.TransitGateway)
	v, s := w.from.VPC, w.from.Subnet
	if len(h.Attachments) == 0 || s == nil {
		return w.throughHub(h, v, "")
	}
	foot := h.Attachment(v, s.Zone)
	if foot == nil {
		w.step(Dropped, h, AttachmentZone, h.Span).For = s
		return dropped
	}
	if v := w.acl(foot, cloud.In, w.from); v != onward {
		return v
	}
	if h.Appliances[v] && w.footOf(h, v) == nil {
		w.kept = append(w.kept, kept{h, foot, w.packet})
	}
	return w.throughHub(h, v, s.Zone)
}

// throughHub asks the table with which the attachment is associated that a packet came from
// (clouds/transit-gateway-table), and hands the packet to the attachment to which it leads. zone is the one in which the
// packet came, empty if it came from none. An attachment without a table leads nowhere (aws/transit-gateway-association).
func (w *walk) throughHub(h *cloud.TransitGateway, from cloud.Attached, zone string) verdict {
	t := h.Table(from)
	if t == nil {
		s := w.step(Dropped, h, AttachmentRoute, h.Span)
		s.For = from
		w.considerNoTable(s, h)
		return dropped
	}
	r := t.Lookup(w.packet.Destination)
	switch {
	case r == nil:
		w.asks(w.step(Dropped, h, AttachmentRoute, tableSpan(t)), t, r)
		return dropped
	case r.To == nil:
		w.asks(w.step(Dropped, h, BlackholeRoute, r.Span), t, r)
		return dropped
	}
	link := w.pass(h, Link, r.Span)
	link.For = r.To
	w.asks(link, t, r)
	w.viaTransit = true
	if !h.References {
		w.packet.sender = nil
	}
	if c, isVPN := r.To.(*cloud.VPNConnection); isVPN {
		return w.leaveFor(c)
	}
	v := r.To.(*cloud.VPC)
	if len(h.Attachments) > 0 {
		return w.stepInto(h, v, zone)
	}
	link.Open.AddIf(cloud.DoubtMainTable, w.tablesDiffer(v))
	return w.comeInto(v, h)
}

// asks notes which table of a hub a step asked, and the route that it found.
func (w *walk) asks(s *Step, t *cloud.HubTable, r *cloud.TransitRoute) {
	s.Asked, s.Carried = t, r
	w.considerTransit(s, t, r)
}

// tableSpan is the line to look at if a table of a hub lacks a route.
func tableSpan(t *cloud.HubTable) source.Span {
	if t.Span.IsZero() {
		return t.Hub.Span
	}
	return t.Span
}

// stepInto hands a packet to the attachment of a VPC in one of its zones: in the zone in which it came to the hub, else
// in one by chance (aws/transit-gateway-keeps-zone, aws/transit-gateway-crosses-zones). An attachment in appliance mode
// has one zone, picked by chance, for both directions of a connection (aws/transit-gateway-appliance-mode).
func (w *walk) stepInto(h *cloud.TransitGateway, v *cloud.VPC, zone string) verdict {
	foot := h.Attachment(v, zone)
	if foot == nil || h.Appliances[v] {
		foot = w.footOf(h, v)
	}
	if foot == nil {
		feet := h.Feet(v)
		k, ok := w.choose(len(feet))
		if !ok {
			return void
		}
		foot = feet[k]
		w.pickedZone(len(feet), foot.Zone)
		w.kept = append(w.kept, kept{h, foot, w.packet})
	}
	return w.farAttachment(h, foot)
}

// A kept is the zone of an attachment that a hub picked for a packet.
type kept struct {
	hub    *cloud.TransitGateway
	foot   *cloud.Subnet
	packet Packet
}

// footOf is the subnet of the attachment of a VPC to which a hub keeps for the packet, nil if there is none. In appliance
// mode the other direction of its connection counts too.
func (w *walk) footOf(h *cloud.TransitGateway, v *cloud.VPC) *cloud.Subnet {
	for _, k := range w.kept {
		isMeant := k.packet.same(w.packet) || h.Appliances[v] && w.packet.answers(k.packet)
		if k.hub == h && k.foot.VPC == v && isMeant {
			return k.foot
		}
	}
	return nil
}

// farAttachment sends the packet on from the attachment in the other VPC: to a machine in the attachment's subnet past
// its ACL, to all others by the ACL and the table of that subnet (aws/transit-gateway-acl,
// aws/transit-gateway-attachment-table).
func (w *walk) farAttachment(h *cloud.TransitGateway, attachment *cloud.Subnet) verdict {
	if attachment.Holds(w.packet.Destination) {
		owner := w.owner(attachment.VPC, w.packet.Destination)
		if owner == nil {
			return w.absent(attachment.VPC)
		}
		return w.enter(owner, w.cloud.Provider.EnterFromNeighbour)
	}
	at := brings(h, attachment.VPC)
	at.Subnet = attachment
	return w.bring(at, []cloud.Stage{cloud.StageACLOut, cloud.StageRoute})
}

// brings is the interface by which an object brings packets into a VPC.
func brings(o cloud.Object, v *cloud.VPC) *cloud.Interface {
	b := o.Base()
	return &cloud.Interface{Thing: cloud.Thing{Name: b.Name, Noun: b.Noun, Span: b.Span, VPC: v}, Owner: o}
}

// bring starts a packet in a VPC. It keeps the groups that it carries.
func (w *walk) bring(at *cloud.Interface, path []cloud.Stage) verdict {
	sender := w.packet.sender
	v := w.leave(at, path)
	w.packet.sender = sender
	return v
}

// comeInto lets an object bring a packet into a VPC as a whole: the main table leads it on
// (alibaba/cen-and-the-main-table, huawei/main-table-for-what-comes-in).
func (w *walk) comeInto(v *cloud.VPC, by cloud.Object) verdict {
	r := v.Main.Lookup(w.packet.Destination)
	if r == nil && v.Holds(w.packet.Destination) {
		return w.absent(v)
	}
	if r != nil && r.Target == cloud.Target(cloud.Local{}) {
		return w.local(v)
	}
	return w.bring(brings(by, v), []cloud.Stage{cloud.StageRoute})
}

// tablesDiffer reports whether another table of a VPC leads the packet's destination elsewhere than the main one.
func (w *walk) tablesDiffer(v *cloud.VPC) bool {
	main := targetOf(v.Main.Lookup(w.packet.Destination))
	for _, t := range v.Tables {
		if targetOf(t.Lookup(w.packet.Destination)) != main {
			return true
		}
	}
	return false
}

func targetOf(r *cloud.Route) cloud.Target {
	if r == nil {
		return nil
	}
	return r.Target
}

// vpn is the way to a private network far away by a VPN gateway. An address in its ranges is a machine there. Where a
// gateway serves its own VPC only, the packet bears an address of that (aws/vpn-gateway-own-vpc).
func vpn(w *walk) verdict {
	g := w.target.(*cloud.VPNGateway)
	if g.Holds(w.packet.Destination) && !w.cloud.Provider.VPN.ByMain && w.owner(g.VPC, w.packet.Source) == nil {
		return w.drop(g, NotTransitive, g.Span)
	}
	return w.leaveFor(g)
}

// leaveFor lets a packet leave for a far network, which takes what is for one of its ranges.
func (w *walk) leaveFor(f cloud.Far) verdict {
	at := f.Base().Span
	if !f.Holds(w.packet.Destination) {
		return w.drop(f, UnknownDestination, at)
	}
	w.pass(f, Gateway, at)
	return w.deliver(end{far: f}, farMachine(w.packet.Destination), Arrived, source.Span{})
}

// farMachine is a machine far away, named by its address.
func farMachine(a netip.Addr) *cloud.Thing {
	return &cloud.Thing{Name: a.String(), Noun: cloud.NounFar}
}

// comeFrom lets the packet come from a private network far away.
func (w *walk) comeFrom(f cloud.Far) verdict {
	w.pass(f, Gateway, f.Base().Span)
	switch f := f.(type) {
	case *cloud.VPNConnection:
		if f.Hub == nil {
			w.considerNoTable(w.step(Dropped, f, AttachmentRoute, f.Span), f)
			return dropped
		}
		return w.throughHub(f.Hub, f, "")
	case *cloud.VPNGateway:
		return w.comeFromVPN(f)
	}
	panic("trace: a far network is behind a VPN gateway or a VPN connection")
}

// comeFromVPN lets the packet come into the VPC of a VPN gateway: to its machines, or as the main table leads, to a
// machine, a hub or a NAT gateway in a cloud where that decides, and to nothing else (aws/vpn-gateway-own-vpc,
// alibaba/vpn-gateway-and-cen, huawei/main-table-for-what-comes-in, huawei/nat-gateway-and-far-networks).
func (w *walk) comeFromVPN(g *cloud.VPNGateway) verdict {
	v, to := g.VPC, w.packet.Destination
	if w.cloud.Provider.VPN.ByMain {
		switch targetOf(v.Main.Lookup(to)).(type) {
		case *cloud.Interface, *cloud.TransitGateway:
			return w.comeInto(v, g)
		case *cloud.NAT:
			if w.cloud.Provider.VPN.ToNAT && !cloud.IsPrivateSpace(to) {
				return w.comeInto(v, g)
			}
		}
	}
	if v.Holds(to) || cloud.IsPrivateSpace(to) && !w.isTaken(to) {
		return w.local(v)
	}
	w.step(Dropped, g, NotTransitive, g.Span).Open.Add(cloud.DoubtVPNOnward)
	return dropped
}

// isTaken reports whether an address is in a network that the scenario has.
func (w *walk) isTaken(a netip.Addr) bool {
	return w.vpcOf(a) != nil || w.cloud.IsFar(a) || w.cloud.BehindAt(a) != nil
}
