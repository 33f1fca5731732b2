package cloud

import "net/netip"

func isGate(t Target) bool { n, ok := t.(*NAT); return ok && !n.Private }

// maxGates is how many NAT gateways of a VPC are looked at; five are what a VPC of Alibaba Cloud may have (alibaba
// RT-33).
const maxGates = 20

// Gates are the NAT gateways that a door of a VPC may go through; a nil at the end stands for one that is yet to be
// made.
func (v *VPC) Gates() []*NAT {
	var all []*NAT
	for _, n := range v.NATs {
		if !n.Private && len(all) < maxGates {
			all = append(all, n)
		}
	}
	return append(all, nil)
}

// anyGate goes through the NAT gateways of a VPC until one fits.
func (s Subject) anyGate(v *VPC, fits func(*NAT) bool) bool {
	s.Effort.Spend(len(v.NATs))
	for _, n := range v.Gates() {
		if n != nil && fits(n) {
			return true
		}
	}
	return false
}

// through is the subject with a NAT gateway that a door goes through.
func (s Subject) through(n *NAT) Subject {
	s.NAT = n
	return s
}

func hasNAT(s Subject) bool { return s.NAT != nil }

func hasPublicNAT(s Subject) bool { return hasNAT(s) && s.NAT.FirstPublic() != nil }

// asksTable reports whether what the NAT gateway has translated follows the table of its subnet, as in a cloud where
// that leads to the Internet; elsewhere it is there already.
func (n *NAT) asksTable() bool {
	for _, s := range n.VPC.Cloud.Provider.NAT.Out {
		if s == StageRoute {
			return true
		}
	}
	return false
}

// natLeads asks the table of the NAT gateway's subnet, or those of all subnets where it is yet to be made.
func natLeads(s Subject, fits func(Target) bool) bool {
	if hasNAT(s) {
		return s.leads(s.NAT.Interface.Subnet.Table, fits)
	}
	return anyLeads(s, fits)
}

// leadsToNAT reports whether the subject's table leads to the NAT gateway. The first one of a VPC writes its route by
// itself into a main table that has no default route (alibaba RT-30, RT-32, HW-6).
func leadsToNAT(s Subject) bool {
	if hasNAT(s) {
		return s.leads(s.Subnet.Table, func(t Target) bool { return t == Target(s.NAT) })
	}
	s.Effort.Spend(len(s.Subnet.Table.Routes))
	return len(s.VPC.NATs) == 0 && s.VPC.Cloud.Provider.NAT.WritesRoute && s.Subnet.Table == s.VPC.Main &&
		!hasDefault(s.Subnet.Table)
}

// isTranslated reports whether an entry of the NAT gateway covers the machine.
func isTranslated(s Subject) bool {
	if !hasNAT(s) || s.Machine == nil {
		return false
	}
	for _, a := range s.Machine.Interfaces[0].Addresses {
		if s.translated(s.NAT, a.Private) != nil {
			return true
		}
	}
	return false
}

// translated is the public address that a NAT gateway translates a sender to, nil for none.
func (s Subject) translated(n *NAT, sender netip.Addr) *PublicAddress {
	if !s.Effort.Spend(1 + len(n.SNAT) + len(n.DNAT)) {
		return nil
	}
	public, _ := n.Translates(sender)
	return public
}

// isForwarded reports whether the NAT gateway forwards to the machine.
func isForwarded(s Subject) bool {
	if !hasNAT(s) || s.Machine == nil {
		return false
	}
	s.Effort.Spend(len(s.NAT.DNAT))
	for _, e := range s.NAT.DNAT {
		if e.To.Instance() == s.Machine {
			return true
		}
	}
	return false
}

// isServed reports whether a NAT gateway that the machine's table leads to translates for it or forwards to it.
func isServed(s Subject) bool {
	return s.anyGate(s.VPC, func(n *NAT) bool {
		by := s.through(n)
		return leadsToNAT(by) && (isTranslated(by) || isForwarded(by))
	})
}

func hasEntries(s Subject) bool { return hasNAT(s) && len(s.NAT.SNAT)+len(s.NAT.DNAT) > 0 }
