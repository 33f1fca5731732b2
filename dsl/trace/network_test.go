package trace_test

import (
	"fmt"
	"math/rand"
	"net/netip"
	"os"
	"slices"
	"strings"

	"hopwise/dsl/cloud"
)

// A network is a small network of one cloud, as its statements. The generator in draw_test.go makes random ones;
// properties change them, and second decision procedures read them.
type network struct {
	cloud    *cloud.Provider
	hosts    []host
	vpcs     []*vpc
	peerings []*peering
	transit  *transit // nil for none
	classic  *classic // nil for none
	// questions are random ones about it, and dice is for what else a property leaves to chance: they are drawn with
	// the network, so that a failure shows nothing else.
	questions []string
	// picks are questions of a decision procedure: references to a sender, a receiver and a port.
	picks [][3]reference
	dice  *rand.Rand
	// shuffle puts statements into another order; nil leaves them as they are.
	shuffle func([]*statement)
}

type host struct {
	name  string
	addrs []string
}

type vpc struct {
	name  string
	octet int // of its range 10.octet.0.0/16
	v6    bool
	// gateway leads to the Internet; nil for none. Its state is the word behind its name, or empty.
	gateway *gateway
	edge    *table // of the gateway
	shared  string // the address of shared SNAT
	// others are further statements that routes may lead to or name, and switches.
	others    []*statement
	lists     []*list
	groups    []*group
	acls      []*acl
	tables    []*table
	subnets   []*subnet
	balancers []*balancer
	cluster   *cluster // nil for none
}

type gateway struct{ keyword, name, state string }

type list struct {
	name   string
	ranges []netip.Prefix
}

// A group is a security group. In the classic network its rules are for the intranet, and public are those for the
// Internet.
type group struct {
	name          string
	vpc           *vpc
	kind          *cloud.GroupKind
	apart         bool
	rules, public [2][]*rule
	none          [2]bool // nothing passes in this direction, if there is no rule
}

type acl struct {
	name  string
	rules [2][]*rule
}

// A rule is about a protocol, "all" for every one, and its ports; 0 to 0 is every port.
type rule struct {
	number    int // 0 where none is stated
	deny      bool
	protocol  string
	low, high int
	peers     []peer
	implied   bool // a new group has it without a statement
}

// A peer is a group, a list, or else a range.
type peer struct {
	group *group
	list  *list
	to    netip.Prefix
}

type table struct {
	name   string
	vpc    *vpc
	routes []*route
}

// A route leads a range, or the ranges of a list, to the object with a name.
type route struct {
	to         netip.Prefix
	list       *list
	target     string
	propagated bool
}

type subnet struct {
	name     string
	vpc      *vpc
	third    int // of its range 10.octet.third.0/24
	zone     string
	table    *table // nil for the main table without statement
	acl      *acl   // nil for the default
	machines []*machine
	nats     []*nat
	doors    []*machine // interface endpoints of the host server
}

type machine struct {
	name            string
	subnet          *subnet  // nil in the classic network
	node            *machine // of a pod with an address of a subnet, nil for everything else
	last, serial    int
	public          netip.Addr // zero for none
	assigned        bool       // the public address is not an elastic one
	v6              string     // the words behind the IPv6 address
	hasV6           bool
	groups          []*group
	check, forwards bool
	iptables        *iptables // nil for none
	lines           []string  // further statements
	second          *subnet   // of its second interface, nil for none
	routing         []string  // statements about the guest's own routes
	behind          bool      // a network behind it is among them
}

type iptables struct {
	shut       []string // chains whose policy is to drop
	stateful   bool
	masquerade netip.Prefix // zero for none
	snat       netip.Prefix
	snatTo     netip.Addr
	dnat       *machine // nil for none
	drops      string   // a service that it drops, empty for none
}

type nat struct {
	name    string
	subnet  *subnet
	last    int
	private bool
	older   bool // whether its addresses are visible at its interface
	beside  bool // whether its entries forward to machines with public addresses too
	publics []netip.Addr
	snat    []*snat
	dnat    []*dnat
}

// An snat is about a machine, a subnet, a range, or else the whole VPC.
type snat struct {
	machine *machine
	subnet  *subnet
	from    netip.Prefix
	via     []netip.Addr // all of the gateway if there are none
}

