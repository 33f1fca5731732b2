package vocabulary

import "hopwise/dsl/cloud"

// The clouds that have a statement, or something else in its place.
var (
	onAWS     = []*cloud.Provider{&cloud.AWS}
	onAlibaba = []*cloud.Provider{&cloud.Alibaba}
	onHuawei  = []*cloud.Provider{&cloud.Huawei}

	notOnAWS     = []*cloud.Provider{&cloud.Alibaba, &cloud.Huawei}
	notOnAlibaba = []*cloud.Provider{&cloud.AWS, &cloud.Huawei}
	notOnHuawei  = []*cloud.Provider{&cloud.AWS, &cloud.Alibaba}
)

// hintPeering is for a cloud that joins VPCs two at a time.
const hintPeering = "Write a peering for each pair of VPCs, and the routes on both sides."

// sameThing is for clouds without vSwitches.
var sameThing = []Other{{Clouds: notOnAlibaba, Explanation: "calls a vswitch a subnet", Keyword: "subnet"}}

// noEndpoints is for a cloud whose endpoints are not written.
var noEndpoints = Other{
	Clouds:      onHuawei,
	Explanation: "has VPC endpoints that this language can't describe yet",
	Hint:        "An instance in a subnet with the address of the endpoint, its groups and a listen line behaves alike.",
}

// directed is for rules without their direction.
var directed = &Lack{
	[]Place{InGroup, InACL},
	Other{Explanation: "has rules that start with in or out"},
}

