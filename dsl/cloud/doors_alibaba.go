package cloud

import "slices"

// The doors of Alibaba Cloud and the actions that open or widen each (alibaba/actions-for-elastic-addresses and the
// facts around it).

// makeECS makes the machine, unless it exists.
var makeECS = DoorStep{Done: exists, By: "ecs:RunInstances | ecs:CreateInstance", Makes: true}

// obtain and bind take an elastic address and bind it, by the actions of ECS too
// (alibaba/actions-for-elastic-addresses).
const (
	obtain = "vpc:AllocateEipAddress | vpc:AllocateEipAddressPro | vpc:AllocateEipSegmentAddress | " +
		"ecs:AllocateEipAddress"
	bind = "vpc:AssociateEipAddress | vpc:AssociateEipAddressBatch | ecs:AssociateEipAddress"
)

// alibabaRouting changes the routes of a vSwitch. A vSwitch without a table of its own uses the system route table
// (alibaba/actions-for-routes).
const alibabaRouting = "vpc:CreateRouteEntry | vpc:CreateRouteEntries | vpc:ModifyRouteEntry | " +
	"vpc:AssociateRouteTable | vpc:UnassociateRouteTable"

// pastIPv4Gateway are the steps past an IPv4 gateway. An active one needs a route to it
// (alibaba/ipv4-gateway-makes-routes-decide), or its deletion in public mode. After a deletion in private mode, a new
// one is made, and activated or deleted in public mode (alibaba/deleted-in-private-mode).
func pastIPv4Gateway(leads func(Subject, func(Target) bool) bool) []DoorStep {
	return []DoorStep{
		{
			Done: func(s Subject) bool { return !gatewayIs(s, Removed) },
			By: "vpc:CreateIpv4Gateway + vpc:EnableVpcIpv4Gateway | " +
				"vpc:CreateIpv4Gateway + vpc:DeleteIpv4Gateway",
		},
		{
			Done: func(s Subject) bool { return !gatewayIs(s, Active) || leads(s, toIPv4Gateway) },
			By:   "vpc:DeleteIpv4Gateway | " + alibabaRouting,
		},
	}
}

func toIPv4Gateway(t Target) bool { _, ok := t.(*IPv4Gateway); return ok }

var pastOwnGateway = pastIPv4Gateway(ownLeads)

func gatewayIs(s Subject, state GatewayState) bool {
	return s.VPC.IPv4Gateway != nil && s.VPC.IPv4Gateway.State == state
}

var alibabaDoors = doors(
	alibabaAddressDoors, alibabaNATDoors,
	alibabaBalancerDoors("a classic load balancer", "clb", clbActions),
	alibabaBalancerDoors("an application load balancer", "alb", albActions),
	alibabaBalancerDoors("a network load balancer", "nlb", nlbActions),
	alibabaIPv6Doors, alibabaOtherDoors,
)

var alibabaAddressDoors = []Door{
	// RunInstances assigns an address without AllocatePublicIpAddress (alibaba/static-address-at-creation).
	{
		Title: "a public address from its making", Fact: "alibaba/static-address-at-creation",
		Here:  isNew,
		Steps: []DoorStep{{By: "ecs:RunInstances"}},
		Then:  pastOwnGateway,
	},
	{
		Title: "a machine that another service makes with a public address", Fact: "alibaba/actions-by-other-services",
		Here: isNew,
		Steps: []DoorStep{{By: "ess:CreateScalingConfiguration | " +
			"ecs:CreateLaunchTemplate + ess:CreateScalingGroup | ecs:CreateLaunchTemplateVersion | " +
			"ecs:CreateAutoProvisioningGroup | ros:CreateStack | cs:CreateCluster"}},
		Then: pastOwnGateway,
	},
	{
		Title: "a static public address", Fact: "alibaba/actions-for-static-addresses", Classic: true,
		Here:  func(s Subject) bool { return hasStatic(s) || !hasElastic(s) },
		Steps: []DoorStep{makeECS, {Done: hasStatic, By: "ecs:AllocatePublicIpAddress | ecs:ModifyInstanceNetworkSpec"}},
		Then:  pastOwnGateway,
	},
	{
		Title: "more of its static public address", Fact: "alibaba/actions-for-static-addresses",
		Classic: true, Here: hasStatic,
		Steps: []DoorStep{{By: "ecs:ModifyInstanceNetworkSpec | ecs:ModifyInstanceSpec | " +
			"ecs:ConvertNatPublicIpToEip"}},
	},
	{
		Title: "an elastic address", Fact: "alibaba/actions-for-elastic-addresses",
		Here:  func(s Subject) bool { return hasElastic(s) || !hasStatic(s) },
		Steps: []DoorStep{makeECS, {Done: hasElastic, By: obtain}, {Done: hasElastic, By: bind}},
		Then:  pastOwnGateway,
	},
	{
		Title: "the elastic address of another", Fact: "alibaba/actions-for-elastic-addresses", Here: canTakeAddress,
		Steps: []DoorStep{makeECS, {By: "vpc:UnassociateEipAddress"}, {By: bind}},
		Then:  pastOwnGateway,
	},
	{
		Title: "more of its elastic address", Fact: "alibaba/actions-for-elastic-addresses", Here: hasElastic,
		Steps: []DoorStep{{By: "vpc:ModifyEipAddressAttribute | vpc:ModifyEipForwardMode"}},
	},
	{
		Title: "an anycast elastic address", Fact: "alibaba/actions-for-elastic-addresses",
		Steps: []DoorStep{
			makeECS,
			{By: "eipanycast:AllocateAnycastEipAddress"},
			{By: "eipanycast:AssociateAnycastEipAddress"},
		},
		Then: pastOwnGateway,
	},
}

