package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hopwise/scripts/mutate/mutant"
)

// A test is one of a package's, by its name.
type test struct {
	pkg, name string
	works     time.Duration // of the processor
	takes     time.Duration // on the clock, which depends on who else works here
	reaches   map[int]bool  // the mutations whose places it comes to
}

// comesTo reports whether the test comes to a mutation's place, as far as is known.
func (t *test) comesTo(m *mutation) bool { return t.reaches == nil || t.reaches[m.number] }

// A suite is all tests that could catch a mutation.
type suite struct {
	overlay *overlay
	tests   []*test
}

// testsOfEngine are the packages whose tests judge a mutation.
var testsOfEngine = []string{"./dsl/...", "./wasm/api"}

// newSuite compiles the tests.
func newSuite(ctx context.Context, o *overlay) (*suite, error) {
	packages, err := o.compile(testsOfEngine...)
	if err != nil {
		return nil, err
	}
	s := &suite{overlay: o}
	for _, p := range packages {
		out, err := s.command(ctx, p, "-test.list=^(Test|Fuzz|Example)").Output()
		if err != nil {
			return nil, fmt.Errorf("the tests of %s: %w", p, err)
		}
		for _, name := range strings.Fields(string(out)) {
			s.tests = append(s.tests, &test{pkg: p, name: name})
		}
	}
	return s, nil
}

// measureAll runs each test by itself without a fault: all pass, and it is known how long each takes and to which
// places it comes. Of the quick ones alone, the others are ended and left out.
func (s *suite) measureAll(ctx context.Context, quickOnly bool) error {
	var measured []*test
	for _, t := range s.tests {
		limited, stop := ctx, func() {}
		if quickOnly {
			limited, stop = context.WithTimeout(ctx, 5*quick)
		}
		err := s.measure(limited, t)
		isSlow := ctx.Err() == nil && limited.Err() != nil
		stop()
		if err != nil && !isSlow {
			return err
		}
		if !isSlow {
			measured = append(measured, t)
		}
	}
	s.tests = measured
	slices.SortStableFunc(s.tests, func(a, b *test) int { return int(a.works - b.works) })
	return nil
}

// command runs tests of a package in its folder, as go test does.
func (s *suite) command(ctx context.Context, pkg string, arguments ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, s.overlay.program(pkg), arguments...)
	c.Dir = filepath.Join(s.overlay.root, filepath.FromSlash(pkg))
	// A network that fails need not shrink: that it fails is enough.
	c.Env = append(os.Environ(), "RAPID_SHRINKTIME=0s", "RAPID_NOFAILFILE=true")
	return c
}

func (s *suite) measure(ctx context.Context, t *test) error {
	record := filepath.Join(s.overlay.folder, "reached")
	if err := os.WriteFile(record, nil, 0o666); err != nil {
		return err
	}
	c := s.command(ctx, t.pkg, "-test.run="+pattern([]*test{t}))
	c.Env = append(c.Env, mutant.Reached+"="+record)
	start := time.Now()
	if out, err := c.CombinedOutput(); ctx.Err() != nil {
		return ctx.Err()
	} else if err != nil {
		return fmt.Errorf("%s of %s fails without a fault: %w\n%s", t.name, t.pkg, err, out)
	}
	t.takes, t.works = time.Since(start), c.ProcessState.UserTime()
	reached, err := os.ReadFile(record)
	if err != nil {
		return err
	}
	t.reaches = map[int]bool{}
	for number := range bytes.FieldsSeq(reached) {
		n, err := strconv.Atoi(string(number))
		if err != nil {
			return err
		}
		t.reaches[n] = true
	}
	return nil
}

// pattern is the regular expression that chooses the tests.
func pattern(tests []*test) string {
	names := make([]string, len(tests))
	for i, t := range tests {
		names[i] = regexp.QuoteMeta(t.name)
	}
	return "^(" + strings.Join(names, "|") + ")$"
}

// An outcome is what the tests say of a mutation.
type outcome struct {
	mutation *mutation
	caught   string // the package whose tests fail; empty for one that survives
	why      string // the tests that fail
	reached  bool   // some test comes to its place
}

// judge runs the tests that come to the mutation's place, or all where that was not measured: quick ones before slow
// ones, and among those the package's own first.
func (s *suite) judge(ctx context.Context, m *mutation) (outcome, error) {
	o := outcome{mutation: m}
	for _, group := range s.groups(m) {
		o.reached = true
		fails, why, err := s.fails(ctx, m, group)
		if err != nil {
			return o, err
		}
		if fails {
			o.caught, o.why = group[0].pkg, why
			return o, nil
		}
	}
	return o, nil
}

const (
	// quick is how long a test may work to be run in one program with others.
	quick = 2 * time.Second
	// patience is how long tests may take that take no time without a fault, and each of those that were not measured.
	patience = 20 * time.Second
)

// groups are the tests that run together, in their order.
func (s *suite) groups(m *mutation) [][]*test {
	var groups [][]*test
	for _, slow := range []bool{false, true} {
		for _, own := range []bool{true, false} {
			at := map[string]int{}
			for _, t := range s.tests {
				if !t.comesTo(m) || (t.pkg == m.source.pkg) != own || (t.works > quick) != slow {
					continue
				}
				i, known := at[t.pkg]
				if !known || slow {
					i = len(groups)
					at[t.pkg] = i
					groups = append(groups, nil)
				}
				groups[i] = append(groups[i], t)
			}
		}
	}
	return groups
}

// fails runs tests of one package with the mutation. Tests that don't end have caught it as well.
func (s *suite) fails(ctx context.Context, m *mutation, tests []*test) (bool, string, error) {
	limit := patience
	for _, t := range tests {
		limit += 10 * t.takes
		if t.reaches == nil {
			limit += patience
		}
	}
	limited, stop := context.WithTimeout(ctx, limit)
	defer stop()
	c := s.command(limited, tests[0].pkg, "-test.failfast", "-test.run="+pattern(tests))
	c.Env = append(c.Env, mutant.Chosen+"="+strconv.Itoa(m.number))
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return false, "", ctx.Err()
	case limited.Err() != nil:
		return true, "does not end", nil
	case errors.As(err, &exit):
		return true, failed(out), nil
	}
	return false, "", err
}

var failures = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)|^panic: (.*)$|^fatal error: (.*)$`)

// failed names the innermost test that fails first, or what ended the program.
func failed(out []byte) string {
	name := "the program ends"
	for _, found := range failures.FindAllSubmatch(out, -1) {
		next := string(bytes.Join(found[1:], nil))
		if name != "the program ends" && !strings.HasPrefix(next, name) {
			break
		}
		name = next
	}
	return name
}
