package cloud

import (
	"net/netip"
	"strings"
)

// A Stage is a place on a packet's way where something is decided. A Provider lists them in its own order; package
// trace knows how each one works.
type Stage uint8

const (
	// StageService delivers what is addressed to the cloud's own services, past every filter.
	StageService Stage = iota
	// StageSourceCheck drops what an interface with its check on sends in the name of another.
	StageSourceCheck
	// StageBlockedPort drops what the platform never lets out to the Internet.
	StageBlockedPort
	// StageGroupOut is the security groups of the interface that sends.
	StageGroupOut
	// StageNeighbour hands a packet for the sender's own subnet straight to its receiver.
	StageNeighbour
	// StageACLOut is the network ACL of the subnet that the packet leaves.
	StageACLOut
	// StageOwnAddress lets a sender with a public address leave by it, past the route table.
	StageOwnAddress
	// StageOwnBeforeDefault does so unless the table has a route that is longer than the default one.
	StageOwnBeforeDefault
	// StageRoute asks the route table of the sender's subnet.
	StageRoute
	// StageSharedSNAT translates to an address of the platform whoever has no other way out; otherwise there is no
	// route.
	StageSharedSNAT
	// StageGatewayOut is an internet gateway, on the way out.
	StageGatewayOut
	// StageEgressOut is an egress-only gateway, on the way out.
	StageEgressOut
	// StageIPv4GatewayOut is an active IPv4 gateway, on the way out.
	StageIPv4GatewayOut
	// StageIPv6GatewayOut is an IPv6 gateway, on the way out.
	StageIPv6GatewayOut
	// StageNATIn is a NAT gateway that a route leads to.
	StageNATIn
	// StageNATExit is the way to the Internet of a NAT gateway that needs no route of its own.
	StageNATExit
	// StagePeering is the way through a peering.
	StagePeering
	// StageTransitGateway is the way through a transit gateway or its like.
	StageTransitGateway
	// StageEndpoint is a gateway endpoint.
	StageEndpoint
	// StageVPN is the way to a private network far away.
	StageVPN
	// StageGatewayIn is an internet gateway, on the way in.
	StageGatewayIn
	// StageEdgeIn is the platform's edge, which knows the public addresses, on the way in.
	StageEdgeIn
	// StageACLIn is the network ACL of the subnet that the packet enters.
	StageACLIn
	// StageGroupIn is the security groups of the interface that receives.
	StageGroupIn
	// StageBalancer is a load balancer: its access list, its listeners, the choice of a target.
	StageBalancer
	// StageSide is a side of the classic network, which leads only to its own part.
	StageSide
	// StageSideOut is the way on from such a side: to the Internet, or to the cloud's own services.
	StageSideOut
	// StageGuest is what the interface belongs to: a machine that forwards or listens, a NAT gateway, a balancer.
	StageGuest
)

// Ways are the stages of packets at an interface.
type Ways struct {
	// Leave are the stages of a packet that an interface sends; the last one finds where it goes on.
	Leave []Stage
	// Enter are the stages of a packet that arrives for an interface, from outside its subnet.
	Enter []Stage
	// EnterFromNeighbour are those of a packet from the same subnet.
	EnterFromNeighbour []Stage
}

