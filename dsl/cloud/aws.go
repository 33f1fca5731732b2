package cloud

import (
	"net/netip"
	"slices"
)

// AWS is Amazon Web Services; its facts are in dsl/facts/aws.md.
var AWS = Provider{
	Key:   "aws",
	Title: "AWS",
	Ways: Ways{
		// The group comes first, then the subnet's ACL, then its table (aws/packet-order-leaving). No filter sees the
		// cloud's own services (aws/own-services-unfiltered).
		Leave: []Stage{
			StageService,
			StageSourceCheck,
			StageBlockedPort,
			StageGroupOut,
			StageNeighbour,
			StageACLOut,
			StageRoute,
		},
		// The table of the receiver's subnet plays no part in delivery (aws/table-of-sender).
		Enter: []Stage{StageACLIn, StageGroupIn, StageGuest},
		// aws/packet-order-same-subnet
		EnterFromNeighbour: []Stage{StageGroupIn, StageGuest},
	},
	FromInternet: []Stage{StageGatewayIn},
	Reserved:     awsReserved,
	SystemRoutes: awsRoutes,
	Services:     awsServices,
	BlockedPorts: []uint16{25}, // aws/mail-port
	Private:      func(v *VPC, a netip.Addr) bool { return v.Holds(a) || IsPrivateSpace(a) },
	Groups: GroupModel{
		// A group only allows (aws/security-group-allows-only). A new group lets everything out, by a rule that may be
		// deleted (aws/security-group-new).
		Kinds:   []*GroupKind{{OutRules: []Rule{AllowAll(0)}, References: true, SelfReference: true}},
		Default: awsDefaultGroup,
		// aws/security-group-reference-peering
		NamesAny: true, AcrossVPCs: true,
	},
	NAT: NATModel{
		// The ACL of its subnet filters the packet on its way in and on its way out (aws/nat-gateway-acl-both-legs),
		// and the table of its subnet leads it on (aws/nat-gateway-own-subnet).
		Into:         []Stage{StageACLIn, StageNATIn},
		Out:          []Stage{StageNeighbour, StageACLOut, StageRoute},
		PrivateOut:   []Stage{StageNeighbour, StageACLOut, StageRoute},
		Back:         []Stage{StageNeighbour, StageACLOut, StageRoute},
		Called:       []Stage{StageACLIn, StageGroupIn, StageGuest},
		PrivateEach:  true,                                  // aws/nat-gateway-several-addresses
		MayBePrivate: true,                                  // aws/nat-gateway-public-or-private
		NeedsPublic:  true,                                  // aws/nat-gateway-public-or-private
		Embeds:       netip.MustParsePrefix("64:ff9b::/96"), // aws/nat64-prefix
	},
	Endpoints:         EndpointModel{PrivateDNS: true}, // aws/interface-endpoint-name
	Clusters:          &ClusterModel{Translates: awsPodTranslates},
	Check:             true, // aws/source-dest-check
	ChecksDestination: true, // aws/source-dest-check
	Balancers: []*BalancerKind{
		// aws/load-balancer-by-kind, aws/load-balancer-groups
		{
			Word:         "application",
			Help:         endsConnections,
			Nodes:        true,
			DefaultGroup: true,
			Groups:       true,
			Ends:         true,
			CrossZone:    true, // aws/load-balancer-cross-zone
			EnabledZones: true, // aws/load-balancer-target-zone
			FailsOpen:    true, // aws/load-balancer-fails-open
			LeavesName:   true, // aws/load-balancer-zone-in-name
			AnswersPing:  true, // aws/load-balancer-answers-ping
			Addresses:    true, // aws/load-balancer-address-targets
			Zones:        2,    // aws/load-balancer-two-zones
			OnePerZone:   true, // aws/load-balancer-nodes
			NeedsGateway: true, // aws/load-balancer-needs-gateway
		},
		{
			Word:         "network",
			Help:         "passes connections on as they are",
			Nodes:        true,
			Groups:       true,
			Preserve:     true, // aws/load-balancer-preserves-client
			PreserveUDP:  true,
			KeepsNear:    true, // aws/load-balancer-preserve-vpc
			UDPDualIPv6:  true, // aws/load-balancer-dual-stack-udp
			EnabledZones: true, // aws/load-balancer-target-zone
			FailsOpen:    true, // aws/load-balancer-fails-open
			LeavesName:   true, // aws/load-balancer-zone-in-name
			Addresses:    true, // aws/load-balancer-address-targets
			OnePerZone:   true, // aws/load-balancer-nodes
			NeedsGateway: true, // aws/load-balancer-needs-gateway
		},
	},
	Doors:            awsDoors,
	Audits:           awsAudits,
	ACLs:             ACLModel{Default: awsDefaultACL, MaxNumber: 32766}, // aws/network-acl-first-match
	PublicNeedsRoute: true,                                               // aws/public-subnet-for-public-address
	// aws/vpc-range-refused
	Refused:      prefixes("169.254.0.0/16", "224.0.0.0/4", "127.0.0.0/8", "0.0.0.0/8"),
	SteersInside: true, // aws/route-inside-vpc
	Routing:      &byPrefix,
	// aws/guest-policy-routes
	PolicyRouting: true,
	Peerings: PeeringModel{
		KnowsSenders:   true, // aws/peering-peer-range
		RefusesOverlap: true, // aws/peering-overlap
		Once:           true, // aws/peering-once
	},
	VPN:            VPNModel{OnlyIPv4: true, OnlyOne: true}, // aws/vpn-gateway-ipv4, aws/vpn-gateway-one
	PropagatesOnce: true,                                    // aws/transit-gateway-overlap
	// aws/route-reserved-destinations
	Unroutable:      prefixes("169.254.168.0/22", "fd00:ec2::/32"),
	Bases:           awsBases,
	Open:            awsOpen,
	OneZone:         true,                                                   // aws/interfaces-in-one-zone
	AssignedToFirst: true,                                                   // aws/assigned-address-first-interface
	VPCSizes:        Sizes{V4: [2]int{16, 28}, V6: [2]int{44, 60}, Step: 4}, // aws/vpc-range-sizes
	SubnetSizes:     Sizes{V4: [2]int{16, 28}, V6: [2]int{44, 64}, Step: 4}, // aws/subnet-range-sizes
}

