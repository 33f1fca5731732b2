package cloud

import "net/netip"

// aws is Amazon Web Services. Facts: the sheet "aws".
var aws = Provider{
	Key:   "aws",
	Title: "AWS",
	// 8: leaving, the group comes first, then the subnet's ACL, then its table. 9: no filter sees the cloud's own services.
	Leave: []Stage{StageService, StageGroupOut, StageNeighbour, StageACLOut, StageRoute},
	// 8.6: the table of the receiver's subnet plays no part in delivery.
	Enter: []Stage{StageACLIn, StageGroupIn, StageGuest},
	// 8.1: between machines of one subnet stand their groups and nothing else.
	EnterFromNeighbour: []Stage{StageGroupIn, StageGuest},
	FromInternet:       []Stage{StageGatewayIn},
	Reserved:           awsReserved,
	SystemRoutes:       awsRoutes,
	Services:           awsServices,
	Private:            func(v *VPC, a netip.Addr) bool { return v.Holds(a) || IsPrivateSpace(a) },
	Groups: GroupModel{
		// 6.1: a group allows only, and the rules of all groups of an interface add up. A new group lets everything out, by a
		// rule that may be taken away.
		Kinds:   []*GroupKind{{OutRules: []Rule{AllowAll(0)}, References: true, SelfReference: true}},
		Default: awsDefaultGroup,
	},
	ACLs: ACLModel{Default: awsDefaultACL, MaxNumber: 32766},
	// 4: a public address works where the subnet's table leads to the internet gateway.
	PublicNeedsRoute: true,
	// 3.2: refused for most targets; the check of targets tells which.
	RoutesInsideSubnet: true,
	// 1: /16 to /28, for VPCs and subnets alike.
	VPCBits:    [2]int{16, 28},
	SubnetBits: [2]int{16, 28},
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
		routes[i] = Route{Range: r, Target: Local{}}
	}
	return routes
}

var awsLinkLocal = prefixes(
	"169.254.169.253/32", // name resolver
	"169.254.169.254/32", // instance metadata
	"169.254.169.123/32", // time
)

// awsServices: the resolver at the base of the VPC's first range plus two, and the link-local services (1, 9).
func awsServices(v *VPC) []netip.Prefix {
	if len(v.Ranges) == 0 || !v.Ranges[0].Addr().Is4() {
		return awsLinkLocal
	}
	resolver := v.Ranges[0].Masked().Addr().Next().Next()
	return append([]netip.Prefix{netip.PrefixFrom(resolver, 32)}, awsLinkLocal...)
}

// awsDefaultGroup: everything in from its own members, everything out (6.1).
func awsDefaultGroup(g *Group) {
	self := AllowAll(0)
	self.Peers = []Peer{{Group: g}}
	g.Rules = [2][]Rule{In: {self}, Out: {AllowAll(0)}}
}

// awsDefaultACL: rule 100 lets everything pass in both directions (7).
func awsDefaultACL(a *ACL) {
	a.Rules = [2][]Rule{In: {AllowAll(100)}, Out: {AllowAll(100)}}
}
