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
	// Nodes are its interfaces. A balancer outside of the VPC has one, without a subnet.
	Nodes     []*Interface
	Listeners []Listener
	Access    AccessList
	// Preserve says that targets see the client's own address.
	Preserve bool
}

// Listener returns the listener for a service, nil if there is none. It is chosen before the access list is asked,
// which belongs to the listener (alibaba/access-list-of-a-listener).
func (b *Balancer) Listener(s Service) *Listener {
	for k := range b.Listeners {
		if b.Listeners[k].Service.Covers(s) {
			return &b.Listeners[k]
		}
	}
	return nil
}

// A Listener is a service that a balancer accepts, and the targets for it.
type Listener struct {
	Span    source.Span
	Service Service
	Targets []*Instance
	// Port is the port of the targets.
	Port Inner
	// Layer7 says that the balancer ends the connection and begins one of its own.
	Layer7 bool
}

// An AccessList is the list of clients that a balancer allows or denies.
type AccessList struct {
	Span   source.Span
	Stated bool
	Allow  bool
	Ranges []netip.Prefix
}

// Admits reports whether the list lets an address in. A list without entries lets every address in
// (alibaba/access-list-of-a-listener).
func (l AccessList) Admits(a netip.Addr) bool {
	return len(l.Ranges) == 0 || anyContains(l.Ranges, a) == l.Allow
}

// endsConnections is the help for application load balancers.
const endsConnections = "reads HTTP and calls its targets from its own address"

// A BalancerKind is a kind of load balancer.
type BalancerKind struct {
	Word string
	// Nodes says that it has an interface in each of its subnets; otherwise it is outside of the VPC.
	Nodes bool
	// DefaultGroup says that it is in the default group if it names none.
	DefaultGroup bool
	// Groups says that it is in security groups, which filter requests to it.
	Groups bool
	// OpenGroups says that its groups let in every request that no rule denies.
	OpenGroups bool
	// Ends says that it ends every connection and begins one of its own.
	Ends bool
	// Help says in a few words what such a balancer does.
	Help string
	// Preserve says that targets see the client's own address unless stated otherwise.
	Preserve bool
	// PreserveUDP says that targets see it over UDP, whatever is stated.
	PreserveUDP bool
	// PastGroups says that its packets pass the groups of its targets.
	PastGroups bool
	// Source is the source address of its own connections, for a kind without nodes.
	Source netip.Addr
}
