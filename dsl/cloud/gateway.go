package cloud

import "net/netip"

// An InternetGateway connects a VPC with the Internet and translates private addresses to public ones, one to one.
type InternetGateway struct {
	Thing
	Detached bool
	// Edge is the route table for packets that enter by it, nil if it has none.
	Edge *Table
}

// An EgressGateway is an egress-only internet gateway: for IPv6, it lets requests out and only answers in.
type EgressGateway struct{ Thing }

// A GatewayState is the state of an IPv4 gateway.
type GatewayState uint8

const (
	// Created is the state before activation; the gateway changes nothing yet.
	Created GatewayState = iota
	// Active makes the route tables decide which machines reach the Internet.
	Active
	// Removed is the state after deletion in private mode: the VPC is cut off from the Internet.
	Removed
)

// An IPv4Gateway is an IPv4 gateway of a VPC, a target of routes once it is active.
type IPv4Gateway struct {
	Thing
	State GatewayState
}

// An IPv6Gateway connects a VPC with the IPv6 Internet.
type IPv6Gateway struct{ Thing }

// A Far is the way to a private network far away: a VPN gateway of a VPC, or a VPN connection that a hub attaches. Every
// address of its ranges is a machine there.
type Far interface {
	Object
	// Holds reports whether an address belongs to the far network, and Network returns the ranges of that.
	Holds(a netip.Addr) bool
	Network() []netip.Prefix
}

// A VPNGateway leads from a VPC to a private network far away.
type VPNGateway struct {
	Thing
	Ranges []netip.Prefix
}

// A VPNConnection leads from a transit gateway or a CEN to a private network far away.
type VPNConnection struct {
	Thing
	Ranges []netip.Prefix
	// Hub attaches it; nil if none does.
	Hub *TransitGateway
}

// A ServiceEndpoint is a gateway endpoint for a service of the cloud; List has the addresses of the service.
type ServiceEndpoint struct {
	Thing
	List *PrefixList
}

// A PrefixList is a named list of ranges.
type PrefixList struct {
	Thing
	Ranges []netip.Prefix
}

// PublicAccess is the state of a VPC's switch for public access.
type PublicAccess uint8

const (
	// PublicOpen lets everything pass.
	PublicOpen PublicAccess = iota
	// PublicEgress lets only connections pass that begin inside, at a NAT gateway or an egress-only gateway.
	PublicEgress
	// PublicShut lets nothing pass.
	PublicShut
)

// Switch is the VPC's switch for public access as the object that decides, under the name of its statement.
func (v *VPC) Switch() *Thing {
	return &Thing{Name: "block-public-access", Noun: NounVPC, Span: v.PublicAccessSpan, VPC: v}
}

func (*EgressGateway) target()   {}
func (*IPv4Gateway) target()     {}
func (*IPv6Gateway) target()     {}
func (*VPNGateway) target()      {}
func (*ServiceEndpoint) target() {}

// Holds reports whether an address belongs to the far network.
func (g *VPNGateway) Holds(a netip.Addr) bool { return anyContains(g.Ranges, a) }

// Network returns the ranges of the far network.
func (g *VPNGateway) Network() []netip.Prefix { return g.Ranges }

// Holds reports whether an address belongs to the far network.
func (c *VPNConnection) Holds(a netip.Addr) bool { return anyContains(c.Ranges, a) }

// Network returns the ranges of the far network.
func (c *VPNConnection) Network() []netip.Prefix { return c.Ranges }
