package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// ofALine has the reasons of steps that a line of the scenario decides (true), or never decides (false).
var ofALine = map[trace.Reason]bool{
	trace.SGRule: true, trace.SGDeny: true, trace.ACLRule: true, trace.ACLDeny: true,
	trace.SNATNoEntry: false, trace.NoListenerRule: false, trace.SGNoRule: false, trace.ACLNoRule: false,
	trace.NoRoute: false, trace.NotPublicSubnet: false, trace.AttachmentRoute: false,
}

// TestCandidatesAgreeWithTheirStep checks the candidates of every step. At most one decides; if a line decided, it is
// that line and it matches; if none did, none matches. A rule that allows what another has allowed matches too; any
// other that matches came too late.
func TestCandidatesAgreeWithTheirStep(t *testing.T) {
	shown := map[trace.Why]bool{}
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		for _, tr := range considered(t, name) {
			for _, leg := range tr.Legs {
				for i := range leg.Steps {
					agrees(t, name+": "+tr.Question.String(), &tr, &leg.Steps[i], shown)
				}
			}
		}
	}
	for why := trace.Decides; why <= trace.DeadEntry; why++ {
		if !shown[why] {
			t.Errorf(
				"no fixture shows the why number %d of trace/candidate.go\nto mend it: add a scenario to testdata/traces",
				why,
			)
		}
	}
}

// TestRules runs testdata/rules: the section rules has the hops of each question, each with the rules that it considered.
func TestRules(t *testing.T) {
	runFixtures(t, "rules", "rules", func(_ *testing.T, s *dsl.Scenario) string {
		var b strings.Builder
		for _, q := range s.Questions() {
			b.WriteString("# " + q.String() + "\n")
			for _, v := range s.Consider(q) {
				b.WriteString(explain.Rules(&v.Trace, s.Lines))
			}
		}
		return b.String()
	})
}

func considered(t *testing.T, name string) []trace.Trace {
	t.Helper()
	s := dsl.Load(scenarioOf(t, name))
	var all []trace.Trace
	for _, q := range s.Questions() {
		for _, v := range s.Consider(q) {
			all = append(all, v.Trace)
		}
	}
	return all
}

func agrees(t *testing.T, about string, tr *trace.Trace, s *trace.Step, shown map[trace.Why]bool) {
	t.Helper()
	all := s.Considered
	var deciding []*trace.Candidate
	for _, c := range all {
		shown[c.Why] = true
		if c.Decides {
			deciding = append(deciding, c)
		}
		if c.Decides && !(c.Matches && c.Why == trace.Decides) {
			t.Errorf(
				"%s: %s at %s: a candidate decides: %v, matches: %v, why %d",
				about,
				s.Reason,
				s.At.Base().Name,
				c.Decides,
				c.Matches,
				c.Why,
			)
		}
	}
	for _, c := range all {
		agree := c.Rule != nil && c.Rule.Allow && s.Rule != nil && s.Rule.Allow
		if c.Rule != nil && c.Matches && !c.Decides && (c.Why == trace.MatchesToo) != agree {
			t.Errorf("%s: %s at %s: a rule that matches and does not decide: have why %d, want \"matches too\": %v",
				about, s.Reason, s.At.Base().Name, c.Why, agree)
		}
	}
	byLine, known := ofALine[s.Reason]
	known = known && s.At.Base().Noun != cloud.NounPrivateEndpoint // its service is no list of lines
	switch {
	case len(deciding) > 1:
		t.Errorf(
			"%s: %s at %s: %d candidates decide\nwant one at most",
			about,
			s.Reason,
			s.At.Base().Name,
			len(deciding),
		)
	case known && len(deciding) != 1:
		t.Errorf("%s: %s at %s: nothing decides\nwant one", about, s.Reason, s.At.Base().Name)
	case known && (deciding[0].Kind == trace.Line) != byLine:
		t.Errorf("%s: %s at %s: a line decides: %v", about, s.Reason, s.At.Base().Name, !byLine)
	case len(deciding) == 1 && s.Rule != nil && deciding[0].Rule != s.Rule,
		len(deciding) == 1 && s.Route != nil && deciding[0].Route != s.Route:
		t.Errorf("%s: %s at %s: another line decides than that of the step", about, s.Reason, s.At.Base().Name)
	}
}

// TestCandidates runs testdata/candidates: the section candidates has every step that chose, and what it chose from.
func TestCandidates(t *testing.T) {
	runFixtures(t, "candidates", "candidates", func(t *testing.T, s *dsl.Scenario) string {
		var b strings.Builder
		for _, q := range s.Questions() {
			b.WriteString("# " + q.String() + "\n")
			for _, v := range s.Consider(q) {
				if !v.Holds {
					t.Errorf("%s: %s", q, v.Mismatch)
				}
				choices(&b, v.Trace, s.Lines)
			}
		}
		return b.String()
	})
}