// A Provider is what makes a cloud itself.
type Provider struct {
	// Key is the word of the language: "aws".
	Key string
	// Title is the name that people read: "AWS".
	Title string
	// Ways are the stages of packets in a VPC.
	Ways
	// FromInternet are the stages at the cloud's edge, of a packet from outside.
	FromInternet []Stage
	// Reserved reports whether the cloud keeps an address of a subnet's range for itself.
	Reserved func(subnet netip.Prefix, a netip.Addr) bool
	// SystemRoutes are the routes that every table of a VPC has without their being stated.
	SystemRoutes func(v *VPC) []Route
	// Services are the cloud's own services in a VPC, which StageService delivers.
	Services func(v *VPC) []OwnService
	// Refused are ranges that no VPC may lie in.
	Refused []netip.Prefix
	// Unroutable are ranges that no route may lead into.
	Unroutable []netip.Prefix
	// Exempt are addresses of the cloud's own services that no filter sees.
	Exempt []netip.Prefix
	// Private reports whether an address can't be on the Internet, seen from a VPC.
	Private func(v *VPC, a netip.Addr) bool
	// BlockedPorts are the TCP ports that the platform never lets out to the Internet.
	BlockedPorts []uint16
	Groups       GroupModel
	ACLs         ACLModel
	NAT          NATModel
	// Check says that an interface's source/destination check is on unless stated otherwise; ChecksDestination, that it
	// looks at what arrives too and not only at what is sent.
	Check, ChecksDestination bool
	// Balancers are the kinds of load balancer.
	Balancers []*BalancerKind
	// RetiredTypes are families of instance types that no network ACL filters.
	RetiredTypes []string
	// Doors are the ways to the Internet that a user may open.
	Doors []Door
	// Audits are the rules of its configuration audit that find what a finding does, the closest first.
	Audits []Audit
	// SteersInside says that a table may lead a whole subnet of its VPC to a machine.
	SteersInside bool
	// SubnetsPropagate says that a transit gateway learns the ranges of a VPC's subnets, and not those of the VPC
	// itself.
	SubnetsPropagate bool
	// PeeringKnowsSenders says that a peering carries only what one of its VPCs itself sends; otherwise it looks at the
	// destination alone.
	PeeringKnowsSenders bool
	// PeeringRefusesOverlap says that two VPCs that share a range can't be peered.
	PeeringRefusesOverlap bool
	// PeeringOnce says that two VPCs have one peering between them at most.
	PeeringOnce bool
	// IPv6Bandwidth says that an IPv6 address reaches the Internet only when that was bought for it.
	IPv6Bandwidth bool
	// PublicNeedsRoute says that a public address is of use only where the subnet's table leads to a gateway.
	PublicNeedsRoute bool
	// OneZone says that all interfaces of a machine are in one zone; AssignedToFirst, that only its first one may have
	// an address that the cloud assigned.
	OneZone, AssignedToFirst bool
	// MaxUserRanges is how many public ranges a VPC may count as private.
	MaxUserRanges int
	// Classic is the network from before the VPCs; nil where the cloud has none.
	Classic *ClassicModel
	// Bases are the facts that decisions and findings rest on here; those of every cloud are not among them.
	Bases []Basis
	// Open are the points that the documentation leaves open.
	Open []Open
	// VPCSizes and SubnetSizes are those of the ranges that they may have.
	VPCSizes, SubnetSizes Sizes
}

// A GroupModel is what a cloud's security groups are.
type GroupModel struct {
	// Kinds are the kinds of group; the first is the one of a group that names none.
	Kinds []*GroupKind
	// Numbered says that rules have priorities, from 1 to MaxNumber.
	Numbered  bool
	MaxNumber int
	// OldNumber is one more priority that rules from an earlier time have, behind all others; 0 where there is none.
	OldNumber int
	// Denies says that a rule may deny.
	Denies bool
	// ByAddress says that a group knows its members by their private addresses; otherwise by the interface that a
	// packet was sent from, as long as the packet carries it.
	ByAddress bool
	// NamesAny says that a rule may name a group of another VPC; AcrossVPCs, that it knows the members there too, over
	// a peering.
	NamesAny, AcrossVPCs bool
	// MaxMemberships is how many groups an interface may be in, and MaxRules how many rules they may have together; 0
	// where that is not looked at.
	MaxMemberships, MaxRules int
	// Default fills the group that every VPC has.
	Default func(g *Group)
}

// A GroupKind is a kind of security group.
type GroupKind struct {
	// Word names it in the language; empty where the cloud has but one kind.
	Word string
	// Help says in a few words what such a group does.
	Help string
	// OutRules are the outgoing rules of a group that states none.
	OutRules []Rule
	// OutOpen says that what no outgoing rule matches may leave.
	OutOpen bool
	// Members says that members reach each other, whatever the rules say, unless the group keeps them apart.
	Members bool
	// References says that a rule may name a group; SelfReference, that it may name its own.
	References, SelfReference bool
	// Side is the word for the side of the classic network that rules of this kind are about; empty in a VPC.
	Side string
	// InByMachine says that an incoming rule names groups and single addresses, or every address, and no range between.
	InByMachine bool
}

// An ACLModel is what a cloud's network ACLs are.
type ACLModel struct {
	// Default fills the ACL of a subnet that names none; nil where such a subnet has no ACL.
	Default func(a *ACL)
	// MaxNumber is the largest number of a rule.
	MaxNumber int
	// Stateful says that the answer to what was let through passes.
	Stateful bool
	// Lists says that a rule may name a prefix list.
	Lists bool
	// ExemptsSubnet says that it does not see a packet whose other end has an address of the subnet, whichever way the
	// packet comes; otherwise only what goes straight from one interface of the subnet to another is spared.
	ExemptsSubnet bool
}

