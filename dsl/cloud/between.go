package cloud

import (
	"net/netip"
	"slices"

	"hopwise/dsl/source"
)

// A Peering joins two VPCs.
type Peering struct {
	Thing
	Ends        [2]*VPC
	InterRegion bool
	Pending     bool
}

func (*Peering) target() {}

// Joins reports whether an accepted peering joins the VPC with another one.
func (v *VPC) Joins(other *VPC) bool {
	return slices.ContainsFunc(v.Cloud.Peerings, func(p *Peering) bool { return !p.Pending && p.Other(v) == other })
}

// Other returns the VPC at the other end, nil for a VPC at neither end.
func (p *Peering) Other(v *VPC) *VPC {
	switch v {
	case p.Ends[0]:
		return p.Ends[1]
	case p.Ends[1]:
		return p.Ends[0]
	}
	return nil
}

// A TransitGateway joins many VPCs: a transit gateway, a CEN.
type TransitGateway struct {
	Thing
	VPCs []*VPC
	// Attachments are the subnets in which it has an interface, one for each zone of a VPC; empty in a cloud that
	// attaches VPCs as a whole.
	Attachments []*Subnet
	// Routes are its route table: the stated routes, and those that the attachments propagate.
	Routes []TransitRoute
	// References says that incoming rules know the groups of other VPCs.
	References  bool
	joined      map[*VPC]bool
	attachments map[zone]*Subnet
}

func (*TransitGateway) target() {}

// A TransitRoute is a route of a transit gateway: to a VPC, or a blackhole.
type TransitRoute struct {
	Span       source.Span
	Range      netip.Prefix
	VPC        *VPC // nil for a blackhole
	Propagated bool
}

// Lookup returns the route for an address, nil if there is none: the longest prefix wins, and of equal prefixes a
// stated route wins over a propagated one (aws/transit-gateway-longest-prefix).
func (h *TransitGateway) Lookup(a netip.Addr) *TransitRoute {
	var best *TransitRoute
	for i := range h.Routes {
		r := &h.Routes[i]
		if !r.Range.Contains(a) {
			continue
		}
		if best == nil || r.Range.Bits() > best.Range.Bits() ||
			r.Range.Bits() == best.Range.Bits() && best.Propagated && !r.Propagated {
			best = r
		}
	}
	return best
}

// Attach adds an attachment in a subnet, and joins its VPC.
func (h *TransitGateway) Attach(n *Subnet) {
	h.Attachments = append(h.Attachments, n)
	h.Join(n.VPC)
	if h.attachments == nil {
		h.attachments = map[zone]*Subnet{}
	}
	h.attachments[zone{n.VPC, n.Zone}] = n
	if h.attachments[zone{n.VPC, ""}] == nil {
		h.attachments[zone{n.VPC, ""}] = n
	}
}

// A zone is a zone of a VPC; an empty name stands for any.
type zone struct {
	vpc  *VPC
	name string
}

// Attachment returns the subnet of the attachment in a zone of a VPC, with anyZone that in another zone if this one has
// none; nil without an attachment.
func (h *TransitGateway) Attachment(v *VPC, in string, anyZone bool) *Subnet {
	if attachment := h.attachments[zone{v, in}]; attachment != nil || !anyZone {
		return attachment
	}
	return h.attachments[zone{v, ""}]
}

// Join attaches a VPC.
func (h *TransitGateway) Join(v *VPC) {
	if h.joined == nil {
		h.joined = map[*VPC]bool{}
	}
	if !h.joined[v] {
		h.joined[v] = true
		h.VPCs = append(h.VPCs, v)
	}
}

// Joins reports whether a VPC is attached.
func (h *TransitGateway) Joins(v *VPC) bool { return h.joined[v] }
