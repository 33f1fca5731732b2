package trace_test

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// The oracles below share no code with the engine: they know addresses as numbers and rules as they were drawn.

// A block is a range of addresses in 203.0.113.0/24 by its last byte; one with no bits is every address.
type block struct{ start, bits int }

// randomBlock is in 203.0.113.0/27 or everything.
func randomBlock(t *rapid.T) block {
	if roll(t, 6) == 0 {
		return block{0, 0}
	}
	bits := 27 + roll(t, 6)
	return block{roll(t, 32) >> (32 - bits) << (32 - bits), bits}
}

func (b block) String() string {
	if b.bits == 0 {
		return "0.0.0.0/0"
	}
	return fmt.Sprintf("203.0.113.%d/%d", b.start, b.bits)
}

func (b block) holds(last int) bool {
	return b.bits == 0 || last>>(32-b.bits) == b.start>>(32-b.bits)
}

// A drawnRoute is a line of a table: a prefix list of one range, where list is set, or a range.
type drawnRoute struct {
	block
	list, propagated bool
	target           string
}

// better is the order of routes: the longer prefix; then a range of its own before a prefix list's, and that before a
// propagated one (aws/route-static-first).
func (r drawnRoute) better(than drawnRoute) bool {
	rank := func(r drawnRoute) int {
		switch {
		case r.propagated:
			return 0
		case r.list:
			return 1
		}
		return 2
	}
	return r.bits > than.bits || r.bits == than.bits && rank(r) > rank(than)
}

// TestTheRouteIsTheOraclesRoute draws tables whose ranges overlap, of all origins, and holds the route that a packet
// takes against comparing every line with every other.
func TestTheRouteIsTheOraclesRoute(t *testing.T) {
	checkMore(t, 4)
	none := 0
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.Custom(drawLookups).Draw(t, "table")
		s := loadDrawn(t, routesText(d.routes))
		for _, last := range d.lookups {
			want := bestRoute(d.routes, last)
			if have := routeTaken(t, s, last); have != want {
				t.Fatalf("203.0.113.%d: have the route %d\nwant %d (counted from 0, -1 for none)", last, have, want)
			}
			if want < 0 {
				none++
			}
		}
	})
	if none < 10 {
		t.Errorf("%d lookups find nothing\nwant some: the generator has to leave gaps", none)
	}
}

// drawnLookups are the routes of a table, and last bytes of addresses.
type drawnLookups struct {
	routes  []drawnRoute
	lookups []int
}

// GoString is what a failure shows.
func (d drawnLookups) GoString() string { return "\n" + routesText(d.routes) }

func drawLookups(t *rapid.T) drawnLookups {
	d := drawnLookups{lookups: several(t, 8, 8, func(t *rapid.T) int { return 1 + roll(t, 34) })}
	seen := map[string]bool{}
	for _, r := range several(t, 0, 8, drawRoute) {
		if key := fmt.Sprint(r.block, r.list, r.propagated); !seen[key] {
			seen[key] = true
			d.routes = append(d.routes, r)
		}
	}
	return d
}

func drawRoute(t *rapid.T) drawnRoute {
	r := drawnRoute{block: randomBlock(t), target: pick(t, "gate", "nat", "office", "blackhole")}
	switch roll(t, 3) {
	case 1:
		r.list = true
	case 2:
		r.propagated, r.target = true, "office"
	}
	return r
}

// roll is a number below another.
func roll(t *rapid.T, below int) int { return rapid.IntRange(0, below-1).Draw(t, "roll") }

// loadDrawn reads a text, which has no errors.
func loadDrawn(t *rapid.T, text string) *dsl.Scenario {
	t.Helper()
	s := dsl.Load(text)
	if len(s.Problems) > 0 {
		t.Fatalf("line %d: %s", s.Lines.Line(s.Problems[0].Span), s.Problems[0].Message)
	}
	return s
}

func bestRoute(routes []drawnRoute, last int) int {
	best := -1
	for i, r := range routes {
		if r.holds(last) && (best < 0 || r.better(routes[best])) {
			best = i
		}
	}
	return best
}

// routesText has route number i in line 4 + i, and the lists behind the table.
func routesText(routes []drawnRoute) string {
	var lines, lists strings.Builder
	for i, r := range routes {
		to := r.String()
		if r.list {
			to = fmt.Sprint("list", i)
			fmt.Fprintf(&lists, "prefix-list list%d { %s }\n", i, r.block)
		}
		fmt.Fprintf(&lines, "%s -> %s", to, r.target)
		if r.propagated {
			lines.WriteString(" propagated")
		}
		lines.WriteString("\n")
	}
	return "cloud aws {\nvpc net 10.0.0.0/16 {\nroute-table table {\n" + lines.String() + "}\n" + lists.String() +
		"internet-gateway gate\nvpn-gateway office 203.0.113.0/24\nsubnet away 10.0.2.0/24 {\nnat-gateway nat\n}\n" +
		"subnet here 10.0.1.0/24 {\nroute-table table\ninstance app 10.0.1.10 {\neip 198.51.100.10\n}\n}\n}\n}\n"
}

