package cloud

import "slices"

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
	// Connections are the VPN connections that it attaches.
	Connections []*VPNConnection
	// Tables are its route tables: those that it states, or else one without a name that every attachment is associated
	// with and propagates to.
	Tables []*HubTable
	// Stated says that it states its tables.
	Stated bool
	// References says that incoming rules know the groups of other VPCs.
	References bool
	// Appliances are the VPCs whose attachment is in appliance mode.
	Appliances  map[*VPC]bool
	joined      map[*VPC]bool
	attachments map[zone]*Subnet
	associated  map[Attached]*HubTable
}

func (*TransitGateway) target() {}

// Attach adds an attachment in a subnet, and joins its VPC.
func (h *TransitGateway) Attach(n *Subnet) {
	h.Attachments = append(h.Attachments, n)
	h.Join(n.VPC)
	if h.attachments == nil {
		h.attachments = map[zone]*Subnet{}
	}
	h.attachments[zone{n.VPC, n.Zone}] = n
}

// A zone is a zone of a VPC.
type zone struct {
	vpc  *VPC
	name string
}

// Attachment returns the subnet of the attachment in a zone of a VPC, nil without one.
func (h *TransitGateway) Attachment(v *VPC, in string) *Subnet { return h.attachments[zone{v, in}] }

// Feet returns the subnets of its attachment in a VPC, one for each zone, in the order in which they were attached.
func (h *TransitGateway) Feet(v *VPC) []*Subnet {
	var feet []*Subnet
	for _, n := range h.Attachments {
		if n.VPC == v {
			feet = append(feet, n)
		}
	}
	return feet
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
