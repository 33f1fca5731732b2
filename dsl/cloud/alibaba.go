package cloud

import "net/netip"

// alibaba is Alibaba Cloud. Facts: the sheet "alibaba-huawei".
var alibaba = Provider{
	Key:   "alibaba",
	Title: "Alibaba Cloud",
	// 16.2: the group comes first, then the ACL; then a sender with a public address leaves by it, and the table is asked
	// only where it has none (2.4, 4.5). SG-7: the platform stops mail before all.
	Leave:              []Stage{StageBlockedPort, StageGroupOut, StageNeighbour, StageACLOut, StageOwnAddress, StageRoute},
	Enter:              []Stage{StageACLIn, StageGroupIn, StageGuest},
	EnterFromNeighbour: []Stage{StageGroupIn, StageGuest}, // NA-4
	FromInternet:       []Stage{StageEdgeIn},
	Reserved:           alibabaReserved,
	SystemRoutes:       alibabaRoutes,
	Services:           func(*VPC) []OwnService { return nil }, // they lie behind the system route, RT-10
	// NA-10: the name resolvers and the metadata server.
	ACLSpares:    prefixes("100.100.2.128/28", "100.100.2.112/28", "100.100.100.200/32"),
	Private:      func(v *VPC, a netip.Addr) bool { return v.Holds(a) || IsPrivateSpace(a) }, // 2.4
	BlockedPorts: []uint16{25},                                                               // SG-7
	Groups: GroupModel{
		Kinds: []*GroupKind{
			{Word: "basic", OutOpen: true, Members: true, References: true}, // 5.1
			{Word: "advanced"}, // 5.1
		},
		Numbered:  true, // 5.3
		MaxNumber: 100,
		Denies:    true,
		Default:   alibabaDefaultGroup,
	},
	ACLs:       ACLModel{MaxNumber: 32766}, // NA-1: no ACL is bound by itself
	VPCBits:    [2]int{8, 28},              // AD-2
	SubnetBits: [2]int{16, 29},             // AD-4
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
	routes := []Route{{Range: sharedSpace, Target: ServiceRange{}}}
	for _, s := range v.Subnets {
		for _, r := range s.Ranges {
			routes = append(routes, Route{Range: r, Target: Local{}})
		}
	}
	return routes
}

// alibabaDefaultGroup: the group that the cloud makes with the first instance lets in pings, SSH and remote desktop, with
// the weakest priority (5.5).
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
