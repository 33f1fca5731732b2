package trace_test

import (
	"fmt"
	"math/rand"
	"strings"
)

// drawSlowNet draws a network for the procedure in aws_walk_test.go.
func drawSlowNet(random *rand.Rand) *slowNet {
	n := &slowNet{refs: random.Intn(2) == 0, pending: random.Intn(8) == 0, transitHole: random.Intn(8) == 0}
	for i := range 4 {
		n.groups = append(n.groups, &slowGroup{name: fmt.Sprint("sg", i)})
	}
	for _, g := range n.groups {
		for range 1 + random.Intn(2) {
			g.in = append(g.in, n.drawRule(random, true))
		}
		g.out = []slowRule{{ports: "all"}}
		if random.Intn(4) == 0 {
			g.out = []slowRule{n.drawRule(random, true), n.drawRule(random, true)}
		}
	}
	n.acls = []*slowACL{
		{name: "open", in: []slowRule{{allow: true, ports: "all"}}, out: []slowRule{{allow: true, ports: "all"}}},
	}
	for i := range 2 {
		a := &slowACL{name: fmt.Sprint("acl", i)}
		for range 1 + random.Intn(3) {
			a.in, a.out = append(a.in, n.drawRule(random, false)), append(a.out, n.drawRule(random, false))
		}
		n.acls = append(n.acls, a)
	}
	for i := range 2 {
		n.drawVPC(random, i)
	}
	return n
}

// drawRule draws a rule of a group, which only allows and may name a group, or of an ACL.
func (n *slowNet) drawRule(random *rand.Rand, ofGroup bool) slowRule {
	r := slowRule{
		allow: ofGroup || random.Intn(5) > 0,
		ports: pick(random, "all", "tcp/443", "tcp/1024-65535", "all", "tcp/443"),
	}
	switch random.Intn(6) {
	case 0, 1, 2:
	case 3:
		r.start, r.bits = 10<<24+uint32(1+random.Intn(2))<<16, 16
	case 4:
		r.start, r.bits = 10<<24+1<<16+uint32(random.Intn(4))<<8, 24
	case 5:
		if ofGroup {
			r.group = n.groups[random.Intn(len(n.groups))]
		} else {
			r.start, r.bits = 203<<24+113<<8, 24
		}
	}
	return r
}

func (n *slowNet) drawVPC(random *rand.Rand, i int) {
	v := &slowVPC{name: fmt.Sprint("vpc", i), gate: fmt.Sprint("gate", i), octet: i + 1}
	n.vpcs = append(n.vpcs, v)
	for k := range 4 {
		s := &slowSubnet{
			name:  fmt.Sprintf("net%d%d", i, k),
			vpc:   v,
			third: k,
			zone:  pick(random, "a", "a", "a", "b"),
			acl:   n.acls[[]int{0, 0, 0, 1, 2}[random.Intn(5)]],
			table: fmt.Sprintf("table%d%d", i, k),
		}
		v.subnets = append(v.subnets, s)
	}
	v.attachment = v.subnets[3]
	if random.Intn(3) == 0 {
		v.attachment = v.subnets[2]
	}
	add := func(k, last int, h slowHost) {
		s := v.subnets[k]
		h.name, h.subnet, h.addr = fmt.Sprintf("m%d%d%d", i, k, last), s, s.start()+uint32(last)
		h.groups = []*slowGroup{n.groups[2*i]}
		if random.Intn(2) == 0 {
			h.groups = []*slowGroup{n.groups[2*i+1], n.groups[2*i]}
		}
		if h.isNAT {
			h.groups = nil
		}
		if h.public == 1 {
			h.public = 198<<24 + 51<<16 + 100<<8 + uint32(100*i+10*k+last)
		}
		s.hosts = append(s.hosts, &h)
	}
	for k := range 3 {
		add(k, 10, slowHost{check: true, public: uint32(random.Intn(2))})
	}
	add(0, 4, slowHost{isNAT: true, public: 1})
	add(
		1,
		7,
		slowHost{
			check:   random.Intn(5) == 0,
			forward: random.Intn(5) > 0,
			masq:    random.Intn(2) == 0,
			public:  uint32(random.Intn(2)),
		},
	)
	for k, s := range v.subnets {
		s.routes = n.drawRoutes(random, v, k)
	}
}

func (n *slowNet) drawRoutes(random *rand.Rand, v *slowVPC, k int) []slowRoute {
	nat, box := v.subnets[0].hosts[1].name, v.subnets[1].hosts[1].name
	var routes []slowRoute
	if to := pick(random, v.gate, v.gate, v.gate, nat, nat, box, "link", "hub", ""); to != "" {
		if k == 0 && random.Intn(3) > 0 {
			to = v.gate
		}
		routes = append(routes, slowRoute{0, 0, to})
	}
	if to := pick(random, "link", "link", "hub", "hub", "blackhole", nat, ""); to != "" {
		routes = append(routes, slowRoute{10<<24 + uint32(3-v.octet)<<16, 16, to})
	}
	if to := pick(random, "", "", "", box, nat, "blackhole"); to != "" {
		if third := random.Intn(4); third != k {
			routes = append(routes, slowRoute{v.subnets[third].start(), 24, to})
		}
	}
	return routes
}

