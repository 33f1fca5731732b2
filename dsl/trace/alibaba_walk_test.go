package trace_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
)

// What follows says a second time, sharing nothing with the engine but the text of a scenario, how a packet finds its
// way between a VPC of Alibaba Cloud and the Internet, and its answer back: public addresses, NAT gateways with
// entries, tables and the IPv4 gateway. Each function cites the fact that it is written from. Filters are open here;
// the list of rules has an oracle of its own.

type doorWalk struct {
	net *network
	sessions
	luck
}

func (w *doorWalk) gateway() gateway {
	if g := w.net.vpcs[0].gateway; g != nil {
		return *g
	}
	return gateway{}
}

func (w *doorWalk) send(from *machine, p datagram) arrival {
	if from == nil {
		return w.internet(p)
	}
	return w.leave(from, p)
}

// leave lets a machine send to a public address (alibaba/public-address-is-a-way-out,
// alibaba/ipv4-gateway-makes-routes-decide).
func (w *doorWalk) leave(m *machine, p datagram) arrival {
	g, t := w.gateway(), w.net.effective(m.subnet)
	switch {
	case g.state == "removed":
		return lost(g.name, "vpc-private-mode")
	case m.public.IsValid() && g.state != "active":
		p.src = m.public
		return w.internet(p)
	}
	switch r := t.longest(p.dst); {
	case r == nil && m.public.IsValid():
		return lost(t.name, "ipv4-gateway-bypassed")
	case r == nil:
		return lost(t.name, "no-route")
	case r.target == "blackhole", r.target == g.name && g.state != "active":
		return lost(t.name, "blackhole-route")
	case r.target == g.name && !m.public.IsValid():
		return lost(g.name, "no-public-address")
	case r.target == g.name:
		p.src = m.public
		return w.internet(p)
	default:
		return w.translate(w.net.natNamed(r.target), p)
	}
}

// translate is a NAT gateway that a route leads to (alibaba/snat-needs-route-and-entry,
// alibaba/nat-gateway-behind-ipv4-gateway).
func (w *doorWalk) translate(g *nat, p datagram) arrival {
	after, answers := w.undo(g, p)
	if caller, inside := w.undo(g, after); answers && inside {
		// A call from inside is answered inside (alibaba/snat-reaches-own-dnat).
		return arrival{machine: w.net.owner(caller.dst), packet: caller}
	}
	if !answers {
		publics, itself := g.translates(p.src), slices.Contains(g.publics, p.dst)
		switch {
		case publics == nil:
			return lost(g.name, "snat-no-entry")
		case itself && g.older:
			return lost(g.name, "nat-hairpin")
		}
		after = p
		after.src, after.sport = w.pick(g, publics), 50000+len(w.sessions)
		w.sessions = append(w.sessions, session{g, p, after})
		if itself {
			return w.entered(g, after)
		}
	}
	if w.gateway().state == "active" {
		t := w.net.effective(g.subnet)
		if r := t.longest(p.dst); r == nil || r.target != w.gateway().name {
			return lost(t.name, "nat-no-way-out")
		}
	}
	return w.internet(after)
}

// internet brings a packet to a host, or in again (alibaba/way-to-a-public-address-of-the-same-vpc).
func (w *doorWalk) internet(p datagram) arrival {
	m, g := w.net.publicOwner(p.dst), w.net.calledNAT(p.dst)
	switch {
	case (m != nil || g != nil) && w.gateway().state == "removed":
		return lost(w.gateway().name, "vpc-private-mode")
	case m != nil:
		p.dst = m.addr()
		return arrival{machine: m, packet: p}
	case g != nil:
		return w.forward(g, p)
	}
	return arrival{packet: p}
}

// forward is a NAT gateway that is called: an answer, or an entry.
func (w *doorWalk) forward(g *nat, p datagram) arrival {
	if after, answers := w.undo(g, p); answers {
		return arrival{machine: w.net.owner(after.dst), packet: after}
	}
	return w.entered(g, p)
}

// entered is what calls an address of a NAT gateway.
func (w *doorWalk) entered(g *nat, p datagram) arrival {
	e := g.entry(p)
	if e == nil {
		return lost(g.name, "nat-unsolicited")
	}
	after := e.forward(p)
	w.sessions = append(w.sessions, session{g, p, after})
	return arrival{machine: e.machine, packet: after}
}

var doorWalkTest = walkTest{
	scope: scope{cloud: "alibaba", vpcs: 1, open: true, only: []string{
		"ipv4-gateway", "active", "removed", "nat-gateway", "public-ip", "eip-mode",
	}},
	decider:   func(n *network) decider { return &doorWalk{net: n} },
	receivers: publicReceivers,
	ports:     []int{443, 443, 8443, 80},
	wanted: []string{
		"reachable", "blocked vpc-private-mode", "blocked no-route", "blocked snat-no-entry", "blocked nat-hairpin",
		"blocked nat-no-way-out", "blocked nat-unsolicited", "blocked no-public-address", "blocked blackhole-route",
		"blocked ipv4-gateway-bypassed", "one-way ipv4-gateway-bypassed",
	},
}

// TestInternetAccessOnAlibabaCloudFollowsTheFacts holds traces of random networks against the procedure above.
func TestInternetAccessOnAlibabaCloudFollowsTheFacts(t *testing.T) { doorWalkTest.run(t) }

// TestADoorStandsOpenWhereItLeads holds the doors that are said to stand open against the procedure above: with open
// filters a machine has one exactly where some host answers it, or is answered by it. Tables have only a default route
// here: doors don't look at ranges.
func TestADoorStandsOpenWhereItLeads(t *testing.T) {
	open := 0
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, doorWalkTest.scope)
		for _, table := range n.vpcs[0].tables {
			table.routes = slices.DeleteFunc(table.routes, func(r *route) bool { return r.to.Bits() > 0 })
		}
		c := n.load(t, asItIs).Network.Clouds[0]
		for _, m := range n.machines() {
			var stand []string
			for _, d := range analyze.Expose(&cloud.User{}, c, c.Instance(m.name), nil) {
				if d.There {
					stand = append(stand, d.Title)
				}
			}
			open += len(stand)
			if ways := n.ways(m); (len(ways) > 0) != (len(stand) > 0) {
				t.Fatalf("%s: doors that stand open: %v, ways that work: %v", m.name, stand, ways)
			}
		}
	})
	if open < 30 {
		t.Errorf("%d doors stand open\nwant at least 30", open)
	}
}

// ways are the questions between a machine and the hosts that are answered.
func (n *network) ways(m *machine) []string {
	var all []string
	add := func(from *machine, p datagram) {
		for _, f := range doorWalkTest.fates(n, from, p) {
			if f.outcome == "reachable" {
				all = append(all, p.src.String()+" -> "+p.dst.String())
			}
		}
	}
	for _, h := range walkHosts {
		add(m, datagram{m.addr(), h, 40000, 443})
		if m.public.IsValid() {
			add(nil, datagram{h, m.public, 40000, 443})
		}
		for _, g := range n.vpcs[0].nats() {
			for _, e := range g.dnat {
				if e.machine == m {
					add(nil, datagram{h, e.public, 40000, max(e.port, 80)})
				}
			}
		}
	}
	return all
}
