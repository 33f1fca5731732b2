package analyze

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// tooBig are the messages that a packet is too large for a link on its way, by family: type 3 and code 4 of ICMP, and
// type 2 of ICMPv6 (clouds/path-mtu).
var tooBig = [len(families)]cloud.Service{
	{Protocol: cloud.ICMP, Type: 3, Code: 4},
	{Protocol: cloud.ICMPv6, Type: 2, Code: -1},
}

// pathMTUs finds the stated ACLs without a memory that let TCP in from outside of their VPC and none of the messages that
// a packet is too large. One with a memory lets a message about what it let pass in.
func (f *finder) pathMTUs() {
	if f.cloud.Provider.ACLs.Stateful {
		return
	}
	for _, v := range f.cloud.VPCs {
		bound := map[*cloud.ACL]bool{}
		for _, s := range v.Subnets {
			bound[s.ACL] = true
		}
		for _, a := range v.ACLs {
			for k := range tooBig {
				if r := f.stuck(a, k); bound[a] && r != nil {
					f.add(Finding{Code: PathMTU, At: a, Span: r.Span, Rule: r, Direction: cloud.In, Lacks: tooBig[k]})
				}
			}
		}
	}
}

// stuck is the first rule of an ACL that lets in TCP of a family from outside of the VPC although no rule lets in a
// message of that family from there; nil if there is none.
func (f *finder) stuck(a *cloud.ACL, family int) *cloud.Rule {
	rules := a.Rules[cloud.In]
	for k := range rules {
		r := &rules[k]
		if isLong(r) || f.effort < 0 {
			return nil
		}
		if !r.Allow || r.Span.IsZero() || r.Service.Protocol != cloud.TCP && r.Service.Protocol != cloud.AllProtocols {
			continue
		}
		messages := messagesFrom(a.VPC, r, family)
		for j := 0; j < k; j++ {
			f.effort -= len(rules[j].Peers)
			messages = leftBy(&rules[j], messages)
		}
		if len(messages) > 0 && !f.lets(rules, messages) {
			return r
		}
	}
	return nil
}

// messagesFrom are the messages that a packet is too large from the peers of a rule that lie outside of a VPC.
func messagesFrom(v *cloud.VPC, r *cloud.Rule, family int) []box {
	var peers []cloud.Peer
	for _, p := range r.Peers {
		if p.Group == nil && p.Range.Addr().Is4() == families[family].Addr().Is4() && !v.HoldsRange(p.Range) {
			peers = append(peers, p)
		}
	}
	return boxes(&cloud.Rule{Service: tooBig[family], Peers: peers})
}

// leftBy are the messages for whose senders a rule does not decide about TCP: an earlier rule that denies all TCP leaves
// nothing of it to a later one.
func leftBy(r *cloud.Rule, messages []box) []box {
	all := r.Service.Protocol == cloud.AllProtocols || r.Service.Protocol == cloud.TCP && len(r.Service.Ports) == 0
	if r.Allow || !all {
		return messages
	}
	for _, p := range r.Peers {
		from, to := netip.Addr{}, netip.Addr{}
		if p.Group == nil {
			from, to = p.Range.Addr(), cloud.Last(p.Range)
		}
		messages, _ = cut(messages, []box{{0, ^uint32(0), from, to, p.Group}})
	}
	return messages
}
