package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A Direction is in or out, seen from the interface or the subnet that is filtered.
type Direction uint8

const (
	// In is traffic that arrives.
	In Direction = iota
	// Out is traffic that leaves.
	Out
)

// A Rule is one line of a security group or a network ACL.
type Rule struct {
	// Span is the rule's line, zero for a rule that the cloud makes.
	Span source.Span
	// Number is its place in an ACL or its priority in a group; the smaller one comes first.
	Number  int
	Allow   bool
	Service Service
	// Peers are the other ends; the rule matches if one of them does.
	Peers []Peer
}

// Before reports whether a rule of a group goes before another: the smaller number first, of equal ones a deny
// (alibaba/groups-of-an-interface-are-one-list).
func (r *Rule) Before(other *Rule) bool {
	return r.Number < other.Number || r.Number == other.Number && !r.Allow && other.Allow
}

// A Peer is the other end of a rule: a range, or the members of a group.
type Peer struct {
	Range netip.Prefix
	Group *Group // nil for a range
}

// A Group is a security group.
type Group struct {
	Thing
	Kind *GroupKind
	// Rules are the rules of each direction. A direction without stated rules has the default rules of Kind.
	Rules [2][]Rule
	// Apart says that the group isolates its members; it matters only if Kind.Members is true.
	Apart bool
	// ApartSpan is the line that states Apart.
	ApartSpan source.Span
	// Account is the number of the account that owns it, empty for the account of the scenario.
	Account string
	// Internet is the half of a group of the classic network for the Internet side, nil in a VPC; the group itself is
	// the half for the intranet.
	Internet *Group
	// whole is the group that has this one as its field Internet, nil for every other group.
	whole *Group
}

// Base returns the thing that a scenario calls by the group's name, the same one for both halves.
func (g *Group) Base() *Thing {
	if g.whole != nil {
		return &g.whole.Thing
	}
	return &g.Thing
}

// An ACL is a network ACL of subnets. Its rules are tried by number; the first match decides, and a packet that matches
// none is dropped.
type ACL struct {
	Thing
	Rules [2][]Rule // ordered by number
}

// Everywhere are the peers of a rule for all addresses of both families.
func Everywhere() []Peer {
	return []Peer{{Range: netip.MustParsePrefix("0.0.0.0/0")}, {Range: netip.MustParsePrefix("::/0")}}
}

// AllowAll is a rule that allows everything.
func AllowAll(number int) Rule {
	return Rule{Number: number, Allow: true, Service: Service{Protocol: AllProtocols}, Peers: Everywhere()}
}

// AllowMembers is a rule of a group that allows everything from its own members.
func AllowMembers(g *Group, number int) Rule {
	r := AllowAll(number)
	r.Peers = []Peer{{Group: g}}
	return r
}
