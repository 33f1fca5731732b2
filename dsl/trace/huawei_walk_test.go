package trace_test

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"hopwise/dsl/cloud"
)

// What follows says a second time, sharing nothing with the engine but the text of a scenario, how a packet chooses its
// way on Huawei Cloud (huawei/eip-before-default-route) and what a proxy server does to it, there and back
// (huawei/clients-route-to-the-proxy, huawei/proxy-translates).

type proxyWalk struct {
	net *network
	sessions
	luck
	flows map[string]bool
	hops  int
}

func (w *proxyWalk) send(from *machine, p datagram) arrival {
	w.hops = 0
	if from == nil {
		return w.internet(p)
	}
	if !w.flows[fmt.Sprint(from.name, p.back())] {
		p = w.masquerade(from, p)
	}
	return w.leave(from, p)
}

// masquerade is what the first packet of a connection meets in the guest (clouds/guest-nat-first-packet). The port stays.
func (w *proxyWalk) masquerade(m *machine, p datagram) datagram {
	t, to := m.iptables, netip.Addr{}
	switch {
	case t == nil:
	case t.masquerade.IsValid() && t.masquerade.Contains(p.src):
		to = m.addr()
	case t.snat.IsValid() && t.snat.Contains(p.src):
		to = t.snatTo
	}
	if !to.IsValid() {
		return p
	}
	after := p
	after.src = to
	w.sessions = append(w.sessions, session{m, p, after})
	return after
}

// lets asks the groups of a machine: what answers a flow that they let through passes.
func (w *proxyWalk) lets(m *machine, d cloud.Direction, p datagram) (arrival, bool) {
	if w.flows[fmt.Sprint(m.name, p.back())] {
		return arrival{}, true
	}
	peer := p.src
	if d == cloud.Out {
		peer = p.dst
	}
	reason, by := decideByList(w.net.cloud.Groups, m.groups, d, w.net.owner(peer), peer, "tcp", p.dport)
	if isStop(reason) {
		return arrival{by: by, because: reason}, false
	}
	w.flows[fmt.Sprint(m.name, p)] = true
	return arrival{}, true
}

func (w *proxyWalk) leave(m *machine, p datagram) arrival {
	n := w.net
	if w.hops++; w.hops > 20 {
		return arrival{because: "routing-loop"}
	}
	if end, passes := w.lets(m, cloud.Out, p); !passes {
		return end
	}
	if m.check && p.src != m.addr() {
		return lost(m.name, "source-dest-check")
	}
	if to := n.owner(p.dst); to != nil {
		return w.enter(to, p)
	}
	if slices.ContainsFunc(n.subnets(), func(s *subnet) bool { return s.prefix().Contains(p.dst) }) {
		return lost(m.subnet.vpc.name, "unknown-destination")
	}
	t := n.effective(m.subnet)
	r := t.longest(p.dst)
	if (r == nil || r.to.Bits() == 0) && m.public.IsValid() && p.src == m.addr() && !w.wasForwarded(p) {
		p.src = m.public
		return w.internet(p)
	}
	switch {
	case r == nil && n.vpcs[0].shared != "":
		after := p
		after.src, after.sport = netip.MustParseAddr(n.vpcs[0].shared), 51000+len(w.sessions)
		w.sessions = append(w.sessions, session{"shared", p, after})
		return w.internet(after)
	case r == nil:
		return lost(t.name, "no-route")
	case r.target == "blackhole":
		return lost(t.name, "blackhole-route")
	case r.target == m.name:
		return arrival{because: "routing-loop"}
	}
	if to := n.machineNamed(r.target); to != nil {
		return w.enter(to, p)
	}
	return w.translate(n.natNamed(r.target), p)
}

// wasForwarded reports whether a packet answers what a NAT gateway forwarded (huawei/dnat-beside-eip).
func (w *proxyWalk) wasForwarded(p datagram) bool {
	return slices.ContainsFunc(w.sessions, func(s session) bool {
		_, byNAT := s.at.(*nat)
		return byNAT && s.before.dst != s.after.dst && s.after.back() == p
	})
}

func (w *proxyWalk) translate(g *nat, p datagram) arrival {
	if after, answers := w.undo(g, p); answers {
		return w.internet(after)
	}
	if w.net.owner(p.src) == nil {
		return lost(g.name, "nat-foreign-source")
	}
	publics := g.translates(p.src)
	switch {
	case publics == nil:
		return lost(g.name, "snat-no-entry")
	case slices.Contains(g.publics, p.dst):
		return lost(g.name, "nat-hairpin")
	}
	after := p
	after.src, after.sport = w.pick(g, publics), 50000+len(w.sessions)
	w.sessions = append(w.sessions, session{g, p, after})
	return w.internet(after)
}

// enter is a machine that a packet reaches: a proxy hands on what is not for it.
func (w *proxyWalk) enter(m *machine, p datagram) arrival {
	if end, passes := w.lets(m, cloud.In, p); !passes {
		return end
	}
	if p.src == m.addr() {
		return lost(m.name, "martian-source")
	}
	asItCame := p
	p, _ = w.undo(m, p)
	switch {
	case p.dst == m.addr():
		return arrival{machine: m, packet: p}
	case !m.forwards:
		return lost(m.name, "ip-forward-off")
	case m.iptables != nil && slices.Contains(m.iptables.shut, "forward"):
		return lost(m.name, "guest-firewall")
	}
	if known := w.flows[fmt.Sprint("handed on by ", m.name, asItCame.back())]; !known {
		p = w.masquerade(m, p)
	}
	w.flows[fmt.Sprint("handed on by ", m.name, p)] = true
	return w.leave(m, p)
}

// reach is the machine in the VPC that a packet is for.
func (w *proxyWalk) reach(p datagram) arrival {
	if to := w.net.owner(p.dst); to != nil {
		return w.enter(to, p)
	}
	return lost(w.net.vpcs[0].name, "unknown-destination")
}

func (w *proxyWalk) internet(p datagram) arrival {
	n := w.net
	if shared := n.vpcs[0].shared; p.dst.String() == shared {
		after, answers := w.undo("shared", p)
		if !answers {
			return lost(shared, "nat-unsolicited")
		}
		return w.reach(after)
	}
	if m := n.publicOwner(p.dst); m != nil {
		p.dst = m.addr()
		return w.enter(m, p)
	}
	g := n.calledNAT(p.dst)
	if g == nil {
		return arrival{packet: p}
	}
	if after, answers := w.undo(g, p); answers {
		return w.reach(after)
	}
	e := g.entry(p)
	if e == nil {
		return lost(g.name, "nat-unsolicited")
	}
	after := e.forward(p)
	w.sessions = append(w.sessions, session{g, p, after})
	return w.enter(e.machine, after)
}

// TestInternetAccessOnHuaweiCloudFollowsTheFacts holds traces of random networks against the procedure above.
func TestInternetAccessOnHuaweiCloudFollowsTheFacts(t *testing.T) {
	walkTest{
		scope: scope{cloud: "huawei", vpcs: 1, only: []string{
			"nat-gateway", "shared-snat", "source-dest-check", "ip-forward", "iptables", "forward", "snat", "masquerade",
		}},
		decider:   func(n *network) decider { return &proxyWalk{net: n, flows: map[string]bool{}} },
		receivers: publicReceivers,
		ports:     []int{443, 443, 8443, 80},
		wanted: []string{
			"reachable", "blocked no-route", "blocked snat-no-entry", "blocked sg-no-rule", "blocked sg-deny",
			"blocked routing-loop", "blocked nat-unsolicited", "blocked blackhole-route", "one-way stranger",
		},
	}.run(t)
}
