package cloud

import "net/netip"

// Iptables is a guest's own firewall and address translation.
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
	// To is the address, the zero one for whichever the guest sends from.
	To netip.Addr
}

// A GuestDNAT sends what arrives for a service on to another machine.
type GuestDNAT struct {
	Service Service
	To      netip.Addr
	// Port is the port there.
	Port Inner
}

// A GuestDrop drops a service from a range.
type GuestDrop struct {
	Service Service
	Range   netip.Prefix
}

// Denies reports whether a rule drops what a packet is for.
func (t *Iptables) Denies(from netip.Addr, s Service) bool {
	for _, d := range t.Drops {
		if d.Range.Contains(from) && d.Service.Covers(s) {
			return true
		}
	}
	return false
}
