package trace_test

import (
	"fmt"
	"math/rand"
	"net/netip"
	"slices"
	"sort"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// What follows says a second time, sharing nothing with the engine but the text of a scenario, how the groups of one
// interface of Alibaba Cloud decide (alibaba/groups-of-an-interface-are-one-list): all their rules in one list, sorted
// by priority and denies first; before it the policy for members, behind it the default.

// A mergedRule is a line of a group.
type mergedRule struct {
	priority     int
	deny         bool
	protocol     string // "" for all
	low, high    int    // 0, 0 for every port
	peer         netip.Prefix
	group        string // the peer, where it is a group
	holder, line string
}

// A mergedGroup is a group of the random network.
type mergedGroup struct {
	apart bool
	in    []mergedRule
	out   []mergedRule
}

type mergedMachine struct {
	name   string
	addr   netip.Addr
	groups []string
}

type mergedNet struct {
	advanced bool
	groups   map[string]*mergedGroup
	machines []mergedMachine
}

// decide is the decision of a machine's groups about a packet: the reason that a step would carry, and the groups that
// may be named for it.
func (n *mergedNet) decide(
	self mergedMachine,
	out bool,
	other *mergedMachine,
	peer netip.Addr,
	protocol string,
	port int,
) (reason string, by []string) {
	var apart []string
	if other != nil && !n.advanced {
		for _, name := range self.groups {
			if !slices.Contains(other.groups, name) {
				continue
			}
			if !n.groups[name].apart {
				return "sg-same-group", self.groups
			}
			apart = append(apart, name)
		}
	}
	var list []mergedRule
	for _, name := range self.groups {
		rules := n.groups[name].in
		if out {
			rules = n.groups[name].out
		}
		for _, r := range rules {
			samePeer := r.group == "" && r.peer.Contains(peer) ||
				r.group != "" && other != nil && slices.Contains(other.groups, r.group)
			samePort := r.high == 0 || r.low <= port && port <= r.high
			if samePeer && (r.protocol == "" || r.protocol == protocol && samePort) {
				list = append(list, r)
			}
		}
	}
	sort.SliceStable(list, func(i, k int) bool {
		if list[i].priority != list[k].priority {
			return list[i].priority < list[k].priority
		}
		return list[i].deny && !list[k].deny
	})
	switch {
	case len(list) > 0:
		first := list[0]
		for _, r := range list {
			if r.priority == first.priority && r.deny == first.deny {
				by = append(by, r.holder)
			}
		}
		if first.deny {
			return "sg-deny", by
		}
		return "sg-rule", by
	case out && !n.advanced:
		return "sg-default", self.groups
	case len(apart) > 0 && !out:
		return "sg-isolated", apart
	}
	return "sg-no-rule", self.groups
}

const mergedMachines, mergedGroups = 4, 4

// randomMerged is a network in which several groups of one machine speak about the same packets, with few priorities,
// so that ties are common.
func randomMerged(random *rand.Rand) *mergedNet {
	n := &mergedNet{advanced: random.Intn(4) == 0, groups: map[string]*mergedGroup{}}
	for i := range mergedGroups {
		name := fmt.Sprint("sg", i)
		g := &mergedGroup{apart: !n.advanced && random.Intn(2) == 0}
		for range random.Intn(5) {
			g.in = append(g.in, n.randomRule(random, name, "in", "from"))
		}
		for range random.Intn(4) {
			g.out = append(g.out, n.randomRule(random, name, "out", "to"))
		}
		n.groups[name] = g
	}
	for i := range mergedMachines {
		m := mergedMachine{name: fmt.Sprint("m", i), addr: netip.AddrFrom4([4]byte{10, 1, byte(i % 2), byte(10 + i)})}
		for g := range mergedGroups {
			if random.Intn(2) == 0 {
				m.groups = append(m.groups, fmt.Sprint("sg", g))
			}
		}
		if len(m.groups) == 0 {
			m.groups = []string{"sg0"}
		}
		n.machines = append(n.machines, m)
	}
	return n
}

var mergedPeers = []string{"0.0.0.0/0", "10.1.0.0/24", "10.1.1.0/24", "10.1.0.10/32", "203.0.113.0/24"}

func (n *mergedNet) randomRule(random *rand.Rand, holder, direction, towards string) mergedRule {
	return randomLine(random, holder, direction, towards, mergedPeers, !n.advanced)
}

// randomLine is a rule about one of the peers, or where groups may be named about one of those.
func randomLine(random *rand.Rand, holder, direction, towards string, peers []string, named bool) mergedRule {
	r := mergedRule{priority: []int{1, 1, 2, 2, 3, 100, 110}[random.Intn(7)], deny: random.Intn(2) == 0, holder: holder}
	service := "all"
	switch random.Intn(4) {
	case 0:
		r.protocol, r.low, r.high, service = "tcp", 80, 80, "tcp/80"
	case 1:
		r.protocol, r.low, r.high, service = "tcp", 1, 443, "tcp/1-443"
	case 2:
		r.protocol, service = "udp", "udp"
	}
	peer := peers[random.Intn(len(peers))]
	r.peer = netip.MustParsePrefix(peer)
	if group := fmt.Sprint("sg", random.Intn(mergedGroups)); named && group != holder && random.Intn(3) == 0 {
		r.group, peer = group, group
	}
	number := fmt.Sprint(r.priority, " ")
	if r.priority == 1 && random.Intn(2) == 0 {
		number = ""
	}
	r.line = fmt.Sprintf(
		"%s %s%s %s %s %s",
		direction,
		number,
		map[bool]string{true: "deny", false: "allow"}[r.deny],
		service,
		towards,
		peer,
	)
	return r
}

func (n *mergedNet) text() string {
	var b strings.Builder
	b.WriteString("host client 203.0.113.7\ncloud alibaba {\nvpc net 10.1.0.0/16 {\n")
	for i := range mergedGroups {
		name := fmt.Sprint("sg", i)
		g := n.groups[name]
		fmt.Fprintf(&b, "security-group %s %s {\n", name, map[bool]string{true: "advanced", false: "basic"}[n.advanced])
		if g.apart {
			b.WriteString("inner deny\n")
		}
		for _, r := range append(append([]mergedRule{}, g.in...), g.out...) {
			b.WriteString(r.line + "\n")
		}
		b.WriteString("}\n")
	}
	for s := range 2 {
		fmt.Fprintf(&b, "vswitch net%d 10.1.%d.0/24 {\n", s, s)
		for i, m := range n.machines {
			if i%2 == s {
				fmt.Fprintf(
					&b,
					"instance %s %s { eip 198.51.100.%d; security-group %s }\n",
					m.name,
					m.addr,
					10+i,
					strings.Join(m.groups, ", "),
				)
			}
		}
		b.WriteString("}\n")
	}
	b.WriteString("}\n}\n")
	return b.String()
}

// A sighting is the decision of the engine's groups in one direction.
type sighting struct {
	reason, by string
}

// seen are the first decisions of the groups on the way out and on the way in of a request.
func seen(t *testing.T, s *dsl.Scenario, line string) map[cloud.Stage]sighting {
	t.Helper()
	q, problems := s.Ask(line)
	if q == nil {
		t.Fatalf("%s: have the problem: %s\nwant a question\n%s", line, problems[0].Message, s.Text)
	}
	all := map[cloud.Stage]sighting{}
	for _, step := range s.Answer(q)[0].Legs[0].Steps {
		if step.Stage == cloud.StageGroupOut || step.Stage == cloud.StageGroupIn {
			all[step.Stage] = sighting{string(step.Reason), step.At.Base().Name}
		}
	}
	return all
}

// TestGroupsDecideAsTheMergedListSays holds the groups of Alibaba Cloud against the list of all their rules: between
// machines by private and by public address, and to and from the Internet.
func TestGroupsDecideAsTheMergedListSays(t *testing.T) {
	random := rand.New(rand.NewSource(5))
	counts := map[string]int{}
	for range 150 {
		n := randomMerged(random)
		s := dsl.Load(n.text())
		for _, p := range s.Problems {
			t.Fatalf(
				"the random network has a problem, which the generator has to avoid: line %d: %s\n%s",
				s.Lines.Line(p.Span),
				p.Message,
				s.Text,
			)
		}
		for range 12 {
			n.check(t, random, s, counts)
		}
	}
	for _, reason := range []string{"sg-rule", "sg-deny", "sg-default", "sg-same-group", "sg-isolated", "sg-no-rule"} {
		if counts[reason] < 20 {
			t.Errorf(
				"only %d decisions were %s\nwant at least 20: the generator has to make more networks that show it",
				counts[reason],
				reason,
			)
		}
	}
}

// check asks one random question and holds what both ends' groups said against the oracle.
func (n *mergedNet) check(t *testing.T, random *rand.Rand, s *dsl.Scenario, counts map[string]int) {
	t.Helper()
	from, to := n.machines[random.Intn(mergedMachines)], n.machines[random.Intn(mergedMachines)]
	if from.name == to.name {
		return
	}
	protocol, port := []string{"tcp", "udp"}[random.Intn(2)], []int{80, 443, 8080}[random.Intn(3)]
	public := random.Intn(3) == 0
	face, receiver, sender := ".private", to.addr, from.addr
	fromEnd, toEnd := &from, &to
	if public {
		face = ".public"
		receiver, sender = publicOf(n, to), publicOf(n, from)
		fromEnd, toEnd = nil, nil
	}
	line := fmt.Sprintf("trace %s -> %s%s %s/%d", from.name, to.name, face, protocol, port)
	have := seen(t, s, line)
	wantOut, byOut := n.decide(from, true, toEnd, receiver, protocol, port)
	n.agree(t, s, line, "out", have[cloud.StageGroupOut], wantOut, byOut)
	counts[wantOut]++
	if isStop(wantOut) {
		return
	}
	wantIn, byIn := n.decide(to, false, fromEnd, sender, protocol, port)
	n.agree(t, s, line, "in", have[cloud.StageGroupIn], wantIn, byIn)
	counts[wantIn]++
}

func publicOf(n *mergedNet, m mergedMachine) netip.Addr {
	for i := range n.machines {
		if n.machines[i].name == m.name {
			return netip.AddrFrom4([4]byte{198, 51, 100, byte(10 + i)})
		}
	}
	panic("a machine of the network")
}

func isStop(reason string) bool {
	entry := trace.Reason(reason).Find()
	return entry.Decision == trace.Dropped
}

func (n *mergedNet) agree(
	t *testing.T,
	s *dsl.Scenario,
	line, direction string,
	have sighting,
	want string,
	by []string,
) {
	t.Helper()
	named := false
	for _, b := range by {
		named = named || b == have.by
	}
	if have.reason != want || !named {
		t.Fatalf(
			"%s, on the way %s: have %s by %s\nwant %s by one of %v, as the merged list says\n%s",
			line,
			direction,
			have.reason,
			have.by,
			want,
			by,
			s.Text,
		)
	}
}

// TestFellowMembersAlwaysMeet: on Alibaba Cloud two machines that share a basic group whose inner policy is allow reach
// each other by their private addresses, whatever all rules say.
func TestFellowMembersAlwaysMeet(t *testing.T) {
	met := 0
	random := rand.New(rand.NewSource(7))
	for range 120 {
		n := randomMerged(random)
		s := dsl.Load(n.text())
		for _, from := range n.machines {
			for _, to := range n.machines {
				if from.name == to.name || !n.fellows(from, to) {
					continue
				}
				met++
				line := fmt.Sprintf("trace %s -> %s.private tcp/80", from.name, to.name)
				q, _ := s.Ask(line)
				if tr := s.Answer(q)[0]; tr.Outcome != trace.Reachable {
					t.Fatalf(
						"%s: have %s\nwant reachable: they share a basic group that lets its members talk\n%s",
						line,
						tr.Outcome,
						s.Text,
					)
				}
			}
		}
	}
	if met < 100 {
		t.Errorf("only %d pairs shared such a group\nwant at least 100: the generator has to make more", met)
	}
}

func (n *mergedNet) fellows(a, b mergedMachine) bool {
	for _, g := range a.groups {
		if !n.advanced && !n.groups[g].apart && slices.Contains(b.groups, g) {
			return true
		}
	}
	return false
}

// TestADenyStopsWhatIsNotStronger: where an allow rule decided, one more deny of everything with the same number, in
// any of the receiver's groups, stops the packet, and one with a larger number changes nothing.
func TestADenyStopsWhatIsNotStronger(t *testing.T) {
	random := rand.New(rand.NewSource(9))
	tried := 0
	for range 200 {
		n := randomMerged(random)
		to := n.machines[random.Intn(mergedMachines)]
		line := fmt.Sprintf("trace client -> %s tcp/%d", to.name, []int{80, 8080}[random.Intn(2)])
		before := dsl.Load(n.text())
		allowed := seen(t, before, line)[cloud.StageGroupIn]
		if allowed.reason != "sg-rule" {
			continue
		}
		tried++
		number := decidingNumber(t, before, line)
		g := n.groups[to.groups[random.Intn(len(to.groups))]]
		g.in = append(g.in, mergedRule{line: fmt.Sprintf("in %d deny all from 0.0.0.0/0", number)})
		if tie := dsl.Load(n.text()); seen(t, tie, line)[cloud.StageGroupIn].reason != "sg-deny" {
			t.Fatalf(
				"%s: have %s\nwant sg-deny: the deny has the same number, %d\n%s",
				line,
				seen(t, tie, line)[cloud.StageGroupIn].reason,
				number,
				tie.Text,
			)
		}
		g.in[len(g.in)-1].line = fmt.Sprintf("in %d deny all from 0.0.0.0/0", behind(number))
		if weaker := dsl.Load(n.text()); number < 110 && seen(t, weaker, line)[cloud.StageGroupIn] != allowed {
			t.Fatalf(
				"%s: have %v\nwant %v as before: the deny has a larger number than %d\n%s",
				line,
				seen(t, weaker, line)[cloud.StageGroupIn],
				allowed,
				number,
				weaker.Text,
			)
		}
	}
	if tried < 30 {
		t.Errorf(
			"only %d networks let the packet in by a rule\nwant at least 30: the generator has to make more",
			tried,
		)
	}
}

// behind is the next number that a rule may have: behind 100 there is only that of the cloud's own early rules.
func behind(number int) int {
	if number >= 100 {
		return 110
	}
	return number + 1
}

// decidingNumber is the number of the rule that let a request in.
func decidingNumber(t *testing.T, s *dsl.Scenario, line string) int {
	t.Helper()
	q, _ := s.Ask(line)
	for _, step := range s.Answer(q)[0].Legs[0].Steps {
		if step.Stage == cloud.StageGroupIn {
			return step.Rule.Number
		}
	}
	t.Fatalf("%s: no group was asked\n%s", line, s.Text)
	return 0
}
