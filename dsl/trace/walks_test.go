package trace_test

import (
	"fmt"
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
		senders := append(slices.Clone(machines), nil, nil)
		for _, k := range n.picks {
			from := choose(k[0], senders)
			p := datagram{choose(k[1], walkHosts), choose(k[1], receivers), 40000, choose(k[2], w.ports)}
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
	outcome, end, as := w.fate(n, from, p)
	line := fmt.Sprintf("trace %s -> %s tcp/%d from-port 40000", p.src, p.dst, p.dport)
	tr := put(s, line, asItIs)
	have, want := walkFate(tr, end), spaced(outcome, strings.Join(end.by, "|"), end.because)
	seen[spaced(outcome, end.because)]++
	if have != want {
		t.Fatalf("%s\nhave %s\nwant %s", line, have, want)
	}
	if as.IsValid() && arrivedFrom(tr) != as {
		t.Fatalf("%s\nthe receiver sees %s\nwant %s", line, arrivedFrom(tr), as)
	}
}

// fate sends a packet there and its answer back.
func (w walkTest) fate(n *network, from *machine, p datagram) (outcome string, end arrival, as netip.Addr) {
	d := w.decider(n)
	there := d.send(from, p)
	if there.because != "" {
		return "blocked", there, as
	}
	back := d.send(there.machine, there.packet.back())
	switch {
	case back.because != "":
		return "one-way", back, there.packet.src
	case back.machine != from || back.packet != p.back():
		return "one-way", arrival{because: "stranger"}, there.packet.src
	}
	return "reachable", arrival{}, there.packet.src
}

// walkFate is a trace's outcome, decider and reason, as far as the procedure says them too.
func walkFate(tr *trace.Trace, want arrival) string {
	d := tr.Decision()
	if d == nil {
		return tr.Outcome.String()
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
	return spaced(tr.Outcome.String(), by, reason)
}

// spaced are words with a space between, without the empty ones.
func spaced(words ...string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// arrivedFrom is the source address that the request arrived with.
func arrivedFrom(tr *trace.Trace) netip.Addr {
	steps := tr.Legs[0].Steps
	return steps[len(steps)-1].After.Source
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
	if nats := s.vpc.nats(); n.cloud.NAT.WritesRoute && len(nats) > 0 {
		main.add(&route{to: everywhere, target: nats[0].name})
	}
	return main
}

// longest is the longest route of a table for an address, nil if there is none.
func (t *table) longest(a netip.Addr) *route {
	var best *route
	for _, r := range t.routes {
		if r.to.Contains(a) && (best == nil || r.to.Bits() > best.to.Bits()) {
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

// owner is the machine with a private address, nil if there is none.
func (n *network) owner(a netip.Addr) *machine {
	for _, m := range n.machines() {
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
			if g.addr() == a {
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

// translates is the address that a NAT gateway with entries gives a sender: that of an entry for all its ports
// (alibaba/dnat-any-port-entry), or that of the narrowest SNAT entry (alibaba/narrowest-snat-entry); zero for none.
func (g *nat) translates(sender netip.Addr) netip.Addr {
	for _, e := range g.dnat {
		if e.port == 0 && e.machine.addr() == sender {
			return e.public
		}
	}
	best, public := -1, netip.Addr{}
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
				best, public = rank, e.via
			}
		}
	}
	return public
}

// entry is the DNAT entry for a packet: an exact one before one for all ports (alibaba/exact-dnat-entry-first). One for
// a machine with a public address is dead (alibaba/dnat-entry-needs-an-instance).
func (g *nat) entry(p datagram) *dnat {
	var found *dnat
	for _, e := range g.dnat {
		if e.public == p.dst && (e.port == 0 || e.port == p.dport) && !e.machine.public.IsValid() &&
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
