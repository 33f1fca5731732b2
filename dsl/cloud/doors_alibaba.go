package cloud

// The doors of Alibaba Cloud and the actions that open or widen each (alibaba 8.2).

// makeECS is the making of a machine, for doors that open for one that is there.
var makeECS = DoorStep{Done: exists, By: "ecs:RunInstances | ecs:CreateInstance", Makes: true}

// obtain and bind are the two halves of an elastic address; the actions of the older interface are still taken.
const (
	obtain = "vpc:AllocateEipAddress | vpc:AllocateEipAddressPro | vpc:AllocateEipSegmentAddress | " +
		"ecs:AllocateEipAddress"
	bind = "vpc:AssociateEipAddress | vpc:AssociateEipAddressBatch | ecs:AssociateEipAddress"
)

// alibabaRouting changes where a subnet's table leads. A subnet that loses its own table has the VPC's main one.
const alibabaRouting = "vpc:CreateRouteEntry | vpc:CreateRouteEntries | vpc:ModifyRouteEntry | " +
	"vpc:AssociateRouteTable | vpc:UnassociateRouteTable"

// pastIPv4Gateway is the way past an IPv4 gateway: a removed one has to be made again; under an active one a route is
// needed, or it is removed so that the VPC is open again; one that was made anew may be too (alibaba G4-4, G4-11).
func pastIPv4Gateway(leads func(Subject, func(Target) bool) bool) []DoorStep {
	toGateway := func(t Target) bool { _, ok := t.(*IPv4Gateway); return ok }
	return []DoorStep{
		{
			Done: func(s Subject) bool { return !gatewayIs(s, Removed) },
			By: "vpc:CreateIpv4Gateway + vpc:EnableVpcIpv4Gateway | " +
				"vpc:CreateIpv4Gateway + vpc:DeleteIpv4Gateway",
		},
		{
			Done: func(s Subject) bool { return !gatewayIs(s, Active) || leads(s, toGateway) },
			By:   "vpc:DeleteIpv4Gateway" + " | " + alibabaRouting,
		},
	}
}

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
	// RunInstances with bandwidth assigns an address in the same call: denying AllocatePublicIpAddress does not stop
	// it.
	{
		Title: "a public address from its making",
		Here:  isNew,
		Steps: steps([]DoorStep{{By: "ecs:RunInstances"}}, pastIPv4Gateway(ownLeads)),
	},
	{
		Title: "a machine that another service makes with a public address", Here: isNew,
		Steps: steps([]DoorStep{{By: "ess:CreateScalingConfiguration | " +
			"ecs:CreateLaunchTemplate + ess:CreateScalingGroup | ecs:CreateLaunchTemplateVersion | " +
			"ecs:CreateAutoProvisioningGroup | ros:CreateStack | cs:CreateCluster"}}, pastIPv4Gateway(ownLeads)),
	},
	{
		Title: "a static public address", Classic: true, Here: func(s Subject) bool { return hasStatic(s) || !hasElastic(s) },
		Steps: steps(
			[]DoorStep{makeECS, {Done: hasStatic, By: "ecs:AllocatePublicIpAddress | ecs:ModifyInstanceNetworkSpec"}},
			pastIPv4Gateway(ownLeads),
		),
	},
	{
		Title: "more of its static public address", Classic: true, Here: hasStatic,
		Steps: []DoorStep{{By: "ecs:ModifyInstanceNetworkSpec | ecs:ModifyInstanceSpec | " +
			"ecs:ConvertNatPublicIpToEip"}},
	},
	{
		Title: "an elastic address", Here: func(s Subject) bool { return hasElastic(s) || !hasStatic(s) },
		Steps: steps(
			[]DoorStep{makeECS, {Done: hasElastic, By: obtain}, {Done: hasElastic, By: bind}},
			pastIPv4Gateway(ownLeads),
		),
	},
	{
		Title: "the elastic address of another", Here: func(s Subject) bool { return !hasPublicIPv4(s) && isElsewhere(s) },
		Steps: steps([]DoorStep{makeECS, {By: "vpc:UnassociateEipAddress"}, {By: bind}}, pastIPv4Gateway(ownLeads)),
	},
	{
		Title: "more of its elastic address", Here: hasElastic,
		Steps: []DoorStep{{By: "vpc:ModifyEipAddressAttribute | vpc:ModifyEipForwardMode"}},
	},
	{
		Title: "an anycast elastic address",
		Steps: steps(
			[]DoorStep{
				makeECS,
				{By: "eipanycast:AllocateAnycastEipAddress"},
				{By: "eipanycast:AssociateAnycastEipAddress"},
			},
			pastIPv4Gateway(ownLeads),
		),
	},
}

