package trace_test

import (
	"fmt"
	"math"
	"math/rand"
	"sort"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// The oracles below share no code with the engine: they know addresses as numbers and rules as they were drawn.

// A block is a range of addresses in 203.0.113.0/24 by its last byte; one with no bits is every address.
type block struct{ start, bits int }

// randomBlock is in 203.0.113.0/27 or everything.
func randomBlock(random *rand.Rand) block {
	if random.Intn(6) == 0 {
		return block{0, 0}
	}
	bits := 27 + random.Intn(6)
	return block{random.Intn(32) >> (32 - bits) << (32 - bits), bits}
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
// propagated one (aws 3.3).
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

// TestTheRouteIsTheOraclesRoute draws tables whose ranges overlap, of all origins, and holds the route that a packet takes
// against comparing every line with every other.
func TestTheRouteIsTheOraclesRoute(t *testing.T) {
	random := rand.New(rand.NewSource(5))
	none := 0
	for range 150 {
		routes := drawRoutes(random)
		text := routesText(routes)
		s := dsl.Load(text)
		if len(s.Problems) > 0 {
			t.Fatalf("line %d: %s\n%s", s.Lines.Line(s.Problems[0].Span), s.Problems[0].Message, text)
		}
		for range 8 {
			last := 1 + random.Intn(34)
			want := bestRoute(routes, last)
			if have := routeTaken(t, s, last); have != want {
				t.Fatalf("203.0.113.%d: have the route %d\nwant %d (counted from 0, -1 for none)\n%s", last, have, want, text)
			}
			if want < 0 {
				none++
			}
		}
	}
	if none < 20 {
		t.Errorf("%d lookups find nothing\nwant some: the generator has to leave gaps", none)
	}
}

func drawRoutes(random *rand.Rand) []drawnRoute {
	var routes []drawnRoute
	seen := map[string]bool{}
	for range random.Intn(9) {
		r := drawnRoute{block: randomBlock(random), target: pick(random, "gate", "nat", "office", "blackhole")}
		switch random.Intn(3) {
		case 0:
			r.list = true
		case 1:
			r.propagated, r.target = true, "office"
		}
		if key := fmt.Sprint(r.block, r.list, r.propagated); !seen[key] {
			seen[key] = true
			routes = append(routes, r)
		}
	}
	return routes
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

func routeTaken(t *testing.T, s *dsl.Scenario, last int) int {
	t.Helper()
	tr := mustAsk(t, s, fmt.Sprintf("trace app -> 203.0.113.%d tcp/443", last))
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

func mustAsk(t *testing.T, s *dsl.Scenario, line string) trace.Trace {
	t.Helper()
	q, problems := s.Ask(line)
	if q == nil {
		t.Fatalf("%s: %s\n%s", line, problems[0].Message, s.Text)
	}
	return s.Answer(q)[0]
}

// A drawnRule is a rule of a filter. Its protocol is "all", "tcp", "udp", "icmp" or "proto/50"; its ports are for TCP and
// UDP, and kind is a type of ICMP, -1 for every one.
type drawnRule struct {
	number int
	allow  bool
	proto  string
	ports  [][2]int
	kind   int
	peer   block
	v6     bool // about ::/0
}

func drawRule(random *rand.Rand) drawnRule {
	r := drawnRule{allow: random.Intn(2) == 0, proto: pick(random, "all", "tcp", "tcp", "udp", "icmp", "proto/50"), kind: -1, peer: randomBlock(random), v6: random.Intn(12) == 0}
	if r.proto == "tcp" || r.proto == "udp" {
		for range random.Intn(3) {
			low := random.Intn(12)
			r.ports = append(r.ports, [2]int{low, low + random.Intn(5)})
		}
	}
	if r.proto == "icmp" && random.Intn(2) == 0 {
		r.kind = pick(random, "08", "13")[1:][0:1][0:1] == "8" && true, 8
	}
	return r
}
