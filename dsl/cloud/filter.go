package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A Direction is in or out, seen from what is filtered.
type Direction uint8

const (
	// In is traffic that arrives.
	In Direction = iota
	// Out is traffic that leaves.
	Out
)

// A Rule is one line of a security group or a network ACL.
type Rule struct {
	// Span is the rule's line, zero for a rule that the cloud made.
	Span source.Span
	// Number is its place in an ACL or its priority in a group; the smaller one comes first.
	Number  int
	Allow   bool
	Service Service
	// Peers are the other ends that it is about; the rule matches where one of them does.
	Peers []Peer
}

// Before reports whether a rule of a group is heard before another: by its number, of equal ones a deny (alibaba 5.4).
func (r *Rule) Before(other *Rule) bool {
	if r.Number != other.Number {
		return r.Number < other.Number
	}
	return !r.Allow && other.Allow
}

// A Peer is the other end of a rule: a range, or the members of a group.
type Peer struct {
	Range netip.Prefix
	Group *Group // nil for a range
	// List is the prefix list that the range comes from, nil where it was written itself.
	List *PrefixList
}

// A Group is a security group.
type Group struct {
	Thing
	Kind *GroupKind
	// Rules are those of each direction. Where Kind has default rules for a direction and the scenario states none,
	// they are these.
	Rules [2][]Rule
	// Apart says that the group keeps its members apart; it means something only where Kind.Members is true.
	Apart bool
	// ApartSpan is the line that says so.
	ApartSpan source.Span
	// Account is the number of the account that owns it, empty for the cloud's own.
	Account string
	// Internet is its half for the public side of a machine of the classic network, nil in a VPC. The group itself is
	// then the half for the inner side.
	Internet *Group
	// whole is the group that this is the half of, nil for a whole one.
	whole *Group
}

// Base is the thing that a scenario calls by the group's name: to everybody but the filters its halves are one.
func (g *Group) Base() *Thing {
	if g.whole != nil {
		return &g.whole.Thing
	}
	return &g.Thing
}

// An ACL is a network ACL: rules on a subnet's edge, tried by number, the first match decides, and what none matches is
// dropped.
type ACL struct {
	Thing
	Rules [2][]Rule // ordered by number
}

// Everywhere are the peers of a rule for every address of both families.
func Everywhere() []Peer {
	return []Peer{{Range: netip.MustParsePrefix("0.0.0.0/0")}, {Range: netip.MustParsePrefix("::/0")}}
}

// AllowAll is a rule for everything.
func AllowAll(number int) Rule {
	return Rule{Number: number, Allow: true, Service: Service{Protocol: AllProtocols}, Peers: Everywhere()}
}
