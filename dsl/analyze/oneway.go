package analyze

import "hopwise/dsl/cloud"

// oneWays finds the rules of stateless ACLs that let a question pass and none of its answers
// (clouds/network-acl-rest-and-answers). A rule counts only if nothing comes back: no port that systems send from
// passes to any address of the rule.
func (f *finder) oneWays() {
	if f.cloud.Provider.ACLs.Stateful {
		return
	}
	for _, v := range f.cloud.VPCs {
		subnets := map[*cloud.ACL][]*cloud.Subnet{}
		for _, s := range v.Subnets {
			if s.ACL != nil {
				subnets[s.ACL] = append(subnets[s.ACL], s)
			}
		}
		for _, a := range v.ACLs {
			if len(subnets[a]) > 0 {
				f.oneWaysOf(a, f.unseen(v, subnets[a]))
			}
		}
	}
}

// unseen is the traffic that an ACL never sees or always lets pass: inside the one subnet that it is bound to, and to
// the cloud's own services.
func (f *finder) unseen(v *cloud.VPC, bound []*cloud.Subnet) []box {
	var peers []cloud.Peer
	for _, r := range f.cloud.Provider.Exempt {
		peers = append(peers, cloud.Peer{Range: r})
	}
	if len(bound) == 1 {
		for _, r := range bound[0].Ranges {
			peers = append(peers, cloud.Peer{Range: r})
		}
	}
	for _, s := range f.cloud.Provider.Services(v) {
		one, _ := s.Addr.Prefix(s.Addr.BitLen())
		peers = append(peers, cloud.Peer{Range: one})
	}
	return boxes(&cloud.Rule{Service: cloud.Service{Protocol: cloud.AllProtocols}, Peers: peers})
}

func (f *finder) oneWaysOf(a *cloud.ACL, unseen []box) {
	for d := range a.Rules {
		rules := a.Rules[d]
		for k := range rules {
			r := &rules[k]
			if isLong(r) {
				break // It is not known what it leaves to the others.
			}
			if !r.Allow || !asks(r.Service) {
				continue
			}
			traffic, _ := cut(boxes(r), unseen)
			for j := 0; j < k && f.effort > 0; j++ {
				f.effort -= len(traffic)
				traffic, _ = cut(traffic, boxes(&rules[j]))
			}
			if len(traffic) > 0 && f.effort > 0 && !f.answered(traffic, a.Rules[1-d]) {
				f.add(Finding{Code: ACLOneWay, At: a, Span: r.Span, Rule: r, Direction: cloud.Direction(d)})
			}
		}
	}
}

// asks reports whether a rule is for questions. One for a thousand of the ports that clients send from is for answers,
// and so is one for all ports.
func asks(s cloud.Service) bool {
	for _, p := range s.Ports {
		if p[1] >= clients.Low && p[1]-p[0] >= 1000 {
			return false
		}
	}
	return s.HasPorts() && len(s.Ports) > 0
}

// clients are the ports that systems send from unless told otherwise (clouds/client-ports).
var clients = cloud.Ports{Low: cloud.LinuxClient.Low, High: cloud.WindowsClient.High}

// answered reports whether rules let any answer to some traffic pass.
func (f *finder) answered(traffic []box, rules []cloud.Rule) bool {
	answers := make([]box, len(traffic))
	for i, b := range traffic {
		protocol := b.low &^ 0xffff
		answers[i] = box{protocol | uint32(clients.Low), protocol | uint32(clients.High), b.from, b.to, nil}
	}
	return f.lets(rules, answers)
}

// lets reports whether rules let any of some traffic pass, or it is not known.
func (f *finder) lets(rules []cloud.Rule, traffic []box) bool {
	for k := range rules {
		if f.effort -= len(traffic) + len(rules[k].Peers); f.effort < 0 || isLong(&rules[k]) {
			return true
		}
		rest, taken := cut(traffic, boxes(&rules[k]))
		if taken && rules[k].Allow {
			return true
		}
		traffic = rest
	}
	return false
}
