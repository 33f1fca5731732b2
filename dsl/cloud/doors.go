package cloud

import (
	"slices"
	"strings"
)

// A Door is a way to the Internet, or what widens one: steps, each of which has to be taken or is done already.
type Door struct {
	Title string
	// Here reports whether there can be such a door; nil where there always can.
	Here func(Subject) bool
	// Classic says that it may open for a machine of the classic network too.
	Classic bool
	// Gated says that it goes through a NAT gateway: it is tried with each.
	Gated bool
	Steps []DoorStep
}

// For reports whether there can be such a door for a subject.
func (d *Door) For(s Subject) bool {
	return (d.Classic || !s.VPC.IsClassic()) && (d.Here == nil || d.Here(s))
}

// A DoorStep is one thing that a door needs.
type DoorStep struct {
	// Done reports whether the scenario has it already; nil where it never does.
	Done func(Subject) bool
	// By says by which actions it is taken: "create + bind | change" is by two together, or by a third alone. The last
	// one of a way binds what those before it made.
	By string
	// Ways are what By says: alternatives, each the actions that are needed together.
	Ways [][]string
	// Makes says that the step makes the machine itself: to deny that is the last resort.
	Makes bool
}

// A Subject is the machine that a door is opened for, nil for one that is yet to be made, and where it stands. VPC and
// Subnet are always there, if need be empty ones.
type Subject struct {
	Machine *Instance
	Cloud   *Cloud
	VPC     *VPC
	Subnet  *Subnet
	// NAT is the NAT gateway that a gated door goes through, nil for one that is yet to be made.
	NAT *NAT
	// Effort is what may be spent on finding out.
	Effort *Effort
}

// An Effort is how many steps may still be taken to find something out. What is found when it is spent means nothing.
type Effort int

// Spend takes some steps away. It reports whether there were so many; without an Effort there always are.
func (e *Effort) Spend(steps int) bool {
	if e == nil {
		return true
	}
	*e -= Effort(steps)
	return *e >= 0
}

