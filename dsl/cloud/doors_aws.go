package cloud

// The doors of AWS and the actions that open or widen each. Every door needs an internet gateway or an egress-only
// gateway, and a route that leads to it (aws/internet-access-conditions).

var makeEC2 = DoorStep{
	Done: exists, Makes: true,
	By: "ec2:RunInstances | autoscaling:CreateLaunchConfiguration + autoscaling:CreateAutoScalingGroup",
}

// awsRouting changes the routes of a subnet (aws/door-route). A subnet without a table of its own uses the main one.
const awsRouting = "ec2:CreateRoute | ec2:ReplaceRoute | ec2:AssociateRouteTable | " +
	"ec2:ReplaceRouteTableAssociation | ec2:DisassociateRouteTable"

func toInternetGateway(t Target) bool { g, ok := t.(*InternetGateway); return ok && !g.Detached }

var haveGateway = DoorStep{
	Done: func(s Subject) bool { return s.VPC.InternetGateway != nil && !s.VPC.InternetGateway.Detached },
	By:   "ec2:CreateInternetGateway + ec2:AttachInternetGateway",
}

// unblocked opens the switch for public access (aws/door-block-public-access); strictest is the strictest state that
// the door bears.
func unblocked(strictest PublicAccess) DoorStep {
	return DoorStep{
		Done: func(s Subject) bool { return s.VPC.PublicAccess <= strictest },
		By:   "ec2:ModifyVpcBlockPublicAccessOptions | ec2:CreateVpcBlockPublicAccessExclusion",
	}
}

// throughGateway are the steps to an internet gateway; leads says whether the tables lead to a target.
func throughGateway(strictest PublicAccess, leads func(Subject, func(Target) bool) bool) []DoorStep {
	return []DoorStep{
		haveGateway,
		{Done: func(s Subject) bool { return leads(s, toInternetGateway) }, By: awsRouting},
		unblocked(strictest),
	}
}

var throughOwnGateway = throughGateway(PublicOpen, ownLeads)

var takeAddress = DoorStep{Done: hasPublicIPv4, By: "ec2:AssociateAddress"}

var awsDoors = doors(
	awsAddressDoors,
	awsBalancerDoors("an application load balancer", "application"),
	awsBalancerDoors("a network load balancer", "network"),
	awsOtherDoors,
)

var awsAddressDoors = []Door{
	{
		Title: "a public address from its making", Fact: "aws/door-new-instance",
		Here:  isNew,
		Steps: []DoorStep{makeEC2},
		Then:  throughOwnGateway,
	},
	{
		Title: "a subnet that gives new machines a public address", Fact: "aws/door-subnet-switch", Here: isNew,
		Steps: []DoorStep{makeEC2, {By: "ec2:ModifySubnetAttribute"}},
		Then:  throughOwnGateway,
	},
	{
		Title: "an Elastic IP address", Fact: "aws/door-elastic-address",
		Steps: []DoorStep{makeEC2, {Done: hasPublicIPv4, By: "ec2:AllocateAddress"}, takeAddress},
		Then:  throughOwnGateway,
	},
	{
		Title: "the Elastic IP address of another", Fact: "aws/door-elastic-address", Here: canTakeAddress,
		Steps: []DoorStep{makeEC2, takeAddress},
		Then:  throughOwnGateway,
	},
	{
		// It serves a machine with a public address too (aws/nat-gateway-serves-who-is-routed).
		Title: "a NAT gateway", Fact: "aws/door-nat-gateway", ThroughNAT: true,
		Steps: []DoorStep{
			makeEC2,
			{Done: hasNAT, By: "ec2:AllocateAddress + ec2:CreateNatGateway"},
			{Done: leadsToNAT, By: awsRouting},
		},
		Then: throughGateway(PublicEgress, natLeads),
	},
}

