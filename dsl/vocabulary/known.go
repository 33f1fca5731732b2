package vocabulary

// A Known is a name for something, as people say it, and what the language writes for it.
type Known struct {
	Name, Text string
}

// KnownServices are the names of services that people know and write in the place of protocol and port.
var KnownServices = []Known{
	{"https", "tcp/443"}, {"http", "tcp/80"}, {"ssh", "tcp/22"}, {"rdp", "tcp/3389"}, {"dns", "udp/53"}, {"ping", "icmp"},
	{"mysql", "tcp/3306"}, {"postgres", "tcp/5432"}, {"postgresql", "tcp/5432"}, {"redis", "tcp/6379"}, {"smtp", "tcp/25"},
	{"ntp", "udp/123"},
}

// knownStatements are words that consoles, command lines and colleagues use for what a statement of the language is.
var knownStatements = []Known{
	{"igw", "internet-gateway"}, {"eigw", "egress-only-gateway"}, {"egress-only-internet-gateway", "egress-only-gateway"},
	{"nat", "nat-gateway"}, {"natgw", "nat-gateway"}, {"sg", "security-group"}, {"acl", "network-acl"}, {"nacl", "network-acl"},
	{"rtb", "route-table"}, {"routes", "route-table"}, {"tgw", "transit-gateway"}, {"pcx", "peering"}, {"vpc-peering", "peering"},
	{"vgw", "vpn-gateway"}, {"vpce", "endpoint"}, {"gateway-endpoint", "endpoint"}, {"lb", "load-balancer"}, {"elb", "load-balancer"},
	{"slb", "load-balancer"}, {"pl", "prefix-list"}, {"vm", "instance"}, {"server", "instance"}, {"machine", "instance"},
	{"ec2", "instance"}, {"ecs", "instance"}, {"eni", "interface"}, {"nic", "interface"}, {"elastic-ip", "eip"},
	{"public-address", "public-ip"}, {"private-ip", "address"}, {"ingress", "in"}, {"inbound", "in"}, {"egress", "out"},
	{"outbound", "out"}, {"client", "host"}, {"network", "vpc"}, {"source-destination-check", "source-dest-check"},
}

// knownStatement is the keyword that a person means by a word of another tongue, empty where none may stand in this place of
// a cloud.
func knownStatement(word string, p Place, cloud string) string {
	for _, k := range knownStatements {
		if k.Name == word && contains(Keywords(p, cloud), k.Text) {
			return k.Text
		}
	}
	return ""
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
func wellKnown(name string) string {
	for _, k := range KnownServices {
		if k.Name == name {
			return k.Text
		}
	}
	return ""
}

// ServiceName is the name that people know a service by, as it is written: "https" for tcp/443; empty where it has none.
func ServiceName(text string) string {
	for _, k := range KnownServices {
		if k.Text == text {
			return k.Name
		}
	}
	return ""
}

// Protocols are how a service may start: the words of the protocols, with a slash where something has to follow.
var Protocols = []Known{{"tcp", "tcp/"}, {"udp", "udp/"}, {"icmp", "icmp"}, {"icmpv6", "icmpv6"}, {"all", "all"}, {"proto", "proto/"}}

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
		{"echo-request", 128}, {"echo-reply", 129}, {"destination-unreachable", 1}, {"packet-too-big", 2}, {"time-exceeded", 3},
		{"parameter-problem", 4},
	},
}

// OutcomeHelp says what an outcome means; empty for what is none.
func OutcomeHelp(outcome string) string {
	switch outcome {
	case "reachable":
		return "The request arrives, and the answer comes back."
	case "blocked":
		return "The request is dropped on its way: the client times out."
	case "one-way":
		return "The request arrives, and the answer is dropped: the client times out all the same."
	case "refused":
		return "The request arrives at a machine that does not listen there, and a refusal comes back."
	case "flaky":
		return "It depends on the port that the client happens to send from."
	}
	return ""
}
