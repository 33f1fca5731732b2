package cloud

import (
	"net/netip"
	"slices"

	"hopwise/dsl/source"
)

// Iptables is the firewall and the address translation of a guest.
type Iptables struct {
	// Input, Forward and Output are the policies of the three chains.
	Input, Forward, Output GuestPolicy
	// Stateful says that the chains let pass what belongs to a connection that the guest knows, and that it hands on no
	// answer whose request it has not handed on (clouds/guest-stateful).
	Stateful     bool
	StatefulSpan source.Span
	SNAT         []GuestSNAT
	DNAT         []GuestDNAT
	// Drops are rules that drop, before everything else in INPUT and FORWARD. Their peer is the source range.
	Drops []*Rule
}

// A GuestPolicy says what a chain does with a packet that no rule is about.
type GuestPolicy struct {
	Drop bool
	Span source.Span
}

// A GuestSNAT gives packets another source address.
type GuestSNAT struct {
	Span  source.Span
	Range netip.Prefix
	// Except is the range of destinations that it leaves alone, the zero Prefix for none.
	Except netip.Prefix
	// To is the address, the zero Addr to use that of the interface that the packet leaves by.
	To netip.Addr
}

// Masquerade is the first rule about a packet's source and destination, nil if there is none.
func (t *Iptables) Masquerade(from, to netip.Addr) *GuestSNAT {
	for k := range t.SNAT {
		if r := &t.SNAT[k]; r.Range.Contains(from) && !r.Except.Contains(to) {
			return r
		}
	}
	return nil
}

// A GuestDNAT gives what is addressed to the machine itself another destination.
type GuestDNAT struct {
	Span    source.Span
	Service Service
	To      netip.Addr
	// Port is the port there.
	Port Inner
}

// A Behind is a network that only one machine knows: VPN clients, pods, containers. Its range is its name.
type Behind struct {
	Thing
	Range   netip.Prefix
	Machine *Instance
}

// A BehindMachine is a machine in a network behind another one. Its address is its name.
type BehindMachine struct {
	Thing
	Network *Behind
}

// Exit is the way on from a guest to an address: the interface that it sends by, or the network behind it, nil for none
// (clouds/guest-several-interfaces). The longest range decides; a subnet of an interface goes before a network behind
// the machine with the same one, and what is in neither leaves by the default interface.
func (m *Instance) Exit(to netip.Addr) (*Interface, *Behind) {
	var by *Interface
	bits := -1
	for _, i := range m.Interfaces {
		if f := i.Subnet.Side; f != nil && f.Leads(to) {
			return i, nil
		}
		for _, r := range i.Subnet.Ranges {
			if r.Bits() > bits && r.Contains(to) && i.PrivateOf(to.Is6()).IsValid() {
				by, bits = i, r.Bits()
			}
		}
	}
	var behind *Behind
	for k := range m.Behind {
		if b := m.Behind[k]; b.Range.Contains(to) && b.Range.Bits() > bits {
			behind, bits = b, b.Range.Bits()
		}
	}
	if behind == nil && by == nil {
		by = m.sendsBy(to.Is6())
	}
	return by, behind
}

// sendsBy is the default interface, or where that has no address of the family the first one that has.
func (m *Instance) sendsBy(v6 bool) *Interface {
	if m.Default.PrivateOf(v6).IsValid() {
		return m.Default
	}
	if k := slices.IndexFunc(m.Interfaces, func(i *Interface) bool { return i.PrivateOf(v6).IsValid() }); k >= 0 {
		return m.Interfaces[k]
	}
	return m.Default
}
