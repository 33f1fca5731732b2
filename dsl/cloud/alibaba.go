package cloud

import "net/netip"

// Alibaba is Alibaba Cloud; its facts are in dsl/facts/alibaba.md.
var Alibaba = Provider{
	Key:   "alibaba",
	Title: "Alibaba Cloud",
	Ways: Ways{
		// The platform blocks mail first (alibaba/outgoing-mail-is-blocked). Then come the group and the ACL
		// (alibaba/group-stands-at-the-interface-acl-at-the-edge). A sender with a public address leaves by it; for
		// every other one the table decides (alibaba/public-address-is-a-way-out).
		Leave: []Stage{
			StageBlockedPort,
			StageGroupOut,
			StageSourceCheck,
			StageNeighbour,
			StageACLOut,
			StageOwnAddress,
			StageRoute,
		},
		Enter: []Stage{StageACLIn, StageGroupIn, StageGuest},
		// alibaba/acl-does-not-see-its-own-vswitch
		EnterFromNeighbour: []Stage{StageGroupIn, StageGuest},
	},
	FromInternet: []Stage{StageEdgeIn},
	Reserved:     alibabaReserved,
	SystemRoutes: alibabaRoutes,
	// The cloud's own services lie behind a system route (alibaba/system-routes).
	Services: func(*VPC) []OwnService { return nil },
	// The name resolvers and the metadata server (alibaba/acl-spares-services).
	Exempt:       prefixes("100.100.2.128/28", "100.100.2.112/28", "100.100.100.200/32"),
	Private:      alibabaPrivate,
	BlockedPorts: []uint16{25}, // alibaba/outgoing-mail-is-blocked
	Routing:      &byPrefix,
	NAT: NATModel{
		Entries:     true, // alibaba/snat-needs-route-and-entry
		WritesRoute: true, // alibaba/nat-gateway-writes-a-route
		// The ACL of its own vSwitch does not filter what it forwards (alibaba/acl-of-the-nat-gateways-vswitch).
		Into:           []Stage{StageNATIn},
		Out:            []Stage{StageNATExit},
		PrivateOut:     []Stage{StageRoute}, // alibaba/vpc-nat-gateway
		Back:           []Stage{StageRoute},
		Called:         []Stage{StageGuest},
		MayBePrivate:   true, // alibaba/vpc-nat-gateway
		Hairpin:        true, // alibaba/snat-reaches-own-dnat
		AnswersPing:    true, // alibaba/nat-gateway-lets-in
		RefusesElastic: true, // alibaba/dnat-and-eip-exclude
		InnerOnce:      true, // alibaba/dnat-port-entry
	},
	Balancers: []*BalancerKind{
		// alibaba/classic-balancer-is-outside-the-vpc, alibaba/classic-balancer-passes-groups
		{
			Word:             "clb",
			Help:             "outside of the VPC, past the groups of its targets",
			Preserve:         true, // alibaba/balancers-and-client-addresses
			PastGroups:       true,
			ChecksPastGroups: true, // alibaba/classic-balancer-health-checks
			CrossZone:        true,
			Source:           netip.MustParseAddr("100.64.0.1"), // alibaba/classic-balancer-layer-7
		},
		// alibaba/balancers-stand-in-vswitches, alibaba/balancer-groups-let-in
		{
			Word:        "alb",
			Help:        endsConnections,
			Nodes:       true,
			Groups:      true,
			OpenGroups:  true,
			Ends:        true,
			CrossZone:   true, // alibaba/application-balancer-cross-zone
			FailsOpen:   true, // alibaba/targets-that-fail-their-checks
			AnswersPing: true, // alibaba/application-balancer-answers-pings
			Addresses:   true, // alibaba/balancer-address-targets
			OnePerZone:  true, // alibaba/balancer-one-vswitch-a-zone
		},
		{
			Word:             "nlb",
			Help:             "passes connections on, from its own address",
			Nodes:            true,
			Groups:           true,
			OpenGroups:       true,
			ChecksPastGroups: true,                              // alibaba/network-balancer-health-checks
			CrossZone:        true,                              // alibaba/network-balancer-cross-zone
			FailsOpen:        true,                              // alibaba/targets-that-fail-their-checks
			Prober:           netip.MustParseAddr("100.64.0.1"), // alibaba/network-balancer-zone-checks
			Addresses:        true,                              // alibaba/balancer-address-targets
			OnePerZone:       true,                              // alibaba/balancer-one-vswitch-a-zone
		},
	},
	Clusters: &ClusterModel{
		OwnRange: true,
		// alibaba/pod-leaves-as-its-node
		Translates: func(v *VPC, a netip.Addr) bool { return !alibabaPrivate(v, a) },
	},
	RetiredTypes: alibabaRetired,
	Audits:       alibabaAudits,
	Doors:        alibabaDoors,
	// A group has rules for each side (alibaba/classic-rules-for-each-side). What leaves is allowed unless a rule
	// denies it; on the intranet, members of the group, groups that a rule names and single machines are let in.
	Classic: &ClassicModel{
		Range:    netip.MustParsePrefix("10.0.0.0/8"), // alibaba/classic-two-interfaces
		First:    netip.MustParseAddr("10.170.0.1"),
		Services: sharedSpace, // alibaba/service-range
		Intranet: ClassicSide{
			Ways: Ways{
				Leave:              []Stage{StageSide, StageGroupOut, StageNeighbour, StageSideOut},
				Enter:              []Stage{StageGroupIn, StageGuest},
				EnterFromNeighbour: []Stage{StageGroupIn, StageGuest},
			},
			Kind: &GroupKind{
				Word:        "basic",
				Side:        "intranet",
				OutOpen:     true,
				Members:     true,
				References:  true,
				InByMachine: true, // alibaba/classic-inner-rules
			},
		},
		Internet: ClassicSide{
			Ways: Ways{
				// The platform blocks mail here too (alibaba/outgoing-mail-is-blocked).
				Leave: []Stage{StageSide, StageBlockedPort, StageGroupOut, StageSideOut},
				Enter: []Stage{StageGroupIn, StageGuest},
			},
			Public: true,
			Kind:   &GroupKind{Word: "basic", Side: "internet", OutOpen: true},
		},
		Default: func(g *Group) { alibabaDefaultGroup(g.Internet) },
	},
	Groups: GroupModel{
		Kinds: []*GroupKind{
			// alibaba/basic-group-lets-out, alibaba/members-reach-each-other
			{
				Word:       "basic",
				Help:       "its members reach each other, and everything may leave",
				OutOpen:    true,
				Members:    true,
				References: true,
			},
			// alibaba/advanced-members-are-apart, alibaba/advanced-group-names-no-group
			{
				Word: "advanced",
				Help: "nothing passes without a rule",
			},
		},
		ByAddress: true, // alibaba/group-reference-is-private
		// Rules of 110 are the cloud's own, from before 27 May 2020 (alibaba/rule-priorities).
		Numbered:  true,
		MaxNumber: 100,
		OldNumber: 110,
		Denies:    true,
		// alibaba/groups-per-interface
		MaxMemberships: 10,
		MaxRules:       1000,
		Default:        alibabaDefaultGroup,
	},
	// A vSwitch has no ACL until one is bound to it (alibaba/acl-is-optional).
	ACLs: ACLModel{
		MaxNumber:     32766,
		Lists:         true, // alibaba/acl-rule-fields
		ExemptsSubnet: true, // alibaba/acl-does-not-see-its-own-vswitch
	},
	// alibaba/vpc-range-sizes
	Refused:          prefixes("100.64.0.0/10", "224.0.0.0/4", "127.0.0.0/8", "169.254.0.0/16"),
	OneZone:          true, // alibaba/vswitch-in-one-zone
	AssignedToFirst:  true, // alibaba/static-address-on-the-first-interface
	SubnetsPropagate: true, // alibaba/cen-learns-vswitches
	MaxUserRanges:    3,    // alibaba/user-range-counts-as-private
	IPv6Bandwidth:    true, // alibaba/ipv6-needs-bandwidth
	Bases:            alibabaBases,
	Open:             alibabaOpen,
	VPCSizes:         Sizes{V4: [2]int{8, 28}, V6: [2]int{56, 56}},  // alibaba/vpc-range-sizes
	SubnetSizes:      Sizes{V4: [2]int{16, 29}, V6: [2]int{64, 64}}, // alibaba/vswitch-range-sizes
}