// awsAudits are managed rules of AWS Config, by their identifiers (aws/audit-open-ports).
var awsAudits = []Audit{
	{Finding: "open-to-world", Port: 22, Rule: "restricted-ssh"},
	{Finding: "open-to-world", Rule: "vpc-sg-open-only-to-authorized-ports"},
	{Finding: "open-all", Rule: "vpc-sg-open-only-to-authorized-ports"},
	{Finding: "public-address", Rule: "ec2-instance-no-public-ip"},
	{Finding: "unused", Noun: NounGroup, Rule: "ec2-security-group-attached-to-eni"},
	{Finding: "unused", Noun: NounACL, Rule: "vpc-network-acl-unused-check"},
}

// awsPodTranslates reports whether a pod sends to an address in the name of its node: over IPv4, outside of the ranges of
// its VPC (aws/pod-leaves-as-its-node).
func awsPodTranslates(v *VPC, a netip.Addr) bool { return a.Is4() && !v.Holds(a) }

// awsReserved reports whether an address is reserved: the first four of a subnet and the last one
// (aws/subnet-reserved-addresses).
func awsReserved(subnet netip.Prefix, a netip.Addr) bool {
	start, end := place(subnet, a)
	return start < 4 || end < 1
}

// awsRoutes are the local routes, one for each range of the VPC (aws/local-route-per-range).
func awsRoutes(v *VPC) []Route {
	routes := make([]Route, len(v.Ranges))
	for i, r := range v.Ranges {
		routes[i] = Route{Range: r, Target: Local{}, Origin: Static}
	}
	return routes
}

// awsServices are the name resolver (aws/own-services-resolver), also at the third address of a VPC's first range, and awsOwnServices.
func awsServices(v *VPC) []OwnService {
	resolvers := []netip.Addr{netip.MustParseAddr("169.254.169.253"), netip.MustParseAddr("fd00:ec2::253")}
	if len(v.Ranges) > 0 && v.Ranges[0].Addr().Is4() {
		resolvers = append(resolvers, v.Ranges[0].Addr().Next().Next())
	}
	var services []OwnService
	for _, a := range resolvers {
		for _, protocol := range []int{UDP, TCP} {
			services = append(services, OwnService{Addr: a, Service: onPort(protocol, 53)})
		}
	}
	for _, s := range awsOwnServices {
		services = append(services, OwnService{netip.MustParseAddr(s.addr), onPort(s.protocol, s.port), s.unsure})
	}
	return services
}

// awsOwnServices are instance metadata (aws/own-services-metadata), the clock (aws/own-services-clock), the metadata of
// container tasks, and Windows activation (aws/own-services-address).
var awsOwnServices = [...]struct {
	addr     string
	protocol int
	port     uint16
	unsure   bool
}{
	{"169.254.169.254", TCP, 80, false},
	{"fd00:ec2::254", TCP, 80, false},
	{"169.254.169.123", UDP, 123, false},
	{"fd00:ec2::123", UDP, 123, false},
	{"169.254.170.2", TCP, 80, true},
	{"169.254.169.250", TCP, 1688, true},
	{"169.254.169.251", TCP, 1688, true},
}

// awsDefaultGroup fills the default group: everything in from its own members, everything out
// (aws/security-group-default).
func awsDefaultGroup(g *Group) {
	g.Rules = [2][]Rule{In: {AllowMembers(g, 0)}, Out: {AllowAll(0)}}
}

// awsDefaultACL fills the default ACL: rule 100 lets all of IPv4 pass in both directions, and in a VPC with IPv6 rule
// 101 all of IPv6 (aws/network-acl-default).
func awsDefaultACL(a *ACL) {
	four, six := AllowAll(100), AllowAll(101)
	four.Peers, six.Peers = four.Peers[:1], six.Peers[1:]
	rules := []Rule{four}
	if slices.ContainsFunc(a.VPC.Ranges, isIPv6) {
		rules = []Rule{four, six}
	}
	a.Rules = [2][]Rule{In: rules, Out: rules}
}
