package cloud

// A Door is a way to the Internet: steps, each of which has to be taken or is done already.
type Door struct {
	Title string
	// OnlyNew says that it opens only while a machine is made.
	OnlyNew bool
	Steps   []DoorStep
}

// A DoorStep is one thing that a door needs.
type DoorStep struct {
	// Done reports whether the scenario has it already; nil where it never does.
	Done func(Subject) bool
	// Ways are alternatives, each the actions that are needed together.
	Ways [][]string
}

// A Subject is the machine that a door is opened for, nil for one that is yet to be made, and its VPC.
type Subject struct {
	Machine *Instance
	VPC     *VPC
}

func exists(s Subject) bool { return s.Machine != nil }

// one is a step with a single way.
func one(actions ...string) DoorStep { return DoorStep{Ways: [][]string{actions}} }

// Alibaba Cloud (alibaba 8.2).

// makeECS is the making of a machine, for doors that open for one that is there.
var makeECS = DoorStep{Done: exists, Ways: [][]string{{"ecs:RunInstances"}, {"ecs:CreateInstance"}}}

var haveEIP = DoorStep{Ways: [][]string{{"vpc:AllocateEipAddress"}, {"vpc:AllocateEipAddressPro"}, {"vpc:AllocateEipSegmentAddress"}}}

// throughIPv4Gateway is the way past an IPv4 gateway: an active one wants a route, a removed one to be made again (alibaba
// G4-4, G4-11).
var throughIPv4Gateway = []DoorStep{
	{Done: func(s Subject) bool { return !gatewayIs(s, Removed) }, Ways: [][]string{{"vpc:CreateIpv4Gateway", "vpc:EnableVpcIpv4Gateway"}}},
	{
		Done: func(s Subject) bool { return !gatewayIs(s, Active) || leadsToIPv4Gateway(s) },
		Ways: [][]string{{"vpc:CreateRouteEntry"}, {"vpc:ModifyRouteEntry"}, {"vpc:AssociateRouteTable"}, {"vpc:UnassociateRouteTable"}},
	},
}

func gatewayIs(s Subject, state GatewayState) bool {
	return s.VPC != nil && s.VPC.IPv4Gateway != nil && s.VPC.IPv4Gateway.State == state
}

func leadsToIPv4Gateway(s Subject) bool {
	for _, n := range s.VPC.Subnets {
		if s.Machine != nil && n != s.Machine.Interfaces[0].Subnet {
			continue
		}
		for _, r := range n.Table.Routes {
			if r.Target == Target(s.VPC.IPv4Gateway) {
				return true
			}
		}
	}
	return false
}

var alibabaDoors = []Door{
	// RunInstances with bandwidth assigns an address in the same call: denying AllocatePublicIpAddress does not stop it.
	{Title: "a public address from its making", OnlyNew: true, Steps: append([]DoorStep{one("ecs:RunInstances")}, throughIPv4Gateway...)},
	{Title: "a static public address", Steps: append([]DoorStep{makeECS, {Ways: [][]string{{"ecs:AllocatePublicIpAddress"}, {"ecs:ModifyInstanceNetworkSpec"}}}}, throughIPv4Gateway...)},
	{Title: "an elastic address", Steps: append([]DoorStep{makeECS, haveEIP, one("vpc:AssociateEipAddress")}, throughIPv4Gateway...)},
	{Title: "an anycast elastic address", Steps: append([]DoorStep{makeECS, one("eipanycast:AllocateAnycastEipAddress"), one("eipanycast:AssociateAnycastEipAddress")}, throughIPv4Gateway...)},
	{Title: "a NAT gateway", Steps: []DoorStep{
		makeECS,
		{Done: hasNAT, Ways: [][]string{{"vpc:CreateNatGateway"}}},
		{Done: hasPublicNAT, Ways: haveEIP.Ways},
		{Done: hasPublicNAT, Ways: [][]string{{"vpc:AssociateEipAddress"}}},
		{Ways: [][]string{{"vpc:CreateSnatEntry"}, {"vpc:CreateForwardEntry"}, {"vpc:ModifySnatEntry"}, {"vpc:ModifyForwardEntry"}}},
	}},
	balancerDoor("a classic load balancer", "clb", "slb:CreateLoadBalancer",
		DoorStep{Done: hasBalancer("clb"), Ways: [][]string{{"slb:CreateLoadBalancerTCPListener"}, {"slb:CreateLoadBalancerUDPListener"}, {"slb:CreateLoadBalancerHTTPListener"}, {"slb:CreateLoadBalancerHTTPSListener"}}},
		DoorStep{Ways: [][]string{{"slb:AddBackendServers"}, {"slb:SetBackendServers"}, {"slb:CreateVServerGroup"}, {"slb:AddVServerGroupBackendServers"}, {"slb:CreateMasterSlaveServerGroup"}}}),
	balancerDoor("an application load balancer", "alb", "alb:CreateLoadBalancer",
		DoorStep{Done: hasBalancer("alb"), Ways: [][]string{{"alb:CreateListener", "alb:CreateServerGroup"}}}, one("alb:AddServersToServerGroup")),
	balancerDoor("a network load balancer", "nlb", "nlb:CreateLoadBalancer",
		DoorStep{Done: hasBalancer("nlb"), Ways: [][]string{{"nlb:CreateListener", "nlb:CreateServerGroup"}}}, one("nlb:AddServersToServerGroup")),
	{Title: "an IPv6 address with bandwidth", Steps: []DoorStep{
		makeECS,
		{Done: hasIPv6, Ways: [][]string{{"ecs:AssignIpv6Addresses"}}},
		{Done: func(s Subject) bool { return s.VPC != nil && s.VPC.IPv6Gateway != nil }, Ways: [][]string{{"vpc:CreateIpv6Gateway"}}},
		one("vpc:AllocateIpv6InternetBandwidth"),
	}},
}