// steps joins lists of steps.
func steps(lists ...[]DoorStep) []DoorStep {
	var all []DoorStep
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func exists(s Subject) bool { return s.Machine != nil }

func isNew(s Subject) bool { return s.Machine == nil }

// shares reports whether a public IPv4 address of this kind stands for the machine, or one of any kind where noun is
// empty.
func shares(s Subject, noun Noun) bool {
	return s.hasPublic(func(a *Address) bool {
		return a.Private.Is4() && (noun == "" || a.Public.Noun == noun)
	})
}

// hasPublic reports whether one of the subject's addresses with a public one behind it fits.
func (s Subject) hasPublic(fits func(*Address) bool) bool {
	return s.Machine != nil && s.hasAddress(s.Machine, func(a *Address) bool { return a.Public != nil && fits(a) })
}

// hasAddress reports whether one of a machine's addresses fits.
func (s Subject) hasAddress(m *Instance, fits func(*Address) bool) bool {
	for _, i := range m.Interfaces {
		if !s.Effort.Spend(1 + len(i.Addresses)) {
			return false
		}
		for k := range i.Addresses {
			if fits(&i.Addresses[k]) {
				return true
			}
		}
	}
	return false
}

func hasPublicIPv4(s Subject) bool { return shares(s, "") }

func hasElastic(s Subject) bool { return shares(s, NounElasticAddress) }

func hasStatic(s Subject) bool { return shares(s, NounPublicAddress) }

func isPrivate(s Subject) bool { return exists(s) && !hasPublicIPv4(s) }

func hasIPv6(s Subject) bool {
	return s.Machine != nil && s.hasAddress(s.Machine, func(a *Address) bool { return a.Private.Is6() })
}

// hasIPv6Range reports whether the subject's subnet has a range of IPv6.
func hasIPv6Range(s Subject) bool {
	for _, r := range s.Subnet.Ranges {
		if r.Addr().Is6() {
			return true
		}
	}
	return false
}

func hasPublicIPv6(s Subject) bool {
	return s.hasPublic(func(a *Address) bool { return a.Private.Is6() })
}

func isEgressOnly(s Subject) bool {
	return s.hasPublic(func(a *Address) bool { return a.EgressOnly })
}

// isExposed reports whether the Internet has a way to the machine already, so that wider filters let more of it in or
// out.
func isExposed(s Subject) bool {
	return hasPublicIPv4(s) || hasPublicIPv6(s) || isServed(s) ||
		targets(s, func(b *Balancer) bool { return !b.Internal })
}

// chain is how many machines and gateways on a way are followed: a longer one is taken to lead nowhere.
const chain = 4

// A leading is what a table may lead to, itself or over machines that forward.
type leading struct {
	effort *Effort
	fits   func(Target) bool
	// v6 says that routes of IPv6 are asked, and not those of IPv4.
	v6 bool
	// lost says that the sender's own address may be lost on the way: NAT gateways are followed too.
	lost bool
	// tried are the tables that were asked, with how far they were followed.
	tried map[*Table]int
}

func (s Subject) leading(fits func(Target) bool) *leading {
	return &leading{effort: s.Effort, fits: fits, tried: map[*Table]int{}}
}

// leads reports whether a table leads anywhere that fits, itself or over machines that forward and NAT gateways.
func (s Subject) leads(t *Table, fits func(Target) bool) bool {
	l := s.leading(fits)
	l.lost = true
	return l.leads(t)
}

// leads reports whether a table does that was not asked before.
func (l *leading) leads(t *Table) bool { return l.from(t, chain) }

func (l *leading) from(t *Table, depth int) bool {
	if t == nil {
		return false // the classic network has no tables
	}
	if before, tried := l.tried[t]; tried && before >= depth {
		return false
	}
	l.tried[t] = depth
	return l.any(t.Routes, depth) || l.any(t.VPC.PodRoutes, depth)
}

func (l *leading) any(routes []Route, depth int) bool {
	if !l.effort.Spend(1 + len(routes)) {
		return false
	}
	for _, r := range routes {
		if r.Range.Addr().Is6() != l.v6 {
			continue
		}
		if l.fits(r.Target) && (depth == chain || !takesOwnOnly(r.Target)) || depth > 0 && l.over(r.Target, depth-1) {
			return true
		}
	}
	return false
}

// over reports whether what stands at the end of a route sends on to where it fits.
func (l *leading) over(t Target, depth int) bool {
	switch t := t.(type) {
	case *Interface:
		m := t.Instance()
		return m != nil && m.Forward && t.Subnet != nil && l.from(t.Subnet.Table, depth)
	case *NAT:
		return l.lost && t.asksTable() && l.from(t.Interface.Subnet.Table, depth)
	}
	return false
}

// takesOwnOnly reports whether a gateway takes only what an interface sends by its own address, and nothing that it
// hands on (alibaba 16.2, 16.5).
func takesOwnOnly(t Target) bool {
	switch t.(type) {
	case *IPv4Gateway, *IPv6Gateway:
		return true
	}
	return false
}

// ownLeads asks the tables of the machine's own addresses: of its first interface, and of each further one with a
// public address. Behind a NAT gateway such an address is of no use.
func ownLeads(s Subject, fits func(Target) bool) bool { return s.leading(fits).own(s) }

// ownLeadsIPv6 asks them for a route of IPv6.
func ownLeadsIPv6(s Subject, fits func(Target) bool) bool {
	l := s.leading(fits)
	l.v6 = true
	return l.own(s)
}

func (l *leading) own(s Subject) bool {
	if l.leads(s.Subnet.Table) {
		return true
	}
	if s.Machine == nil {
		return false
	}
	for _, i := range s.Machine.Interfaces[1:] {
		for _, a := range i.Addresses {
			if a.Public != nil && l.leads(i.Subnet.Table) {
				return true
			}
		}
	}
	return false
}

func anyLeads(s Subject, fits func(Target) bool) bool { return s.anySubnet(fits) }

func hasDefault(t *Table) bool {
	for _, r := range t.Routes {
		if r.Range.Bits() == 0 && r.Range.Addr().Is4() {
			return true
		}
	}
	return false
}

// A balancing is a load balancer of one kind that faces the Internet, or one that does not yet.
type balancing struct {
	kind     string
	internal bool
}

func (k balancing) fits(b *Balancer) bool { return b.Kind.Word == k.kind && b.Internal == k.internal }

func (k balancing) there(s Subject) bool {
	s.Effort.Spend(len(s.VPC.Balancers))
	for _, b := range s.VPC.Balancers {
		if k.fits(b) {
			return true
		}
	}
	return false
}

func (k balancing) listens(s Subject) bool {
	s.Effort.Spend(len(s.VPC.Balancers))
	for _, b := range s.VPC.Balancers {
		if k.fits(b) && len(b.Listeners) > 0 {
			return true
		}
	}
	return false
}

func (k balancing) targets(s Subject) bool { return targets(s, k.fits) }

// leads reports whether a subnet where it stands, or for one that is yet to be made any of the VPC, leads where it
// fits.
func (k balancing) leads(s Subject, fits func(Target) bool) bool {
	l := s.leading(fits)
	for _, b := range s.VPC.Balancers {
		for _, node := range b.Nodes {
			if s.Effort.Spend(1) && k.fits(b) && node.Subnet != nil && l.leads(node.Subnet.Table) {
				return true
			}
		}
	}
	return !k.there(s) && s.anySubnet(fits)
}

// targets reports whether a balancer that fits sends to the machine.
func targets(s Subject, fits func(*Balancer) bool) bool {
	for _, b := range s.VPC.Balancers {
		for _, l := range b.Listeners {
			if !s.Effort.Spend(1 + len(l.Targets)) {
				return false
			}
			for _, m := range l.Targets {
				if m == s.Machine && fits(b) {
					return true
				}
			}
		}
	}
	return false
}

func (s Subject) anySubnet(fits func(Target) bool) bool {
	l := s.leading(fits)
	for _, n := range s.VPC.Subnets {
		if s.Effort.Spend(1) && l.leads(n.Table) {
			return true
		}
	}
	return false
}

// machines goes through the machines of a VPC until one fits.
func (s Subject) machines(v *VPC, fits func(*Instance) bool) bool {
	for _, n := range v.Subnets {
		if !s.Effort.Spend(1 + len(n.Instances)) {
			return false
		}
		for _, m := range n.Instances {
			if fits(m) {
				return true
			}
		}
	}
	return false
}

// isPublic reports whether one of a machine's addresses has a public one.
func (s Subject) isPublic(m *Instance) bool {
	return s.hasAddress(m, func(a *Address) bool { return a.Public != nil })
}

// proxy reports whether another machine of the VPC fits that forwards and has a way out itself.
func (s Subject) proxy(fits func(*Instance) bool) bool {
	l := s.leading(isGate)
	l.lost = true
	return s.machines(s.VPC, func(m *Instance) bool {
		return m != s.Machine && m.Forward && fits(m) && (s.isPublic(m) || l.leads(m.Interfaces[0].Subnet.Table))
	})
}

// hasProxy reports whether another machine of the VPC does.
func hasProxy(s Subject) bool {
	return s.proxy(func(*Instance) bool { return true })
}

// hasProxyWithoutCheck reports whether such a machine may send in the name of others.
func hasProxyWithoutCheck(s Subject) bool {
	return s.proxy(func(m *Instance) bool { return !m.Interfaces[0].Check })
}

// leadsToMachine reports whether the subject's table leads to another machine.
func leadsToMachine(s Subject) bool {
	return s.leads(s.Subnet.Table, func(t Target) bool {
		i, ok := t.(*Interface)
		return ok && i.Instance() != s.Machine
	})
}

// neighbours goes through the other VPCs that have a way out.
func neighbours(s Subject, fits func(*VPC) bool) bool {
	for _, v := range s.Cloud.VPCs {
		if s.Effort.Spend(1) && v != s.VPC &&
			(s.anyGate(v, func(n *NAT) bool { return n.FirstPublic() != nil }) || s.machines(v, s.isPublic)) &&
			fits(v) {
			return true
		}
	}
	return false
}

// hasNeighbour reports whether another VPC has a way out that the machine has not.
func hasNeighbour(s Subject) bool {
	return isPrivate(s) && neighbours(s, func(*VPC) bool { return true })
}

// isJoined reports whether such a VPC is joined to the machine's.
func isJoined(s Subject) bool {
	return neighbours(s, func(v *VPC) bool {
		if !s.Effort.Spend(1 + len(s.Cloud.Peerings) + len(s.Cloud.TransitGateways)) {
			return false
		}
		for _, p := range s.Cloud.Peerings {
			if p.Other(s.VPC) == v && !p.Pending {
				return true
			}
		}
		for _, h := range s.Cloud.TransitGateways {
			if h.Joins(v) && h.Joins(s.VPC) {
				return true
			}
		}
		return false
	})
}

// leadsNextDoor reports whether the subject's table leads to another VPC.
func leadsNextDoor(s Subject) bool {
	return s.leads(s.Subnet.Table, func(t Target) bool {
		_, peering := t.(*Peering)
		_, transit := t.(*TransitGateway)
		return peering || transit
	})
}

// isElsewhere reports whether something else in the cloud has an elastic address, which could be taken from it.
func isElsewhere(s Subject) bool {
	s.Effort.Spend(len(s.Cloud.public))
	for a, e := range s.Cloud.public {
		_, isNAT := e.at.Owner.(*NAT)
		m := e.at.Instance()
		if a.Is4() && (isNAT || m != nil && m != s.Machine) && e.address().Public.Noun == NounElasticAddress {
			return true
		}
	}
	return false
}

// isBesidePublic reports whether something else in the machine's VPC, with a subnet of its own, has a public address.
func isBesidePublic(s Subject) bool {
	s.Effort.Spend(len(s.Cloud.public))
	for a, e := range s.Cloud.public {
		if i := e.at; a.Is4() && i.VPC == s.VPC && i.Subnet != nil && i.Instance() != s.Machine {
			return true
		}
	}
	return false
}

// doors joins lists of doors, and reads by which actions their steps are taken.
func doors(lists ...[]Door) []Door {
	all := slices.Concat(lists...)
	for i := range all {
		for k := range all[i].Steps {
			all[i].Steps[k].read()
		}
	}
	return all
}

func (s *DoorStep) read() {
	s.Ways = nil
	for way := range strings.SplitSeq(s.By, " | ") {
		s.Ways = append(s.Ways, strings.Split(way, " + "))
	}
}