// throughNAT are the steps to a NAT gateway that has an address and a way out, with what its entries need between.
func throughNAT(entry DoorStep) []DoorStep {
	return steps(
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

// usesEntries reports whether a NAT gateway may translate for the machine: one with a public address of its own uses
// no entry (alibaba 4.5), unless an active IPv4 gateway lets its table decide (14).
func usesEntries(s Subject) bool { return !hasPublicIPv4(s) || gatewayIs(s, Active) }

// An entry that forwards to a machine with a public address of its own is dead (alibaba 4.5).
var alibabaNATDoors = []Door{
	{
		Title: "an SNAT entry of a NAT gateway", Gated: true, Here: usesEntries,
		Steps: throughNAT(DoorStep{Done: isTranslated, By: "vpc:CreateSnatEntry"}),
	},
	{
		Title: "a DNAT entry of a NAT gateway", Gated: true, Here: func(s Subject) bool { return !hasPublicIPv4(s) },
		Steps: throughNAT(DoorStep{Done: isForwarded, By: "vpc:CreateForwardEntry"}),
	},
	{
		Title: "a changed entry of a NAT gateway", Gated: true, Here: func(s Subject) bool { return usesEntries(s) && hasEntries(s) },
		Steps: throughNAT(DoorStep{By: "vpc:ModifySnatEntry | vpc:ModifyForwardEntry | " +
			"vpc:ModifyNatGatewayAttribute"}),
	},
}

// balancerActions are what a kind of load balancer takes, as DoorStep.By.
type balancerActions struct{ create, turn, listen, register, widening string }

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
	create: "alb:CreateLoadBalancer",
	turn:   "alb:UpdateLoadBalancerAddressTypeConfig | alb:EnableLoadBalancerIpv6Internet",
	listen: "alb:CreateServerGroup + alb:CreateListener | alb:StartListener",
	register: "alb:AddServersToServerGroup | alb:UpdateServerGroupServersAttribute | alb:CreateRule | " +
		"alb:CreateRules",
	widening: "alb:AssociateAclsWithListener | alb:DissociateAclsFromListener | " +
		"alb:LoadBalancerJoinSecurityGroup | alb:LoadBalancerLeaveSecurityGroup",
}

var nlbActions = balancerActions{
	create:   "nlb:CreateLoadBalancer",
	turn:     "nlb:UpdateLoadBalancerAddressTypeConfig | nlb:EnableLoadBalancerIpv6Internet",
	listen:   "nlb:CreateServerGroup + nlb:CreateListener | nlb:StartListener",
	register: "nlb:AddServersToServerGroup | nlb:UpdateServerGroupServersAttribute",
	widening: "nlb:LoadBalancerJoinSecurityGroup | nlb:LoadBalancerLeaveSecurityGroup",
}

// alibabaBalancerDoors are a balancer that faces the Internet, an internal one that is made to, and one that lets more
// in. A classic one has no interface in the VPC, so that the IPv4 gateway does not matter to it (alibaba G4-13), and
// serves the classic network too.
func alibabaBalancerDoors(title, kind string, a balancerActions) []Door {
	facing, inner := balancing{kind, false}, balancing{kind, true}
	outside := kind == "clb"
	past := func(b balancing) []DoorStep {
		if outside {
			return nil
		}
		return pastIPv4Gateway(b.leads)
	}
	turned := []DoorStep{{By: a.turn}}
	if a.turn == "" {
		turned = []DoorStep{{By: obtain}, {By: bind}}
	}
	return []Door{
		{Title: title, Classic: outside, Steps: steps(
			[]DoorStep{
				makeECS,
				{Done: facing.there, By: a.create},
				{Done: facing.listens, By: a.listen},
				{Done: facing.targets, By: a.register},
			},
			past(facing),
		)},
		{Title: title + " that was internal", Classic: outside, Here: inner.there, Steps: steps(
			[]DoorStep{
				makeECS,
				{Done: inner.listens, By: a.listen},
				{Done: inner.targets, By: a.register},
			},
			turned,
			past(inner),
		)},
		{
			Title:   title + " that lets more in",
			Classic: outside,
			Here:    facing.targets,
			Steps:   []DoorStep{{By: a.widening}},
		},
	}
}

var alibabaIPv6Doors = []Door{
	{
		Title: "an IPv6 address with bandwidth", Steps: []DoorStep{
			makeECS, {Done: hasIPv6Range, By: "vpc:ModifyVpcAttribute + vpc:ModifyVSwitchAttribute"},
			{Done: hasIPv6, By: "ecs:AssignIpv6Addresses"},
			{Done: func(s Subject) bool { return s.VPC.IPv6Gateway != nil }, By: "vpc:CreateIpv6Gateway"},
			{Done: leadsToIPv6Gateway, By: alibabaRouting},
			{Done: hasPublicIPv6, By: "vpc:AllocateIpv6InternetBandwidth | vpc:ModifyIpv6InternetBandwidth"},
		},
	},
	{
		Title: "an IPv6 address that may be called too",
		Here:  isEgressOnly,
		Steps: []DoorStep{{By: "vpc:DeleteIpv6EgressOnlyRule"}},
	},
}

// leadsToIPv6Gateway: a gateway that is made writes its route into the main table by itself (alibaba G6-3).
func leadsToIPv6Gateway(s Subject) bool {
	if s.VPC.IPv6Gateway == nil {
		return s.Subnet.Table == s.VPC.Main
	}
	return ownLeadsIPv6(s, func(t Target) bool { return t == Target(s.VPC.IPv6Gateway) })
}

var alibabaOtherDoors = []Door{
	{
		Title: "a second interface in a subnet with a way out", Here: hasSubnetWithNAT,
		Steps: []DoorStep{{By: "ecs:CreateNetworkInterface + ecs:AttachNetworkInterface"}},
	},
	{
		Title: "another machine that stands in for a NAT gateway", Here: followsRoutes,
		Steps: steps(
			[]DoorStep{{Done: hasProxy, By: "ecs:RunInstances"}, {Done: leadsToMachine, By: alibabaRouting}},
			pastIPv4Gateway(anyLeads),
		),
	},
	{
		Title: "another VPC that has a way out", Here: hasNeighbour,
		Steps: []DoorStep{
			{Done: isJoined, By: "cen:CreateTransitRouterVpcAttachment | vpc:CreateVpcPeerConnection | " +
				"vpc:AcceptVpcPeerConnection | vpc:CreateVpnGateway"},
			{Done: leadsNextDoor, By: alibabaRouting},
		},
	},
	{
		// A route of the gateway's own table sends what comes in for others to a machine (alibaba RT-3).
		Title: "what the IPv4 gateway lets in for others", Here: func(s Subject) bool { return exists(s) && gatewayIs(s, Active) && isBesidePublic(s) },
		Steps: []DoorStep{{By: "vpc:CreateRouteTable + vpc:ModifyRouteEntry + vpc:AssociateRouteTableWithGateway"}},
	},
	{
		Title: "wider security groups", Classic: true, Here: isExposed,
		Steps: []DoorStep{{By: "ecs:AuthorizeSecurityGroup | ecs:AuthorizeSecurityGroupEgress | " +
			"ecs:ModifySecurityGroupRule | ecs:ModifySecurityGroupEgressRule | ecs:RevokeSecurityGroup | " +
			"ecs:RevokeSecurityGroupEgress | ecs:JoinSecurityGroup | ecs:LeaveSecurityGroup | " +
			"ecs:ModifyInstanceAttribute | ecs:ModifyNetworkInterfaceAttribute | ecs:ModifySecurityGroupPolicy"}},
	},
	{
		Title: "a wider network ACL", Here: func(s Subject) bool { return isExposed(s) && s.Subnet.ACL != nil },
		Steps: []DoorStep{{By: "vpc:UpdateNetworkAclEntries | vpc:UnassociateNetworkAcl | vpc:DeleteNetworkAcl | " +
			"vpc:AssociateNetworkAcl"}},
	},
}

// followsRoutes reports whether the machine's way out is the table's to choose: it has no public address, or an IPv4
// gateway is active (alibaba 4.5, G4-4).
func followsRoutes(s Subject) bool { return exists(s) && (!hasPublicIPv4(s) || gatewayIs(s, Active)) }

// hasSubnetWithNAT reports whether a private machine's own subnet leads to no NAT gateway while another of its zone
// does.
func hasSubnetWithNAT(s Subject) bool {
	if !isPrivate(s) || isServed(s) {
		return false
	}
	for _, n := range s.VPC.Subnets {
		other := Subject{Cloud: s.Cloud, VPC: s.VPC, Subnet: n, Effort: s.Effort}
		if n != s.Subnet && n.Zone == s.Subnet.Zone &&
			s.anyGate(s.VPC, func(g *NAT) bool { return leadsToNAT(other.through(g)) && other.isServedBy(g) }) {
			return true
		}
	}
	return false
}

// isServedBy reports whether an entry of a NAT gateway covers the machines of the subject's subnet.
func (s Subject) isServedBy(n *NAT) bool {
	for _, r := range s.Subnet.Ranges {
		if public := s.translated(n, r.Addr().Next()); public != nil {
			return true
		}
	}
	return false
}
