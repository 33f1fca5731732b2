package trace_test

import (
	"fmt"
	"math"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// A datagram is a packet of TCP in a second decision procedure.
type datagram struct {
	src, dst     netip.Addr
	sport, dport int
}

func (p datagram) back() datagram { return datagram{p.dst, p.src, p.dport, p.sport} }

// An arrival is where a packet ends: at a machine, on the Internet, or dropped. Each of the objects in by may be named
// as the one that drops it.
type arrival struct {
	machine *machine // nil on the Internet
	packet  datagram
	by      []string
	because string
}

func lost(by, because string) arrival { return arrival{by: []string{by}, because: because} }

// A decider finds the result of a question a second time, from the facts alone: it sends a packet from a machine, or
// from the Internet if that is nil. What it remembers is of one question.
type decider interface {
	send(from *machine, p datagram) arrival
	chances() *luck
}

// A luck is what chance decides in one run of a decider: the numbers that are given, and 0 from their end on. most are
// the numbers of ways at each of them.
type luck struct {
	given, most []int
	taken       map[any][]netip.Addr
}

func (l *luck) chances() *luck { return l }

// pick takes one of several addresses by chance, the same again for the same object.
func (l *luck) pick(by any, all []netip.Addr) netip.Addr {
	for _, a := range l.taken[by] {
		if slices.Contains(all, a) {
			return a
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	k := 0
	if at := len(l.most); at < len(l.given) {
		k = l.given[at]
	}
	l.most = append(l.most, len(all))
	l.take(by, all[k])
	return all[k]
}

// take has an object take an address from now on.
func (l *luck) take(by any, a netip.Addr) {
	if l.taken == nil {
		l.taken = map[any][]netip.Addr{}
	}
	l.taken[by] = append(l.taken[by], a)
}

// next are the numbers of the run after this one, nil after the last one.
func (l *luck) next() []int {
	given := append(slices.Clone(l.given), make([]int, len(l.most)-len(l.given))...)
	for at := len(given) - 1; at >= 0; at-- {
		if given[at]++; given[at] < l.most[at] {
			return given[:at+1]
		}
	}
	return nil
}

// A destiny is the result of one run: an outcome, where a packet ended if not at its goal, and the address that the receiver
// saw.
type destiny struct {
	outcome string
	end     arrival
	as      netip.Addr
	// share is how likely it is.
	share float64
}

// A walkTest holds traces against a decision procedure, on random networks with some questions each.
type walkTest struct {
	scope     scope
	decider   func(n *network) decider
	receivers func(n *network) []netip.Addr
	ports     []int
	// wanted are ends that have to come often enough.
	wanted []string
}

var walkHosts = []netip.Addr{netip.MustParseAddr("203.0.113.7"), netip.MustParseAddr("192.0.2.50")}

func (w walkTest) run(t *testing.T) {
	checkMore(t, 8)
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, w.scope)
		s := n.load(t, asItIs)
		machines, receivers := n.machines(), w.receivers(n)
		senders := append(slices.Concat(machines, n.pods()), nil, nil)
		hosts := append(slices.Clone(walkHosts), n.farAddrs()...)
		for _, k := range n.picks {
			from := choose(k[0], senders)
			p := datagram{choose(k[1], hosts), choose(k[1], receivers), 40000, choose(k[2], w.ports)}
			if from != nil {
				p.src = from.addr()
			}
			if p.src == p.dst || from == nil && slices.Contains(walkHosts, p.dst) {
				continue
			}
			w.hold(t, n, s, from, p, seen)
		}
	})
	t.Log(seen)
	for _, want := range w.wanted {
		if seen[want] == 0 {
			t.Errorf("no question ends in %s\nwant some: the generator has to make more of them", want)
		}
	}
}

func (w walkTest) hold(t *rapid.T, n *network, s *dsl.Scenario, from *machine, p datagram, seen map[string]int) {
	t.Helper()
	fates := w.fates(n, from, p)
	line := fmt.Sprintf("trace %s -> %s tcp/%d from-port 40000", p.src, p.dst, p.dport)
	tr := put(s, line, asItIs)
	// have and want are the shares of the connections that meet each fate.
	have, want := map[string]float64{}, map[string]float64{}
	for _, f := range fates {
		words := spaced(f.outcome, strings.Join(f.end.by, "|"), f.end.because)
		seen[spaced(f.outcome, f.end.because)]++
		want[words] += f.share
		if f.as.IsValid() && !slices.ContainsFunc(tr.Ways, func(w *trace.Way) bool { return w.HasSource(f.as) }) {
			t.Fatalf("%s\nno receiver sees %s", line, f.as)
		}
	}
	for _, way := range tr.Ways {
		words := wayFate(way, arrival{})
		for _, f := range fates {
			if have := wayFate(way, f.end); want[have] > 0 {
				words = have
			}
		}
		have[words] += way.Share
	}
	for words := range have {
		if want[words] == 0 {
			t.Fatalf("%s\nhave %v\nwant %v", line, have, want)
		}
	}
	for words, share := range want {
		if math.Abs(have[words]-share) > 1e-9 {
			t.Fatalf("%s\nhave %v\nwant %v", line, have, want)
		}
	}
}