// The statements of the language. Rows lists them.
var (
	// Everywhere
	RowTitle = Row{
		Keyword: "title", Forms: []Form{{&ArgText.Arg}}, In: []Place{AtTop}, Help: "The scenario's name.",
	}
	RowNote = Row{
		Keyword: "note", Forms: []Form{{&ArgText.Arg}},
		In:   Places,
		Help: "Free text, shown with the scenario.",
	}

	// The top level
	RowHost = Row{
		Keyword: "host",
		Forms:   []Form{{&ArgName.Arg, &ArgAddresses.Arg}},
		In:      []Place{AtTop},
		Opens:   InHost,
		Help:    "A machine on the Internet, outside every cloud.",
	}
	RowCloud = Row{
		Keyword: "cloud",
		Forms:   []Form{{&ArgCloud.Arg, Optional{&WordOTC}, ofAccount}},
		In:      []Place{AtTop},
		Opens:   InCloud,
		Help:    "One cloud: it sees the hosts, and no other cloud.",
	}
	RowTrace = Row{
		Keyword: "trace",
		Forms:   []Form{{&ArgFrom.Arg, &WordArrow, &ArgTo.Arg, &ArgService.Arg, fromPort, onCloud}},
		In:      []Place{AtTop},
		Help:    "A question to show.",
	}
	RowExpect = Row{
		Keyword: "expect",
		Forms: []Form{
			{
				&ArgFrom.Arg, &WordArrow, &ArgTo.Arg, &ArgService.Arg, fromPort, &ArgOutcome.Arg,
				Optional{&WordBy, &ArgDecider.Arg}, Optional{&WordBecause, &ArgReason.Arg},
				Optional{&WordVia, &ArgPassed.Arg}, Optional{&WordAs, &ArgAddress.Arg}, onCloud,
			},
			{Optional{&WordNo}, &WordFinding, Optional{&ArgFinding.Arg}, Optional{&WordAt, &ArgObject.Arg}, onCloud},
			{&ArgUser.Arg, Choice{&WordCan, &WordCannot}, &WordExpose, &ArgExposed.Arg, onCloud},
		},
		In: []Place{AtTop}, Help: "A question with its answer.",
	}
	RowEphemeral = Row{
		Keyword: "ephemeral",
		Forms:   []Form{{&ArgPorts.Arg}},
		In:      []Place{InHost},
		Once:    true,
		Help:    "The ports that this client sends from.",
	}

	// In a cloud
	RowVPC = Row{
		Keyword: "vpc",
		Forms:   []Form{{&ArgName.Arg, &ArgRanges.Arg}},
		In:      []Place{InCloud},
		Opens:   InVPC,
		Help:    "A private network.",
	}
	RowPeering = Row{
		Keyword: "peering",
		Forms: []Form{{
			&ArgName.Arg, &ArgOneVPC.Arg, &WordBothWays, &ArgOtherVPC.Arg, Optional{&WordInterRegion},
			Optional{&WordPending},
		}},
		In:   []Place{InCloud},
		Help: "Joins two VPCs; route tables on both sides name it.",
	}
	RowTransitGateway = Row{
		Keyword: "transit-gateway", Forms: []Form{{&ArgName.Arg}}, In: []Place{InCloud}, Opens: InTransit, Clouds: onAWS,
		Help: "Joins VPCs and VPN connections, with an attachment in each subnet that it attaches.",
		Instead: []Other{
			{Clouds: onAlibaba, Explanation: "joins VPCs by a cen"},
			{Clouds: onHuawei, Explanation: "joins VPCs by a peering", Hint: hintPeering},
		},
	}
	RowCEN = Row{
		Keyword: "cen",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InCloud},
		Opens:   InCEN,
		Clouds:  onAlibaba,
		Help:    "Joins VPCs and VPN connections.",
		Instead: []Other{
			{Clouds: onAWS, Explanation: "joins VPCs by a transit-gateway"},
			{Clouds: onHuawei, Explanation: "joins VPCs by a peering", Hint: hintPeering},
		},
	}
	RowVPNConnection = Row{
		Keyword: "vpn-connection",
		Forms:   []Form{{&ArgName.Arg, &ArgRanges.Arg}},
		In:      []Place{InCloud},
		Clouds:  notOnHuawei,
		Help:    "A private network far away that a hub attaches.",
		Instead: []Other{
			{
				Clouds:      onHuawei,
				Explanation: "leads to a private network far away by a vpn-gateway",
				Hint:        "It stands in a VPC: vpn-gateway NAME RANGE.",
			},
		},
	}
	RowUser = Row{
		Keyword: "user",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InCloud},
		Opens:   InUser,
		Help:    "A user and its access policy.",
	}
	RowClassic = Row{
		Keyword: "classic",
		Forms:   []Form{{}},
		In:      []Place{InCloud},
		Opens:   InClassic,
		Clouds:  onAlibaba,
		Help:    "The classic network, where a machine has a public and an inner interface.",
		Instead: []Other{
			{
				Clouds:      notOnAlibaba,
				Explanation: "has no classic network: a machine lives in a subnet of a VPC",
			},
		},
	}

	// In a transit gateway or a cen
	RowAttachSubnets = Row{
		Keyword: "attach",
		Forms:   []Form{{&ArgFeet.Arg}},
		In:      []Place{InTransit},
		Help:    "The subnets that it has an attachment in, one for a zone of a VPC, or VPN connections.",
	}
	RowAttachVPCs = Row{
		Keyword: "attach",
		Forms:   []Form{{&ArgJoined.Arg}},
		In:      []Place{InCEN},
		Help:    "The VPCs and VPN connections that it joins.",
	}
	RowApplianceMode = Row{
		Keyword: "appliance-mode",
		Forms:   []Form{{&ArgAppliances.Arg}},
		In:      []Place{InTransit, InCEN},
		Help:    "The VPCs for which it keeps both directions of a connection in one zone.",
	}
	RowGroupReferences = Row{
		Keyword: "security-group-references",
		Forms:   []Form{{onOrOff}},
		In:      []Place{InTransit},
		Once:    true,
		Help:    "Whether a rule may name a group on the far side.",
		Lacking: &Lack{[]Place{InCEN}, Other{Explanation: "carries no groups: a rule names ranges of other VPCs"}},
	}
	RowPublish = Row{
		Keyword: "publish",
		Forms:   []Form{{&ArgRange.Arg, &WordPublisher, &ArgPublisher.Arg}},
		In:      []Place{InCEN},
		Help:    "A range of the VPC's main table that it teaches the tables to which the VPC propagates.",
		Lacking: &Lack{
			[]Place{InTransit},
			Other{Explanation: "learns the ranges of its VPCs, and every other range from a route of its table"},
		},
	}
	RowHubTable = Row{
		Keyword: "route-table",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InTransit, InCEN},
		Opens:   InHubTable,
		Help:    "Routes for what comes from the attachments that are associated with it.",
	}
	RowTransitRoute = Row{
		Forms: []Form{{&ArgRange.Arg, &WordArrow, &ArgAttached.Arg}},
		In:    []Place{InTransit, InCEN, InHubTable},
		Help:  "A static route of a hub: leads a range to an attachment, or drops it.",
	}

	// In a route table of a hub
	RowAssociate = Row{
		Keyword: "associate",
		Forms:   []Form{{&ArgAttachments.Arg}},
		In:      []Place{InHubTable},
		Help:    "The attachments whose packets this table routes.",
	}
	RowPropagate = Row{
		Keyword: "propagate",
		Forms:   []Form{{&ArgAttachments.Arg}},
		In:      []Place{InHubTable},
		Help:    "The attachments whose ranges this table learns.",
	}

	// In a user
	RowAllow = Row{
		Keyword: "allow",
		Forms:   []Form{{&ArgActions.Arg}},
		In:      []Place{InUser},
		Help:    "Actions that the policy allows; * stands for any run of characters.",
		Lacking: directed,
	}
	RowDeny = Row{
		Keyword: "deny",
		Forms:   []Form{{&ArgActions.Arg}},
		In:      []Place{InUser},
		Help:    "Actions that the policy denies, whatever else allows them.",
		Lacking: directed,
	}

	// In a VPC
	RowInternetGateway = Row{
		Keyword: "internet-gateway",
		Forms:   []Form{{&ArgName.Arg, Optional{&WordDetached}}},
		In:      []Place{InVPC},
		Opens:   InGateway,
		Clouds:  onAWS,
		Help:    "The VPC's door to the Internet: a subnet is public where its route table leads here.",
		Instead: []Other{
			{
				Clouds: notOnAWS,
				Explanation: "needs no internet gateway: " +
					"an instance with a public address reaches the Internet without one",
				Hint: "Lesson 2, The missing gateway, tells why.",
			},
		},
	}
	RowTable = Row{
		Keyword: "route-table",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InVPC},
		Opens:   InTable,
		Help:    "Routes for the subnets that name it; main is for those that name none.",
		Lacking: &Lack{
			[]Place{InClassic},
			Other{Explanation: "has no route tables: every machine reaches every other by its inner address"},
		},
	}
	RowGroup = Row{
		Keyword: "security-group",
		Forms:   []Form{{&ArgName.Arg, Optional{&ArgGroupType.Arg}, ofAccount}},
		In:      []Place{InVPC},
		Opens:   InGroup,
		Help:    "A stateful filter on the interfaces of its members.",
	}
	RowACL = Row{
		Keyword: "network-acl",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InVPC},
		Opens:   InACL,
		Help:    "A filter on the edge of the subnets that name it.",
		Lacking: &Lack{[]Place{InClassic}, Other{Explanation: "has no network ACLs: security groups are its only filter"}},
	}
	RowSubnet = Row{
		Keyword: "subnet",
		Forms:   []Form{{&ArgName.Arg, &ArgRanges.Arg, Optional{&WordZone, &ArgZone.Arg}}},
		In:      []Place{InVPC},
		Opens:   InSubnet,
		Clouds:  notOnAlibaba,
		Help:    "A range of the VPC where machines live.",
		Instead: []Other{{Clouds: onAlibaba, Explanation: "calls a subnet a vswitch", Keyword: "vswitch"}},
	}
	RowVSwitch = Row{
		Keyword: "vswitch",
		Forms:   []Form{{&ArgName.Arg, &ArgRanges.Arg, Optional{&WordZone, &ArgZone.Arg}}},
		In:      []Place{InVPC},
		Opens:   InSubnet,
		Clouds:  onAlibaba,
		Help:    "A range of the VPC where machines live.",
		Instead: sameThing,
		Lacking: &Lack{[]Place{InClassic}, Other{Explanation: "has no vSwitches: its machines stand in it directly"}},
	}
	RowPrefixList = Row{
		Keyword: "prefix-list",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InVPC},
		Opens:   InList,
		Help:    "Ranges under one name, for rules and routes.",
	}
	RowListed = Row{
		Forms: []Form{{&ArgRanges.Arg}}, In: []Place{InList}, Help: "Ranges of the list.",
	}
	RowBalancer = Row{
		Keyword: "load-balancer",
		Forms:   []Form{{&ArgName.Arg, &ArgBalancerKind.Arg, Optional{&WordInternal}}},
		In:      []Place{InVPC},
		Opens:   InBalancer,
		Clouds:  notOnHuawei,
		Help:    "Spreads connections over its targets.",
		Instead: []Other{
			{
				Clouds:      onHuawei,
				Explanation: "has load balancers that this language can't describe yet",
				Hint:        "Write an instance in its subnet with its addresses, and ask twice: to it, and from it to its targets.",
			},
		},
	}
	RowEgressGateway = Row{
		Keyword: "egress-only-gateway",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InVPC},
		Clouds:  onAWS,
		Help:    "Lets IPv6 out and only answers in.",
		Instead: []Other{
			{Clouds: onAlibaba, Explanation: "has the word egress-only behind an ipv6 address in its place"},
			{
				Clouds:      onHuawei,
				Explanation: "has no such gateway",
				Hint:        "A security group without an in rule for IPv6 keeps callers out.",
			},
		},
	}
	RowVPNGateway = Row{
		Keyword: "vpn-gateway",
		Forms:   []Form{{&ArgName.Arg, &ArgRanges.Arg}},
		In:      []Place{InVPC},
		Help:    "Leads to a private network far away: every address of its ranges is a machine there.",
	}
	RowEndpoint = Row{
		Keyword: "endpoint",
		Forms:   []Form{{&ArgName.Arg, &WordGateway, &ArgPrefixList.Arg}},
		In:      []Place{InVPC},
		Clouds:  onAWS,
		Help: "A route target that leads to one of the cloud's services. " +
			"One with an address of its own is written endpoint NAME interface HOST, in a subnet.",
		Instead: []Other{
			{
				Clouds:      onAlibaba,
				Explanation: "leads to its own services by routes that every table has",
				Hint: "They hold 100.64.0.0/10 and need not be stated. " +
					"An endpoint of PrivateLink stands in a vswitch: endpoint NAME interface HOST.",
			},
			noEndpoints,
		},
	}
	RowBlockPublicAccess = Row{
		Keyword: "block-public-access",
		Forms:   []Form{{Choice{&WordIngress, &WordBidirectional}}},
		In:      []Place{InVPC},
		Once:    true,
		Clouds:  onAWS,
		Help:    "Shuts the VPC off from the Internet, in one direction or in both.",
		Instead: []Other{
			{
				Clouds:      onAlibaba,
				Explanation: "has no such switch",
				Hint: "An IPv4 gateway that was removed leaves the VPC without the Internet: " +
					"ipv4-gateway NAME removed.",
			},
			{
				Clouds:      onHuawei,
				Explanation: "has no such switch",
				Hint:        "A machine needs an eip, a way to a NAT gateway or shared-snat to reach the Internet.",
			},
		},
	}
	RowIPv4Gateway = Row{
		Keyword: "ipv4-gateway",
		Forms:   []Form{{&ArgName.Arg, Optional{Choice{&WordActive, &WordRemoved}}}},
		In:      []Place{InVPC},
		Clouds:  onAlibaba,
		Help:    "When active, route tables decide who reaches the Internet.",
		Instead: []Other{
			{
				Clouds:      onAWS,
				Explanation: "has an internet-gateway in its place",
				Hint:        "Lesson 2, The missing gateway, is about it.",
			},
			{Clouds: onHuawei, Explanation: "has no gateway in its place: an elastic address is enough"},
		},
	}
	RowIPv6Gateway = Row{
		Keyword: "ipv6-gateway",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InVPC},
		Clouds:  onAlibaba,
		Help:    "The VPC's door to the IPv6 Internet.",
		Instead: []Other{
			{Clouds: onAWS, Explanation: "has the internet-gateway for IPv6 too, or an egress-only-gateway"},
			{Clouds: onHuawei, Explanation: "has no gateway in its place"},
		},
	}
	RowUserRange = Row{
		Keyword: "user-range",
		Forms:   []Form{{&ArgRanges.Arg}},
		In:      []Place{InVPC},
		Clouds:  onAlibaba,
		Help:    "A public range that counts as private.",
		Instead: []Other{
			{
				Clouds:      notOnAlibaba,
				Explanation: "needs no such statement: a route decides about every range",
			},
		},
	}
	RowCluster = Row{
		Keyword: "cluster",
		Forms:   []Form{{&ArgName.Arg}},
		In:      []Place{InVPC},
		Opens:   InCluster,
		Clouds:  notOnHuawei,
		Help:    "A container cluster: the nodes, and the pods on them.",
		Instead: []Other{
			{
				Clouds:      onHuawei,
				Explanation: "has clusters that this language can't describe yet",
				Hint:        "Write the nodes as instances, with the security group that they have.",
			},
		},
	}
	RowSharedSNAT = Row{
		Keyword: "shared-snat",
		Forms:   []Form{{&ArgAddress.Arg}},
		In:      []Place{InVPC},
		Once:    true,
		Clouds:  onHuawei,
		Help:    "The platform's own way out, by this address.",
		Instead: []Other{
			{
				Clouds:      notOnHuawei,
				Explanation: "has no way out that is shared",
				Hint:        "A nat-gateway is the way out for machines without a public address.",
			},
		},
	}

	// In a subnet
	RowSubnetTable = Row{
		Keyword: "route-table",
		Forms:   []Form{{&ArgTable.Arg}},
		In:      []Place{InSubnet},
		Once:    true,
		Help:    "The route table that this subnet uses.",
	}
	RowSubnetACL = Row{
		Keyword: "network-acl",
		Forms:   []Form{{&ArgACL.Arg}},
		In:      []Place{InSubnet},
		Once:    true,
		Help:    "The network ACL on this subnet's edge.",
	}
	RowInstance = Row{
		Keyword: "instance",
		Forms:   []Form{{&ArgName.Arg, Optional{&ArgAddress.Arg}}},
		In:      []Place{InSubnet},
		Opens:   InInstance,
		Help:    "A virtual machine with its first interface here.",
	}
	RowNAT = Row{
		Keyword: "nat-gateway",
		Forms:   []Form{{&ArgName.Arg, Optional{&WordPrivate}, Optional{&ArgAddress.Arg}, Optional{&WordPrivate}}},
		In:      []Place{InSubnet},
		Opens:   InNAT,
		Help:    "Gives machines without a public address a way out.",
		Lacking: &Lack{
			[]Place{InClassic},
			Other{Explanation: "has no NAT gateways: a machine without a public-ip has no Internet"},
		},
	}

	RowInterfaceEndpoint = Row{
		Keyword: "endpoint",
		Forms:   []Form{{&ArgName.Arg, &WordInterface, &ArgServiceHost.Arg, Optional{&ArgAddress.Arg}}},
		In:      []Place{InSubnet},
		Opens:   InEndpoint,
		Clouds:  notOnHuawei,
		Help: "An address here behind which the service of a host answers. " +
			"Your own service behind a load balancer (an endpoint service) can't be written.",
		Instead: []Other{noEndpoints},
	}
	RowPrivateDNS = Row{
		Keyword: "private-dns",
		Forms:   []Form{{onOrOff}},
		In:      []Place{InEndpoint},
		Once:    true,
		Help:    "Whether the service's own name leads here in this VPC. Left out, AWS has it on, Alibaba Cloud off.",
	}

	// In an instance or an interface
	RowMemberships = Row{
		Keyword: "security-group",
		Forms:   []Form{{&ArgGroups.Arg}},
		In:      []Place{InInstance, InInterface, InBalancer, InMachine, InEndpoint},
		Help:    "The groups that it is in; left out, default.",
		Lacking: &Lack{
			[]Place{InCluster},
			Other{
				Explanation: "names no security group: its pods are behind those of their nodes",
				Hint:        "Write it in the block of the instance.",
			},
		},
	}
	RowEIP = Row{
		Keyword: "eip",
		Forms:   []Form{{Optional{&ArgAddresses.Arg}}},
		In:      []Place{InInstance, InInterface, InNAT, InBalancer},
		Help:    "An elastic public address.",
		Lacking: &Lack{
			[]Place{InMachine},
			Other{
				Explanation: "takes no elastic address: its public one is assigned when it is made",
				Keyword:     "public-ip",
			},
		},
	}
	RowPublicIP = Row{
		Keyword: "public-ip",
		Forms:   []Form{{Optional{&ArgAddress.Arg}}},
		In:      []Place{InInstance, InInterface, InMachine},
		Help:    "A public address that the cloud assigned when the machine was made.",
	}
	RowIPv6 = Row{
		Keyword: "ipv6",
		Forms:   []Form{{&ArgAddress.Arg, Optional{Choice{&WordInternet, &WordEgressOnly}}}},
		In:      []Place{InInstance, InInterface},
		Help:    "An IPv6 address.",
		Lacking: &Lack{[]Place{InMachine}, Other{Explanation: "has IPv4 only"}},
	}
	RowAddress = Row{
		Keyword: "address",
		Forms:   []Form{{&ArgAddress.Arg, Optional{&WordEIP, Optional{&ArgPublic.Arg}}}},
		In:      []Place{InInstance, InInterface},
		Help:    "A further private address of this interface.",
		Lacking: &Lack{[]Place{InMachine}, Other{Explanation: "has one inner address and at most one public one"}},
	}
	RowInterface = Row{
		Keyword: "interface",
		Forms:   []Form{{&ArgName.Arg, &WordIn, &ArgSubnet.Arg, Optional{&ArgAddress.Arg}}},
		In:      []Place{InInstance},
		Opens:   InInterface,
		Help:    "A further interface, with its own groups and addresses.",
		Lacking: &Lack{[]Place{InMachine}, Other{Explanation: "has an interface for each side of the network and no other"}},
	}
	RowSourceDestCheck = Row{
		Keyword: "source-dest-check",
		Forms:   []Form{{onOrOff}},
		In:      []Place{InInstance, InInterface},
		Once:    true,
		Help:    "Whether the interface drops packets that are not from or for its own addresses.",
		Lacking: &Lack{
			[]Place{InMachine},
			Other{Explanation: "has no such switch: no route leads packets of other machines to it"},
		},
	}
	RowIPForward = Row{
		Keyword: "ip-forward",
		Forms:   []Form{{onOrOff}},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Help:    "Whether the guest's kernel forwards.",
	}
	RowIptables = Row{
		Keyword: "iptables",
		Forms:   []Form{{}},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Opens:   InIptables,
		Help:    "The guest's own firewall and address translation.",
	}
	RowPolicyRouting = Row{
		Keyword: "policy-routing",
		Forms:   []Form{{onOrOff}},
		In:      []Place{InInstance},
		Once:    true,
		Help:    "Whether the guest sends what bears the address of an interface by that interface.",
	}
	RowDefaultInterface = Row{
		Keyword: "default-interface",
		Forms:   []Form{{&ArgInterface.Arg}},
		In:      []Place{InInstance},
		Once:    true,
		Help:    "The interface that the guest's default route leads by; left out, the first.",
	}
	RowBehind = Row{
		Keyword: "behind",
		Forms:   []Form{{&ArgRanges.Arg}},
		In:      []Place{InInstance},
		Help:    "Networks that only this machine knows: VPN clients, pods, containers.",
	}
	RowListen = Row{
		Keyword: "listen",
		Forms: []Form{
			{&WordNone},
			{&ArgServices.Arg},
		},
		In:   []Place{InInstance, InMachine, InHost},
		Help: "The services that the machine answers; left out, all.",
	}
	RowOS = Row{
		Keyword: "os",
		Forms:   []Form{{Choice{&WordLinux, &WordWindows}}},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Help:    "The system, which decides the ports that it sends from.",
	}
	RowType = Row{
		Keyword: "type",
		Forms:   []Form{{&ArgText.Arg}},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Help:    "The instance type, such as ecs.g7.large.",
	}

	// In iptables
	RowInput = Row{
		Keyword: "input",
		Forms:   []Form{{acceptOrDrop}},
		In:      []Place{InIptables},
		Once:    true,
		Help:    "The policy for packets to the guest itself.",
	}
	RowForward = Row{
		Keyword: "forward",
		Forms:   []Form{{acceptOrDrop}},
		In:      []Place{InIptables},
		Once:    true,
		Help:    "The policy for packets that the guest forwards.",
	}
	RowOutput = Row{
		Keyword: "output",
		Forms:   []Form{{acceptOrDrop}},
		In:      []Place{InIptables},
		Once:    true,
		Help:    "The policy for packets that the guest itself sends.",
	}
	RowGuestSNAT = Row{
		Keyword: "snat",
		Forms:   []Form{{&ArgRange.Arg, &WordArrow, &ArgAddress.Arg}},
		In:      []Place{InIptables},
		Help:    "Gives what senders of this range begin another source address.",
	}
	RowMasquerade = Row{
		Keyword: "masquerade",
		Forms:   []Form{{&ArgRange.Arg, Optional{&WordExcept, &ArgExcept.Arg}}},
		In:      []Place{InIptables},
		Help:    "Gives what senders of this range begin the guest's own source address.",
	}
	RowGuestDNAT = Row{
		Keyword: "dnat",
		Forms:   []Form{{&ArgService.Arg, &WordArrow, &ArgAddress.Arg, Optional{&ArgInner.Arg}}},
		In:      []Place{InIptables},
		Help:    "Turns a service of the machine's own addresses to another address.",
	}
	RowDrop = Row{
		Keyword: "drop",
		Forms:   []Form{{&ArgService.Arg, &WordFrom, &ArgRange.Arg}},
		In:      []Place{InIptables},
		Help:    "Drops a service from a range, before everything else.",
		Lacking: directed,
	}
	RowStateful = Row{
		Keyword: "stateful",
		Forms:   []Form{{}},
		In:      []Place{InIptables},
		Once:    true,
		Help:    "Lets what belongs to a known connection pass, and hands on no answer without its request.",
	}

	// In a NAT gateway
	RowSNAT = Row{
		Keyword: "snat",
		Forms: []Form{
			{&WordVPC, viaAddress},
			{&WordVSwitch, &ArgSourceSubnet.Arg, viaAddress},
			{&WordSubnet, &ArgSourceSubnet.Arg, viaAddress},
			{&WordInstance, &ArgMachine.Arg, viaAddress},
			{&ArgRange.Arg, viaAddress},
		},
		In:     []Place{InNAT},
		Clouds: notOnAWS,
		Help:   "The machines that the NAT gateway lets out, and by which address.",
		Instead: []Other{
			{
				Clouds:      onAWS,
				Explanation: "has no SNAT entries: a NAT gateway serves every machine whose route leads to it",
				Hint:        "Leave it out, and write a route to the NAT gateway into the tables of the subnets that it serves.",
			},
		},
	}
	RowDNAT = Row{
		Keyword: "dnat",
		Forms:   []Form{{&ArgAddress.Arg, &ArgService.Arg, &WordArrow, &ArgMachine.Arg, Optional{&ArgInner.Arg}}},
		In:      []Place{InNAT},
		Clouds:  notOnAWS,
		Help:    "Forwards packets for an address and port to a machine.",
		Instead: []Other{
			{
				Clouds:      onAWS,
				Explanation: "has no DNAT entries: a NAT gateway lets nothing in that was not asked for",
				Hint:        "Use a load balancer, or give the machine a public address.",
			},
		},
	}

	RowEIPMode = Row{
		Keyword: "eip-mode",
		Forms:   []Form{{Choice{&WordNAT, &WordMultiBinded}}},
		In:      []Place{InNAT},
		Once:    true,
		Clouds:  onAlibaba,
		Help:    "How elastic addresses are bound, which decides whether machines inside reach its DNAT entries.",
		Instead: []Other{
			{
				Clouds:      onAWS,
				Explanation: "has one kind of NAT gateway: it sends by its private address",
				Hint:        "Leave it out.",
			},
			{Clouds: onHuawei, Explanation: "has no modes for a NAT gateway", Hint: "Leave it out."},
		},
	}

	// In a load balancer
	RowBalancerSubnets = Row{
		Keyword: "subnet",
		Forms:   []Form{{&ArgSubnets.Arg}},
		In:      []Place{InBalancer},
		Help:    "The subnets that its nodes live in.",
	}
	RowBalancerVSwitches = Row{
		Keyword: "vswitch",
		Forms:   []Form{{&ArgSubnets.Arg}},
		In:      []Place{InBalancer},
		Clouds:  onAlibaba,
		Help:    "The vSwitches that its nodes live in, or the one that an internal clb has its address from.",
		Instead: sameThing,
	}
	RowListener = Row{
		Keyword: "listen",
		Forms: []Form{{
			&ArgListener.Arg, &WordArrow, &ArgBackends.Arg, Optional{&ArgInner.Arg}, Optional{&WordHealth, &ArgHealth.Arg},
		}},
		In:   []Place{InBalancer},
		Help: "The service that it listens for, and the machines or addresses that it forwards it to.",
	}
	RowAccess = Row{
		Keyword: "access",
		Forms: []Form{
			{allowOrDeny, &WordNone},
			{allowOrDeny, &ArgRanges.Arg},
		},
		In:     []Place{InBalancer},
		Clouds: onAlibaba,
		Help:   "Its access list.",
		Instead: []Other{
			{
				Clouds:      notOnAlibaba,
				Explanation: "has no access lists: a balancer's security group says who may come in",
				Hint:        "Write security-group and a name in its block.",
			},
		},
	}
	RowPreserveClient = Row{
		Keyword: "preserve-client-address",
		Forms:   []Form{{onOrOff}},
		In:      []Place{InBalancer},
		Once:    true,
		Help:    "Whether targets see the client's own address.",
	}
	RowCrossZone = Row{
		Keyword: "cross-zone",
		Forms:   []Form{{onOrOff}},
		In:      []Place{InBalancer},
		Once:    true,
		Help:    "Whether a node sends to targets of other zones; left out, on, and off for a network balancer of AWS.",
	}
	RowDualStack = Row{
		Keyword: "dual-stack",
		Forms:   []Form{{Optional{&WordInternet}}},
		In:      []Place{InBalancer},
		Once:    true,
		Help:    "Gives each of its nodes an IPv6 address too.",
	}

	// In a group or an ACL
	RowIn = Row{
		Keyword: "in",
		Forms: []Form{
			{&WordNone},
			{Optional{&ArgNumber.Arg}, allowOrDeny, &ArgService.Arg, &WordFrom, &ArgPeers.Arg},
		},
		In:   []Place{InGroup, InACL},
		Help: "A rule for packets that arrive.",
		Lacking: &Lack{
			[]Place{InSides},
			Other{Explanation: "has rules for each side", Hint: "Write internet in or intranet in."},
		},
	}
	RowOut = Row{
		Keyword: "out",
		Forms: []Form{
			{&WordNone},
			{Optional{&ArgNumber.Arg}, allowOrDeny, &ArgService.Arg, &WordTo, &ArgPeers.Arg},
		},
		In:   []Place{InGroup, InACL},
		Help: "A rule for packets that leave.",
		Lacking: &Lack{
			[]Place{InSides},
			Other{Explanation: "has rules for each side", Hint: "Write internet out or intranet out."},
		},
	}
	RowInner = Row{
		Keyword: "inner",
		Forms:   []Form{{allowOrDeny}},
		In:      []Place{InGroup, InSides},
		Once:    true,
		Clouds:  notOnAWS,
		Help:    "Whether members of a group reach each other; on Alibaba Cloud, of a basic one.",
		Instead: []Other{
			{
				Clouds: onAWS,
				Explanation: "has no inner policy: " +
					"members of a group reach each other where a rule names the group itself",
			},
		},
	}

	// In a route table or an internet gateway
	RowRoute = Row{
		Forms: []Form{{&ArgDestination.Arg, &WordArrow, &ArgTarget.Arg, Optional{&WordPropagated}}},
		In:    []Place{InTable},
		Help:  "A route: leads a range to a target.",
	}
	RowGatewayTable = Row{
		Keyword: "route-table",
		Forms:   []Form{{&ArgTable.Arg}},
		In:      []Place{InGateway},
		Once:    true,
		Help:    "The route table for packets that enter by this gateway.",
	}

	// In a cluster
	RowPods = Row{
		Keyword: "pods",
		Forms:   []Form{{&ArgRange.Arg}},
		In:      []Place{InCluster},
		Once:    true,
		Clouds:  onAlibaba,
		Help:    "The range that pods have their addresses from.",
		Instead: []Other{
			{
				Clouds:      notOnAlibaba,
				Explanation: "gives pods addresses of their node's subnet, and a cluster no range of its own",
				Hint:        "Leave it out, and write each pod with an address of that subnet.",
			},
		},
	}
	RowNodes = Row{
		Keyword: "nodes",
		Forms:   []Form{{&ArgMachines.Arg}},
		In:      []Place{InCluster},
		Help:    "The machines that the cluster runs on.",
	}
	RowPod = Row{
		Keyword: "pod",
		Forms:   []Form{{&ArgName.Arg, &ArgAddress.Arg, &WordOn, &ArgMachine.Arg}},
		In:      []Place{InCluster},
		Help:    "A pod and the node that it runs on.",
	}

	RowPodTables = Row{
		Keyword: "tables",
		Forms:   []Form{{&ArgTables.Arg}},
		In:      []Place{InCluster},
		Once:    true,
		Clouds:  onAlibaba,
		Help:    "The route tables that have the routes to its pods; left out, main alone.",
		Instead: []Other{
			{
				Clouds:      notOnAlibaba,
				Explanation: "needs no routes to pods: their addresses are those of a subnet",
			},
		},
	}

	// In the classic network
	RowMachine = Row{
		Keyword: "instance",
		Forms:   []Form{{&ArgName.Arg, Optional{&ArgAddress.Arg}}},
		In:      []Place{InClassic},
		Opens:   InMachine,
		Help:    "A machine of the classic network, by its inner address.",
	}
	RowSides = Row{
		Keyword: "security-group",
		Forms:   []Form{{&ArgName.Arg, Optional{&ArgGroupType.Arg}, ofAccount}},
		In:      []Place{InClassic},
		Opens:   InSides,
		Help:    "A group with rules for the public side and for the inner one.",
	}
	RowInternet = Row{
		Keyword: "internet",
		Forms: []Form{
			{&WordIn, Optional{&ArgNumber.Arg}, allowOrDeny, &ArgService.Arg, &WordFrom, &ArgPeers.Arg},
			{&WordOut, Optional{&ArgNumber.Arg}, allowOrDeny, &ArgService.Arg, &WordTo, &ArgPeers.Arg},
		},
		In:   []Place{InSides},
		Help: "A rule for the public side.",
	}
	RowIntranet = Row{
		Keyword: "intranet",
		Forms: []Form{
			{&WordIn, Optional{&ArgNumber.Arg}, allowOrDeny, &ArgService.Arg, &WordFrom, &ArgPeers.Arg},
			{&WordOut, Optional{&ArgNumber.Arg}, allowOrDeny, &ArgService.Arg, &WordTo, &ArgPeers.Arg},
		},
		In:   []Place{InSides},
		Help: "A rule for the inner side.",
	}
)

