package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A Balancer is a load balancer.
type Balancer struct {
	Thing
	Kind *BalancerKind
	// Internal says that it has no public address.
	Internal bool
	// Nodes are its interfaces. That of a kind without nodes in the VPC has no subnet.
	Nodes     []*Interface
	Listeners []Listener
	Access    AccessList
	// Help says in a few words what such a balancer does.
	Help string
	// Preserve says that targets see the client's own address.
	Preserve bool
}

// Listener is the listener for a service, nil where there is none. It comes before the access list, which is the
// listener's (alibaba 16.3, LB-7).
func (b *Balancer) Listener(s Service) *Listener {
	for k := range b.Listeners {
		if b.Listeners[k].Service.Covers(s) {
			return &b.Listeners[k]
		}
	}
	return nil
}

// A Listener is a service that a balancer takes and the machines that it goes on to.
type Listener struct {
	Span    source.Span
	Service Service
	Targets []*Instance
	// Port is the port of the targets.
	Port Inner
	// Layer7 says that the balancer ends the connection and begins one of its own.
	Layer7 bool
}

// An AccessList is whom a balancer lets in.
type AccessList struct {
	Span   source.Span
	Stated bool
	Allow  bool
	Ranges []netip.Prefix
}

// Admits reports whether the list lets an address in. A list without entries lets everybody in (alibaba LB-7).
func (l AccessList) Admits(a netip.Addr) bool {
	if len(l.Ranges) == 0 {
		return true
	}
	for _, r := range l.Ranges {
		if r.Contains(a) {
			return l.Allow
		}
	}
	return !l.Allow
}

// endsConnections is the help for the kinds that clouds call application load balancers.
const endsConnections = "reads HTTP and calls its targets from its own address"

// A BalancerKind is a kind of load balancer.
type BalancerKind struct {
	Word string
	// Nodes says that it lives in subnets, with an interface in each.
	Nodes bool
	// DefaultGroup says that it is in the default group where it names none.
	DefaultGroup bool
	// Groups says that its own groups judge what reaches it.
	Groups bool
	// OpenGroups says that its groups let in what none of their rules denies.
	OpenGroups bool
	// Ends says that it ends every connection and begins one of its own.
	Ends bool
	// Help says in a few words what such a balancer does.
	Help string
	// Preserve says that targets see the client's own address unless stated otherwise.
	Preserve bool
	// PreserveUDP says that over UDP they see it whatever is stated.
	PreserveUDP bool
	// PastGroups says that what it sends reaches its targets past their groups.
	PastGroups bool
	// Source is where its own connections come from, for a kind without nodes.
	Source netip.Addr
}
