package vocabulary

// A Known is a name for something, as people say it, and what the language writes for it.
type Known struct {
	Name, Text string
}

// KnownServices are the names of services that people know and write in the place of protocol and port.
var KnownServices = []Known{
	{
		"https",
		"tcp/443",
	}, {"http", "tcp/80"}, {"ssh", "tcp/22"}, {"rdp", "tcp/3389"}, {"dns", "udp/53"}, {"ping", "icmp"},
	{
		"mysql",
		"tcp/3306",
	}, {"postgres", "tcp/5432"}, {"postgresql", "tcp/5432"}, {"redis", "tcp/6379"}, {"smtp", "tcp/25"},
	{"ntp", "udp/123"},
}

// knownStatements are words that consoles, command lines and colleagues use for what a statement of the language is.
var knownStatements = []Known{
	{
		"igw",
		"internet-gateway",
	}, {"eigw", "egress-only-gateway"}, {"egress-only-internet-gateway", "egress-only-gateway"},
	{
		"nat",
		"nat-gateway",
	}, {"natgw", "nat-gateway"}, {"sg", "security-group"}, {"acl", "network-acl"}, {"nacl", "network-acl"},
	{
		"rtb",
		"route-table",
	}, {"routes", "route-table"}, {"tgw", "transit-gateway"}, {"pcx", "peering"}, {"vpc-peering", "peering"},
	{
		"vgw",
		"vpn-gateway",
	}, {"vpce", "endpoint"}, {"gateway-endpoint", "endpoint"}, {"lb", "load-balancer"}, {"elb", "load-balancer"},
	{
		"slb",
		"load-balancer",
	}, {"pl", "prefix-list"}, {"vm", "instance"}, {"server", "instance"}, {"machine", "instance"},
	{"ec2", "instance"}, {"ecs", "instance"}, {"eni", "interface"}, {"nic", "interface"}, {"elastic-ip", "eip"},
	{"public-address", "public-ip"}, {"private-ip", "address"}, {"ingress", "in"}, {"inbound", "in"}, {"egress", "out"},
	{"outbound", "out"}, {"client", "host"}, {"network", "vpc"}, {"source-destination-check", "source-dest-check"},
}

// knownStatement is the keyword that a person means by a word of another tongue, empty where none may stand in this
// place of a cloud.
func knownStatement(word string, p Place, cloud string) string {
	for _, k := range knownStatements {
		if k.Name == word && contains(Keywords(p, cloud), k.Text) {
			return k.Text
		}
	}
	return ""
}

// knownRanges are words for everywhere that people write in the place of a range.
var knownRanges = []Known{
	{
		"anywhere",
		"0.0.0.0/0",
	}, {"any", "0.0.0.0/0"}, {"all", "0.0.0.0/0"}, {"default", "0.0.0.0/0"}, {"everywhere", "0.0.0.0/0"},
	{"everyone", "0.0.0.0/0"}, {"internet", "0.0.0.0/0"}, {"world", "0.0.0.0/0"},
}

// knownTargets are words that people write for what a route leads to: nowhere, or a gateway of this keyword.
var knownTargets = []Known{
	{"drop", "blackhole"}, {"deny", "blackhole"}, {"none", "blackhole"}, {"null", "blackhole"}, {"reject", "blackhole"},
	{"internet", "internet-gateway"}, {"igw", "internet-gateway"}, {"internet-gateway", "internet-gateway"},
}

// KnownRange is the range that a word stands for, empty where it stands for none.
func KnownRange(word string) string { return known(knownRanges, word) }

// KnownTarget is what a word in the place of a route's target stands for: blackhole, or the keyword of a gateway; empty
// where it stands for none.
func KnownTarget(word string) string { return known(knownTargets, word) }

// known is what a name stands for in a list, empty where it is not in it.
func known(list []Known, name string) string {
	for _, k := range list {
		if k.Name == name {
			return k.Text
		}
	}
	return ""
}

