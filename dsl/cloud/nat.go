package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A NAT is a NAT gateway: it puts its own addresses in the place of private ones.
type NAT struct {
	Thing
	// Interface is where it lives. Its public addresses are bound to its private one there.
	Interface *Interface
	// Private says that it has no public address and may have none.
	Private bool
	// SNAT and DNAT are its entries, in clouds where it has any.
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

// FirstPublic is the first of them, nil where it has none.
func (n *NAT) FirstPublic() *PublicAddress {
	for _, a := range n.Interface.Addresses {
		if a.Public != nil {
			return a.Public
		}
	}
	return nil
}

// A SNATEntry lets senders out.
type SNATEntry struct {
	Span   source.Span
	Ranges []netip.Prefix
	// Rank says how narrow the entry is: of several that cover a sender the one with the highest rank applies.
	Rank int
	// Via is the address that it translates to, nil where it has none.
	Via *PublicAddress
}

// A DNATEntry sends what arrives at a public address on to a machine.
type DNATEntry struct {
	Span   source.Span
	Public *PublicAddress
	// Service is what arrives; every packet where it is about all protocols.
	Service Service
	To      *Interface
	// Port is the port behind.
	Port Inner
}

// Entry is the entry for what arrives at a public address: an exact one before one for every port (alibaba 16.3); nil
// where none is for it, or only a dead one: an entry for a machine with a public address of its own is not used
// (alibaba 4.5).
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

// Takes reports whether the entry is for what arrives at a public address, and not dead.
func (e *DNATEntry) Takes(to netip.Addr, s Service) bool {
	return e.Public.Addr == to && e.Service.Covers(s) && e.To.Addresses[0].Public == nil
}

// AnyPort reports whether the entry is for every packet, and so for the machine's way out too.
func (e *DNATEntry) AnyPort() bool { return e.Service.Protocol == AllProtocols }

// Inside is the service behind the entry.
func (e *DNATEntry) Inside() Service {
	s := e.Service
	if e.Port.Ports != (Ports{}) {
		s.Ports = [][2]uint16{{e.Port.Ports.Low, e.Port.Ports.High}}
	}
	return s
}

// Has reports whether an address is one of its public ones.
func (n *NAT) Has(a netip.Addr) bool {
	for _, p := range n.Publics() {
		if p.Addr == a {
			return true
		}
	}
	return false
}

// Translates is the public address that a sender is translated to, and the entry that says so; the zero span where none
// covers it, and no address where the entry has none.
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

// TranslatesWhole reports whether a sender is translated by an entry for every port.
func (n *NAT) TranslatesWhole(sender netip.Addr) bool { return n.whole(sender) != nil }

func (n *NAT) whole(sender netip.Addr) *DNATEntry {
	for i := range n.DNAT {
		if e := &n.DNAT[i]; e.AnyPort() && e.To.Holding(sender) != nil {
			return e
		}
	}
	return nil
}

// Covers reports whether the entry is for a sender.
func (e *SNATEntry) Covers(a netip.Addr) bool {
	for _, r := range e.Ranges {
		if r.Contains(a) {
			return true
		}
	}
	return false
}
