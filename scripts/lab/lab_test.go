//go:build linux

package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

var (
	scenarios = flag.Int("scenarios", 300, "how many random scenarios TestRandomGuests tries")
	seed      = flag.Uint64("seed", 1, "the seed of the first")
)

// missing says why there is no lab here, nil where there is one.
var missing error

// TestMain runs the tests in a cell. Where there can be none it runs them outside, and they are skipped.
func TestMain(m *testing.M) {
	if os.Getenv(inside) == "" {
		status, err := 0, tools()
		if err == nil {
			status, err = enclose()
		}
		if err == nil {
			os.Exit(status)
		}
		missing = err
	}
	if play := os.Getenv(part); play != "" && missing == nil {
		perform(play)
	}
	os.Exit(m.Run())
}

// tools are what a lab calls.
func tools() error {
	for _, name := range []string{"ip", "nft"} {
		if _, err := exec.LookPath(name); err != nil {
			return fmt.Errorf("%s is missing: as root, run: apt-get install iproute2 nftables", name)
		}
	}
	return nil
}

// jobs are done one after another by the goroutine of the lab, which is locked to its thread.
var jobs = sync.OnceValue(func() chan func(*court, error) {
	c := make(chan func(*court, error))
	go func() {
		j, err := newCourt()
		for job := range c {
			job(j, err)
		}
	}()
	return c
})

// inLab does a test's work in the lab, with the project's engine, and counts anew.
func inLab(t *testing.T, work func(j *court) error) {
	t.Helper()
	if missing != nil {
		t.Skip(missing)
	}
	done := make(chan error)
	jobs() <- func(j *court, err error) {
		if err == nil {
			j.engine, j.tally = ask, tally{}
			err = work(j)
		}
		done <- err
	}
	err := <-done
	if errors.Is(err, errNoCell) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestRandomGuests holds random scenarios against the kernel. The kinds of difference in testdata/pending are known:
// one that has gone fails the test until it leaves the list.
func TestRandomGuests(t *testing.T) {
	inLab(t, func(j *court) error {
		known := pending(t)
		s := &series{n: *scenarios, seed: *seed, show: 1, known: known}
		var said strings.Builder
		if err := s.try(j, &said); err != nil {
			return err
		}
		for kind := range s.kinds {
			if !known[kind] {
				t.Errorf("engine and kernel differ, where the kernel is right: %s", kind)
			}
		}
		for kind := range known {
			if s.kinds[kind] == 0 {
				t.Errorf("testdata/pending: nothing differs like this, take it out: %s", kind)
			}
		}
		if t.Failed() {
			t.Log(said.String())
		}
		t.Logf("%s, %d scenarios differ", &j.tally, s.differ)
		return nil
	})
}

func pending(t *testing.T) map[string]bool {
	t.Helper()
	list, err := os.ReadFile("testdata/pending")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		if line != "" {
			known[line] = true
		}
	}
	return known
}

// guestWords are the statements that are about guests.
var guestWords = regexp.MustCompile(`(?m)^\s*(iptables|ip-forward|policy-routing|default-interface|behind|listen|` +
	`interface|address) `)

// TestGuestFixtures holds the guests of the engine's own fixtures, and of the cases shared beside the project, against
// the kernel: those that a lab can build. Their groups and ACLs are opened.
func TestGuestFixtures(t *testing.T) {
	names, texts := guestFixtures(t)
	inLab(t, func(j *court) error {
		without := map[string]int{}
		for k, text := range texts {
			found, err := j.text(text)
			if errors.Is(err, errInexpressible) {
				without[err.Error()]++
				continue
			}
			if err != nil {
				return fmt.Errorf("%s: %w", names[k], err)
			}
			for _, d := range found {
				t.Errorf("%s: %s", names[k], &d)
			}
		}
		t.Logf("of %d scenarios with guests: %s", len(names), &j.tally)
		for why, n := range without {
			t.Logf("%d not built: %s", n, why)
		}
		return nil
	})
}

func guestFixtures(t *testing.T) (names, texts []string) {
	t.Helper()
	for _, pattern := range []string{
		"../../dsl/testdata/traces/*.txt",
		"../../../shared/field/*.vpc",
		"../../../shared/cases/*/*.vpc",
	} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(name) == ".txt" {
				content = txtar.Parse(content).Files[0].Data
			}
			text := string(content)
			if guestWords.MatchString(text) && !dsl.Load(text).Problems.HasErrors() {
				names, texts = append(names, filepath.Base(name)), append(texts, text)
			}
		}
	}
	return names, texts
}

