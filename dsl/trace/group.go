package trace

import (
	"net/netip"
	"slices"

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
	switch b, isBalancer := i.Owner.(*cloud.Balancer); {
	case len(i.Groups) == 0:
		return onward
	case isBalancer && b.Kind.OpenGroups && d == cloud.Out:
		return w.remember(i)
	case past != nil && past.Kind.PastGroups:
		w.judge(Passed, past, CLBDirect, past.Span, d, i.Owner)
		return w.remember(i)
	}
	if w.established(i) {
		g := i.Groups[0]
		w.judge(Passed, g, SGEstablished, g.Span, d, i.Owner)
		return onward
	}
	if w.spared(w.peer(d)) {
		w.judge(Passed, i.Groups[0], UnfilteredService, i.Groups[0].Span, d, i.Owner)
		return w.remember(i)
	}
	other := w.neighbourOf(i, d)
	if g := shared(i, other, false); g != nil {
		w.judge(Passed, g, SGSameGroup, g.Span, d, i.Owner)
		return w.remember(i)
	}
	r, g := w.groupRule(i, d, other)
	switch {
	case w.cut != nil:
		return void
	case r == nil:
		return w.groupDefault(i, d, other)
	}
	step := w.judge(Passed, g, SGRule, r.Span, d, i.Owner)
	step.Rule = r
	switch {
	case !r.Allow:
		step.Decision, step.Reason = Dropped, SGDeny
		return dropped
	case r.Span.IsZero():
		step.Reason, step.Span = SGDefault, g.Span
	}
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

// groupRule is the rule that decides, with its group: of those that match, the one with the smallest number; where
// numbers are equal, a deny.
func (w *walk) groupRule(i *cloud.Interface, d cloud.Direction, other *cloud.Interface) (*cloud.Rule, *cloud.Group) {
	isMember := memberOf(other)
	var best *cloud.Rule
	var holder *cloud.Group
	for _, g := range i.Groups {
		for k := range g.Rules[d] {
			r := &g.Rules[d][k]
			if w.matches(r, w.peer(d), isMember) && (best == nil || r.Before(best)) {
				best, holder = r, g
			}
			if w.cut != nil {
				return nil, nil
			}
		}
	}
	return best, holder
}

// groupDefault decides if no rule matches.
func (w *walk) groupDefault(i *cloud.Interface, d cloud.Direction, other *cloud.Interface) verdict {
	first := i.Groups[0]
	b, isBalancer := i.Owner.(*cloud.Balancer)
	if d == cloud.Out && first.Kind.OutOpen || isBalancer && b.Kind.OpenGroups {
		w.judge(Passed, first, SGDefault, first.Span, d, i.Owner)
		return w.remember(i)
	}
	if g := shared(i, other, true); g != nil {
		w.judge(Dropped, g, SGIsolated, g.ApartSpan, d, i.Owner)
		return dropped
	}
	step := w.judge(Dropped, first, SGNoRule, first.Span, d, i.Owner)
	for _, g := range i.Groups[1:] {
		step.Also = append(step.Also, g)
	}
	return dropped
}