// throughNAT are the steps of a door through a NAT gateway with an address and a way out; entry is its step for an
// entry.
func throughNAT(entry DoorStep) []DoorStep {
	return slices.Concat(
		[]DoorStep{
			makeECS,
			{Done: hasNAT, By: "vpc:CreateNatGateway"},
			{Done: hasPublicNAT, By: obtain},
			{Done: hasPublicNAT, By: bind},
			entry,
			{Done: leadsToNAT, By: alibabaRouting},
		},
		pastIPv4Gateway(natLeads),
	)
}

// usesEntries reports whether a NAT gateway may translate for the machine. A machine with a public address uses no
// entry (alibaba/public-address-before-snat), except under an active IPv4 gateway
// (alibaba/eip-behind-nat-under-ipv4-gateway).
func usesEntries(s Subject) bool { return !hasPublicIPv4(s) || gatewayIs(s, Active) }

var alibabaNATDoors = []Door{
	{
		Title: "an SNAT entry of a NAT gateway", Fact: "alibaba/actions-for-nat-gateways",
		ThroughNAT: true, Here: usesEntries,
		Steps: throughNAT(DoorStep{Done: isTranslated, By: "vpc:CreateSnatEntry"}),
	},
	{
		// alibaba/dnat-and-eip-exclude
		Title: "a DNAT entry of a NAT gateway", Fact: "alibaba/actions-for-nat-gateways",
		ThroughNAT: true, Here: lacksPublicIPv4,
		Steps: throughNAT(DoorStep{Done: isForwarded, By: "vpc:CreateForwardEntry"}),
	},
	{
		Title: "a changed entry of a NAT gateway", Fact: "alibaba/actions-for-nat-gateways", ThroughNAT: true,
		Here: func(s Subject) bool { return usesEntries(s) && hasEntries(s) },
		Steps: throughNAT(DoorStep{By: "vpc:ModifySnatEntry | vpc:ModifyForwardEntry | " +
			"vpc:ModifyNatGatewayAttribute"}),
	},
}

// balancerActions are the actions for a kind of load balancer, each in the form of DoorStep.By. publish makes an
// internal balancer face the Internet; if it is empty, an elastic address does.
type balancerActions struct{ create, publish, listen, register, widening string }

var clbActions = balancerActions{
	create: "slb:CreateLoadBalancer",
	listen: "slb:CreateLoadBalancerTCPListener | slb:CreateLoadBalancerUDPListener | " +
		"slb:CreateLoadBalancerHTTPListener | slb:CreateLoadBalancerHTTPSListener | slb:StartLoadBalancerListener",
	register: "slb:AddBackendServers | slb:SetBackendServers | slb:CreateVServerGroup | " +
		"slb:AddVServerGroupBackendServers | slb:ModifyVServerGroupBackendServers | " +
		"slb:SetVServerGroupAttribute | slb:CreateMasterSlaveServerGroup | slb:CreateRules",
	widening: "slb:SetListenerAccessControlStatus | slb:AddAccessControlListEntry | " +
		"slb:RemoveAccessControlListEntry | slb:ModifyLoadBalancerInternetSpec",
}

