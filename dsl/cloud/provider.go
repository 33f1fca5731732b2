package cloud

import (
	"net/netip"
	"slices"
	"strings"
)

// A Stage is a decision on a packet's way. A Provider lists its stages in their order; package trace implements them.
type Stage uint8

const (
	// StageService delivers packets for the cloud's own services, past every filter.
	StageService Stage = iota
	// StageSourceCheck drops packets with a foreign source address that an interface with its check on sends.
	StageSourceCheck
	// StageBlockedPort drops packets to ports that the platform blocks towards the Internet.
	StageBlockedPort
	// StageGroupOut asks the security groups of the sending interface.
	StageGroupOut
	// StageNeighbour delivers a packet inside the sender's own subnet.
	StageNeighbour
	// StageACLOut asks the network ACL of the subnet that the packet leaves.
	StageACLOut
	// StageOwnAddress lets a sender with a public address leave by it, past the route table.
	StageOwnAddress
	// StageOwnBeforeDefault does the same, unless the table has a route longer than the default route.
	StageOwnBeforeDefault
	// StageRoute asks the route table of the sender's subnet.
	StageRoute
	// StageSharedSNAT translates a sender without another way out to an address of the platform; in a VPC without
	// shared SNAT it drops the packet, for want of a route.
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
	// StageTransitGateway is the way through a transit gateway or a CEN.
	StageTransitGateway
	// StageEndpoint is a gateway endpoint.
	StageEndpoint
	// StageVPN is the way through a VPN gateway to a remote network.
	StageVPN
	// StageGatewayIn is an internet gateway, on the way in.
	StageGatewayIn
	// StageEdgeIn translates public addresses at the platform's edge, on the way in.
	StageEdgeIn
	// StageACLIn asks the network ACL of the subnet that the packet enters.
	StageACLIn
	// StageGroupIn asks the security groups of the receiving interface.
	StageGroupIn
	// StageBalancer is a load balancer: its access list, its listeners, the choice of a target.
	StageBalancer
	// StageSide is a side of the classic network, which reaches its own part only.
	StageSide
	// StageSideOut is the way from a side of the classic network to the Internet, or to the cloud's own services.
	StageSideOut
	// StageGuest is the owner of the interface: a machine that forwards or listens, a NAT gateway, a balancer.
	StageGuest
)

// Ways are the stages of packets at an interface.
type Ways struct {
	// Leave are the stages of a packet that an interface sends; the last one finds where it goes on.
	Leave []Stage
	// Enter are the stages of a packet that arrives for an interface, from outside its subnet.
	Enter []Stage
	// EnterFromNeighbour are the stages of a packet that arrives from the same subnet.
	EnterFromNeighbour []Stage
}

// A Provider is one cloud: its stages, limits and defaults.
type Provider struct {
	// Key is its keyword in the language: "aws".
	Key string
	// Title is the name that people read: "AWS".
	Title string
	// Ways are the stages of packets in a VPC.
	Ways
	// FromInternet are the stages of a packet from the Internet, at the cloud's edge.
	FromInternet []Stage
	// Reserved reports whether the cloud keeps an address of a subnet's range for itself.
	Reserved func(subnet netip.Prefix, a netip.Addr) bool
	// SystemRoutes are the routes that the cloud writes into every table of a VPC.
	SystemRoutes func(v *VPC) []Route
	// Services are the cloud's own services in a VPC, which StageService delivers.
	Services func(v *VPC) []OwnService
	// Refused are ranges that no VPC may overlap.
	Refused []netip.Prefix
	// Unroutable are ranges that no route may lead into.
	Unroutable []netip.Prefix
	// Exempt are ranges of the cloud's own services; no filter judges packets for them.
	Exempt []netip.Prefix
	// Private reports whether an address is private in the view of a VPC, and so not on the Internet.
	Private func(v *VPC, a netip.Addr) bool
	// BlockedPorts are the TCP ports that the platform blocks towards the Internet.
	BlockedPorts []uint16
	Groups       GroupModel
	ACLs         ACLModel
	NAT          NATModel
	Endpoints    EndpointModel
	// Clusters is nil in a cloud whose clusters can't be described.
	Clusters *ClusterModel
	Routing  *RoutingModel
	Peerings PeeringModel
	VPN      VPNModel
	// Check says that the source/destination check of an interface is on by default; ChecksDestination, that it looks
	// at received packets too, and not at sent ones only.
	Check, ChecksDestination bool
	// PolicyRouting says that a guest has policy routes for its interfaces unless stated otherwise.
	PolicyRouting bool
	// Balancers are the kinds of load balancer.
	Balancers []*BalancerKind
	// RetiredTypes are families of instance types; no network ACL filters instances of them.
	RetiredTypes []string
	// Variant is the cloud of another operator with this model, but for what it does otherwise; nil if there is none. It
	// has the same key.
	Variant *Provider
	// Doors are the ways to the Internet that a user may open, if the access policy allows it.
	Doors []Door
	// Audits are the rules of its configuration audit that match a finding, the closest first.
	Audits []Audit
	// SteersInside says that a route may lead traffic for a whole subnet of the VPC to a machine.
	SteersInside bool
	// SubnetsPropagate says that the ranges of subnets are propagated to a transit gateway, and not those of the VPC.
	SubnetsPropagate bool
	// PropagatesOnce says that a VPC whose range overlaps that of one attached before does not propagate it.
	PropagatesOnce bool
	// IPv6Bandwidth says that an IPv6 address reaches the Internet only after bandwidth was bought for it.
	IPv6Bandwidth bool
	// PublicNeedsRoute says that a public address works only where the subnet's table leads to a gateway.
	PublicNeedsRoute bool
	// OneZone says that all interfaces of a machine are in one zone; AssignedToFirst, that only its first interface
	// may have a public address that the cloud assigns.
	OneZone, AssignedToFirst bool
	// MaxUserRanges is the largest number of public ranges that a VPC may declare private.
	MaxUserRanges int
	// Classic is the classic network, older than VPCs; nil if the cloud has none.
	Classic *ClassicModel
	// Bases are the facts behind decisions and findings that hold in this cloud only.
	Bases []Basis
	// Open are the points that the documentation leaves open.
	Open []Open
	// VPCSizes and SubnetSizes are the sizes that their ranges may have.
	VPCSizes, SubnetSizes Sizes
}