// fates are the results of all runs, by what chance decides first.
func (w walkTest) fates(n *network, from *machine, p datagram) []destiny {
	var all []destiny
	for given := []int{}; given != nil; {
		d := w.decider(n)
		d.chances().given = given
		f := w.fate(d, from, p)
		f.share = 1
		for _, n := range d.chances().most {
			f.share /= float64(n)
		}
		all = append(all, f)
		given = d.chances().next()
	}
	return all
}

// fate sends a packet there and its answer back.
func (w walkTest) fate(d decider, from *machine, p datagram) destiny {
	there := d.send(from, p)
	if there.because != "" {
		return destiny{outcome: "blocked", end: there}
	}
	back := d.send(there.machine, there.packet.back())
	switch {
	case back.because != "":
		return destiny{outcome: "one-way", end: back, as: there.packet.src}
	case back.machine != from || back.packet != p.back():
		return destiny{outcome: "one-way", end: arrival{because: "stranger"}, as: there.packet.src}
	}
	return destiny{outcome: "reachable", as: there.packet.src}
}

// wayFate is a way's outcome, decider and reason, as far as the procedure says them too.
func wayFate(way *trace.Way, want arrival) string {
	d := way.Decision()
	if d == nil {
		return way.Outcome.String()
	}
	by, reason := d.At.Base().Name, string(d.Reason)
	for _, o := range append([]cloud.Object{d.At}, d.Also...) {
		if slices.Contains(want.by, o.Base().Name) {
			by = strings.Join(want.by, "|")
		}
	}
	if want.because == "stranger" {
		switch d.Reason {
		case trace.WrongAnswerAddress, trace.IPv4Bypassed, trace.NATUnsolicited, trace.Astray, trace.NoReturn:
			by, reason = "", "stranger"
		}
	}
	if want.by == nil && want.because == reason {
		by = ""
	}
	return spaced(way.Outcome.String(), by, reason)
}