func routeTaken(t *rapid.T, s *dsl.Scenario, last int) int {
	t.Helper()
	tr := put(s, fmt.Sprintf("trace app -> 203.0.113.%d tcp/443", last), asItIs)
	for _, step := range tr.Legs[0].Steps {
		if step.At.Base().Name != "table" {
			continue
		}
		if step.Route == nil {
			return -1
		}
		return s.Lines.Line(step.Span) - 4
	}
	t.Fatalf("the packet to 203.0.113.%d meets no table\n%s", last, s.Text)
	return 0
}

// A drawnRule is a rule of a filter. Its protocol is "all", "tcp", "udp", "icmp" or "proto/50"; its ports are for TCP
// and UDP, and kind is a type of ICMP, -1 for every one.
type drawnRule struct {
	number int
	allow  bool
	proto  string
	ports  [][2]int
	kind   int
	peer   block
	v6     bool // about ::/0
}

func drawRule(t *rapid.T) drawnRule {
	r := drawnRule{
		number: 1 + roll(t, 40),
		allow:  roll(t, 2) == 0,
		proto:  pick(t, "all", "tcp", "tcp", "udp", "icmp", "proto/50"),
		kind:   -1,
		peer:   randomBlock(t),
		v6:     roll(t, 12) == 0,
	}
	if r.proto == "tcp" || r.proto == "udp" {
		for range roll(t, 3) {
			low := roll(t, 12)
			r.ports = append(r.ports, [2]int{low, low + roll(t, 5)})
		}
	}
	if r.proto == "icmp" {
		r.kind = []int{-1, 8, 13}[roll(t, 3)]
	}
	return r
}

// String is the rule without its direction, number and action.
func (r drawnRule) String() string {
	service := r.proto
	for i, p := range r.ports {
		service += []string{"/", ","}[min(i, 1)] + fmt.Sprintf("%d-%d", p[0], p[1])
	}
	if r.kind >= 0 {
		service += fmt.Sprint("/", r.kind)
	}
	if r.v6 {
		return service + " from ::/0"
	}
	return service + " from " + r.peer.String()
}

// A drawnPacket comes from 203.0.113.last. Its number is its port, or its type of ICMP.
type drawnPacket struct {
	last   int
	proto  string
	number int
}

func (r drawnRule) matches(p drawnPacket) bool {
	if r.v6 || !r.peer.holds(p.last) || r.proto != "all" && r.proto != p.proto {
		return false
	}
	if r.proto == "icmp" {
		return r.kind < 0 || r.kind == p.number
	}
	for _, ports := range r.ports {
		if ports[0] <= p.number && p.number <= ports[1] {
			return true
		}
	}
	return len(r.ports) == 0
}

// TestFiltersAreTheOraclesFilters draws an ACL with numbers in any order and two groups, and holds what stops a packet,
// and the line that does, against going through the rules one by one.
func TestFiltersAreTheOraclesFilters(t *testing.T) {
	checkMore(t, 4)
	counts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Custom(drawFilters).Draw(t, "filters")
		s := loadDrawn(t, f.text())
		for _, p := range f.packets {
			want := filtered(f.acl, append(append([]drawnRule{}, f.first...), f.second...), p)
			counts[strings.Fields(want)[0]]++
			if have := stopped(put(s, p.line(), asItIs), s); have != want {
				t.Fatalf("%s\nhave %s\nwant %s", p.line(), have, want)
			}
		}
	})
	for _, word := range []string{"acl-deny", "acl-no-rule", "sg-no-rule", "sg-rule"} {
		if counts[word] < 10 {
			t.Errorf("%d packets end with %s\nwant at least 10: the generator has to make more", counts[word], word)
		}
	}
}

// drawnFilters are the rules of an ACL and of two groups, and packets that meet them.
type drawnFilters struct {
	acl, first, second []drawnRule
	packets            []drawnPacket
}

func (f drawnFilters) text() string { return filtersText(f.acl, f.first, f.second) }

// GoString is what a failure shows.
func (f drawnFilters) GoString() string { return "\n" + f.text() }

func drawFilters(t *rapid.T) drawnFilters {
	f := drawnFilters{
		acl:     several(t, 0, 7, drawRule),
		first:   several(t, 0, 3, drawRule),
		second:  several(t, 0, 3, drawRule),
		packets: several(t, 10, 10, drawPacket),
	}
	taken := map[int]bool{}
	f.acl = slices.DeleteFunc(f.acl, func(r drawnRule) bool {
		again := taken[r.number]
		taken[r.number] = true
		return again
	})
	return f
}

func drawPacket(t *rapid.T) drawnPacket {
	p := drawnPacket{
		last:   roll(t, 34),
		proto:  pick(t, "tcp", "tcp", "udp", "icmp", "proto/50"),
		number: 1 + roll(t, 15),
	}
	if p.proto == "icmp" {
		p.number = 8 + 5*roll(t, 2)
	}
	return p
}

