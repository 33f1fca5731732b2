package trace_test

import (
	"fmt"
	"math"
	"math/rand"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

var bothClouds = []string{"aws", "alibaba"}

// eachPlan runs a test on random networks; the seed is fixed, so that a failure comes again.
func eachPlan(t *testing.T, clouds []string, test func(t *testing.T, random *rand.Rand, p *plan)) {
	for _, name := range clouds {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewSource(2))
			for range 60 {
				test(t, random, randomPlan(random, name))
			}
		})
	}
}

const queriesEach = 15

// TestATraceEnds: every leg ends with the packet dropped or delivered, within the bound, and each step goes on where
// the last one stopped.
func TestATraceEnds(t *testing.T) {
	eachPlan(t, bothClouds, func(t *testing.T, random *rand.Rand, p *plan) {
		s := p.load(t)
		for range queriesEach {
			q := p.randomQuery(random)
			tr := p.ask(t, s, q)
			for _, leg := range tr.Legs {
				wellFormed(t, p.line(q)+"\n"+s.Text, leg)
			}
		}
	})
}

func wellFormed(t *testing.T, about string, leg trace.Leg) {
	t.Helper()
	if len(leg.Steps) == 0 || len(leg.Steps) > trace.MaxStages+1 {
		t.Fatalf("a leg has %d steps\nwant 1 to %d\n%s", len(leg.Steps), trace.MaxStages+1, about)
	}
	packet := leg.Start
	for i, step := range leg.Steps {
		if last := i == len(leg.Steps)-1; last != (step.Decision == trace.Dropped || step.Decision == trace.Delivered) {
			t.Fatalf(
				"step %d of %d has decision %d (%s)\nwant the last step, and no other, to drop or to deliver\n%s",
				i+1,
				len(leg.Steps),
				step.Decision,
				step.Reason,
				about,
			)
		}
		if step.Before.Source != packet.Source || step.Before.Destination != packet.Destination ||
			step.Before.SourcePorts != packet.SourcePorts ||
			step.Before.DestinationPort != packet.DestinationPort {
			t.Fatalf(
				"step %d starts with %v → %v\nwant what the step before it left: %v → %v\n%s",
				i+1,
				step.Before.Source,
				step.Before.Destination,
				packet.Source,
				packet.Destination,
				about,
			)
		}
		packet = step.After
	}
}

// TestAnAnswerNeedsADelivery: there is an answer exactly where the request was delivered, and the outcome says what
// became of both.
func TestAnAnswerNeedsADelivery(t *testing.T) {
	eachPlan(t, bothClouds, func(t *testing.T, random *rand.Rand, p *plan) {
		s := p.load(t)
		for range queriesEach {
			q := p.randomQuery(random)
			tr := p.ask(t, s, q)
			delivered := ends(tr.Legs[0]) == trace.Delivered
			answered := len(tr.Legs) == 2 && ends(tr.Legs[1]) == trace.Delivered
			want := ""
			switch {
			case tr.Outcome == trace.Flaky:
				want = "flaky"
			case answered:
				want = "reachable refused"
			case delivered:
				want = "one-way"
			default:
				want = "blocked"
			}
			if delivered != (len(tr.Legs) == 2) || !strings.Contains(want, tr.Outcome.String()) {
				t.Fatalf(
					"%s: have %s with %d legs, the request delivered: %v, the answer: %v\n"+
						"want an answer exactly after a delivery, and the outcome that follows\n%s",
					p.line(q),
					tr.Outcome,
					len(tr.Legs),
					delivered,
					answered,
					s.Text,
				)
			}
		}
	})
}

func ends(leg trace.Leg) trace.Decision { return leg.Steps[len(leg.Steps)-1].Decision }

// TestNamesDecideNothing: with every name another, every answer is the same.
func TestNamesDecideNothing(t *testing.T) {
	eachPlan(t, bothClouds, func(t *testing.T, random *rand.Rand, p *plan) {
		queries, before := p.answers(t, random)
		p.rename = func(name string) string { return "z" + reversed(name) + "-名" }
		after := p.load(t)
		for i, q := range queries {
			if have := fate(p.ask(t, after, q)); have != before[i] {
				t.Fatalf(
					"%s: renaming changes the answer\nhave %s\nwant %s\n%s",
					p.line(q),
					have,
					before[i],
					after.Text,
				)
			}
		}
	})
}

func reversed(name string) string {
	letters := []rune(name)
	for i, k := 0, len(letters)-1; i < k; i, k = i+1, k-1 {
		letters[i], letters[k] = letters[k], letters[i]
	}
	return string(letters)
}

