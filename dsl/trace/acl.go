package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

func aclOut(w *walk) verdict { return w.acl(w.from.Subnet, cloud.Out, w.from) }

func aclIn(w *walk) verdict { return w.acl(w.to.Subnet, cloud.In, w.to) }

// acl holds the packet against the network ACL of a subnet. Unless the cloud's ACLs are stateful, an answer is judged
// like any packet (clouds/network-acl-rest-and-answers).
func (w *walk) acl(s *cloud.Subnet, d cloud.Direction, i *cloud.Interface) verdict {
	a := s.ACL
	switch {
	case a == nil:
		w.judge(Skipped, noACL, ACLNone, s.Span, d, s)
		return onward
	case w.cloud.Provider.Retired(i.Instance()):
		w.judge(Skipped, a, ACLNotEnforced, i.Span, d, i.Owner)
		return onward
	case w.cloud.Provider.ACLs.Stateful && w.established(s):
		w.judge(Passed, a, ACLEstablished, a.Span, d, s)
		return onward
	}
	other := w.peer(d)
	if w.cloud.Provider.ACLs.ExemptsSubnet && s.Holds(other) {
		w.judge(Skipped, a, ACLSameSubnet, a.Span, d, s)
		return onward
	}
	if w.spared(other) {
		w.judge(Passed, a, UnfilteredService, a.Span, d, s)
		return onward
	}
	for i := range a.Rules[d] {
		r := &a.Rules[d][i]
		if w.matches(r, other, memberOf(nil)) {
			return w.aclRule(a, r, s, d)
		}
		if w.cut != nil {
			return void
		}
	}
	w.judge(Dropped, a, ACLNoRule, a.Span, d, s)
	return dropped
}

// noACL takes the place of the ACL that a subnet does not have.
var noACL = &cloud.ACL{Thing: cloud.Thing{Name: "network-acl", Noun: cloud.NounACL}}

func (w *walk) aclRule(a *cloud.ACL, r *cloud.Rule, s *cloud.Subnet, d cloud.Direction) verdict {
	step := w.judge(Passed, a, ACLRule, r.Span, d, s)
	step.Rule = r
	if r.Allow && w.cloud.Provider.ACLs.Stateful {
		return w.remember(s)
	}
	if r.Allow {
		return onward
	}
	step.Decision, step.Reason = Dropped, ACLDeny
	return dropped
}

// spared reports whether an address is one of the cloud's own services, which no filter sees
// (clouds/own-services-unfiltered).
func (w *walk) spared(a netip.Addr) bool {
	return slices.ContainsFunc(w.cloud.Provider.Exempt, func(r netip.Prefix) bool { return r.Contains(a) })
}
