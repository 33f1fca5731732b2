package dsl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// TestEveryDecisionHasAFact checks that a cloud has a fact for every reason that a fixture shows there, and no fact for
// an unknown reason.
func TestEveryDecisionHasAFact(t *testing.T) {
	eachStep(t, func(name string, tr *trace.Trace, leg, step int) {
		s := &tr.Legs[leg].Steps[step]
		if tr.Cloud.Provider.Fact(string(s.Reason)) == nil {
			t.Errorf(
				"%s: %s decides by %s without a fact\nto mend it: add one to dsl/cloud",
				name,
				tr.Cloud.Provider.Title,
				s.Reason,
			)
		}
	})
}

// TestEveryBasisIsAsWritten holds the fact of each reason, finding and subject of a diagnostic in each cloud, and the
// codes of the analyzer of each reason: a line that is taken away would leave the fact of all clouds, or nothing.
func TestEveryBasisIsAsWritten(t *testing.T) {
	var b strings.Builder
	for _, key := range cloud.Keys() {
		p := cloud.Find(key)
		for _, about := range abouts() {
			if fact := p.Fact(about); fact != nil {
				fmt.Fprintf(&b, "%s: %s rests on %s\n", key, about, fact.Key)
			}
		}
	}
	for _, c := range cloud.AnalyzerCodes() {
		for _, reason := range c.Reasons {
			fmt.Fprintf(&b, "%s is called %s\n", reason, c.Code)
		}
	}
	holdLines(t, "testdata/bases.txt", b.String())
}

// abouts are all that a fact can be about, sorted.
func abouts() []string {
	all := slices.Concat(trace.Reasons(), analyze.Codes(), []string{
		cloud.AboutGroupRules, cloud.AboutACLPeers, cloud.AboutDefaultACL, cloud.AboutReserved, cloud.AboutRanges,
		cloud.AboutSizes, cloud.AboutRoutes, cloud.AboutOwnRoutes, cloud.AboutIPv6,
	})
	slices.Sort(all)
	return slices.Compact(all)
}

// TestEveryDoubtIsShown checks that each point that a cloud's documentation leaves open appears in a fixture, at a step
// of that cloud.
func TestEveryDoubtIsShown(t *testing.T) {
	type open struct {
		cloud string
		doubt cloud.Doubt
	}
	shown := map[open]bool{}
	eachStep(t, func(_ string, tr *trace.Trace, leg, step int) {
		for _, o := range tr.Cloud.Provider.Open {
			if tr.Legs[leg].Steps[step].Open.Has(o.Doubt) {
				shown[open{tr.Cloud.Provider.Key, o.Doubt}] = true
			}
		}
	})
	for _, key := range cloud.Keys() {
		for _, o := range cloud.Find(key).Open {
			if !shown[open{key, o.Doubt}] {
				t.Errorf("no fixture shows on %s: %s\nto mend it: add a scenario to testdata/traces", key, o.Fact)
			}
		}
	}
}

func eachStep(t *testing.T, see func(name string, tr *trace.Trace, leg, step int)) {
	t.Helper()
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		for _, tr := range answers(t, name) {
			for leg := range tr.Legs {
				for step := range tr.Legs[leg].Steps {
					see(name, &tr, leg, step)
				}
			}
		}
	}
}