var albActions = balancerActions{
	create:  "alb:CreateLoadBalancer",
	publish: "alb:UpdateLoadBalancerAddressTypeConfig | alb:EnableLoadBalancerIpv6Internet",
	listen:  "alb:CreateServerGroup + alb:CreateListener | alb:StartListener",
	register: "alb:AddServersToServerGroup | alb:UpdateServerGroupServersAttribute | alb:CreateRule | " +
		"alb:CreateRules",
	widening: "alb:AssociateAclsWithListener | alb:DissociateAclsFromListener | " +
		"alb:LoadBalancerJoinSecurityGroup | alb:LoadBalancerLeaveSecurityGroup",
}

var nlbActions = balancerActions{
	create:   "nlb:CreateLoadBalancer",
	publish:  "nlb:UpdateLoadBalancerAddressTypeConfig | nlb:EnableLoadBalancerIpv6Internet",
	listen:   "nlb:CreateServerGroup + nlb:CreateListener | nlb:StartListener",
	register: "nlb:AddServersToServerGroup | nlb:UpdateServerGroupServersAttribute",
	widening: "nlb:LoadBalancerJoinSecurityGroup | nlb:LoadBalancerLeaveSecurityGroup",
}

const balancerActionsFact = "alibaba/actions-for-balancers"

// alibabaBalancerDoors are a balancer that faces the Internet, one beside it if its tables do not lead to an active
// IPv4 gateway, an internal one that is changed to face the Internet, and an existing one that lets more in. A classic
// balancer does not depend on the IPv4 gateway (alibaba/classic-balancer-beside-ipv4-gateway), and a new one serves the
// classic network too.
func alibabaBalancerDoors(title, kind string, a balancerActions) []Door {
	facing, inner := balancerFilter{kind, false}, balancerFilter{kind, true}
	outside := kind == "clb"
	past := func(b balancerFilter) []DoorStep {
		if outside {
			return nil
		}
		return pastIPv4Gateway(b.leads)
	}
	published := []DoorStep{{By: a.publish}}
	if a.publish == "" {
		published = []DoorStep{{By: obtain}, {By: bind}}
	}
	return []Door{
		{
			Title: title, Fact: balancerActionsFact, Classic: outside,
			Steps: []DoorStep{
				makeECS,
				{Done: facing.there, By: a.create},
				{Done: facing.listens, By: a.listen},
				{Done: facing.targets, By: a.register},
			},
			Then: past(facing),
		},
		{
			Title: another(title), Fact: balancerActionsFact,
			Here: func(s Subject) bool {
				return !outside && gatewayIs(s, Active) && facing.there(s) && !facing.leads(s, toIPv4Gateway)
			},
			Steps: []DoorStep{makeECS, {By: a.create}, {By: a.listen}, {By: a.register}},
			Then:  pastIPv4Gateway(anyLeads),
		},
		{
			Title: title + " that was internal", Fact: balancerActionsFact, Here: inner.there,
			First: []DoorStep{makeECS, {Done: inner.listens, By: a.listen}, {Done: inner.targets, By: a.register}},
			Steps: published,
			Then:  past(inner),
		},
		{
			Title: title + " that lets more in",
			Fact:  balancerActionsFact,
			Here:  facing.targets,
			Steps: []DoorStep{{By: a.widening}},
		},
	}
}

var alibabaIPv6Doors = []Door{
	{
		Title: "an IPv6 address with bandwidth", Fact: "alibaba/actions-for-ipv6", Steps: []DoorStep{
			makeECS, {Done: hasIPv6Range, By: "vpc:ModifyVpcAttribute + vpc:ModifyVSwitchAttribute"},
			{Done: hasIPv6, By: "ecs:AssignIpv6Addresses"},
			{Done: func(s Subject) bool { return s.VPC.IPv6Gateway != nil }, By: "vpc:CreateIpv6Gateway"},
			{Done: leadsToIPv6Gateway, By: alibabaRouting},
			{Done: hasPublicIPv6, By: "vpc:AllocateIpv6InternetBandwidth | vpc:ModifyIpv6InternetBandwidth"},
		},
	},
	{
		Title: "an IPv6 address that may be called too", Fact: "alibaba/actions-for-ipv6",
		Here:  isEgressOnly,
		Steps: []DoorStep{{By: "vpc:DeleteIpv6EgressOnlyRule"}},
	},
}

