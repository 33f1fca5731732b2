package trace_test

import (
	"fmt"
	"net/netip"
	"slices"
	"sort"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// decideByList says a second time, sharing nothing with the engine but the text of a scenario, how the groups of one
// interface decide where rules have priorities (alibaba/groups-of-an-interface-are-one-list): all their rules in one
// list, sorted by priority and denies first; before it the policy for members, behind it the default. Where groups are
// asked in their order, the list is that of the first group with a rule that matches (huawei/groups-in-their-order). It
// returns the reason that a step would carry, and the groups that may be named for it.
func decideByList(
	model cloud.GroupModel,
	groups []*group,
	d cloud.Direction,
	other *machine,
	peer netip.Addr,
	protocol string,
	port int,
) (reason string, by []string) {
	var apart, names []string
	kind := groups[0].kind
	for _, g := range groups {
		names = append(names, g.name)
		if other == nil || !kind.Members || !slices.Contains(other.groups, g) {
			continue
		}
		if !g.apart {
			reason = "sg-same-group"
		}
		apart = append(apart, g.name)
	}
	if reason != "" {
		return reason, names
	}
	var list []*rule
	holder := map[*rule]string{}
	for _, g := range groups {
		if model.InOrder && len(list) > 0 {
			break
		}
		for _, r := range g.inForce(d) {
			if r.matches(other, peer, protocol, port) {
				list = append(list, r)
				holder[r] = g.name
			}
		}
	}
	sort.SliceStable(list, func(i, k int) bool {
		if list[i].place() != list[k].place() {
			return list[i].place() < list[k].place()
		}
		return list[i].deny && !list[k].deny
	})
	switch {
	case len(list) > 0:
		first := list[0]
		for _, r := range list {
			if r.place() == first.place() && r.deny == first.deny {
				by = append(by, holder[r])
			}
		}
		if first.deny {
			return "sg-deny", by
		}
		if first.implied {
			return "sg-default", by
		}
		return "sg-rule", by
	case d == cloud.Out && kind.OutOpen:
		return "sg-default", names
	case len(apart) > 0 && d == cloud.In:
		return "sg-isolated", apart
	}
	return "sg-no-rule", names
}

// place is the priority of a rule, 1 where none is stated.
func (r *rule) place() int { return max(r.number, 1) }

// inForce are the rules of a group in one direction: where no outgoing rule is stated, those that a new group has; the
// one for its members is there beside stated ones.
func (g *group) inForce(d cloud.Direction) []*rule {
	none := len(g.rules[d]) == 0 && g.none[d]
	switch own := g.kind.MemberRule; {
	case d == cloud.Out && len(g.rules[d]) == 0 && !none && len(g.kind.OutRules) > 0:
		return []*rule{{implied: true, protocol: "all", peers: []peer{{to: everywhere}}}}
	case d == cloud.In && own > 0 && !none && !g.apart:
		members := &rule{implied: true, number: own, protocol: "all", peers: []peer{{group: g}}}
		return append(slices.Clone(g.rules[d]), members)
	}
	return g.rules[d]
}

// matches reports whether a rule is about a packet. Of the members of a group it knows other, the machine that has the
// peer's address; nil if that is a public one.
func (r *rule) matches(other *machine, a netip.Addr, protocol string, port int) bool {
	if r.protocol != "all" && (r.protocol != protocol || r.high != 0 && (port < r.low || port > r.high)) {
		return false
	}
	return slices.ContainsFunc(r.peers, func(p peer) bool {
		if p.group != nil {
			return other != nil && slices.Contains(other.groups, p.group)
		}
		return p.to.Contains(a)
	})
}

func isStop(reason string) bool {
	entry := trace.Reason(reason).Find()
	return entry.Decision == trace.Dropped
}

// view is the groups of a machine on one side of the classic network.
func view(groups []*group, p *cloud.Provider) []*group {
	all := make([]*group, len(groups))
	for i, g := range groups {
		all[i] = &group{name: g.name, kind: p.Classic.Internet.Kind, rules: g.public}
	}
	return all
}

// A sighting is what the groups of the sender, or of the receiver, decide about a request.
type sighting struct {
	reason, by string
	number     int // of the rule, 0 without one
}

// seen are the first decisions of the groups on the way out and on the way in of a request.
func seen(s *dsl.Scenario, line string) map[cloud.Stage]sighting {
	all := map[cloud.Stage]sighting{}
	for _, step := range put(s, line, asItIs).Legs[0].Steps {
		if _, known := all[step.Stage]; known || step.Stage != cloud.StageGroupOut && step.Stage != cloud.StageGroupIn {
			continue
		}
		saw := sighting{reason: string(step.Reason), by: step.At.Base().Name}
		if step.Rule != nil {
			saw.number = max(step.Rule.Number, 1)
		}
		all[step.Stage] = saw
	}
	return all
}

// A hearing holds what groups decide against the list.
type hearing struct {
	line   string
	have   map[cloud.Stage]sighting
	counts map[string]int
}

func (h hearing) agree(t *rapid.T, stage cloud.Stage, reason string, by []string) {
	t.Helper()
	have, asked := h.have[stage]
	if !asked {
		return
	}
	h.counts[reason]++
	if have.reason != reason || !slices.Contains(by, have.by) {
		t.Fatalf("%s, at stage %d: have %s by %s\nwant %s by one of %v, as the list says", h.line, stage, have.reason,
			have.by, reason, by)
	}
}

// filtersOnly is a scope in which groups alone decide between machines of one VPC.
var filtersOnly = scope{vpcs: 1, only: []string{"inner"}}

// pairs are drawn pairs of two machines.
func (n *network) pairs(machines []*machine) [][2]*machine {
	var all [][2]*machine
	for _, k := range n.picks {
		if from, to := choose(k[0], machines), choose(k[1], machines); from != to {
			all = append(all, [2]*machine{from, to})
		}
	}
	return all
}

// TestGroupsDecideAsTheListSays holds the groups of every cloud against the list of all their rules, between machines
// by private and by public addresses.
func TestGroupsDecideAsTheListSays(t *testing.T) {
	counts := map[string]int{}
	eachNetwork(t, filtersOnly, func(t *rapid.T, n *network) {
		s := n.load(t, asItIs)
		for _, pair := range n.pairs(n.machines()) {
			from, to := pair[0], pair[1]
			port := choose(reference(n.dice.Intn(3)), []int{53, 443, 8080})
			protocol := choose(reference(n.dice.Intn(2)), []string{"tcp", "udp"})
			line := fmt.Sprintf("trace %s -> %s.private %s/%d", from.name, to.name, protocol, port)
			h := hearing{line, seen(s, line), counts}
			reason, by := decideByList(n.cloud.Groups, from.groups, cloud.Out, to, to.addr(), protocol, port)
			h.agree(t, cloud.StageGroupOut, reason, by)
			reason, by = decideByList(n.cloud.Groups, to.groups, cloud.In, from, from.addr(), protocol, port)
			h.agree(t, cloud.StageGroupIn, reason, by)
			if !from.public.IsValid() || !to.public.IsValid() {
				continue
			}
			line = fmt.Sprintf("trace %s -> %s.public %s/%d", from.name, to.name, protocol, port)
			h = hearing{line, seen(s, line), counts}
			reason, by = decideByList(n.cloud.Groups, from.groups, cloud.Out, nil, to.public, protocol, port)
			h.agree(t, cloud.StageGroupOut, reason, by)
			reason, by = decideByList(n.cloud.Groups, to.groups, cloud.In, nil, from.public, protocol, port)
			h.agree(t, cloud.StageGroupIn, reason, by)
		}
	})
	t.Log(counts)
	for _, reason := range []string{"sg-rule", "sg-deny", "sg-default", "sg-same-group", "sg-isolated", "sg-no-rule"} {
		if counts[reason] == 0 {
			t.Errorf("no decision was %s\nwant some: the generator has to make networks that show it", reason)
		}
	}
}

// TestFellowMembersAlwaysMeet: two machines that share a group which lets its members talk reach each other by their
// private addresses, whatever all rules say.
func TestFellowMembersAlwaysMeet(t *testing.T) {
	met := 0
	eachNetwork(t, filtersOnly, func(t *rapid.T, n *network) {
		met += fellowsMeet(t, n.load(t, asItIs), n.machines())
	})
	if met < 10 {
		t.Errorf("only %d pairs shared such a group\nwant at least 10: the generator has to make more", met)
	}
}

// fellowsMeet gives the number of pairs that share a group which lets its members talk; each has to reach the other.
func fellowsMeet(t *rapid.T, s *dsl.Scenario, machines []*machine) int {
	t.Helper()
	met := 0
	for _, from := range machines {
		for _, to := range machines {
			if from == to || !fellows(from, to) {
				continue
			}
			met++
			line := fmt.Sprintf("trace %s -> %s.private tcp/80", from.name, to.name)
			if tr := put(s, line, asItIs); tr.Outcome != trace.Reachable {
				t.Fatalf("%s: have %s\nwant reachable: they share a group that lets its members talk\n%s", line,
					fate(tr), s.Text)
			}
		}
	}
	return met
}

func fellows(a, b *machine) bool {
	return slices.ContainsFunc(a.groups, func(g *group) bool {
		return g.kind.Members && !g.apart && slices.Contains(b.groups, g)
	})
}

// TestADenyStopsWhatIsNotStronger: where an allow rule decided, one more deny of everything with the same number, in
// any of the receiver's groups, stops the packet, and one with a larger number changes nothing. Where groups are asked
// in their order, it stands in the group that decided.
func TestADenyStopsWhatIsNotStronger(t *testing.T) {
	tried := 0
	eachNetwork(t, filtersOnly, func(t *rapid.T, n *network) {
		if model := n.cloud.Groups; !model.Denies || !model.Numbered {
			return
		}
		machines := n.machines()
		to := machines[n.dice.Intn(len(machines))]
		if !to.public.IsValid() {
			return
		}
		line := fmt.Sprintf("trace client -> %s tcp/443", to.name)
		allowed := seen(n.load(t, asItIs), line)[cloud.StageGroupIn]
		if allowed.reason != "sg-rule" {
			return
		}
		tried++
		g := to.groups[n.dice.Intn(len(to.groups))]
		if n.cloud.Groups.InOrder {
			g = to.groups[slices.IndexFunc(to.groups, func(g *group) bool { return g.name == allowed.by })]
		}
		wall := &rule{number: allowed.number, deny: true, protocol: "all", peers: []peer{{to: everywhere}}}
		g.rules[cloud.In] = append(g.rules[cloud.In], wall)
		if tie := n.load(t, asItIs); seen(tie, line)[cloud.StageGroupIn].reason != "sg-deny" {
			t.Fatalf("%s: have %s\nwant sg-deny: the deny has the same number, %d\n%s", line,
				seen(tie, line)[cloud.StageGroupIn].reason, allowed.number, tie.Text)
		}
		if wall.number = n.behind(allowed.number); wall.number == 0 {
			return
		}
		if weaker := n.load(t, asItIs); seen(weaker, line)[cloud.StageGroupIn] != allowed {
			t.Fatalf("%s: have %v\nwant %v as before: the deny has a larger number\n%s", line,
				seen(weaker, line)[cloud.StageGroupIn], allowed, weaker.Text)
		}
	})
	if tried < 5 {
		t.Errorf("only %d networks let the packet in by a rule\nwant at least 5: the generator has to make more", tried)
	}
}

// behind is the next number that a rule may have, 0 if there is none.
func (n *network) behind(number int) int {
	switch model := n.cloud.Groups; {
	case number < model.MaxNumber:
		return number + 1
	case number == model.MaxNumber:
		return model.OldNumber
	}
	return 0
}