// fate is the result of a question, without names.
func fate(tr trace.Trace) string {
	words := tr.Outcome.String()
	if d := tr.Decision(); d != nil {
		words += " because " + string(d.Reason)
	}
	for _, share := range tr.Shares {
		words += fmt.Sprintf(" %s %s", share.Ports, share.Outcome)
	}
	return words
}

func (p *plan) answers(t *testing.T, random *rand.Rand) (queries []query, fates []string) {
	s := p.load(t)
	for range queriesEach {
		q := p.randomQuery(random)
		queries, fates = append(queries, q), append(fates, fate(p.ask(t, s, q)))
	}
	return queries, fates
}

// TestTheOrderOfGroupRulesDecidesNothing: the lines of a security group may stand in any order.
func TestTheOrderOfGroupRulesDecidesNothing(t *testing.T) {
	eachPlan(t, bothClouds, func(t *testing.T, random *rand.Rand, p *plan) {
		queries, before := p.answers(t, random)
		for i := range p.groups {
			g := &p.groups[i]
			random.Shuffle(len(g.in), func(i, k int) { g.in[i], g.in[k] = g.in[k], g.in[i] })
			random.Shuffle(len(g.out), func(i, k int) { g.out[i], g.out[k] = g.out[k], g.out[i] })
		}
		after := p.load(t)
		for i, q := range queries {
			if have := fate(p.ask(t, after, q)); have != before[i] {
				t.Fatalf(
					"%s: another order of the rules changes the answer\nhave %s\nwant %s\n%s",
					p.line(q),
					have,
					before[i],
					after.Text,
				)
			}
		}
	})
}

// TestAllowingMoreNeverStopsAnything: on AWS one more allow rule in a group leaves everything that worked at work. A
// first out rule is another matter: it takes the place of the group's default.
func TestAllowingMoreNeverStopsAnything(t *testing.T) {
	eachPlan(t, []string{"aws"}, func(t *testing.T, random *rand.Rand, p *plan) {
		s := p.load(t)
		var queries []query
		var before []float64
		for range queriesEach {
			q := p.randomQuery(random)
			queries, before = append(queries, q), append(before, works(p.ask(t, s, q)))
		}
		g := &p.groups[random.Intn(groupCount)]
		g.in = append(g.in, "in allow "+randomService(random)+" from 0.0.0.0/0")
		if len(g.out) > 0 {
			g.out = append(g.out, "out allow "+randomService(random)+" to 0.0.0.0/0")
		}
		after := p.load(t)
		for i, q := range queries {
			if have := works(p.ask(t, after, q)); have < before[i] {
				t.Fatalf(
					"%s: one more rule in %s takes something away\nhave %.4f that works\nwant at least %.4f\n%s",
					p.line(q),
					g.name,
					have,
					before[i],
					after.Text,
				)
			}
		}
	})
}

// works is the part of the client's ports from which an answer comes back.
func works(tr trace.Trace) float64 {
	switch tr.Outcome {
	case trace.Reachable, trace.Refused:
		return 1
	}
	sum := 0.0
	for _, share := range tr.Shares {
		if share.Outcome == trace.Reachable || share.Outcome == trace.Refused {
			sum += share.Portion
		}
	}
	return sum
}

// TestTheStrongestDenyIsNeverOverruled: on Alibaba Cloud a deny of everything with priority 1 leaves nothing to the
// rules of the receiver's groups, whatever they allow; only fellow members pass it by.
func TestTheStrongestDenyIsNeverOverruled(t *testing.T) {
	eachPlan(t, []string{"alibaba"}, func(t *testing.T, random *rand.Rand, p *plan) {
		to := p.machines[random.Intn(len(p.machines))]
		g := &p.groups[to.groups[random.Intn(len(to.groups))]]
		g.in = append(g.in, "in 1 deny all from 0.0.0.0/0")
		random.Shuffle(len(g.in), func(i, k int) { g.in[i], g.in[k] = g.in[k], g.in[i] })
		s := p.load(t)
		for range queriesEach {
			q := p.randomQuery(random)
			if q.to = to.name; q.from == to.name {
				continue
			}
			for _, step := range p.ask(t, s, q).Legs[0].Steps {
				if step.Stage == cloud.StageGroupIn && step.Reason != trace.SGDeny && step.Reason != trace.SGSameGroup {
					t.Fatalf(
						"%s: have %s at %s\nwant sg-deny, or sg-same-group for a member\n%s",
						p.line(q),
						step.Reason,
						step.At.Base().Name,
						s.Text,
					)
				}
			}
		}
	})
}