// A dnat sends a port of a public address, 0 for all, on to a machine.
type dnat struct {
	public       netip.Addr
	port, inside int
	machine      *machine
}

type balancer struct {
	name     string
	kind     *cloud.BalancerKind
	internal bool
	subnets  []*subnet
	groups   []*group
	targets  []*machine
	// byAddress says that its targets are written as addresses, and hasHome that it names the vSwitch of its address.
	byAddress, hasHome, dual bool
	// health is the port that is checked, 0 for that of the targets.
	inside, health int
	lines          []string
}

type cluster struct {
	name   string
	octet  int // its pods are in 172.20.octet.0/24, if it has a range of its own
	ranged bool
	nodes  []*machine
	pods   []*pod
	tables []*table // that have the routes to its pods, main alone if there are none
}

type pod struct {
	name string
	last int
	node *machine
	// as is the pod as a machine, in a cloud where its address is one of a subnet.
	as *machine
}

type peering struct {
	name  string
	ends  [2]*vpc
	words []string
}

// A transit is a transit gateway or a CEN.
type transit struct {
	keyword, name string
	attached      []*subnet // the attachments of each VPC, one a zone, where it has attachments
	joined        []*vpc
	appliances    []*vpc // those in appliance mode
	references    string // the state of the switch, empty without one
	far           string // the name of its VPN connection, empty without one
	routes        []*transitRoute
	tables        []*hubTable // none if it states none
	published     []publication
}

// A publication is a range that a VPC publishes.
type publication struct {
	to   netip.Prefix
	from *vpc
}

// A hubTable is a stated table of a hub. Attachments are named, and there are routes by name too: "blackhole" drops.
type hubTable struct {
	name                string
	associated, learned []string
	routes              []*transitRoute
}

// A transitRoute leads to a VPC or a VPN connection with a name, or to "blackhole".
type transitRoute struct {
	to     netip.Prefix
	target string
}

// ends is where a packet ends that a hub leads to no VPC: on its own table, or in the network far away. It reports whether
// the packet ends so.
func (h *transit) ends(to string, found bool, p datagram) (arrival, bool) {
	switch {
	case !found:
		return lost(h.name, "attachment-route"), true
	case to == "blackhole":
		return lost(h.name, "blackhole-route"), true
	case to == h.far && !farRange.Contains(p.dst):
		return lost(h.far, "unknown-destination"), true
	}
	return arrival{packet: p}, to == h.far
}

// farRange is the range of the network behind a hub's VPN connection.
var farRange = netip.MustParsePrefix("172.30.0.0/16")

// farAddrs are addresses behind a hub's VPN connection and behind VPN gateways.
func (n *network) farAddrs() []netip.Addr {
	var all []netip.Addr
	if n.transit != nil && n.transit.far != "" {
		all = append(all, netip.MustParseAddr("172.30.0.5"))
	}
	if slices.ContainsFunc(n.vpcs, func(v *vpc) bool { return v.other("vpn-gateway") != "" }) {
		all = append(all, vpnMember)
	}
	return all
}

type classic struct {
	groups   []*group
	machines []*machine
}

func (v *vpc) start() string { return fmt.Sprintf("10.%d", v.octet) }

func (v *vpc) prefix() netip.Prefix { return netip.MustParsePrefix(v.start() + ".0.0/16") }

func (v *vpc) prefix6() netip.Prefix {
	return netip.MustParsePrefix(fmt.Sprintf("2001:db8:%d::/56", v.octet))
}

func (s *subnet) prefix() netip.Prefix {
	return netip.MustParsePrefix(fmt.Sprintf("%s.%d.0/24", s.vpc.start(), s.third))
}

func (s *subnet) at(last int) netip.Addr {
	return netip.MustParseAddr(fmt.Sprintf("%s.%d.%d", s.vpc.start(), s.third, last))
}

func (s *subnet) at6(last int) netip.Addr {
	return netip.MustParseAddr(fmt.Sprintf("2001:db8:%d:%d::%d", s.vpc.octet, s.third, last))
}

// addr is the first private address of a machine.
func (m *machine) addr() netip.Addr {
	if m.subnet == nil {
		return netip.MustParseAddr(fmt.Sprintf("10.170.0.%d", m.last))
	}
	return m.subnet.at(m.last)
}

