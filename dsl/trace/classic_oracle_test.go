package trace_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
)

// eachClassic runs a test on random networks of the clouds with a classic network. To the list of rules it is two
// networks with the same machines: one of the inner sides, which knows the callers, and one of the public sides, which
// knows addresses only.
func eachClassic(t *testing.T, test func(t *rapid.T, n *network)) {
	for _, key := range cloud.Keys() {
		if cloud.Find(key).Classic == nil {
			continue
		}
		rapid.Check(t, func(t *rapid.T) {
			test(t, drawNetwork(t, scope{cloud: key, vpcs: 1, only: []string{"classic"}, classic: true}))
		})
	}
}

// TestEachSideDecidesAsItsListSays holds the groups of the classic network against two lists, that of the inner rules
// for what is sent to an inner address and that of the public ones for what is sent to a public one.
func TestEachSideDecidesAsItsListSays(t *testing.T) {
	inside, outside := map[string]int{}, map[string]int{}
	eachClassic(t, func(t *rapid.T, n *network) {
		s := n.load(t, asItIs)
		for _, pair := range n.pairs(n.classic.machines) {
			from, to := pair[0], pair[1]
			line := fmt.Sprintf("trace %s -> %s tcp/443", from.name, to.name)
			h := hearing{line, seen(s, line), inside}
			reason, by := decideByList(n.cloud.Groups, from.groups, cloud.Out, to, to.addr(), "tcp", 443)
			h.agree(t, cloud.StageGroupOut, reason, by)
			reason, by = decideByList(n.cloud.Groups, to.groups, cloud.In, from, from.addr(), "tcp", 443)
			h.agree(t, cloud.StageGroupIn, reason, by)
			if !from.public.IsValid() || !to.public.IsValid() {
				continue
			}
			line = fmt.Sprintf("trace %s -> %s.public tcp/443", from.name, to.name)
			h = hearing{line, seen(s, line), outside}
			reason, by = decideByList(n.cloud.Groups, view(from.groups, n.cloud), cloud.Out, nil, to.public, "tcp", 443)
			h.agree(t, cloud.StageGroupOut, reason, by)
			reason, by = decideByList(n.cloud.Groups, view(to.groups, n.cloud), cloud.In, nil, from.public, "tcp", 443)
			h.agree(t, cloud.StageGroupIn, reason, by)
		}
	})
	for _, reason := range []string{"sg-rule", "sg-deny", "sg-default", "sg-no-rule"} {
		if inside[reason] == 0 || outside[reason] == 0 {
			t.Errorf("%d and %d decisions were %s\nwant some on each side: the generator has to make more",
				inside[reason], outside[reason], reason)
		}
	}
	for _, reason := range []string{"sg-same-group", "sg-isolated"} {
		if inside[reason] == 0 || outside[reason] > 0 {
			t.Errorf("%d and %d decisions were %s\nwant some on the inner side and none on the public one",
				inside[reason], outside[reason], reason)
		}
	}
}

// TestARuleOfTheOtherSideChangesNothing: the strongest rules for one side of every group leave all answers of the other
// as they are, and fellow members meet inside whatever stands there.
func TestARuleOfTheOtherSideChangesNothing(t *testing.T) {
	met := 0
	eachClassic(t, func(t *rapid.T, n *network) {
		inner := n.dice.Intn(2) == 0
		side := ".private"
		if inner {
			side = ".public"
		}
		lines, fates := n.classic.askAll(n.load(t, asItIs), side)
		for _, g := range n.classic.groups {
			rules := &g.public
			if inner {
				rules = &g.rules
			}
			for d := range rules {
				strongest := &rule{number: 1, deny: d == int(cloud.Out) || n.dice.Intn(2) == 0, protocol: "all"}
				strongest.peers = []peer{{to: everywhere}}
				rules[d] = append(rules[d], strongest)
			}
		}
		after := n.load(t, asItIs)
		for i, have := range second(n.classic.askAll(after, side)) {
			if have != fates[i] {
				t.Fatalf("%s: have %s\nwant %s as before: the new rules are for the other side\n%s", lines[i], have,
					fates[i], after.Text)
			}
		}
		met += fellowsMeet(t, after, n.classic.machines)
	})
	if met < 5 {
		t.Errorf("only %d pairs shared a group that lets its members talk\nwant at least 5", met)
	}
}

func second[A, B any](_ A, b B) B { return b }

// askAll asks each machine about each other by the addresses of one side.
func (c *classic) askAll(s *dsl.Scenario, side string) (lines, fates []string) {
	for _, from := range c.machines {
		for _, to := range c.machines {
			line := fmt.Sprintf("trace %s -> %s%s tcp/443", from.name, to.name, side)
			lines, fates = append(lines, line), append(fates, fate(put(s, line, asItIs)))
		}
	}
	return lines, fates
}