// TestSharesAreExact holds the shares of a range of ports against asking for single ports. What network ACLs do changes
// only where one of their ranges starts or ends: between two such places one port stands for all, and the ports on both
// sides of each are asked too.
func TestSharesAreExact(t *testing.T) {
	flaky := 0
	eachPlan(t, bothClouds, func(t *testing.T, random *rand.Rand, p *plan) {
		p.onlyPortsDecide()
		s := p.load(t)
		for range 6 {
			q := p.randomQuery(random)
			if q.service == "icmp" {
				continue
			}
			tr := p.ask(t, s, q)
			if tr.Outcome == trace.Flaky {
				flaky++
			}
			all := senderPorts(p, q)
			have, want := countShares(tr, all), p.countPorts(t, s, q, all)
			if fmt.Sprint(have) != fmt.Sprint(want) {
				t.Fatalf(
					"%s: %s\nhave these numbers of ports: %v\nwant %v, as asking for each port says\n%s",
					p.line(q),
					fate(tr),
					have,
					want,
					s.Text,
				)
			}
		}
	})
	if flaky < 20 {
		t.Errorf(
			"only %d questions were flaky\nwant at least 20: the generator has to make more ACLs that split ports",
			flaky,
		)
	}
}

// onlyPortsDecide opens everything but the ports of answers, which it leaves to the ACLs.
func (p *plan) onlyPortsDecide() {
	for i := range p.groups {
		p.groups[i].in, p.groups[i].out = []string{"in allow all from 0.0.0.0/0"}, nil
	}
	for i := range p.acls {
		acl := &p.acls[i]
		acl.in = append(acl.in, "in 1 allow tcp/1-1000 from 0.0.0.0/0")
		acl.out = append(acl.out, "out 1 allow tcp/1-1000 to 0.0.0.0/0")
	}
	for i := range p.subnets {
		p.subnets[i] = fmt.Sprintf("route-table public\nnetwork-acl acl%d", i%2)
	}
}

// senderPorts are the ports that the sender of a query sends from.
func senderPorts(p *plan, q query) cloud.Ports {
	for _, m := range p.machines {
		if m.name == q.from {
			if strings.Contains(strings.Join(m.lines, " "), "windows") {
				return cloud.WindowsClient
			}
			return cloud.LinuxClient
		}
	}
	return cloud.AnyClient
}

// countShares counts the ports with each outcome by the trace of the whole range.
func countShares(tr trace.Trace, all cloud.Ports) map[string]int {
	if tr.Outcome != trace.Flaky {
		return map[string]int{tr.Outcome.String(): all.Count()}
	}
	counts := map[string]int{}
	for _, share := range tr.Shares {
		counts[share.Outcome.String()] += int(math.Round(share.Portion * float64(all.Count())))
	}
	return counts
}

// countPorts is the same, asked of one port of each run that the ACLs can't tell apart.
func (p *plan) countPorts(t *testing.T, s *dsl.Scenario, q query, all cloud.Ports) map[string]int {
	t.Helper()
	counts := map[string]int{}
	starts := p.starts(all)
	for i, start := range starts {
		end := int(all.High)
		if i+1 < len(starts) {
			end = starts[i+1] - 1
		}
		first, last := p.askFrom(t, s, q, start), p.askFrom(t, s, q, end)
		if first != last {
			t.Fatalf(
				"%s: port %d is %s and port %d is %s\nwant both the same: no rule starts or ends between them\n%s",
				p.line(q),
				start,
				first,
				end,
				last,
				s.Text,
			)
		}
		counts[first] += end - start + 1
	}
	return counts
}

func (p *plan) askFrom(t *testing.T, s *dsl.Scenario, q query, port int) string {
	t.Helper()
	q.more = fmt.Sprint("from-port ", port)
	return p.ask(t, s, q).Outcome.String()
}

var statedPorts = regexp.MustCompile(`tcp/(\d+)-(\d+)`)

// starts are the ports of a range at which a run of ports begins that no rule of an ACL tells apart.
func (p *plan) starts(all cloud.Ports) []int {
	places := map[int]bool{int(all.Low): true}
	for _, acl := range p.acls {
		for _, rule := range append(append([]string{}, acl.in...), acl.out...) {
			if m := statedPorts.FindStringSubmatch(rule); m != nil {
				low, _ := strconv.Atoi(m[1])
				high, _ := strconv.Atoi(m[2])
				places[low], places[high+1] = true, true
			}
		}
	}
	var starts []int
	for port := range places {
		if port >= int(all.Low) && port <= int(all.High) {
			starts = append(starts, port)
		}
	}
	sort.Ints(starts)
	return starts
}
