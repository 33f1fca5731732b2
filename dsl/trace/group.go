package trace

import (
	"net/netip"
	"slices"
	"sort"

	"hopwise/dsl/cloud"
)

func groupOut(w *walk) verdict { return w.groups(w.from, cloud.Out) }

func groupIn(w *walk) verdict { return w.groups(w.to, cloud.In) }

// groups holds the packet against the security groups of an interface, which are one list of rules
// (aws/security-group-allows-only, alibaba/groups-of-an-interface-are-one-list): first what the interface remembers,
// then what members may, then the rules, then the default.
func (w *walk) groups(i *cloud.Interface, d cloud.Direction) verdict {
	past := w.past
	w.past = nil
	b, isBalancer := i.Owner.(*cloud.Balancer)
	switch {
	case len(i.Groups) == 0, w.checking != nil && w.checking.Kind.ChecksPastGroups && !isBalancer:
		return onward
	case isBalancer && b.Kind.OpenGroups && d == cloud.Out:
		return w.remember(i)
	case past != nil && past.Kind.PastGroups:
		s := w.judge(Passed, past, CLBDirect, past.Span, d, i.Owner)
		r, _ := w.groupRule(i, d, w.neighbourOf(i, d))
		s.Open.AddIf(cloud.DoubtClassicDeny, r != nil && !r.Allow)
		return w.remember(i)
	case w.established(i):
		w.pastGroups(i, d, SGEstablished)
		return onward
	case w.spared(w.peer(d)):
		s := w.pastGroups(i, d, UnfilteredService)
		w.unfiltered(s)
		s.Open.AddIf(cloud.DoubtServiceGroup, !w.groupsPass(i, d))
		return w.remember(i)
	}
	return w.groupRules(i, d, w.neighbourOf(i, d))
}

// pastGroups notes that the packet passes although no rule is asked.
func (w *walk) pastGroups(i *cloud.Interface, d cloud.Direction, r Reason) *Step {
	g := i.Groups[0]
	s := w.judge(Passed, g, r, g.Span, d, i.Owner)
	if w.considers {
		w.considerGroups(s, i, w.neighbourOf(i, d), false)
	}
	return s
}

// groupRules asks for the policy of members, the rules, and the default.
func (w *walk) groupRules(i *cloud.Interface, d cloud.Direction, other *cloud.Interface) verdict {
	if g := shared(i, other, false); g != nil {
		w.considerGroups(w.judge(Passed, g, SGSameGroup, g.Span, d, i.Owner), i, other, false)
		return w.remember(i)
	}
	r, g := w.groupRuling(i, d, other)
	if r == nil {
		return w.groupDefault(i, d, other)
	}
	decision, reason, span := Passed, SGRule, r.Span
	switch {
	case !r.Allow && w.isForeign():
		return w.disown()
	case !r.Allow:
		decision, reason = Dropped, SGDeny
	case r.Span.IsZero():
		reason, span = SGDefault, g.Span
	}
	s := w.judge(decision, g, reason, span, d, i.Owner)
	s.Rule = r
	w.considerGroups(s, i, other, true)
	if !r.Allow {
		return dropped
	}
	w.ruleByGroup(s, i, r)
	return w.remember(i)
}

// neighbourOf is the interface at the other end, if a filter may know it as a member of a group. A cloud knows it by
// its private address in the same VPC (alibaba/group-reference-is-private), or on the way in by the interface that the
// packet still carries (aws/security-group-reference-lost).
func (w *walk) neighbourOf(i *cloud.Interface, d cloud.Direction) *cloud.Interface {
	if d == cloud.Out || w.cloud.Provider.Groups.ByAddress {
		return w.knownBy(i.VPC, w.peer(d))
	}
	s := w.packet.sender
	if s == nil || !w.packet.vouched && s.Holding(w.packet.Source) == nil {
		return nil
	}
	return s
}

// knownBy is the interface with a private address in a VPC. In a cloud that knows groups across VPCs it may be in a
// peered VPC of the same region.
func (w *walk) knownBy(v *cloud.VPC, a netip.Addr) *cloud.Interface {
	if i := w.owner(v, a); i != nil || !w.cloud.Provider.Groups.AcrossVPCs {
		return i
	}
	for _, p := range w.cloud.Peerings {
		if other := p.Other(v); other != nil && !p.InterRegion && !p.Pending {
			if i := w.owner(other, a); i != nil {
				return i
			}
		}
	}
	return nil
}

