package trace_test

import (
	"fmt"
	"math/rand"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
)

// What follows says a second time, sharing nothing with the engine but the text of a scenario, how a packet finds its
// way between a VPC of Alibaba Cloud and the Internet, and its answer back: public addresses, NAT gateways with
// entries, tables and the IPv4 gateway. Each function cites the fact that it is written from. Filters are open here;
// the list of rules has an oracle of its own.

// A doorNet is a random VPC.
type doorNet struct {
	gateway  string // "", "created", "active" or "removed"
	tables   []doorTable
	machines []doorMachine
	nats     []doorNAT
}

// A doorTable has routes: what the range leads to, which is a NAT gateway, the IPv4 gateway or a hole. There is one for
// each vSwitch.
type doorTable struct {
	name   string
	routes map[string]string
}

func (t doorTable) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "route-table %s {\n", t.name)
	for _, r := range doorRanges {
		if target := t.routes[r]; target != "" {
			fmt.Fprintf(&b, "%s -> %s\n", r, target)
		}
	}
	return b.String() + "}\n"
}

type doorMachine struct {
	private, public string
	elastic         bool
	place           int // its vSwitch
}

type doorNAT struct {
	place   int
	publics []string
	snat    []doorSNAT
	dnat    []doorDNAT
}

type doorSNAT struct {
	text, public string
	from         netip.Prefix
	rank         int
}

// A doorDNAT sends a port of its address, 0 for all, on to a machine.
type doorDNAT struct {
	public       string
	port, inside int
	machine      int
}

type doorPacket struct {
	src, dst     string
	sport, dport int
}

func (p doorPacket) back() doorPacket { return doorPacket{p.dst, p.src, p.dport, p.sport} }

// A doorEnd is where a packet ends: at a machine, at a host, or dropped.
type doorEnd struct {
	machine     int // -1 for none
	packet      doorPacket
	by, because string
}

func lost(by, because string) doorEnd { return doorEnd{machine: -1, by: by, because: because} }

// A doorWalk remembers what NAT gateways translated.
type doorWalk struct {
	net      *doorNet
	sessions []doorSession
}

type doorSession struct {
	nat           int
	before, after doorPacket
}

func (w *doorWalk) undo(nat int, p doorPacket) (doorPacket, bool) {
	for _, s := range w.sessions {
		if s.nat == nat && s.after.back() == p {
			return s.before.back(), true
		}
	}
	return p, false
}

// longest is the target of the longest route for an address, empty if there is no route.
func (t doorTable) longest(a string) string {
	best, found := -1, ""
	for text, target := range t.routes {
		if r := netip.MustParsePrefix(text); r.Contains(netip.MustParseAddr(a)) && r.Bits() > best {
			best, found = r.Bits(), target
		}
	}
	return found
}

// leave lets a machine send to a public address (alibaba/public-address-is-a-way-out,
// alibaba/ipv4-gateway-makes-routes-decide).
func (w *doorWalk) leave(k int, p doorPacket) doorEnd {
	m := w.net.machines[k]
	t := w.net.tables[m.place]
	switch {
	case w.net.gateway == "removed":
		return lost("g", "vpc-private-mode")
	case m.public != "" && w.net.gateway != "active":
		p.src = m.public
		return w.internet(p)
	}
	switch target := t.longest(p.dst); target {
	case "":
		if m.public != "" {
			return lost(t.name, "ipv4-gateway-bypassed")
		}
		return lost(t.name, "no-route")
	case "blackhole":
		return lost(t.name, "blackhole-route")
	case "g":
		switch {
		case w.net.gateway != "active":
			return lost(t.name, "blackhole-route")
		case m.public == "":
			return lost("g", "no-public-address")
		}
		p.src = m.public
		return w.internet(p)
	default:
		return w.translate(int(target[1]-'0'), p)
	}
}

