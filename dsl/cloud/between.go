package cloud

import (
	"net/netip"

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

// Other is the VPC at the other end, nil for a VPC that is at neither.
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
	// Attachments are the subnets in which it has an interface, one a zone and VPC; a transit gateway of a cloud
	// without such has none.
	Attachments []*Subnet
	// Routes are its one table: what is stated, and the ranges of the VPCs, which their attaching propagates.
	Routes []TransitRoute
	// References says that a rule on one side may name a group on the other.
	References  bool
	joined      map[*VPC]bool
	attachments map[standing]*Subnet
}

func (*TransitGateway) target() {}

// A TransitRoute leads a range to a VPC, or nowhere.
type TransitRoute struct {
	Span       source.Span
	Range      netip.Prefix
	VPC        *VPC // nil for a blackhole
	Propagated bool
}

// Lookup is the route with the longest prefix that holds an address, a stated one before a propagated one (aws 11); nil
// where none does.
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

// Attach gives the transit gateway an interface in a subnet, and joins its VPC.
func (h *TransitGateway) Attach(n *Subnet) {
	h.Attachments = append(h.Attachments, n)
	h.Join(n.VPC)
	if h.attachments == nil {
		h.attachments = map[standing]*Subnet{}
	}
	h.attachments[standing{n.VPC, n.Zone}] = n
	if h.attachments[standing{n.VPC, ""}] == nil {
		h.attachments[standing{n.VPC, ""}] = n
	}
}

// A standing is a zone of a VPC, or with an empty zone any.
type standing struct {
	vpc  *VPC
	zone string
}

// Attachment is the subnet in which the transit gateway stands for a VPC's zone, or with anyZone for any of them; nil
// where it has none.
func (h *TransitGateway) Attachment(v *VPC, zone string, anyZone bool) *Subnet {
	if attachment := h.attachments[standing{v, zone}]; attachment != nil || !anyZone {
		return attachment
	}
	return h.attachments[standing{v, ""}]
}

// Join joins a VPC with the others.
func (h *TransitGateway) Join(v *VPC) {
	if h.joined == nil {
		h.joined = map[*VPC]bool{}
	}
	if !h.joined[v] {
		h.joined[v] = true
		h.VPCs = append(h.VPCs, v)
	}
}

// Joins reports whether the transit gateway joins a VPC.
func (h *TransitGateway) Joins(v *VPC) bool { return h.joined[v] }
