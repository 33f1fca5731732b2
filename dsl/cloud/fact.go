package cloud

import (
	"cmp"
	"slices"
)

// A Fact is a documented behaviour of a cloud, from the pages in dsl/facts.
type Fact struct {
	// Key is its key there: "aws/nat-gateway-own-subnet".
	Key string
	// Text is one or two sentences.
	Text string
	// Sureness is "documented", "inferred" or "practice".
	Sureness string
}

// FindFact returns the fact with a key that this package names; it panics on any other.
func FindFact(key string) *Fact {
	at, found := slices.BinarySearchFunc(facts[:], key, func(f Fact, key string) int { return cmp.Compare(f.Key, key) })
	if !found {
		panic("cloud: the test of the generated facts holds every key: " + key)
	}
	return &facts[at]
}

// A Basis is the fact behind a decision, a finding or a diagnostic.
type Basis struct {
	// About is the key of a reason, the code of a finding, or one of the subjects below.
	About string
	// Fact is the key of the fact.
	Fact string
}

// Subjects of diagnostics, for Basis.About.
const (
	// AboutGroupRules: the rules of a security group.
	AboutGroupRules = "group-rules"
	// AboutACLPeers: the peers that a rule of a network ACL may name.
	AboutACLPeers = "acl-peers"
	// AboutDefaultACL: the default network ACL.
	AboutDefaultACL = "default-acl"
	// AboutReserved: the reserved addresses of a subnet.
	AboutReserved = "reserved-addresses"
	// AboutRanges: the ranges that no VPC may have; AboutSizes: the sizes of VPCs and subnets.
	AboutRanges, AboutSizes = "vpc-ranges", "range-sizes"
	// AboutRoutes: the ranges that no route may have; AboutOwnRoutes: the system routes of a table.
	AboutRoutes, AboutOwnRoutes = "route-ranges", "own-routes"
	// AboutIPv6: the way of an IPv6 address to the Internet.
	AboutIPv6 = "ipv6-internet"
)

// Fact returns the fact behind a reason, a finding or a subject: the cloud's own, or else that of all clouds; nil if
// there is none.
func (p *Provider) Fact(about string) *Fact {
	for _, bases := range [][]Basis{p.Bases, commonBases} {
		for i := range bases {
			if bases[i].About == about {
				return FindFact(bases[i].Fact)
			}
		}
	}
	return nil
}

// commonBases hold in every cloud.
var commonBases = []Basis{
	{"open-to-world", "clouds/ports-that-run-machines"},
	{"open-all", "clouds/ports-that-run-machines"},
	{"shadowed-rule", "clouds/shadowed-rule"},
	{"dead-route", "clouds/no-second-best"},
	{"path-mtu", "clouds/path-mtu"},
	{"unused-way-out", "clouds/sender-table"},
	{AboutOwnRoutes, "clouds/subnet-routes"},
	{"sg-established", "clouds/security-group-stateful"},
	{"sg-no-rule", "clouds/security-group-silent-drop"},
	{"sg-rule", "clouds/security-group-priority"},
	{"sg-deny", "clouds/security-group-priority"},
	{"sg-default", "clouds/security-group-new-lets-out"},
	{"acl-rule", "clouds/network-acl-first-match"},
	{"acl-deny", "clouds/network-acl-first-match"},
	{"acl-no-rule", "clouds/network-acl-rest-and-answers"},
	{"acl-same-subnet", "clouds/network-acl-same-subnet"},
	{"acl-none", "clouds/network-acl-none-by-itself"},
	{"route", "clouds/longest-prefix"},
	{"local-route", "clouds/subnet-routes"},
	{"no-route", "clouds/sender-table"},
	{"blackhole-route", "clouds/no-second-best"},
	{"eip", "clouds/public-address-at-edge"},
	{"no-public-address", "clouds/gateway-gives-no-address"},
	{"not-internet-address", "clouds/private-ranges"},
	{"wrong-answer-address", "clouds/answer-from-called-address"},
	{"astray", "clouds/no-reverse-check"},
	{"platform-port", "clouds/mail-port"},
	{"routing-loop", "clouds/routing-loop"},
	{"no-listener", "clouds/refused-and-timeout"},
	{"no-address", "clouds/no-address"},
	{"nat", "clouds/nat-translates-source"},
	{"dnat", "clouds/dnat-keeps-client"},
	{"nat-protocol", "clouds/nat-protocols"},
	{"nat-loop", "clouds/nat-own-table"},
	{"nat-unsolicited", "clouds/nat-answers-only"},
	{"snat-no-entry", "clouds/nat-entry-and-route"},
	{"egress-only", "clouds/egress-only"},
	{"source-dest-check", "clouds/source-check"},
	{"ip-forward-off", "clouds/guest-forwards"},
	{"forwarded", "clouds/guest-forwards-unchanged"},
	{"guest-firewall", "clouds/guest-firewall-last"},
	{"martian-source", "clouds/guest-martian-source"},
	{"guest-interface", "clouds/guest-several-interfaces"},
	{"guest-route", "clouds/guest-keeps-networks"},
	{"no-return-translation", "clouds/translated-answer-same-way"},
	{"not-transitive", "clouds/peering-two-networks"},
	{"link", "clouds/link-both-tables"},
	{"attachment-route", "clouds/transit-gateway-table"},
	{"no-listener-rule", "clouds/load-balancer-listener"},
	{"no-healthy-target", "clouds/load-balancer-healthy-targets"},
	{"unknown-destination", "clouds/absent-address"},
	{"address-family", "clouds/families-apart"},
	{"unfiltered-service", "clouds/own-services-unfiltered"},
	{"gateway", "clouds/gateway-in-no-subnet"},
	{"arrived", "clouds/answer-judged-anew"},
}

// FactKeys are the keys of all facts that this package names, with repetitions.
func FactKeys() []string {
	var keys []string
	for _, b := range commonBases {
		keys = append(keys, b.Fact)
	}
	for _, p := range providers {
		bases := p.Bases
		if p.Variant != nil {
			bases = append(bases[:len(bases):len(bases)], p.Variant.Bases...)
		}
		for _, b := range bases {
			keys = append(keys, b.Fact)
		}
		for _, o := range p.Open {
			keys = append(keys, o.Fact)
		}
	}
	return keys
}