// translate is a NAT gateway that a route leads to (alibaba/snat-needs-route-and-entry,
// alibaba/nat-gateway-behind-ipv4-gateway).
func (w *doorWalk) translate(k int, p doorPacket) doorEnd {
	n := w.net.nats[k]
	after, answers := w.undo(k, p)
	if !answers {
		public := n.whole(w.net, p.src)
		if public == "" {
			public = n.narrowest(p.src)
		}
		switch {
		case public == "":
			return lost(fmt.Sprint("n", k), "snat-no-entry")
		case slices.Contains(n.publics, p.dst):
			return lost(fmt.Sprint("n", k), "nat-hairpin")
		}
		after = p
		after.src, after.sport = public, 50000+k
		w.sessions = append(w.sessions, doorSession{k, p, after})
	}
	if t := w.net.tables[n.place]; w.net.gateway == "active" && t.longest(p.dst) != "g" {
		return lost(t.name, "nat-no-way-out")
	}
	return w.internet(after)
}

// whole is the address of an entry that forwards all ports to the sender (alibaba/dnat-any-port-entry).
func (n doorNAT) whole(net *doorNet, sender string) string {
	for _, d := range n.dnat {
		if d.port == 0 && net.machines[d.machine].private == sender {
			return d.public
		}
	}
	return ""
}

// narrowest is the address of the narrowest SNAT entry (alibaba/narrowest-snat-entry).
func (n doorNAT) narrowest(sender string) string {
	best, public := -1, ""
	for _, s := range n.snat {
		if s.from.Contains(netip.MustParseAddr(sender)) && s.rank > best {
			best, public = s.rank, s.public
		}
	}
	return public
}

// internet brings a packet to a host, or in again (alibaba/way-to-a-public-address-of-the-same-vpc).
func (w *doorWalk) internet(p doorPacket) doorEnd {
	for k, m := range w.net.machines {
		if m.public == p.dst {
			if w.net.gateway == "removed" {
				return lost("g", "vpc-private-mode")
			}
			p.dst = m.private
			return doorEnd{machine: k, packet: p}
		}
	}
	for k, n := range w.net.nats {
		if slices.Contains(n.publics, p.dst) {
			if w.net.gateway == "removed" {
				return lost("g", "vpc-private-mode")
			}
			return w.forward(k, p)
		}
	}
	return doorEnd{machine: -1, packet: p}
}

// forward is a NAT gateway that is called: an answer, an exact entry, one for all ports, none
// (alibaba/exact-dnat-entry-first). An entry for a machine with a public address is dead
// (alibaba/dnat-entry-needs-an-instance).
func (w *doorWalk) forward(k int, p doorPacket) doorEnd {
	after, answers := w.undo(k, p)
	if answers {
		return doorEnd{machine: w.net.at(after.dst), packet: after}
	}
	var entry *doorDNAT
	for i := range w.net.nats[k].dnat {
		d := &w.net.nats[k].dnat[i]
		if d.public != p.dst || d.port != 0 && d.port != p.dport || w.net.machines[d.machine].public != "" {
			continue
		}
		if entry == nil || entry.port == 0 {
			entry = d
		}
	}
	if entry == nil {
		return lost(fmt.Sprint("n", k), "nat-unsolicited")
	}
	after = p
	after.dst = w.net.machines[entry.machine].private
	if entry.port != 0 {
		after.dport = entry.inside
	}
	w.sessions = append(w.sessions, doorSession{k, p, after})
	return doorEnd{machine: entry.machine, packet: after}
}

func (n *doorNet) at(private string) int {
	for k, m := range n.machines {
		if m.private == private {
			return k
		}
	}
	return -1
}

// fate is the result of a question of machine number from, or of a host if that is -1.
func (n *doorNet) fate(from int, p doorPacket) (outcome, by, because, as string) {
	w := &doorWalk{net: n}
	return fateOf(from, p, func(k int, p doorPacket) doorEnd {
		if k < 0 {
			return w.internet(p)
		}
		return w.leave(k, p)
	})
}

var (
	doorHosts  = []string{"192.0.2.50", "203.0.113.5"}
	doorRanges = []string{"0.0.0.0/0", "192.0.2.0/24"}
)

