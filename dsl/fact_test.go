package dsl_test

import (
	"strings"
	"testing"

	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// TestEveryDecisionHasAFact: whatever reason a cloud shows in a fixture, it says what the decision follows from; and no fact
// is for a reason that does not exist.
func TestEveryDecisionHasAFact(t *testing.T) {
	eachStep(t, func(name string, tr *trace.Trace, leg, step int) {
		s := &tr.Legs[leg].Steps[step]
		if tr.Cloud.Provider.Fact(string(s.Reason)) == "" {
			t.Errorf("%s: %s decides by %s without a fact\nto mend it: add one to dsl/cloud", name, tr.Cloud.Provider.Title, s.Reason)
		}
	})
	reasons := map[string]bool{}
	for _, r := range trace.Reasons() {
		reasons[r] = true
	}
	for _, key := range cloud.Keys() {
		for _, f := range cloud.Find(key).Facts {
			if !reasons[f.Reason] || !strings.HasSuffix(f.Text, ".") {
				t.Errorf("%s: a fact for %q: %s\nwant one for a reason, a sentence", key, f.Reason, f.Text)
			}
		}
	}
}

// TestEveryDoubtIsShown: each point that a cloud's documentation leaves open shows in a fixture, at a step of that cloud.
func TestEveryDoubtIsShown(t *testing.T) {
	type open struct {
		cloud string
		doubt cloud.Doubt
	}
	shown := map[open]bool{}
	eachStep(t, func(_ string, tr *trace.Trace, leg, step int) {
		for _, o := range tr.Cloud.Provider.Open {
			if tr.Hangs(o.Doubt, leg, step) {
				shown[open{tr.Cloud.Provider.Key, o.Doubt}] = true
			}
		}
	})
	for _, key := range cloud.Keys() {
		for _, o := range cloud.Find(key).Open {
			if !shown[open{key, o.Doubt}] {
				t.Errorf("no fixture shows on %s: %s\nto mend it: add a scenario to testdata/traces", key, o.Text)
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
