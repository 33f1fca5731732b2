package cloud

import (
	"net/netip"
	"slices"

	"hopwise/dsl/source"
)

// A NAT is a NAT gateway: it translates the addresses of its VPC to its own ones.
type NAT struct {
	Thing
	// Interface is its interface in a subnet. Its public addresses are bound to the private ones there.
	Interface *Interface
	// Private says that it is a private NAT gateway, without public addresses.
	Private bool
	// NoHairpin says that a call from inside to one of its own addresses is dropped; otherwise it meets the DNAT entries
	// (alibaba/snat-reaches-own-dnat).
	NoHairpin bool
	// SNAT and DNAT are its entries, in a cloud where NAT gateways have entries.
	SNAT []SNATEntry
	DNAT []DNATEntry
}

func (*NAT) target() {}

// Publics are its public addresses, in order.
func (n *NAT) Publics() []*PublicAddress {
	var all []*PublicAddress
	for _, a := range n.Interface.Addresses {
		if a.Public != nil {
			all = append(all, a.Public)
		}
	}
	return all
}

// FirstPublic is the first of its public addresses, nil if it has none.
func (n *NAT) FirstPublic() *PublicAddress {
	for _, a := range n.Interface.Addresses {
		if a.Public != nil {
			return a.Public
		}
	}
	return nil
}

// Inner are its private addresses, in order: a gateway without entries sends by one of them.
func (n *NAT) Inner() []netip.Addr {
	var all []netip.Addr
	for _, a := range n.Interface.Addresses {
		if !slices.Contains(all, a.Private) {
			all = append(all, a.Private)
		}
	}
	return all
}

// Outer are the addresses that its entries may use: its public ones, or its own of a private gateway
// (alibaba/vpc-nat-gateway).
func (n *NAT) Outer() []netip.Addr {
	if n.Private {
		return n.Inner()
	}
	var all []netip.Addr
	for _, p := range n.Publics() {
		all = append(all, p.Addr)
	}
	return all
}

// Lent are the addresses that an SNAT entry has if it names none: all but those that a DNAT entry for all ports has for
// itself, unless none is left (alibaba/dnat-any-port-address, huawei/dnat-all-ports-address).
func (n *NAT) Lent() []netip.Addr {
	rest := slices.DeleteFunc(n.Outer(), func(a netip.Addr) bool {
		return slices.ContainsFunc(n.DNAT, func(e DNATEntry) bool { return e.AnyPort() && e.Outer == a })
	})
	if len(rest) == 0 {
		return n.Outer()
	}
	return rest
}

// An SNATEntry translates senders to an address of the gateway.
type SNATEntry struct {
	Span   source.Span
	Ranges []netip.Prefix
	// WholeVPC says that it is for the VPC as a whole, and so gives way to every other entry.
	WholeVPC bool
	// Via are the addresses that it translates to, one for each connection by chance (alibaba/snat-picks-an-address,
	// huawei/snat-picks-an-address); empty if the gateway has none.
	Via []netip.Addr
}

// A DNATEntry forwards packets for an address of the gateway to a machine.
type DNATEntry struct {
	Span source.Span
	// Outer is the address that is called.
	Outer netip.Addr
	// Service is the forwarded service.
	Service Service
	To      *Interface
	// Inner is the machine's address.
	Inner netip.Addr
	// Port is the port of the machine.
	Port Inner
	// Dead says that it forwards nothing, since the machine has a public address of its own
	// (alibaba/dnat-and-eip-exclude).
	Dead bool
}

// Entry returns the DNAT entry for a service of an address, nil if there is none. An entry for the port goes before one
// for all ports (alibaba/exact-dnat-entry-first).
func (n *NAT) Entry(to netip.Addr, s Service) *DNATEntry {
	var found *DNATEntry
	for i := range n.DNAT {
		e := &n.DNAT[i]
		if e.Takes(to, s) && (found == nil || found.AnyPort()) {
			found = e
		}
	}
	return found
}

// DeadEntry returns the first entry for a service of an address that would forward it and is dead; nil if there is none.
func (n *NAT) DeadEntry(to netip.Addr, s Service) *DNATEntry {
	for i := range n.DNAT {
		if e := &n.DNAT[i]; e.Dead && e.names(to, s) {
			return e
		}
	}
	return nil
}

// Takes reports whether the entry forwards a service of an address.
func (e *DNATEntry) Takes(to netip.Addr, s Service) bool { return e.names(to, s) && !e.Dead }

func (e *DNATEntry) names(to netip.Addr, s Service) bool { return e.Outer == to && e.Service.Covers(s) }

// AnyPort reports whether the entry is for all ports, and so translates what the machine sends too.
func (e *DNATEntry) AnyPort() bool { return e.Service.Protocol == AllProtocols }

// Inside is the service at the machine.
func (e *DNATEntry) Inside() Service {
	s := e.Service
	if e.Port.Ports != (Ports{}) {
		s.Ports = [][2]uint16{{e.Port.Ports.Low, e.Port.Ports.High}}
	}
	return s
}

// Has reports whether an address is one that entries may use.
func (n *NAT) Has(a netip.Addr) bool { return slices.Contains(n.Outer(), a) }

// Translates returns the addresses to one of which a sender is translated, and the span of the entry that applies, zero
// if no entry covers the sender.
func (n *NAT) Translates(sender netip.Addr) ([]netip.Addr, source.Span) {
	if e := n.whole(sender); e != nil {
		return []netip.Addr{e.Outer}, e.Span
	}
	best, longest := (*SNATEntry)(nil), -1
	for i := range n.SNAT {
		if bits := n.SNAT[i].covering(sender); bits > longest {
			best, longest = &n.SNAT[i], bits
		}
	}
	if best == nil {
		return nil, source.Span{}
	}
	return best.Via, best.Span
}

// TranslatesWhole reports whether a DNAT entry for all ports translates a sender.
func (n *NAT) TranslatesWhole(sender netip.Addr) bool { return n.whole(sender) != nil }

func (n *NAT) whole(sender netip.Addr) *DNATEntry {
	for i := range n.DNAT {
		if e := &n.DNAT[i]; e.AnyPort() && e.To.Holding(sender) != nil {
			return e
		}
	}
	return nil
}

// covering is one more than the length of the longest range of the entry that holds a sender
// (alibaba/narrowest-snat-entry), 0 for an entry of the whole VPC, and -1 if the entry does not cover the sender.
func (e *SNATEntry) covering(a netip.Addr) int {
	longest := -1
	for _, r := range e.Ranges {
		switch {
		case !r.Contains(a):
		case e.WholeVPC:
			longest = max(longest, 0)
		default:
			longest = max(longest, r.Bits()+1)
		}
	}
	return longest
}

// Covers reports whether the entry covers a sender.
func (e *SNATEntry) Covers(a netip.Addr) bool { return e.covering(a) >= 0 }
