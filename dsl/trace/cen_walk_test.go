package trace_test

import (
	"net/netip"
	"slices"
	"testing"
)

// What follows says a second time, sharing nothing with the engine but the text of a scenario, how packets of Alibaba
// Cloud cross a CEN with tables, published ranges and a VPN connection (alibaba/cen-tables, alibaba/cen-learns-vswitches,
// alibaba/cen-learns-published-routes, alibaba/cen-and-the-main-table), and who reaches an endpoint of PrivateLink
// (alibaba/endpoint-reach). Filters are open, but for the default group of such an endpoint.

type cenWalk struct {
	net *network
	luck
	hops int
}

func (w *cenWalk) send(from *machine, p datagram) arrival {
	w.hops = 0
	switch {
	case from != nil:
		return w.leave(from, p)
	case w.net.transit != nil && slices.Contains(w.net.farAddrs(), p.src):
		return w.cross(w.net.transit.far, p)
	case slices.Contains(w.net.farAddrs(), p.dst), w.net.owner(p.dst) != nil:
		return lost("platform", "no-public-address")
	}
	return lost("platform", "not-internet-address")
}

func (w *cenWalk) leave(m *machine, p datagram) arrival {
	return w.lead(m.subnet.vpc, w.net.effective(m.subnet), m.name, p)
}

// lead follows a table of a VPC for what an object with a name sends.
func (w *cenWalk) lead(v *vpc, t *table, from string, p datagram) arrival {
	if w.hops++; w.hops > 60 {
		return arrival{because: "routing-loop"}
	}
	if at := v.at(p.dst); at != nil {
		if to := w.net.owner(p.dst); to != nil {
			return w.enter(to, p)
		}
		return lost(v.name, "unknown-destination")
	}
	r := t.longest(p.dst)
	switch {
	case r == nil && v.prefix().Contains(p.dst) && from == "hub":
		return lost(v.name, "unknown-destination")
	case r == nil:
		return lost(t.name, "no-route")
	case r.target == "blackhole":
		return lost(t.name, "blackhole-route")
	case r.target == "hub":
		return w.cross(v.name, p)
	case r.target == from:
		return arrival{because: "routing-loop"}
	}
	return w.enter(w.net.machineNamed(r.target), p)
}

// at is the vSwitch of a VPC with an address, nil if there is none.
func (v *vpc) at(a netip.Addr) *subnet {
	for _, s := range v.subnets {
		if s.prefix().Contains(a) {
			return s
		}
	}
	return nil
}

func (w *cenWalk) enter(m *machine, p datagram) arrival {
	switch {
	case p.src == m.addr() && p.dst != m.addr():
		return lost(m.name, "martian-source")
	case slices.Contains(w.net.doors(), m) && len(m.groups) == 0:
		return lost("default", "sg-no-rule") // which knows its members alone (alibaba/endpoint-has-an-interface)
	case p.dst == m.addr():
		return arrival{machine: m, packet: p}
	case !m.forwards:
		return lost(m.name, "ip-forward-off")
	}
	return w.leave(m, p)
}

// cross is the way through the CEN from an attachment with a name.
func (w *cenWalk) cross(from string, p datagram) arrival {
	h := w.net.transit
	to, found := h.learnedLeads(from, p.dst)
	if end, ends := h.ends(to, found, p); ends {
		return end
	}
	v := h.joined[slices.IndexFunc(h.joined, func(v *vpc) bool { return v.name == to })]
	return w.lead(v, w.net.effective(&subnet{vpc: v}), "hub", p)
}

// learnedLeads is where the table of an attachment leads an address, which learns vSwitches and published ranges.
func (h *transit) learnedLeads(from string, a netip.Addr) (to string, found bool) {
	t := &hubTable{associated: h.names(), learned: h.names(), routes: h.routes}
	if len(h.tables) > 0 {
		t = &hubTable{}
	}
	for _, stated := range h.tables {
		if slices.Contains(stated.associated, from) {
			t = stated
		}
	}
	type way struct {
		to     netip.Prefix
		target string
	}
	var ways []way // the better ones of the same range first
	for _, r := range t.routes {
		ways = append(ways, way{r.to, r.target})
	}
	for _, name := range t.learned {
		for _, v := range h.joined {
			for _, s := range v.subnets {
				if v.name == name {
					ways = append(ways, way{s.prefix(), v.name})
				}
			}
		}
	}
	for _, p := range h.published {
		if slices.Contains(t.learned, p.from.name) {
			ways = append(ways, way{p.to, p.from.name})
		}
	}
	if slices.Contains(t.learned, h.far) && h.far != "" {
		ways = append(ways, way{farRange, h.far})
	}
	bits := -1
	for _, w := range ways {
		if w.to.Contains(a) && w.to.Bits() > bits {
			to, bits = w.target, w.to.Bits()
		}
	}
	return to, bits >= 0
}

// TestACENCarriesAsTheFactsSay holds traces of random networks against the procedure above.
func TestACENCarriesAsTheFactsSay(t *testing.T) {
	walkTest{
		scope: scope{cloud: "alibaba", open: true, only: []string{
			"cen", "vpn-connection", "associate", "publish", "ip-forward", "endpoint",
		}},
		decider: func(n *network) decider { return &cenWalk{net: n} },
		receivers: func(n *network) []netip.Addr {
			var all []netip.Addr
			for _, m := range n.machines() {
				all = append(all, m.addr(), m.addr(), m.subnet.at(77))
			}
			for _, m := range n.doors() {
				all = append(all, m.addr())
			}
			return append(all, n.farAddrs()...)
		},
		ports: []int{443},
		wanted: []string{
			"reachable", "blocked attachment-route", "one-way attachment-route", "blocked blackhole-route",
			"blocked no-route", "blocked unknown-destination", "blocked routing-loop",
		},
	}.run(t)
}
