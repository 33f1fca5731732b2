package trace_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// The order of decisions on AWS (aws/packet-order-leaving, aws/packet-order-entering) is written down here a second
// time, as plainly as possible and without any of the engine's code: two VPCs with internet gateways, a peering, a
// transit gateway, a NAT gateway, machines that forward, groups and ACLs. Packets are TCP from port 40000 to port 443,
// addresses are numbers.

type slowNet struct {
	vpcs        []*slowVPC
	acls        []*slowACL
	groups      []*slowGroup
	refs        bool // of the transit gateway
	pending     bool // the peering
	transitHole bool // the transit gateway drops what is for the second VPC
}

type slowVPC struct {
	name, gate string
	octet      int
	subnets    []*slowSubnet
	attachment *slowSubnet
}

type slowSubnet struct {
	name   string
	vpc    *slowVPC
	third  int
	zone   string
	acl    *slowACL
	table  string
	routes []slowRoute
	hosts  []*slowHost
}

// A slowRoute leads a range to a gateway by its name, to a host, or to a hole.
type slowRoute struct {
	start uint32
	bits  int
	to    string
}

type slowHost struct {
	name                 string
	subnet               *slowSubnet
	addr, public         uint32
	groups               []*slowGroup
	check, forward, masq bool
	isNAT                bool
}

type slowGroup struct {
	name string
	in   []slowRule
	out  []slowRule
}

// A slowRule is about all ports, port 443 or the ports that clients send from.
type slowRule struct {
	allow bool
	ports string
	start uint32
	bits  int
	group *slowGroup
}

type slowACL struct {
	name    string
	in, out []slowRule
}

type slowPacket struct {
	src, dst       uint32
	from, to       int
	ident          *slowHost
	throughTransit bool
}

func within(a, start uint32, bits int) bool { return bits == 0 || a>>(32-bits) == start>>(32-bits) }

func (s *slowSubnet) holds(a uint32) bool { return within(a, s.start(), 24) }

// wall is the name of the subnet's ACL: each VPC has one of its own with the same rules.
func (s *slowSubnet) wall() string     { return fmt.Sprintf("%s-%d", s.acl.name, s.vpc.octet-1) }
func (s *slowSubnet) start() uint32    { return s.vpc.start() + uint32(s.third)<<8 }
func (v *slowVPC) start() uint32       { return 10<<24 + uint32(v.octet)<<16 }
func (v *slowVPC) holds(a uint32) bool { return within(a, v.start(), 16) }

func dotted(a uint32) string {
	return fmt.Sprintf("%d.%d.%d.%d", a>>24, a>>16&255, a>>8&255, a&255)
}

// A slowWalk is one question on its way. It ends with the object that dropped the packet and the reason, or with the
// place where it arrived.
type slowWalk struct {
	net      *slowNet
	flows    map[string]bool
	sessions []slowSession
	steps    int
}

type slowSession struct {
	at            *slowHost
	before, after slowPacket
}

type slowEnd struct {
	by, because string
	host        *slowHost // where it arrived, nil on the Internet
	packet      slowPacket
}

func (e slowEnd) dropped() bool { return e.because != "" }

func stop(by, because string) slowEnd { return slowEnd{by: by, because: because} }

func flowKey(h *slowHost, p slowPacket) string {
	return fmt.Sprint(h.name, p.src, p.dst, p.from, p.to)
}

func back(p slowPacket) slowPacket {
	return slowPacket{src: p.dst, dst: p.src, from: p.to, to: p.from}
}

// ask is the result of a question: the outcome, and if it fails the object that decides and the reason.
func (n *slowNet) ask(src, dst uint32) (outcome string, end slowEnd) {
	w := &slowWalk{net: n, flows: map[string]bool{}}
	p := slowPacket{src: src, dst: dst, from: 40000, to: 443}
	if h := n.owner(src); h != nil {
		end = w.leave(h, p)
	} else {
		end = w.fromInternet(p)
	}
	if end.dropped() {
		return "blocked", end
	}
	answer := back(end.packet)
	if end.host != nil {
		end = w.leave(end.host, answer)
	} else {
		end = w.fromInternet(answer)
	}
	switch {
	case end.dropped():
	case end.host != n.owner(src) || end.packet.src != dst || end.packet.dst != src:
		end = stop("", "stranger")
	default:
		return "reachable", end
	}
	return "one-way", end
}