// alibabaPrivate reports whether an address is private: of the VPC, of private space, or of a range that the scenario
// declares private (alibaba/user-range-counts-as-private).
func alibabaPrivate(v *VPC, a netip.Addr) bool {
	return v.Holds(a) || IsPrivateSpace(a) || anyContains(v.UserRanges, a)
}

// alibabaAudits are managed rules of Cloud Config (alibaba/audit-open-ports).
var alibabaAudits = []Audit{
	{Finding: "open-to-world", Rule: "sg-risky-ports-check"},
	{Finding: "open-all", Rule: "sg-public-access-check"},
	{Finding: "public-address", Rule: "ecs-instance-no-public-ip"},
}

// alibabaRetired are the retired families of instance types (alibaba/acl-skips-retired-types).
var alibabaRetired = []string{
	"ecs.c1", "ecs.c2", "ecs.c4", "ecs.c5", "ecs.ce4", "ecs.cm4", "ecs.d1", "ecs.e3", "ecs.e4", "ecs.ga1", "ecs.gn4",
	"ecs.gn5", "ecs.i1", "ecs.m1", "ecs.m2", "ecs.mn4", "ecs.n1", "ecs.n2", "ecs.n4", "ecs.s1", "ecs.s2", "ecs.s3",
	"ecs.se1", "ecs.sn1", "ecs.sn2", "ecs.t1", "ecs.xn4",
}

// alibabaReserved reports whether an address is reserved: the first and the last three of a vSwitch, in IPv6 the first
// and the last nine (alibaba/reserved-addresses).
func alibabaReserved(subnet netip.Prefix, a netip.Addr) bool {
	start, end := place(subnet, a)
	if a.Is6() {
		return start < 1 || end < 9
	}
	return start < 1 || end < 3
}

// alibabaRoutes are the system routes: one for each vSwitch, and one for the cloud's services (alibaba/system-routes).
func alibabaRoutes(v *VPC) []Route {
	return append(subnetRoutes(v), Route{Range: sharedSpace, Target: ServiceRange{}, Origin: Static})
}

// alibabaDefaultGroup fills the group that the cloud makes with the first instance: it lets in pings, SSH and remote
// desktop, with the weakest priority (alibaba/default-group).
func alibabaDefaultGroup(g *Group) {
	everywhere := []Peer{{Range: netip.MustParsePrefix("0.0.0.0/0")}}
	for _, s := range []Service{
		{Protocol: ICMP, Type: -1, Code: -1},
		{Protocol: TCP, Ports: [][2]uint16{{22, 22}}},
		{Protocol: TCP, Ports: [][2]uint16{{3389, 3389}}},
	} {
		g.Rules[In] = append(g.Rules[In], Rule{Number: 100, Allow: true, Service: s, Peers: everywhere})
	}
}
