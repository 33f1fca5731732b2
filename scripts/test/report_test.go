package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestReportCounts(t *testing.T) {
	for _, row := range []struct{ claim, events, want string }{
		{"a test is counted", "run A, pass A, pass", "1 passed, 0 failed"},
		{"a test with subtests is counted by them", "run A, run A/x, run A/y, pass A/x, pass A/y, pass A, pass", "2 passed, 0 failed"},
		{"a failed subtest is one failure", "run A, run A/x, run A/y, fail A/x, pass A/y, fail A, fail", "1 passed, 1 failed"},
		{"a test that fails beside its subtests is a failure", "run A, run A/x, pass A/x, fail A, fail", "1 passed, 1 failed"},
		{"a subtest's name may hold a slash", "run A, run A/tcp/443, fail A/tcp/443, fail A, fail", "0 passed, 1 failed"},
		{"a passing one's too", "run A, run A/tcp/443, pass A/tcp/443, pass A, pass", "1 passed, 0 failed"},
		{"a skipped test is neither", "run A, skip A, run B, pass B, pass", "1 passed, 0 failed, 1 skipped"},
		{"a package that fails without a test is a failure", "run A, pass A, fail", "1 passed, 1 failed"},
		{"a package that does not build is a failure", "fail", "0 passed, 1 failed"},
		{"a test that never ends fails its package", "run A, output A, fail", "0 passed, 1 failed"},
		{"a package without tests is nothing", "skip", "0 passed, 0 failed"},
	} {
		r := newReport(new(strings.Builder))
		r.read(strings.NewReader(events(row.events)))
		if have := r.tally.String(); have != row.want {
			t.Errorf("%s: have %q, want %q", row.claim, have, row.want)
		}
	}
}

func TestReportShowsWhatFailedAndWhatWasSkipped(t *testing.T) {
	var out strings.Builder
	newReport(
		&out,
	).read(
		strings.NewReader(events("run A, output A, pass A, run B, output B, fail B, run C, output C, fail")),
	)
	want := "said by B\nsaid by C\n"
	if out.String() != want {
		t.Errorf("have %q, want %q", out.String(), want)
	}
}

func TestReportShowsALineThatIsNoEvent(t *testing.T) {
	var out strings.Builder
	r := newReport(&out)
	r.read(strings.NewReader("a stray print\n" + events("run A, pass A, pass")))
	if !strings.HasPrefix(out.String(), "a stray print\n") || r.tally.passed != 1 {
		t.Errorf("have %q and %v, want the stray line first and one test counted", out.String(), r.tally)
	}
}

// events spells what go test would print: "run A, pass A, pass" is a test and the end of its package.
func events(short string) string {
	var lines strings.Builder
	for _, words := range strings.Split(short, ", ") {
		action, test, _ := strings.Cut(words, " ")
		e := event{Action: action, Package: "hopwise/dsl", Test: test}
		if action == "output" {
			e.Output = "said by " + test + "\n"
		}
		line, err := json.Marshal(e)
		if err != nil {
			panic(err)
		}
		lines.Write(append(line, '\n'))
	}
	return lines.String()
}
