package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// TestFindings runs testdata/findings: every expectation must hold, and the section findings has what is found.
func TestFindings(t *testing.T) {
	shown, absent := map[analyze.Code]bool{}, map[string]bool{}
	runFixtures(t, "findings", "findings", func(t *testing.T, s *dsl.Scenario) string {
		for _, f := range s.Findings() {
			shown[f.Code] = true
		}
		for _, e := range s.FindingExpectations() {
			absent[e.Code] = absent[e.Code] || e.No
			if lacks := s.Lacks(e); lacks != "" {
				t.Errorf("scenario.vpc:%d: %s", s.Lines.Line(e.Span), lacks)
			}
		}
		return findings(s)
	})
	for _, r := range analyze.Catalogue {
		if !shown[r.Code] {
			t.Errorf("no scenario shows %s\nto mend it: add one to testdata/findings", r.Code)
		}
		if !absent[string(r.Code)] {
			t.Errorf(
				"no scenario shows the absence of %s\nto mend it: add one with expect no finding %s to testdata/findings",
				r.Code,
				r.Code,
			)
		}
	}
}

// findings lists the findings of a scenario, each with its hint and its fix below.
func findings(s *dsl.Scenario) string {
	var b strings.Builder
	for _, f := range s.Findings() {
		at := s.Lines.At(f.Span.Start)
		fmt.Fprintf(&b, "%d:%d: %s %s: %s\n", at.Line, at.Column, f.Told.Severity, f.Code, f.Told.Message)
		if f.Told.Hint != "" {
			fmt.Fprintf(&b, "  %s\n", f.Told.Hint)
		}
		if audit := f.Audit(); audit != "" {
			fmt.Fprintf(&b, "  audit: %s\n", audit)
		}
		if f.Told.Fix != nil {
			fmt.Fprintf(&b, "  fix: %s\n", f.Told.Fix.Title)
		}
	}
	return b.String()
}

// TestAFixTakesWhatStandsAloneOnItsLines applies the fix of an unused group. There is none where an expectation names
// the group.
func TestAFixTakesWhatStandsAloneOnItsLines(t *testing.T) {
	const head, foot = "cloud aws {\n  vpc shop 10.0.0.0/16 {\n", "    subnet front 10.0.1.0/24 { instance web }\n  }\n}\n"
	for _, test := range []struct{ block, questions, want string }{
		{"    security-group a { }\n", "", ""},
		{"    security-group a {\n      in allow tcp/22 from 10.0.0.0/8\n    }\n", "", ""},
		{"    security-group a { }; prefix-list p { 10.0.0.0/8 }\n", "", "    ; prefix-list p { 10.0.0.0/8 }\n"},
		{"    prefix-list p { 10.0.0.0/8 }; security-group a { }\n", "", "    prefix-list p { 10.0.0.0/8 }; \n"},
		{"    security-group a { } # why\n", "", "     # why\n"},
		{"    security-group a { }\n", "expect finding unused at a\n", "no fix"},
		{"    security-group a { }\n", "expect finding unused at web\n", ""},
		{"    security-group a { }\n", "expect web -> web tcp/80 blocked by a\n", "no fix"},
		{"    security-group a { }\n", "expect web -> web tcp/80 blocked by web\n", ""},
		{"    security-group a { }\n", "expect web -> web tcp/80 reachable via web, a\n", "no fix"},
		{"    security-group a { }\n", "trace web -> web tcp/80\n", ""},
	} {
		s := dsl.Load(head + test.block + foot + test.questions)
		have := "no finding"
		for _, f := range s.Findings() {
			if f.Code == analyze.Unused && f.At.Base().Name == "a" {
				have = "no fix"
				if f.Told.Fix != nil {
					have = strings.TrimSuffix(strings.TrimPrefix(apply(s.Text, f.Told.Fix), head), foot+test.questions)
				}
			}
		}
		if have != test.want {
			t.Errorf("%s%s\nhave %q\nwant %q", test.block, test.questions, have, test.want)
		}
	}
}