// shared is a group of two interfaces whose members reach each other, or if apart is set one that keeps its members
// apart; nil if they share none.
func shared(i, other *cloud.Interface, apart bool) *cloud.Group {
	if other == nil || other == i {
		return nil
	}
	for _, g := range i.Groups {
		if g.Kind.Members && g.Apart == apart && slices.Contains(other.Groups, g) {
			return g
		}
	}
	return nil
}

// memberOf returns a function that reports whether the interface at the other end is in a group. One that a filter does
// not know, nil, is in none.
func memberOf(other *cloud.Interface) func(*cloud.Group) bool {
	return func(g *cloud.Group) bool { return other != nil && slices.Contains(other.Groups, g) }
}

// before reports whether a rule of one of an interface's groups goes before a rule of another.
func before(i *cloud.Interface, r *cloud.Rule, at cloud.Object, other *cloud.Rule, otherAt cloud.Object) bool {
	if at != otherAt && i.VPC.Cloud.Provider.Groups.InOrder {
		return place(i, at) < place(i, otherAt)
	}
	return r.Before(other)
}

// place is the place of a group among those of an interface.
func place(i *cloud.Interface, at cloud.Object) int {
	return slices.IndexFunc(i.Groups, func(g *cloud.Group) bool { return cloud.Object(g) == at })
}

// groupRuling is the rule that decides, with its group: of those that match, the one with the smallest number; where
// numbers are equal, a deny. In a cloud that asks the groups in their order it is one of the first group that has any. Without one, the rule is nil.
func (w *walk) groupRuling(i *cloud.Interface, d cloud.Direction, other *cloud.Interface) (*cloud.Rule, *cloud.Group) {
	if !w.isFree() {
		return w.groupRule(i, d, other)
	}
	isMember := memberOf(other)
	var rules []ruling
	for _, g := range i.Groups {
		for k := range g.Rules[d] {
			if r := &g.Rules[d][k]; w.matchesButPorts(r, w.peer(d), isMember) {
				rules = append(rules, ruling{r, g})
			}
		}
	}
	sort.SliceStable(rules, func(a, b int) bool {
		return before(i, rules[a].rule, rules[a].at, rules[b].rule, rules[b].at)
	})
	found := w.sift(rules, opensByDefault(i, d))
	g, _ := found.at.(*cloud.Group)
	return found.rule, g
}

// groupRule is the rule that decides about all ports that the packet may have.
func (w *walk) groupRule(i *cloud.Interface, d cloud.Direction, other *cloud.Interface) (*cloud.Rule, *cloud.Group) {
	isMember := memberOf(other)
	var best *cloud.Rule
	var holder *cloud.Group
	for _, g := range i.Groups {
		for k := range g.Rules[d] {
			r := &g.Rules[d][k]
			if (best == nil || before(i, r, g, best, holder)) && w.matches(r, w.peer(d), isMember) {
				best, holder = r, g
			}
		}
	}
	return best, holder
}

// groupsPass reports whether the rules or the default would let the packet pass without knowing its other end as a
// member of a group.
func (w *walk) groupsPass(i *cloud.Interface, d cloud.Direction) bool {
	if r, _ := w.groupRule(i, d, nil); r != nil {
		return r.Allow
	}
	return opensByDefault(i, d)
}

// opensByDefault reports whether a packet may pass that no rule is about.
func opensByDefault(i *cloud.Interface, d cloud.Direction) bool {
	b, isBalancer := i.Owner.(*cloud.Balancer)
	return d == cloud.Out && i.Groups[0].Kind.OutOpen || isBalancer && b.Kind.OpenGroups
}

// groupDefault decides if no rule matches.
func (w *walk) groupDefault(i *cloud.Interface, d cloud.Direction, other *cloud.Interface) verdict {
	first := i.Groups[0]
	if opensByDefault(i, d) {
		w.considerGroups(w.judge(Passed, first, SGDefault, first.Span, d, i.Owner), i, other, true)
		return w.remember(i)
	}
	if w.isForeign() {
		return w.disown()
	}
	if g := shared(i, other, true); g != nil {
		w.considerGroups(w.judge(Dropped, g, SGIsolated, g.ApartSpan, d, i.Owner), i, other, true)
		return dropped
	}
	s := w.judge(Dropped, first, SGNoRule, first.Span, d, i.Owner)
	for _, g := range i.Groups[1:] {
		s.Also = append(s.Also, g)
	}
	w.considerGroups(s, i, other, true)
	w.noRule(s, i)
	return dropped
}
