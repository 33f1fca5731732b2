package cloud

import "net/netip"

// alibaba is Alibaba Cloud. Facts: the sheet "alibaba-huawei".
var alibaba = Provider{
	Key:   "alibaba",
	Title: "Alibaba Cloud",
	// 16.2: the group comes first, then the ACL; then a sender with a public address leaves by it, and the table is
	// asked only where it has none (2.4, 4.5). SG-7: the platform stops mail before all.
	Ways: Ways{
		Leave: []Stage{
			StageBlockedPort,
			StageGroupOut,
			StageSourceCheck,
			StageNeighbour,
			StageACLOut,
			StageOwnAddress,
			StageRoute,
		},
		Enter:              []Stage{StageACLIn, StageGroupIn, StageGuest},
		EnterFromNeighbour: []Stage{StageGroupIn, StageGuest}, // NA-4
	},
	FromInternet: []Stage{StageEdgeIn},
	Reserved:     alibabaReserved,
	SystemRoutes: alibabaRoutes,
	Services:     func(*VPC) []OwnService { return nil }, // they lie behind the system route, RT-10
	// NA-10: the name resolvers and the metadata server.
	Exempt:       prefixes("100.100.2.128/28", "100.100.2.112/28", "100.100.100.200/32"),
	Private:      alibabaPrivate,
	BlockedPorts: []uint16{25}, // SG-7
	NAT: NATModel{
		Entries:     true, // SN-8
		WritesRoute: true, // RT-30
		// NA-17: whether the ACL of its own vSwitch sees what it forwards is left open; it is taken not to.
		Into:           []Stage{StageNATIn},
		Out:            []Stage{StageNATExit},
		Back:           []Stage{StageRoute},
		AnswersPing:    true, // NG-6
		RefusesElastic: true, // EI-7
		InnerOnce:      true, // DN-1
	},
	Balancers: []*BalancerKind{
		// LB-2, LB-3, LB-5: no interface in the VPC, past the targets' groups, the client's own address on layer 4.
		{
			Word:       "clb",
			Help:       "outside of the VPC, past the groups of its targets",
			Preserve:   true,
			PastGroups: true,
			Source:     netip.MustParseAddr("100.64.0.1"),
		},
		// LB-9, LB-10: in vSwitches; its groups let in what none of their rules denies.
		{Word: "alb", Help: endsConnections, Nodes: true, Groups: true, OpenGroups: true, Ends: true},
		{Word: "nlb", Help: "passes connections on, from its own address", Nodes: true, Groups: true, OpenGroups: true},
	},
	RetiredTypes: alibabaRetired,
	Audits:       alibabaAudits,
	Doors:        alibabaDoors,
	// 5.7: two sides, each with rules of its own. What leaves is free unless a rule says otherwise; what comes from
	// inside is let in for fellow members, for groups that a rule names and for single machines.
	Classic: &ClassicModel{
		Range:    netip.MustParsePrefix("10.0.0.0/8"),
		First:    netip.MustParseAddr("10.170.0.1"),
		Services: sharedSpace, // AD-10
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
				InByMachine: true,
			},
		},
		// SG-7: the platform stops mail here too.
		Internet: ClassicSide{
			Ways: Ways{
				Leave: []Stage{StageSide, StageBlockedPort, StageGroupOut, StageSideOut},
				Enter: []Stage{StageGroupIn, StageGuest},
			},
			Public: true,
			Kind:   &GroupKind{Word: "basic", Side: "internet", OutOpen: true},
		},
		Default: func(g *Group) { alibabaDefaultGroup(g.Internet) }, // 5.5
	},
	Groups: GroupModel{
		Kinds: []*GroupKind{
			{
				Word:       "basic",
				Help:       "its members reach each other, and everything may leave",
				OutOpen:    true,
				Members:    true,
				References: true,
			}, // 5.1
			{
				Word: "advanced",
				Help: "nothing passes without a rule",
			}, // 5.1
		},
		ByAddress: true, // 16.1
		Numbered:  true, // 5.3
		MaxNumber: 100,
		OldNumber: 110, // 5.3, 14: the cloud's own rules from before 27 May 2020
		Denies:    true,
		// 5.6, 14
		MaxMemberships: 10,
		MaxRules:       1000,
		Default:        alibabaDefaultGroup,
	},
	ACLs: ACLModel{
		MaxNumber:     32766,
		Lists:         true,
		ExemptsSubnet: true,
	}, // NA-1: no ACL is bound by itself; NA-8; 16.1
	Refused:          prefixes("100.64.0.0/10", "224.0.0.0/4", "127.0.0.0/8", "169.254.0.0/16"), // AD-2
	OneZone:          true,                                                                      // AD-12
	AssignedToFirst:  true,                                                                      // 4.1
	SubnetsPropagate: true,                                                                      // IC-3
	MaxUserRanges:    3,                                                                         // AD-11
	IPv6Bandwidth:    true,                                                                      // G6-2
	Bases:            alibabaBases,
	Open:             alibabaOpen,
	VPCSizes:         Sizes{V4: [2]int{8, 28}, V6: [2]int{56, 56}},  // AD-2, G6-1
	SubnetSizes:      Sizes{V4: [2]int{16, 29}, V6: [2]int{64, 64}}, // AD-4, G6-1
}

// alibabaPrivate: what the VPC holds, private space, and the ranges that its user declared (2.4, AD-11).
func alibabaPrivate(v *VPC, a netip.Addr) bool {
	for _, r := range v.UserRanges {
		if r.Contains(a) {
			return true
		}
	}
	return v.Holds(a) || IsPrivateSpace(a)
}

// alibabaAudits are managed rules of Cloud Config (alibaba 9).
var alibabaAudits = []Audit{
	{Finding: "open-to-world", Rule: "sg-risky-ports-check"},
	{Finding: "open-all", Rule: "sg-public-access-check"},
	{Finding: "public-address", Rule: "ecs-instance-no-public-ip"},
}

// alibabaRetired are the families of NA-15.
var alibabaRetired = []string{
	"ecs.c1", "ecs.c2", "ecs.c4", "ecs.c5", "ecs.ce4", "ecs.cm4", "ecs.d1", "ecs.e3", "ecs.e4", "ecs.ga1", "ecs.gn4", "ecs.gn5",
	"ecs.i1", "ecs.m1", "ecs.m2", "ecs.mn4", "ecs.n1", "ecs.n2", "ecs.n4", "ecs.s1", "ecs.s2", "ecs.s3", "ecs.se1", "ecs.sn1",
	"ecs.sn2", "ecs.t1", "ecs.xn4",
}

// alibabaReserved: the first address and the last three, in IPv6 the first and the last nine (AD-5, AD-6).
func alibabaReserved(subnet netip.Prefix, a netip.Addr) bool {
	start, end := place(subnet, a)
	if a.Is6() {
		return start < 1 || end < 9
	}
	return start < 1 || end < 3
}

// alibabaRoutes: one for each vSwitch, and one for the cloud's services (RT-10).
func alibabaRoutes(v *VPC) []Route {
	return append(subnetRoutes(v), Route{Range: sharedSpace, Target: ServiceRange{}, Origin: Static})
}

// alibabaDefaultGroup: the group that the cloud makes with the first instance lets in pings, SSH and remote desktop,
// with the weakest priority (5.5).
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
