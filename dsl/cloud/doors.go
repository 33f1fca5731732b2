package cloud

import (
	"slices"
	"strings"
)

// A Door is a way to the Internet, or one that widens a way. A user who may take all steps that are not done can open
// it.
type Door struct {
	Title string
	// Fact is the key of the fact that says how it opens.
	Fact string
	// Here reports whether the door exists for a subject; nil for always.
	Here func(Subject) bool
	// Classic says that the door exists for a machine of the classic network too.
	Classic bool
	// ThroughNAT says that it goes through a NAT gateway; it is tried with each of VPC.DoorNATs.
	ThroughNAT bool
	Steps      []DoorStep
	// First and Then are steps before and after these that several doors share, until doors puts all of them into Steps.
	First, Then []DoorStep
}

// For reports whether the door exists for a subject.
func (d *Door) For(s Subject) bool {
	return (d.Classic || !s.VPC.IsClassic()) && (d.Here == nil || d.Here(s))
}

// A DoorStep is a step of a door: a set of actions, not needed if its effect is there already.
type DoorStep struct {
	// Done reports whether the scenario has the effect of the step already; nil for never.
	Done func(Subject) bool
	// By are the actions that take the step: "create + bind | change" means two actions together, or a third one alone.
	// The last action of a way binds what those before it make.
	By string
	// Ways is By as alternatives, each a list of actions that are needed together.
	Ways [][]string
	// Makes says that the step makes the machine itself. Advice denies such a step last.
	Makes bool
}

// A Subject is the machine that a door is opened for, and its place. VPC and Subnet are never nil; they may be empty.
type Subject struct {
	Machine *Instance // nil for a new machine
	Cloud   *Cloud
	VPC     *VPC
	Subnet  *Subnet
	// NAT is the NAT gateway of a door with ThroughNAT, nil for a new one.
	NAT *NAT
	// Effort limits the work.
	Effort *Effort
}

// An Effort is a number of steps that a search may still take. The result of a search that has spent it is void.
type Effort int

// Spend takes steps away. It reports whether enough were left; a nil Effort has no limit.
func (e *Effort) Spend(steps int) bool {
	if e == nil {
		return true
	}
	*e -= Effort(steps)
	return *e >= 0
}

func exists(s Subject) bool { return s.Machine != nil }

func isNew(s Subject) bool { return s.Machine == nil }

// hasPublicOf reports whether a public IPv4 address of a kind is bound to the machine; an empty noun stands for any
// kind.
func hasPublicOf(s Subject, noun Noun) bool {
	return s.hasPublic(func(a *Address) bool {
		return a.Private.Is4() && (noun == "" || a.Public.Noun == noun)
	})
}

// hasPublic reports whether one of the machine's addresses with a public address fits.
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

func hasPublicIPv4(s Subject) bool { return hasPublicOf(s, "") }

func lacksPublicIPv4(s Subject) bool { return !hasPublicIPv4(s) }

func hasElastic(s Subject) bool { return hasPublicOf(s, NounElasticAddress) }

func hasStatic(s Subject) bool { return hasPublicOf(s, NounPublicAddress) }

func isPrivate(s Subject) bool { return exists(s) && !hasPublicIPv4(s) }

func hasIPv6(s Subject) bool {
	return s.Machine != nil && s.hasAddress(s.Machine, func(a *Address) bool { return a.Private.Is6() })
}

// hasIPv6Range reports whether the subject's subnet has an IPv6 range.
func hasIPv6Range(s Subject) bool { return slices.ContainsFunc(s.Subnet.Ranges, isIPv6) }

func hasPublicIPv6(s Subject) bool {
	return s.hasPublic(func(a *Address) bool { return a.Private.Is6() })
}

func isEgressOnly(s Subject) bool {
	return s.hasPublic(func(a *Address) bool { return a.EgressOnly })
}

// isExposed reports whether the machine has a way to or from the Internet already, which wider filters widen.
func isExposed(s Subject) bool {
	return hasPublicIPv4(s) || hasPublicIPv6(s) || isServed(s) ||
		targets(s, (*Balancer).FacesInternet)
}

// isExposedBehindACL reports whether such a machine is in a subnet with an ACL.
func isExposedBehindACL(s Subject) bool { return isExposed(s) && s.Subnet.ACL != nil }

// canTakeAddress reports whether a machine without a public address may be given that of another object.
func canTakeAddress(s Subject) bool { return lacksPublicIPv4(s) && isElsewhere(s) }

