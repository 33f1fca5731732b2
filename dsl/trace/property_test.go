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
	"hopwise/dsl/vocabulary"
)

// TestEveryWayEnds: every leg of every trace ends within the bound, each step goes on where the last one stopped, an
// answer exists exactly where the request was delivered, and there are many ways to end.
func TestEveryWayEnds(t *testing.T) {
	outcomes, reasons := map[string]map[trace.Outcome]int{}, map[string]map[trace.Reason]int{}
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		key := n.cloud.Key
		if outcomes[key] == nil {
			outcomes[key], reasons[key] = map[trace.Outcome]int{}, map[trace.Reason]int{}
		}
		n.ask(n.load(t, asItIs), func(line string, tr *trace.Trace) {
			outcomes[key][tr.Outcome]++
			for k := range tr.Ways {
				endsWell(t, line, tr.Ways[k])
			}
			if d := tr.Decision(); d != nil {
				reasons[key][d.Reason]++
			}
		})
	})
	for key := range outcomes {
		t.Log(key, outcomes[key], len(reasons[key]), reasons[key])
		for _, o := range []trace.Outcome{trace.Reachable, trace.Blocked, trace.OneWay} {
			if outcomes[key][o] == 0 {
				t.Errorf("%s: %d questions are %s\nwant some: the generator has to make more of them", key,
					outcomes[key][o], o)
			}
		}
		if len(reasons[key]) < 12 {
			t.Errorf("%s: questions fail for %d reasons: %v\nwant at least 12: the generator has to make more of them",
				key, len(reasons[key]), reasons[key])
		}
	}
}

func endsWell(t *rapid.T, line string, w *trace.Way) {
	t.Helper()
	if d := w.Decision(); d == nil || d.Reason != trace.RoutingLoop {
		for _, leg := range w.Legs {
			wellFormed(t, line, leg)
		}
	}
	delivered := ends(w.Legs[0]) == trace.Delivered
	answered := len(w.Legs) == 2 && ends(w.Legs[1]) == trace.Delivered
	want := ""
	switch {
	case answered:
		want = "reachable refused"
	case delivered:
		want = "one-way"
	default:
		want = "blocked"
	}
	if delivered != (len(w.Legs) == 2) || !strings.Contains(want, w.Outcome.String()) {
		t.Fatalf("%s: have %s with %d legs, the request delivered: %v, the answer: %v\n"+
			"want an answer exactly after a delivery, and the outcome that follows",
			line, w.Outcome, len(w.Legs), delivered, answered)
	}
}

func wellFormed(t *rapid.T, line string, leg trace.Leg) {
	t.Helper()
	if len(leg.Steps) == 0 || len(leg.Steps) > trace.MaxStages+1 {
		t.Fatalf("%s: a leg has %d steps\nwant 1 to %d", line, len(leg.Steps), trace.MaxStages+1)
	}
	packet := leg.Start
	for i, step := range leg.Steps {
		if last := i == len(leg.Steps)-1; last != (step.Decision == trace.Dropped || step.Decision == trace.Delivered) {
			t.Fatalf("%s: step %d of %d has decision %d (%s)\nwant the last step, and no other, to drop or to deliver",
				line, i+1, len(leg.Steps), step.Decision, step.Reason)
		}
		if len(step.Targets) > 0 && step.Targets[0].Target == nil {
			continue // the cloud's own call of a node, and not the packet
		}
		if step.Before.Source != packet.Source || step.Before.Destination != packet.Destination ||
			step.Before.SourcePorts != packet.SourcePorts || step.Before.DestinationPort != packet.DestinationPort {
			t.Fatalf("%s: step %d starts with %v → %v\nwant what the step before it left: %v → %v",
				line, i+1, step.Before.Source, step.Before.Destination, packet.Source, packet.Destination)
		}
		packet = step.After
	}
}

func ends(leg trace.Leg) trace.Decision { return leg.Steps[len(leg.Steps)-1].Decision }

// fate is the result of a question, without names. Of ways that are as large as each other, any may come first.
func fate(tr *trace.Trace) string {
	if tr == nil {
		return "no answer"
	}
	words := tr.Outcome.String()
	var ways []string
	for k := range tr.Ways {
		way := fmt.Sprintf(" %.6f %s", tr.Ways[k].Share, tr.Ways[k].Outcome)
		if d := tr.Ways[k].Decision(); d != nil {
			way += " because " + string(d.Reason)
		}
		ways = append(ways, way)
	}
	slices.Sort(ways)
	words += strings.Join(ways, ",")
	for _, share := range tr.Shares {
		words += fmt.Sprintf(" %s %s", share.Ports, share.Outcome)
	}
	return words
}

