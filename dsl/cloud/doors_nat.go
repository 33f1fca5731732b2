package cloud

import (
	"net/netip"
	"slices"
)

func isPublicNAT(t Target) bool { n, ok := t.(*NAT); return ok && !n.Private }

// maxDoorNATs is the largest number of NAT gateways of a VPC that doors are tried with. A VPC of Alibaba Cloud has five
// at most (alibaba/nat-gateways-per-vpc).
const maxDoorNATs = 20

// DoorNATs are the NAT gateways that a door of a VPC may go through; the last one is nil, for a new one.
func (v *VPC) DoorNATs() []*NAT {
	var all []*NAT
	for _, n := range v.NATs {
		if !n.Private && len(all) < maxDoorNATs {
			all = append(all, n)
		}
	}
	return append(all, nil)
}

// anyNAT reports whether one of the public NAT gateways of a VPC fits.
func (s Subject) anyNAT(v *VPC, fits func(*NAT) bool) bool {
	s.Effort.Spend(len(v.NATs))
	for _, n := range v.DoorNATs() {
		if n != nil && fits(n) {
			return true
		}
	}
	return false
}

// through returns the subject with a NAT gateway for doors through one.
func (s Subject) through(n *NAT) Subject {
	s.NAT = n
	return s
}

func hasNAT(s Subject) bool { return s.NAT != nil }

func hasPublicNAT(s Subject) bool { return hasNAT(s) && s.NAT.FirstPublic() != nil }

// asksTable reports whether translated packets of the NAT gateway follow the table of its subnet; otherwise they leave
// for the Internet directly.
func (n *NAT) asksTable() bool { return slices.Contains(n.VPC.Cloud.Provider.NAT.Out, StageRoute) }

// natLeads reports whether the table of the NAT gateway's subnet leads to a target that fits, or for a new NAT gateway
// the table of any subnet.
func natLeads(s Subject, fits func(Target) bool) bool {
	if hasNAT(s) {
		return s.leads(s.NAT.Interface.Table(), fits)
	}
	return anyLeads(s, fits)
}

// leadsToNAT reports whether the subject's table leads to the NAT gateway. The first one of a VPC writes a default
// route into the main table, unless that has one (alibaba/nat-gateway-writes-a-route, huawei/nat-gateway-writes-a-route).
func leadsToNAT(s Subject) bool {
	if hasNAT(s) {
		return s.leads(s.Subnet.Table, func(t Target) bool { return t == Target(s.NAT) })
	}
	s.Effort.Spend(len(s.Subnet.Table.Routes))
	return s.VPC.Cloud.Provider.NAT.WritesRoute && s.Subnet.Table == s.VPC.Main && !hasDefault(s.Subnet.Table)
}

// isTranslated reports whether an entry of the NAT gateway covers the machine.
func isTranslated(s Subject) bool {
	if !hasNAT(s) || s.Machine == nil {
		return false
	}
	for _, a := range s.Machine.Interfaces[0].Addresses {
		if s.translated(s.NAT, a.Private) {
			return true
		}
	}
	return false
}

// translated reports whether a NAT gateway translates a sender to one of its addresses.
func (s Subject) translated(n *NAT, sender netip.Addr) bool {
	if !s.Effort.Spend(1 + len(n.SNAT) + len(n.DNAT)) {
		return false
	}
	to, _ := n.Translates(sender)
	return len(to) > 0
}

// isForwarded reports whether the NAT gateway forwards to the machine.
func isForwarded(s Subject) bool {
	if !hasNAT(s) {
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

// isServed reports whether the machine's table leads to a NAT gateway that translates for it or forwards to it.
func isServed(s Subject) bool {
	return s.anyNAT(s.VPC, func(n *NAT) bool {
		by := s.through(n)
		return leadsToNAT(by) && (isTranslated(by) || isForwarded(by))
	})
}

func hasEntries(s Subject) bool { return hasNAT(s) && len(s.NAT.SNAT)+len(s.NAT.DNAT) > 0 }
