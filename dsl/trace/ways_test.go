package trace_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// TestWaysAreWhatANaiveEnumerationFinds holds the ways of random questions, with what chance picks and with ports,
// against a walk for each pick and for a port of each run.
func TestWaysAreWhatANaiveEnumerationFinds(t *testing.T) {
	seen := map[string]int{}
	checkMore(t, 6)
	for _, open := range []bool{false, true} {
		eachNetwork(t, scope{vpcs: 2, ports: true, open: open}, func(t *rapid.T, n *network) {
			s := n.load(t, asItIs)
			for _, v := range n.vpcs {
				for _, b := range v.balancers {
					n.questions = append(n.questions, "trace $client -> $"+b.name+" tcp/443")
					for _, m := range v.machines() {
						n.questions = append(n.questions, "trace $"+m.name+" -> $"+b.name+" tcp/443")
					}
				}
			}
			n.ask(s, func(line string, tr *trace.Trace) {
				holdWays(t, n, s, line, tr)
				if len(tr.Ways) > 1 {
					seen[fmt.Sprint(n.cloud.Key, " ", tr.Outcome)]++
				}
				for _, of := range tr.Deciders {
					seen[fmt.Sprint("by chance ", of)]++
				}
			})
		})
	}
	t.Log(seen)
	for _, key := range cloud.Keys() {
		if len(cloud.Find(key).Balancers) == 0 {
			continue
		}
		for _, want := range []string{" flaky", " one-way", " reachable", " blocked"} {
			if seen[key+want] == 0 {
				t.Errorf("no question of several ways is%s on %s\nwant some: the generator has to make more of them", want, key)
			}
		}
	}
	for _, of := range []trace.Chance{trace.PickedNode, trace.PickedTarget, trace.ClientPort} {
		if seen[fmt.Sprint("by chance ", of)] == 0 {
			t.Errorf("no question is decided by chance %d\nwant some: the generator has to make more of them", of)
		}
	}
}

// TestTheWaysOfAServicesNameAreWhatANaiveEnumerationFinds does the same for the name of a service with interface
// endpoints.
func TestTheWaysOfAServicesNameAreWhatANaiveEnumerationFinds(t *testing.T) {
	by := 0
	eachNetwork(t, scope{vpcs: 2, only: []string{"endpoint", "peering", "network-acl"}}, func(t *rapid.T, n *network) {
		if rowIn(n.cloud.Key, "endpoint", vocabulary.InSubnet) == nil {
			return
		}
		s := n.load(t, asItIs)
		n.questions = nil
		for _, m := range n.machines() {
			n.questions = append(n.questions, "trace $"+m.name+" -> $server tcp/443")
		}
		n.ask(s, func(line string, tr *trace.Trace) {
			holdWays(t, n, s, line, tr)
			if slices.Contains(tr.Deciders, trace.PickedEndpoint) {
				by++
			}
		})
	})
	if by == 0 {
		t.Error("no question is decided by the endpoint that is picked\nwant some: the generator has to make more of them")
	}
}

func holdWays(t *rapid.T, n *network, s *dsl.Scenario, line string, tr *trace.Trace) {
	t.Helper()
	if tr.Outcome == trace.Unknown {
		return
	}
	have := map[string]float64{}
	for k := range tr.Ways {
		w := tr.Ways[k]
		have[trace.Fate(w.Legs, w.Outcome)] += w.Share
	}
	starts := n.portStarts(cloud.Ports{Low: 0, High: 65535})
	if want := trace.Naively(s.Network, tr.Cloud, tr.Question, starts); want != nil && !alike(have, want) {
		t.Fatalf("%s\nhave %v\nwant %v\n%s", line, have, want, s.Text)
	}
	holdOutcome(t, line, tr)
	holdApart(t, line, tr)
}

func alike(have, want map[string]float64) bool {
	if len(have) != len(want) {
		return false
	}
	for fate, share := range want {
		if math.Abs(have[fate]-share) > 1e-9 {
			return false
		}
	}
	return true
}

// holdOutcome holds the outcome against the rule: flaky where some ways fail, and where all do that of the largest
// share, of equal ones the mildest.
func holdOutcome(t *rapid.T, line string, tr *trace.Trace) {
	t.Helper()
	shares, sum := map[trace.Outcome]float64{}, 0.0
	for k := range tr.Ways {
		shares[tr.Ways[k].Outcome] += tr.Ways[k].Share
		sum += tr.Ways[k].Share
	}
	want := trace.Reachable
	switch works := shares[trace.Reachable]; {
	case works > 0 && len(shares) > 1:
		want = trace.Flaky
	case works == 0:
		mildest := []trace.Outcome{trace.Refused, trace.OneWay, trace.Blocked}
		slices.SortStableFunc(mildest, func(a, b trace.Outcome) int {
			return int(math.Round((shares[b] - shares[a]) * 1e10))
		})
		want = mildest[0]
	}
	if tr.Outcome != want || math.Abs(sum-1) > 1e-9 {
		t.Fatalf("%s\nhave %s of %v, with the sum %f\nwant %s, and 1", line, tr.Outcome, shares, sum, want)
	}
}

// holdApart checks that no two ways pass the same objects by the same decisions, and that words tell all apart.
func holdApart(t *rapid.T, line string, tr *trace.Trace) {
	t.Helper()
	known := map[string]bool{}
	for k := range tr.Ways {
		way := passage(tr.Ways[k])
		if known[way] {
			t.Fatalf("%s\nhave two ways that are\n%s", line, way)
		}
		known[way] = true
	}
	for _, name := range explain.WayNames(tr) {
		if len(tr.Ways) > 1 && (name == "otherwise" || strings.HasSuffix(name, ")")) {
			t.Fatalf("%s\nhave a way that is told as %q\nwant words that tell it apart", line, name)
		}
	}
}

// passage is what a way passes and what is decided there.
func passage(w *trace.Way) string {
	var b strings.Builder
	named := func(o cloud.Object) {
		if o != nil {
			base := o.Base()
			fmt.Fprint(&b, base.Noun, " ", base.Name, " ", base.Span)
			if base.VPC != nil {
				b.WriteString(" of " + base.VPC.Name)
			}
		}
		b.WriteString("; ")
	}
	for _, leg := range w.Legs {
		for _, s := range leg.Steps {
			named(s.At)
			named(s.For)
			for _, o := range s.Also {
				named(o)
			}
			if s.On != nil {
				named(s.On.Owner)
				b.WriteString(s.On.Name)
			}
			if s.Edge != nil {
				named(s.Edge)
			}
			fmt.Fprintln(&b, s.Stage, s.Decision, s.Reason, s.Direction, s.Span, s.Open)
		}
		b.WriteString("and back\n")
	}
	return b.String()
}