// holdFates holds the fates of random questions in a scenario against those in another, which should be the same.
func (n *network) holdFates(t *rapid.T, before, after *dsl.Scenario, rename func(string) string) {
	t.Helper()
	n.ask(before, func(line string, tr *trace.Trace) {
		if have := fate(put(after, line, rename)); have != fate(tr) {
			t.Fatalf("%s\nhave %s\nwant %s, as without the change\n%s", line, have, fate(tr), after.Text)
		}
	})
}

// TestNamesDecideNothing: with every name another, every answer is the same.
func TestNamesDecideNothing(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		other := func(name string) string { return "z" + reversed(name) + "-名" }
		n.holdFates(t, n.load(t, asItIs), n.load(t, other), other)
	})
}

// TestSharedNamesDecideNothing: where things of different kinds share as many names as they may, every answer is the
// same. The first group, the first subnet and the first table have the name of the first thing that sends or receives.
func TestSharedNamesDecideNothing(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		before := n.load(t, asItIs)
		shared := sharing(before.Network)
		n.holdFates(t, before, n.load(t, shared), shared)
	})
}

// sharing gives the things of each kind the names n1, n2 and so on. Kinds that one place may mean count together, and so
// do clusters and groups, which share names by themselves.
func sharing(n *cloud.Network) func(string) string {
	together := map[cloud.Noun]string{
		cloud.NounGroup: "peer", cloud.NounPrefixList: "peer", cloud.NounCluster: "peer", cloud.NounVPC: "vpc",
		cloud.NounSubnet: "subnet", cloud.NounTable: "table", cloud.NounACL: "acl", cloud.NounUser: "user",
	}
	names, count := map[string]string{"internet": "internet"}, map[string]int{}
	name := func(o cloud.Object) {
		b := o.Base()
		if kind := together[b.Noun]; names[b.Name] == "" {
			count[kind]++
			names[b.Name] = fmt.Sprint("n", count[kind])
		}
	}
	for _, h := range n.Hosts {
		name(h)
	}
	for _, c := range n.Clouds {
		for _, o := range c.Objects {
			name(o)
		}
	}
	return func(old string) string {
		if other := names[old]; other != "" {
			return other
		}
		return old
	}
}

func reversed(name string) string {
	letters := []rune(name)
	slices.Reverse(letters)
	return string(letters)
}

// TestTheOrderOfStatementsDecidesNothing: statements of a VPC, rules of a filter and routes may stand in any order.
// Where a NAT gateway writes a route, the first one does, so that subnets stay in their order.
func TestTheOrderOfStatementsDecidesNothing(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		before := n.load(t, asItIs)
		n.shuffle = n.reorder
		n.holdFates(t, before, n.load(t, asItIs), asItIs)
	})
}

func (n *network) reorder(all []*statement) {
	isSubnet := func(s *statement) bool { return strings.HasPrefix(s.head, subnetWord(n.cloud)+" ") }
	subnets := slices.DeleteFunc(slices.Clone(all), func(s *statement) bool { return !isSubnet(s) })
	n.dice.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	if !n.cloud.NAT.WritesRoute {
		return
	}
	for i, s := range all {
		if isSubnet(s) {
			all[i], subnets = subnets[0], subnets[1:]
		}
	}
}

// TestOneMoreRuleTakesNothingAway: one more allow rule in any group, through NAT, machines that forward and all, leaves
// everything that worked at work. A first out rule is another matter: it takes the place of the group's default. So is a
// balancer: a target that begins to pass its check takes the calls of those that fail theirs. In a cloud with priorities
// the rule stands behind all others.
func TestOneMoreRuleTakesNothingAway(t *testing.T) {
	gained := map[string]int{}
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		before := n.load(t, asItIs)
		groups := n.groups()
		g := groups[n.dice.Intn(len(groups))]
		more := &rule{protocol: "all", peers: []peer{{to: everywhere}}}
		if more.number = n.cloud.Groups.MaxNumber; n.cloud.Groups.OldNumber > 0 {
			more.number = n.cloud.Groups.OldNumber
		}
		g.rules[cloud.In] = append(g.rules[cloud.In], more)
		g.public[cloud.In] = append(g.public[cloud.In], more)
		if len(g.rules[cloud.Out]) > 0 {
			g.rules[cloud.Out] = append(g.rules[cloud.Out], more)
		}
		after := n.load(t, asItIs)
		n.ask(before, func(line string, tr *trace.Trace) {
			later := put(after, line, asItIs)
			have, want := later.Working(), tr.Working()
			switch {
			case have < want && (balances(tr) || balances(later)):
			case have < want:
				t.Fatalf("%s: one more rule in %s takes something away\nhave %.4f that works\nwant at least %.4f\n%s",
					line, g.name, have, want, after.Text)
			case have > want:
				gained[n.cloud.Key]++
			}
		})
	})
	for _, key := range cloud.Keys() {
		if gained[key] == 0 {
			t.Errorf("%s: no rule let anything more through\nwant some that do", key)
		}
	}
}