// choices lists the steps of a trace that chose, with their candidates: an arrow stands before the one that decides,
// an equals sign before one that is about the packet too.
func choices(b *strings.Builder, tr trace.Trace, lines *source.Lines) {
	for _, leg := range tr.Legs {
		for i := range leg.Steps {
			s := &leg.Steps[i]
			if len(s.Considered) > 0 {
				fmt.Fprintf(b, "%s [%s] on %s\n", s.At.Base().Name, s.Reason, tr.Cloud.Provider.Key)
			}
			for _, c := range s.Considered {
				mark := "·"
				switch {
				case c.Decides:
					mark = "→"
				case c.Matches:
					mark = "="
				}
				fmt.Fprintf(b, "  %s %s: %s: %s", mark, c.At.Base().Name, explain.Candidate(c, s, lines), explain.Why(c, s))
				if !c.Span.IsZero() {
					fmt.Fprintf(b, " line %d", lines.Line(c.Span))
				}
				b.WriteString("\n")
			}
		}
	}
}

// TestCandidatesHaveWords checks that each candidate is written as in the language, and says why it did not decide.
func TestCandidatesHaveWords(t *testing.T) {
	const text = `cloud aws {
  vpc v 10.0.0.0/16 {
    internet-gateway igw
    route-table main {
      0.0.0.0/0 -> igw
      192.0.2.0/24 -> blackhole
    }
    network-acl edge {
      in 100 allow udp/53 from 0.0.0.0/0
      in 90 deny icmp/8 from 10.0.0.0/8
      in 110 allow all from ::/0
      in 120 allow tcp/80,8000-8999 from 203.0.113.0/24
      out 100 allow all to 0.0.0.0/0
    }
    security-group web-sg {
      in allow tcp/80 from web-sg, 198.51.0.0/16
      in allow tcp/80 from web-sg
      in allow tcp/8000 from 0.0.0.0/0
      in allow tcp/80   from 203.0.113.5
    }
    subnet s 10.0.1.0/24 {
      network-acl edge
      instance web 10.0.1.10 {
        eip 198.51.100.7
        security-group web-sg
      }
    }
  }
}
trace 203.0.113.5 -> web tcp/80
`
	want := `edge: in 90 deny icmp/8 from 10.0.0.0/8: another protocol: tcp is not icmp
edge: in 100 allow udp/53 from 0.0.0.0/0: another protocol: tcp is not udp
edge: in 110 allow all from ::/0: IPv6 only, and the packet is IPv4
edge: in 120 allow tcp/80,8000-8999 from 203.0.113.0/24: it matches
edge: everything else is dropped: decided before
web-sg: in allow tcp/80 from web-sg, 198.51.0.0/16: 203.0.113.5 is outside 198.51.0.0/16
web-sg: in allow tcp/80 from web-sg: the packet does not carry its sender's groups
web-sg: in allow tcp/8000 from 0.0.0.0/0: another port: 80 is not 8000
web-sg: in allow tcp/80 from 203.0.113.5: it matches
web-sg: everything else is dropped: decided before
web-sg: out allow all to 0.0.0.0/0, ::/0: no rule is asked
web-sg: everything else is dropped: no rule is asked
edge: out 100 allow all to 0.0.0.0/0: it matches
edge: everything else is dropped: decided before
main: 10.0.0.0/16 -> local: 203.0.113.5 is outside 10.0.0.0/16
main: 0.0.0.0/0 -> igw: it matches
main: 192.0.2.0/24 -> blackhole: 203.0.113.5 is outside 192.0.2.0/24
main: everything else has no route: decided before
`
	s := dsl.Load(text)
	if have := candidates(s.Consider(s.Questions()[0])[0].Trace, s.Lines); have != want {
		t.Errorf("have\n%s\nwant\n%s", have, want)
	}
}

// TestRoutesOfATransitGatewayHaveWords tells what it learned from its VPCs apart from what the scenario states.
func TestRoutesOfATransitGatewayHaveWords(t *testing.T) {
	const text = `cloud aws {
  vpc one 10.1.0.0/16 {
    route-table main { 10.0.0.0/8 -> hub }
    subnet a 10.1.1.0/24 { instance m 10.1.1.10 }
  }
  vpc two 10.2.0.0/16 { subnet b 10.2.1.0/24 { instance n 10.2.1.10 } }
  transit-gateway hub {
    attach a, b
    10.2.9.0/24 -> one
  }
}
trace m -> n tcp/80
`
	want := `hub: 10.2.9.0/24 -> one: 10.2.1.10 is outside 10.2.9.0/24
hub: 10.1.0.0/16 -> one propagated: 10.2.1.10 is outside 10.1.0.0/16
hub: 10.2.0.0/16 -> two propagated: it matches
hub: everything else has no route: decided before
`
	s := dsl.Load(text)
	var have strings.Builder
	for line := range strings.Lines(candidates(s.Consider(s.Questions()[0])[0].Trace, s.Lines)) {
		if strings.HasPrefix(line, "hub:") {
			have.WriteString(line)
		}
	}
	if have.String() != want {
		t.Errorf("have\n%s\nwant\n%s", have.String(), want)
	}
}

func candidates(tr trace.Trace, lines *source.Lines) string {
	var b strings.Builder
	for _, leg := range tr.Legs {
		for i := range leg.Steps {
			for _, c := range leg.Steps[i].Considered {
				b.WriteString(
					c.At.Base().Name + ": " + explain.Candidate(c, &leg.Steps[i], lines) + ": " + explain.Why(
						c,
						&leg.Steps[i],
					) + "\n",
				)
			}
		}
	}
	return b.String()
}
