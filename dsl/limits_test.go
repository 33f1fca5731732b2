package dsl_test

import (
	"fmt"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/check"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// TestLimitsAreTold reads texts that no file of testdata can hold: texts that are too large, one that a comment would
// close, and characters that need composing.
func TestLimitsAreTold(t *testing.T) {
	for _, test := range []struct{ claim, text, want string }{
		{"a scenario of the largest size is read", "#" + strings.Repeat("x", dsl.MaxSize-1), ""},
		{"one byte more is too much", "#" + strings.Repeat("x", dsl.MaxSize), "a scenario has at most 1048576"},
		{"as many instances as allowed are read", crowd(check.MaxInstances), ""},
		{"one instance more is too many", crowd(check.MaxInstances + 1), "a scenario has at most 10000"},
		{"a text that is not closed ends with its line", "title \"open\nhost laptop 203.0.113.10\nhost laptop 203.0.113.11", "the text has no closing quote; duplicate host laptop"},
		{"a text of nothing but braces is read", strings.Repeat("{", dsl.MaxSize), "blocks nest deeper than 32"},
		{"a text of nothing but words is read", "a " + strings.Repeat("b ", dsl.MaxSize/2-1), "unexpected a in the top level"},
		{"a text of nothing but statements is read", strings.Repeat("a;", dsl.MaxSize/2), "unexpected a in the top level"},
		{"as many rules as count for an interface are read", ruled(1000), ""},
		{"one rule more is told", ruled(1001), "the groups of m have 1001 rules: 1000 at most count for an interface"},
		{"as many ranges as lists may stand for are read", listing(50), ""},
		{"one list more is told", listing(51), "unexpected pl: the prefix lists that rules and routes name stand for more than 50000 ranges"},
		{"a letter in two characters is told", "host cafe\u0301 203.0.113.10", "invalid cafe\u0301: a letter and its accent are two characters in it: a name is in Unicode's form NFC"},
		{"blocks have a deepest level", strings.Repeat("cloud aws {", 40), "blocks nest deeper than 32"},
	} {
		have := messages(dsl.Load(test.text).Problems)
		for _, want := range strings.Split(test.want, "; ") {
			if want == "" && have != "" || !strings.Contains(have, want) {
				t.Errorf("%s\nhave %.300q\nwant %q", test.claim, have, want)
			}
		}
	}
}

// TestATextThatIsTooLongIsMarkedWhereItIs holds the place of the problem: the first byte too much.
func TestATextThatIsTooLongIsMarkedWhereItIs(t *testing.T) {
	s := dsl.Load("#" + strings.Repeat("x", dsl.MaxSize+10))
	if want := (source.Span{Start: dsl.MaxSize, End: dsl.MaxSize + 1}); s.Problems[0].Span != want {
		t.Errorf("have %v, want %v", s.Problems[0].Span, want)
	}
}

// TestTargetsHaveALimit asks about balancers with as many targets as are tried, and with one more.
func TestTargetsHaveALimit(t *testing.T) {
	for _, test := range []struct {
		targets int
		want    trace.Outcome
	}{{trace.MaxWalks - 1, trace.Reachable}, {trace.MaxWalks, trace.Unknown}} {
		s := dsl.Load(balanced(test.targets))
		v := s.Judge(s.Questions()[0])[0]
		if v.Trace.Outcome != test.want {
			t.Errorf("%d targets\nhave %s\nwant %s", test.targets, v.Trace.Outcome, test.want)
		}
		if says := strings.Contains(v.Mismatch, "No verdict: "); says != (test.want == trace.Unknown) {
			t.Errorf("%d targets: have %q, want no verdict where it is unknown", test.targets, v.Mismatch)
		}
	}
}

// TestChecksHaveALimit asks by name about balancers of two nodes with as many targets as both may check, and with one
// more.
func TestChecksHaveALimit(t *testing.T) {
	most := trace.MaxChecks/2 - 1
	for targets, unknown := range map[int]bool{most: false, most + 1: true} {
		text := strings.Replace(balanced(targets), "clb {", "alb {\ncross-zone off\nvswitch s, idle\n", 1)
		text = strings.Replace(text, "vswitch s 10", "vswitch idle 10.1.0.0/16 zone b\nvswitch s 10", 1)
		text = strings.Replace(text, "-> lb tcp/80\n", "-> 198.51.100.1 tcp/81\n", 1)
		s := dsl.Load(text + "trace internet -> lb tcp/80\n")
		for n, q := range s.Questions() {
			if have := s.Judge(q)[0].Trace.Outcome == trace.Unknown; have != (unknown && n == 1) {
				t.Errorf("%d targets, %s: unknown %v", targets, q, have)
			}
		}
	}
}

// TestThousandRulesAboutPortsHaveAVerdict asks past an ACL of 1,000 rules, each about one of the ports to which the
// answer may go: 500 deny theirs.
func TestThousandRulesAboutPortsHaveAVerdict(t *testing.T) {
	var rules strings.Builder
	for i := range 1000 {
		action := [...]string{"allow", "deny"}[i%2]
		fmt.Fprintf(&rules, "out %d %s tcp/%d to 0.0.0.0/0\n", i+1, action, 1024+i*3)
	}
	s := dsl.Load("host far 203.0.113.10\ncloud aws {\nvpc shop 10.0.0.0/16 {\ninternet-gateway igw\n" +
		"route-table main { 0.0.0.0/0 -> igw }\nnetwork-acl odd {\nin 1 allow all from 0.0.0.0/0\n" + rules.String() +
		"out 1001 allow all to 0.0.0.0/0\n}\nsubnet s 10.0.1.0/24 {\nnetwork-acl odd\n" +
		"instance web { eip; security-group g }\n}\nsecurity-group g { in allow tcp/443 from 0.0.0.0/0 }\n}\n}\n" +
		"trace far -> web tcp/443")
	tr := s.Answer(s.Questions()[0])[0]
	lost, all := 0, 0
	for _, share := range tr.Shares {
		all += share.Ports.Count()
		if share.Outcome == trace.OneWay {
			lost += share.Ports.Count()
		}
	}
	if want := cloud.AnyClient.Count(); tr.Outcome != trace.Flaky || lost != 500 || all != want {
		t.Errorf("have %s, %d of %d ports lost\nwant flaky, 500 of %d", tr.Outcome, lost, all, want)
	}
}

// balanced is a scenario with a balancer in front of a number of machines, and a question about it.
func balanced(targets int) string {
	machines, names := "", make([]string, targets)
	for i := range targets {
		names[i] = fmt.Sprintf("m%d", i)
		machines += "instance " + names[i] + " { security-group g }\n"
	}
	return "cloud alibaba {\nvpc shop 10.0.0.0/8 {\nload-balancer lb clb {\neip 198.51.100.1\nlisten tcp/80 -> " +
		strings.Join(names, ", ") + " tcp/80\n}\nsecurity-group g\nvswitch s 10.0.0.0/16 {\n" + machines +
		"}\n}\n}\ntrace internet -> lb tcp/80\n"
}

// TestHiddenCharactersAreToldUpToAHundred: a text may be full of them, and a hundred are told.
func TestHiddenCharactersAreToldUpToAHundred(t *testing.T) {
	for _, n := range []int{1, 99, 100, 101, 150} {
		told := 0
		for _, p := range dsl.Load("title \"a" + strings.Repeat("\u2067", n) + "\"\n").Problems {
			if strings.Contains(p.Message, "U+2067") {
				told++
			}
		}
		if want := min(n, 100); told != want {
			t.Errorf("of %d hidden characters %d are told\nwant %d", n, told, want)
		}
	}
}

// TestLinesMayEndAsOnWindows: a carriage return before the end of a line is space.
func TestLinesMayEndAsOnWindows(t *testing.T) {
	if have := messages(dsl.Load(strings.ReplaceAll(dsl.First, "\n", "\r\n")).Problems); have != "" {
		t.Errorf("have the problems %q\nwant none", have)
	}
}

// TestTheFirstInstanceTooManyIsTold counts every instance, those of the classic network too, in the order of the text.
func TestTheFirstInstanceTooManyIsTold(t *testing.T) {
	text := crowd(
		check.MaxInstances-1,
	) + "cloud alibaba {\nclassic {\ninstance first-fits\ninstance too-many\ninstance last\n}\n}\n"
	for _, p := range dsl.Load(text).Problems {
		if strings.Contains(p.Message, "a scenario has at most 10000") {
			if have, want := text[p.Span.Start:p.Span.End], "instance too-many"; have != want {
				t.Errorf("have it at %q, want it at %q", have, want)
			}
			return
		}
	}
	t.Error("have nothing told, want the limit")
}

func messages(problems source.List) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Message)
	}
	return strings.Join(all, "; ")
}

