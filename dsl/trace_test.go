package dsl_test

import (
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/explain"
)

// TestTraces runs testdata/traces: every question must hold, and the section trace has every hop.
func TestTraces(t *testing.T) { runFixtures(t, "traces", "trace", hops) }

// hops is the trace of every question, which must hold.
func hops(t *testing.T, s *dsl.Scenario) string {
	var b strings.Builder
	for _, q := range s.Questions() {
		b.WriteString("# " + q.String() + "\n")
		for _, v := range s.Judge(q) {
			b.WriteString(explain.Hops(&v.Trace, s.Lines))
			if !v.Holds {
				t.Errorf("%s on %s: %s", q, v.Trace.Cloud.Provider.Title, v.Mismatch)
			}
		}
	}
	return b.String()
}
