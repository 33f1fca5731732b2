package vocabulary

import (
	"slices"
	"strings"
)

// A Known is a word, and what it stands for.
type Known struct {
	Name, Text string
}

// KnownServices are common names of services, with what the language writes for them.
var KnownServices = []Known{
	{"https", "tcp/443"}, {"http", "tcp/80"}, {"ssh", "tcp/22"}, {"rdp", "tcp/3389"}, {"dns", "udp/53"},
	{"ping", "icmp"}, {"mysql", "tcp/3306"}, {"postgres", "tcp/5432"}, {"postgresql", "tcp/5432"},
	{"redis", "tcp/6379"}, {"smtp", "tcp/25"}, {"ntp", "udp/123"},
}

// knownRanges are words for every address, which people write in the place of a range.
var knownRanges = []Known{
	{"anywhere", "0.0.0.0/0"}, {"any", "0.0.0.0/0"}, {"all", "0.0.0.0/0"}, {"default", "0.0.0.0/0"},
	{"everywhere", "0.0.0.0/0"}, {"everyone", "0.0.0.0/0"}, {"internet", "0.0.0.0/0"}, {"world", "0.0.0.0/0"},
}

// knownTargets are words that people write for a route's target: blackhole, or the keyword of a gateway.
var knownTargets = []Known{
	{"drop", "blackhole"}, {"deny", "blackhole"}, {"none", "blackhole"}, {"null", "blackhole"}, {"reject", "blackhole"},
	{"internet", "internet-gateway"}, {"igw", "internet-gateway"}, {"internet-gateway", "internet-gateway"},
}

// MeansItself reports whether a word in the place of a rule's peer means the group that has the rule.
func MeansItself(word string) bool {
	return slices.Contains([]string{"self", "itself", "this", "same"}, word)
}

// KnownRange is the range that a word stands for, or empty.
func KnownRange(word string) string { return known(knownRanges, word) }

// KnownTarget is what a word in the place of a route's target stands for: blackhole or the keyword of a gateway,
// otherwise empty.
func KnownTarget(word string) string { return known(knownTargets, word) }

// known returns what a name stands for in a list, or empty.
func known(list []Known, name string) string {
	for _, k := range list {
		if k.Name == name {
			return k.Text
		}
	}
	return ""
}

// Others are the words of other clouds, consoles and colleagues for the statements of a block, with the keyword that
// this cloud has for each.
func Others(p Place, cloud string) []Known {
	var all []Known
	own := Keywords(p, cloud)
	for _, r := range Rows {
		if r.StandsIn(p) && !r.KnownIn(cloud) && slices.Contains(own, r.InsteadIn(cloud).Keyword) {
			all = append(all, Known{r.Keyword, r.InsteadIn(cloud).Keyword})
		}
	}
	for i := range terms {
		if t := &terms[i]; t.isExact() && t.isOf(cloud) && slices.Contains(own, t.keyword) {
			for _, name := range strings.Split(t.names, " ") {
				all = append(all, Known{name, t.keyword})
			}
		}
	}
	return all
}

// IsForeign reports whether a word is a keyword that this cloud does not have.
func IsForeign(word, cloud string) bool {
	for _, r := range Rows {
		if r.Keyword == word {
			return !r.KnownIn(cloud)
		}
	}
	return false
}

// BalancerKind is the kind of load balancer of a cloud that a word of its console means, or empty.
func BalancerKind(word, cloud string) string {
	if t := termOf(word, cloud); t != nil && t.keyword == RowBalancer.Keyword {
		return t.behind
	}
	return ""
}

// TermNoun is what the language calls the object that a word of a console of a cloud means, or empty.
func TermNoun(word, cloud string) string {
	if t := termOf(word, cloud); t != nil && t.keyword != "" {
		return find(t.keyword, InVPC, cloud).Noun()
	}
	return ""
}

// wellKnown is what the language writes for the name of a service, or empty.
func wellKnown(name string) string { return known(KnownServices, name) }

// ServiceName is the common name of a service: "https" for tcp/443, otherwise empty.
func ServiceName(text string) string {
	for _, k := range KnownServices {
		if k.Text == text {
			return k.Name
		}
	}
	return ""
}

// Protocols are the beginnings of a service: the words of the protocols, with a slash if something has to follow.
var Protocols = []Known{
	{"tcp", "tcp/"},
	{"udp", "udp/"},
	{"icmp", "icmp"},
	{"icmpv6", "icmpv6"},
	{"all", "all"},
	{"proto", "proto/"},
}