// crowd is a scenario of n instances.
func crowd(n int) string {
	var b strings.Builder
	b.WriteString("cloud aws {\nvpc v 10.0.0.0/16 {\nsubnet s 10.0.0.0/16 {\n")
	for i := range n {
		fmt.Fprintf(&b, "instance m%d\n", i)
	}
	b.WriteString("}\n}\n}\n")
	return b.String()
}

// ruled is a machine in two groups of n rules together, of both directions.
func ruled(n int) string {
	in, out := "in allow tcp/80 from 10.0.0.1\n", "out allow tcp/80 to 10.0.0.1\n"
	return "cloud alibaba {\nvpc v 10.0.0.0/16 {\nsecurity-group g {\n" + strings.Repeat(in, n-200) + strings.Repeat(out, 100) +
		"}\nsecurity-group h {\n" + strings.Repeat(in, 100) +
		"}\nvswitch s 10.0.0.0/24 {\ninstance m { security-group g, h }\n}\n}\n}\n"
}

// listing is a prefix list of a thousand ranges, and n rules that name it, spread over groups within the limit of an
// interface.
func listing(n int) string {
	var b strings.Builder
	b.WriteString("cloud alibaba {\nvpc v 10.0.0.0/16 {\nprefix-list pl {\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "20.%d.%d.0/24\n", i/256, i%256)
	}
	b.WriteString("}\n")
	for i := range n {
		fmt.Fprintf(&b, "security-group g%d { in allow tcp/80 from pl }\n", i)
	}
	b.WriteString("}\n}\n")
	return b.String()
}

