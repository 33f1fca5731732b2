package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// An Instance is a virtual machine.
type Instance struct {
	Thing
	// Interfaces are its network interfaces.
	Interfaces []*Interface
	Listen     Listen
	Ephemeral  Ports // its source ports as a client
	// Forward says that IP forwarding is on in the guest's kernel.
	Forward  bool
	Iptables Iptables
	// Default is the interface that the guest sends by where no route of its own says another.
	Default *Interface
	// PolicyRouting says that what bears the address of an interface leaves by that interface (clouds/guest-policy-routes);
	// PolicySpan is the line that states it.
	PolicyRouting bool
	PolicySpan    source.Span
	// Behind are the networks that only this machine knows.
	Behind []*Behind
	// Type is the instance type, empty if it is not stated.
	Type string
	// Pods are the pods that run on it.
	Pods []*Pod
}

// Further returns the interfaces after the first.
func (m *Instance) Further() []*Interface { return m.Interfaces[min(1, len(m.Interfaces)):] }

// An Interface is a network interface: it has the addresses and the groups.
type Interface struct {
	Thing
	// Owner is its *Instance, *NAT, *Balancer or *InterfaceEndpoint.
	Owner     Object
	Subnet    *Subnet // nil for a balancer outside of the VPC
	Addresses []Address
	// Pods are those that have further addresses of the interface (aws/pod-address).
	Pods   []*Pod
	Groups []*Group // empty if no group filters it
	// Check says that its source/destination check is on.
	Check bool
	// CheckSpan is the line that states Check.
	CheckSpan source.Span
}

// Instance returns the machine of the interface, nil for an interface of anything else.
func (i *Interface) Instance() *Instance {
	m, _ := i.Owner.(*Instance)
	return m
}

func (*Interface) target() {}

// Holding returns the entry of a private address as the cloud knows it, nil if the interface does not have it. Addresses
// of its pods may count.
func (i *Interface) Holding(a netip.Addr) *Address {
	for _, p := range i.Pods {
		if p.Private == a {
			return &p.Address
		}
	}
	return i.Own(a)
}

// Own returns the entry of a private address of the interface's owner itself, nil if it does not have it.
func (i *Interface) Own(a netip.Addr) *Address {
	for k := range i.Addresses {
		if i.Addresses[k].Private == a {
			return &i.Addresses[k]
		}
	}
	return nil
}

// PrivateOf returns the first private address in a family, IPv6 if v6 is set; invalid without one.
func (i *Interface) PrivateOf(v6 bool) netip.Addr {
	for k := range i.Addresses {
		if a := i.Addresses[k].Private; a.IsValid() && a.Is6() == v6 {
			return a
		}
	}
	return netip.Addr{}
}

// An Address is a private address of an interface, with the public address bound to it.
type Address struct {
	Private netip.Addr
	Public  *PublicAddress // nil if none is bound
	// EgressOnly says that the Internet may not begin connections to the address, which may begin its own.
	EgressOnly bool
}

// A PublicAddress is an Internet address bound to a private one: an elastic address, or one that the cloud assigned
// with the machine.
type PublicAddress struct {
	Thing
	Addr netip.Addr
}

// NewPublicAddress makes a public address; the address is its name.
func NewPublicAddress(a netip.Addr, noun Noun, at source.Span, v *VPC) *PublicAddress {
	return &PublicAddress{Thing{Name: a.String(), Noun: noun, Span: at, VPC: v}, a}
}

// Listen are the services on which a machine listens.
type Listen struct {
	// Stated is false for a machine without a listen line, which answers everything.
	Stated   bool
	Services []Service
}

// Answers reports whether the machine answers this service. The kernel answers pings without a listener.
func (l Listen) Answers(s Service) bool {
	if !l.Stated || s.IsEcho() {
		return true
	}
	for _, have := range l.Services {
		if have.Covers(s) {
			return true
		}
	}
	return false
}
