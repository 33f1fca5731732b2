package vocabulary

// The clouds, as the language writes them.
var (
	onAWS     = []string{"aws"}
	onAlibaba = []string{"alibaba"}
	onHuawei  = []string{"huawei"}

	// Clouds are all of them.
	Clouds = []string{"aws", "alibaba", "huawei"}
)

// hintPeering is for a cloud that joins VPCs two at a time.
const hintPeering = "Write a peering for each pair of VPCs, and the routes on both sides."

// sameThing is for clouds without vSwitches.
var sameThing = []Other{{Clouds: []string{"aws", "huawei"}, Explanation: "calls a vswitch a subnet", Keyword: "subnet"}}

// Rows are the statements of the language, in the order of its page.
var Rows = []Row{
	// Everywhere
	{Keyword: "title", Forms: []string{"TEXT"}, In: []Place{AtTop}, Help: "The scenario's name."},
	{
		Keyword: "note", Forms: []string{"TEXT"},
		In: []Place{
			AtTop, InHost, InCloud, InVPC, InGroup, InACL, InTable, InSubnet, InInstance, InGateway, InList, InNAT,
			InInterface, InIptables, InBalancer, InTransit, InCEN, InUser, InCluster, InClassic, InMachine, InSides,
		},
		Help: "Free text, shown with the scenario.",
	},

	// The top level
	{
		Keyword: "host",
		Forms:   []string{"NAME ADDRESS,"},
		In:      []Place{AtTop},
		Opens:   InHost,
		Help:    "A machine on the Internet, outside every cloud.",
	},
	{
		Keyword: "cloud",
		Forms:   []string{"CLOUD [account NUMBER]"},
		In:      []Place{AtTop},
		Opens:   InCloud,
		Help:    "One cloud: it sees the hosts, and no other cloud.",
	},
	{
		Keyword: "trace",
		Forms:   []string{"from:ENDPOINT -> to:ENDPOINT SERVICE [from-port PORT] [on CLOUD]"},
		In:      []Place{AtTop},
		Help:    "A question to show.",
	},
	{
		Keyword: "expect",
		Forms: []string{
			"from:ENDPOINT -> to:ENDPOINT SERVICE [from-port PORT] OUTCOME [by decider:OBJECT] [because REASON] " +
				"[via passed:OBJECT,] [as ADDRESS] [on CLOUD]",
			"[no] finding [code:FINDING] [at object:OBJECT] [on CLOUD]",
			"USER can|cannot expose target:INSTANCE [on CLOUD]",
		},
		In: []Place{AtTop}, Help: "A question with its answer.",
	},
	{
		Keyword: "ephemeral",
		Forms:   []string{"PORTS"},
		In:      []Place{InHost},
		Once:    true,
		Help:    "The ports that this client sends from.",
	},

	// In a cloud
	{Keyword: "vpc", Forms: []string{"NAME RANGE,"}, In: []Place{InCloud}, Opens: InVPC, Help: "A private network."},
	{
		Keyword: "peering",
		Forms:   []string{"NAME one:VPC <-> other:VPC [inter-region] [pending]"},
		In:      []Place{InCloud},
		Help:    "Joins two VPCs; route tables on both sides name it.",
	},
	{
		Keyword: "transit-gateway", Forms: []string{"NAME"}, In: []Place{InCloud}, Opens: InTransit, Clouds: onAWS,
		Help: "Joins many VPCs, with an attachment in each subnet that it attaches.",
		Instead: []Other{
			{Clouds: []string{"alibaba"}, Explanation: "joins VPCs by a cen"},
			{Clouds: []string{"huawei"}, Explanation: "joins VPCs by a peering", Hint: hintPeering},
		},
	},
	{
		Keyword: "cen",
		Forms:   []string{"NAME"},
		In:      []Place{InCloud},
		Opens:   InCEN,
		Clouds:  onAlibaba,
		Help:    "Joins many VPCs.",
		Instead: []Other{
			{Clouds: []string{"aws"}, Explanation: "joins VPCs by a transit-gateway"},
			{Clouds: []string{"huawei"}, Explanation: "joins VPCs by a peering", Hint: hintPeering},
		},
	},
	{
		Keyword: "user",
		Forms:   []string{"NAME"},
		In:      []Place{InCloud},
		Opens:   InUser,
		Help:    "A user and its access policy.",
	},
	{
		Keyword: "classic",
		Forms:   []string{""},
		In:      []Place{InCloud},
		Opens:   InClassic,
		Clouds:  onAlibaba,
		Help:    "The classic network, where a machine has a public and an inner interface.",
		Instead: []Other{
			{
				Clouds:      []string{"aws", "huawei"},
				Explanation: "has no classic network: a machine lives in a subnet of a VPC",
			},
		},
	},

	// In a transit gateway or a cen
	{
		Keyword: "attach",
		Forms:   []string{"SUBNET,"},
		In:      []Place{InTransit},
		Help:    "The subnets that the transit gateway has an attachment in, one a zone.",
	},
	{Keyword: "attach", Forms: []string{"VPC,"}, In: []Place{InCEN}, Help: "The VPCs that it joins."},
	{
		Keyword: "security-group-references",
		Forms:   []string{"on|off"},
		In:      []Place{InTransit},
		Once:    true,
		Help:    "Whether a rule may name a group on the far side.",
	},
	{
		Forms: []string{"RANGE -> target:NAME"},
		In:    []Place{InTransit},
		Help:  "A route of the transit gateway's own table.",
	},

	// In a user
	{
		Keyword: "allow",
		Forms:   []string{"ACTION,"},
		In:      []Place{InUser},
		Help:    "Actions that the policy allows; * stands for any run of characters.",
	},
	{
		Keyword: "deny",
		Forms:   []string{"ACTION,"},
		In:      []Place{InUser},
		Help:    "Actions that the policy denies, whatever else allows them.",
	},

	// In a VPC
	{
		Keyword: "internet-gateway",
		Forms:   []string{"NAME [detached]"},
		In:      []Place{InVPC},
		Opens:   InGateway,
		Clouds:  onAWS,
		Help:    "The VPC's door to the Internet: a subnet is public where its route table leads here.",
		Instead: []Other{
			{
				Clouds: []string{"alibaba", "huawei"},
				Explanation: "needs no internet gateway: " +
					"an instance with a public address reaches the Internet without one",
				Hint: "Lesson 2, The missing gateway, tells why.",
			},
		},
	},
	{
		Keyword: "route-table",
		Forms:   []string{"NAME"},
		In:      []Place{InVPC},
		Opens:   InTable,
		Help:    "Routes for the subnets that name it; main is for those that name none.",
		Lacking: &Lack{
			InClassic,
			Other{Explanation: "has no route tables: every machine reaches every other by its inner address"},
		},
	},
	{
		Keyword: "security-group",
		Forms:   []string{"NAME [kind:TYPE] [account NUMBER]"},
		In:      []Place{InVPC},
		Opens:   InGroup,
		Help:    "A stateful filter on the interfaces of its members.",
	},
	{
		Keyword: "network-acl",
		Forms:   []string{"NAME"},
		In:      []Place{InVPC},
		Opens:   InACL,
		Help:    "A filter on the edge of the subnets that name it.",
		Lacking: &Lack{InClassic, Other{Explanation: "has no network ACLs: security groups are its only filter"}},
	},
	{
		Keyword: "subnet",
		Forms:   []string{"NAME RANGE, [zone where:ZONE]"},
		In:      []Place{InVPC},
		Opens:   InSubnet,
		Clouds:  []string{"aws", "huawei"},
		Help:    "A range of the VPC where machines live.",
		Instead: []Other{{Clouds: []string{"alibaba"}, Explanation: "calls a subnet a vswitch", Keyword: "vswitch"}},
	},
	{
		Keyword: "vswitch",
		Forms:   []string{"NAME RANGE, [zone where:ZONE]"},
		In:      []Place{InVPC},
		Opens:   InSubnet,
		Clouds:  onAlibaba,
		Help:    "A range of the VPC where machines live.",
		Instead: sameThing,
		Lacking: &Lack{InClassic, Other{Explanation: "has no vSwitches: its machines stand in it directly"}},
	},
	{
		Keyword: "prefix-list",
		Forms:   []string{"NAME"},
		In:      []Place{InVPC},
		Opens:   InList,
		Help:    "Ranges under one name, for rules and routes.",
	},
	{Forms: []string{"RANGE,"}, In: []Place{InList}, Help: "Ranges of the list."},
	{
		Keyword: "load-balancer",
		Forms:   []string{"NAME KIND [internal]"},
		In:      []Place{InVPC},
		Opens:   InBalancer,
		Clouds:  []string{"aws", "alibaba"},
		Help:    "Spreads connections over its targets.",
		Instead: []Other{
			{Clouds: []string{"huawei"}, Explanation: "has load balancers that this language can't describe yet"},
		},
	},
	{
		Keyword: "egress-only-gateway",
		Forms:   []string{"NAME"},
		In:      []Place{InVPC},
		Clouds:  onAWS,
		Help:    "Lets IPv6 out and only answers in.",
		Instead: []Other{
			{Clouds: []string{"alibaba"}, Explanation: "has the word egress-only behind an ipv6 address in its place"},
			{
				Clouds:      []string{"huawei"},
				Explanation: "has no such gateway",
				Hint:        "A security group without an in rule for IPv6 keeps callers out.",
			},
		},
	},
	{
		Keyword: "vpn-gateway",
		Forms:   []string{"NAME RANGE,"},
		In:      []Place{InVPC},
		Clouds:  onAWS,
		Help:    "Leads to a private network far away.",
		Instead: []Other{
			{
				Clouds:      []string{"alibaba", "huawei"},
				Explanation: "has VPN gateways that this language can't describe yet",
				Hint:        "Another VPC with a peering to this one behaves alike, filters included.",
			},
		},
	},
	{
		Keyword: "endpoint",
		Forms:   []string{"NAME gateway list:PREFIX-LIST"},
		In:      []Place{InVPC},
		Clouds:  onAWS,
		Help:    "A route target that leads to one of the cloud's services.",
		Instead: []Other{
			{
				Clouds:      []string{"alibaba", "huawei"},
				Explanation: "leads to its own services by routes that every table has",
				Hint:        "They hold 100.64.0.0/10 and need not be stated.",
			},
		},
	},
	{
		Keyword: "block-public-access",
		Forms:   []string{"ingress|bidirectional"},
		In:      []Place{InVPC},
		Once:    true,
		Clouds:  onAWS,
		Help:    "Shuts the VPC off from the Internet, in one direction or in both.",
		Instead: []Other{
			{
				Clouds:      []string{"alibaba"},
				Explanation: "has no such switch",
				Hint: "An IPv4 gateway that was removed leaves the VPC without the Internet: " +
					"ipv4-gateway NAME removed.",
			},
			{
				Clouds:      []string{"huawei"},
				Explanation: "has no such switch",
				Hint:        "A machine needs an eip, a way to a NAT gateway or shared-snat to reach the Internet.",
			},
		},
	},
	{
		Keyword: "ipv4-gateway", Forms: []string{"NAME [active|removed]"}, In: []Place{InVPC}, Clouds: onAlibaba,
		Help: "When active, route tables decide who reaches the Internet.",
		Instead: []Other{
			{
				Clouds:      []string{"aws"},
				Explanation: "has an internet-gateway in its place",
				Hint:        "Lesson 2, The missing gateway, is about it.",
			},
			{Clouds: []string{"huawei"}, Explanation: "has no gateway in its place: an elastic address is enough"},
		},
	},
	{
		Keyword: "ipv6-gateway",
		Forms:   []string{"NAME"},
		In:      []Place{InVPC},
		Clouds:  onAlibaba,
		Help:    "The VPC's door to the IPv6 Internet.",
		Instead: []Other{
			{Clouds: []string{"aws"}, Explanation: "has the internet-gateway for IPv6 too, or an egress-only-gateway"},
			{Clouds: []string{"huawei"}, Explanation: "has no gateway in its place"},
		},
	},
	{
		Keyword: "user-range",
		Forms:   []string{"RANGE,"},
		In:      []Place{InVPC},
		Clouds:  onAlibaba,
		Help:    "A public range that counts as private.",
		Instead: []Other{
			{
				Clouds:      []string{"aws", "huawei"},
				Explanation: "needs no such statement: a route decides about every range",
			},
		},
	},
	{
		Keyword: "cluster",
		Forms:   []string{"NAME"},
		In:      []Place{InVPC},
		Opens:   InCluster,
		Clouds:  onAlibaba,
		Help:    "A container cluster, with the security group that it makes.",
		Instead: []Other{
			{
				Clouds:      []string{"aws", "huawei"},
				Explanation: "has clusters that this language can't describe yet",
				Hint:        "Write the nodes as instances, with the security group that they have.",
			},
		},
	},
	{
		Keyword: "shared-snat",
		Forms:   []string{"ADDRESS"},
		In:      []Place{InVPC},
		Once:    true,
		Clouds:  onHuawei,
		Help:    "The platform's own way out, by this address.",
		Instead: []Other{
			{
				Clouds:      []string{"aws", "alibaba"},
				Explanation: "has no way out that is shared",
				Hint:        "A nat-gateway is the way out for machines without a public address.",
			},
		},
	},

	// In a subnet
	{
		Keyword: "route-table",
		Forms:   []string{"table:NAME"},
		In:      []Place{InSubnet},
		Once:    true,
		Help:    "The route table that this subnet uses.",
	},
	{
		Keyword: "network-acl",
		Forms:   []string{"acl:NAME"},
		In:      []Place{InSubnet},
		Once:    true,
		Help:    "The network ACL on this subnet's edge.",
	},
	{
		Keyword: "instance",
		Forms:   []string{"NAME [ADDRESS]"},
		In:      []Place{InSubnet},
		Opens:   InInstance,
		Help:    "A virtual machine with its first interface here.",
	},
	{
		Keyword: "nat-gateway",
		Forms:   []string{"NAME [private] [ADDRESS] [private]"},
		In:      []Place{InSubnet},
		Opens:   InNAT,
		Help:    "Gives machines without a public address a way out.",
		Lacking: &Lack{
			InClassic,
			Other{Explanation: "has no NAT gateways: a machine without a public-ip has no Internet"},
		},
	},

	// In an instance or an interface
	{
		Keyword: "security-group",
		Forms:   []string{"group:NAME,"},
		In:      []Place{InInstance, InInterface, InBalancer, InMachine},
		Help:    "The groups that it is in; left out, default.",
	},
	{
		Keyword: "eip",
		Forms:   []string{"[ADDRESS,]"},
		In:      []Place{InInstance, InInterface, InNAT, InBalancer},
		Help:    "An elastic public address.",
		Lacking: &Lack{
			InMachine,
			Other{
				Explanation: "takes no elastic address: its public one is assigned when it is made",
				Keyword:     "public-ip",
			},
		},
	},
	{
		Keyword: "public-ip",
		Forms:   []string{"[ADDRESS]"},
		In:      []Place{InInstance, InInterface, InMachine},
		Help:    "A public address that the cloud assigned when the machine was made.",
	},
	{
		Keyword: "ipv6",
		Forms:   []string{"ADDRESS [internet|egress-only]"},
		In:      []Place{InInstance, InInterface},
		Help:    "An IPv6 address.",
		Lacking: &Lack{InMachine, Other{Explanation: "has IPv4 only"}},
	},
	{
		Keyword: "address",
		Forms:   []string{"ADDRESS [eip [public:ADDRESS]]"},
		In:      []Place{InInstance, InInterface},
		Help:    "A further private address of this interface.",
		Lacking: &Lack{InMachine, Other{Explanation: "has one inner address and at most one public one"}},
	},
	{
		Keyword: "interface",
		Forms:   []string{"NAME in SUBNET [ADDRESS]"},
		In:      []Place{InInstance},
		Opens:   InInterface,
		Help:    "A further interface, with its own groups and addresses.",
		Lacking: &Lack{InMachine, Other{Explanation: "has an interface for each side of the network and no other"}},
	},
	{
		Keyword: "source-dest-check",
		Forms:   []string{"on|off"},
		In:      []Place{InInstance, InInterface},
		Once:    true,
		Help:    "Whether the interface drops packets that are not from or for its own addresses.",
		Lacking: &Lack{
			InMachine,
			Other{Explanation: "has no such switch: no route leads packets of other machines to it"},
		},
	},
	{
		Keyword: "ip-forward",
		Forms:   []string{"on|off"},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Help:    "Whether the guest's kernel forwards.",
	},
	{
		Keyword: "iptables",
		Forms:   []string{""},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Opens:   InIptables,
		Help:    "The guest's own firewall and address translation.",
	},
	{
		Keyword: "listen",
		Forms:   []string{"none", "SERVICE,"},
		In:      []Place{InInstance, InMachine, InHost},
		Help:    "The services that the machine answers; left out, all.",
	},
	{
		Keyword: "os",
		Forms:   []string{"linux|windows"},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Help:    "The system, which decides the ports that it sends from.",
	},
	{
		Keyword: "type",
		Forms:   []string{"TEXT"},
		In:      []Place{InInstance, InMachine},
		Once:    true,
		Help:    "The instance type, such as ecs.g7.large.",
	},

	// In iptables
	{
		Keyword: "input",
		Forms:   []string{"accept|drop"},
		In:      []Place{InIptables},
		Once:    true,
		Help:    "The policy for packets to the guest itself.",
	},
	{
		Keyword: "forward",
		Forms:   []string{"accept|drop"},
		In:      []Place{InIptables},
		Once:    true,
		Help:    "The policy for packets that the guest forwards.",
	},
	{
		Keyword: "output",
		Forms:   []string{"accept|drop"},
		In:      []Place{InIptables},
		Once:    true,
		Help:    "The policy for packets that the guest itself sends.",
	},
	{
		Keyword: "snat",
		Forms:   []string{"RANGE -> ADDRESS"},
		In:      []Place{InIptables},
		Help:    "Gives forwarded packets of this range another source address.",
	},
	{
		Keyword: "masquerade",
		Forms:   []string{"RANGE"},
		In:      []Place{InIptables},
		Help:    "Gives forwarded packets of this range the guest's own source address.",
	},
	{
		Keyword: "dnat",
		Forms:   []string{"SERVICE -> ADDRESS [inner:SERVICE]"},
		In:      []Place{InIptables},
		Help:    "Forwards packets for a service to another machine.",
	},
	{
		Keyword: "drop",
		Forms:   []string{"SERVICE from RANGE"},
		In:      []Place{InIptables},
		Help:    "Drops a service from a range.",
	},

	// In a NAT gateway
	{
		Keyword: "snat",
		Forms: []string{
			"vpc [via ADDRESS]",
			"vswitch net:NAME [via ADDRESS]",
			"subnet net:NAME [via ADDRESS]",
			"instance machine:INSTANCE [via ADDRESS]",
			"RANGE [via ADDRESS]",
		},
		In:     []Place{InNAT},
		Clouds: []string{"alibaba", "huawei"},
		Help:   "The machines that the NAT gateway lets out, and by which address.",
		Instead: []Other{
			{
				Clouds:      []string{"aws"},
				Explanation: "has no SNAT entries: a NAT gateway serves every machine whose route leads to it",
			},
		},
	},
	{
		Keyword: "dnat",
		Forms:   []string{"ADDRESS SERVICE -> machine:INSTANCE [inner:SERVICE]"},
		In:      []Place{InNAT},
		Clouds:  []string{"alibaba", "huawei"},
		Help:    "Forwards packets for an address and port to a machine.",
		Instead: []Other{
			{
				Clouds:      []string{"aws"},
				Explanation: "has no DNAT entries: a NAT gateway lets nothing in that was not asked for",
				Hint:        "Use a load balancer, or give the machine a public address.",
			},
		},
	},

	// In a load balancer
	{
		Keyword: "subnet",
		Forms:   []string{"SUBNET,"},
		In:      []Place{InBalancer},
		Help:    "The subnets that its nodes live in.",
	},
	{
		Keyword: "vswitch",
		Forms:   []string{"SUBNET,"},
		In:      []Place{InBalancer},
		Clouds:  onAlibaba,
		Help:    "The vSwitches that its nodes live in.",
		Instead: sameThing,
	},
	{
		Keyword: "listen",
		Forms:   []string{"LISTENER -> machine:INSTANCE, [inner:SERVICE]"},
		In:      []Place{InBalancer},
		Help:    "The service that it listens for, and the machines that it forwards it to.",
	},
	{
		Keyword: "access",
		Forms:   []string{"allow|deny none", "allow|deny RANGE,"},
		In:      []Place{InBalancer},
		Clouds:  onAlibaba,
		Help:    "Its access list.",
		Instead: []Other{
			{
				Clouds:      []string{"aws", "huawei"},
				Explanation: "has no access lists: a balancer's security group says who may come in",
				Hint:        "Write security-group and a name in its block.",
			},
		},
	},
	{
		Keyword: "preserve-client-address",
		Forms:   []string{"on|off"},
		In:      []Place{InBalancer},
		Once:    true,
		Help:    "Whether targets see the client's own address.",
	},

	// In a group or an ACL
	{
		Keyword: "in",
		Forms:   []string{"none", "[NUMBER] allow|deny SERVICE from PEER,"},
		In:      []Place{InGroup, InACL},
		Help:    "A rule for packets that arrive.",
		Lacking: &Lack{
			InSides,
			Other{Explanation: "has rules for each side", Hint: "Write internet in or intranet in."},
		},
	},
	{
		Keyword: "out",
		Forms:   []string{"none", "[NUMBER] allow|deny SERVICE to PEER,"},
		In:      []Place{InGroup, InACL},
		Help:    "A rule for packets that leave.",
		Lacking: &Lack{
			InSides,
			Other{Explanation: "has rules for each side", Hint: "Write internet out or intranet out."},
		},
	},
	{
		Keyword: "inner",
		Forms:   []string{"allow|deny"},
		In:      []Place{InGroup, InSides},
		Once:    true,
		Clouds:  onAlibaba,
		Help:    "Whether members of a basic group reach each other.",
		Instead: []Other{
			{
				Clouds: []string{"aws", "huawei"},
				Explanation: "has no inner policy: " +
					"members of a group reach each other where a rule names the group itself",
			},
		},
	},

	// In a route table or an internet gateway
	{
		Forms: []string{"DESTINATION -> target:TARGET [propagated]"},
		In:    []Place{InTable},
		Help:  "A route: leads a range to a target.",
	},
	{
		Keyword: "route-table",
		Forms:   []string{"table:NAME"},
		In:      []Place{InGateway},
		Once:    true,
		Help:    "The route table for packets that enter by this gateway.",
	},

	// In a cluster
	{
		Keyword: "pods",
		Forms:   []string{"RANGE"},
		In:      []Place{InCluster},
		Once:    true,
		Help:    "The range that pods have their addresses from.",
	},
	{
		Keyword: "nodes",
		Forms:   []string{"machine:INSTANCE,"},
		In:      []Place{InCluster},
		Help:    "The machines that the cluster runs on.",
	},
	{
		Keyword: "pod",
		Forms:   []string{"NAME ADDRESS on machine:INSTANCE"},
		In:      []Place{InCluster},
		Help:    "A pod and the node that it runs on.",
	},

	// In the classic network
	{
		Keyword: "instance",
		Forms:   []string{"NAME [ADDRESS]"},
		In:      []Place{InClassic},
		Opens:   InMachine,
		Help:    "A machine of the classic network, by its inner address.",
	},
	{
		Keyword: "security-group",
		Forms:   []string{"NAME [kind:TYPE] [account NUMBER]"},
		In:      []Place{InClassic},
		Opens:   InSides,
		Help:    "A group with rules for the public side and for the inner one.",
	},
	{
		Keyword: "internet",
		Forms:   []string{"in [NUMBER] allow|deny SERVICE from PEER,", "out [NUMBER] allow|deny SERVICE to PEER,"},
		In:      []Place{InSides},
		Help:    "A rule for the public side.",
	},
	{
		Keyword: "intranet",
		Forms:   []string{"in [NUMBER] allow|deny SERVICE from PEER,", "out [NUMBER] allow|deny SERVICE to PEER,"},
		In:      []Place{InSides},
		Help:    "A rule for the inner side.",
	},
}