// A GroupModel says how a cloud's security groups work.
type GroupModel struct {
	// Kinds are the kinds of group; the first one is the default.
	Kinds []*GroupKind
	// Numbered says that rules have priorities, from 1 to MaxNumber.
	Numbered  bool
	MaxNumber int
	// OldNumber is one more priority, of rules that the cloud made in earlier years, behind all others; 0 for none.
	OldNumber int
	// InOrder says that the groups of an interface are asked in the order in which it names them, until one has a rule
	// that matches; otherwise their rules are one list.
	InOrder bool
	// Denies says that a rule may deny.
	Denies bool
	// ByAddress says that a rule knows the members of a group by their private addresses; otherwise it knows them by
	// the interface that sent the packet, as long as the packet carries that.
	ByAddress bool
	// NamesAny says that a rule may name a group of another VPC; AcrossVPCs, that it matches the members there too,
	// over a peering.
	NamesAny, AcrossVPCs bool
	// MaxMemberships is the largest number of groups of an interface, and MaxRules that of their rules together; 0 for
	// no limit.
	MaxMemberships, MaxRules int
	// Default fills the default group of a VPC.
	Default func(g *Group)
}

// A GroupKind is a kind of security group.
type GroupKind struct {
	// Word names it in the language; empty if the cloud has one kind only.
	Word string
	// Help says in a few words what such a group does.
	Help string
	// OutRules are the outgoing rules of a group without stated ones.
	OutRules []Rule
	// OutOpen says that a packet may leave if no outgoing rule matches it.
	OutOpen bool
	// Members says that members reach each other, whatever the rules say, unless the group is isolated.
	Members bool
	// MemberRule is the priority of the rule that each group has unless it states otherwise, which lets its own members
	// in; 0 where it has none.
	MemberRule int
	// References says that a rule may name a group; SelfReference, that it may name its own.
	References, SelfReference bool
	// Side names the side of the classic network that rules of this kind are for; empty in a VPC.
	Side string
	// InByMachine says that an incoming rule names groups, single addresses or all addresses, but no other range.
	InByMachine bool
}

// An ACLModel says how a cloud's network ACLs work.
type ACLModel struct {
	// Default fills the default ACL of a VPC; nil in a cloud without default ACLs.
	Default func(a *ACL)
	// MaxNumber is the largest number of a rule.
	MaxNumber int
	// Stateful says that the answer to a packet that passed passes too.
	Stateful bool
	// Lists says that a rule may name a prefix list.
	Lists bool
	// ExemptsSubnet says that no rule judges a packet whose other end has an address of the subnet, whichever way it
	// comes; otherwise only packets sent directly between two interfaces of the subnet are exempt.
	ExemptsSubnet bool
}

// A PeeringModel says how a cloud's peerings work.
type PeeringModel struct {
	// KnowsSenders says that a peering carries only packets with a source address of one of its VPCs; otherwise it looks
	// at the destination alone.
	KnowsSenders bool
	// RefusesOverlap says that two VPCs that share a range can't be peered.
	RefusesOverlap bool
	// Once says that two VPCs have one peering between them at most.
	Once bool
	// ByMain says that what comes in over a peering for somewhere else goes on as the VPC's main table leads, whatever tables
	// its subnets use: to a NAT gateway, whose entries may name machines of a peered VPC, and for a private address to a
	// machine.
	ByMain bool
}

