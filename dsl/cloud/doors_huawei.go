package cloud

// The doors of Huawei Cloud and the actions that open or widen each. The names are those of its access management; what
// a door needs follows the sheet (HW-4, HW-5, HW-6, 11.2).

var makeCloudServer = DoorStep{Done: exists, By: "ecs:cloudServers:create", Makes: true}

const (
	createPublicIP = "vpc:publicIps:create"
	bindPublicIP   = "vpc:publicIps:update"
	updateRoutes   = "vpc:routeTables:update"
)

var throughHuaweiNAT = []DoorStep{
	makeCloudServer, {Done: hasNAT, By: "nat:natGateways:create"}, {Done: hasPublicNAT, By: createPublicIP}, {Done: leadsToNAT, By: updateRoutes},
}

var huaweiDoors = doors([]Door{
	// A server may be made with an address of its own, which takes both actions.
	{
		Title: "an elastic address",
		Steps: []DoorStep{
			makeCloudServer,
			{Done: hasElastic, By: createPublicIP},
			{Done: hasElastic, By: bindPublicIP},
		},
	},
	{
		Title: "the elastic address of another", Here: func(s Subject) bool { return !hasPublicIPv4(s) && isElsewhere(s) },
		Steps: []DoorStep{makeCloudServer, {By: bindPublicIP}},
	},
	{
		Title: "an SNAT rule of a NAT gateway", Gated: true, Here: func(s Subject) bool { return !hasPublicIPv4(s) },
		Steps: steps(
			throughHuaweiNAT,
			[]DoorStep{{Done: isTranslated, By: "nat:snatRules:create | nat:snatRules:update"}},
		),
	},
	{
		Title: "a DNAT rule of a NAT gateway", Gated: true, Here: func(s Subject) bool { return !hasPublicIPv4(s) },
		Steps: steps(
			throughHuaweiNAT,
			[]DoorStep{{Done: isForwarded, By: "nat:dnatRules:create | nat:dnatRules:update"}},
		),
	},
	{
		// Nobody has to do anything for it, but have no other way out (HW-4).
		Title: "the shared SNAT of the VPC", Here: func(s Subject) bool { return s.VPC.SharedSNAT != nil && !hasPublicIPv4(s) },
		Steps: []DoorStep{makeCloudServer},
	},
	{
		Title: "a load balancer",
		Steps: []DoorStep{
			makeCloudServer, {By: "elb:loadbalancers:create"}, {By: createPublicIP}, {By: "elb:pools:create + elb:listeners:create"}, {By: "elb:members:create"},
		},
	},
	{
		Title: "another machine that stands in for a NAT gateway", Here: isPrivate,
		Steps: []DoorStep{
			{Done: hasProxy, By: "ecs:cloudServers:create"}, {Done: hasProxy, By: createPublicIP},
			{Done: hasProxyWithoutCheck, By: "vpc:ports:update"}, {Done: leadsToMachine, By: updateRoutes},
		},
	},
	{
		Title: "another VPC that has a way out", Here: hasNeighbour,
		Steps: []DoorStep{
			{Done: isJoined, By: "vpc:peerings:create | vpc:peerings:accept"},
			{Done: leadsNextDoor, By: updateRoutes},
		},
	},
	{
		Title: "wider security groups", Here: isExposed,
		Steps: []DoorStep{{By: "vpc:securityGroupRules:create | vpc:securityGroupRules:update | vpc:ports:update"}},
	},
	{
		Title: "a wider network ACL", Here: func(s Subject) bool { return isExposed(s) && s.Subnet.ACL != nil },
		Steps: []DoorStep{{By: "vpc:firewalls:update | vpc:firewallRules:update"}},
	},
})
