package trace_test

import (
	"fmt"
	"math/rand"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

// What follows says a second time, sharing nothing with the engine but the text of a scenario, how a packet chooses its
// way on Huawei Cloud (huawei/eip-before-default-route) and what a proxy server does to it, there and back
// (huawei/clients-route-to-the-proxy, huawei/proxy-translates). The proxy is machine 0.

type proxyNet struct {
	tables    []doorTable // one a subnet; routes lead to "p", "n" or "blackhole"
	machines  []proxyMachine
	forwards  bool
	shutChain bool   // FORWARD drops
	snatFrom  string // the range of its SNAT rule, empty for none
	snatTo    string
	nat       doorNAT
	shared    string
}

type proxyMachine struct {
	private, public string
	place           int
	check           bool
	in, out         []int // the ports of TCP that its group lets in and out, 0 for all
}

func (m proxyMachine) name(k int) string {
	if k == 0 {
		return "p"
	}
	return fmt.Sprint("m", k)
}

type proxyWalk struct {
	net      *proxyNet
	sessions []doorSession // at is 0 for the proxy, 1 for the NAT gateway, 2 for the shared address
	flows    map[string]bool
	hops     int
}

func (w *proxyWalk) undo(at int, p doorPacket) (doorPacket, bool) {
	for k := len(w.sessions) - 1; k >= 0; k-- {
		if s := w.sessions[k]; s.nat == at && s.after.back() == p {
			return s.before.back(), true
		}
	}
	return p, false
}

// lets asks the group of a machine: what answers a flow that it let through passes.
func (w *proxyWalk) lets(k int, ports []int, p doorPacket) bool {
	if w.flows[fmt.Sprint(k, p.back())] {
		return true
	}
	for _, port := range ports {
		if port == 0 || port == p.dport {
			w.flows[fmt.Sprint(k, p)] = true
			return true
		}
	}
	return false
}

func (w *proxyWalk) send(k int, p doorPacket) doorEnd {
	m, n := w.net.machines[k], w.net
	w.hops++
	switch {
	case w.hops > 20:
		return lost("", "routing-loop")
	case !w.lets(k, m.out, p):
		return lost("sg"+fmt.Sprint(k), "sg-no-rule")
	case m.check && p.src != m.private:
		return lost(m.name(k), "source-dest-check")
	}
	if at := n.at(p.dst); at >= 0 {
		return w.enter(at, p)
	}
	t := n.tables[m.place]
	target := t.longest(p.dst)
	narrow := t.routes[doorRanges[1]] != "" && netip.MustParsePrefix(doorRanges[1]).Contains(netip.MustParseAddr(p.dst))
	switch {
	case !narrow && m.public != "" && p.src == m.private:
		p.src = m.public
		return w.internet(p)
	case target == "blackhole":
		return lost(t.name, "blackhole-route")
	case target == "p" && k == 0:
		return lost("p", "routing-loop")
	case target == "p":
		return w.enter(0, p)
	case target == "n":
		return w.translate(p)
	case n.shared != "":
		after := p
		after.src, after.sport = n.shared, 51000+len(w.sessions)
		w.sessions = append(w.sessions, doorSession{2, p, after})
		return w.internet(after)
	}
	return lost(t.name, "no-route")
}

func (n *proxyNet) at(private string) int {
	for k, m := range n.machines {
		if m.private == private {
			return k
		}
	}
	return -1
}

func (w *proxyWalk) translate(p doorPacket) doorEnd {
	n := w.net.nat
	if after, answers := w.undo(1, p); answers {
		return w.internet(after)
	}
	if w.net.at(p.src) < 0 {
		return lost("n", "nat-foreign-source")
	}
	public := n.narrowest(p.src)
	for _, d := range n.dnat {
		if d.port == 0 && w.net.machines[d.machine].private == p.src {
			public = d.public
		}
	}
	switch {
	case public == "":
		return lost("n", "snat-no-entry")
	case slices.Contains(n.publics, p.dst):
		return lost("n", "nat-hairpin")
	}
	after := p
	after.src, after.sport = public, 50000+len(w.sessions)
	w.sessions = append(w.sessions, doorSession{1, p, after})
	return w.internet(after)
}

// enter is a machine that a packet reaches: the proxy hands on what is not for it.
func (w *proxyWalk) enter(k int, p doorPacket) doorEnd {
	m, n := w.net.machines[k], w.net
	if !w.lets(k, m.in, p) {
		return lost("sg"+fmt.Sprint(k), "sg-no-rule")
	}
	before, answers := w.undo(0, p)
	if k != 0 || p.dst == m.private && !answers {
		return doorEnd{machine: k, packet: p}
	}
	p = before
	switch {
	case !n.forwards:
		return lost("p", "ip-forward-off")
	case n.shutChain:
		return lost("p", "guest-firewall")
	}
	if !answers && n.snatFrom != "" && netip.MustParsePrefix(n.snatFrom).Contains(netip.MustParseAddr(p.src)) {
		after := p
		after.src, after.sport = n.snatTo, 52000+len(w.sessions)
		w.sessions = append(w.sessions, doorSession{0, p, after})
		p = after
	}
	return w.send(0, p)
}

func (w *proxyWalk) internet(p doorPacket) doorEnd {
	if p.dst == w.net.shared {
		after, answers := w.undo(2, p)
		if !answers {
			return lost(w.net.shared, "nat-unsolicited")
		}
		return w.enter(w.net.at(after.dst), after)
	}
	for k, m := range w.net.machines {
		if m.public != "" && m.public == p.dst {
			p.dst = m.private
			return w.enter(k, p)
		}
	}
	if !slices.Contains(w.net.nat.publics, p.dst) {
		return doorEnd{machine: -1, packet: p}
	}
	if after, answers := w.undo(1, p); answers {
		return w.enter(w.net.at(after.dst), after)
	}
	for _, d := range w.net.nat.dnat {
		if d.public == p.dst && (d.port == 0 || d.port == p.dport) && w.net.machines[d.machine].public == "" {
			after := p
			after.dst = w.net.machines[d.machine].private
			if d.port != 0 {
				after.dport = d.inside
			}
			w.sessions = append(w.sessions, doorSession{1, p, after})
			return w.enter(d.machine, after)
		}
	}
	return lost("n", "nat-unsolicited")
}

func (n *proxyNet) fate(from int, p doorPacket) (outcome, by, because, as string) {
	w := &proxyWalk{net: n, flows: map[string]bool{}}
	return fateOf(from, p, func(k int, p doorPacket) doorEnd {
		w.hops = 0
		if k < 0 {
			return w.internet(p)
		}
		return w.send(k, p)
	})
}

func drawProxy(random *rand.Rand) *proxyNet {
	n := &proxyNet{forwards: random.Intn(6) > 0, shutChain: random.Intn(8) == 0}
	if random.Intn(4) == 0 {
		n.shared = "198.51.100.99"
	}
	for k := range 3 {
		t := doorTable{fmt.Sprint("t", k), map[string]string{}}
		for i, r := range doorRanges {
			if random.Intn(4-i) > 0 == (i == 0) {
				t.routes[r] = pick(random, "p", "p", "p", "n", "n", "blackhole")
			}
		}
		n.tables = append(n.tables, t)
	}
	for k := range 5 {
		m := proxyMachine{
			private: fmt.Sprintf("192.168.%d.%d", k%3, 10+k),
			place:   k % 3,
			check:   random.Intn(3) > 0,
			in:      []int{0},
			out:     []int{0},
		}
		if k == 0 {
			m.check = random.Intn(5) == 0
		}
		if k == 0 && random.Intn(5) > 0 || random.Intn(6) == 0 {
			m.public = fmt.Sprintf("198.51.100.%d", 10+k)
		}
		if random.Intn(5) == 0 {
			m.in = [][]int{nil, {443}, {22}}[random.Intn(3)]
		}
		if random.Intn(5) == 0 {
			m.out = [][]int{{80}, {443}}[random.Intn(2)]
		}
		n.machines = append(n.machines, m)
	}
	n.snatFrom, n.snatTo = pick(
		random,
		"",
		"192.168.0.0/16",
		"192.168.0.0/16",
		"192.168.0.0/16",
		"192.168.1.0/24",
	), n.machines[0].private
	if random.Intn(8) == 0 {
		n.snatTo = "192.168.0.77"
	}
	n.nat = doorNAT{place: 2, publics: []string{"198.51.100.50"}}
	if random.Intn(2) == 0 {
		n.nat.snat = append(
			n.nat.snat,
			doorSNAT{
				text:   "subnet s1",
				public: "198.51.100.50",
				from:   netip.MustParsePrefix("192.168.1.0/24"),
				rank:   24,
			},
		)
	}
	if random.Intn(2) == 0 {
		n.nat.dnat = append(
			n.nat.dnat,
			doorDNAT{public: "198.51.100.50", port: 8443, inside: 443, machine: 1 + random.Intn(4)},
		)
	}
	return n
}

func (n *proxyNet) text() string {
	var b strings.Builder
	for i, h := range doorHosts {
		fmt.Fprintf(&b, "host h%d %s\n", i, h)
	}
	b.WriteString("cloud huawei {\nvpc v 192.168.0.0/16 {\nroute-table main { 0.0.0.0/0 -> blackhole }\n")
	if n.shared != "" {
		fmt.Fprintf(&b, "shared-snat %s\n", n.shared)
	}
	for k, m := range n.machines {
		fmt.Fprintf(
			&b,
			"security-group sg%d {\n%s%s}\n",
			k,
			portRules("in", "from", m.in),
			portRules("out", "to", m.out),
		)
	}
	for k, t := range n.tables {
		fmt.Fprintf(&b, "%ssubnet s%d 192.168.%d.0/24 {\nroute-table %s\n", t.text(), k, k, t.name)
		for i, m := range n.machines {
			if m.place == k {
				b.WriteString(n.machine(i, m))
			}
		}
		if n.nat.place == k {
			fmt.Fprintf(&b, "nat-gateway n 192.168.%d.100 {\n%s}\n", k, n.nat.text())
		}
		b.WriteString("}\n")
	}
	return b.String() + "}\n}\n"
}

func portRules(direction, towards string, ports []int) string {
	if len(ports) == 0 {
		return direction + " none\n"
	}
	if ports[0] == 0 {
		return fmt.Sprintf("%s allow all %s 0.0.0.0/0\n", direction, towards)
	}
	return fmt.Sprintf("%s allow tcp/%d %s 0.0.0.0/0\n", direction, ports[0], towards)
}

func (n *proxyNet) machine(k int, m proxyMachine) string {
	var b strings.Builder
	fmt.Fprintf(
		&b,
		"instance %s %s {\nsecurity-group sg%d\nsource-dest-check %s\n",
		m.name(k),
		m.private,
		k,
		map[bool]string{true: "on", false: "off"}[m.check],
	)
	if m.public != "" {
		fmt.Fprintf(&b, "eip %s\n", m.public)
	}
	if k > 0 {
		return b.String() + "}\n"
	}
	fmt.Fprintf(
		&b,
		"ip-forward %s\niptables {\nforward %s\n",
		map[bool]string{true: "on", false: "off"}[n.forwards],
		map[bool]string{true: "drop", false: "accept"}[n.shutChain],
	)
	if n.snatFrom != "" {
		fmt.Fprintf(&b, "snat %s -> %s\n", n.snatFrom, n.snatTo)
	}
	return b.String() + "}\n}\n"
}

// TestInternetAccessOnHuaweiCloudFollowsTheFacts holds traces of random networks against the procedure above.
func TestInternetAccessOnHuaweiCloudFollowsTheFacts(t *testing.T) {
	holdWalks(t, 15, 200, func(random *rand.Rand) walkedNet { return drawProxy(random) },
		"reachable", "blocked no-route", "blocked snat-no-entry", "blocked sg-no-rule", "blocked ip-forward-off",
		"blocked guest-firewall", "blocked source-dest-check", "blocked routing-loop", "blocked nat-unsolicited",
		"blocked blackhole-route", "one-way source-dest-check", "one-way stranger", "one-way no-route")
}

// question is one of a machine or a host to a host or a public address.
func (n *proxyNet) question(random *rand.Rand) (from int, p doorPacket) {
	from = max(random.Intn(len(n.machines)+2)-2, -1)
	p = doorPacket{
		src:   pick(random, doorHosts...),
		dst:   pick(random, doorHosts...),
		sport: 40000,
		dport: []int{443, 443, 80}[random.Intn(3)],
	}
	if from >= 0 {
		p.src = n.machines[from].private
	}
	switch random.Intn(4) {
	case 0:
		if m := n.machines[random.Intn(len(n.machines))]; m.public != "" && m.private != p.src {
			p.dst = m.public
		}
	case 1:
		p.dst, p.dport = n.nat.publics[0], []int{8443, 80}[random.Intn(2)]
	}
	return from, p
}
