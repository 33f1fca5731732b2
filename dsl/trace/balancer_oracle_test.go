package trace_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// A served is a machine behind the balancer of the oracle: its zone, whom its group lets in, and its ports.
type served struct {
	name, zone string
	// group is open, nodes (port 8080 from the nodes' subnets), clients (port 8080 from the client) or shut.
	group string
	ports []int // none for every port
}

// A balanced is a balancer of the oracle in a network of its own: zones a and b may have a node, zones a to c targets.
type balanced struct {
	cloud, kind string
	zones       []string // of its nodes
	cross, keep string   // "", "on" or "off"
	check       int      // 0 for the port of the targets
	addresses   bool
	targets     []served
	// listeners have the places of their targets, the one that is asked first.
	listeners [][]int
}

func randomBalanced(random *rand.Rand) *balanced {
	one := func(from ...string) string { return from[random.Intn(len(from))] }
	kinds := []string{"aws application", "aws network", "alibaba alb", "alibaba nlb", "alibaba clb"}
	cloud, kind, _ := strings.Cut(one(kinds...), " ")
	b := &balanced{cloud: cloud, kind: kind}
	if kind != "application" && kind != "alb" {
		b.keep = one("", "", "on", "off")
	}
	switch {
	case kind == "clb":
		b.zones = []string{"-"}
	case kind == "application" || random.Intn(3) > 0:
		b.zones = []string{"a", "b"}
	default:
		b.zones = []string{one("a", "b")}
	}
	if kind != "clb" {
		b.cross, b.addresses = one("", "", "on", "off"), random.Intn(3) == 0
	}
	if random.Intn(4) == 0 {
		b.check = 9090
	}
	for k := range 1 + random.Intn(4) {
		s := served{name: fmt.Sprint("web", k), zone: one("a", "b", "c"), group: one("open", "open", "nodes", "clients", "shut")}
		s.ports = [][]int{nil, nil, {8080}, {9090}, {8080, 9090}}[random.Intn(5)]
		b.targets = append(b.targets, s)
	}
	for range 1 + random.Intn(2) {
		b.listeners = append(b.listeners, random.Perm(len(b.targets))[:1+random.Intn(len(b.targets))])
	}
	return b
}

// address is the address of a target.
func (b *balanced) address(k int) string {
	third := 11 + strings.Index("abc", b.targets[k].zone)
	return fmt.Sprintf("10.0.%d.%d", third, 10+k)
}

func (b *balanced) text() string {
	var w strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&w, format+"\n", args...) }
	subnet, gate := "vswitch", ""
	if b.cloud == "aws" {
		subnet, gate = "subnet", "internet-gateway igw\nroute-table main { 0.0.0.0/0 -> igw }"
	}
	line("host client 203.0.113.10\ncloud %s {\nvpc v 10.0.0.0/16 {\n%s", b.cloud, gate)
	line("security-group open { in allow all from 0.0.0.0/0 }")
	line("security-group nodes { in allow tcp/8080 from 10.0.0.0/20 }")
	line("security-group clients { in allow tcp/8080 from 203.0.113.0/24 }")
	line("security-group shut { in none }")
	line("%s na 10.0.1.0/24 zone a\n%s nb 10.0.2.0/24 zone b", subnet, subnet)
	for third, zone := range []string{"a", "b", "c"} {
		line("%s t%s 10.0.%d.0/24 zone %s {", subnet, zone, 11+third, zone)
		for k, s := range b.targets {
			if s.zone == zone {
				line("instance %s %s { security-group %s%s }", s.name, b.address(k), s.group, listening(s.ports))
			}
		}
		line("}")
	}
	line("load-balancer lb %s {", b.kind)
	if b.kind == "clb" {
		line("eip 198.51.100.1")
	} else {
		names, eips := []string{}, []string{}
		for _, z := range b.zones {
			names, eips = append(names, "n"+z), append(eips, b.public(z))
		}
		line("%s %s\neip %s", subnet, strings.Join(names, ", "), strings.Join(eips, ", "))
	}
	if b.kind == "application" {
		line("security-group open")
	}
	if b.cross != "" {
		line("cross-zone %s", b.cross)
	}
	if b.keep != "" {
		line("preserve-client-address %s", b.keep)
	}
	for n, l := range b.listeners {
		var names []string
		for _, k := range l {
			if b.addresses {
				names = append(names, b.address(k))
			} else {
				names = append(names, b.targets[k].name)
			}
		}
		line("listen tcp/%d -> %s tcp/8080%s", 443+n, strings.Join(names, ", "), map[bool]string{true: " health tcp/9090"}[b.check > 0])
	}
	line("}\n}\n}")
	return w.String()
}

func listening(ports []int) string {
	if ports == nil {
		return ""
	}
	words := make([]string, len(ports))
	for i, p := range ports {
		words[i] = fmt.Sprint(p)
	}
	return "; listen tcp/" + strings.Join(words, ",")
}

// public is the public address of the node in a zone.
func (b *balanced) public(zone string) string {
	if zone == "b" {
		return "198.51.100.2"
	}
	return "198.51.100.1"
}

