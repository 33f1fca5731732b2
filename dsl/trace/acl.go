package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// aclOut asks the ACL of the subnet that a packet leaves. It does not see what the table leads to a machine or a NAT
// gateway of the same subnet (clouds/network-acl-same-subnet).
func aclOut(w *walk) verdict {
	s := w.from.Subnet
	if next := w.next(); s.ACL != nil && next != nil && next.Subnet == s {
		w.judge(Skipped, s.ACL, ACLSameSubnet, s.ACL.Span, cloud.Out, s)
		return onward
	}
	return w.acl(s, cloud.Out, w.from)
}

// next is the interface to which the sender's table leads the packet, nil if it goes elsewhere. The interface of a NAT
// gateway counts in a cloud whose ACLs see it.
func (w *walk) next() *cloud.Interface {
	r := w.from.Table().Lookup(w.packet.Destination)
	if r == nil || w.ownGoesFirst(r) {
		return nil
	}
	switch to := r.Target.(type) {
	case *cloud.Interface:
		return to
	case *cloud.NAT:
		if w.cloud.Provider.NAT.Into[0] == cloud.StageACLIn {
			return to.Interface
		}
	}
	return nil
}

func aclIn(w *walk) verdict { return w.acl(w.to.Subnet, cloud.In, w.to) }

// acl holds the packet of an interface against the network ACL of a subnet. Unless the cloud's ACLs are stateful, an
// answer is judged like any packet (clouds/network-acl-rest-and-answers).
func (w *walk) acl(edge *cloud.Subnet, d cloud.Direction, i *cloud.Interface) verdict {
	a := edge.ACL
	switch {
	case a == nil:
		w.judge(Skipped, noACL, ACLNone, edge.Span, d, edge)
	case w.cloud.Provider.Retired(i.Instance()):
		w.judge(Skipped, a, ACLNotEnforced, i.Span, d, i.Owner)
	case w.established(edge):
		w.considerACL(w.judge(Passed, a, ACLEstablished, a.Span, d, edge), a, nil, false)
	case w.cloud.Provider.ACLs.ExemptsSubnet && edge.Holds(w.peer(d)):
		w.judge(Skipped, a, ACLSameSubnet, a.Span, d, edge)
	case w.spared(w.peer(d)):
		s := w.judge(Passed, a, UnfilteredService, a.Span, d, edge)
		w.unfiltered(s)
		w.considerACL(s, a, nil, false)
	default:
		return w.aclRules(edge, d, i)
	}
	return onward
}

// aclRules asks the rules of an ACL. A packet that matches none is dropped.
func (w *walk) aclRules(edge *cloud.Subnet, d cloud.Direction, i *cloud.Interface) verdict {
	a := edge.ACL
	r := w.aclRuling(a, d)
	decision, reason, span := Dropped, ACLNoRule, a.Span
	if (r == nil || !r.Allow) && w.isForeign() {
		return w.disown()
	}
	switch {
	case r == nil:
	case r.Allow:
		decision, reason, span = Passed, ACLRule, r.Span
	default:
		reason, span = ACLDeny, r.Span
	}
	s := w.judge(decision, a, reason, span, d, edge)
	s.Rule, s.Edge = r, edge
	w.considerACL(s, a, r, true)
	switch {
	case decision == Dropped:
		w.aclDrop(s, a, i)
		return dropped
	case w.cloud.Provider.ACLs.Stateful:
		return w.remember(edge)
	}
	return onward
}

// aclRuling is the first rule of an ACL that matches, nil if none does.
func (w *walk) aclRuling(a *cloud.ACL, d cloud.Direction) *cloud.Rule {
	if !w.isFree() {
		return w.aclRule(a, d)
	}
	var rules []ruling
	for k := range a.Rules[d] {
		if r := &a.Rules[d][k]; w.matchesButPorts(r, w.peer(d), memberOf(nil)) {
			rules = append(rules, ruling{r, a})
		}
	}
	return w.sift(rules, false).rule
}

// aclRule is the first rule about all ports that the packet may have.
func (w *walk) aclRule(a *cloud.ACL, d cloud.Direction) *cloud.Rule {
	for k := range a.Rules[d] {
		if r := &a.Rules[d][k]; w.matches(r, w.peer(d), memberOf(nil)) {
			return r
		}
	}
	return nil
}

// aclPasses reports whether the ACL of a subnet would let all ports of the packet pass that nothing has let pass
// before.
func (w *walk) aclPasses(edge *cloud.Subnet, d cloud.Direction) bool {
	if w.spared(w.peer(d)) || w.cloud.Provider.ACLs.ExemptsSubnet && edge.Holds(w.peer(d)) {
		return true
	}
	r := w.aclRule(edge.ACL, d)
	return r != nil && r.Allow
}

// noACL takes the place of the ACL that a subnet does not have.
var noACL = &cloud.ACL{Thing: cloud.Thing{Name: "network-acl", Noun: cloud.NounACL}}

// spared reports whether an address is one of the cloud's own services, which no filter sees
// (clouds/own-services-unfiltered).
func (w *walk) spared(a netip.Addr) bool {
	return slices.ContainsFunc(w.cloud.Provider.Exempt, func(r netip.Prefix) bool { return r.Contains(a) })
}
