package dsl_test

import (
	"slices"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/trace"
)

// TestExposures runs testdata/exposures: every statement must hold, and the section doors has the state of every door.
func TestExposures(t *testing.T) { runFixtures(t, "exposures", "doors", doorsOf) }

// doorsOf is the answer to every statement about users and doors, each of which must hold.
func doorsOf(t *testing.T, s *dsl.Scenario) string {
	var b strings.Builder
	if len(s.Exposures()) == 0 {
		t.Error("no statement about a user")
	}
	for _, e := range s.Exposures() {
		x := s.Expose(e)
		b.WriteString("# " + e.String() + "\n" + explain.Doors(e.Cloud, x.Doors, !x.Unknown))
		if !x.Holds {
			t.Errorf("%s on %s: %s", e, e.Cloud.Provider.Title, x.Mismatch)
		}
	}
	return b.String()
}

// TestWhoReachesTheInternetHasADoor compares the doors with the traces: an instance of any fixture that reaches the
// Internet, or is reached from it, has an open door.
func TestWhoReachesTheInternetHasADoor(t *testing.T) {
	asked, out := 0, 0
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		s := dsl.Load(scenarioOf(t, name))
		for _, c := range s.Network.Clouds {
			for _, o := range c.Objects {
				m, ok := o.(*cloud.Instance)
				if !ok {
					continue
				}
				asked++
				if reaches(s, c, m.Name+" -> internet") || reaches(s, c, "internet -> "+m.Name) {
					out++
					if !standsOpen(c, m) {
						t.Errorf(
							"%s: %s on %s reaches the Internet, and no door is said to stand open",
							name,
							m.Name,
							c.Provider.Key,
						)
					}
				}
			}
		}
	}
	t.Logf("%d machines, %d of them with a way", asked, out)
}

// reaches reports whether a request to or from the Internet gets an answer.
func reaches(s *dsl.Scenario, c *cloud.Cloud, ends string) bool {
	for _, service := range []string{" tcp/443", " tcp/22", " udp/53"} {
		q, _ := s.Ask("trace " + ends + service + " on " + c.Provider.Key)
		if q == nil {
			continue
		}
		for _, a := range s.Answer(q) {
			if slices.ContainsFunc(a.Ways, func(w *trace.Way) bool { return w.Works() || w.Outcome == trace.Refused }) {
				return true
			}
		}
	}
	return false
}

func standsOpen(c *cloud.Cloud, m *cloud.Instance) bool {
	for _, d := range analyze.Expose(&cloud.User{}, c, m, nil) {
		if d.There {
			return true
		}
	}
	return false
}