func (n *slowNet) owner(a uint32) *slowHost {
	for _, v := range n.vpcs {
		if h := v.owner(a); h != nil {
			return h
		}
	}
	return nil
}

func (v *slowVPC) owner(a uint32) *slowHost {
	for _, s := range v.subnets {
		for _, h := range s.hosts {
			if h.addr == a {
				return h
			}
		}
	}
	return nil
}

func (w *slowWalk) group(h *slowHost, p slowPacket, in bool) slowEnd {
	if h.isNAT || w.flows[flowKey(h, back(p))] {
		return slowEnd{}
	}
	for _, g := range h.groups {
		rules, other := g.out, p.dst
		if in {
			rules, other = g.in, p.src
		}
		for _, r := range rules {
			fits := r.group == nil && within(other, r.start, r.bits)
			if r.group != nil && in {
				fits = p.ident != nil && p.ident.addr == p.src && slices.Contains(p.ident.groups, r.group)
			} else if r.group != nil {
				known := w.net.owner(other)
				near := known != nil && (known.subnet.vpc == h.subnet.vpc || !w.net.pending)
				fits = near && slices.Contains(known.groups, r.group)
			}
			if fits && r.about(p.to) {
				w.flows[flowKey(h, p)] = true
				return slowEnd{}
			}
		}
	}
	return stop(h.groups[0].name, "sg-no-rule")
}

func (r slowRule) about(port int) bool {
	return r.ports == "all" || r.ports == "tcp/443" && port == 443 || r.ports == "tcp/1024-65535" && port >= 1024
}

func (w *slowWalk) acl(s *slowSubnet, p slowPacket, in bool) slowEnd {
	rules, other := s.acl.out, p.dst
	if in {
		rules, other = s.acl.in, p.src
	}
	for _, r := range rules {
		if within(other, r.start, r.bits) && r.about(p.to) {
			if r.allow {
				return slowEnd{}
			}
			return stop(s.wall(), "acl-deny")
		}
	}
	return stop(s.wall(), "acl-no-rule")
}

func (w *slowWalk) leave(h *slowHost, p slowPacket) slowEnd {
	if h.check && p.src != h.addr {
		return stop(h.name, "source-dest-check")
	}
	if e := w.group(h, p, false); e.dropped() {
		return e
	}
	p.ident = nil
	if p.src == h.addr {
		p.ident = h
	}
	return w.leaveSubnet(h.subnet, p, h)
}

func (w *slowWalk) leaveSubnet(s *slowSubnet, p slowPacket, from *slowHost) slowEnd {
	if s.holds(p.dst) {
		if h := s.vpc.owner(p.dst); h != nil {
			return w.enter(h, p, false)
		}
		return stop(s.vpc.name, "unknown-destination")
	}
	return w.routed(s, p, from)
}

// routed is the way out of a subnet: its ACL, then its table.
func (w *slowWalk) routed(s *slowSubnet, p slowPacket, from *slowHost) slowEnd {
	if w.steps++; w.steps > 60 {
		return stop("", "routing-loop")
	}
	if e := w.acl(s, p, false); e.dropped() {
		return e
	}
	best := slowRoute{s.vpc.start(), 16, "local"}
	found := s.vpc.holds(p.dst)
	for _, r := range s.routes {
		if within(p.dst, r.start, r.bits) && (!found || r.bits > best.bits) {
			best, found = r, true
		}
	}
	switch {
	case !found && from != nil && from.isNAT && !private(p.dst):
		return stop(s.table, "nat-no-way-out")
	case !found && from != nil && from.addr == p.src && from.public != 0 && !private(p.dst):
		return stop(s.table, "not-public-subnet")
	case !found:
		return stop(s.table, "no-route")
	}
	switch best.to {
	case "local":
		return w.local(s.vpc, p, s)
	case "blackhole":
		return stop(s.table, "blackhole-route")
	case s.vpc.gate:
		return w.out(s.vpc, p)
	case "link":
		return w.peering(s, p)
	case "hub":
		return w.transitGateway(s, p)
	}
	return w.into(best.to, s, p, from)
}

