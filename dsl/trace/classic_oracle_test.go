package trace_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// A classicNet is a random classic network. To the oracle it is two networks with the same machines and groups: one of
// the inner sides, which knows the callers, and one of the public sides, which knows addresses only.
type classicNet struct {
	inside, outside *mergedNet
}

func randomClassic(random *rand.Rand) *classicNet {
	c := &classicNet{randomMerged(random), &mergedNet{groups: map[string]*mergedGroup{}}}
	c.inside.advanced = false
	c.outside.machines = c.inside.machines
	public := []string{"0.0.0.0/0", "203.0.113.0/24", "198.51.100.0/28", "198.51.100.11/32"}
	for i := range mergedGroups {
		name := fmt.Sprint("sg", i)
		in, out := c.inside.groups[name], &mergedGroup{}
		in.in, in.out = nil, nil
		c.outside.groups[name] = out
		for range random.Intn(4) {
			in.in = append(
				in.in,
				randomLine(random, name, "in", "from", []string{"0.0.0.0/0", "10.1.0.10/32", "10.1.1.11/32"}, true),
			)
			in.out = append(
				in.out,
				randomLine(random, name, "out", "to", []string{"0.0.0.0/0", "10.1.0.0/24", "10.1.1.11/32"}, true),
			)
			out.in = append(out.in, randomLine(random, name, "in", "from", public, false))
			out.out = append(out.out, randomLine(random, name, "out", "to", public, false))
		}
	}
	return c
}

func (c *classicNet) text() string {
	var b strings.Builder
	b.WriteString("host client 203.0.113.7\ncloud alibaba {\nclassic {\n")
	for i := range mergedGroups {
		name := fmt.Sprint("sg", i)
		fmt.Fprintf(&b, "security-group %s {\n", name)
		if c.inside.groups[name].apart {
			b.WriteString("inner deny\n")
		}
		writeFace(&b, "intranet", c.inside.groups[name])
		writeFace(&b, "internet", c.outside.groups[name])
		b.WriteString("}\n")
	}
	for i, m := range c.inside.machines {
		fmt.Fprintf(
			&b,
			"instance %s %s { public-ip 198.51.100.%d; security-group %s }\n",
			m.name,
			m.addr,
			10+i,
			strings.Join(m.groups, ", "),
		)
	}
	b.WriteString("}\n}\n")
	return b.String()
}

func writeFace(b *strings.Builder, side string, g *mergedGroup) {
	for _, r := range append(append([]mergedRule{}, g.in...), g.out...) {
		b.WriteString(side + " " + r.line + "\n")
	}
}

func (c *classicNet) load(t *testing.T) *dsl.Scenario {
	t.Helper()
	s := dsl.Load(c.text())
	for _, p := range s.Problems {
		t.Fatalf(
			"the random network has a problem, which the generator has to avoid: line %d: %s\n%s",
			s.Lines.Line(p.Span),
			p.Message,
			s.Text,
		)
	}
	return s
}

// TestEachSideDecidesAsItsMergedListSays holds the groups of the classic network against two lists, that of the inner
// rules for what is sent to an inner address and that of the public ones for what is sent to a public one.
func TestEachSideDecidesAsItsMergedListSays(t *testing.T) {
	random := rand.New(rand.NewSource(11))
	inside, outside := map[string]int{}, map[string]int{}
	for range 150 {
		c := randomClassic(random)
		s := c.load(t)
		for range 10 {
			from, to := c.inside.machines[random.Intn(mergedMachines)], c.inside.machines[random.Intn(mergedMachines)]
			if from.name == to.name {
				continue
			}
			protocol, port := []string{"tcp", "udp"}[random.Intn(2)], []int{80, 443, 8080}[random.Intn(3)]
			service := fmt.Sprintf("%s/%d", protocol, port)
			line := fmt.Sprintf("trace %s -> %s %s", from.name, to.name, service)
			have := seen(t, s, line)
			reason, by := c.inside.decide(from, true, &to, to.addr, protocol, port)
			c.inside.agree(t, s, line, "out", have[cloud.StageGroupOut], reason, by)
			inside[reason]++
			if !isStop(reason) {
				reason, by = c.inside.decide(to, false, &from, from.addr, protocol, port)
				c.inside.agree(t, s, line, "in", have[cloud.StageGroupIn], reason, by)
				inside[reason]++
			}
			line = fmt.Sprintf("trace %s -> %s.public %s", from.name, to.name, service)
			have = seen(t, s, line)
			reason, by = c.outside.decide(from, true, nil, publicOf(c.inside, to), protocol, port)
			c.outside.agree(t, s, line, "out", have[cloud.StageGroupOut], reason, by)
			outside[reason]++
			if !isStop(reason) {
				reason, by = c.outside.decide(to, false, nil, publicOf(c.inside, from), protocol, port)
				c.outside.agree(t, s, line, "in", have[cloud.StageGroupIn], reason, by)
				outside[reason]++
			}
		}
	}
	for _, reason := range []string{"sg-rule", "sg-deny", "sg-default", "sg-no-rule"} {
		if inside[reason] < 20 || outside[reason] < 20 {
			t.Errorf(
				"%d and %d decisions were %s\nwant at least 20 on each side: the generator has to make more",
				inside[reason],
				outside[reason],
				reason,
			)
		}
	}
	for _, reason := range []string{"sg-same-group", "sg-isolated"} {
		if inside[reason] < 20 || outside[reason] > 0 {
			t.Errorf(
				"%d and %d decisions were %s\nwant at least 20 on the inner side and none on the public one",
				inside[reason],
				outside[reason],
				reason,
			)
		}
	}
}

