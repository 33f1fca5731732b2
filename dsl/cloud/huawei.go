package cloud

import "net/netip"

// huawei is Huawei Cloud, and Open Telekom Cloud, which shares its model. Facts: the sheet "alibaba-huawei", section
// 11.
var huawei = Provider{
	Key:   "huawei",
	Title: "Huawei Cloud",
	// HW-4: a route longer than the default one outranks a machine's own public address, which outranks the default
	// route; who has none of these may have the platform's shared way out.
	Ways: Ways{
		Leave: []Stage{
			StageService,
			StageGroupOut,
			StageSourceCheck,
			StageNeighbour,
			StageACLOut,
			StageOwnBeforeDefault,
			StageRoute,
		},
		Enter:              []Stage{StageACLIn, StageGroupIn, StageGuest}, // HW-12
		EnterFromNeighbour: []Stage{StageGroupIn, StageGuest},             // HW-12
	},
	FromInternet: []Stage{StageEdgeIn},
	Reserved:     huaweiReserved,
	SystemRoutes: huaweiRoutes,
	Services:     huaweiServices,
	Exempt:       prefixes("169.254.169.254/32", "100.125.0.0/16"),
	Private:      func(v *VPC, a netip.Addr) bool { return v.Holds(a) || IsPrivateSpace(a) },
	Groups: GroupModel{
		Kinds:     []*GroupKind{{OutRules: []Rule{AllowAll(1)}, References: true, SelfReference: true}}, // HW-9, HW-10
		ByAddress: true,
		NamesAny:  true, // HW-9; they are not known there, 12
		Numbered:  true,
		MaxNumber: 100,
		Denies:    true,
		Default:   huaweiDefaultGroup,
	},
	ACLs: ACLModel{MaxNumber: 32766, Stateful: true, ExemptsSubnet: true}, // HW-12
	NAT: NATModel{
		Entries:     true, // HW-6
		WritesRoute: true,
		Into:        []Stage{StageNATIn},
		Out:         []Stage{StageNATExit},
		Back:        []Stage{StageRoute},
	},
	Doors:       huaweiDoors,
	Check:       true, // HW-8: of what is sent only
	Bases:       huaweiBases,
	Open:        huaweiOpen,
	VPCSizes:    Sizes{V4: [2]int{8, 28}},
	SubnetSizes: Sizes{V4: [2]int{8, 29}},
}

// huaweiReserved: the first two addresses and the last three (HW-7).
func huaweiReserved(subnet netip.Prefix, a netip.Addr) bool {
	start, end := place(subnet, a)
	return start < 2 || end < 3
}

// huaweiServices: instance metadata (HW-12); the others lie behind the system routes (HW-1).
func huaweiServices(*VPC) []OwnService {
	return []OwnService{
		{Addr: netip.MustParseAddr("169.254.169.254"), Service: Service{Protocol: TCP, Ports: [][2]uint16{{80, 80}}}},
	}
}

// huaweiRoutes: one for each subnet, and those of the cloud's services (HW-1).
func huaweiRoutes(v *VPC) []Route {
	return append(subnetRoutes(v),
		Route{Range: sharedSpace, Target: ServiceRange{}, Origin: Static},
		Route{Range: netip.MustParsePrefix("198.19.128.0/20"), Target: ServiceRange{}, Origin: Static},
	)
}

// huaweiDefaultGroup: in from its own members, and SSH, remote desktop, the web and pings from anywhere; everything out
// (HW-10).
func huaweiDefaultGroup(g *Group) {
	self := AllowAll(1)
	self.Peers = []Peer{{Group: g}}
	g.Rules = [2][]Rule{In: {self}, Out: {AllowAll(1)}}
	everywhere := []Peer{{Range: netip.MustParsePrefix("0.0.0.0/0")}}
	services := []Service{{Protocol: ICMP, Type: -1, Code: -1}}
	for _, port := range []uint16{22, 3389, 80, 443} {
		services = append(services, Service{Protocol: TCP, Ports: [][2]uint16{{port, port}}})
	}
	for _, s := range services {
		g.Rules[In] = append(g.Rules[In], Rule{Number: 1, Allow: true, Service: s, Peers: everywhere})
	}
}