// Others are the words by which people of other tongues and of other clouds mean a statement that may stand in this
// place of a cloud, with the keyword that it has here.
func Others(p Place, cloud string) []Known {
	var all []Known
	own := Keywords(p, cloud)
	for i := range Rows {
		if r := &Rows[i]; r.standsIn(p) && !r.knownIn(cloud) && contains(own, r.InsteadIn(cloud).Keyword) {
			all = append(all, Known{r.Keyword, r.InsteadIn(cloud).Keyword})
		}
	}
	for _, k := range knownStatements {
		if contains(own, k.Text) && !contains(own, k.Name) {
			all = append(all, k)
		}
	}
	return all
}

// IsForeign reports whether a word is the keyword of a thing that this cloud calls otherwise.
func IsForeign(word, cloud string) bool {
	for i := range Rows {
		if r := &Rows[i]; r.Keyword == word {
			return !r.knownIn(cloud)
		}
	}
	return false
}

// wordHelp says what words inside of statements mean, those that mean the same in all of them.
var wordHelp = map[string]string{
	"allow": "lets it pass", "deny": "drops it", "none": "none at all", "from": "who sends it", "to": "who receives it",
	"by": "the object that decides", "because": "the reason", "via": "what the request passes, in order",
	"as": "the source address that the receiver sees", "from-port": "the port that the client sends from",
	"can": "the policy lets the user open a way to the Internet", "cannot": "the policy shuts every way to the Internet",
	"expose": "open a way to the Internet", "finding": "what is said without being asked", "no": "nothing of the sort is found",
	"at": "the object that it is found at", "zone": "where it lies; left out, a", "account": "the number of its account",
	"detached": "attached to nothing", "active": "route tables decide", "removed": "it left the VPC without the Internet",
	"propagated": "learned and not stated", "inter-region": "between regions", "pending": "not accepted yet",
	"internal": "without a public address", "private": "without a public address", "internet": "it has Internet bandwidth",
	"egress-only": "only what it asked for comes in", "ingress": "nothing comes in unasked", "bidirectional": "nothing passes at all",
	"gateway": "a route leads to it", "linux": "sends from 32768-60999", "windows": "sends from 49152-65535",
	"vpc": "the whole VPC", "vswitch": "the machines of one vSwitch", "subnet": "the machines of one subnet", "instance": "one machine",
	"accept": "lets it pass", "drop": "drops it",
}

// WordHelp says in a few words what a word inside of the statement means; empty where it says so itself.
func (r *Row) WordHelp(word string) string {
	if word == "on" && r.In[0] == AtTop {
		return "only in this cloud"
	}
	return wordHelp[word]
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// wellKnown is what the language writes for a known name, empty for a name that nobody knows.
func wellKnown(name string) string { return known(KnownServices, name) }

// ServiceName is the name that people know a service by, as it is written: "https" for tcp/443; empty where it has
// none.
func ServiceName(text string) string {
	for _, k := range KnownServices {
		if k.Text == text {
			return k.Name
		}
	}
	return ""
}

// Protocols are how a service may start: the words of the protocols, with a slash where something has to follow.
var Protocols = []Known{
	{"tcp", "tcp/"},
	{"udp", "udp/"},
	{"icmp", "icmp"},
	{"icmpv6", "icmpv6"},
	{"all", "all"},
	{"proto", "proto/"},
}

// A Type is a type of ICMP that may be written by its name.
type Type struct {
	Name   string
	Number int
}

// Types are those of a protocol by its word, none for a protocol without types (IANA's registries).
func Types(protocol string) []Type { return icmpTypes[protocols[protocol]] }

var icmpTypes = map[int][]Type{
	1: {
		{"echo-request", 8}, {"echo-reply", 0}, {"destination-unreachable", 3}, {"redirect", 5}, {"time-exceeded", 11},
		{"parameter-problem", 12}, {"timestamp-request", 13}, {"timestamp-reply", 14},
	},
	58: {
		{
			"echo-request",
			128,
		}, {"echo-reply", 129}, {"destination-unreachable", 1}, {"packet-too-big", 2}, {"time-exceeded", 3},
		{"parameter-problem", 4},
	},
}