func balancerDoor(title, kind, create string, listen, register DoorStep) Door {
	return Door{Title: title, Steps: []DoorStep{makeECS, {Done: hasBalancer(kind), Ways: [][]string{{create}}}, listen, register}}
}

func hasNAT(s Subject) bool { return s.VPC != nil && len(s.VPC.NATs) > 0 }

func hasPublicNAT(s Subject) bool {
	if s.VPC == nil {
		return false
	}
	for _, n := range s.VPC.NATs {
		if len(n.Publics()) > 0 {
			return true
		}
	}
	return false
}

// hasBalancer reports whether a balancer of this kind that faces the Internet is there.
func hasBalancer(kind string) func(Subject) bool {
	return func(s Subject) bool {
		if s.VPC == nil {
			return false
		}
		for _, b := range s.VPC.Balancers {
			if b.Kind.Word == kind && !b.Internal {
				return true
			}
		}
		return false
	}
}

func hasIPv6(s Subject) bool {
	if s.Machine == nil {
		return false
	}
	for _, a := range s.Machine.Interfaces[0].Addresses {
		if a.Private.Is6() {
			return true
		}
	}
	return false
}

// AWS (aws 4): every door needs an internet gateway and a route that leads to it, the choke point there.

var makeEC2 = DoorStep{Done: exists, Ways: [][]string{{"ec2:RunInstances"}}}

var haveGateway = DoorStep{
	Done: func(s Subject) bool {
		return s.VPC != nil && s.VPC.InternetGateway != nil && !s.VPC.InternetGateway.Detached
	},
	Ways: [][]string{{"ec2:CreateInternetGateway", "ec2:AttachInternetGateway"}},
}

var routeToGateway = DoorStep{
	Done: leadsOut,
	Ways: [][]string{{"ec2:CreateRoute"}, {"ec2:ReplaceRoute"}, {"ec2:AssociateRouteTable"}, {"ec2:ReplaceRouteTableAssociation"}},
}

// leadsOut reports whether the machine's subnet leads to the internet gateway; for a new machine, whether any does.
func leadsOut(s Subject) bool {
	if s.VPC == nil {
		return false
	}
	for _, n := range s.VPC.Subnets {
		if s.Machine != nil && n != s.Machine.Interfaces[0].Subnet {
			continue
		}
		if n.Table.LeadsOut() {
			return true
		}
	}
	return false
}

var awsDoors = []Door{
	{Title: "a public address from its making", OnlyNew: true, Steps: []DoorStep{one("ec2:RunInstances"), haveGateway, routeToGateway}},
	{Title: "an Elastic IP address", Steps: []DoorStep{makeEC2, haveGateway, routeToGateway, one("ec2:AllocateAddress"), one("ec2:AssociateAddress")}},
	{Title: "a NAT gateway", Steps: []DoorStep{
		makeEC2, haveGateway,
		{Done: hasPublicNAT, Ways: [][]string{{"ec2:CreateNatGateway", "ec2:AllocateAddress"}}},
		{Ways: [][]string{{"ec2:CreateRoute"}, {"ec2:ReplaceRoute"}, {"ec2:AssociateRouteTable"}, {"ec2:ReplaceRouteTableAssociation"}}},
	}},
	{Title: "a load balancer", Steps: []DoorStep{
		makeEC2, haveGateway,
		{Done: hasBalancer("application"), Ways: [][]string{{"elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateTargetGroup"}}},
		one("elasticloadbalancing:RegisterTargets"),
	}},
}
