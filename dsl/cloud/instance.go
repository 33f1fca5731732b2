package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// An Instance is a virtual machine.
type Instance struct {
	Thing
	// Interfaces are its network interfaces, the first one first.
	Interfaces []*Interface
	Listen     Listen
	Ephemeral  Ports // the ports that it sends from
	// Forward says that the guest's kernel forwards.
	Forward  bool
	Iptables Iptables
	// Type is the instance type, empty where the scenario leaves it open.
	Type string
	// Pods are those that run on it.
	Pods []*Pod
}

// An Interface is where a machine meets the network: it has the addresses and the groups.
type Interface struct {
	Thing
	// Owner is what it belongs to: an *Instance, a *NAT, a *Balancer.
	Owner     Object
	Subnet    *Subnet // nil for a balancer that lives in none
	Addresses []Address
	Groups    []*Group // none where no group filters it
	// Check says that it drops what is neither from it nor for it.
	Check bool
	// CheckSpan is the line that says so.
	CheckSpan source.Span
}

// Instance is the machine that the interface belongs to, nil for one that the cloud manages.
func (i *Interface) Instance() *Instance {
	m, _ := i.Owner.(*Instance)
	return m
}

func (*Interface) target() {}

// Holding is the address entry with this private address, nil where the interface has none such.
func (i *Interface) Holding(a netip.Addr) *Address {
	for k := range i.Addresses {
		if i.Addresses[k].Private == a {
			return &i.Addresses[k]
		}
	}
	return nil
}

// An Address is a private address of an interface and the public one that belongs to it.
type Address struct {
	Private netip.Addr
	Public  *PublicAddress // nil where there is none
	// EgressOnly says that the address may begin connections to the Internet and not be called from there.
	EgressOnly bool
}

// A PublicAddress is an address on the Internet that stands for a private one: an elastic one, or one that the cloud
// assigned when the machine was made.
type PublicAddress struct {
	Thing
	Addr netip.Addr
}

// NewPublicAddress makes a public address, named as it is written.
func NewPublicAddress(a netip.Addr, noun Noun, at source.Span, v *VPC) *PublicAddress {
	return &PublicAddress{Thing{Name: a.String(), Noun: noun, Span: at, VPC: v}, a}
}

// Listen is what a machine answers.
type Listen struct {
	// Stated is false where the scenario leaves it open: then everything is answered.
	Stated   bool
	Services []Service
}

// Answers reports whether something listens for this service. An echo is answered by the kernel, whoever listens.
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