// A VPNModel says how a cloud's VPN gateways work.
type VPNModel struct {
	// ByMain says that what comes in follows the main table of the VPC, to its machines and to a hub, and that what a hub
	// brings may leave; otherwise a gateway carries only what interfaces of its own VPC send and receive.
	ByMain bool
	// ToNAT says that what comes in for the Internet goes on to the NAT gateway to which the main table leads, which
	// translates for it.
	ToNAT bool
	// OnlyIPv4 says that it carries no IPv6, and OnlyOne that a VPC has one at most.
	OnlyIPv4, OnlyOne bool
	// WritesRoutes says that it writes routes for its ranges into the main table, unless that has them.
	WritesRoutes bool
}

// A NATModel says how a cloud's NAT gateways work.
type NATModel struct {
	// Entries says that it translates senders that an SNAT entry covers, and lets in what a DNAT entry forwards;
	// otherwise it translates every sender whose route leads to it, and lets nothing in.
	Entries bool
	// WritesRoute says that the first one of a VPC writes a default route into the main table, unless it has one.
	WritesRoute bool
	// Into are the stages of a packet that a route leads to it, Out those of a translated packet, Back those of an
	// answer on its way to the client. Called are the stages of a packet from inside for its own private address.
	Into, Out, Back, Called []Stage
	// PrivateOut are the stages of a packet that a private gateway has translated.
	PrivateOut []Stage
	// PrivateEach says that each public address has a private one of its own, by which the gateway sends; otherwise they
	// share one.
	PrivateEach bool
	// Hairpin says that a call from inside to one of its own addresses meets its DNAT entries, unless the gateway is set
	// otherwise.
	Hairpin bool
	// AnswersPing says that it answers a ping to its public address itself.
	AnswersPing bool
	// RefusesElastic says that no DNAT entry may forward to a machine with an elastic address.
	RefusesElastic bool
	// BesideElastic says that a DNAT entry forwards to a machine with a public address of its own all the same, and that
	// the answers go back to the gateway; otherwise the entry is dead.
	BesideElastic bool
	// InnerOnce says that two DNAT entries may not forward to the same port of a machine.
	InnerOnce bool
	// MayBePrivate says that there are private NAT gateways; NeedsPublic, that any other is made with a public address.
	MayBePrivate, NeedsPublic bool
	// Embeds is the NAT64 prefix, a /96 of IPv6: the last four bytes of an address in it are the IPv4 address that the
	// packet is for. The zero Prefix in a cloud without NAT64.
	Embeds netip.Prefix
}

// Leave are the stages of a packet that a gateway has translated.
func (m *NATModel) Leave(n *NAT) []Stage {
	if n.Private {
		return m.PrivateOut
	}
	return m.Out
}

// Embedded is the IPv4 address inside an address of the NAT64 prefix, and whether the address is of that prefix.
func (m *NATModel) Embedded(a netip.Addr) (netip.Addr, bool) {
	if !m.Embeds.Contains(a) {
		return a, false
	}
	bytes := a.As16()
	return netip.AddrFrom4([4]byte(bytes[12:])), true
}

// Retired reports whether an instance is of a retired type, which no network ACL filters
// (alibaba/acl-skips-retired-types); false for nil.
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

// An Audit is a managed rule of a cloud's configuration audit that matches a finding.
type Audit struct {
	// Finding is the code of the finding.
	Finding string
	// Noun is the noun of the objects that the rule is about, empty for all; Port is its port, 0 for all.
	Noun Noun
	Port uint16
	// Rule is the identifier of the rule.
	Rule string
}

// providers are all clouds.
var providers = []*Provider{&AWS, &Alibaba, &Huawei}

// Find returns the provider with this key, nil if there is none.
func Find(key string) *Provider {
	for _, p := range providers {
		if p.Key == key {
			return p
		}
	}
	return nil
}

// Keys are the keys of all providers.
func Keys() []string {
	keys := make([]string, len(providers))
	for i, p := range providers {
		keys[i] = p.Key
	}
	return keys
}

// subnetRoutes are local routes, one for each subnet: the system routes in clouds that have no route for the VPC's
// range.
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

// IsPrivateSpace reports whether an address is private in every cloud (clouds/private-space).
func IsPrivateSpace(a netip.Addr) bool {
	return a.IsPrivate() || a.IsLinkLocalUnicast() || sharedSpace.Contains(a)
}

// anyContains reports whether one of the ranges contains an address.
func anyContains(ranges []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(ranges, func(r netip.Prefix) bool { return r.Contains(a) })
}

func isIPv6(r netip.Prefix) bool { return r.Addr().Is6() }

// An OwnService is a service that the cloud itself offers at an address.
type OwnService struct {
	Addr    netip.Addr
	Service Service
	// Unsure says that the address is known from practice only.
	Unsure bool
}

// place is the distance of an address from the start of its range, and from its end, both from 0. It compares the last
// two bytes only: no reserved address lies further in.
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

// sameBlock reports whether the host bits of an address above its last 16 bits are those of fill.
func sameBlock(r netip.Prefix, a netip.Addr, fill byte) bool {
	bytes := a.AsSlice()
	for bit := r.Bits(); bit < a.BitLen()-16; bit++ {
		if (bytes[bit/8]^fill)>>(7-bit%8)&1 != 0 {
			return false
		}
	}
	return true
}