func drawDoors(random *rand.Rand) *doorNet {
	n := &doorNet{gateway: pick(random, "", "", "created", "active", "active", "active", "removed")}
	targets := []string{"n0", "n1", "blackhole"}
	if n.gateway != "" {
		targets = append(targets, "g", "g", "g")
	}
	for k := range 3 {
		t := doorTable{fmt.Sprint("t", k), map[string]string{}}
		if random.Intn(5) > 0 {
			t.routes[doorRanges[0]] = pick(random, targets...)
		}
		if random.Intn(3) == 0 {
			t.routes[doorRanges[1]] = pick(random, targets...)
		}
		n.tables = append(n.tables, t)
	}
	for k := range 6 {
		m := doorMachine{private: fmt.Sprintf("10.0.%d.%d", k%3, 10+k), place: k % 3}
		if random.Intn(3) == 0 {
			m.public, m.elastic = fmt.Sprintf("198.51.100.%d", 10+k), random.Intn(2) == 0
		}
		n.machines = append(n.machines, m)
	}
	for k := range 2 {
		n.nats = append(n.nats, n.drawNAT(random, k))
	}
	return n
}

func (n *doorNet) drawNAT(random *rand.Rand, k int) doorNAT {
	a := doorNAT{
		place:   random.Intn(3),
		publics: []string{fmt.Sprintf("198.51.100.%d", 50+10*k), fmt.Sprintf("198.51.100.%d", 51+10*k)},
	}
	one := random.Intn(len(n.machines))
	for _, s := range []doorSNAT{
		{text: "vpc", from: netip.MustParsePrefix("10.0.0.0/16"), rank: 0},
		{text: "vswitch s1", from: netip.MustParsePrefix("10.0.1.0/24"), rank: 24},
		{text: "10.0.0.0/23", from: netip.MustParsePrefix("10.0.0.0/23"), rank: 23},
		{text: fmt.Sprint("instance m", one), from: netip.MustParsePrefix(n.machines[one].private + "/32"), rank: 32},
	} {
		if s.public = pick(random, a.publics...); random.Intn(2) == 0 {
			a.snat = append(a.snat, s)
		}
	}
	for at, m := range n.machines {
		d := doorDNAT{public: pick(random, a.publics...), port: 4430 + at, inside: 443, machine: at}
		switch {
		case m.elastic, random.Intn(2) == 0:
			continue
		case random.Intn(4) == 0:
			d.port = 0
		}
		if d.port == 0 && a.forwardsAll(d.public) {
			continue
		}
		a.dnat = append(a.dnat, d)
	}
	return a
}

func (n doorNAT) forwardsAll(public string) bool {
	for _, d := range n.dnat {
		if d.port == 0 && d.public == public {
			return true
		}
	}
	return false
}

func (n *doorNet) text() string {
	var b strings.Builder
	for i, h := range doorHosts {
		fmt.Fprintf(&b, "host h%d %s\n", i, h)
	}
	b.WriteString("cloud alibaba {\nvpc v 10.0.0.0/16 {\nsecurity-group open { in allow all from 0.0.0.0/0 }\n" +
		"route-table main { 0.0.0.0/0 -> blackhole }\n")
	if n.gateway != "" {
		fmt.Fprintf(&b, "ipv4-gateway g %s\n", strings.TrimPrefix(n.gateway, "created"))
	}
	for k, t := range n.tables {
		fmt.Fprintf(&b, "%svswitch s%d 10.0.%d.0/24 {\nroute-table %s\n", t.text(), k, k, t.name)
		for i, m := range n.machines {
			if m.place == k {
				fmt.Fprintf(&b, "instance m%d %s {\nsecurity-group open\n%s}\n", i, m.private, m.address())
			}
		}
		for i, a := range n.nats {
			if a.place == k {
				fmt.Fprintf(&b, "nat-gateway n%d 10.0.%d.%d {\n%s}\n", i, k, 100+i, a.text())
			}
		}
		b.WriteString("}\n")
	}
	return b.String() + "}\n}\n"
}

func (m doorMachine) address() string {
	switch {
	case m.public == "":
		return ""
	case m.elastic:
		return "eip " + m.public + "\n"
	}
	return "public-ip " + m.public + "\n"
}

