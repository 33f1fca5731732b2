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
	// To is the attachment to which a propagated route of a hub leads; nil for any other.
	To cloud.Attached
	// Allow says that the default lets pass what no line matches.
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

// A considering collects the candidates of a step that is being made.
type considering struct {
	// walk has the packet as it is before the step.
	walk walk
	step *Step
}

// considering begins to collect the candidates of a step; it returns nil where nobody asked for them.
func (w *walk) considering(s *Step) *considering {
	if !w.considers {
		return nil
	}
	c := &considering{*w, s}
	c.walk.packet = s.Before
	return c
}

func (c *considering) add(at cloud.Object, span source.Span, why Why) *Candidate {
	one := &Candidate{At: at, Span: span, Why: why}
	c.step.Considered = append(c.step.Considered, one)
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

// considerGroups notes, in this order, the policy that members reach each other, the rules of all groups of the
// interface, the policy that members are kept apart, and the default. asked says that the rules were asked.
func (w *walk) considerGroups(s *Step, i, other *cloud.Interface, asked bool) {
	c := w.considering(s)
	if c == nil {
		return
	}
	c.members(i, other, false)
	first := len(s.Considered)
	for _, g := range i.Groups {
		for k := range g.Rules[s.Direction] {
			c.rule(g, &g.Rules[s.Direction][k], asked, other)
		}
	}
	rules := s.Considered[first:]
	sort.SliceStable(rules, func(a, b int) bool {
		return before(i, rules[a].Rule, rules[a].At, rules[b].Rule, rules[b].At)
	})
	c.members(i, other, true)
	rest := c.rest(i.Groups[0], asked && s.Rule == nil && s.Reason != SGIsolated)
	rest.Allow = opensByDefault(i, s.Direction)
	if asked || s.Reason == SGSameGroup {
		return
	}
	for _, one := range s.Considered {
		one.Matches, one.Why = false, NotAsked
	}
}

// members adds the policy that members of basic groups reach each other, or if apart is set that they don't.
func (c *considering) members(i, other *cloud.Interface, apart bool) {
	s := c.step
	for _, g := range i.Groups {
		if !g.Kind.Members || g.Apart != apart {
			continue
		}
		one := c.add(g, source.Span{}, NoMember)
		one.Kind = Members
		if apart {
			one.Kind, one.Span = Apart, g.ApartSpan
		}
		if other != nil && other != i && slices.Contains(other.Groups, g) {
			one.Matches, one.Why = true, DecidedBefore
		}
		if (s.Reason == SGSameGroup || s.Reason == SGIsolated) && s.At == cloud.Object(g) {
			one.decide()
		}
	}
}

// rule adds a rule of a filter. One that was not asked matches nothing.
func (c *considering) rule(at cloud.Object, r *cloud.Rule, asked bool, other *cloud.Interface) *Candidate {
	s := c.step
	one := c.add(at, r.Span, NotAsked)
	one.Rule = r
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
	case r.Allow && s.Rule.Allow:
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

// considerACL notes the rules of an ACL, with the one that decides; asked says that they were asked. Those behind the
// one that decides are not asked.
func (w *walk) considerACL(s *Step, a *cloud.ACL, decides *cloud.Rule, asked bool) {
	c := w.considering(s)
	if c == nil {
		return
	}
	reached := asked
	for k := range a.Rules[s.Direction] {
		one := c.rule(a, &a.Rules[s.Direction][k], reached, nil)
		if asked && !reached {
			one.Why = DecidedBefore
		}
		reached = reached && !one.Decides
	}
	rest := c.rest(a, asked && decides == nil)
	if !asked {
		rest.Why = NotAsked
	}
}

// considerTable notes the routes of a table that was asked for the destination, and found the best one, nil for none.
func (w *walk) considerTable(s *Step, t *cloud.Table, best *cloud.Route) {
	c := w.considering(s)
	if c == nil {
		return
	}
	for r := range t.All() {
		one := c.route(t, r.Span, r.Range)
		one.Route = r
		if best != nil {
			one.against(best.Range, r == best)
		}
	}
	c.rest(t, best == nil)
}

// considerNoTable notes that an object has no table that could be asked.
func (w *walk) considerNoTable(s *Step, at cloud.Object) {
	if c := w.considering(s); c != nil {
		c.rest(at, true)
	}
}

// considerTransit notes the routes of a hub's table that was asked for the destination.
func (w *walk) considerTransit(s *Step, t *cloud.HubTable, best *cloud.TransitRoute) {
	c := w.considering(s)
	if c == nil {
		return
	}
	at := cloud.Object(t.Hub)
	if t.Name != "" {
		at = t
	}
	for k := range t.Routes {
		r := &t.Routes[k]
		one := c.route(at, r.Span, r.Range)
		if r.Propagated {
			one.To = r.To
		}
		if best != nil {
			one.against(best.Range, r == best)
		}
	}
	c.rest(at, best == nil)
}

// route adds a route with whether it holds the destination.
func (c *considering) route(at cloud.Object, span source.Span, r netip.Prefix) *Candidate {
	a := c.step.Before.Destination
	one := c.add(at, span, OutsideRange)
	one.Range, one.Matches = r, r.Contains(a)
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

// considerSources notes the entries of a NAT gateway that translate senders; decides is the place of the one for this
// sender, zero without one.
func (w *walk) considerSources(s *Step, n *cloud.NAT, decides source.Span) {
	c := w.considering(s)
	if c == nil {
		return
	}
	sender := s.Before.Source
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
	one.Matches = covers
	switch {
	case decides:
		one.decide()
	case covers:
		one.Why = NarrowerEntry
	}
}

// considerForwarders notes the entries of a NAT gateway that forward what calls it; best is the one that does, nil
// without one.
func (w *walk) considerForwarders(s *Step, n *cloud.NAT, best *cloud.DNATEntry) {
	c := w.considering(s)
	if c == nil {
		return
	}
	to, asked := s.Before.Destination, c.walk.asked()
	for k := range n.DNAT {
		e := &n.DNAT[k]
		one := c.add(n, e.Span, NarrowerEntry)
		one.Service, one.Matches = e.Service, e.Takes(to, asked)
		switch {
		case e == best:
			one.decide()
		case one.Matches:
		case e.Outer != to:
			one.Why = AnotherAddress
		case e.Service.Covers(asked):
			one.Why = DeadEntry
		default:
			one.Why = c.walk.whyNotService(e.Service)
		}
	}
	c.rest(n, best == nil)
}

// considerListeners notes a balancer's listeners, with the one that takes the request, nil for none, and the ranges of
// its access list, which judges the clients of all listeners. shut says that the list keeps the client out.
func (w *walk) considerListeners(s *Step, b *cloud.Balancer, taking *cloud.Listener, shut bool) {
	c := w.considering(s)
	if c == nil {
		return
	}
	for k := range b.Listeners {
		l := &b.Listeners[k]
		one := c.add(b, l.Span, c.walk.whyNotService(l.Service))
		one.Service = l.Service
		if l == taking {
			one.decide()
			one.Decides = !shut
		}
	}
	for _, r := range b.Access.Ranges {
		one := c.add(b, b.Access.Span, OutsideRange)
		one.Range, one.Matches = r, r.Contains(s.Before.Source)
		switch {
		case taking == nil:
			one.Matches, one.Why = false, NotAsked
		case one.Matches:
			one.Decides, one.Why = shut, Decides
		}
	}
	c.rest(b, taking == nil || shut && b.Access.Allow)
}