// TestARuleOfTheOtherSideChangesNothing: the strongest rules for one side of every group leave all answers of the other
// as they are, and fellow members meet inside whatever stands there.
func TestARuleOfTheOtherSideChangesNothing(t *testing.T) {
	random := rand.New(rand.NewSource(13))
	met := 0
	for range 60 {
		c := randomClassic(random)
		before := c.load(t)
		queries, fates := c.askAll(t, before)
		inner := random.Intn(2) == 0
		for i := range mergedGroups {
			name := fmt.Sprint("sg", i)
			g := c.outside.groups[name]
			if inner {
				g = c.inside.groups[name]
			}
			g.in = append(
				g.in,
				mergedRule{
					line: []string{"in 1 deny all from 0.0.0.0/0", "in 1 allow all from 0.0.0.0/0"}[random.Intn(2)],
				},
			)
			g.out = append(g.out, mergedRule{line: "out 1 deny all to 0.0.0.0/0"})
		}
		after := c.load(t)
		again, have := c.askAll(t, after)
		for i := range queries {
			if private := strings.Contains(again[i], ".private"); private != inner && have[i] != fates[i] {
				t.Fatalf(
					"%s: have %s\nwant %s as before: the new rules are for the other side\n%s",
					again[i],
					have[i],
					fates[i],
					after.Text,
				)
			}
		}
		met += c.fellowsMeet(t, after)
	}
	if met < 50 {
		t.Errorf(
			"only %d pairs shared a group that lets its members talk\nwant at least 50: the generator has to make more",
			met,
		)
	}
}

// askAll asks each machine about each other by both of its addresses.
func (c *classicNet) askAll(t *testing.T, s *dsl.Scenario) (lines, fates []string) {
	t.Helper()
	for _, from := range c.inside.machines {
		for _, to := range c.inside.machines {
			for _, side := range []string{"private", "public"} {
				line := fmt.Sprintf("trace %s -> %s.%s tcp/80", from.name, to.name, side)
				q, _ := s.Ask(line)
				lines, fates = append(lines, line), append(fates, fate(s.Answer(q)[0]))
			}
		}
	}
	return lines, fates
}

// fellowsMeet gives the number of pairs that share a group which lets its members talk; each has to reach the other
// inside.
func (c *classicNet) fellowsMeet(t *testing.T, s *dsl.Scenario) int {
	t.Helper()
	met := 0
	for _, from := range c.inside.machines {
		for _, to := range c.inside.machines {
			if from.name == to.name || !c.inside.fellows(from, to) {
				continue
			}
			met++
			q, _ := s.Ask(fmt.Sprintf("trace %s -> %s tcp/80", from.name, to.name))
			if tr := s.Answer(q)[0]; tr.Outcome != trace.Reachable {
				t.Fatalf(
					"%s -> %s: have %s\nwant reachable: they share a group that lets its members talk\n%s",
					from.name,
					to.name,
					tr.Outcome,
					s.Text,
				)
			}
		}
	}
	return met
}