// balances reports whether a balancer sends a request on, or has no target for it.
func balances(tr *trace.Trace) bool {
	return slices.ContainsFunc(tr.Legs[0].Steps, func(s trace.Step) bool {
		return s.At.Base().Noun == cloud.NounBalancer
	})
}

// TestTheStrongestDenyIsNeverOverruled: where groups deny, a deny of everything with priority 1 leaves nothing to the
// rules of the receiver's groups, whatever they allow; only fellow members pass it by.
func TestTheStrongestDenyIsNeverOverruled(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		if !n.cloud.Groups.Denies {
			return
		}
		machines := n.machines()
		to := machines[n.dice.Intn(len(machines))]
		g := to.groups[0]
		wall := &rule{number: 1, deny: true, protocol: "all", peers: []peer{{to: everywhere}, {to: everywhere6}}}
		g.rules[cloud.In] = append(g.rules[cloud.In], wall)
		s := n.load(t, asItIs)
		senders, _ := n.ends()
		for range questions {
			line := fmt.Sprintf("trace %s -> $%s tcp/443", senders[n.dice.Intn(len(senders))], to.name)
			tr := put(s, line, asItIs)
			if tr == nil || strings.HasPrefix(line, "trace $"+to.name) {
				continue
			}
			for _, step := range tr.Legs[0].Steps {
				if step.Stage == cloud.StageGroupIn && step.At.Base().Name == g.name &&
					step.Reason != trace.SGDeny && step.Reason != trace.SGSameGroup {
					t.Fatalf("%s: have %s at %s\nwant sg-deny, or sg-same-group for a member\n%s", line, step.Reason,
						step.At.Base().Name, s.Text)
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
	portsDecide := scope{vpcs: 1, open: true, ports: true, only: []string{"network-acl", "internet-gateway", "os"}}
	eachNetwork(t, portsDecide, func(t *rapid.T, n *network) {
		s := n.load(t, asItIs)
		ends := []string{"$client"}
		for _, m := range n.machines() {
			ends = append(ends, "$"+m.name, "$"+m.name)
		}
		for _, k := range n.picks {
			line := fmt.Sprintf("trace %s -> %s tcp/443", choose(k[0], ends), choose(k[1], ends))
			tr := put(s, line, asItIs)
			if tr == nil {
				continue
			}
			all := n.clientPorts(tr.Question.From.Name)
			if tr.Outcome == trace.Flaky {
				flaky++
				holdShares(t, s, line, tr)
			}
			have, want := countShares(tr, all), n.countPorts(t, s, line, all)
			if fmt.Sprint(have) != fmt.Sprint(want) {
				t.Fatalf("%s: %s\nhave these numbers of ports: %v\nwant %v, as asking for each port says", line,
					fate(tr), have, want)
			}
		}
	})
	if flaky == 0 {
		t.Error("no question is flaky\nwant some: the generator has to make more ACLs that split ports")
	}
}

// holdShares holds each share of the ports against asking for its first and its last one, and the sum of all.
func holdShares(t *rapid.T, s *dsl.Scenario, line string, tr *trace.Trace) {
	t.Helper()
	sum := 0.0
	for _, share := range tr.Shares {
		sum += share.Portion
		for _, port := range []uint16{share.Ports.Low, share.Ports.High} {
			if have := askFrom(s, line, int(port)); have != share.Outcome.String() {
				t.Fatalf("%s from-port %d: have %s\nwant %s, as the share of the ports %s", line, port, have,
					share.Outcome, share.Ports)
			}
		}
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Fatalf("%s: the shares add up to %.6f\nwant 1", line, sum)
	}
}

// clientPorts are the ports that the sender of a question sends from.
func (n *network) clientPorts(from string) cloud.Ports {
	machines := n.machines()
	if n.classic != nil {
		machines = append(machines, n.classic.machines...)
	}
	for _, m := range machines {
		switch {
		case m.name == from && slices.Contains(m.lines, "os windows"):
			return cloud.WindowsClient
		case m.name == from:
			return cloud.LinuxClient
		}
	}
	if strings.HasPrefix(from, "pod") {
		return cloud.LinuxClient
	}
	return cloud.AnyClient
}

// countShares counts the ports with each outcome by the ways of the whole range.
func countShares(tr *trace.Trace, all cloud.Ports) map[string]int {
	counts := map[string]int{}
	for k := range tr.Ways {
		w := tr.Ways[k]
		counts[w.Outcome.String()] += int(math.Round(w.Share * float64(all.Count())))
	}
	return counts
}

// countPorts is the same, asked of one port of each run that the ACLs can't tell apart.
func (n *network) countPorts(t *rapid.T, s *dsl.Scenario, line string, all cloud.Ports) map[string]int {
	t.Helper()
	counts := map[string]int{}
	starts := n.portStarts(all)
	for i, start := range starts {
		end := int(all.High)
		if i+1 < len(starts) {
			end = starts[i+1] - 1
		}
		first, last := askFrom(s, line, start), askFrom(s, line, end)
		if first != last {
			t.Fatalf("%s: port %d is %s and port %d is %s\nwant both the same: no rule starts or ends between them",
				line, start, first, end, last)
		}
		counts[first] += end - start + 1
	}
	return counts
}

func askFrom(s *dsl.Scenario, line string, port int) string {
	return put(s, fmt.Sprint(line, " from-port ", port), asItIs).Outcome.String()
}

// portStarts are the ports of a range at which a run of ports begins that no rule of an ACL tells apart.
func (n *network) portStarts(all cloud.Ports) []int {
	// The default group of a cloud lets in remote desktop.
	places := map[int]bool{int(all.Low): true, 3389: true, 3390: true}
	for _, v := range n.vpcs {
		for _, a := range v.acls {
			for _, r := range slices.Concat(a.rules[0], a.rules[1]) {
				places[r.low], places[r.high+1] = true, true
			}
		}
	}
	for _, m := range n.machines() {
		if m.iptables != nil && m.iptables.drops != "" {
			for _, port := range dropped[m.iptables.drops] {
				places[port] = true
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

// TestTheGeneratorDrawsEveryStatement: what a cloud's networks are made of, the generator draws.
func TestTheGeneratorDrawsEveryStatement(t *testing.T) {
	checkMore(t, 4)
	drawn := map[string]map[string]bool{}
	eachNetwork(t, scope{}, func(_ *rapid.T, n *network) {
		if drawn[n.cloud.Key] == nil {
			drawn[n.cloud.Key] = map[string]bool{}
		}
		note(n.statements(), drawn[n.cloud.Key])
	})
	for _, key := range cloud.Keys() {
		have := drawn[key]
		have["note"], have["user"] = true, true // they decide nothing
		have["subnet"] = have["subnet"] || have["vswitch"]
		have["ipv6"] = have["ipv6"] || cloud.Find(key).VPCSizes.V6[0] == 0
		for _, row := range vocabulary.Rows {
			if !have[row.Keyword] && rowIn(key, row.Keyword, row.In[0]) != nil && stands(key, row.In) {
				t.Errorf("%s: no random network has the statement %s\nwant the generator to draw it", key, row.Keyword)
			}
		}
	}
}

// stands reports whether one of some places is in a block of a cloud's networks.
func stands(key string, places []vocabulary.Place) bool {
	return slices.ContainsFunc(places, func(p vocabulary.Place) bool {
		return p == vocabulary.InCloud || slices.ContainsFunc(vocabulary.Rows, func(r *vocabulary.Row) bool {
			return r.Opens == p && p != vocabulary.InUser && rowIn(key, r.Keyword, r.In[0]) != nil && stands(key, r.In)
		})
	})
}

// note notes the first words of statements, empty for those of routes and ranges.
func note(all []*statement, words map[string]bool) {
	for _, s := range all {
		word, _, _ := strings.Cut(s.head, " ")
		if strings.ContainsAny(word, "$/") {
			word = ""
		}
		words[word] = true
		note(s.body, words)
	}
}