// A NATModel is what a cloud's NAT gateways are.
type NATModel struct {
	// Entries says that it serves whom an SNAT entry names, and lets in what a DNAT entry forwards; otherwise it serves
	// whoever is routed to it and lets nothing in.
	Entries bool
	// WritesRoute says that the first one of a VPC writes a default route into the main table that has none.
	WritesRoute bool
	// Into are the stages of a packet that a route leads to it, Out those of what it has translated, Back those of an
	// answer that it hands to who asked.
	Into, Out, Back []Stage
	// AnswersPing says that it answers a ping to its public address itself.
	AnswersPing bool
	// RefusesElastic says that no entry may forward to a machine with an elastic address.
	RefusesElastic bool
	// InnerOnce says that two entries may not forward to the same port of a machine.
	InnerOnce bool
	// MayBePrivate says that there are NAT gateways without a public address.
	MayBePrivate bool
	// Embeds is the /96 of IPv6 whose last four bytes are an address of IPv4: what is for it goes on there. The zero
	// range where there is none.
	Embeds netip.Prefix
}

// Embedded is the address of IPv4 that one of IPv6 stands for at a NAT gateway, and whether it does.
func (m *NATModel) Embedded(a netip.Addr) (netip.Addr, bool) {
	if !m.Embeds.Contains(a) {
		return a, false
	}
	bytes := a.As16()
	return netip.AddrFrom4([4]byte(bytes[12:])), true
}

// Retired reports whether a machine is of a type that no network ACL filters (alibaba NA-15); what is no machine is
// not.
func (p *Provider) Retired(m *Instance) bool {
	if m == nil {
		return false
	}
	for _, family := range p.RetiredTypes {
		if m.Type == family || strings.HasPrefix(m.Type, family+".") {
			return true
		}
	}
	return false
}

// An Audit is a managed rule of a cloud's own configuration audit that finds what a finding does.
type Audit struct {
	// Finding is the code.
	Finding string
	// Noun is there where the rule is about one sort of object, Port where it is about one port.
	Noun Noun
	Port uint16
	Rule string
}

// providers are the clouds that the model knows.
var providers = []*Provider{&aws, &alibaba, &huawei}

// Find is the provider with this key, nil where there is none.
func Find(key string) *Provider {
	for _, p := range providers {
		if p.Key == key {
			return p
		}
	}
	return nil
}

// Keys are the words of the clouds that the model knows.
func Keys() []string {
	keys := make([]string, len(providers))
	for i, p := range providers {
		keys[i] = p.Key
	}
	return keys
}

// subnetRoutes are a local route for each subnet, as in the clouds where a VPC's range alone routes nothing.
func subnetRoutes(v *VPC) []Route {
	var routes []Route
	for _, s := range v.Subnets {
		for _, r := range s.Ranges {
			routes = append(routes, Route{Range: r, Target: Local{}, Origin: Static})
		}
	}
	return routes
}

var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")

func prefixes(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		all[i] = netip.MustParsePrefix(t)
	}
	return all
}

// IsPrivateSpace reports whether an address is of those that nobody routes on the Internet, whichever cloud asks.
func IsPrivateSpace(a netip.Addr) bool {
	return a.IsPrivate() || a.IsLinkLocalUnicast() || sharedSpace.Contains(a)
}

// An OwnService is a service that the cloud itself offers at an address.
type OwnService struct {
	Addr    netip.Addr
	Service Service
	// Unsure says that the cloud names the service, and its address is known from practice only.
	Unsure bool
}

// place is how far an address lies from the start of its range, and fromEnd how far from the end: both from 0. Only the
// last two bytes count: no reserved address lies further in.
func place(r netip.Prefix, a netip.Addr) (fromStart, fromEnd int) {
	first, last := r.Masked().Addr().AsSlice(), a.AsSlice()
	n := len(first)
	from := int(first[n-2])<<8 | int(first[n-1])
	at := int(last[n-2])<<8 | int(last[n-1])
	hosts := min(a.BitLen()-r.Bits(), 16)
	size := 1 << hosts
	fromStart = at&(size-1) - from&(size-1)
	if !sameBlock(r, a, 0) {
		fromStart = size
	}
	fromEnd = size - 1 - at&(size-1)
	if !sameBlock(r, a, 0xff) {
		fromEnd = size
	}
	return fromStart, fromEnd
}

// sameBlock reports whether the host bits of an address above its last 16 are all those of fill.
func sameBlock(r netip.Prefix, a netip.Addr, fill byte) bool {
	bytes := a.AsSlice()
	for bit := r.Bits(); bit < a.BitLen()-16; bit++ {
		if (bytes[bit/8]^fill)>>(7-bit%8)&1 != 0 {
			return false
		}
	}
	return true
}