func (g *nat) addr() netip.Addr { return g.subnet.at(g.last) }

func (c *cluster) at(p *pod) netip.Addr {
	if !c.ranged {
		return p.as.addr()
	}
	last := p.last
	return netip.MustParseAddr(fmt.Sprintf("172.20.%d.%d", c.octet, last))
}

// machines are all machines of VPCs.
func (n *network) machines() []*machine {
	var all []*machine
	for _, v := range n.vpcs {
		all = append(all, v.machines()...)
	}
	return all
}

func (v *vpc) machines() []*machine {
	var all []*machine
	for _, s := range v.subnets {
		all = append(all, s.machines...)
	}
	return all
}

// doors are the interface endpoints of all VPCs.
func (n *network) doors() []*machine {
	var all []*machine
	for _, s := range n.subnets() {
		all = append(all, s.doors...)
	}
	return all
}

// pods are the pods that have addresses of subnets, as machines.
func (n *network) pods() []*machine {
	var all []*machine
	for _, v := range n.vpcs {
		if v.cluster != nil && !v.cluster.ranged {
			for _, p := range v.cluster.pods {
				all = append(all, p.as)
			}
		}
	}
	return all
}

func (v *vpc) nats() []*nat {
	var all []*nat
	for _, s := range v.subnets {
		all = append(all, s.nats...)
	}
	return all
}

func (n *network) subnets() []*subnet {
	var all []*subnet
	for _, v := range n.vpcs {
		all = append(all, v.subnets...)
	}
	return all
}

// groups are all groups, those of the classic network too.
func (n *network) groups() []*group {
	var all []*group
	for _, v := range n.vpcs {
		all = append(all, v.groups...)
	}
	if n.classic != nil {
		all = append(all, n.classic.groups...)
	}
	return all
}

// A statement is one of a scenario, with $ before the names of objects. One with a block has a body that is not nil.
type statement struct {
	head string
	body []*statement
}

func state(format string, args ...any) *statement {
	return &statement{head: strings.TrimSpace(fmt.Sprintf(format, args...))}
}

// with gives a statement its block, which may be empty.
func (s *statement) with(body ...*statement) *statement {
	s.body = append(s.body, body...)
	if s.body == nil {
		s.body = []*statement{}
	}
	return s
}

// add adds a line to the block, if it says something.
func (s *statement) add(format string, args ...any) *statement {
	if line := fmt.Sprintf(format, args...); line != "" {
		s.with(state("%s", line))
	}
	return s
}

// write writes a statement; a block of a few short lines stands in one.
func (s *statement) write(b *strings.Builder, indent string) {
	if len(s.body) == 0 {
		b.WriteString(indent + s.head + "\n")
		return
	}
	short, flat := len(indent+s.head), true
	for _, line := range s.body {
		short += len(line.head) + 2
		flat = flat && line.body == nil
	}
	if flat && short < 110 {
		lines := make([]string, len(s.body))
		for i, line := range s.body {
			lines[i] = line.head
		}
		b.WriteString(indent + s.head + " { " + strings.Join(lines, "; ") + " }\n")
		return
	}
	b.WriteString(indent + s.head + " {\n")
	for _, line := range s.body {
		line.write(b, indent+"  ")
	}
	b.WriteString(indent + "}\n")
}

// text writes the network as a scenario, with other names for its objects.
func (n *network) text(rename func(string) string) string {
	var b strings.Builder
	for _, s := range n.statements() {
		s.write(&b, "")
	}
	return os.Expand(b.String(), rename)
}

func asItIs(name string) string { return name }

// GoString is what a failure shows of a network.
func (n *network) GoString() string { return "\n" + n.text(asItIs) }

func (n *network) statements() []*statement {
	var all []*statement
	for _, h := range n.hosts {
		all = append(all, state("host $%s %s", h.name, strings.Join(h.addrs, ", ")))
	}
	c := state("cloud %s", n.cloud.Key).with()
	if n.classic != nil {
		c.with(n.classic.statement())
	}
	for _, v := range n.vpcs {
		c.with(n.vpc(v))
	}
	for _, p := range n.peerings {
		c.add("peering $%s $%s <-> $%s %s", p.name, p.ends[0].name, p.ends[1].name, strings.Join(p.words, " "))
	}
	if n.transit != nil {
		if n.transit.far != "" {
			c.add("vpn-connection $%s %s", n.transit.far, farRange)
		}
		c.with(n.transit.statement())
	}
	return append(all, c)
}

