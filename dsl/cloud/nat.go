package cloud

import (
	"net/netip"
	"slices"

	"hopwise/dsl/source"
)

// A NAT is a NAT gateway: it translates private addresses to its own public ones.
type NAT struct {
	Thing
	// Interface is its interface in a subnet. Its public addresses are bound to the private one there.
	Interface *Interface
	// Private says that it is a private NAT gateway, without public addresses.
	Private bool
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

// A SNATEntry translates senders to a public address.
type SNATEntry struct {
	Span   source.Span
	Ranges []netip.Prefix
	// Rank is higher for a narrower entry: of the entries that cover a sender, the one with the highest rank applies.
	Rank int
	// Via is the address that it translates to, nil if the gateway has none.
	Via *PublicAddress
}

// A DNATEntry forwards packets for a public address to a machine.
type DNATEntry struct {
	Span   source.Span
	Public *PublicAddress
	// Service is the forwarded service.
	Service Service
	To      *Interface
	// Port is the port of the machine.
	Port Inner
}

// Entry returns the DNAT entry for a service of a public address, nil if there is none. An entry for the port goes
// before one for all ports (alibaba/exact-dnat-entry-first).
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

// Takes reports whether the entry forwards a service of a public address. An entry to a machine with a public address
// of its own forwards nothing (alibaba/dnat-and-eip-exclude).
func (e *DNATEntry) Takes(to netip.Addr, s Service) bool {
	return e.Public.Addr == to && e.Service.Covers(s) && e.To.Addresses[0].Public == nil
}

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

// Has reports whether an address is one of its public addresses.
func (n *NAT) Has(a netip.Addr) bool {
	return slices.ContainsFunc(n.Publics(), func(p *PublicAddress) bool { return p.Addr == a })
}

// Translates returns the public address to which a sender is translated, nil without one, and the span of the entry
// that applies, zero if no entry covers the sender.
func (n *NAT) Translates(sender netip.Addr) (*PublicAddress, source.Span) {
	if e := n.whole(sender); e != nil {
		return e.Public, e.Span
	}
	var best *SNATEntry
	for i := range n.SNAT {
		if e := &n.SNAT[i]; e.Covers(sender) && (best == nil || e.Rank > best.Rank) {
			best = e
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

// Covers reports whether the entry covers a sender.
func (e *SNATEntry) Covers(a netip.Addr) bool {
	return anyContains(e.Ranges, a)
}