// spaced are words with a space between, without the empty ones.
func spaced(words ...string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// sessions are the translations that a procedure remembers.
type sessions []session

type session struct {
	at            any
	before, after datagram
}

// undo is the packet as it was before the translation that it answers.
func (all sessions) undo(at any, p datagram) (datagram, bool) {
	for _, s := range slices.Backward(all) {
		if s.at == at && s.after.back() == p {
			return s.before.back(), true
		}
	}
	return p, false
}

// effective is the table that a subnet uses. Where NAT gateways write a route, the first one does so in the main table.
func (n *network) effective(s *subnet) *table {
	if s.table != nil && s.table.name != "main" {
		return s.table
	}
	main := &table{name: "main"}
	if s.table != nil {
		main.routes = slices.Clone(s.table.routes)
	} else {
		for _, t := range s.vpc.tables {
			if t.name == "main" {
				main.routes = slices.Clone(t.routes)
			}
		}
	}
	nats := s.vpc.nats()
	if k := slices.IndexFunc(nats, func(g *nat) bool { return !g.private }); n.cloud.NAT.WritesRoute && k >= 0 {
		main.add(&route{to: everywhere, target: nats[k].name})
	}
	return main
}

// longest is the longest route of a table for an address, of two for one range the stated one; nil if there is none.
func (t *table) longest(a netip.Addr) *route {
	var best *route
	for _, r := range t.routes {
		if r.to.Contains(a) && (best == nil || r.to.Bits() > best.to.Bits() || r.to == best.to && best.propagated) {
			best = r
		}
	}
	return best
}

func (n *network) natNamed(name string) *nat {
	for _, v := range n.vpcs {
		for _, g := range v.nats() {
			if g.name == name {
				return g
			}
		}
	}
	return nil
}

func (n *network) machineNamed(name string) *machine {
	for _, m := range n.machines() {
		if m.name == name {
			return m
		}
	}
	return nil
}

// owner is the machine, the pod or the interface endpoint with an address of a subnet, nil if there is none.
func (n *network) owner(a netip.Addr) *machine {
	for _, m := range slices.Concat(n.machines(), n.pods(), n.doors()) {
		if m.addr() == a {
			return m
		}
	}
	return nil
}

// networkOf is the VPC in which a machine or a NAT gateway has an address.
func (n *network) networkOf(a netip.Addr) *vpc {
	if m := n.owner(a); m != nil {
		return m.subnet.vpc
	}
	for _, v := range n.vpcs {
		for _, g := range v.nats() {
			if slices.Contains(g.inner(), a) {
				return v
			}
		}
	}
	return nil
}

// publicOwner is the machine with a public address.
func (n *network) publicOwner(a netip.Addr) *machine {
	for _, m := range n.machines() {
		if m.public == a {
			return m
		}
	}
	return nil
}

// calledNAT is the NAT gateway with a public address.
func (n *network) calledNAT(a netip.Addr) *nat {
	for _, v := range n.vpcs {
		for _, g := range v.nats() {
			if slices.Contains(g.publics, a) {
				return g
			}
		}
	}
	return nil
}

// translates are the addresses of which a NAT gateway with entries gives a sender one: that of an entry for all its ports
// (alibaba/dnat-any-port-entry), or those of the narrowest SNAT entry (alibaba/narrowest-snat-entry); nil for none.
func (g *nat) translates(sender netip.Addr) []netip.Addr {
	for _, e := range g.dnat {
		if e.port == 0 && e.machine.addr() == sender {
			return []netip.Addr{e.public}
		}
	}
	best, public := -1, []netip.Addr(nil)
	for _, e := range g.snat {
		from := g.subnet.vpc.prefix()
		switch rank := 0; {
		case e.machine != nil:
			from = netip.PrefixFrom(e.machine.addr(), 32)
			fallthrough
		default:
			if e.subnet != nil {
				from = e.subnet.prefix()
			}
			if e.from.IsValid() {
				from = e.from
			}
			if rank = from.Bits(); from.Contains(sender) && rank > best {
				best, public = rank, g.lent(e)
			}
		}
	}
	return public
}

// lent are the addresses of an SNAT entry: those that it names, or else all of the gateway but those that an entry for
// all ports has (alibaba/dnat-any-port-address), if any is left.
func (g *nat) lent(e *snat) []netip.Addr {
	if len(e.via) > 0 {
		return e.via
	}
	free := slices.Clone(g.publics)
	for _, d := range g.dnat {
		if d.port == 0 {
			free = slices.DeleteFunc(free, func(a netip.Addr) bool { return a == d.public })
		}
	}
	if len(free) == 0 {
		return g.publics
	}
	return free
}

// inner are the private addresses of a NAT gateway. On AWS each public one has one of its own, which is given: the first
// that is free (aws/nat-gateway-several-addresses).
func (g *nat) inner() []netip.Addr {
	all := []netip.Addr{g.addr()}
	for last := 4; len(all) < len(g.publics); last++ {
		a := g.subnet.at(last)
		if !slices.ContainsFunc(g.subnet.machines, func(m *machine) bool { return m.addr() == a }) {
			all = append(all, a)
		}
	}
	return all
}

// entry is the DNAT entry for a packet: an exact one before one for all ports (alibaba/exact-dnat-entry-first). One for
// a machine with a public address is dead (alibaba/dnat-entry-needs-an-instance), but on Huawei Cloud
// (huawei/dnat-beside-eip).
func (g *nat) entry(p datagram) *dnat {
	var found *dnat
	for _, e := range g.dnat {
		if e.public == p.dst && (e.port == 0 || e.port == p.dport) && (g.beside || !e.machine.public.IsValid()) &&
			(found == nil || found.port == 0) {
			found = e
		}
	}
	return found
}

// forward is a packet as an entry sends it on.
func (e *dnat) forward(p datagram) datagram {
	p.dst = e.machine.addr()
	if e.port != 0 {
		p.dport = e.inside
	}
	return p
}

// publicReceivers are the hosts and the public addresses of a network.
func publicReceivers(n *network) []netip.Addr {
	all := slices.Clone(walkHosts)
	for _, m := range n.machines() {
		if m.public.IsValid() {
			all = append(all, m.public)
		}
	}
	for _, v := range n.vpcs {
		for _, g := range v.nats() {
			all = append(all, g.publics...)
		}
	}
	return all
}
