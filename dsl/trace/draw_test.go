package trace_test

import (
	"flag"
	"fmt"
	"math/rand"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// TestMain draws the same networks in every run, so that a failure comes again. The flags of rapid draw others:
//
//	go test ./dsl/trace -rapid.checks 1000 -rapid.seed 7
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for name, value := range map[string]string{"checks": "30", "seed": "1", "nofailfile": "true"} {
		if name = "rapid." + name; !given[name] {
			if err := flag.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	os.Exit(m.Run())
}

// questions is the number of questions that are drawn with a network.
const questions = 15

// checkMore makes a test draw so many times as many networks as others do: a decision procedure is quick.
func checkMore(t *testing.T, times int) {
	t.Helper()
	const checks = "rapid.checks"
	before := flag.Lookup(checks).Value.String()
	n, err := strconv.Atoi(before)
	if err == nil {
		err = flag.Set(checks, strconv.Itoa(n*times))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set(checks, before) })
}

// A scope says which networks a test draws.
type scope struct {
	cloud string
	// only are the keywords, and the words of arguments, that a decision procedure knows; nil for all.
	only []string
	// vpcs is the largest number of VPCs, 3 if it is 0.
	vpcs int
	// open says that filters let everything pass.
	open bool
	// ports says that ACLs decide by the ports that clients send from.
	ports bool
	// classic says that there is a classic network, in a cloud that has one.
	classic bool
}

// eachNetwork holds a property against random networks of every cloud.
func eachNetwork(t *testing.T, s scope, test func(t *rapid.T, n *network)) {
	for _, key := range cloud.Keys() {
		t.Run(key, func(t *testing.T) {
			s := s
			s.cloud = key
			rapid.Check(t, func(t *rapid.T) { test(t, drawNetwork(t, s)) })
		})
	}
}

// drawNetwork draws a network that has no errors; what it does is left to chance. What may stand in it is asked of the
// provider and of the vocabulary's rows.
func drawNetwork(t *rapid.T, s scope) *network {
	return rapid.Custom(func(t *rapid.T) *network {
		d := &drawing{scope: s, provider: cloud.Find(s.cloud)}
		return d.network(t)
	}).Draw(t, "network")
}

// A drawing is a network that is being drawn. What refers to other objects is resolved at the end, when all are known:
// so a failing network shrinks object by object.
type drawing struct {
	scope
	provider *cloud.Provider
	n        *network
	counts   map[string]int
	later    []func()
}

// name is the next name of a kind of object, counted from 1.
func (d *drawing) name(kind string) string { return fmt.Sprint(kind, d.next(kind)) }

func (d *drawing) next(kind string) int {
	d.counts[kind]++
	return d.counts[kind]
}

// pick is one of some values. Those in front are what a failing network shrinks to.
func pick[V any](t *rapid.T, from ...V) V { return rapid.SampledFrom(from).Draw(t, "pick") }

// maybe is true in some of so many cases.
func maybe(t *rapid.T, some, of int) bool { return rapid.IntRange(0, of-1).Draw(t, "maybe") >= of-some }

// several are at least and at most so many values.
func several[V any](t *rapid.T, least, most int, one func(*rapid.T) V) []V {
	return rapid.SliceOfN(rapid.Custom(one), least, most).Draw(t, "several")
}

// A reference is one of some objects that are not yet known.
type reference int

func refer(t *rapid.T) reference { return reference(rapid.IntRange(0, 255).Draw(t, "reference")) }

// choose returns the object that a reference stands for; the zero value if there is none.
func choose[V any](k reference, from []V) V {
	var none V
	if len(from) == 0 {
		return none
	}
	return from[int(k)%len(from)]
}

// chosen are the objects that references stand for, each once.
func chosen[V comparable](references []reference, from []V) []V {
	var all []V
	for _, k := range references {
		if one := choose(k, from); len(from) > 0 && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

// rowIn is the row of a statement in a cloud; nil if the cloud has no such statement there.
func rowIn(key, keyword string, in vocabulary.Place) *vocabulary.Row {
	for _, r := range vocabulary.Rows {
		if r.Keyword == keyword && r.StandsIn(in) && r.KnownIn(key) {
			return r
		}
	}
	return nil
}

// subnetWord is what a cloud calls a subnet.
func subnetWord(p *cloud.Provider) string {
	for _, word := range []string{"subnet", "vswitch"} {
		if rowIn(p.Key, word, vocabulary.InVPC) != nil {
			return word
		}
	}
	panic("a cloud has subnets")
}

// knows reports whether a word is in the scope.
func (d *drawing) knows(word string) bool { return d.only == nil || slices.Contains(d.only, word) }

// has reports whether the cloud has a statement, which is in the scope.
func (d *drawing) has(keyword string, in vocabulary.Place) bool {
	return d.knows(keyword) && rowIn(d.scope.cloud, keyword, in) != nil
}

var literals = regexp.MustCompile(`(?:^|[ \[])([a-z0-9-]+(?:\|[a-z0-9-]+)*)(?:[ \]]|$)`)

// words are the words that a statement may have behind its name, as far as they are in the scope.
func (d *drawing) words(keyword string, in vocabulary.Place) []string {
	var all []string
	for _, form := range rowIn(d.scope.cloud, keyword, in).Written() {
		form = strings.TrimPrefix(form, keyword)
		for _, found := range literals.FindAllStringSubmatch(form, -1) {
			for word := range strings.SplitSeq(found[1], "|") {
				if d.knows(word) {
					all = append(all, word)
				}
			}
		}
	}
	return all
}

// word is none of them, or one.
func (d *drawing) word(t *rapid.T, keyword string, in vocabulary.Place) string {
	return pick(t, append([]string{"", ""}, d.words(keyword, in)...)...)
}

func (d *drawing) network(t *rapid.T) *network {
	d.n, d.counts = &network{cloud: d.provider}, map[string]int{}
	d.n.hosts = []host{{"client", []string{"203.0.113.7"}}, {"server", []string{"192.0.2.50"}}}
	if d.knows("ipv6") {
		d.n.hosts[0].addrs = append(d.n.hosts[0].addrs, "2001:db8:ffff::7")
	}
	most := d.vpcs
	if most == 0 {
		most = 3
	}
	d.n.vpcs = several(t, 1, most, d.vpc)
	if d.has("peering", vocabulary.InCloud) && len(d.n.vpcs) > 1 {
		for _, p := range several(t, 0, 2, d.peering) {
			again := func(other *peering) bool { return other.joins(p.ends[0]) && other.joins(p.ends[1]) }
			if !slices.ContainsFunc(d.n.peerings, again) {
				d.n.peerings = append(d.n.peerings, p)
			}
		}
	}
	for _, keyword := range []string{"transit-gateway", "cen"} {
		if d.has(keyword, vocabulary.InCloud) && maybe(t, 2, 3) {
			d.n.transit = d.transit(t, keyword)
		}
	}
	if maybe(t, 1, 3) && d.has("classic", vocabulary.InCloud) || d.scope.classic {
		d.n.classic = d.classicNetwork(t)
	}
	for _, resolve := range d.later {
		resolve()
	}
	d.n.drop()
	for range questions {
		if d.only != nil {
			d.n.picks = append(d.n.picks, [3]reference{refer(t), refer(t), refer(t)})
			continue
		}
		d.n.questions = append(d.n.questions, d.n.question(t))
	}
	d.n.dice = rand.New(rand.NewSource(rapid.Int64Min(0).Draw(t, "dice")))
	return d.n
}

// drop takes away what nothing uses, and so decides nothing: a failure is shorter without it.
func (n *network) drop() {
	text := n.text(func(name string) string { return "$" + name + " " })
	unused := func(name string) bool { return name != "main" && strings.Count(text, "$"+name+" ") < 2 }
	for _, v := range n.vpcs {
		v.groups = slices.DeleteFunc(v.groups, func(g *group) bool { return unused(g.name) })
		v.tables = slices.DeleteFunc(v.tables, func(t *table) bool { return unused(t.name) })
		v.acls = slices.DeleteFunc(v.acls, func(a *acl) bool { return unused(a.name) })
	}
	if n.transit != nil && unused(n.transit.name) {
		n.transit = nil
	}
}

func (d *drawing) vpc(t *rapid.T) *vpc {
	v := &vpc{octet: d.next("vpc"), v6: d.knows("ipv6") && d.provider.VPCSizes.V6[0] > 0 && maybe(t, 1, 2)}
	v.name = fmt.Sprint("vpc", v.octet)
	d.gateways(t, v)
	kind := pick(t, d.provider.Groups.Kinds...)
	v.groups = several(t, 1, 4, func(t *rapid.T) *group { return d.group(t, v, kind) })
	if d.has("network-acl", vocabulary.InVPC) {
		v.acls = several(t, map[bool]int{true: 1}[d.ports], 3, func(t *rapid.T) *acl { return d.acl(t, v) })
	}
	v.tables = several(t, 0, 4, func(t *rapid.T) *table { return d.table(t, v) })
	if len(v.tables) > 0 && maybe(t, 1, 2) {
		v.tables[0].name = "main"
	}
	v.subnets = several(t, 1, 5, func(t *rapid.T) *subnet { return d.subnet(t, v) })
	if v.gateway != nil && rowOpens(d.scope.cloud, v.gateway.keyword) == vocabulary.InGateway && d.only == nil &&
		maybe(t, 1, 4) {
		d.edge(t, v)
	}
	if d.has("load-balancer", vocabulary.InVPC) {
		v.balancers = several(t, 0, 2, func(t *rapid.T) *balancer { return d.balancer(t, v) })
	}
	if d.has("cluster", vocabulary.InVPC) && kind == d.provider.Groups.Kinds[0] && maybe(t, 1, 4) {
		v.cluster = d.cluster(t, v)
	}
	return v
}

// gateways draws what leads out of a VPC, and its switches.
func (d *drawing) gateways(t *rapid.T, v *vpc) {
	for _, keyword := range []string{"internet-gateway", "ipv4-gateway"} {
		if d.has(keyword, vocabulary.InVPC) && maybe(t, 4, 5) {
			v.gateway = &gateway{keyword, d.name("gate"), d.word(t, keyword, vocabulary.InVPC)}
		}
	}
	other := func(keyword, format string, args ...any) {
		if d.has(keyword, vocabulary.InVPC) && maybe(t, 1, 3) {
			v.others = append(v.others, state(keyword+" "+format, args...))
		}
	}
	other("egress-only-gateway", "$%s", d.name("egress"))
	other("ipv6-gateway", "$%s", d.name("six"))
	other("vpn-gateway", "$%s %s", d.name("office"), vpnRange)
	other("user-range", "%s", pick(t, "192.0.2.0/26", "203.0.113.0/24"))
	if d.has("block-public-access", vocabulary.InVPC) && maybe(t, 1, 8) {
		v.others = append(
			v.others,
			state("block-public-access %s", pick(t, d.words("block-public-access", vocabulary.InVPC)...)),
		)
	}
	if d.has("shared-snat", vocabulary.InVPC) && maybe(t, 1, 3) {
		v.shared = fmt.Sprintf("198.51.100.%d", 240+v.octet)
	}
	if d.has("prefix-list", vocabulary.InVPC) && maybe(t, 1, 3) {
		l := &list{d.name("list"), []netip.Prefix{netip.MustParsePrefix("192.0.2.128/25")}}
		v.lists = append(v.lists, l)
		other("endpoint", "$%s gateway $%s", d.name("store"), l.name)
	}
}

func (d *drawing) group(t *rapid.T, v *vpc, kind *cloud.GroupKind) *group {
	g := &group{name: d.name("sg"), vpc: v, kind: kind, none: [2]bool{maybe(t, 1, 12), maybe(t, 1, 12)}}
	if d.open {
		for i := range g.rules {
			g.rules[i] = []*rule{{protocol: "all", peers: []peer{{to: everywhere}}}}
		}
		return g
	}
	if v != nil {
		g.apart = d.has("inner", vocabulary.InGroup) && (kind.Members || kind.MemberRule > 0) && maybe(t, 1, 2)
	}
	if maybe(t, 1, 2) {
		open := &rule{protocol: pick(t, "all", "tcp"), peers: []peer{{to: everywhere}}}
		if v != nil && v.v6 {
			open.peers = append(open.peers, peer{to: everywhere6})
		}
		g.rules[cloud.In] = []*rule{open}
	}
	g.rules[cloud.In] = append(g.rules[cloud.In],
		several(t, 0, 4, func(t *rapid.T) *rule { return d.groupRule(t, g, g.peerRanges()) })...)
	if maybe(t, 1, 3) {
		g.rules[cloud.Out] = several(t, 1, 3, func(t *rapid.T) *rule { return d.groupRule(t, g, g.peerRanges()) })
	}
	return g
}

var (
	everywhere  = netip.MustParsePrefix("0.0.0.0/0")
	everywhere6 = netip.MustParsePrefix("::/0")
)

func ranges(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		all[i] = netip.MustParsePrefix(text)
	}
	return all
}

// peerRanges are ranges for the rules of a group.
func (g *group) peerRanges() []netip.Prefix {
	all := ranges("0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24", "203.0.113.0/24",
		"198.51.100.0/24", "10.1.2.10/32")
	if g.vpc != nil && g.vpc.v6 {
		all = append(all, everywhere6, everywhere6)
	}
	return all
}

func (d *drawing) groupRule(t *rapid.T, g *group, ranges []netip.Prefix) *rule {
	model := d.provider.Groups
	r := d.rule(t, g.vpc, ranges)
	if model.Numbered {
		numbers := []int{0, 1, 2, 3, model.MaxNumber}
		if model.OldNumber > 0 {
			numbers = append(numbers, model.OldNumber)
		}
		r.number = pick(t, numbers...)
	}
	r.deny = model.Denies && maybe(t, 1, 3)
	if maybe(t, 1, 4) {
		k := refer(t)
		d.later = append(d.later, func() {
			if named := choose(k, d.nameable(g)); named != nil {
				r.peers[0] = peer{group: named}
			}
		})
	}
	return r
}

// nameable are the groups that a rule of a group may name.
func (d *drawing) nameable(g *group) []*group {
	var all []*group
	for _, other := range d.n.groups() {
		near := other.vpc == g.vpc || g.vpc != nil && other.vpc != nil && d.provider.Groups.NamesAny
		if near && g.kind.References && other.kind.References && (other != g || g.kind.SelfReference) {
			all = append(all, other)
		}
	}
	return all
}

// rule draws the service and the peers of a rule.
func (d *drawing) rule(t *rapid.T, v *vpc, ranges []netip.Prefix) *rule {
	r := &rule{protocol: pick(t, "all", "all", "tcp", "tcp", "tcp", "udp", "icmp", "proto/50")}
	switch r.protocol {
	case "tcp":
		ports := pick(t, [2]int{}, [2]int{443, 443}, [2]int{80, 8443}, [2]int{1, 65535}, [2]int{1024, 65535})
		r.low, r.high = ports[0], ports[1]
	case "udp":
		if maybe(t, 1, 2) {
			r.low, r.high = 53, 53
		}
	case "icmp":
		switch {
		case v != nil && v.v6 && maybe(t, 1, 2):
			r.protocol = "icmpv6"
		case maybe(t, 1, 2):
			r.low, r.high = 8, 8
		}
	}
	r.peers = several(t, 1, 2, func(t *rapid.T) peer { return peer{to: pick(t, ranges...)} })
	return r
}

// acl draws a network ACL. Half of its rules for TCP are about a part of the ports that clients send from.
func (d *drawing) acl(t *rapid.T, v *vpc) *acl {
	a := &acl{name: d.name("acl")}
	peers := ranges("0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/8", "203.0.113.0/24", "10.1.1.0/24")
	if v.v6 {
		peers = append(peers, everywhere6)
	}
	for i := range a.rules {
		for _, r := range several(t, 0, 4, func(t *rapid.T) *rule {
			r := d.rule(t, v, peers)
			r.number, r.deny = rapid.IntRange(1, 60).Draw(t, "number"), maybe(t, 1, 3)
			if d.ports {
				r.protocol, r.peers[0] = "tcp", peer{to: everywhere}
			}
			// Decision procedures send from one port, whichever a NAT gateway would choose.
			if r.protocol == "tcp" && (d.only == nil && maybe(t, 1, 2) || d.ports) {
				r.low = rapid.IntRange(20_000, 60_000).Draw(t, "low")
				r.high = min(r.low+rapid.IntRange(0, 20_000).Draw(t, "more"), 65535)
			}
			if d.provider.ACLs.Lists && len(v.lists) > 0 && maybe(t, 1, 4) {
				r.peers[0] = peer{list: v.lists[0]}
			}
			return r
		}) {
			if !slices.ContainsFunc(a.rules[i], func(other *rule) bool { return other.number == r.number }) {
				a.rules[i] = append(a.rules[i], r)
			}
		}
		last := &rule{number: 900, protocol: "all", peers: []peer{{to: everywhere}}}
		if d.ports {
			last.protocol, last.low, last.high = "tcp", 1, 1000
		}
		if maybe(t, 5, 6) {
			a.rules[i] = append(a.rules[i], last)
		}
	}
	return a
}

// rowOpens is the place inside the block of a statement of a VPC.
func rowOpens(key, keyword string) vocabulary.Place {
	return rowIn(key, keyword, vocabulary.InVPC).Opens
}

// edge draws the table of an internet gateway, which leads into the VPC.
func (d *drawing) edge(t *rapid.T, v *vpc) {
	v.edge = &table{name: d.name("edge"), vpc: v}
	v.tables = append(v.tables, v.edge)
	to, target := refer(t), refer(t)
	d.later = append(d.later, func() {
		names := []string{"blackhole"}
		for _, m := range v.machines() {
			if m.forwards {
				names = append(names, m.name, m.name, m.name)
			}
		}
		v.edge.add(&route{to: choose(to, v.subnets).prefix(), target: choose(target, names)})
	})
}

func (d *drawing) table(t *rapid.T, v *vpc) *table {
	all := &table{name: d.name("t"), vpc: v}
	draw := func(t *rapid.T, to reference) {
		target, propagated := refer(t), maybe(t, 1, 3)
		d.later = append(d.later, func() {
			r := choose(to, d.destinations(v, to/16))
			r.target = choose(target, d.targets(v, r))
			if r.target != "" {
				r.propagated = propagated && strings.HasPrefix(r.target, "office")
				all.add(&r)
			}
		})
	}
	if maybe(t, 2, 3) {
		draw(t, 0)
	}
	several(t, 0, 4, func(t *rapid.T) bool {
		draw(t, refer(t))
		return true
	})
	return all
}

// add adds a route, unless there is one for its range.
func (t *table) add(r *route) {
	if !slices.ContainsFunc(t.routes, func(other *route) bool {
		return other.to == r.to && other.list == r.list && other.propagated == r.propagated
	}) {
		t.routes = append(t.routes, r)
	}
}

// destinations are ranges that routes of a VPC may be about; those that come often are in it often.
func (d *drawing) destinations(v *vpc, inside reference) []route {
	var all []route
	add := func(texts ...netip.Prefix) {
		for _, r := range texts {
			all = append(all, route{to: r})
		}
	}
	add(everywhere, everywhere, everywhere, netip.MustParsePrefix("192.0.2.0/24"))
	for _, other := range d.n.vpcs {
		if other != v {
			add(other.prefix())
		}
	}
	if v.v6 {
		add(everywhere6, everywhere6)
	}
	if d.provider.SteersInside {
		add(choose(inside, v.subnets).prefix())
	}
	if v.other("vpn-gateway") != "" {
		add(vpnRange)
	}
	if d.n.transit.joins(v) {
		add(farRange)
	}
	for _, l := range v.lists {
		if d.only == nil {
			all = append(all, route{list: l})
		}
	}
	return all
}

// other is the name of a further statement of a VPC with a keyword, empty if there is none.
func (v *vpc) other(keyword string) string {
	for _, s := range v.others {
		if fields := strings.Fields(s.head); fields[0] == keyword {
			return strings.TrimPrefix(fields[1], "$")
		}
	}
	return ""
}

// targets are the names to which a route of a VPC may lead.
func (d *drawing) targets(v *vpc, r route) []string {
	isV6, isInside := r.list == nil && r.to.Addr().Is6(), r.list == nil && v.prefix().Overlaps(r.to) && r.to.Bits() > 0
	var all []string
	add := func(names ...string) {
		for _, name := range names {
			if name != "" {
				all = append(all, name)
			}
		}
	}
	if r.list != nil && v.other("endpoint") != "" {
		add(v.other("endpoint"))
	}
	if v.gateway != nil && !isInside && (!isV6 || v.gateway.keyword == "internet-gateway") {
		add(v.gateway.name, v.gateway.name, v.gateway.name)
	}
	if isV6 {
		add(v.other("egress-only-gateway"), v.other("ipv6-gateway"))
	}
	for _, g := range v.nats() {
		add(g.name, g.name)
	}
	for _, m := range v.machines() {
		if m.forwards {
			add(m.name)
			if m.second != nil {
				add(m.name + ".eth1")
			}
		}
	}
	if !isInside {
		for _, p := range d.n.peerings {
			if p.joins(v) {
				add(p.name, p.name)
			}
		}
		if d.n.transit.joins(v) {
			add(d.n.transit.name, d.n.transit.name)
		}
		add(v.other("vpn-gateway"))
	}
	add("blackhole")
	return all
}

func (d *drawing) subnet(t *rapid.T, v *vpc) *subnet {
	s := &subnet{vpc: v, third: d.next("net of " + v.name), zone: pick(t, "a", "a", "b")}
	s.name = fmt.Sprintf("net%d%d", v.octet, s.third)
	routed, filter, filtered := refer(t), refer(t), maybe(t, 1, 3) || d.ports
	d.later = append(d.later, func() {
		s.table = choose(routed, append(v.ownTables(), nil))
		if filtered {
			s.acl = choose(filter, v.acls)
		}
	})
	least := 0
	if v.octet == 1 && s.third == 1 {
		least = 1
	}
	s.machines = several(t, least, 3, func(t *rapid.T) *machine { return d.machine(t, s) })
	if d.has("nat-gateway", vocabulary.InSubnet) && maybe(t, 1, 3) {
		s.nats = append(s.nats, d.nat(t, s))
	}
	if !d.ports && d.has("endpoint", vocabulary.InSubnet) && maybe(t, 1, 4) {
		s.doors = append(s.doors, d.door(t, s))
	}
	return s
}

// door draws an interface endpoint.
func (d *drawing) door(t *rapid.T, s *subnet) *machine {
	m := &machine{name: d.name("door"), subnet: s, last: 170}
	m.lines = pick(t, nil, []string{"private-dns on"}, []string{"private-dns off"})
	groups := several(t, 0, 2, refer)
	d.later = append(d.later, func() { m.groups = chosen(groups, s.vpc.groups) })
	return m
}

// ownTables are the tables of a VPC for its subnets.
func (v *vpc) ownTables() []*table {
	return slices.DeleteFunc(slices.Clone(v.tables), func(t *table) bool { return t == v.edge })
}

func (d *drawing) public() netip.Addr {
	return netip.MustParseAddr(fmt.Sprintf("198.51.100.%d", d.next("public")))
}

func (d *drawing) machine(t *rapid.T, s *subnet) *machine {
	v := s.vpc
	m := &machine{subnet: s, last: 9 + d.next("machine of "+s.name), serial: d.next("m"), check: d.provider.Check}
	m.name = fmt.Sprint("m", m.serial)
	groups := several(t, 1, 2, refer)
	d.later = append(d.later, func() { m.groups = chosen(groups, v.groups) })
	if maybe(t, 1, 2) {
		m.public = d.public()
		m.assigned = d.has("public-ip", vocabulary.InInstance) && maybe(t, 1, 2)
	}
	if v.v6 && maybe(t, 2, 3) {
		m.hasV6 = true
		if d.provider.IPv6Bandwidth {
			m.v6 = d.word(t, "ipv6", vocabulary.InInstance)
		}
	}
	if d.has("ip-forward", vocabulary.InInstance) && maybe(t, 1, 4) {
		d.forwarder(t, m)
	} else if d.has("os", vocabulary.InInstance) {
		m.lines = append(m.lines, several(t, 0, 1, func(t *rapid.T) string { return d.line(t, m) })...)
	}
	return m
}

// forwarder makes a machine one that hands packets on.
func (d *drawing) forwarder(t *rapid.T, m *machine) {
	m.forwards = true
	if d.has("source-dest-check", vocabulary.InInstance) {
		m.check = d.provider.Check && maybe(t, 1, 6)
	}
	if d.has("interface", vocabulary.InInstance) && maybe(t, 1, 3) {
		k := refer(t)
		// Routes are resolved after this, and may name the interface.
		d.later = append([]func(){func() {
			var near []*subnet
			for _, s := range m.subnet.vpc.subnets {
				if s.zone == m.subnet.zone || !d.provider.OneZone {
					near = append(near, s)
				}
			}
			m.second = choose(k, near)
		}}, d.later...)
	}
	d.guestRoutes(t, m)
	if !d.has("iptables", vocabulary.InInstance) || !maybe(t, 1, 2) {
		return
	}
	m.iptables = &iptables{}
	own := ranges("0.0.0.0/0", "10.0.0.0/8", m.subnet.vpc.prefix().String())
	if d.has("masquerade", vocabulary.InIptables) && maybe(t, 1, 2) {
		m.iptables.masquerade = pick(t, own...)
	} else if d.has("snat", vocabulary.InIptables) && maybe(t, 1, 2) {
		m.iptables.snat = pick(t, own[1:]...)
		m.iptables.snatTo = pick(t, m.addr(), m.addr(), m.addr(), m.subnet.at(77))
	}
	if d.has("forward", vocabulary.InIptables) && maybe(t, 1, 8) {
		m.iptables.shut = append(m.iptables.shut, "forward")
	}
	if d.only != nil {
		return
	}
	if maybe(t, 1, 8) {
		m.iptables.shut = append(m.iptables.shut, pick(t, "input", "output"))
	}
	if maybe(t, 1, 8) {
		m.iptables.drops = pick(t, "tcp/443", "tcp/40000-46000")
	}
	m.iptables.stateful = maybe(t, 1, 4)
	if maybe(t, 1, 3) {
		k := refer(t)
		d.later = append(d.later, func() { m.iptables.dnat = choose(k, m.subnet.vpc.machines()) })
	}
}

// dropped are the ports at which the services that guests drop begin, and those behind their ends.
var dropped = map[string][]int{"tcp/443": {443, 444}, "tcp/40000-46000": {40000, 46001}}

// guestRoutes gives a machine that forwards routes of its own.
func (d *drawing) guestRoutes(t *rapid.T, m *machine) {
	if d.has("policy-routing", vocabulary.InInstance) && maybe(t, 1, 3) {
		m.routing = append(m.routing, "policy-routing "+pick(t, "on", "off"))
	}
	if d.has("behind", vocabulary.InInstance) && maybe(t, 1, 3) {
		m.behind = true
		m.routing = append(m.routing, fmt.Sprintf("behind 172.16.%d.0/24", m.serial))
	}
	if d.has("default-interface", vocabulary.InInstance) && maybe(t, 1, 3) {
		d.later = append(d.later, func() {
			if m.second != nil {
				m.routing = append(m.routing, "default-interface eth1")
			}
		})
	}
}

// line is a further statement of a machine.
func (d *drawing) line(t *rapid.T, m *machine) string {
	lines := []string{"listen none", "listen tcp/443, udp/53", "os windows"}
	if d.has("address", vocabulary.InInstance) {
		lines = append(lines, fmt.Sprintf("address %s eip %s", m.subnet.at(m.last+20), d.public()))
	}
	if d.has("type", vocabulary.InInstance) {
		families := append(slices.Clone(d.provider.RetiredTypes), "new")
		lines = append(lines, fmt.Sprintf("type %q", families[0]+".large"))
	}
	return pick(t, lines...)
}

func (d *drawing) nat(t *rapid.T, s *subnet) *nat {
	g := &nat{name: d.name("nat"), subnet: s, last: 100}
	model := d.provider.NAT
	g.beside = d.scope.cloud == "huawei"
	g.private = model.MayBePrivate && d.knows("private") && maybe(t, 1, 6)
	outer := []netip.Addr{g.addr()}
	if !g.private {
		for range several(t, 1, 2, refer) {
			g.publics = append(g.publics, d.public())
		}
		outer = g.publics
	}
	if !model.Entries {
		return g
	}
	if !g.private && d.has("eip-mode", vocabulary.InNAT) && maybe(t, 1, 3) {
		// The older mode does not go with an active IPv4 gateway.
		d.later = append(d.later, func() { g.older = s.vpc.gateway == nil || s.vpc.gateway.state != "active" })
	}
	several(t, 0, 3, func(t *rapid.T) bool {
		kind, k, via := pick(t, "vpc", "subnet", "subnet", "instance", "range"), refer(t), several(t, 0, 2, refer)
		d.later = append(d.later, func() { d.snat(g, kind, k, chosen(via, outer)) })
		return true
	})
	several(t, 0, 3, func(t *rapid.T) bool {
		e := dnat{port: pick(t, 8443, 443, 443, 0), inside: pick(t, 443, 443, 80)}
		k, at := refer(t), refer(t)
		d.later = append(d.later, func() {
			e.public, e.machine = choose(at, outer), choose(k, s.vpc.machines())
			d.dnat(g, &e)
		})
		return true
	})
	return g
}

// snat adds an entry, unless there is one for the same senders.
func (d *drawing) snat(g *nat, kind string, k reference, via []netip.Addr) {
	v := g.subnet.vpc
	e := &snat{via: via}
	switch kind {
	case "subnet":
		e.subnet = choose(k, v.subnets)
	case "instance":
		if e.machine = choose(k, v.machines()); e.machine == nil {
			return
		}
	case "range":
		e.from = netip.MustParsePrefix(v.start() + ".0.0/23")
	}
	for _, other := range g.snat {
		if other.text(d.provider) == e.text(d.provider) {
			return
		}
	}
	g.snat = append(g.snat, e)
}

// dnat adds an entry, unless it would be refused.
func (d *drawing) dnat(g *nat, e *dnat) {
	model := d.provider.NAT
	if e.machine == nil || !g.private && model.RefusesElastic && e.machine.public.IsValid() && !e.machine.assigned {
		return
	}
	for _, other := range g.dnat {
		same := other.public == e.public && other.port == e.port
		if same || model.InnerOnce && other.machine == e.machine && (other.port == 0) == (e.port == 0) &&
			(e.port == 0 || other.inside == e.inside) {
			return
		}
	}
	g.dnat = append(g.dnat, e)
}

func (d *drawing) balancer(t *rapid.T, v *vpc) *balancer {
	b := &balancer{name: d.name("lb"), kind: pick(t, d.provider.Balancers...), inside: pick(t, 443, 8443)}
	b.internal = maybe(t, 1, 4) || b.kind.NeedsGateway && v.gateway == nil
	nodes, groups, targets := several(t, 1, 4, refer), several(t, 0, 2, refer), several(t, 0, 3, refer)
	b.byAddress = b.kind.Addresses && maybe(t, 1, 3)
	d.later = append(d.later, func() {
		b.targets = chosen(targets, v.machines())
		if b.byAddress && !(b.kind.KeepsNear && slices.Contains(b.lines, "preserve-client-address on")) {
			b.targets = chosen(targets, d.n.machines())
		}
		if b.kind.Nodes || b.hasHome {
			b.subnets = d.places(b, chosen(nodes, v.subnets), v.subnets)
		}
		if len(b.subnets) < b.kind.Zones {
			v.balancers = slices.DeleteFunc(v.balancers, func(other *balancer) bool { return other == b })
		}
		if b.kind.Groups {
			b.groups = chosen(groups, v.groups)
		}
	})
	if !b.internal || !b.kind.Nodes && maybe(t, 1, 2) {
		b.lines = append(b.lines, "eip "+d.public().String())
	}
	if maybe(t, 1, 4) {
		b.health = pick(t, 443, 8022)
	}
	b.hasHome = !b.kind.Nodes && b.internal && maybe(t, 1, 2)
	d.switches(t, v, b)
	return b
}

// switches draws the lines of a balancer that turn something on or off.
func (d *drawing) switches(t *rapid.T, v *vpc, b *balancer) {
	line := func(keyword string, some, of int, rest ...string) {
		if d.has(keyword, vocabulary.InBalancer) && maybe(t, some, of) {
			b.lines = append(b.lines, strings.TrimSpace(keyword+" "+pick(t, rest...)))
		}
	}
	if !b.kind.Ends {
		line("preserve-client-address", 1, 4, "off", "on")
	}
	line("access", 1, 3, "allow 203.0.113.0/24", "deny 203.0.113.0/24", "allow 10.0.0.0/8", "deny 10.0.0.0/8")
	if !b.kind.Nodes {
		return
	}
	line("cross-zone", 1, 2, "on", "off")
	if v.v6 {
		b.dual = maybe(t, 1, 2) && d.has("dual-stack", vocabulary.InBalancer)
	}
	if b.dual && d.provider.IPv6Bandwidth && !b.internal && maybe(t, 1, 2) {
		b.lines = append(b.lines, "dual-stack internet")
	} else if b.dual {
		b.lines = append(b.lines, "dual-stack")
	}
}

// places are the subnets of a balancer's nodes: those that were drawn, or as many as it needs, one in each zone.
func (d *drawing) places(b *balancer, drawn, all []*subnet) []*subnet {
	if !b.kind.Nodes {
		return drawn[:1]
	}
	if !b.kind.OnePerZone {
		return drawn
	}
	var some []*subnet
	for _, s := range append(slices.Clone(drawn), all...) {
		isMore := len(some) >= max(b.kind.Zones, len(drawn))
		if !isMore && !slices.ContainsFunc(some, func(other *subnet) bool { return other.zone == s.zone }) {
			some = append(some, s)
		}
	}
	return some
}

func (d *drawing) cluster(t *rapid.T, v *vpc) *cluster {
	c := &cluster{name: d.name("kube"), octet: v.octet, ranged: rowIn(d.scope.cloud, "pods", vocabulary.InCluster) != nil}
	nodes := several(t, 1, 2, refer)
	pods, tables := several(t, 1, 3, refer), []reference(nil)
	if d.has("tables", vocabulary.InCluster) && maybe(t, 1, 2) {
		tables = several(t, 1, 2, refer)
	}
	d.later = append(d.later, func() {
		c.tables = chosen(tables, v.ownTables())
		if c.nodes = chosen(nodes, v.machines()); len(c.nodes) == 0 {
			v.cluster = nil
			return
		}
		for i, k := range pods {
			p := &pod{name: fmt.Sprintf("pod%d%d", v.octet, i), last: 10 + i, node: choose(k, c.nodes)}
			if !c.ranged {
				p.as = &machine{
					name: p.name, subnet: p.node.subnet, last: 150 + i, groups: p.node.groups, check: p.node.check, node: p.node,
				}
			}
			c.pods = append(c.pods, p)
		}
	})
	return c
}

func (d *drawing) peering(t *rapid.T) *peering {
	k := rapid.IntRange(0, len(d.n.vpcs)*(len(d.n.vpcs)-1)/2-1).Draw(t, "pair")
	p := &peering{name: d.name("link")}
	for one := range d.n.vpcs {
		for other := range one {
			if k--; k < 0 && p.ends[0] == nil {
				p.ends = [2]*vpc{d.n.vpcs[other], d.n.vpcs[one]}
			}
		}
	}
	for _, word := range d.words("peering", vocabulary.InCloud) {
		if maybe(t, 1, 6) {
			p.words = append(p.words, word)
		}
	}
	return p
}

func (d *drawing) transit(t *rapid.T, keyword string) *transit {
	in := rowIn(d.scope.cloud, keyword, vocabulary.InCloud).Opens
	h := &transit{keyword: keyword, name: "hub"}
	for _, v := range d.n.vpcs {
		k, twice := refer(t), maybe(t, 1, 2)
		if maybe(t, 1, 6) && len(d.n.vpcs) > 1 && v != d.n.vpcs[0] {
			continue
		}
		h.joined = append(h.joined, v)
		if !strings.Contains(rowIn(d.scope.cloud, "attach", in).Written()[0], "SUBNET") {
			continue
		}
		first := choose(k, v.subnets)
		h.attached = append(h.attached, first)
		if other := slices.IndexFunc(v.subnets, func(s *subnet) bool { return s.zone != first.zone }); twice && other >= 0 {
			h.attached = append(h.attached, v.subnets[other])
		}
	}
	if d.has("vpn-connection", vocabulary.InCloud) && maybe(t, 1, 2) {
		h.far = d.name("far")
	}
	for _, v := range h.joined {
		if d.has("appliance-mode", in) && maybe(t, 1, 3) {
			h.appliances = append(h.appliances, v)
		}
	}
	if d.has("publish", in) && maybe(t, 1, 2) {
		d.later = append(d.later, func() { d.publish(h) })
	}
	if d.has("security-group-references", in) {
		h.references = pick(t, "", "on", "on", "off")
	}
	if d.has("associate", vocabulary.InHubTable) && maybe(t, 1, 2) {
		h.tables = d.hubTables(t, h)
		return h
	}
	h.routes = d.hubRoutes(t, h)
	return h
}

// publish has the VPCs of a hub publish what their main tables lead to machines and NAT gateways.
func (d *drawing) publish(h *transit) {
	for _, v := range h.joined {
		for _, t := range v.tables {
			for _, r := range t.routes {
				inside := d.n.machineNamed(r.target) != nil || d.n.natNamed(r.target) != nil
				again := slices.Contains(h.published, publication{r.to, v})
				if t.name == "main" && r.list == nil && inside && !again {
					h.published = append(h.published, publication{r.to, v})
				}
			}
		}
	}
}

// names are the attachments of a hub.
func (h *transit) names() []string {
	var all []string
	for _, v := range h.joined {
		all = append(all, v.name)
	}
	if h.far != "" {
		all = append(all, h.far)
	}
	return all
}

func (d *drawing) hubRoutes(t *rapid.T, h *transit) []*transitRoute {
	var all []*transitRoute
	for _, r := range ranges("0.0.0.0/0", "10.2.0.0/16", "172.30.0.0/16") {
		if maybe(t, 1, 5) {
			all = append(all, &transitRoute{r, pick(t, append([]string{"blackhole"}, h.names()...)...)})
		}
	}
	return all
}

// hubTables draws two tables of a hub: most attachments are associated with one of them.
func (d *drawing) hubTables(t *rapid.T, h *transit) []*hubTable {
	tables := []*hubTable{{name: d.name("spokes")}, {name: d.name("spokes")}}
	for _, name := range h.names() {
		if maybe(t, 5, 6) {
			one := pick(t, tables...)
			one.associated = append(one.associated, name)
		}
		for _, one := range tables {
			if maybe(t, 2, 3) {
				one.learned = append(one.learned, name)
			}
		}
	}
	for _, one := range tables {
		one.routes = d.hubRoutes(t, h)
	}
	return tables
}

// classic draws a classic network, whose groups have rules for each side.
func (d *drawing) classicNetwork(t *rapid.T) *classic {
	c := &classic{}
	model := d.provider.Classic
	inside := ranges("0.0.0.0/0", "10.170.0.10/32", "10.170.0.11/32")
	outside := ranges("0.0.0.0/0", "203.0.113.0/24", "198.51.100.0/28", "198.51.100.4/32")
	public := &group{kind: model.Internet.Kind}
	c.groups = several(t, 1, 4, func(t *rapid.T) *group {
		g := &group{name: d.name("old"), kind: model.Intranet.Kind, apart: maybe(t, 1, 2)}
		for i := range g.rules {
			g.rules[i] = several(t, 0, 3, func(t *rapid.T) *rule { return d.groupRule(t, g, inside) })
			g.public[i] = several(t, 0, 3, func(t *rapid.T) *rule { return d.groupRule(t, public, outside) })
		}
		return g
	})
	c.machines = several(t, 1, 4, func(t *rapid.T) *machine {
		m := &machine{name: d.name("c"), last: 9 + d.next("classic")}
		groups := several(t, 1, 3, refer)
		d.later = append(d.later, func() { m.groups = chosen(groups, c.groups) })
		if maybe(t, 2, 3) {
			m.public, m.assigned = d.public(), true
		}
		return m
	})
	return c
}

// load reads a network, which has no errors.
func (n *network) load(t *rapid.T, rename func(string) string) *dsl.Scenario {
	t.Helper()
	s := dsl.Load(n.text(rename))
	for _, problem := range s.Problems {
		t.Fatalf("the random network has a problem, which the generator has to avoid: line %d: %s",
			s.Lines.Line(problem.Span), problem.Message)
	}
	return s
}

// ends are what questions are about, with $ before names: the senders and the receivers.
func (n *network) ends() (senders, receivers []string) {
	senders = []string{"$client", "$server"}
	receivers = []string{"$client", "$server", "192.0.2.140"}
	both := func(end string) { senders, receivers = append(senders, end), append(receivers, end) }
	machines := n.machines()
	if n.classic != nil {
		machines = append(machines, n.classic.machines...)
	}
	for _, m := range machines {
		name := "$" + m.name
		both(name)
		receivers = append(receivers, name+".private")
		if m.public.IsValid() {
			receivers = append(receivers, name+".public")
		}
		if m.hasV6 {
			both(name + ".v6")
		}
		if m.second != nil {
			both(name + ".eth1")
		}
		if m.behind {
			both(fmt.Sprintf("172.16.%d.5", m.serial))
		}
	}
	for _, m := range n.doors() {
		receivers = append(receivers, "$"+m.name, "$server.public", "$server")
	}
	for _, v := range n.vpcs {
		for _, b := range v.balancers {
			receivers = append(receivers, "$"+b.name)
			if b.kind.Nodes {
				receivers = append(receivers, "$"+b.name+".private")
			}
			if b.dual {
				receivers = append(receivers, "$"+b.name+".v6")
			}
		}
		for _, g := range v.nats() {
			receivers = append(receivers, "$"+g.name)
			if len(g.publics) > 0 {
				receivers = append(receivers, g.publics[0].String())
			}
		}
		if v.cluster != nil {
			for _, p := range v.cluster.pods {
				both("$" + p.name)
			}
		}
	}
	both(n.vpcs[0].subnets[0].at(88).String())
	for _, a := range n.farAddrs() {
		both(a.String())
	}
	return senders, receivers
}

// question draws one, with $ before names. Both ends are of one family.
func (n *network) question(t *rapid.T) string {
	senders, receivers := n.ends()
	from := pick(t, senders...)
	six := func(end string) bool { return strings.HasSuffix(end, ".v6") }
	receivers = slices.DeleteFunc(receivers, func(to string) bool {
		return to == from || from != "$client" && to != "$client" && six(to) != six(from)
	})
	return fmt.Sprintf("trace %s -> %s %s", from, pick(t, receivers...),
		pick(t, "tcp/443", "tcp/443", "tcp/443", "tcp/443", "tcp/8022", "udp/53", "icmp", "tcp/25", "proto/50"))
}

// put asks a question of a scenario of a network; nil where the network has no such thing.
func put(s *dsl.Scenario, line string, rename func(string) string) *trace.Trace {
	q, _ := s.Ask(os.Expand(line, rename))
	if q == nil {
		return nil
	}
	return &s.Answer(q)[0]
}

// ask asks a network's questions and shows the traces of those that it has an answer to.
func (n *network) ask(s *dsl.Scenario, see func(line string, tr *trace.Trace)) {
	for _, line := range n.questions {
		if tr := put(s, line, asItIs); tr != nil {
			see(line, tr)
		}
	}
}