// leadsToIPv6Gateway reports whether the machine's tables lead to the IPv6 gateway. A new one writes its route into the
// main table (alibaba/ipv6-gateway-writes-a-route).
func leadsToIPv6Gateway(s Subject) bool {
	if s.VPC.IPv6Gateway == nil {
		return s.Subnet.Table == s.VPC.Main
	}
	return ownLeadsIPv6(s, func(t Target) bool { return t == Target(s.VPC.IPv6Gateway) })
}

var alibabaOtherDoors = []Door{
	{
		Title: "a second interface in a subnet with a way out", Fact: "alibaba/vswitch-in-one-zone",
		Here:  hasSubnetWithNAT,
		Steps: []DoorStep{{By: "ecs:CreateNetworkInterface + ecs:AttachNetworkInterface"}},
	},
	{
		Title: "another machine that stands in for a NAT gateway", Fact: "alibaba/route-to-an-instance",
		Here:  followsRoutes,
		Steps: []DoorStep{{Done: hasProxy, By: "ecs:RunInstances"}, {Done: leadsToMachine, By: alibabaRouting}},
		Then:  pastIPv4Gateway(anyLeads),
	},
	{
		Title: "another VPC that has a way out", Fact: "alibaba/actions-for-joining", Here: hasNeighbour,
		Steps: []DoorStep{
			{Done: isJoined, By: "cen:CreateTransitRouterVpcAttachment | vpc:CreateVpcPeerConnection | " +
				"vpc:AcceptVpcPeerConnection | vpc:CreateVpnGateway"},
			{Done: leadsNextDoor, By: alibabaRouting},
		},
	},
	{
		// The route table of the gateway leads traffic for others to a machine (alibaba/gateway-route-table).
		Title: "what the IPv4 gateway lets in for others", Fact: "alibaba/gateway-route-table",
		Here:  func(s Subject) bool { return exists(s) && gatewayIs(s, Active) && isBesidePublic(s) },
		Steps: []DoorStep{{By: "vpc:CreateRouteTable + vpc:ModifyRouteEntry + vpc:AssociateRouteTableWithGateway"}},
	},
	{
		Title: "wider security groups", Fact: "alibaba/actions-for-filters", Classic: true, Here: isExposed,
		Steps: []DoorStep{{By: "ecs:AuthorizeSecurityGroup | ecs:AuthorizeSecurityGroupEgress | " +
			"ecs:ModifySecurityGroupRule | ecs:ModifySecurityGroupEgressRule | ecs:RevokeSecurityGroup | " +
			"ecs:RevokeSecurityGroupEgress | ecs:JoinSecurityGroup | ecs:LeaveSecurityGroup | " +
			"ecs:ModifyInstanceAttribute | ecs:ModifyNetworkInterfaceAttribute | ecs:ModifySecurityGroupPolicy"}},
	},
	{
		Title: "a wider network ACL", Fact: "alibaba/actions-for-filters", Here: isExposedBehindACL,
		Steps: []DoorStep{{By: "vpc:UpdateNetworkAclEntries | vpc:UnassociateNetworkAcl | vpc:DeleteNetworkAcl | " +
			"vpc:AssociateNetworkAcl"}},
	},
}

// followsRoutes reports whether the route table chooses the machine's way out: it has no public address
// (alibaba/public-address-is-a-way-out), or an IPv4 gateway is active (alibaba/ipv4-gateway-makes-routes-decide).
func followsRoutes(s Subject) bool { return exists(s) && (!hasPublicIPv4(s) || gatewayIs(s, Active)) }

// hasSubnetWithNAT reports whether no NAT gateway serves a private machine, but one serves another subnet of its zone.
func hasSubnetWithNAT(s Subject) bool {
	if !isPrivate(s) || isServed(s) {
		return false
	}
	for _, n := range s.VPC.Subnets {
		other := Subject{Cloud: s.Cloud, VPC: s.VPC, Subnet: n, Effort: s.Effort}
		if n != s.Subnet && n.Zone == s.Subnet.Zone &&
			s.anyNAT(s.VPC, func(g *NAT) bool { return leadsToNAT(other.through(g)) && other.isServedBy(g) }) {
			return true
		}
	}
	return false
}

// isServedBy reports whether an entry of a NAT gateway covers the machines of the subject's subnet.
func (s Subject) isServedBy(n *NAT) bool {
	for _, r := range s.Subnet.Ranges {
		if s.translated(n, r.Addr().Next()) {
			return true
		}
	}
	return false
}