// filtersText has rule number i of the ACL in line 4 + i.
func filtersText(acl, first, second []drawnRule) string {
	var b strings.Builder
	b.WriteString("cloud aws {\nvpc net 10.0.0.0/16 {\nnetwork-acl wall {\n")
	for _, r := range acl {
		fmt.Fprintf(&b, "in %d %s %s\n", r.number, map[bool]string{true: "allow", false: "deny"}[r.allow], r)
	}
	b.WriteString("out 1 allow all to 0.0.0.0/0\n}\n")
	for i, rules := range [][]drawnRule{first, second} {
		fmt.Fprintf(&b, "security-group sg%d {\n", i)
		for _, r := range rules {
			fmt.Fprintf(&b, "in allow %s\n", r)
		}
		b.WriteString("}\n")
	}
	b.WriteString("internet-gateway gate\nroute-table public {\n0.0.0.0/0 -> gate\n}\n" +
		"subnet front 10.0.1.0/24 {\nroute-table public\nnetwork-acl wall\n" +
		"instance web 10.0.1.10 {\nsecurity-group sg0, sg1\neip 198.51.100.10\n}\n}\n}\n}\n")
	return b.String()
}

func (p drawnPacket) line() string {
	service := fmt.Sprintf("%s/%d", p.proto, p.number)
	if p.proto == "proto/50" {
		service = p.proto
	}
	return fmt.Sprintf("trace 203.0.113.%d -> web %s", p.last, service)
}

// filtered is the reason of the last filter that judges a packet, with the line of the ACL's rule where that decides.
func filtered(acl, groups []drawnRule, p drawnPacket) string {
	sorted := append([]drawnRule{}, acl...)
	sort.Slice(sorted, func(i, k int) bool { return sorted[i].number < sorted[k].number })
	verdict := "acl-no-rule"
	for _, r := range sorted {
		if r.matches(p) {
			for i := range acl {
				if acl[i].number == r.number {
					verdict = fmt.Sprint("acl-deny ", 4+i)
				}
			}
			if r.allow {
				verdict = ""
			}
			break
		}
	}
	if verdict != "" {
		return verdict
	}
	for _, r := range groups {
		if r.matches(p) {
			return "sg-rule"
		}
	}
	return "sg-no-rule"
}

// stopped is the same, as a trace says it.
func stopped(tr *trace.Trace, s *dsl.Scenario) string {
	said := "none"
	for _, step := range tr.Legs[0].Steps {
		switch {
		case step.Stage == cloud.StageACLIn && step.Reason == trace.ACLDeny:
			said = fmt.Sprint(step.Reason, " ", s.Lines.Line(step.Span))
		case step.Stage == cloud.StageACLIn && step.Decision == trace.Dropped, step.Stage == cloud.StageGroupIn:
			said = string(step.Reason)
		}
	}
	return said
}

// TestTheSharesOfANATAreTheOraclesShares: the ACL of a private subnet lets in a part of the client's own ports, that of
// the NAT gateway's subnet a part of those that the gateway chooses. Both ports are chosen for each connection and
// independently, so that the parts multiply.
func TestTheSharesOfANATAreTheOraclesShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		own, chosen := randomSpan(t), randomSpan(t)
		s := dsl.Load(fmt.Sprintf(`cloud aws {
			vpc net 10.0.0.0/16 {
				internet-gateway gate
				route-table public { 0.0.0.0/0 -> gate }
				route-table private { 0.0.0.0/0 -> nat }
				network-acl own { in 1 allow tcp/%d-%d from 0.0.0.0/0; out 1 allow all to 0.0.0.0/0 }
				network-acl chosen {
					in 1 allow all from 10.0.0.0/16
					in 2 allow tcp/%d-%d from 0.0.0.0/0
					out 1 allow all to 0.0.0.0/0
				}
				subnet front 10.0.1.0/24 {
					route-table public
					network-acl chosen
					nat-gateway nat { eip 198.51.100.9 }
				}
				subnet back 10.0.2.0/24 { route-table private; network-acl own; instance app 10.0.2.10 }
			}
		}`, own[0], own[1], chosen[0], chosen[1]))
		tr := put(s, "trace app -> 192.0.2.50 tcp/443", asItIs)
		want := part(own, 32768, 60999) * part(chosen, 1024, 65535)
		if have := tr.Working(); math.Abs(have-want) > 1e-9 {
			t.Fatalf("have %.6f of the connections working\nwant %.6f\n%s", have, want, s.Text)
		}
		sum := 0.0
		for _, share := range tr.Shares {
			sum += share.Portion
		}
		if tr.Outcome == trace.Flaky && math.Abs(sum-1) > 1e-9 {
			t.Fatalf("the shares add up to %.6f\nwant 1\n%s", sum, s.Text)
		}
	})
}

func randomSpan(t *rapid.T) [2]int {
	low := roll(t, 65_536)
	return [2]int{low, low + roll(t, 65_536-low)}
}

// part is the share of the ports from low to high that a span holds.
func part(span [2]int, low, high int) float64 {
	both := min(span[1], high) - max(span[0], low) + 1
	return float64(max(both, 0)) / float64(high-low+1)
}
