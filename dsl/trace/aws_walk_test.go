package trace_test

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"hopwise/dsl/cloud"
)

// The order of decisions on AWS (aws/packet-order-leaving, aws/packet-order-entering) is written down here a second
// time, as plainly as possible and without any of the engine's code: VPCs with internet gateways, peerings, a transit
// gateway, NAT gateways, machines that forward, groups and ACLs.

// A slowPacket carries the machine that sent it, until it is translated.
type slowPacket struct {
	datagram
	sender         *machine
	throughTransit bool
}

// A slowWalk is one question on its way.
type slowWalk struct {
	net *network
	sessions
	luck
	flows map[string]bool
	steps int
}

func (w *slowWalk) send(from *machine, p datagram) arrival {
	w.steps = 0
	switch {
	case from == nil && w.net.transit != nil && w.net.transit.far != "" && farRange.Contains(p.src):
		return w.throughHub(w.net.transit.far, "", slowPacket{datagram: p})
	case from == nil:
		return w.fromInternet(slowPacket{datagram: p})
	}
	return w.leave(from, slowPacket{datagram: p})
}

func (w *slowWalk) group(m *machine, p slowPacket, d cloud.Direction) arrival {
	if w.flows[fmt.Sprint(m.name, p.back())] {
		return arrival{}
	}
	end := arrival{because: "sg-no-rule"}
	for _, g := range m.groups {
		for _, r := range g.inForce(d) {
			if w.fits(m, r, p, d) {
				w.flows[fmt.Sprint(m.name, p.datagram)] = true
				return arrival{}
			}
		}
		end.by = append(end.by, g.name)
	}
	return end
}

// fits reports whether a rule of a group is about a packet. It knows a sender by the machine that the packet carries
// (aws/security-group-reference-lost), and a receiver by its address (aws/security-group-reference-peering).
func (w *slowWalk) fits(m *machine, r *rule, p slowPacket, d cloud.Direction) bool {
	if d == cloud.Out {
		to := w.net.owner(p.dst)
		if to != nil && !w.near(m.subnet.vpc, to.subnet.vpc) {
			to = nil
		}
		return r.matches(to, p.dst, "tcp", p.dport)
	}
	from := p.sender
	if from != nil && from.addr() != p.src {
		from = nil
	}
	return r.matches(from, p.src, "tcp", p.dport)
}

// near reports whether a group of one VPC is known in another.
func (w *slowWalk) near(one, other *vpc) bool {
	return one == other || slices.ContainsFunc(w.net.peerings, func(p *peering) bool {
		return p.joins(one) && p.joins(other) && len(p.words) == 0
	})
}

func (w *slowWalk) acl(s *subnet, p slowPacket, d cloud.Direction) arrival {
	if s.acl == nil {
		return arrival{}
	}
	other := p.src
	if d == cloud.Out {
		other = p.dst
	}
	rules := slices.Clone(s.acl.rules[d])
	slices.SortFunc(rules, func(a, b *rule) int { return a.number - b.number })
	for _, r := range rules {
		switch matches := r.matches(nil, other, "tcp", p.dport); {
		case matches && r.deny:
			return lost(s.acl.name, "acl-deny")
		case matches:
			return arrival{}
		}
	}
	return lost(s.acl.name, "acl-no-rule")
}

// host is the machine that a pod runs on, or a machine itself.
func (m *machine) host() *machine {
	if m.node != nil {
		return m.node
	}
	return m
}

// ofPod is what a pod sends: to its own node and the pods there it never leaves that (aws/pod-address). What begins a
// connection out of the VPC, or is for its node to masquerade, goes on in the name of the node
// (aws/pod-leaves-as-its-node).
func (w *slowWalk) ofPod(m *machine, p slowPacket) (*machine, slowPacket) {
	answers := w.flows[fmt.Sprint(m.name, p.back())]
	iptables := m.node.iptables
	switch {
	case answers:
	case !m.subnet.vpc.prefix().Contains(p.dst):
		return m.node, w.translate(m.node, m.node.addr(), p)
	case iptables != nil && iptables.masquerade.IsValid() && iptables.masquerade.Contains(p.src):
		after := datagram{m.node.addr(), p.dst, p.sport, p.dport}
		w.sessions = append(w.sessions, session{m.node, p.datagram, after})
		return m.node, slowPacket{datagram: after}
	}
	return m, p
}

