package vocabulary

// The clouds, as the language writes them.
var (
	onAWS     = []string{"aws"}
	onAlibaba = []string{"alibaba"}
	onHuawei  = []string{"huawei"}
)

// Rows are the statements of the language, in the order of its page.
var Rows = []Row{
	// Everywhere
	{Keyword: "title", Forms: []string{"TEXT"}, In: []Place{AtTop}, Help: "The scenario's name."},
	{
		Keyword: "note", Forms: []string{"TEXT"},
		In:   []Place{AtTop, InHost, InCloud, InVPC, InGroup, InACL, InTable, InSubnet, InInstance, InGateway},
		Help: "Free text, shown with the scenario.",
	},

	// The top level
	{Keyword: "host", Forms: []string{"NAME ADDRESS,"}, In: []Place{AtTop}, Opens: InHost, Help: "A machine on the Internet, outside every cloud."},
	{Keyword: "cloud", Forms: []string{"CLOUD [account NUMBER]"}, In: []Place{AtTop}, Opens: InCloud, Help: "One cloud: a world of its own that sees only the hosts."},
	{Keyword: "trace", Forms: []string{"from:ENDPOINT -> to:ENDPOINT SERVICE [from-port PORT] [on CLOUD]"}, In: []Place{AtTop}, Help: "A question to show."},
	{
		Keyword: "expect",
		Forms: []string{
			"from:ENDPOINT -> to:ENDPOINT SERVICE [from-port PORT] OUTCOME [by decider:OBJECT] [because REASON] [via passed:OBJECT,] [as ADDRESS] [on CLOUD]",
			"[no] finding [code:WORD] [at object:NAME]",
			"user:NAME can|cannot expose target:NAME",
		},
		In: []Place{AtTop}, Help: "A question with its answer.",
	},
	{Keyword: "ephemeral", Forms: []string{"PORTS"}, In: []Place{InHost}, Help: "The ports that this client sends from."},

	// In a cloud
	{Keyword: "vpc", Forms: []string{"NAME RANGE,"}, In: []Place{InCloud}, Opens: InVPC, Help: "A private network."},
	{Keyword: "peering", In: []Place{InCloud}, Later: true, Help: "Joins two VPCs."},
	{Keyword: "transit-gateway", In: []Place{InCloud}, Opens: InUnmodeled, Clouds: onAWS, Later: true, Help: "Joins many VPCs."},
	{Keyword: "cen", In: []Place{InCloud}, Opens: InUnmodeled, Clouds: onAlibaba, Later: true, Help: "Joins many VPCs."},
	{Keyword: "user", In: []Place{InCloud}, Opens: InUnmodeled, Later: true, Help: "A user and what its access policy allows."},
	{Keyword: "classic", In: []Place{InCloud}, Opens: InUnmodeled, Clouds: onAlibaba, Later: true, Help: "The classic network."},

	// In a VPC
	{
		Keyword: "internet-gateway", Forms: []string{"NAME [detached]"}, In: []Place{InVPC}, Opens: InGateway, Clouds: onAWS,
		Help: "The VPC's door to the Internet: a subnet is public where its route table leads here.",
		Instead: map[string]Other{"alibaba": {
			Explanation: "needs no internet gateway: an instance with a public address reaches the Internet without one",
			Hint:        "Lesson 2, The missing gateway, tells why.",
		}},
	},
	{Keyword: "route-table", Forms: []string{"NAME"}, In: []Place{InVPC}, Opens: InTable, Help: "Routes for the subnets that name it; main is for those that name none."},
	{Keyword: "security-group", Forms: []string{"NAME [kind:WORD]"}, In: []Place{InVPC}, Opens: InGroup, Help: "A stateful filter on the interfaces of its members."},
	{Keyword: "network-acl", Forms: []string{"NAME"}, In: []Place{InVPC}, Opens: InACL, Help: "A stateless filter on the edge of the subnets that name it."},
	{
		Keyword: "subnet", Forms: []string{"NAME RANGE, [zone WORD]"}, In: []Place{InVPC}, Opens: InSubnet, Clouds: []string{"aws", "huawei"},
		Help:    "A range of the VPC where machines live.",
		Instead: map[string]Other{"alibaba": {Explanation: "calls a subnet a vswitch", Keyword: "vswitch"}},
	},
	{
		Keyword: "vswitch", Forms: []string{"NAME RANGE, [zone WORD]"}, In: []Place{InVPC}, Opens: InSubnet, Clouds: onAlibaba,
		Help: "A range of the VPC where machines live.",
		Instead: map[string]Other{
			"aws":    {Explanation: "calls a vswitch a subnet", Keyword: "subnet"},
			"huawei": {Explanation: "calls a vswitch a subnet", Keyword: "subnet"},
		},
	},
	{Keyword: "prefix-list", In: []Place{InVPC}, Opens: InUnmodeled, Later: true, Help: "Ranges under one name."},
	{Keyword: "load-balancer", In: []Place{InVPC}, Opens: InUnmodeled, Later: true, Help: "Spreads connections over its targets."},
	{Keyword: "egress-only-gateway", In: []Place{InVPC}, Clouds: onAWS, Later: true, Help: "Lets IPv6 out and only answers in."},
	{Keyword: "vpn-gateway", In: []Place{InVPC}, Clouds: onAWS, Later: true, Help: "Leads to a private network far away."},
	{Keyword: "endpoint", In: []Place{InVPC}, Clouds: onAWS, Later: true, Help: "A way to one of the cloud's services."},
	{Keyword: "block-public-access", In: []Place{InVPC}, Clouds: onAWS, Later: true, Help: "Shuts the VPC off from the Internet."},
	{
		Keyword: "ipv4-gateway", In: []Place{InVPC}, Clouds: onAlibaba, Later: true, Help: "Makes route tables decide who reaches the Internet.",
		Instead: map[string]Other{"aws": {Explanation: "has an internet-gateway in its place", Hint: "Lesson 2, The missing gateway, is about it."}},
	},
	{Keyword: "ipv6-gateway", In: []Place{InVPC}, Clouds: onAlibaba, Later: true, Help: "The VPC's door to the IPv6 Internet."},
	{Keyword: "user-range", In: []Place{InVPC}, Clouds: onAlibaba, Later: true, Help: "A public range that counts as private."},
	{Keyword: "cluster", In: []Place{InVPC}, Opens: InUnmodeled, Clouds: onAlibaba, Later: true, Help: "A container cluster."},
	{Keyword: "shared-snat", In: []Place{InVPC}, Clouds: onHuawei, Later: true, Help: "The platform's own way out."},

	// In a subnet
	{Keyword: "route-table", Forms: []string{"table:NAME"}, In: []Place{InSubnet}, Help: "The route table that this subnet uses."},
	{Keyword: "network-acl", Forms: []string{"acl:NAME"}, In: []Place{InSubnet}, Help: "The network ACL on this subnet's edge."},
	{Keyword: "instance", Forms: []string{"NAME [ADDRESS]"}, In: []Place{InSubnet}, Opens: InInstance, Help: "A virtual machine with its first interface here."},
	{Keyword: "nat-gateway", In: []Place{InSubnet}, Opens: InUnmodeled, Later: true, Help: "Gives machines without a public address a way out."},

	// In an instance
	{Keyword: "security-group", Forms: []string{"group:NAME,"}, In: []Place{InInstance}, Help: "The groups that this machine is in."},
	{Keyword: "eip", Forms: []string{"[ADDRESS]"}, In: []Place{InInstance}, Help: "An elastic public address."},
	{Keyword: "public-ip", Forms: []string{"[ADDRESS]"}, In: []Place{InInstance}, Help: "A public address that the cloud assigned when the machine was made."},
	{Keyword: "listen", Forms: []string{"none", "SERVICE,"}, In: []Place{InInstance, InHost}, Help: "What the machine answers; left out, everything."},
	{Keyword: "os", Forms: []string{"linux|windows"}, In: []Place{InInstance}, Help: "The system, which decides the ports that it sends from."},
	{Keyword: "ipv6", In: []Place{InInstance}, Later: true, Help: "An IPv6 address."},
	{Keyword: "address", In: []Place{InInstance}, Later: true, Help: "A further private address."},
	{Keyword: "interface", In: []Place{InInstance}, Opens: InUnmodeled, Later: true, Help: "A further interface."},
	{Keyword: "source-dest-check", In: []Place{InInstance}, Later: true, Help: "Whether the interface drops other people's packets."},
	{Keyword: "ip-forward", In: []Place{InInstance}, Later: true, Help: "Whether the guest's kernel forwards."},
	{Keyword: "iptables", In: []Place{InInstance}, Opens: InUnmodeled, Later: true, Help: "The guest's own firewall."},
	{Keyword: "type", In: []Place{InInstance}, Later: true, Help: "The instance type."},

	// In a group or an ACL
	{Keyword: "in", Forms: []string{"none", "[NUMBER] allow|deny SERVICE from PEER,"}, In: []Place{InGroup, InACL}, Help: "A rule for what arrives."},
	{Keyword: "out", Forms: []string{"none", "[NUMBER] allow|deny SERVICE to PEER,"}, In: []Place{InGroup, InACL}, Help: "A rule for what leaves."},
	{Keyword: "inner", Forms: []string{"allow|deny"}, In: []Place{InGroup}, Clouds: onAlibaba, Help: "Whether members of a basic group reach each other."},

	// In a route table
	{Forms: []string{"RANGE -> target:TARGET [propagated]"}, In: []Place{InTable}, Help: "Leads a range to a target."},
	{Keyword: "route-table", In: []Place{InGateway}, Later: true, Help: "The table of what enters by this gateway."},
}
