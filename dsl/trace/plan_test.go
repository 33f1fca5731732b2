package trace_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// A plan is a small random network of one cloud, kept as what the scenario says, so that a test can change one thing in
// it and hold the answers against those from before.
type plan struct {
	cloud    string
	groups   []group
	acls     []group // no kind
	routes   []string
	subnets  []string // the lines in it that are not machines
	machines []machine
	rename   func(string) string // what names are written as
}

// A group is a security group or a network ACL, with its rules as lines.
type group struct {
	name, kind string
	in, out    []string
}

type machine struct {
	name   string
	subnet int
	groups []int
	lines  []string
}

const machineCount, subnetCount, groupCount = 5, 3, 4

// randomPlan makes a network that has no errors; what it does is left to chance.
func randomPlan(random *rand.Rand, cloud string) *plan {
	p := &plan{cloud: cloud, rename: func(name string) string { return name }}
	for i := range groupCount {
		p.groups = append(p.groups, p.randomGroup(random, i))
	}
	for i := range 2 {
		p.acls = append(p.acls, randomACL(random, i))
	}
	p.routes = []string{"10.99.0.0/16 -> blackhole"}
	if cloud == "aws" && random.Intn(4) > 0 {
		p.routes = append(p.routes, "0.0.0.0/0 -> gate")
	}
	for range subnetCount {
		p.subnets = append(
			p.subnets,
			pick(
				random,
				"",
				"route-table public",
				"route-table public",
				"route-table public\nnetwork-acl acl0",
				"network-acl acl1\nroute-table public",
			),
		)
	}
	for i := range machineCount {
		p.machines = append(p.machines, p.randomMachine(random, i))
	}
	return p
}

func pick(random *rand.Rand, from ...string) string { return from[random.Intn(len(from))] }

func (p *plan) randomGroup(random *rand.Rand, i int) group {
	g := group{name: fmt.Sprint("sg", i)}
	if p.cloud == "alibaba" {
		g.kind = pick(random, "", "basic")
	}
	for range random.Intn(4) {
		g.in = append(
			g.in,
			fmt.Sprintf("in %s%s from %s", p.action(random), randomService(random), p.randomPeer(random, i)),
		)
	}
	for range random.Intn(3) {
		g.out = append(
			g.out,
			fmt.Sprintf("out %s%s to %s", p.action(random), randomService(random), p.randomPeer(random, i)),
		)
	}
	if p.cloud == "alibaba" && random.Intn(3) == 0 {
		g.in = append(g.in, "inner deny")
	}
	return g
}

func (p *plan) action(random *rand.Rand) string {
	if p.cloud == "aws" {
		return "allow "
	}
	return pick(random, "", "1 ", "2 ", "3 ") + pick(random, "allow ", "allow ", "deny ")
}

func randomService(random *rand.Rand) string {
	return pick(random, "all", "tcp", "tcp/80", "tcp/443", "tcp/80-443", "udp/53", "icmp", "icmp/8", "tcp/1-65535")
}

// randomPeer is a range or a group; on Alibaba Cloud a group can't name itself.
func (p *plan) randomPeer(random *rand.Rand, self int) string {
	if random.Intn(3) == 0 {
		other := random.Intn(groupCount)
		if other != self || p.cloud == "aws" {
			return fmt.Sprintf("<sg%d>", other)
		}
	}
	return pick(random, "0.0.0.0/0", "10.1.0.0/16", "10.1.1.0/24", "203.0.113.0/24", "198.51.100.0/24")
}

func randomACL(random *rand.Rand, i int) group {
	g := group{name: fmt.Sprint("acl", i)}
	for n := range 1 + random.Intn(4) {
		g.in = append(
			g.in,
			fmt.Sprintf(
				"in %d %s %s from %s",
				10*(n+1),
				pick(random, "allow", "allow", "deny"),
				randomRange(random),
				pick(random, "0.0.0.0/0", "0.0.0.0/0", "10.1.0.0/16"),
			),
		)
		g.out = append(
			g.out,
			fmt.Sprintf(
				"out %d %s %s to %s",
				10*(n+1),
				pick(random, "allow", "allow", "deny"),
				randomRange(random),
				pick(random, "0.0.0.0/0", "0.0.0.0/0", "203.0.113.0/24"),
			),
		)
	}
	return g
}

// randomRange is a service for an ACL, most of the time a range of the ports that clients send from.
func randomRange(random *rand.Rand) string {
	low := random.Intn(65536)
	return pick(random, "all", "tcp/1-1000", "icmp", "udp", fmt.Sprintf("tcp/%d-%d", low, low+random.Intn(65536-low)))
}

