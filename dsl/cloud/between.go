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

// A Hub joins many VPCs: a transit gateway, a CEN.
type Hub struct {
	Thing
	VPCs []*VPC
	// Feet are the subnets in which it has an interface, one a zone and VPC; a hub of a cloud without such has none.
	Feet []*Subnet
	// Routes are its one table: what is stated, and the ranges of the VPCs, which their attaching propagates.
	Routes []HubRoute
	// References says that a rule on one side may name a group on the other.
	References bool
	joined     map[*VPC]bool
	feet       map[standing]*Subnet
}

func (*Hub) target() {}

// A HubRoute leads a range to a VPC, or nowhere.
type HubRoute struct {
	Span       source.Span
	Range      netip.Prefix
	VPC        *VPC // nil for a blackhole
	Propagated bool
}

// Lookup is the route with the longest prefix that holds an address, a stated one before a propagated one (aws 11); nil
// where none does.
func (h *Hub) Lookup(a netip.Addr) *HubRoute {
	var best *HubRoute
	for i := range h.Routes {
		r := &h.Routes[i]
		if !r.Range.Contains(a) {
			continue
		}
		if best == nil || r.Range.Bits() > best.Range.Bits() || r.Range.Bits() == best.Range.Bits() && best.Propagated && !r.Propagated {
			best = r
		}
	}
	return best
}

// AddFoot gives the hub an interface in a subnet, and joins its VPC.
func (h *Hub) AddFoot(n *Subnet) {
	h.Feet = append(h.Feet, n)
	h.Join(n.VPC)
	if h.feet == nil {
		h.feet = map[standing]*Subnet{}
	}
	h.feet[standing{n.VPC, n.Zone}] = n
	if h.feet[standing{n.VPC, ""}] == nil {
		h.feet[standing{n.VPC, ""}] = n
	}
}

// A standing is a zone of a VPC, or with an empty zone any.
type standing struct {
	vpc  *VPC
	zone string
}

// Foot is the subnet in which the hub stands for a VPC's zone, or with anyZone for any of them; nil where it has none.
func (h *Hub) Foot(v *VPC, zone string, anyZone bool) *Subnet {
	if foot := h.feet[standing{v, zone}]; foot != nil || !anyZone {
		return foot
	}
	return h.feet[standing{v, ""}]
}

// Join joins a VPC with the others.
func (h *Hub) Join(v *VPC) {
	if h.joined == nil {
		h.joined = map[*VPC]bool{}
	}
	if !h.joined[v] {
		h.joined[v] = true
		h.VPCs = append(h.VPCs, v)
	}
}

// Joins reports whether the hub joins a VPC.
func (h *Hub) Joins(v *VPC) bool { return h.joined[v] }
