package cloud

import "net/netip"

// An InternetGateway stands on a VPC's edge and translates between private and public addresses, one to one.
type InternetGateway struct {
	Thing
	Detached bool
	// Edge is the table of what enters by it, nil where it has none.
	Edge *Table
}

// An EgressGateway lets IPv6 out and only answers in.
type EgressGateway struct{ Thing }

// A GatewayState is what has become of an IPv4 gateway.
type GatewayState uint8

const (
	// Created changes nothing yet.
	Created GatewayState = iota
	// Active makes the route tables decide who reaches the Internet.
	Active
	// Removed has left the VPC in its private mode, without any Internet.
	Removed
)

// An IPv4Gateway is a point on a VPC's edge that route tables lead to once it is active.
type IPv4Gateway struct {
	Thing
	State GatewayState
}

// An IPv6Gateway is a VPC's door to the IPv6 Internet.
type IPv6Gateway struct{ Thing }

// A VPNGateway leads to a private network far away: an address in its ranges is a machine there.
type VPNGateway struct {
	Thing
	Ranges []netip.Prefix
}

// A ServiceEndpoint leads to one of the cloud's services, whose addresses are those of a prefix list.
type ServiceEndpoint struct {
	Thing
	List *PrefixList
}

// A PrefixList is ranges under one name.
type PrefixList struct {
	Thing
	Ranges []netip.Prefix
}

// PublicAccess is what a VPC's own switch lets pass between it and the Internet.
type PublicAccess uint8

const (
	// PublicOpen lets everything pass.
	PublicOpen PublicAccess = iota
	// PublicEgress lets only what a NAT gateway or an egress-only gateway begins pass.
	PublicEgress
	// PublicShut lets nothing pass.
	PublicShut
)

// Switch is the VPC's own switch as the object that decides, called as the language calls it.
func (v *VPC) Switch() *Thing {
	return &Thing{Name: "block-public-access", Noun: NounVPC, Span: v.PublicAccessSpan, VPC: v}
}

func (*EgressGateway) target()   {}
func (*IPv4Gateway) target()     {}
func (*IPv6Gateway) target()     {}
func (*VPNGateway) target()      {}
func (*ServiceEndpoint) target() {}

// Holds reports whether an address is one of the network that the gateway leads to.
func (g *VPNGateway) Holds(a netip.Addr) bool {
	for _, r := range g.Ranges {
		if r.Contains(a) {
			return true
		}
	}
	return false
}