// Rows are the statements of the language, in the order of its page.
var Rows = []*Row{
	&RowTitle,
	&RowNote,
	&RowHost,
	&RowCloud,
	&RowTrace,
	&RowExpect,
	&RowEphemeral,
	&RowVPC,
	&RowPeering,
	&RowTransitGateway,
	&RowCEN,
	&RowVPNConnection,
	&RowUser,
	&RowClassic,
	&RowAttachSubnets,
	&RowAttachVPCs,
	&RowApplianceMode,
	&RowGroupReferences,
	&RowPublish,
	&RowHubTable,
	&RowTransitRoute,
	&RowAssociate,
	&RowPropagate,
	&RowAllow,
	&RowDeny,
	&RowInternetGateway,
	&RowTable,
	&RowGroup,
	&RowACL,
	&RowSubnet,
	&RowVSwitch,
	&RowPrefixList,
	&RowListed,
	&RowBalancer,
	&RowEgressGateway,
	&RowVPNGateway,
	&RowEndpoint,
	&RowBlockPublicAccess,
	&RowIPv4Gateway,
	&RowIPv6Gateway,
	&RowUserRange,
	&RowCluster,
	&RowSharedSNAT,
	&RowSubnetTable,
	&RowSubnetACL,
	&RowInstance,
	&RowNAT,
	&RowInterfaceEndpoint,
	&RowPrivateDNS,
	&RowMemberships,
	&RowEIP,
	&RowPublicIP,
	&RowIPv6,
	&RowAddress,
	&RowInterface,
	&RowSourceDestCheck,
	&RowIPForward,
	&RowIptables,
	&RowPolicyRouting,
	&RowDefaultInterface,
	&RowBehind,
	&RowListen,
	&RowOS,
	&RowType,
	&RowInput,
	&RowForward,
	&RowOutput,
	&RowGuestSNAT,
	&RowMasquerade,
	&RowGuestDNAT,
	&RowDrop,
	&RowStateful,
	&RowSNAT,
	&RowDNAT,
	&RowEIPMode,
	&RowBalancerSubnets,
	&RowBalancerVSwitches,
	&RowListener,
	&RowAccess,
	&RowPreserveClient,
	&RowCrossZone,
	&RowDualStack,
	&RowIn,
	&RowOut,
	&RowInner,
	&RowRoute,
	&RowGatewayTable,
	&RowPods,
	&RowNodes,
	&RowPod,
	&RowPodTables,
	&RowMachine,
	&RowSides,
	&RowInternet,
	&RowIntranet,
}