func (w *slowWalk) leave(m *machine, p slowPacket) arrival {
	if to := w.net.owner(p.dst); to != nil && to != m && to.host() == m.host() {
		return arrival{machine: to, packet: p.datagram}
	}
	if m.node != nil {
		m, p = w.ofPod(m, p)
	}
	if m.check && p.src != m.addr() {
		return lost(m.name, "source-dest-check")
	}
	if e := w.group(m, p, cloud.Out); e.because != "" {
		return e
	}
	p.sender = nil
	if p.src == m.addr() {
		p.sender = m
	}
	return w.leaveSubnet(m.subnet, p, m.name, m.public)
}

// leaveSubnet lets an interface send, which belongs to an object with a name and perhaps a public address.
func (w *slowWalk) leaveSubnet(s *subnet, p slowPacket, from string, public netip.Addr) arrival {
	if s.prefix().Contains(p.dst) {
		return w.inside(s.vpc, p)
	}
	return w.routed(s, p, from, public)
}

// inside brings a packet to an address of a VPC, past ACLs.
func (w *slowWalk) inside(v *vpc, p slowPacket) arrival {
	if g := w.natAt(p.dst); g != nil {
		return w.backThrough(g, p)
	}
	m := w.net.owner(p.dst)
	if m == nil {
		return lost(v.name, "unknown-destination")
	}
	return w.enter(m, p)
}

func (w *slowWalk) natAt(a netip.Addr) *nat {
	for _, v := range w.net.vpcs {
		for _, g := range v.nats() {
			if slices.Contains(g.inner(), a) {
				return g
			}
		}
	}
	return nil
}

// routed is the way out of a subnet: its ACL, then its table.
func (w *slowWalk) routed(s *subnet, p slowPacket, from string, public netip.Addr) arrival {
	if w.steps++; w.steps > 60 {
		return arrival{because: "routing-loop"}
	}
	v, t := s.vpc, w.net.effective(s)
	r := t.longest(p.dst)
	isLocal := v.prefix().Contains(p.dst) && (r == nil || r.to.Bits() < 16)
	if e := w.acl(s, p, cloud.Out); e.because != "" && (isLocal || r == nil || !w.isIn(s, r.target)) {
		return e
	}
	if isLocal {
		return w.local(v, p, s)
	}
	switch outside := !p.dst.IsPrivate(); {
	case r == nil && w.net.natNamed(from) != nil && outside:
		return lost(t.name, "nat-no-way-out")
	case r == nil && public.IsValid() && w.net.machineNamed(from).addr() == p.src && outside && !t.leadsTo(v.gateway):
		return lost(t.name, "not-public-subnet")
	case r == nil:
		return lost(t.name, "no-route")
	case r.target == "blackhole":
		return lost(t.name, "blackhole-route")
	case v.gateway != nil && r.target == v.gateway.name:
		return w.out(v, p)
	case r.target == "hub":
		return w.transitGateway(s, p)
	}
	for _, link := range w.net.peerings {
		if link.name == r.target {
			return w.peering(link, s, t, p)
		}
	}
	if g := w.net.natNamed(r.target); g != nil {
		return w.into(g.subnet, s, p, func() arrival {
			if slices.Contains(g.inner(), p.dst) {
				return w.backThrough(g, p)
			}
			return w.natOut(g, p, from)
		})
	}
	m := w.net.machineNamed(r.target)
	if m.name == from {
		return arrival{because: "routing-loop"}
	}
	return w.into(m.subnet, s, p, func() arrival { return w.enter(m, p) })
}

// leadsTo reports whether a table has a route to an internet gateway.
func (t *table) leadsTo(g *gateway) bool {
	return g != nil && slices.ContainsFunc(t.routes, func(r *route) bool { return r.target == g.name })
}

