package dsl_test

import (
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// unreached has the reasons that no scenario can reach yet, with why. A reason that a fixture shows has to leave the
// list.
var unreached = map[trace.Reason]string{}

// TestCatalogueIsShown checks the catalogue of reasons against the traces in testdata: each reason appears, each that
// drops a packet also decides a trace, and every step's decision is that of its reason's row.
func TestCatalogueIsShown(t *testing.T) {
	shown, deciding := map[trace.Reason]string{}, map[trace.Reason]string{}
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		for _, tr := range answers(t, name) {
			if d := tr.Decision(); d != nil {
				deciding[d.Reason] = name
			}
			for _, leg := range tr.Legs {
				for i := range leg.Steps {
					step := &leg.Steps[i]
					shown[step.Reason] = name
					if want := step.Reason.Find().Decision; step.Decision != want {
						t.Errorf(
							"%s: %s: a step %s at %s\nhave decision %d\nwant %d, as its row in trace.Catalogue says",
							name,
							tr.Question,
							step.Reason,
							step.At.Base().Name,
							step.Decision,
							want,
						)
					}
				}
			}
		}
	}
	for _, entry := range trace.Catalogue {
		if why := unreached[entry.Reason]; why != "" {
			if name := shown[entry.Reason]; name != "" {
				t.Errorf("%s shows %s: take it off the list unreached in this file", name, entry.Reason)
			}
			continue
		}
		if shown[entry.Reason] == "" {
			t.Errorf("no trace shows %s (%s)\nto mend it: add a scenario to testdata/traces", entry.Reason, entry.Title)
		}
		if entry.Decision == trace.Dropped && deciding[entry.Reason] == "" {
			t.Errorf(
				"no trace is decided by %s (%s)\nto mend it: add an expect with because %s to testdata/traces",
				entry.Reason,
				entry.Title,
				entry.Reason,
			)
		}
	}
}

// answers returns the traces of every question of a fixture.
func answers(t *testing.T, name string) []trace.Trace {
	t.Helper()
	s := dsl.Load(scenarioOf(t, name))
	var all []trace.Trace
	for _, q := range s.Questions() {
		all = append(all, s.Answer(q)...)
	}
	return all
}