func (n doorNAT) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "eip %s\n", strings.Join(n.publics, ", "))
	for _, s := range n.snat {
		fmt.Fprintf(&b, "snat %s via %s\n", s.text, s.public)
	}
	for _, d := range n.dnat {
		if d.port == 0 {
			fmt.Fprintf(&b, "dnat %s all -> m%d\n", d.public, d.machine)
			continue
		}
		fmt.Fprintf(&b, "dnat %s tcp/%d -> m%d tcp/%d\n", d.public, d.port, d.machine, d.inside)
	}
	return b.String()
}

// TestInternetAccessOnAlibabaCloudFollowsTheFacts holds traces of random networks against the procedure above.
func TestInternetAccessOnAlibabaCloudFollowsTheFacts(t *testing.T) {
	holdWalks(t, 13, 150, func(random *rand.Rand) walkedNet { return drawDoors(random) },
		"reachable", "blocked vpc-private-mode", "blocked no-route", "blocked snat-no-entry", "blocked nat-hairpin",
		"blocked nat-no-way-out", "blocked nat-unsolicited", "blocked no-public-address", "blocked blackhole-route",
		"blocked ipv4-gateway-bypassed", "one-way no-route", "one-way snat-no-entry", "one-way stranger",
		"one-way ipv4-gateway-bypassed", "one-way no-public-address")
}

// question is one of a machine or a host to a host or a public address.
func (n *doorNet) question(random *rand.Rand) (from int, p doorPacket) {
	from = random.Intn(len(n.machines)+3) - 3
	p = doorPacket{src: pick(random, doorHosts...), dst: pick(random, doorHosts...), sport: 40000, dport: 443}
	if from = max(from, -1); from >= 0 {
		p.src = n.machines[from].private
	}
	switch random.Intn(3) {
	case 0:
		if m := n.machines[random.Intn(len(n.machines))]; m.public != "" && m.private != p.src {
			p.dst = m.public
		}
	case 1:
		p.dst, p.dport = pick(random, n.nats[random.Intn(2)].publics...), 4430+random.Intn(len(n.machines))
	}
	return from, p
}

// TestADoorStandsOpenWhereItLeads holds the doors that are said to stand open against the procedure above: with open
// filters a machine has one exactly where some host answers it, or is answered by it. Tables have only a default route
// here: doors don't look at ranges.
func TestADoorStandsOpenWhereItLeads(t *testing.T) {
	random := rand.New(rand.NewSource(14))
	open := 0
	for range 150 {
		n := drawDoors(random)
		for _, t := range n.tables {
			delete(t.routes, doorRanges[1])
		}
		s := dsl.Load(n.text())
		c := s.Network.Clouds[0]
		for k := range n.machines {
			var stand []string
			for _, d := range analyze.Expose(&cloud.User{}, c, c.Instance(fmt.Sprint("m", k)), nil) {
				if d.There {
					stand = append(stand, d.Title)
				}
			}
			open += len(stand)
			if ways := n.ways(k); (len(ways) > 0) != (len(stand) > 0) {
				t.Errorf("m%d: doors that stand open: %v, ways that work: %v\n%s", k, stand, ways, s.Text)
			}
		}
	}
	if open < 100 {
		t.Errorf("%d doors stand open\nwant at least 100", open)
	}
}

// ways are the questions between a machine and the hosts that are answered.
func (n *doorNet) ways(k int) []string {
	var all []string
	add := func(from int, p doorPacket) {
		if outcome, _, _, _ := n.fate(from, p); outcome == "reachable" {
			all = append(all, p.src+" -> "+p.dst)
		}
	}
	for _, h := range doorHosts {
		add(k, doorPacket{n.machines[k].private, h, 40000, 443})
		if public := n.machines[k].public; public != "" {
			add(-1, doorPacket{h, public, 40000, 443})
		}
		for _, a := range n.nats {
			for _, d := range a.dnat {
				if d.machine == k {
					add(-1, doorPacket{h, d.public, 40000, max(d.port, 80)})
				}
			}
		}
	}
	return all
}