func (n *network) vpc(v *vpc) *statement {
	ranges := v.prefix().String()
	if v.v6 {
		ranges += ", " + v.prefix6().String()
	}
	s := state("vpc $%s %s", v.name, ranges).with(v.others...)
	if v.gateway != nil {
		g := state("%s $%s %s", v.gateway.keyword, v.gateway.name, v.gateway.state)
		if v.edge != nil {
			g.add("route-table $%s", v.edge.name)
		}
		s.with(g)
	}
	if v.shared != "" {
		s.add("shared-snat %s", v.shared)
	}
	for _, l := range v.lists {
		s.with(state("prefix-list $%s", l.name).add("%s", joined(l.ranges)))
	}
	for _, g := range v.groups {
		s.with(n.group(g))
	}
	for _, a := range v.acls {
		s.with(state("network-acl $%s", a.name).with(n.rules("", &a.rules)...))
	}
	for _, t := range v.tables {
		s.with(n.table(t))
	}
	for _, net := range v.subnets {
		s.with(n.subnet(net))
	}
	for _, b := range v.balancers {
		s.with(b.statement(n.cloud))
	}
	if v.cluster != nil {
		s.with(v.cluster.statement())
	}
	if n.shuffle != nil {
		n.shuffle(s.body)
	}
	return s
}

func joined[T fmt.Stringer](all []T) string {
	texts := make([]string, len(all))
	for i, a := range all {
		texts[i] = a.String()
	}
	return strings.Join(texts, ", ")
}

func (n *network) group(g *group) *statement {
	word := ""
	if g.kind != n.cloud.Groups.Kinds[0] {
		word = g.kind.Word
	}
	s := state("security-group $%s %s", g.name, word)
	if g.apart {
		s.add("inner deny")
	}
	for d, rules := range g.rules {
		if len(rules) == 0 && g.none[d] {
			s.add("%s none", []string{"in", "out"}[d])
		}
	}
	return s.with(n.rules("", &g.rules)...)
}

// rules are the lines of a filter, each behind the word for its side.
func (n *network) rules(side string, of *[2][]*rule) []*statement {
	var all []*statement
	for d, rules := range of {
		towards := []string{"in", "from"}
		if cloud.Direction(d) == cloud.Out {
			towards = []string{"out", "to"}
		}
		for _, r := range rules {
			all = append(all, state("%s", spaced(side, towards[0], r.String(), towards[1], r.peersText())))
		}
	}
	if n != nil && n.shuffle != nil {
		n.shuffle(all)
	}
	return all
}

// String is a rule without its direction and peers.
func (r *rule) String() string {
	number := ""
	if r.number > 0 {
		number = fmt.Sprint(r.number)
	}
	return spaced(number, map[bool]string{true: "deny", false: "allow"}[r.deny], r.service())
}

func (r *rule) service() string {
	switch {
	case r.high == 0:
		return r.protocol
	case r.low == r.high:
		return fmt.Sprintf("%s/%d", r.protocol, r.low)
	}
	return fmt.Sprintf("%s/%d-%d", r.protocol, r.low, r.high)
}

func (r *rule) peersText() string {
	texts := make([]string, len(r.peers))
	for i, p := range r.peers {
		texts[i] = p.text()
	}
	return strings.Join(texts, ", ")
}

func (p peer) text() string {
	switch {
	case p.group != nil:
		return "$" + p.group.name
	case p.list != nil:
		return "$" + p.list.name
	}
	return p.to.String()
}

func (n *network) table(t *table) *statement {
	name := "$" + t.name
	if t.name == "main" {
		name = "main"
	}
	s := state("route-table %s", name).with()
	for _, r := range t.routes {
		s.add("%s", r.text())
	}
	if n.shuffle != nil {
		n.shuffle(s.body)
	}
	return s
}

