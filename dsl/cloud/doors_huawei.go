package cloud

// The doors of Huawei Cloud and the actions that open or widen each. The names are those of its access management; what a
// door needs follows the sheet (HW-4, HW-5, HW-6, 11.2).

var makeCloudServer = DoorStep{Done: exists, Ways: [][]string{{"ecs:cloudServers:create"}}, Makes: true}

const (
	createPublicIP = "vpc:publicIps:create"
	bindPublicIP   = "vpc:publicIps:update"
	updateRoutes   = "vpc:routeTables:update"
)

var throughHuaweiNAT = []DoorStep{
	makeCloudServer, anyOf(hasNAT, "nat:natGateways:create"), anyOf(hasPublicNAT, createPublicIP), anyOf(leadsToNAT, updateRoutes),
}

var huaweiDoors = []Door{
	// A server may be made with an address of its own, which takes both actions.
	{Title: "an elastic address", Steps: []DoorStep{makeCloudServer, anyOf(hasElastic, createPublicIP), anyOf(hasElastic, bindPublicIP)}},
	{
		Title: "the elastic address of another", Here: func(s Subject) bool { return !hasPublicIPv4(s) && isElsewhere(s) },
		Steps: []DoorStep{makeCloudServer, one(bindPublicIP)},
	},
	{
		Title: "an SNAT rule of a NAT gateway", Gated: true, Here: func(s Subject) bool { return !hasPublicIPv4(s) },
		Steps: steps(throughHuaweiNAT, []DoorStep{anyOf(isLentTo, "nat:snatRules:create", "nat:snatRules:update")}),
	},
	{
		Title: "a DNAT rule of a NAT gateway", Gated: true, Here: func(s Subject) bool { return !hasPublicIPv4(s) },
		Steps: steps(throughHuaweiNAT, []DoorStep{anyOf(isForwarded, "nat:dnatRules:create", "nat:dnatRules:update")}),
	},
	{
		// Nobody has to do anything for it, but have no other way out (HW-4).
		Title: "the shared SNAT of the VPC", Here: func(s Subject) bool { return s.VPC.SharedSNAT != nil && !hasPublicIPv4(s) },
		Steps: []DoorStep{makeCloudServer},
	},
	{
		Title: "a load balancer",
		Steps: []DoorStep{
			makeCloudServer, one("elb:loadbalancers:create"), one(createPublicIP), one("elb:pools:create", "elb:listeners:create"), one("elb:members:create"),
		},
	},
	{
		Title: "another machine that stands in for a NAT gateway", Here: isPrivate,
		Steps: []DoorStep{
			anyOf(hasProxy, "ecs:cloudServers:create"), anyOf(hasProxy, createPublicIP),
			anyOf(hasProxyWithoutCheck, "vpc:ports:update"), anyOf(leadsToMachine, updateRoutes),
		},
	},
	{
		Title: "another VPC that has a way out", Here: hasNeighbour,
		Steps: []DoorStep{anyOf(isJoined, "vpc:peerings:create", "vpc:peerings:accept"), anyOf(leadsNextDoor, updateRoutes)},
	},
	{
		Title: "wider security groups", Here: isExposed,
		Steps: []DoorStep{anyOf(nil, "vpc:securityGroupRules:create", "vpc:securityGroupRules:update", "vpc:ports:update")},
	},
	{
		Title: "a wider network ACL", Here: func(s Subject) bool { return isExposed(s) && s.Subnet.ACL != nil },
		Steps: []DoorStep{anyOf(nil, "vpc:firewalls:update", "vpc:firewallRules:update")},
	},
}