// into is the ACL of a subnet that a packet enters from another.
func (w *slowWalk) into(to, from *subnet, p slowPacket, then func() arrival) arrival {
	if to != from {
		if e := w.acl(to, p, cloud.In); e.because != "" {
			return e
		}
	}
	return then()
}

func (w *slowWalk) natOut(g *nat, p slowPacket, from string) arrival {
	m := w.net.owner(p.src)
	switch {
	case from == g.name:
		return lost(g.name, "nat-loop")
	case (m == nil || m.subnet.vpc != g.subnet.vpc) && !p.throughTransit && !w.ownNAT(p.src, g.subnet.vpc):
		return lost(g.name, "nat-foreign-source")
	}
	return w.leaveSubnet(g.subnet, w.translate(g, w.pick(g, g.inner()), p), g.name, netip.Addr{})
}

// isIn reports whether a machine or a NAT gateway is in a subnet: what goes there does not cross its edge, and its ACL
// does not see it (clouds/network-acl-same-subnet).
func (w *slowWalk) isIn(s *subnet, name string) bool {
	g, m := w.net.natNamed(name), w.net.machineNamed(name)
	return g != nil && g.subnet == s || m != nil && m.subnet == s
}

// ownNAT reports whether an address is that of a NAT gateway of a VPC.
func (w *slowWalk) ownNAT(a netip.Addr, v *vpc) bool {
	g := w.natAt(a)
	return g != nil && g.subnet.vpc == v
}

// translate gives a packet another source address, and a port that no other packet has.
func (w *slowWalk) translate(at any, to netip.Addr, p slowPacket) slowPacket {
	after := slowPacket{datagram: datagram{to, p.dst, 50000 + len(w.sessions), p.dport}}
	w.sessions = append(w.sessions, session{at, p.datagram, after.datagram})
	return after
}

func (w *slowWalk) local(v *vpc, p slowPacket, from *subnet) arrival {
	for _, s := range v.subnets {
		if s.prefix().Contains(p.dst) && (w.net.owner(p.dst) != nil || w.natAt(p.dst) != nil) {
			return w.into(s, from, p, func() arrival { return w.inside(v, p) })
		}
	}
	return lost(v.name, "unknown-destination")
}

// backThrough is a NAT gateway that a packet is for: only answers are.
func (w *slowWalk) backThrough(g *nat, p slowPacket) arrival {
	before, answers := w.undo(g, p.datagram)
	if !answers {
		return lost(g.name, "nat-unsolicited")
	}
	p.datagram = before
	return w.leaveSubnet(g.subnet, p, g.name, netip.Addr{})
}

func (w *slowWalk) enter(m *machine, p slowPacket) arrival {
	if e := w.group(m, p, cloud.In); e.because != "" {
		return e
	}
	before, answers := w.undo(m, p.datagram)
	pod := w.net.owner(before.dst)
	switch {
	case pod != nil && pod != m && pod.host() == m && p.src == m.addr():
		return lost(m.name, "martian-source")
	case pod != nil && pod != m && pod.host() == m:
		return arrival{machine: pod, packet: before}
	case p.dst == m.addr() && !answers && p.src != m.addr():
		return arrival{machine: m, packet: p.datagram}
	case p.dst != m.addr() && m.check:
		return lost(m.name, "source-dest-check")
	case p.src == m.addr():
		return lost(m.name, "martian-source")
	case !m.forwards:
		return lost(m.name, "ip-forward-off")
	case p.dst == m.addr():
		p.datagram = before
		return w.leave(m, p)
	}
	// The nat table is asked for the first packet of a connection (clouds/guest-nat-first-packet).
	if t := m.iptables; t != nil && t.masquerade.IsValid() && t.masquerade.Contains(p.src) &&
		!w.flows[fmt.Sprint("handed on by ", m.name, p.back())] {
		after := datagram{m.addr(), p.dst, p.sport, p.dport}
		w.sessions = append(w.sessions, session{m, p.datagram, after})
		p = slowPacket{datagram: after}
	}
	w.flows[fmt.Sprint("handed on by ", m.name, p.datagram)] = true
	p.sender = nil
	return w.leave(m, p)
}

