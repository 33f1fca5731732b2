package dsl_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/analyze"
)

// TestFindingPages runs the scenarios of the findings' pages: shows.vpc has the finding, mended.vpc has not, and
// neither has a problem. about.txt explains the finding, and in a second paragraph why it matters.
func TestFindingPages(t *testing.T) {
	folders, err := os.ReadDir("analyze/pages")
	if err != nil || len(folders) != len(analyze.Catalogue) {
		t.Errorf(
			"have %d folders in analyze/pages, want one for each of %d codes: %v",
			len(folders),
			len(analyze.Catalogue),
			err,
		)
	}
	for _, row := range analyze.Catalogue {
		code := string(row.Code)
		for _, file := range []struct {
			name  string
			shows bool
		}{{"shows.vpc", true}, {"mended.vpc", false}} {
			name := "analyze/pages/" + code + "/" + file.name
			text := read(t, name)
			s := dsl.Load(text)
			if len(s.Problems) > 0 || dsl.Format(text) != text {
				t.Errorf("%s: have %q\nwant nothing wrong, and the canonical form", name, messages(s.Problems))
			}
			if have := strings.Contains(findings(s), " "+code+": "); have != file.shows {
				t.Errorf("%s: have\n%swant %s shown: %v", name, findings(s), code, file.shows)
			}
			for _, e := range s.FindingExpectations() {
				if lacks := s.Lacks(e); lacks != "" {
					t.Errorf("%s: %s", name, lacks)
				}
			}
		}
		about := strings.TrimSpace(read(t, "analyze/pages/"+code+"/about.txt"))
		if n := len(strings.Split(about, "\n\n")); n != 2 {
			t.Errorf("%s: about.txt has %d paragraphs, want what it means and why it matters", code, n)
		}
	}
}

// TestFindingsOfAnAbsenceWaitForAWholeText adds a line that can't be read to the scenario of each page: it may state what
// seems to be absent.
func TestFindingsOfAnAbsenceWaitForAWholeText(t *testing.T) {
	ofAnAbsence := []analyze.Code{
		analyze.ACLOneWay, analyze.DeadEntry, analyze.DeadReference, analyze.IdleAddress, analyze.PathMTU, analyze.PodRoutes,
		analyze.UnusedWayOut, analyze.Unused,
	}
	for _, row := range analyze.Catalogue {
		code := string(row.Code)
		name := "analyze/pages/" + code + "/shows.vpc"
		s := dsl.Load(read(t, name) + "nothing that can be read\n")
		if !s.Problems.HasErrors() {
			t.Fatalf("%s: have no error, want one for the line that can't be read", name)
		}
		waits := slices.Contains(ofAnAbsence, row.Code)
		if have := strings.Contains(findings(s), " "+code+": "); have == waits {
			t.Errorf("%s: have %s shown: %v, want %v", name, code, have, !waits)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