// TestFixesOfFindings applies each fix of each fixture: its finding goes, and no error comes.
func TestFixesOfFindings(t *testing.T) {
	applied := 0
	for _, name := range append(fixtures(t, "testdata/traces/*.txt"), fixtures(t, "testdata/findings/*.txt")...) {
		s := dsl.Load(scenarioOf(t, name))
		inside(t, s.Text, told(s))
		for _, f := range s.Findings() {
			if f.Told.Fix == nil {
				continue
			}
			applied++
			mended := dsl.Load(apply(s.Text, f.Told.Fix))
			if mended.Problems.HasErrors() {
				t.Errorf("%s: %s\nthe fix brings %s", name, f.Told.Message, messages(mended.Problems))
			}
			if repeated(mended, f) >= repeated(s, f) {
				t.Errorf("%s: %s\nthe fix leaves it as it was", name, f.Told.Message)
			}
		}
	}
	if applied < 10 {
		t.Errorf("have %d fixes in all fixtures", applied)
	}
}

// told returns the diagnostics of a scenario's findings.
func told(s *dsl.Scenario) source.List {
	var all source.List
	for _, f := range s.Findings() {
		all = append(all, f.Told)
	}
	return all
}

// repeated counts the findings of one code at one object.
func repeated(s *dsl.Scenario, f dsl.Finding) int {
	n := 0
	for _, other := range s.Findings() {
		if other.Code == f.Code && other.At.Base().Name == f.At.Base().Name &&
			other.Cloud.Provider == f.Cloud.Provider {
			n++
		}
	}
	return n
}

func apply(text string, fix *source.Fix) string {
	for i := len(fix.Edits) - 1; i >= 0; i-- {
		e := fix.Edits[i]
		text = text[:e.Span.Start] + e.Text + text[e.Span.End:]
	}
	return text
}

// TestAuditsAreOfFindings checks the codes in the clouds' data against the catalogue, which those packages can't
// import.
func TestAuditsAreOfFindings(t *testing.T) {
	for _, p := range providers() {
		for _, a := range p.Audits {
			if _, ok := analyze.Find(a.Finding); !ok || a.Rule == "" {
				t.Errorf("%s: audit %q of %q\nwant a rule, and a code of analyze.Catalogue", p.Title, a.Rule, a.Finding)
			}
		}
	}
}

// TestFindingsWaitForAWholeText checks that a finding about something missing waits until the text has no error.
func TestFindingsWaitForAWholeText(t *testing.T) {
	whole := "cloud aws {\nvpc v 10.0.0.0/16 {\nsecurity-group lone { in allow tcp/22 from 0.0.0.0/0 }\nsubnet s 10.0.1.0/24 { instance m }\n}\n}\n"
	if s := dsl.Load(whole); repeated(
		s,
		dsl.Finding{
			Finding: analyze.Finding{
				Code:  analyze.Unused,
				Cloud: s.Network.Clouds[0],
				At:    s.Network.Clouds[0].Taken(cloud.ScopePeers, "lone"),
			},
		},
	) != 1 {
		t.Errorf("have %s\nwant lone unused", findings(s))
	}
	half := strings.Replace(whole, "instance m", "instance m { security-group lon }", 1)
	if s := dsl.Load(half); len(s.Findings()) != 0 {
		t.Errorf("have %s\nwant nothing while the text has an error", findings(s))
	}
}

// TestLacksSaysWhatIsFoundInstead checks the messages of expectations that fail.
func TestLacksSaysWhatIsFoundInstead(t *testing.T) {
	s := "cloud aws {\nvpc v 10.0.0.0/16 {\nsecurity-group a { in allow tcp/22 from 0.0.0.0/0 }\nsecurity-group b { in allow all from 0.0.0.0/0 }\nsubnet s 10.0.1.0/24 { instance m { security-group a, b } }\n}\n}\n"
	for _, test := range []struct{ line, want string }{
		{"expect finding open-to-world at b", "expected finding open-to-world at b, found open-to-world at a (line 3), open-all at b (line 4)"},
		{"expect no finding open-all", "expected no finding open-all, found open-all: b opens everything to 0.0.0.0/0 (line 4)"},
		{"expect no finding", "expected no finding, found open-to-world: a opens tcp/22 (SSH) to 0.0.0.0/0 (line 3)"},
		{"expect finding dead-route at m", "expected finding dead-route at m, found none"},
		{"expect finding unused at a", "expected finding unused at a, found open-to-world: a opens tcp/22 (SSH) to 0.0.0.0/0 (line 3)"},
		{"expect finding unused; x", "expected finding unused, which is unknown while the text has an error"},
		{"expect no finding unused", ""},
	} {
		loaded := dsl.Load(s + test.line + "\n")
		if have := loaded.Lacks(loaded.FindingExpectations()[0]); have != test.want {
			t.Errorf("%s\nhave %q\nwant %q", test.line, have, test.want)
		}
	}
}