// publicOf is the public address that an internet gateway gives a packet of a VPC.
func (w *slowWalk) publicOf(a netip.Addr, v *vpc) netip.Addr {
	if m := w.net.owner(a); m != nil && m.subnet.vpc == v {
		return m.public
	}
	if g := w.natAt(a); g != nil && g.subnet.vpc == v {
		return g.publics[slices.Index(g.inner(), a)]
	}
	return netip.Addr{}
}

func (w *slowWalk) out(v *vpc, p slowPacket) arrival {
	public := w.publicOf(p.src, v)
	switch {
	case p.dst.IsPrivate():
		return lost(v.gateway.name, "not-internet-address")
	case !public.IsValid():
		return lost(v.gateway.name, "no-public-address")
	}
	p.src, p.sender, p.throughTransit = public, nil, false
	if w.net.publicOwner(p.dst) != nil || w.net.calledNAT(p.dst) != nil {
		return w.fromInternet(p)
	}
	return arrival{packet: p.datagram}
}

func (w *slowWalk) fromInternet(p slowPacket) arrival {
	m, g := w.net.publicOwner(p.dst), w.net.calledNAT(p.dst)
	v := (*vpc)(nil)
	switch {
	case m != nil:
		p.dst, v = m.addr(), m.subnet.vpc
	case g != nil:
		p.dst, v = g.inner()[slices.Index(g.publics, p.dst)], g.subnet.vpc
	default:
		switch at := w.net.networkOf(p.dst); {
		case slices.Contains(w.net.farAddrs(), p.dst):
			return lost("platform", "no-public-address")
		case at == nil:
			return lost("platform", "not-internet-address")
		case at.gateway == nil:
			return lost("platform", "no-public-address")
		default:
			return lost(at.gateway.name, "no-public-address")
		}
	}
	if v.gateway == nil {
		return lost(v.name, "no-gateway")
	}
	return w.local(v, p, nil)
}

func (w *slowWalk) peering(link *peering, s *subnet, t *table, p slowPacket) arrival {
	other := link.ends[0]
	if other == s.vpc {
		other = link.ends[1]
	}
	switch {
	case slices.Contains(link.words, "pending"):
		return lost(t.name, "blackhole-route")
	case !other.prefix().Contains(p.dst) || !s.vpc.prefix().Contains(p.src):
		return lost(link.name, "not-transitive")
	case slices.Contains(link.words, "inter-region"):
		p.sender = nil
	}
	return w.local(other, p, nil)
}

// transitGateway is the way into a transit gateway, by the foot in the sender's zone (aws/transit-gateway-zone).
func (w *slowWalk) transitGateway(s *subnet, p slowPacket) arrival {
	h := w.net.transit
	foot := h.foot(s.vpc, s.zone)
	if foot == nil {
		return lost(h.name, "attachment-zone")
	}
	if e := w.acl(foot, p, cloud.In); e.because != "" {
		return e
	}
	if slices.Contains(h.appliances, s.vpc) && w.taken[connection(s.vpc, p)] == nil {
		w.take(connection(s.vpc, p), foot.at(1))
	}
	return w.throughHub(s.vpc.name, s.zone, p)
}

// connection names a connection at the attachment of a VPC, in both directions alike.
func connection(v *vpc, p slowPacket) string {
	one, other := fmt.Sprint(p.src, p.sport), fmt.Sprint(p.dst, p.dport)
	return v.name + " " + min(one, other) + " " + max(one, other)
}

// throughHub is the way through a transit gateway from one attachment to another, each called by its name
// (aws/transit-gateway-tables, aws/transit-gateway-association).
func (w *slowWalk) throughHub(from, zone string, p slowPacket) arrival {
	if w.steps++; w.steps > 60 {
		return arrival{because: "routing-loop"}
	}
	h := w.net.transit
	to, found := h.leads(from, p.dst)
	if end, ends := h.ends(to, found, p.datagram); ends {
		return end
	}
	p.throughTransit = true
	if h.references != "on" {
		p.sender = nil
	}
	v := h.joined[slices.IndexFunc(h.joined, func(v *vpc) bool { return v.name == to })]
	foot := w.footFor(v, zone, p)
	if foot.prefix().Contains(p.dst) {
		return w.inside(v, p)
	}
	return w.routed(foot, p, h.name, netip.Addr{})
}