// maxHops is the largest number of machines and gateways that a route search follows.
const maxHops = 4

// A routeSearch searches for a route to a target that fits, in a table and in those of the machines that forward.
type routeSearch struct {
	effort *Effort
	fits   func(Target) bool
	// v6 selects routes of IPv6 instead of IPv4.
	v6 bool
	// throughNAT says that NAT gateways are followed too, although they change the sender's address.
	throughNAT bool
	// tried are the tables that were searched, with the number of hops that were left there.
	tried map[*Table]int
}

func (s Subject) routeSearch(fits func(Target) bool) *routeSearch {
	return &routeSearch{effort: s.Effort, fits: fits, tried: map[*Table]int{}}
}

// leads reports whether a table leads to a target that fits, directly or over machines that forward and NAT gateways.
func (s Subject) leads(t *Table, fits func(Target) bool) bool {
	l := s.routeSearch(fits)
	l.throughNAT = true
	return l.leads(t)
}

// leads reports whether a table leads to a target that fits; false for a table that was searched before.
func (l *routeSearch) leads(t *Table) bool { return l.from(t, maxHops) }

func (l *routeSearch) from(t *Table, hops int) bool {
	if before, tried := l.tried[t]; tried && before >= hops {
		return false
	}
	l.tried[t] = hops
	return l.any(t.Routes, hops) || l.any(t.VPC.PodRoutes, hops)
}

func (l *routeSearch) any(routes []Route, hops int) bool {
	if !l.effort.Spend(1 + len(routes)) {
		return false
	}
	for _, r := range routes {
		if r.Range.Addr().Is6() != l.v6 {
			continue
		}
		if l.fits(r.Target) && (hops == maxHops || !takesOwnOnly(r.Target)) || hops > 0 && l.over(r.Target, hops-1) {
			return true
		}
	}
	return false
}

// over reports whether a machine or a NAT gateway, as the target of a route, leads on to a target that fits.
func (l *routeSearch) over(t Target, hops int) bool {
	switch t := t.(type) {
	case *Interface:
		return t.Instance().Forward && l.from(t.Table(), hops)
	case *NAT:
		return l.throughNAT && t.asksTable() && l.from(t.Interface.Table(), hops)
	}
	return false
}

// takesOwnOnly reports whether a gateway takes only packets that a machine sends with its own address, and none that it
// forwards (alibaba/public-address-serves-its-own).
func takesOwnOnly(t Target) bool {
	switch t.(type) {
	case *IPv4Gateway, *IPv6Gateway:
		return true
	}
	return false
}

// ownLeads reports whether the table of the machine's first interface, or of a further one with a public address, leads
// to a target that fits. It does not follow NAT gateways: behind one, the public address has no effect.
func ownLeads(s Subject, fits func(Target) bool) bool { return s.routeSearch(fits).own(s) }

// ownLeadsIPv6 does the same for routes of IPv6.
func ownLeadsIPv6(s Subject, fits func(Target) bool) bool {
	l := s.routeSearch(fits)
	l.v6 = true
	return l.own(s)
}

func (l *routeSearch) own(s Subject) bool {
	if l.leads(s.Subnet.Table) {
		return true
	}
	if s.Machine == nil {
		return false
	}
	for _, i := range s.Machine.Interfaces[1:] {
		for _, a := range i.Addresses {
			if a.Public != nil && l.leads(i.Table()) {
				return true
			}
		}
	}
	return false
}

func anyLeads(s Subject, fits func(Target) bool) bool { return s.anySubnet(fits) }

func hasDefault(t *Table) bool {
	return slices.ContainsFunc(t.Routes, func(r Route) bool { return r.Range.Bits() == 0 && r.Range.Addr().Is4() })
}

// another is the title of a door for one more thing: "another load balancer" for "a load balancer".
func another(title string) string {
	_, noun, _ := strings.Cut(title, " ")
	return "another " + noun
}

// A balancerFilter selects the load balancers of one kind, either internal ones or those that face the Internet.
type balancerFilter struct {
	kind     string
	internal bool
}

func (k balancerFilter) fits(b *Balancer) bool {
	return b.Kind.Word == k.kind && b.FacesInternet() != k.internal
}

func (k balancerFilter) there(s Subject) bool {
	s.Effort.Spend(len(s.VPC.Balancers))
	return slices.ContainsFunc(s.VPC.Balancers, k.fits)
}