// crossed is a small scenario in which a call has each outcome.
const crossed = `cloud aws {
  vpc v 10.0.0.0/16 {
    security-group open { in allow all from 0.0.0.0/0 }
    subnet a 10.0.1.0/24 {
      instance cli 10.0.1.10 { security-group open; listen none }
      instance srv 10.0.1.20 {
        security-group open
        listen tcp/443, udp/53
        iptables { drop tcp/80 from 10.0.1.10/32 }
      }
      instance mute 10.0.1.30 { security-group open; iptables { output drop } }
    }
  }
}
trace cli -> srv tcp/443
trace cli -> srv udp/53
trace cli -> srv icmp
trace cli -> srv tcp/22
trace cli -> srv udp/54
trace cli -> srv tcp/80
trace cli -> mute tcp/443
trace cli -> mute udp/53
trace cli -> mute icmp
`

// TestEveryOutcomeIsSeen: the kernel has each outcome, and a lab that turned one round would be noticed.
func TestEveryOutcomeIsSeen(t *testing.T) {
	inLab(t, func(j *court) error {
		found, err := j.text(crossed)
		for _, d := range found {
			t.Errorf("have a difference: %s", &d)
		}
		for o := trace.Reachable; o < trace.Flaky; o++ {
			if j.tally.outcomes[o] == 0 {
				t.Errorf("no call is %s", o)
			}
		}
		return err
	})
}

// TestEveryLieIsNoticed lets the engine say of each question whatever is not so.
func TestEveryLieIsNoticed(t *testing.T) {
	for _, lie := range []struct {
		claim string
		tell  func(t *trace.Trace)
	}{
		{"another outcome", func(t *trace.Trace) { t.Outcome = t.Outcome%trace.Refused + 1 }},
		{"a chance where there is none", func(t *trace.Trace) { t.Outcome = trace.Flaky }},
		{"another source", func(t *trace.Trace) {
			steps := t.Legs[0].Steps
			last := &steps[len(steps)-1]
			last.After.Source = last.After.Source.Next()
		}},
		{"another receiver", func(t *trace.Trace) {
			steps := t.Legs[0].Steps
			steps[len(steps)-1].At = t.Cloud.Instance("cli")
		}},
		{"another guest that drops", func(t *trace.Trace) {
			if d := t.Decision(); d != nil {
				d.At = t.Cloud.Instance("cli")
			}
		}},
	} {
		inLab(t, func(j *court) error {
			j.engine = func(s *dsl.Scenario, c *cloud.Cloud, q *cloud.Question) trace.Trace {
				told := ask(s, c, q)
				lie.tell(&told)
				return told
			}
			found, err := j.text(crossed)
			if len(found) == 0 {
				t.Errorf("%s: not noticed", lie.claim)
			}
			return err
		})
	}
}

// TestADifferenceIsCutDown: of a drawn scenario only what makes the difference is left.
func TestADifferenceIsCutDown(t *testing.T) {
	inLab(t, func(j *court) error {
		j.engine = func(s *dsl.Scenario, c *cloud.Cloud, q *cloud.Question) trace.Trace {
			told := ask(s, c, q)
			if told.Outcome == trace.Refused {
				told.Outcome = trace.Reachable
			}
			return told
		}
		found, err := j.text(crossed)
		if err != nil || len(found) == 0 {
			return fmt.Errorf("no difference: %w", err)
		}
		text, _ := j.shrink(crossed, found)
		for _, gone := range []string{"mute", "tcp/80", "icmp", "iptables"} {
			if strings.Contains(text, gone) {
				t.Errorf("%s is still there:\n%s", gone, text)
			}
		}
		if !strings.Contains(text, "listen tcp/443") {
			t.Errorf("the line that matters is gone:\n%s", text)
		}
		return nil
	})
}

func TestASeedIsAScenario(t *testing.T) {
	for seed := range uint64(200) {
		text := draw(seed)
		if text != draw(seed) {
			t.Errorf("seed %d: two scenarios", seed)
		}
		if s := dsl.Load(text); s.Problems.HasErrors() {
			t.Errorf("seed %d: %s", seed, problems(s))
		}
	}
}