// awsBalancerDoors are a balancer that faces the Internet, one beside it if the tables of its subnets lead nowhere, and
// an existing one that lets more in. An internal balancer can't be changed to face the Internet.
func awsBalancerDoors(title, kind string) []Door {
	facing := balancerFilter{kind, false}
	return []Door{
		{
			Title: title, Fact: "aws/door-balancer",
			Steps: []DoorStep{
				makeEC2, {Done: facing.there, By: "elasticloadbalancing:CreateLoadBalancer"},
				{Done: facing.listens, By: "elasticloadbalancing:CreateTargetGroup + elasticloadbalancing:CreateListener"},
				{Done: facing.targets, By: "elasticloadbalancing:RegisterTargets"},
			},
			Then: throughGateway(PublicOpen, facing.leads),
		},
		{
			Title: another(title), Fact: "aws/door-balancer",
			Here: func(s Subject) bool { return facing.there(s) && !facing.leads(s, toInternetGateway) },
			Steps: []DoorStep{
				makeEC2, {By: "elasticloadbalancing:CreateLoadBalancer"},
				{By: "elasticloadbalancing:CreateTargetGroup + elasticloadbalancing:CreateListener"},
				{By: "elasticloadbalancing:RegisterTargets"},
			},
			Then: throughGateway(PublicOpen, anyLeads),
		},
		{
			Title: title + " that lets more in",
			Fact:  "aws/door-balancer-wider",
			Here:  facing.targets,
			Steps: []DoorStep{{By: "elasticloadbalancing:CreateListener | " +
				"elasticloadbalancing:ModifyListener | elasticloadbalancing:SetSecurityGroups"}},
		},
	}
}

var giveIPv6 = []DoorStep{
	makeEC2,
	{Done: hasIPv6Range, By: "ec2:AssociateVpcCidrBlock + ec2:AssociateSubnetCidrBlock"},
	{Done: hasIPv6, By: "ec2:AssignIpv6Addresses"},
}

var awsOtherDoors = []Door{
	{Title: "an IPv6 address", Fact: "aws/door-ipv6", Steps: giveIPv6, Then: throughGateway(PublicOpen, ownLeadsIPv6)},
	{Title: "an egress-only gateway", Fact: "aws/door-egress-only", First: giveIPv6, Steps: []DoorStep{
		{Done: func(s Subject) bool { return s.VPC.EgressGateway != nil }, By: "ec2:CreateEgressOnlyInternetGateway"},
		{Done: func(s Subject) bool {
			return ownLeadsIPv6(s, func(t Target) bool { _, ok := t.(*EgressGateway); return ok })
		}, By: awsRouting},
		unblocked(PublicEgress),
	}},
	{
		Title: "another machine that stands in for a NAT gateway", Fact: "aws/door-nat-instance", Here: exists,
		Steps: []DoorStep{
			{Done: hasProxy, By: "ec2:RunInstances"},
			{Done: hasProxyWithoutCheck, By: "ec2:ModifyInstanceAttribute | ec2:ModifyNetworkInterfaceAttribute"},
			{Done: leadsToMachine, By: awsRouting},
		},
		Then: throughGateway(PublicOpen, anyLeads),
	},
	{
		Title: "another VPC that has a way out", Fact: "aws/door-other-vpc", Here: hasNeighbour,
		Steps: []DoorStep{
			{Done: isJoined, By: "ec2:CreateVpcPeeringConnection + ec2:AcceptVpcPeeringConnection | " +
				"ec2:CreateTransitGatewayVpcAttachment"},
			{Done: leadsNextDoor, By: awsRouting},
		},
	},
	{
		Title: "wider security groups", Fact: "aws/door-wider-groups", Here: isExposed,
		Steps: []DoorStep{{By: "ec2:AuthorizeSecurityGroupIngress | ec2:AuthorizeSecurityGroupEgress | " +
			"ec2:ModifySecurityGroupRules | ec2:ModifyInstanceAttribute | ec2:ModifyNetworkInterfaceAttribute"}},
	},
	{
		Title: "a wider network ACL", Fact: "aws/door-wider-acl", Here: isExposed,
		Steps: []DoorStep{{By: "ec2:CreateNetworkAclEntry | ec2:ReplaceNetworkAclEntry | " +
			"ec2:DeleteNetworkAclEntry | ec2:ReplaceNetworkAclAssociation"}},
	},
}
