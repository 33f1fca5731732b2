package dsl_test

import (
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"runtime/debug"
	"sort"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/damage"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// TestBrokenTextIsStillAnswered damages the scenarios of testdata as half-typed texts are, and asks their questions:
// nothing panics, every problem lies in the text, and every question has an answer.
func TestBrokenTextIsStillAnswered(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		text := scenarioOf(t, name)
		for range 20 {
			answerAll(t, damage.Text(random, text))
		}
	}
}

func answerAll(t *testing.T, text string) {
	t.Helper()
	defer func() {
		if broken := recover(); broken != nil {
			t.Fatalf("have a panic: %v\nwant a problem at a place\n%s\n%s", broken, text, debug.Stack())
		}
	}()
	s := dsl.Load(text)
	for _, p := range s.Problems {
		if p.Span.Start < 0 || p.Span.End > len(text) || p.Span.Start > p.Span.End || p.Message == "" {
			t.Fatalf("%q at %v\nwant a message with a place inside of %d bytes\n%s", p.Message, p.Span, len(text), text)
		}
		if p.Fix == nil {
			continue
		}
		for _, edit := range p.Fix.Edits {
			if edit.Span.Start < 0 || edit.Span.End > len(text) || edit.Span.Start > edit.Span.End {
				t.Fatalf(
					"%q: its fix edits %v\nwant a place inside of %d bytes\n%s",
					p.Message,
					edit.Span,
					len(text),
					text,
				)
			}
		}
	}
	for _, q := range s.Questions() {
		for _, v := range s.Judge(q) {
			if v.Trace.Outcome != trace.Unknown && len(v.Trace.Legs) == 0 {
				t.Fatalf("%s: %s without a leg\n%s", q, v.Trace.Outcome, text)
			}
			if words := explain.Hops(&v.Trace, s.Lines); words == "" || strings.Contains(words, "%!") {
				t.Fatalf("%s: have the words %q\nwant sentences\n%s", q, words, text)
			}
		}
	}
}

// TestFixesMend applies every fix that is offered for the errors in testdata: its problem goes, and no new one comes,
// except on lines that could not be read before.
func TestFixesMend(t *testing.T) {
	offered := 0
	for _, name := range fixtures(t, "testdata/errors/*.vpc") {
		bytes, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(bytes)
		s := dsl.Load(text)
		for _, p := range s.Problems {
			if p.Fix == nil {
				continue
			}
			offered++
			mended := text
			for i := len(p.Fix.Edits) - 1; i >= 0; i-- {
				e := p.Fix.Edits[i]
				mended = mended[:e.Span.Start] + e.Text + mended[e.Span.End:]
			}
			after := dsl.Load(mended)
			if have, most := count(after, p.Message), count(s, p.Message)-1; have > most {
				t.Errorf(
					"%s:%d: %s\nthe fix %q leaves it as it was\nhave it %d times afterwards, want %d",
					name,
					s.Lines.Line(p.Span),
					p.Message,
					p.Fix.Title,
					have,
					most,
				)
			}
			for _, q := range after.Problems {
				hidden := after.Lines.Line(q.Span) == s.Lines.Line(p.Span)
				if q.Severity == source.Error && !hidden && count(after, q.Message) > count(s, q.Message) {
					t.Errorf(
						"%s:%d: %s\nthe fix %q brings another error\nhave %s",
						name,
						s.Lines.Line(p.Span),
						p.Message,
						p.Fix.Title,
						q.Message,
					)
				}
			}
		}
	}
	if offered == 0 {
		t.Error("no fix is offered for any error in testdata\nwant some")
	}
}

func count(s *dsl.Scenario, message string) int {
	n := 0
	for _, p := range s.Problems {
		if p.Message == message {
			n++
		}
	}
	return n
}

// TestAFormattedScenarioMeansTheSame checks that the canonical form of a text changes no answer and no problem.
func TestAFormattedScenarioMeansTheSame(t *testing.T) {
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		text := scenarioOf(t, name)
		untidy := strings.NewReplacer("  ", "\t", "\n", " \r\n\n", " { ", "{", ", ", " ,").Replace(text)
		have, want := meaning(dsl.Load(dsl.Format(untidy))), meaning(dsl.Load(text))
		if have != want {
			t.Errorf("%s: written untidily and formatted\nhave %s\nwant %s", name, have, want)
		}
	}
}

var lineNumber = regexp.MustCompile(` in line \d+`)

// meaning lists the answers to all questions and the problems without places, since the place of a surplus brace
// and the line of the first of two things depend on the layout.
func meaning(s *dsl.Scenario) string {
	var b strings.Builder
	all := strings.Split(messages(s.Problems), "; ")
	sort.Strings(all)
	fmt.Fprintln(&b, lineNumber.ReplaceAllString(strings.Join(all, "\n"), ""))
	for _, q := range s.Questions() {
		for _, tr := range s.Answer(q) {
			fmt.Fprintln(&b, q, tr.Outcome, explain.Because(&tr))
		}
	}
	return b.String()
}

// TestABalancerWhoseTargetIsUnknownReachesNone asks past an error: the rest of the scenario is answered.
func TestABalancerWhoseTargetIsUnknownReachesNone(t *testing.T) {
	s := dsl.Load(`host laptop 203.0.113.10
cloud alibaba {
  vpc shop 10.0.0.0/16 {
    load-balancer lb clb { eip 198.51.100.7; listen tcp/443 -> wbe }
    vswitch front 10.0.1.0/24 { instance web 10.0.1.10 }
  }
}
expect laptop -> lb tcp/443 blocked by lb because no-healthy-target
`)
	const want = "The request does not arrive: lb has no target to send to."
	v := s.Judge(s.Questions()[0])[0]
	if have := explain.Sentence(&v.Trace); have != want || !v.Holds || !s.Problems.HasErrors() {
		t.Errorf("have %s %s\nwant %s and an error in the text", have, v.Mismatch, want)
	}
}
