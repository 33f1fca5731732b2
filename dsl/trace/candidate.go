package trace

import (
	"net/netip"
	"slices"
	"sort"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A Candidate is a rule, a route or an entry that might have decided a step, and whether it did.
type Candidate struct {
	// At is the object that it belongs to: a group, an ACL, a table, a NAT gateway, a balancer.
	At   cloud.Object
	Kind CandidateKind
	// Span is its line, zero if it is not in the scenario.
	Span source.Span
	// Rule is set for a rule, Route for a route of a table.
	Rule  *cloud.Rule
	Route *cloud.Route
	// Range is that of a route or an access list, Service that of an entry or a listener.
	Range   netip.Prefix
	Service cloud.Service
	// To is the VPC that a transit gateway's own route leads to.
	To *cloud.VPC
	// Allow says that what it matches may pass.
	Allow bool
	// Matches says that it is about the packet, and Decides that the step follows it. A candidate that was not asked
	// does neither.
	Matches, Decides bool
	Why              Why
}

// A CandidateKind tells written lines from the policies and defaults around them.
type CandidateKind uint8

const (
	// Line is a rule, a route or an entry.
	Line CandidateKind = iota
	// Members is the policy that members of a group reach each other.
	Members
	// Apart is the policy that a group keeps its members apart.
	Apart
	// Rest is the default for a packet that no line matches.
	Rest
)

// A Why says why a candidate does not decide, or that it does.
type Why uint8

const (
	// Decides says that it does.
	Decides Why = iota
	// MatchesToo says that another one decided the same.
	MatchesToo
	// NotAsked says that something decided before any rule was asked.
	NotAsked
	// DecidedBefore says that one before it decided.
	DecidedBefore
	// AnotherProtocol says that it is about another protocol.
	AnotherProtocol
	// AnotherPort says that it is about other ports.
	AnotherPort
	// AnotherType says that it is about another type or code of ICMP.
	AnotherType
	// AnotherFamily says that it is about IPv4 and the packet is IPv6, or the other way round.
	AnotherFamily
	// OutsideRange says that the address is in none of its ranges.
	OutsideRange
	// AnotherAddress says that an entry is for another public address.
	AnotherAddress
	// NoMember says that the other end is not in its group.
	NoMember
	// UnknownSender says that the packet does not carry its sender's groups, so that no rule sees them.
	UnknownSender
	// UnknownReceiver says that the receiver is in its group, but a rule here does not know it by this address.
	UnknownReceiver
	// LongerRoute says that a route with a longer prefix goes before it.
	LongerRoute
	// OwnRoute says that it was propagated, and that the cloud's own route goes before it.
	OwnRoute
	// OutrankedRoute says that another route for the same range has the better origin.
	OutrankedRoute
	// NarrowerEntry says that a narrower entry goes before it.
	NarrowerEntry
	// DeadEntry says that its machine has a public address of its own.
	DeadEntry
)

// Candidates are the rules, routes or entries that were considered at a step of the trace, in the order in which they
// are tried; the list is empty for a step without such a choice. They are asked again, by the functions that decided.
func (t *Trace) Candidates(s *Step) []*Candidate {
	c := &considering{walk: &walk{cloud: t.Cloud, packet: s.Before}, step: s}
	switch at := s.At.(type) {
	case *cloud.Group:
		c.groups()
	case *cloud.ACL:
		c.acl(at)
	case *cloud.Table:
		c.table(at)
	case *cloud.TransitGateway:
		c.transitGateway(at)
	case *cloud.NAT:
		c.nat(at)
	case *cloud.Balancer:
		c.balancer(at)
	}
	return c.all
}

// considering asks the candidates of one step again.
type considering struct {
	walk *walk
	step *Step
	all  []*Candidate
}

func (c *considering) add(at cloud.Object, span source.Span, why Why) *Candidate {
	one := &Candidate{At: at, Span: span, Why: why}
	c.all = append(c.all, one)
	return one
}

// decide marks the candidate that decides.
func (c *Candidate) decide() { c.Matches, c.Decides, c.Why = true, true, Decides }

// rest adds the default of an object, for what none of its lines matches.
func (c *considering) rest(at cloud.Object, decides bool) *Candidate {
	one := c.add(at, source.Span{}, DecidedBefore)
	one.Kind = Rest
	if decides {
		one.decide()
	}
	return one
}

// groups adds, in this order, the policy that members reach each other, the rules of all groups of the interface, the
// policy that members are kept apart, and the default.
func (c *considering) groups() {
	s, i := c.step, c.step.on
	other := c.walk.neighbourOf(i, s.Direction)
	asked := s.Reason != CLBDirect && s.Reason != SGEstablished && s.Reason != UnfilteredService &&
		s.Reason != SGSameGroup
	c.members(other, false)
	first := len(c.all)
	for _, g := range i.Groups {
		for k := range g.Rules[s.Direction] {
			c.rule(g, &g.Rules[s.Direction][k], asked, other)
		}
	}
	rules := c.all[first:]
	sort.SliceStable(rules, func(a, b int) bool { return rules[a].Rule.Before(rules[b].Rule) })
	c.members(other, true)
	b, isBalancer := i.Owner.(*cloud.Balancer)
	rest := c.rest(i.Groups[0], s.Reason == SGNoRule || s.Reason == SGDefault && s.Rule == nil)
	rest.Allow = s.Direction == cloud.Out && i.Groups[0].Kind.OutOpen || isBalancer && b.Kind.OpenGroups
	if asked || s.Reason == SGSameGroup {
		return
	}
	for _, one := range c.all {
		one.Matches, one.Why = false, NotAsked
	}
}

// members adds the policy that members of basic groups reach each other, or if apart is set that they don't.
func (c *considering) members(other *cloud.Interface, apart bool) {
	s := c.step
	for _, g := range s.on.Groups {
		if !g.Kind.Members || g.Apart != apart {
			continue
		}
		one := c.add(g, source.Span{}, NoMember)
		one.Kind, one.Allow = Members, !apart
		if apart {
			one.Kind, one.Span = Apart, g.ApartSpan
		}
		if other != nil && other != s.on && slices.Contains(other.Groups, g) {
			one.Matches, one.Why = true, DecidedBefore
		}
		if (s.Reason == SGSameGroup || s.Reason == SGIsolated) && s.At == cloud.Object(g) {
			one.decide()
		}
	}
}

// rule asks a rule as the filter does.
func (c *considering) rule(at cloud.Object, r *cloud.Rule, asked bool, other *cloud.Interface) *Candidate {
	s := c.step
	one := c.add(at, r.Span, NotAsked)
	one.Rule, one.Allow = r, r.Allow
	switch {
	case !asked:
		return one
	case r == s.Rule:
		one.decide()
		return one
	}
	one.Matches = c.walk.matches(r, c.walk.peer(s.Direction), memberOf(other))
	switch {
	case !one.Matches:
		one.Why = c.walk.whyNot(r, s.Direction, other)
	case r.Allow && s.Rule != nil && s.Rule.Allow:
		one.Why = MatchesToo
	default:
		one.Why = DecidedBefore
	}
	return one
}

// whyNot says why a rule does not match the packet.
func (w *walk) whyNot(r *cloud.Rule, d cloud.Direction, other *cloud.Interface) Why {
	if !w.matchesService(r.Service) {
		return w.whyNotService(r.Service)
	}
	why := AnotherFamily
	for _, p := range r.Peers {
		switch {
		case p.Group == nil && p.Range.Addr().Is4() == w.peer(d).Is4():
			return OutsideRange
		case p.Group != nil && d == cloud.In && other == nil && !w.cloud.Provider.Groups.ByAddress:
			why = UnknownSender
		case p.Group != nil && d == cloud.Out && other == nil && w.isSomewhere(w.packet.Destination, p.Group):
			why = UnknownReceiver
		case p.Group != nil:
			why = NoMember
		}
	}
	return why
}

// isSomewhere reports whether an address, private or public, is one of a group's members, wherever they are.
func (w *walk) isSomewhere(a netip.Addr, g *cloud.Group) bool {
	i, _ := w.cloud.PublicOwner(a)
	if g.VPC != nil && i == nil {
		i = w.owner(g.VPC, a)
	}
	return i != nil && slices.Contains(i.Groups, g)
}

// whyNotService says why a service does not cover the packet.
func (w *walk) whyNotService(s cloud.Service) Why {
	switch {
	case s.Protocol != w.packet.Service.Protocol:
		return AnotherProtocol
	case w.packet.HasPorts():
		return AnotherPort
	}
	return AnotherType
}

// acl adds the rules of an ACL. Those behind the one that decides are not asked.
func (c *considering) acl(a *cloud.ACL) {
	s := c.step
	if s.Decision == Skipped {
		return
	}
	asked := s.Rule != nil || s.Reason == ACLNoRule
	reached := asked
	for k := range a.Rules[s.Direction] {
		one := c.rule(a, &a.Rules[s.Direction][k], reached, nil)
		if asked && !reached {
			one.Why = DecidedBefore
		}
		reached = reached && !one.Decides
	}
	rest := c.rest(a, s.Reason == ACLNoRule)
	if !asked {
		rest.Why = NotAsked
	}
}

// table adds the routes of a table that the step asked for the destination. A step that drops an answer which was led
// astray names a table that an earlier step asked.
func (c *considering) table(t *cloud.Table) {
	s := c.step
	if s.Route == nil && s.Stage != cloud.StageSharedSNAT && s.Stage != cloud.StageNATExit ||
		s.Reason == WrongAnswerAddress || s.Reason == Astray {
		return
	}
	best := t.Lookup(s.Before.Destination)
	for r := range t.All() {
		one := c.route(t, r.Span, r.Range)
		one.Route = r
		if best != nil {
			one.against(best.Range, r == best)
		}
	}
	c.rest(t, best == nil)
}

func (c *considering) transitGateway(h *cloud.TransitGateway) {
	if s := c.step; s.Reason != Link && s.Reason != AttachmentRoute && s.Reason != BlackholeRoute {
		return
	}
	best := h.Lookup(c.step.Before.Destination)
	for k := range h.Routes {
		r := &h.Routes[k]
		one := c.route(h, r.Span, r.Range)
		if r.Propagated {
			one.To = r.VPC
		}
		if best != nil {
			one.against(best.Range, r == best)
		}
	}
	c.rest(h, best == nil)
}

// route adds a route with whether it holds the destination.
func (c *considering) route(at cloud.Object, span source.Span, r netip.Prefix) *Candidate {
	a := c.step.Before.Destination
	one := c.add(at, span, OutsideRange)
	one.Range, one.Allow, one.Matches = r, true, r.Contains(a)
	if r.Addr().Is4() != a.Is4() {
		one.Why = AnotherFamily
	}
	return one
}

// against compares a route with the best one, and says why it does not decide.
func (c *Candidate) against(best netip.Prefix, isBest bool) {
	switch {
	case isBest:
		c.decide()
	case !c.Matches:
	case c.Range.Bits() > best.Bits():
		c.Why = OwnRoute
	case c.Range.Bits() == best.Bits():
		c.Why = OutrankedRoute
	default:
		c.Why = LongerRoute
	}
}

// nat adds entries of a NAT gateway: those that translate the source if a route led to it, those that forward if it was
// called.
func (c *considering) nat(n *cloud.NAT) {
	_, readdressed := c.step.Translated()
	reason := c.step.Reason
	switch {
	case !c.walk.cloud.Provider.NAT.Entries:
	case reason == SNATNoEntry, reason == NoPublicAddress, reason == NAT && !readdressed:
		c.sourceEntries(n)
	case reason == NATUnsolicited, reason == DNAT && readdressed:
		c.forwarders(n)
	}
}

func (c *considering) sourceEntries(n *cloud.NAT) {
	sender := c.step.Before.Source
	_, decides := n.Translates(sender)
	for k := range n.DNAT {
		if e := &n.DNAT[k]; e.AnyPort() {
			c.sourceEntry(n, e.Span, e.To.Holding(sender) != nil, e.Span == decides)
		}
	}
	for k := range n.SNAT {
		e := &n.SNAT[k]
		c.sourceEntry(n, e.Span, e.Covers(sender), e.Span == decides)
	}
	c.rest(n, decides.IsZero())
}

func (c *considering) sourceEntry(n *cloud.NAT, span source.Span, covers, decides bool) {
	one := c.add(n, span, OutsideRange)
	one.Allow, one.Matches = true, covers
	switch {
	case decides:
		one.decide()
	case covers:
		one.Why = NarrowerEntry
	}
}

func (c *considering) forwarders(n *cloud.NAT) {
	to, asked := c.step.Before.Destination, c.walk.asked()
	best := n.Entry(to, asked)
	for k := range n.DNAT {
		e := &n.DNAT[k]
		one := c.add(n, e.Span, NarrowerEntry)
		one.Service, one.Allow, one.Matches = e.Service, true, e.Takes(to, asked)
		switch {
		case e == best:
			one.decide()
		case one.Matches:
		case e.Public.Addr != to:
			one.Why = AnotherAddress
		case e.Service.Covers(asked):
			one.Why = DeadEntry
		default:
			one.Why = c.walk.whyNotService(e.Service)
		}
	}
	c.rest(n, best == nil)
}

// balancer adds a balancer's listeners and the ranges of its access list, which judges the clients of all listeners.
func (c *considering) balancer(b *cloud.Balancer) {
	switch c.step.Reason {
	case ListenerAccess, NoListenerRule, NoHealthyTarget, Balanced:
	default:
		return
	}
	asked, out := c.walk.asked(), c.step.Reason == ListenerAccess
	taking := b.Listener(asked)
	for k := range b.Listeners {
		l := &b.Listeners[k]
		one := c.add(b, l.Span, DecidedBefore)
		one.Service, one.Allow = l.Service, true
		switch {
		case l == taking:
			one.decide()
			one.Decides = !out
		case taking == nil:
			one.Why = c.walk.whyNotService(l.Service)
		}
	}
	for _, r := range b.Access.Ranges {
		one := c.add(b, b.Access.Span, OutsideRange)
		one.Range, one.Allow, one.Matches = r, b.Access.Allow, r.Contains(c.step.Before.Source)
		switch {
		case taking == nil:
			one.Matches, one.Why = false, NotAsked
		case one.Matches:
			one.Decides, one.Why = out, Decides
		}
	}
	c.rest(b, taking == nil || out && b.Access.Allow)
}
