package cloud

import "net/netip"

// aws is Amazon Web Services. Facts: the sheet "aws".
var aws = Provider{
	Key:   "aws",
	Title: "AWS",
	// 8: leaving, the group comes first, then the subnet's ACL, then its table. 9: no filter sees the cloud's own
	// services.
	Ways: Ways{
		Leave: []Stage{
			StageService,
			StageSourceCheck,
			StageBlockedPort,
			StageGroupOut,
			StageNeighbour,
			StageACLOut,
			StageRoute,
		},
		// 8.6: the table of the receiver's subnet plays no part in delivery.
		Enter: []Stage{StageACLIn, StageGroupIn, StageGuest},
		// 8.1: between machines of one subnet stand their groups and nothing else.
		EnterFromNeighbour: []Stage{StageGroupIn, StageGuest},
	},
	FromInternet: []Stage{StageGatewayIn},
	Reserved:     awsReserved,
	SystemRoutes: awsRoutes,
	Services:     awsServices,
	BlockedPorts: []uint16{25}, // 9: unless the account has asked for more
	Private:      func(v *VPC, a netip.Addr) bool { return v.Holds(a) || IsPrivateSpace(a) },
	Groups: GroupModel{
		// 6.1: a group allows only, and the rules of all groups of an interface add up. A new group lets everything
		// out, by a rule that may be taken away.
		Kinds:   []*GroupKind{{OutRules: []Rule{AllowAll(0)}, References: true, SelfReference: true}},
		Default: awsDefaultGroup,
		// 6.2: over a peering in the same region a rule may name a group of the other VPC.
		NamesAny: true, AcrossVPCs: true,
	},
	NAT: NATModel{
		// 5.1: the ACL of its subnet sees the packet on its way in and on its way out, and its table leads it on.
		Into:         []Stage{StageACLIn, StageNATIn},
		Out:          []Stage{StageNeighbour, StageACLOut, StageRoute},
		Back:         []Stage{StageNeighbour, StageACLOut, StageRoute},
		MayBePrivate: true,
		Embeds:       netip.MustParsePrefix("64:ff9b::/96"), // 5, 16
	},
	Check:             true, // 2
	ChecksDestination: true, // 2
	Balancers: []*BalancerKind{
		{
			Word:         "application",
			Help:         endsConnections,
			Nodes:        true,
			DefaultGroup: true,
			Groups:       true,
			Ends:         true,
		}, // 14
		{
			Word:        "network",
			Help:        "passes connections on as they are",
			Nodes:       true,
			Groups:      true,
			Preserve:    true,
			PreserveUDP: true,
		}, // 14
	},
	Doors:  awsDoors,
	Audits: awsAudits,
	ACLs:   ACLModel{Default: awsDefaultACL, MaxNumber: 32766},
	// 4: a public address works where the subnet's table leads to the internet gateway.
	PublicNeedsRoute:      true,
	Refused:               prefixes("169.254.0.0/16", "224.0.0.0/4", "127.0.0.0/8", "0.0.0.0/8"), // 1
	SteersInside:          true,                                                                  // 3.2
	PeeringKnowsSenders:   true,                                                                  // 10
	PeeringRefusesOverlap: true,                                                                  // 10
	Unroutable:            prefixes("169.254.168.0/22", "fd00:ec2::/32"),                         // 3.2
	Bases:                 awsBases,
	Open:                  awsOpen,
	OneZone:               true, // 2
	// 2: an address that the cloud assigns is that of the first interface.
	AssignedToFirst: true,
	PeeringOnce:     true,                                                   // 10
	VPCSizes:        Sizes{V4: [2]int{16, 28}, V6: [2]int{44, 60}, Step: 4}, // 1
	SubnetSizes:     Sizes{V4: [2]int{16, 28}, V6: [2]int{44, 64}, Step: 4}, // 1
}