// lets reports whether the group of a target lets in a connection from a node, or from the client, to a port.
func (s *served) lets(fromClient bool, port int) bool {
	switch s.group {
	case "open":
		return true
	case "nodes":
		return !fromClient && port == 8080
	case "clients":
		return fromClient && port == 8080
	}
	return false
}

func (s *served) listens(port int) bool { return s.ports == nil || slices.Contains(s.ports, port) }

// used reports whether the node of a zone may use a target.
func (b *balanced) used(zone string, s *served) bool {
	crosses := b.cross == "on" || b.cross == "" && b.kind != "network"
	switch {
	case b.kind == "clb":
		return true
	case b.cloud == "aws" && !slices.Contains(b.zones, s.zone):
		return false
	}
	return crosses || s.zone == zone
}

// passes reports whether a target passes its check, which comes from no client.
func (b *balanced) passes(s *served) bool {
	port := 8080
	if b.check > 0 {
		port = b.check
	}
	pastGroups := b.kind == "nlb" || b.kind == "clb"
	return s.listens(port) && (pastGroups || s.lets(false, port))
}

// healthy are the targets of a listener that pass their check, as the node of a zone sees them.
func (b *balanced) healthy(zone string, l []int) (some []int) {
	for _, k := range l {
		if s := &b.targets[k]; b.used(zone, s) && b.passes(s) {
			some = append(some, k)
		}
	}
	return some
}

// ways are the fates of a call to the node of a zone: one for each target that it sends to.
func (b *balanced) ways(zone string) (all []string) {
	l := b.listeners[0]
	to := b.healthy(zone, l)
	anywhere := false
	for _, z := range b.zones {
		anywhere = anywhere || len(b.healthy(z, l)) > 0
	}
	if !anywhere && b.kind != "clb" {
		for _, k := range l {
			if b.used(zone, &b.targets[k]) {
				to = append(to, k)
			}
		}
	}
	if len(to) == 0 {
		return []string{"nobody: blocked"}
	}
	for _, k := range to {
		s := &b.targets[k]
		keeps := b.kind == "network" && b.keep != "off" && (b.keep == "on" || !b.addresses) ||
			b.kind == "nlb" && b.keep == "on"
		fate := "reachable"
		switch {
		case b.kind != "clb" && !s.lets(keeps, 8080):
			fate = "blocked"
		case !s.listens(8080):
			fate = "refused"
		}
		all = append(all, s.name+": "+fate)
	}
	return all
}

// named are the shares of the fates of a call by name: to each node of the look-up alike.
func (b *balanced) named() map[string]float64 {
	var inName []string
	for _, z := range b.zones {
		stays := true
		for _, l := range b.listeners {
			stays = stays && (b.cloud != "aws" || len(b.healthy(z, l)) > 0)
		}
		if stays {
			inName = append(inName, z)
		}
	}
	if len(inName) == 0 {
		inName = b.zones
	}
	all := map[string]float64{}
	for _, z := range inName {
		for fate, share := range b.shares(z) {
			all[fate] += share / float64(len(inName))
		}
	}
	return all
}

// shares are those of the fates of a call to the node of a zone.
func (b *balanced) shares(zone string) map[string]float64 {
	all, ways := map[string]float64{}, b.ways(zone)
	for _, fate := range ways {
		all[fate] += 1 / float64(len(ways))
	}
	return all
}

// sharesOf are the shares of the fates of a trace's ways.
func sharesOf(tr *trace.Trace) map[string]float64 {
	all := map[string]float64{}
	for _, way := range tr.Ways {
		to := "nobody"
		for _, s := range way.Legs[0].Steps {
			if s.Reason == trace.Balanced {
				to = s.For.Base().Name
			}
		}
		all[to+": "+way.Outcome.String()] += way.Share
	}
	return all
}

// TestBalancersFareAsTheFactsSay holds every way of a call to a balancer's name and to its nodes against the facts, in
// random networks: zones, health and its port, whom targets let in, kept addresses, and several listeners.
func TestBalancersFareAsTheFactsSay(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	seen := map[string]int{}
	for range 3_000 {
		b := randomBalanced(random)
		text := b.text()
		s := dsl.Load(text)
		for _, p := range s.Problems {
			t.Fatalf("%s\n%s", p.Message, text)
		}
		hold := func(to string, want map[string]float64) {
			have := sharesOf(put(s, "trace client -> "+to+" tcp/443", asItIs))
			if !maps.EqualFunc(have, want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
				t.Fatalf("client -> %s\nhave %v\nwant %v\n%s", to, have, want, text)
			}
			for way := range want {
				_, fate, _ := strings.Cut(way, ": ")
				seen[b.kind+" "+fate]++
			}
		}
		hold("lb", b.named())
		for _, z := range b.zones {
			hold(b.public(z), b.shares(z))
		}
	}
	for _, kind := range []string{"application", "network", "alb", "nlb", "clb"} {
		for _, fate := range []string{"reachable", "blocked"} {
			if seen[kind+" "+fate] < 50 {
				t.Errorf("%s %s: have %d ways\nwant some: %v", kind, fate, seen[kind+" "+fate], seen)
			}
		}
	}
}
