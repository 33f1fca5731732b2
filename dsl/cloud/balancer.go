package cloud

import (
	"net/netip"
	"slices"
	"sync"

	"hopwise/dsl/source"
)

// A Balancer is a load balancer.
type Balancer struct {
	Thing
	Kind *BalancerKind
	// Internal says that it does not face the Internet.
	Internal bool
	// Nodes are its interfaces. A balancer outside of the VPC has one, without a subnet.
	Nodes []*Interface
	// Home is the subnet from which an internal balancer outside of the VPC has its address, and by whose table it
	// answers; nil for any other.
	Home *Subnet
	// DualStack says that its nodes have IPv6 addresses too, and IPv6Internet that these have Internet bandwidth in a
	// cloud where that has to be bought.
	DualStack, IPv6Internet bool
	Listeners               []Listener
	Access                  AccessList
	// Preserve says whether targets see the client's own address; PreserveStated, that the scenario says so.
	Preserve, PreserveStated bool
	// CrossZone says that a node uses the targets of other zones.
	CrossZone bool
	// Checks are the results of its health checks, which package trace keeps here: a network has each of them once.
	Checks sync.Map
}

// FacesInternet reports whether it has a public address.
func (b *Balancer) FacesInternet() bool {
	return !b.Internal || slices.ContainsFunc(b.Nodes, func(i *Interface) bool {
		return slices.ContainsFunc(i.Addresses, func(a Address) bool { return a.Public != nil })
	})
}

// HasZone reports whether it has a node in a zone.
func (b *Balancer) HasZone(zone string) bool {
	return slices.ContainsFunc(b.Nodes, func(i *Interface) bool { return i.Subnet != nil && i.Subnet.Zone == zone })
}

// Keeps reports whether a target sees the client's own address in what a listener sends it over a protocol. Without a
// statement only machines do, not addresses (aws/load-balancer-preserves-client).
func (b *Balancer) Keeps(l *Listener, t *Backend, protocol int) bool {
	switch {
	case l.Layer7:
		return false
	case b.Kind.PreserveUDP && protocol == UDP:
		return true
	case b.PreserveStated:
		return b.Preserve
	}
	return b.Kind.Preserve && t.Machine != nil
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
	Targets []Backend
	// Port is the port of the targets, and Health the one that is checked; nil for the same.
	Port   Inner
	Health *uint16
	// Layer7 says that the balancer ends the connection and begins one of its own.
	Layer7 bool
}

// PortOf is the port of the listener that a call of a port asks for: that one, or for a call of another listener the
// first.
func (l *Listener) PortOf(called uint16) uint16 {
	if l.Service.Covers(onPort(l.Service.Protocol, called)) {
		return called
	}
	return l.Service.Ports[0][0]
}

// CheckPort is the port of the targets that is checked for a call of a port.
func (l *Listener) CheckPort(called uint16) uint16 {
	if l.Health != nil {
		return *l.Health
	}
	return l.Port.Of(l.PortOf(called))
}

// A Backend is a target of a listener: a machine of the VPC, meant by its first interface, or an address.
type Backend struct {
	Span    source.Span
	Machine *Instance // nil for an address
	Addr    netip.Addr
}

// String is its name, or the address.
func (t *Backend) String() string {
	if t.Machine != nil {
		return t.Machine.Name
	}
	return t.Addr.String()
}

// Address is its address in a family, IPv6 if v6 is set; invalid without one.
func (t *Backend) Address(v6 bool) netip.Addr {
	if t.Machine == nil {
		if t.Addr.Is6() == v6 {
			return t.Addr
		}
		return netip.Addr{}
	}
	return t.Machine.Interfaces[0].PrivateOf(v6)
}

// Is reports whether it means a machine of its VPC, by name or by an address; false for nil.
func (t *Backend) Is(m *Instance) bool {
	if m == nil || t.Machine != nil {
		return m != nil && t.Machine == m
	}
	return slices.ContainsFunc(m.Interfaces, func(i *Interface) bool { return i.Holding(t.Addr) != nil })
}

// Owner is the interface of a VPC that takes what is sent to it: of the machine, or the one with the address; nil if
// nobody in the VPC has the address.
func (t *Backend) Owner(v *VPC) *Interface {
	if t.Machine != nil {
		return t.Machine.Interfaces[0]
	}
	i, _ := v.Owner(t.Addr)
	return i
}

// Zone is its zone: an address inside the VPC has that of its subnet, and another one has none, so that it serves every
// zone (aws/load-balancer-address-targets).
func (t *Backend) Zone(v *VPC) string {
	if t.Machine != nil {
		return t.Machine.Interfaces[0].Subnet.Zone
	}
	for _, n := range v.Subnets {
		if n.Holds(t.Addr) {
			return n.Zone
		}
	}
	return ""
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
	// KeepsNear says that a target which sees the client's address is in the VPC, or in one that is peered with it.
	KeepsNear bool
	// UDPDualIPv6 says that a listener for UDP of a dual-stack balancer takes targets with IPv6 only.
	UDPDualIPv6 bool
	// PastGroups says that its packets pass the groups of its targets, and ChecksPastGroups that its health checks do.
	PastGroups, ChecksPastGroups bool
	// CrossZone says that a node uses the targets of other zones unless stated otherwise, and EnabledZones that it uses
	// no target of a zone without a node of the balancer all the same.
	CrossZone, EnabledZones bool
	// FailsOpen says that it sends to all targets where none passes its check.
	FailsOpen bool
	// LeavesName says that a node without a healthy target leaves the balancer's name.
	LeavesName bool
	// Prober is an address from which the cloud calls each node: a node that it doesn't reach past the ACL leaves the
	// balancer's name. It is invalid for a kind without such calls.
	Prober netip.Addr
	// AnswersPing says that it answers pings itself.
	AnswersPing bool
	// Addresses says that its targets may be addresses.
	Addresses bool
	// Zones is the smallest number of zones of its subnets, and OnePerZone says that no two of them are in one zone.
	Zones      int
	OnePerZone bool
	// NeedsGateway says that one which faces the Internet is made only in a VPC with an internet gateway.
	NeedsGateway bool
	// Source is the source address of its own connections, for a kind without nodes.
	Source netip.Addr
}