func (r *route) text() string {
	to, word := peer{list: r.list, to: r.to}.text(), ""
	if r.propagated {
		word = "propagated"
	}
	return spaced(to, "->", named(r.target), word)
}

// named is a target as a route writes it.
func named(target string) string {
	if target == "blackhole" {
		return target
	}
	return "$" + target
}

func (n *network) subnet(s *subnet) *statement {
	ranges, zone := s.prefix().String(), ""
	if s.vpc.v6 {
		ranges += fmt.Sprintf(", 2001:db8:%d:%d::/64", s.vpc.octet, s.third)
	}
	if s.zone != "a" {
		zone = "zone " + s.zone
	}
	all := state("%s $%s %s %s", subnetWord(n.cloud), s.name, ranges, zone).with()
	if s.table != nil && s.table.name != "main" {
		all.add("route-table $%s", s.table.name)
	}
	if s.acl != nil {
		all.add("network-acl $%s", s.acl.name)
	}
	for _, m := range s.machines {
		all.with(m.statement(n.cloud))
	}
	for _, g := range s.nats {
		all.with(g.statement(n.cloud))
	}
	for _, m := range s.doors {
		door := state("endpoint $%s interface $server %s", m.name, m.addr()).with()
		if len(m.groups) > 0 {
			door.add("security-group %s", groupNames(m.groups))
		}
		for _, line := range m.lines {
			door.add("%s", line)
		}
		all.with(door)
	}
	return all
}

func (m *machine) statement(p *cloud.Provider) *statement {
	s := state("instance $%s %s", m.name, m.addr())
	if m.public.IsValid() {
		s.add("%s %s", map[bool]string{true: "public-ip", false: "eip"}[m.assigned], m.public)
	}
	if m.hasV6 {
		s.add("ipv6 %s %s", m.subnet.at6(m.last), m.v6)
	}
	if len(m.groups) > 0 {
		s.add("security-group %s", groupNames(m.groups))
	}
	if m.subnet != nil && m.check != p.Check {
		s.add("source-dest-check %s", onOff(m.check))
	}
	if m.forwards {
		s.add("ip-forward on")
	}
	if m.iptables != nil {
		s.with(m.iptables.statement())
	}
	for _, line := range slices.Concat(m.lines, m.routing) {
		s.add("%s", line)
	}
	if m.second != nil {
		s.with(state("interface eth1 in $%s %s", m.second.name, m.second.at(110+m.serial)).add("source-dest-check off"))
	}
	return s
}

func onOff(on bool) string { return map[bool]string{true: "on", false: "off"}[on] }

func groupNames(groups []*group) string {
	names := make([]string, len(groups))
	for i, g := range groups {
		names[i] = "$" + g.name
	}
	return strings.Join(names, ", ")
}

func (t *iptables) statement() *statement {
	s := state("iptables").with()
	for _, chain := range t.shut {
		s.add("%s drop", chain)
	}
	if t.stateful {
		s.add("stateful")
	}
	if t.drops != "" {
		s.add("drop %s from 0.0.0.0/0", t.drops)
	}
	if t.masquerade.IsValid() {
		s.add("masquerade %s", t.masquerade)
	}
	if t.snat.IsValid() {
		s.add("snat %s -> %s", t.snat, t.snatTo)
	}
	if t.dnat != nil {
		s.add("dnat tcp/8022 -> %s tcp/443", t.dnat.addr())
	}
	return s
}

func (g *nat) statement(p *cloud.Provider) *statement {
	word := ""
	if g.private {
		word = "private"
	}
	s := state("nat-gateway $%s %s %s", g.name, g.addr(), word)
	if len(g.publics) > 0 {
		s.add("eip %s", joined(g.publics))
	}
	if g.older {
		s.add("eip-mode multi-binded")
	}
	for _, e := range g.snat {
		via := ""
		if len(e.via) > 0 {
			via = " via " + joined(e.via)
		}
		s.add("snat %s%s", e.text(p), via)
	}
	for _, e := range g.dnat {
		if e.port == 0 {
			s.add("dnat %s all -> $%s", e.public, e.machine.name)
			continue
		}
		s.add("dnat %s tcp/%d -> $%s tcp/%d", e.public, e.port, e.machine.name, e.inside)
	}
	return s
}