// drawEnd draws an address of a machine, private or public, one that no machine has, or one on the Internet.
func (n *slowNet) drawEnd(random *rand.Rand, isGoal bool) uint32 {
	v := n.vpcs[random.Intn(2)]
	s := v.subnets[random.Intn(3)]
	h := s.hosts[random.Intn(len(s.hosts))]
	switch roll := random.Intn(10); {
	case roll == 0:
		return 203<<24 + 113<<8 + 9
	case roll == 1 && isGoal:
		return s.start() + 77
	case roll < 5 && isGoal && h.public != 0:
		return h.public
	case h.isNAT && !isGoal:
		return s.hosts[0].addr
	}
	return h.addr
}

// isIn reports whether an address is something of the cloud.
func (n *slowNet) isIn(a uint32) bool { return a>>24 == 10 || a>>24 == 198 }

// text writes the network as a scenario.
func (n *slowNet) text() string {
	var b strings.Builder
	b.WriteString("cloud aws {\n")
	for i, v := range n.vpcs {
		fmt.Fprintf(&b, "vpc %s %s/16 {\ninternet-gateway %s\n", v.name, dotted(v.start()), v.gate)
		for _, g := range n.groups[2*i : 2*i+2] {
			fmt.Fprintf(
				&b,
				"security-group %s {\n%s%s}\n",
				g.name,
				rulesText("in ", " from ", g.in, false),
				rulesText("out ", " to ", g.out, false),
			)
		}
		for _, a := range n.acls {
			fmt.Fprintf(
				&b,
				"network-acl %s-%d {\n%s%s}\n",
				a.name,
				i,
				rulesText("in ", " from ", a.in, true),
				rulesText("out ", " to ", a.out, true),
			)
		}
		for _, s := range v.subnets {
			fmt.Fprintf(&b, "route-table %s {\n", s.table)
			for _, r := range s.routes {
				fmt.Fprintf(&b, "%s/%d -> %s\n", dotted(r.start), r.bits, r.to)
			}
			fmt.Fprintf(
				&b,
				"}\nsubnet %s %s/24 zone %s {\nroute-table %s\nnetwork-acl %s-%d\n",
				s.name,
				dotted(s.start()),
				s.zone,
				s.table,
				s.acl.name,
				i,
			)
			for _, h := range s.hosts {
				b.WriteString(h.text())
			}
			b.WriteString("}\n")
		}
		b.WriteString("}\n")
	}
	fmt.Fprintf(&b, "peering link vpc0 <-> vpc1%s\n", map[bool]string{true: " pending"}[n.pending])
	fmt.Fprintf(
		&b,
		"transit-gateway hub {\nattach %s, %s\nsecurity-group-references %s\n",
		n.vpcs[0].attachment.name,
		n.vpcs[1].attachment.name,
		map[bool]string{true: "on", false: "off"}[n.refs],
	)
	if n.transitHole {
		b.WriteString("10.2.0.0/16 -> blackhole\n")
	}
	b.WriteString("}\n}\n")
	return b.String()
}

func rulesText(direction, before string, rules []slowRule, numbered bool) string {
	var b strings.Builder
	for i, r := range rules {
		number, peer := "", fmt.Sprintf("%s/%d", dotted(r.start), r.bits)
		if numbered {
			number = fmt.Sprint(10*(i+1), " ")
		}
		if r.group != nil {
			peer = r.group.name
		}
		word := "allow "
		if numbered && !r.allow {
			word = "deny "
		}
		b.WriteString(direction + number + word + r.ports + before + peer + "\n")
	}
	return b.String()
}

func (h *slowHost) text() string {
	if h.isNAT {
		return fmt.Sprintf("nat-gateway %s %s {\neip %s\n}\n", h.name, dotted(h.addr), dotted(h.public))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "instance %s %s {\n", h.name, dotted(h.addr))
	var groups []string
	for _, g := range h.groups {
		groups = append(groups, g.name)
	}
	fmt.Fprintf(&b, "security-group %s\n", strings.Join(groups, ", "))
	if h.public != 0 {
		fmt.Fprintf(&b, "eip %s\n", dotted(h.public))
	}
	if !h.check {
		b.WriteString("source-dest-check off\n")
	}
	if h.forward {
		b.WriteString("ip-forward on\n")
	}
	if h.masq {
		b.WriteString("iptables {\nmasquerade 0.0.0.0/0\n}\n")
	}
	return b.String() + "}\n"
}
