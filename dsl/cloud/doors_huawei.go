package cloud

// The doors of Huawei Cloud and the actions of its access management that open or widen each
// (huawei/actions-for-elastic-addresses and the facts behind it).

var makeCloudServer = DoorStep{Done: exists, By: "ecs:cloudServers:create", Makes: true}

const (
	createPublicIP = "vpc:publicIps:create"
	bindPublicIP   = "vpc:publicIps:update"
	updateRoutes   = "vpc:routeTables:update"
)

var throughHuaweiNAT = []DoorStep{
	makeCloudServer,
	{Done: hasNAT, By: "nat:natGateways:create"},
	{Done: hasPublicNAT, By: createPublicIP},
	{Done: leadsToNAT, By: updateRoutes},
}

var huaweiDoors = doors([]Door{
	// Making a server with an elastic address takes both actions too.
	{
		Title: "an elastic address", Fact: "huawei/actions-for-elastic-addresses",
		Steps: []DoorStep{
			makeCloudServer,
			{Done: hasElastic, By: createPublicIP},
			{Done: hasElastic, By: bindPublicIP},
		},
	},
	{
		Title: "the elastic address of another", Fact: "huawei/actions-for-elastic-addresses", Here: canTakeAddress,
		Steps: []DoorStep{makeCloudServer, {By: bindPublicIP}},
	},
	{
		Title: "an SNAT rule of a NAT gateway", Fact: "huawei/actions-for-nat-gateways",
		ThroughNAT: true, Here: lacksPublicIPv4,
		First: throughHuaweiNAT,
		Steps: []DoorStep{{Done: isTranslated, By: "nat:snatRules:create | nat:snatRules:update"}},
	},
	{
		Title: "a DNAT rule of a NAT gateway", Fact: "huawei/actions-for-nat-gateways",
		ThroughNAT: true, Here: lacksPublicIPv4,
		First: throughHuaweiNAT,
		Steps: []DoorStep{{Done: isForwarded, By: "nat:dnatRules:create | nat:dnatRules:update"}},
	},
	{
		// Shared SNAT takes no action (huawei/otc-shared-snat).
		Title: "the shared SNAT of the VPC", Fact: "huawei/otc-shared-snat",
		Here:  func(s Subject) bool { return s.VPC.SharedSNAT != nil && lacksPublicIPv4(s) },
		Steps: []DoorStep{makeCloudServer},
	},
	{
		Title: "a load balancer", Fact: "huawei/actions-for-balancers",
		Steps: []DoorStep{
			makeCloudServer,
			{By: "elb:loadbalancers:create"},
			{By: createPublicIP},
			{By: "elb:pools:create + elb:listeners:create"},
			{By: "elb:members:create"},
		},
	},
	{
		Title: "another machine that stands in for a NAT gateway", Fact: "huawei/actions-for-proxies", Here: isPrivate,
		Steps: []DoorStep{
			{Done: hasProxy, By: "ecs:cloudServers:create"}, {Done: hasProxy, By: createPublicIP},
			{Done: hasProxyWithoutCheck, By: "vpc:ports:update"}, {Done: leadsToMachine, By: updateRoutes},
		},
	},
	{
		Title: "another VPC that has a way out", Fact: "huawei/actions-for-routes-and-peerings", Here: hasNeighbour,
		Steps: []DoorStep{
			{Done: isJoined, By: "vpc:peerings:create | vpc:peerings:accept"},
			{Done: leadsNextDoor, By: updateRoutes},
		},
	},
	{
		Title: "wider security groups", Fact: "huawei/actions-for-filters", Here: isExposed,
		Steps: []DoorStep{{By: "vpc:securityGroupRules:create | vpc:securityGroupRules:update | vpc:ports:update"}},
	},
	{
		Title: "a wider network ACL", Fact: "huawei/actions-for-filters", Here: isExposedBehindACL,
		Steps: []DoorStep{{By: "vpc:firewalls:update | vpc:firewallRules:update"}},
	},
})