// TestARuleBeyondTheLimitOfListsIsLeftOut asks past the last rule that may name a list, and past the one that may not.
func TestARuleBeyondTheLimitOfListsIsLeftOut(t *testing.T) {
	text := strings.TrimSuffix(listing(51), "}\n}\n") + "vswitch s 10.0.1.0/24 {\n" +
		"instance last { eip; security-group g49 }\ninstance beyond { eip; security-group g50 }\n}\n}\n}\n" +
		"expect 20.0.0.1 -> last tcp/80 reachable\nexpect 20.0.0.1 -> beyond tcp/80 blocked by g50 because sg-no-rule\n"
	s := dsl.Load(text)
	if have := len(s.Questions()); have != 2 {
		t.Fatalf("have %d questions, want 2", have)
	}
	for _, q := range s.Questions() {
		if v := s.Judge(q)[0]; !v.Holds {
			t.Errorf("%s: %s", q, v.Mismatch)
		}
	}
}

// TestAskTakesOneQuestion asks lines of a scenario: one question is answered, and any other line is a problem.
func TestAskTakesOneQuestion(t *testing.T) {
	s := dsl.Load(
		"host laptop 203.0.113.10\ncloud aws {\nvpc v 10.0.0.0/16 {\nsubnet s 10.0.1.0/24 {\ninstance web\n}\n}\n}\n",
	)
	for _, test := range []struct{ claim, line, want string }{
		{"a trace is a question", "trace laptop -> web tcp/443", ""},
		{"an expect is a question", "expect laptop -> web tcp/443 blocked", ""},
		{"nothing is none", "", "one question is meant"},
		{"another statement is none", `title "A"`, "one question is meant"},
		{"a line behind it is told", "trace laptop -> web tcp/443; laptop -> web tcp/80", "one question is meant"},
		{"another statement beside it is told", "trace laptop -> web tcp/443; expect no finding", "one question is meant"},
		{"two are too many", "trace laptop -> web tcp/443; trace laptop -> web tcp/80", "one question is meant"},
		{"a name has to exist", "trace laptop -> wbe tcp/443", "undeclared machine wbe"},
		{"a half-typed one is told", "trace laptop -> web", "a service is missing"},
		{"a word in front of it is told", "laptop -> web tcp/443", "unexpected laptop"},
	} {
		q, problems := s.Ask(test.line)
		if have := messages(problems); !strings.Contains(have, test.want) ||
			(test.want == "") != (q != nil && have == "") {
			t.Errorf(
				"%s: %s\nhave a question: %v, and the problems %q\nwant %q",
				test.claim,
				test.line,
				q != nil,
				have,
				test.want,
			)
		}
	}
}

// TestStatementsAboutUsersHaveALimit asks as many times about the doors of a machine as a text holds: there is no
// verdict, and no expectation holds.
func TestStatementsAboutUsersHaveALimit(t *testing.T) {
	text := "cloud alibaba {\nvpc v 10.0.0.0/16 {\nvswitch s 10.0.1.0/24 { instance web }\n}\nuser dev {\n" +
		strings.Repeat("allow ecs:*, vpc:*, slb:*\n", 200) + "}\n}\n"
	for statements, want := range map[int]bool{1: true, 20_000: false} {
		s := dsl.Load(text + strings.Repeat("expect dev can expose web\n", statements))
		x := s.Expose(s.Exposures()[0])
		said := explain.Doors(s.Exposures()[0].Cloud, x.Doors, !x.Unknown)
		if x.Unknown == want || x.Can != want || x.Holds != want || (x.Mismatch == "") != want ||
			strings.Contains(said, "no verdict") == want {
			t.Errorf("%d statements: have %+v\n%s\nwant a verdict: %v", statements, x, said, want)
		}
	}
}