func (e *snat) text(p *cloud.Provider) string {
	switch {
	case e.machine != nil:
		return "instance $" + e.machine.name
	case e.subnet != nil:
		return subnetWord(p) + " $" + e.subnet.name
	case e.from.IsValid():
		return e.from.String()
	}
	return "vpc"
}

func (b *balancer) statement(p *cloud.Provider) *statement {
	word := ""
	if b.internal {
		word = "internal"
	}
	s := state("load-balancer $%s %s %s", b.name, b.kind.Word, word).with()
	if len(b.subnets) > 0 {
		names := make([]string, len(b.subnets))
		for i, n := range b.subnets {
			names[i] = "$" + n.name
		}
		s.add("%s %s", subnetWord(p), strings.Join(names, ", "))
	}
	if len(b.groups) > 0 {
		s.add("security-group %s", groupNames(b.groups))
	}
	if len(b.targets) > 0 {
		names := make([]string, len(b.targets))
		for i, m := range b.targets {
			names[i] = "$" + m.name
			if b.byAddress {
				names[i] = m.addr().String()
			}
		}
		line := fmt.Sprintf("listen tcp/443 -> %s tcp/%d", strings.Join(names, ", "), b.inside)
		if b.health > 0 {
			line += fmt.Sprintf(" health tcp/%d", b.health)
		}
		s.add("%s", line)
	}
	for _, line := range b.lines {
		s.add("%s", line)
	}
	return s
}

func (c *cluster) statement() *statement {
	s := state("cluster $%s", c.name)
	if c.ranged {
		s.add("pods 172.20.%d.0/24", c.octet)
	}
	names := make([]string, len(c.nodes))
	for i, m := range c.nodes {
		names[i] = "$" + m.name
	}
	s.add("nodes %s", strings.Join(names, ", "))
	if len(c.tables) > 0 {
		names := make([]string, len(c.tables))
		for i, t := range c.tables {
			names[i] = "$" + t.name
			if t.name == "main" {
				names[i] = t.name
			}
		}
		s.add("tables %s", strings.Join(names, ", "))
	}
	for _, p := range c.pods {
		s.add("pod $%s %s on $%s", p.name, c.at(p), p.node.name)
	}
	return s
}

func (t *transit) statement() *statement {
	s := state("%s $%s", t.keyword, t.name).with()
	var names []string
	for _, n := range t.attached {
		names = append(names, "$"+n.name)
	}
	if t.attached == nil {
		for _, v := range t.joined {
			names = append(names, "$"+v.name)
		}
	}
	if t.far != "" {
		names = append(names, "$"+t.far)
	}
	s.add("attach %s", strings.Join(names, ", "))
	for _, v := range t.appliances {
		s.add("appliance-mode $%s", v.name)
	}
	if t.references != "" {
		s.add("security-group-references %s", t.references)
	}
	for _, r := range t.routes {
		s.add("%s", r.text())
	}
	for _, p := range t.published {
		s.add("publish %s from $%s", p.to, p.from.name)
	}
	for _, table := range t.tables {
		one := state("route-table $%s", table.name).with()
		for _, a := range table.associated {
			one.add("associate $%s", a)
		}
		for _, a := range table.learned {
			one.add("propagate $%s", a)
		}
		for _, r := range table.routes {
			one.add("%s", r.text())
		}
		s.with(one)
	}
	return s
}

func (r *transitRoute) text() string { return fmt.Sprintf("%s -> %s", r.to, named(r.target)) }

func (c *classic) statement() *statement {
	s := state("classic").with()
	for _, g := range c.groups {
		one := state("security-group $%s", g.name)
		if g.apart {
			one.add("inner deny")
		}
		var n *network
		s.with(one.with(n.rules("intranet", &g.rules)...).with(n.rules("internet", &g.public)...))
	}
	for _, m := range c.machines {
		s.with(m.statement(nil))
	}
	return s
}

// joins reports whether a peering is one of a VPC.
func (p *peering) joins(v *vpc) bool { return slices.Contains(p.ends[:], v) }

// joins reports whether a transit gateway or a CEN is one of a VPC.
func (t *transit) joins(v *vpc) bool { return t != nil && slices.Contains(t.joined, v) }