func private(a uint32) bool { return within(a, 10<<24, 8) }

// into is a route that leads to a machine or a NAT gateway.
func (w *slowWalk) into(name string, s *slowSubnet, p slowPacket, from *slowHost) slowEnd {
	var h *slowHost
	for _, n := range s.vpc.subnets {
		for _, have := range n.hosts {
			if have.name == name {
				h = have
			}
		}
	}
	if h == from && !h.isNAT {
		return stop(s.table, "routing-loop")
	}
	if h.subnet != s {
		if e := w.acl(h.subnet, p, true); e.dropped() {
			return e
		}
	}
	if h.isNAT && p.dst != h.addr {
		return w.natOut(h, p, from)
	}
	return w.enter(h, p, true)
}

func (w *slowWalk) natOut(n *slowHost, p slowPacket, from *slowHost) slowEnd {
	switch {
	case from == n:
		return stop(n.name, "nat-loop")
	case n.subnet.vpc.owner(p.src) == nil && !p.throughTransit:
		return stop(n.name, "nat-foreign-source")
	}
	return w.leaveSubnet(n.subnet, w.translate(n, p), n)
}

// translate gives a packet its translator's address, and a port that no other packet has.
func (w *slowWalk) translate(h *slowHost, p slowPacket) slowPacket {
	after := slowPacket{src: h.addr, dst: p.dst, from: 50000 + len(w.sessions), to: p.to}
	w.sessions = append(w.sessions, slowSession{h, p, after})
	return after
}

// undo is the packet as it was before the translation that it answers.
func (w *slowWalk) undo(h *slowHost, p slowPacket) (slowPacket, bool) {
	for _, s := range w.sessions {
		if b := back(s.after); s.at == h && b.src == p.src && b.dst == p.dst && b.from == p.from && b.to == p.to {
			return back(s.before), true
		}
	}
	return p, false
}

func (w *slowWalk) local(v *slowVPC, p slowPacket, from *slowSubnet) slowEnd {
	h := v.owner(p.dst)
	if h == nil {
		return stop(v.name, "unknown-destination")
	}
	if h.subnet != from {
		if e := w.acl(h.subnet, p, true); e.dropped() {
			return e
		}
	}
	return w.enter(h, p, false)
}

func (w *slowWalk) enter(h *slowHost, p slowPacket, routed bool) slowEnd {
	if h.isNAT {
		q, ok := w.undo(h, p)
		if !ok {
			return stop(h.name, "nat-unsolicited")
		}
		return w.leaveSubnet(h.subnet, q, h)
	}
	if e := w.group(h, p, true); e.dropped() {
		return e
	}
	if p.dst == h.addr {
		q, ok := w.undo(h, p)
		switch {
		case !ok:
			return slowEnd{host: h, packet: p}
		case !h.forward:
			return stop(h.name, "ip-forward-off")
		}
		return w.leave(h, q)
	}
	switch {
	case h.check:
		return stop(h.name, "source-dest-check")
	case !h.forward:
		return stop(h.name, "ip-forward-off")
	}
	if h.masq {
		p = w.translate(h, p)
	}
	p.ident = nil
	return w.leave(h, p)
}

func (w *slowWalk) out(v *slowVPC, p slowPacket) slowEnd {
	h := v.owner(p.src)
	switch {
	case private(p.dst):
		return stop(v.gate, "not-internet-address")
	case h == nil || h.public == 0:
		return stop(v.gate, "no-public-address")
	}
	p.src, p.ident, p.throughTransit = h.public, nil, false
	for _, other := range w.net.vpcs {
		for _, s := range other.subnets {
			for _, k := range s.hosts {
				if k.public == p.dst {
					return w.fromInternet(p)
				}
			}
		}
	}
	return slowEnd{packet: p}
}