// footFor is the subnet by which a packet comes into a VPC (aws/transit-gateway-keeps-zone,
// aws/transit-gateway-crosses-zones, aws/transit-gateway-appliance-mode).
func (w *slowWalk) footFor(v *vpc, zone string, p slowPacket) *subnet {
	h := w.net.transit
	feet := slices.DeleteFunc(slices.Clone(h.attached), func(s *subnet) bool { return s.vpc != v })
	by := "to " + fmt.Sprint(v.name, p.datagram)
	if slices.Contains(h.appliances, v) {
		by = connection(v, p)
	} else if foot := h.foot(v, zone); foot != nil {
		return foot
	}
	var places []netip.Addr
	for _, foot := range feet {
		places = append(places, foot.at(1))
	}
	return feet[slices.Index(places, w.pick(by, places))]
}

// foot is the subnet of the attachment in a zone of a VPC, nil without one.
func (h *transit) foot(v *vpc, zone string) *subnet {
	for _, s := range h.attached {
		if s.vpc == v && s.zone == zone {
			return s
		}
	}
	return nil
}

// leads is where the table of an attachment leads an address: the longest range, of the same ones a stated route before
// one learned from a VPC, and that before one learned from afar (aws/transit-gateway-longest-prefix).
func (h *transit) leads(from string, a netip.Addr) (to string, found bool) {
	t := &hubTable{associated: h.names(), learned: h.names(), routes: h.routes}
	for _, stated := range h.tables {
		t = &hubTable{}
		if slices.Contains(stated.associated, from) {
			t = stated
			break
		}
	}
	best := -1
	take := func(r netip.Prefix, target string, rank int) {
		if score := 4*r.Bits() + rank; r.Contains(a) && score > best {
			to, best = target, score
		}
	}
	for _, r := range t.routes {
		take(r.to, r.target, 3)
	}
	for _, v := range h.joined {
		if slices.Contains(t.learned, v.name) {
			take(v.prefix(), v.name, 2)
		}
	}
	if slices.Contains(t.learned, h.far) && h.far != "" {
		take(farRange, h.far, 1)
	}
	return to, best >= 0
}

// TestTheEngineWalksLikeTheFacts holds outcome, deciding object and reason of the engine against the procedure above,
// on random networks.
func TestTheEngineWalksLikeTheFacts(t *testing.T) {
	walkTest{
		scope: scope{cloud: "aws", only: []string{
			"internet-gateway", "nat-gateway", "network-acl", "peering", "pending", "inter-region", "transit-gateway",
			"security-group-references", "source-dest-check", "ip-forward", "iptables", "masquerade", "public-ip",
			"cluster", "endpoint", "vpn-connection", "appliance-mode", "associate",
		}},
		decider: func(n *network) decider { return &slowWalk{net: n, flows: map[string]bool{}} },
		receivers: func(n *network) []netip.Addr {
			all := publicReceivers(n)
			for _, m := range n.machines() {
				all = append(all, m.addr(), m.addr(), m.subnet.at(77))
			}
			for _, m := range slices.Concat(n.pods(), n.doors()) {
				all = append(all, m.addr(), m.addr())
			}
			for _, v := range n.vpcs {
				for _, g := range v.nats() {
					all = append(all, g.addr())
				}
			}
			for range 4 {
				all = append(all, n.farAddrs()...)
			}
			return all
		},
		ports: []int{443, 443, 80},
		wanted: []string{
			"reachable", "blocked sg-no-rule", "blocked acl-deny", "blocked acl-no-rule", "blocked no-route",
			"blocked not-transitive", "blocked nat-loop",
			"blocked blackhole-route", "blocked not-public-subnet", "blocked attachment-route", "one-way attachment-route",
			"blocked attachment-zone",
			"blocked unknown-destination",
		},
	}.run(t)
}
