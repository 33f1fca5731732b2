package dsl_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl"
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// TestExposures runs testdata/exposures: a file's name is its claim, its comment says it in a sentence, scenario.vpc is
// the scenario, whose every expect must hold, and doors is what the engine says of each door.
func TestExposures(t *testing.T) {
	for _, name := range fixtures(t, "testdata/exposures/*.txt") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { exposureFile(t, name) })
	}
}

func exposureFile(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) == 0 || archive.Files[0].Name != "scenario.vpc" ||
		len(strings.TrimSpace(string(archive.Comment))) == 0 {
		t.Fatalf("%s: a comment and scenario.vpc come first", name)
	}
	text := string(archive.Files[0].Data)
	s := dsl.Load(text)
	for _, p := range s.Problems {
		t.Errorf("%s: scenario.vpc:%d: %s", name, s.Lines.Line(p.Span), p.Message)
	}
	if have := dsl.Format(text); have != text {
		t.Errorf("%s: scenario.vpc is not in its canonical form\nhave %s\nwant %s", name, text, have)
	}
	have := doorsOf(t, name, s)
	want := ""
	if len(archive.Files) > 1 {
		want = string(archive.Files[1].Data)
	}
	if *update {
		archive.Files = append(archive.Files[:1], txtar.File{Name: "doors", Data: []byte(have)})
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if have != want {
		t.Errorf("%s: the doors are others\nhave\n%s\nwant\n%s\nto accept it: go test ./dsl -update", name, have, want)
	}
}

// doorsOf is the answer to every statement about users and doors, each of which must hold.
func doorsOf(t *testing.T, name string, s *dsl.Scenario) string {
	var b strings.Builder
	if len(s.Exposures()) == 0 {
		t.Errorf("%s: no statement about a user", name)
	}
	for _, e := range s.Exposures() {
		x := s.Expose(e)
		b.WriteString("# " + e.String() + "\n" + x.Text(e.Cloud))
		if !x.Holds {
			t.Errorf("%s: %s on %s: %s", name, e, e.Cloud.Provider.Title, x.Mismatch)
		}
	}
	return b.String()
}

// TestWhoReachesTheInternetHasADoor holds the doors against the traces: a machine of any fixture that reaches the
// Internet, or is reached from there, has a door that stands open already.
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

// reaches reports whether a request to or from the Internet has its answer.
func reaches(s *dsl.Scenario, c *cloud.Cloud, ends string) bool {
	for _, service := range []string{" tcp/443", " tcp/22", " udp/53"} {
		q, _ := s.Ask("trace " + ends + service + " on " + c.Provider.Key)
		if q == nil {
			continue
		}
		for _, a := range s.Answer(q) {
			if a.Outcome == trace.Reachable || a.Outcome == trace.Refused || a.Outcome == trace.Flaky {
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
