package cloud

import "net/netip"

// Huawei is Huawei Cloud; its facts are in dsl/facts/huawei.md.
var Huawei = Provider{
	Key:   "huawei",
	Title: "Huawei Cloud",
	Ways: Ways{
		// A route longer than the default route goes before a public address of the machine's own, and that before the
		// default route (huawei/eip-before-default-route). Shared SNAT comes last (huawei/otc-shared-snat).
		Leave: []Stage{
			StageService,
			StageGroupOut,
			StageSourceCheck,
			StageNeighbour,
			StageACLOut,
			StageOwnBeforeDefault,
			StageRoute,
		},
		Enter:              []Stage{StageACLIn, StageGroupIn, StageGuest}, // huawei/acl-then-group
		EnterFromNeighbour: []Stage{StageGroupIn, StageGuest},             // huawei/acl-spares
	},
	FromInternet: []Stage{StageEdgeIn},
	Reserved:     huaweiReserved,
	SystemRoutes: huaweiRoutes,
	Services:     huaweiServices,
	Exempt:       prefixes("169.254.169.254/32", "100.125.0.0/16"), // huawei/acl-spares
	Private:      func(v *VPC, a netip.Addr) bool { return v.Holds(a) || IsPrivateSpace(a) },
	Groups: GroupModel{
		Kinds: []*GroupKind{{
			OutRules:      []Rule{AllowAll(1)}, // huawei/new-group-lets-out
			MemberRule:    huaweiMemberRule,
			References:    true, // huawei/group-of-the-region
			SelfReference: true,
		}},
		InOrder:   true, // huawei/groups-in-their-order
		ByAddress: true,
		// A rule may name a group of another VPC and does not know its members there (huawei/group-across-vpcs).
		NamesAny: true,
		// huawei/rules-have-actions-and-priorities
		Numbered:  true,
		MaxNumber: 100,
		Denies:    true,
		Default:   huaweiDefaultGroup,
	},
	// huawei/acl-remembers, huawei/acl-spares
	ACLs:    ACLModel{MaxNumber: 32766, Stateful: true, ExemptsSubnet: true},
	Routing: &byPrefix,
	// huawei/peering-leads-to-a-machine, huawei/nat-gateway-and-peered-vpcs
	Peerings: PeeringModel{ByMain: true},
	// huawei/vpn-gateway-writes-routes, huawei/main-table-for-what-comes-in, huawei/nat-gateway-and-far-networks
	VPN: VPNModel{ByMain: true, ToNAT: true, WritesRoutes: true},
	NAT: NATModel{
		Entries:     true, // huawei/nat-needs-a-rule
		WritesRoute: true, // huawei/nat-gateway-writes-a-route
		Into:        []Stage{StageNATIn},
		Out:         []Stage{StageNATExit},
		Back:        []Stage{StageRoute},
		Called:      []Stage{StageACLIn, StageGroupIn, StageGuest},
		// huawei/dnat-beside-eip
		BesideElastic: true,
	},
	Variant: &OpenTelekom,
	Doors:   huaweiDoors,
	// The check looks at sent packets only (huawei/source-check-looks-at-senders).
	Check:       true,
	Bases:       huaweiBases,
	Open:        huaweiOpen,
	VPCSizes:    Sizes{V4: [2]int{8, 28}}, // huawei/vpc-and-subnet-range-sizes
	SubnetSizes: Sizes{V4: [2]int{8, 29}},
}

// huaweiReserved reports whether an address is reserved: the first two of a subnet and the last three
// (huawei/reserved-addresses).
func huaweiReserved(subnet netip.Prefix, a netip.Addr) bool {
	start, end := place(subnet, a)
	return start < 2 || end < 3
}

// huaweiServices is instance metadata (huawei/metadata-address). The other services lie behind system routes
// (huawei/service-ranges).
func huaweiServices(*VPC) []OwnService {
	return []OwnService{
		{Addr: netip.MustParseAddr("169.254.169.254"), Service: onPort(TCP, 80)},
	}
}

// huaweiRoutes are the system routes: one for each subnet, and those for the cloud's services (huawei/system-routes).
func huaweiRoutes(v *VPC) []Route {
	return append(subnetRoutes(v),
		Route{Range: sharedSpace, Target: ServiceRange{}, Origin: Static},
		Route{Range: netip.MustParsePrefix("198.19.128.0/20"), Target: ServiceRange{}, Origin: Static},
	)
}

// huaweiMemberRule is the priority of the rule in every new group that lets its own members in
// (huawei/new-group-and-its-members).
const huaweiMemberRule = 100

// huaweiDefaultGroup fills the default group as any new one: everything in from its own members, everything out
// (huawei/default-group).
func huaweiDefaultGroup(g *Group) {
	g.Rules = [2][]Rule{In: {AllowMembers(g, huaweiMemberRule)}, Out: {AllowAll(1)}}
}
