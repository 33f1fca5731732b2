package cloud

// alibabaDoors are the ways to the Internet with the actions that open them for a machine (alibaba 8.2). Each way is enough
// by itself.
var alibabaDoors = []Door{
	{
		Title: "a static public address", ForNew: true,
		Ways: [][]string{
			{"ecs:RunInstances"}, // with InternetMaxBandwidthOut it assigns the address by itself: the hole in the usual list
			{"ecs:CreateInstance", "ecs:AllocatePublicIpAddress"},
		},
	},
	{
		Title: "a static public address", ForOld: true,
		Ways: [][]string{{"ecs:AllocatePublicIpAddress"}, {"ecs:ModifyInstanceNetworkSpec"}},
	},
	{
		Title: "an elastic address", ForOld: true,
		Ways: [][]string{
			{"vpc:AllocateEipAddress", "vpc:AssociateEipAddress"},
			{"vpc:AllocateEipAddressPro", "vpc:AssociateEipAddress"},
			{"vpc:AllocateEipSegmentAddress", "vpc:AssociateEipAddress"},
			{"eipanycast:AllocateAnycastEipAddress", "eipanycast:AssociateAnycastEipAddress"},
		},
	},
	{
		Title: "a NAT gateway", ForOld: true,
		Ways: [][]string{
			{"vpc:CreateNatGateway", "vpc:AllocateEipAddress", "vpc:AssociateEipAddress", "vpc:CreateSnatEntry"},
			{"vpc:CreateNatGateway", "vpc:AllocateEipAddress", "vpc:AssociateEipAddress", "vpc:CreateForwardEntry"},
			{"vpc:CreateNatGateway", "vpc:AllocateEipAddressPro", "vpc:AssociateEipAddress", "vpc:CreateSnatEntry"},
			{"vpc:CreateNatGateway", "vpc:AllocateEipAddressPro", "vpc:AssociateEipAddress", "vpc:CreateForwardEntry"},
		},
	},
	{
		Title: "a classic load balancer", ForOld: true,
		Ways: [][]string{
			{"slb:CreateLoadBalancer", "slb:CreateLoadBalancerTCPListener", "slb:AddBackendServers"},
			{"slb:CreateLoadBalancer", "slb:CreateLoadBalancerUDPListener", "slb:AddBackendServers"},
			{"slb:CreateLoadBalancer", "slb:CreateLoadBalancerHTTPListener", "slb:AddBackendServers"},
			{"slb:CreateLoadBalancer", "slb:CreateLoadBalancerHTTPSListener", "slb:AddBackendServers"},
		},
	},
	{
		Title: "an application load balancer", ForOld: true,
		Ways: [][]string{{"alb:CreateLoadBalancer", "alb:CreateListener", "alb:CreateServerGroup", "alb:AddServersToServerGroup"}},
	},
	{
		Title: "a network load balancer", ForOld: true,
		Ways: [][]string{{"nlb:CreateLoadBalancer", "nlb:CreateListener", "nlb:CreateServerGroup", "nlb:AddServersToServerGroup"}},
	},
	{
		Title: "an IPv6 address with bandwidth", ForOld: true,
		Ways: [][]string{{"vpc:AllocateIpv6InternetBandwidth"}},
	},
}

// awsDoors are the ways to the Internet on AWS. Each passes the internet gateway and a route to it (aws 4), the choke point
// there: a user who may make neither opens no door in a VPC that has none.
var awsDoors = []Door{
	{Title: "a public address at launch", ForNew: true, Ways: [][]string{{"ec2:RunInstances"}}},
	{
		Title: "an Elastic IP address", ForOld: true,
		Ways: [][]string{{"ec2:AllocateAddress", "ec2:AssociateAddress"}},
	},
}