func (p *plan) randomMachine(random *rand.Rand, i int) machine {
	m := machine{name: fmt.Sprint("m", i), subnet: random.Intn(subnetCount)}
	first := random.Intn(groupCount)
	m.groups = []int{first}
	if random.Intn(2) == 0 {
		m.groups = append(m.groups, (first+1)%groupCount)
	}
	if random.Intn(3) > 0 {
		m.lines = append(m.lines, fmt.Sprintf("eip 198.51.100.%d", 10+i))
	}
	if random.Intn(4) == 0 {
		m.lines = append(m.lines, pick(random, "listen none", "listen tcp/443, udp/53", "os windows"))
	}
	return m
}

// text writes the plan as a scenario.
func (p *plan) text() string {
	var b strings.Builder
	fmt.Fprintf(
		&b,
		"host %s 203.0.113.7\ncloud %s {\nvpc %s 10.1.0.0/16 {\n",
		p.rename("client"),
		p.cloud,
		p.rename("net"),
	)
	if p.cloud == "aws" {
		fmt.Fprintf(&b, "internet-gateway %s\n", p.rename("gate"))
	}
	fmt.Fprintf(
		&b,
		"route-table %s {\n%s\n}\n",
		p.rename("public"),
		strings.ReplaceAll(strings.Join(p.routes, "\n"), "gate", p.rename("gate")),
	)
	p.filters(&b, "security-group", p.groups)
	p.filters(&b, "network-acl", p.acls)
	for i, lines := range p.subnets {
		for _, name := range []string{"acl0", "acl1", "public"} {
			lines = strings.ReplaceAll(lines, " "+name, " "+p.rename(name))
		}
		fmt.Fprintf(&b, "%s %s 10.1.%d.0/24 {\n%s\n", p.subnetWord(), p.rename(fmt.Sprint("net", i)), i, lines)
		for k, m := range p.machines {
			if m.subnet == i {
				fmt.Fprintf(
					&b,
					"instance %s 10.1.%d.%d {\nsecurity-group %s\n%s\n}\n",
					p.rename(m.name),
					i,
					10+k,
					p.groupNames(m),
					strings.Join(m.lines, "\n"),
				)
			}
		}
		b.WriteString("}\n")
	}
	b.WriteString("}\n}\n")
	return b.String()
}

func (p *plan) subnetWord() string {
	if p.cloud == "aws" {
		return "subnet"
	}
	return "vswitch"
}

func (p *plan) groupNames(m machine) string {
	names := make([]string, len(m.groups))
	for i, g := range m.groups {
		names[i] = p.rename(p.groups[g].name)
	}
	return strings.Join(names, ", ")
}

func (p *plan) filters(b *strings.Builder, keyword string, all []group) {
	for _, g := range all {
		rules := strings.Join(append(append([]string{}, g.in...), g.out...), "\n")
		for i := range groupCount {
			rules = strings.ReplaceAll(rules, fmt.Sprintf("<sg%d>", i), p.rename(fmt.Sprint("sg", i)))
		}
		fmt.Fprintf(b, "%s %s %s {\n%s\n}\n", keyword, p.rename(g.name), g.kind, rules)
	}
}

// load reads the plan, which has no errors.
func (p *plan) load(t *testing.T) *dsl.Scenario {
	t.Helper()
	return loadRandom(t, p.text())
}

// loadRandom reads the text of a random network, which has no errors.
func loadRandom(t *testing.T, text string) *dsl.Scenario {
	t.Helper()
	s := dsl.Load(text)
	for _, problem := range s.Problems {
		t.Fatalf("the random network has a problem, which the generator has to avoid: line %d: %s\n%s",
			s.Lines.Line(problem.Span), problem.Message, text)
	}
	return s
}

// A query is a question of a plan, by the names that the plan knows.
type query struct {
	from, to, face, service, more string
}

func (p *plan) randomQuery(random *rand.Rand) query {
	names := []string{"client"}
	for _, m := range p.machines {
		names = append(names, m.name)
	}
	q := query{
		from:    pick(random, names...),
		to:      pick(random, names[1:]...),
		service: pick(random, "tcp/80", "tcp/443", "tcp/25", "udp/53", "icmp"),
	}
	if q.from != "client" {
		if random.Intn(5) == 0 {
			q.to = "client"
		} else {
			q.face = pick(random, "", "", ".public", ".private")
		}
	}
	return q
}

func (p *plan) line(q query) string {
	return fmt.Sprintf("trace %s -> %s%s %s %s", p.rename(q.from), p.rename(q.to), q.face, q.service, q.more)
}

// ask puts a query to a scenario of the plan.
func (p *plan) ask(t *testing.T, s *dsl.Scenario, q query) trace.Trace {
	t.Helper()
	question, problems := s.Ask(p.line(q))
	if question == nil {
		t.Fatalf("%s: have the problem: %s\nwant a question\n%s", p.line(q), problems[0].Message, s.Text)
	}
	return s.Answer(question)[0]
}