// awsAudits are managed rules of AWS Config, by their identifiers.
var awsAudits = []Audit{
	{Finding: "open-to-world", Port: 22, Rule: "restricted-ssh"},
	{Finding: "open-to-world", Rule: "vpc-sg-open-only-to-authorized-ports"},
	{Finding: "open-all", Rule: "vpc-sg-open-only-to-authorized-ports"},
	{Finding: "public-address", Rule: "ec2-instance-no-public-ip"},
	{Finding: "unused", Noun: NounGroup, Rule: "ec2-security-group-attached-to-eni"},
	{Finding: "unused", Noun: NounACL, Rule: "vpc-network-acl-unused-check"},
}

// awsReserved: the first four addresses and the last (1).
func awsReserved(subnet netip.Prefix, a netip.Addr) bool {
	start, end := place(subnet, a)
	return start < 4 || end < 1
}

// awsRoutes: a local route for each range of the VPC (3.2).
func awsRoutes(v *VPC) []Route {
	routes := make([]Route, len(v.Ranges))
	for i, r := range v.Ranges {
		routes[i] = Route{Range: r, Target: Local{}, Origin: Static}
	}
	return routes
}

// awsServices: the name resolver at the base of the VPC's first range plus two and at its link-local address, instance
// metadata, the clock, the metadata of container tasks and the licences of Windows (1, 9).
func awsServices(v *VPC) []OwnService {
	dns := Service{Protocol: UDP, Ports: [][2]uint16{{53, 53}}}
	services := []OwnService{
		{Addr: netip.MustParseAddr("169.254.169.253"), Service: dns},
		{Addr: netip.MustParseAddr("fd00:ec2::253"), Service: dns},
		{Addr: netip.MustParseAddr("169.254.169.254"), Service: Service{Protocol: TCP, Ports: [][2]uint16{{80, 80}}}},
		{Addr: netip.MustParseAddr("169.254.169.123"), Service: Service{Protocol: UDP, Ports: [][2]uint16{{123, 123}}}},
		{Addr: netip.MustParseAddr("fd00:ec2::254"), Service: Service{Protocol: TCP, Ports: [][2]uint16{{80, 80}}}},
		{Addr: netip.MustParseAddr("fd00:ec2::123"), Service: Service{Protocol: UDP, Ports: [][2]uint16{{123, 123}}}},
		{netip.MustParseAddr("169.254.170.2"), Service{Protocol: TCP, Ports: [][2]uint16{{80, 80}}}, true},
		{netip.MustParseAddr("169.254.169.250"), Service{Protocol: TCP, Ports: [][2]uint16{{1688, 1688}}}, true},
		{netip.MustParseAddr("169.254.169.251"), Service{Protocol: TCP, Ports: [][2]uint16{{1688, 1688}}}, true},
	}
	if len(v.Ranges) > 0 && v.Ranges[0].Addr().Is4() {
		services = append(services, OwnService{Addr: v.Ranges[0].Addr().Next().Next(), Service: dns})
	}
	overTCP := Service{Protocol: TCP, Ports: dns.Ports}
	for _, s := range services {
		if s.Service.Covers(dns) {
			services = append(services, OwnService{Addr: s.Addr, Service: overTCP})
		}
	}
	return services
}

// awsDefaultGroup: everything in from its own members, everything out (6.1).
func awsDefaultGroup(g *Group) {
	self := AllowAll(0)
	self.Peers = []Peer{{Group: g}}
	g.Rules = [2][]Rule{In: {self}, Out: {AllowAll(0)}}
}

// awsDefaultACL: rule 100 lets everything pass in both directions; a VPC with IPv6 has a rule 101 for that (7).
func awsDefaultACL(a *ACL) {
	four, six := AllowAll(100), AllowAll(101)
	four.Peers, six.Peers = four.Peers[:1], six.Peers[1:]
	rules := []Rule{four}
	for _, r := range a.VPC.Ranges {
		if r.Addr().Is6() {
			rules = []Rule{four, six}
		}
	}
	a.Rules = [2][]Rule{In: rules, Out: rules}
}