func (w *slowWalk) fromInternet(p slowPacket) slowEnd {
	for _, v := range w.net.vpcs {
		for _, s := range v.subnets {
			for _, h := range s.hosts {
				if h.public != 0 && h.public == p.dst {
					p.dst = h.addr
					return w.local(v, p, nil)
				}
			}
		}
		if v.holds(p.dst) {
			return stop(v.gate, "no-public-address")
		}
	}
	panic("a question is about something in the cloud")
}

func (w *slowWalk) peering(s *slowSubnet, p slowPacket) slowEnd {
	other := w.net.vpcs[0]
	if other == s.vpc {
		other = w.net.vpcs[1]
	}
	switch {
	case w.net.pending:
		return stop(s.table, "blackhole-route")
	case !other.holds(p.dst) || !s.vpc.holds(p.src):
		return stop("link", "not-transitive")
	}
	return w.local(other, p, nil)
}

func (w *slowWalk) transitGateway(s *slowSubnet, p slowPacket) slowEnd {
	if s.zone != s.vpc.attachment.zone {
		return stop("hub", "attachment-zone")
	}
	if e := w.acl(s.vpc.attachment, p, true); e.dropped() {
		return e
	}
	var to *slowVPC
	for _, v := range w.net.vpcs {
		if v.holds(p.dst) {
			to = v
		}
	}
	switch {
	case to == nil:
		return stop("hub", "attachment-route")
	case w.net.transitHole && to == w.net.vpcs[1]:
		return stop("hub", "blackhole-route")
	}
	p.throughTransit = true
	if !w.net.refs {
		p.ident = nil
	}
	if to.attachment.holds(p.dst) {
		if h := to.owner(p.dst); h != nil {
			return w.enter(h, p, false)
		}
		return stop(to.name, "unknown-destination")
	}
	return w.routed(to.attachment, p, nil)
}

// TestTheEngineWalksLikeTheFacts holds outcome, deciding object and reason of the engine against the procedure above,
// on random networks.
func TestTheEngineWalksLikeTheFacts(t *testing.T) {
	random := rand.New(rand.NewSource(8))
	seen := map[string]int{}
	for range 400 {
		n := drawSlowNet(random)
		text := n.text()
		s := dsl.Load(text)
		if len(s.Problems) > 0 {
			t.Fatalf("line %d: %s\n%s", s.Lines.Line(s.Problems[0].Span), s.Problems[0].Message, text)
		}
		for range 15 {
			src, dst := n.drawEnd(random, false), n.drawEnd(random, true)
			if n.owner(src) == nil && !n.isIn(dst) || src == dst {
				continue
			}
			outcome, end := n.ask(src, dst)
			line := fmt.Sprintf("trace %s -> %s tcp/443 from-port 40000", dotted(src), dotted(dst))
			tr := mustAsk(t, s, line)
			seen[outcome+" "+end.because]++
			have, want := slowFate(&tr, end), strings.TrimSpace(fmt.Sprint(outcome, " ", end.by, " ", end.because))
			if have != want {
				t.Fatalf("%s\nhave %s\nwant %s\n%s", line, have, want, text)
			}
		}
	}
	t.Log(seen)
	if len(seen) < 25 || seen["reachable "] < 200 {
		t.Errorf("the questions end in %d ways: %v\nwant at least 25, and 200 that are reachable", len(seen), seen)
	}
}

// slowFate is a trace's outcome, decider and reason, as far as the procedure says them too.
func slowFate(tr *trace.Trace, want slowEnd) string {
	d := tr.Decision()
	if d == nil {
		return tr.Outcome.String()
	}
	by, because := d.At.Base().Name, string(d.Reason)
	for _, also := range d.Also {
		if also.Base().Name == want.by {
			by = want.by
		}
	}
	if want.by == "" &&
		(because == "routing-loop" || because == "wrong-answer-address" || because == "no-return-translation") {
		by = ""
		if because != "routing-loop" {
			because = "stranger"
		}
	}
	return strings.TrimSpace(fmt.Sprint(tr.Outcome, " ", by, " ", because))
}