func (k balancerFilter) listens(s Subject) bool {
	s.Effort.Spend(len(s.VPC.Balancers))
	return slices.ContainsFunc(s.VPC.Balancers, func(b *Balancer) bool { return k.fits(b) && len(b.Listeners) > 0 })
}

func (k balancerFilter) targets(s Subject) bool { return targets(s, k.fits) }

// leads reports whether the table of a subnet with a node of such a balancer leads to a target that fits, or for a new
// balancer the table of any subnet of the VPC.
func (k balancerFilter) leads(s Subject, fits func(Target) bool) bool {
	l := s.routeSearch(fits)
	for _, b := range s.VPC.Balancers {
		for _, node := range b.Nodes {
			if s.Effort.Spend(1) && k.fits(b) && l.leads(node.Table()) {
				return true
			}
		}
	}
	return !k.there(s) && s.anySubnet(fits)
}

// targets reports whether the machine is a target of a balancer that fits.
func targets(s Subject, fits func(*Balancer) bool) bool {
	for _, b := range s.VPC.Balancers {
		for _, l := range b.Listeners {
			if !s.Effort.Spend(1 + len(l.Targets)) {
				return false
			}
			for k := range l.Targets {
				if l.Targets[k].Is(s.Machine) && fits(b) {
					return true
				}
			}
		}
	}
	return false
}

func (s Subject) anySubnet(fits func(Target) bool) bool {
	l := s.routeSearch(fits)
	for _, n := range s.VPC.Subnets {
		if s.Effort.Spend(1) && l.leads(n.Table) {
			return true
		}
	}
	return false
}

// machines reports whether one of the machines of a VPC fits.
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

// isPublic reports whether one of a machine's addresses has a public address.
func (s Subject) isPublic(m *Instance) bool {
	return s.hasAddress(m, func(a *Address) bool { return a.Public != nil })
}

// proxy reports whether another machine of the VPC forwards, has a way out itself, and fits.
func (s Subject) proxy(fits func(*Instance) bool) bool {
	l := s.routeSearch(isPublicNAT)
	l.throughNAT = true
	return s.machines(s.VPC, func(m *Instance) bool {
		return m != s.Machine && m.Forward && fits(m) && (s.isPublic(m) || l.leads(m.Interfaces[0].Table()))
	})
}

// hasProxy reports whether another machine of the VPC forwards and has a way out.
func hasProxy(s Subject) bool {
	return s.proxy(func(*Instance) bool { return true })
}

// hasProxyWithoutCheck reports whether such a machine has its source/destination check off.
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

// neighbours reports whether another VPC has a way out and fits.
func neighbours(s Subject, fits func(*VPC) bool) bool {
	for _, v := range s.Cloud.VPCs {
		if s.Effort.Spend(1) && v != s.VPC &&
			(s.anyNAT(v, func(n *NAT) bool { return n.FirstPublic() != nil }) || s.machines(v, s.isPublic)) &&
			fits(v) {
			return true
		}
	}
	return false
}

// hasNeighbour reports whether another VPC has a way out, for a machine without a public address.
func hasNeighbour(s Subject) bool {
	return isPrivate(s) && neighbours(s, func(*VPC) bool { return true })
}

// isJoined reports whether a peering or a transit gateway joins such a VPC with the machine's.
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

// isElsewhere reports whether another object of the cloud has an elastic address, which the machine could be given.
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

// isBesidePublic reports whether another object in a subnet of the machine's VPC has a public address.
func isBesidePublic(s Subject) bool {
	s.Effort.Spend(len(s.Cloud.public))
	for a, e := range s.Cloud.public {
		if i := e.at; a.Is4() && i.VPC == s.VPC && i.Subnet != nil && i.Instance() != s.Machine {
			return true
		}
	}
	return false
}

// doors joins lists of doors, and parses the actions of their steps.
func doors(lists ...[]Door) []Door {
	all := slices.Concat(lists...)
	for i := range all {
		d := &all[i]
		d.Steps, d.First, d.Then = slices.Concat(d.First, d.Steps, d.Then), nil, nil
		for k := range d.Steps {
			d.Steps[k].read()
		}
	}
	return all
}

// read parses By into Ways.
func (s *DoorStep) read() {
	for way := range strings.SplitSeq(s.By, " | ") {
		s.Ways = append(s.Ways, strings.Split(way, " + "))
	}
}
