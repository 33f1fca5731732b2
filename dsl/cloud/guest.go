package cloud

import "net/netip"

// Iptables is the firewall and the address translation of a guest.
type Iptables struct {
	// DropInput, DropForward and DropOutput are the policies of the three chains.
	DropInput, DropForward, DropOutput bool
	SNAT                               []GuestSNAT
	DNAT                               []GuestDNAT
	Drops                              []GuestDrop
}

// A GuestSNAT gives forwarded packets another source address.
type GuestSNAT struct {
	Range netip.Prefix
	// To is the address, the zero Addr to use that of the sending interface.
	To netip.Addr
}

// A GuestDNAT forwards packets for a service to another machine.
type GuestDNAT struct {
	Service Service
	To      netip.Addr
	// Port is the port of that machine.
	Port Inner
}

// A GuestDrop drops packets for a service from a range.
type GuestDrop struct {
	Service Service
	Range   netip.Prefix
}

// Denies reports whether a rule drops a packet from an address for a service.
func (t *Iptables) Denies(from netip.Addr, s Service) bool {
	for _, d := range t.Drops {
		if d.Range.Contains(from) && d.Service.Covers(s) {
			return true
		}
	}
	return false
}
