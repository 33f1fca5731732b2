// Mutate puts faults into the engine, one at a time, and tells which of them no test catches:
//
//	go run ./scripts/mutate                         200 mutants, the same ones as long as the code is the same
//	go run ./scripts/mutate -n 0 -in dsl/trace      all mutants of one package
//	go run ./scripts/mutate -in dsl/trace/edge.go -quick
//	                                                those of one file, by the quick tests alone
//	go run ./scripts/mutate -run 1234               one mutant by its number: what it changes, and who catches it
//
// A mutant is the engine with one fault: < in the place of <=, a statement that is not there, a case that is never
// chosen; mutation.go has the kinds. All are in one program, in which each place asks package mutant whether its fault
// is on; so the tests are compiled once, from an overlay that leaves the files alone. The tests of dsl/... and wasm/api
// that come to the place are run for each mutant. One that makes tests run without end is caught.
//
// It prints for each package how many were caught, and each survivor with its place and what was changed. A survivor
// asks for a test, or, if no test could tell it from the original, for its name and a reason in equivalent.txt.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// options are those of the command line.
type options struct {
	sample  int
	seed    uint64
	in      string
	number  int
	quick   bool
	workers int
}

func main() {
	var o options
	flag.IntVar(&o.sample, "n", 200, "how many mutants, taken by chance; 0 for all")
	flag.Uint64Var(&o.seed, "seed", 1, "which ones chance takes")
	flag.StringVar(&o.in, "in", "", "only mutants of one package, or of one file of it: "+strings.Join(mutated, ", "))
	flag.BoolVar(&o.quick, "quick", false, "leave out the tests that take long; some survivors are caught by those")
	flag.IntVar(&o.number, "run", 0, "only the mutant with this number, with what it changes")
	flag.IntVar(&o.workers, "j", runtime.NumCPU(), "how many mutants at a time")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, o options) error {
	root, err := enter()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	over, err := newOverlay(root, folder)
	if err != nil {
		return err
	}
	chosen, err := choose(over.mutations, o)
	if err != nil {
		return err
	}
	s, err := newSuite(ctx, over)
	if err != nil {
		return err
	}
	if o.number > 0 {
		return s.tellOne(ctx, out, chosen[0])
	}
	if err := s.measureAll(ctx, o.quick); err != nil {
		return err
	}
	outcomes, err := s.judgeAll(ctx, chosen, o.workers)
	report(out, outcomes)
	return err
}

// tellOne says what a mutation changes, and who catches it.
func (s *suite) tellOne(ctx context.Context, out io.Writer, m *mutation) error {
	fmt.Fprintf(out, "%s\n%s", m.name, m.diff())
	o, err := s.judge(ctx, m)
	switch {
	case err != nil:
	case o.caught == "":
		fmt.Fprintln(out, "no test catches it")
	default:
		fmt.Fprintf(out, "caught by %s: %s\n", o.caught, o.why)
	}
	return err
}

// choose takes the sample, without the mutations that are known to change nothing.
func choose(all []*mutation, o options) ([]*mutation, error) {
	if o.number > len(all) || o.number < 0 {
		return nil, fmt.Errorf("-run %d: there are %d mutants", o.number, len(all))
	}
	if o.number > 0 {
		return all[o.number-1 : o.number], nil
	}
	unchanged, err := reasons(equivalent)
	if err != nil {
		return nil, err
	}
	left := slices.DeleteFunc(slices.Clone(all), func(m *mutation) bool {
		return unchanged[m.name] != "" || o.in != "" && o.in != m.source.pkg && o.in != m.source.path
	})
	if len(left) == 0 {
		return nil, fmt.Errorf("-in %s: there are %s, and their files", o.in, strings.Join(mutated, ", "))
	}
	if o.sample == 0 || o.sample >= len(left) {
		return left, nil
	}
	rand.New(rand.NewPCG(o.seed, 0)).Shuffle(len(left), func(i, j int) { left[i], left[j] = left[j], left[i] })
	return left[:o.sample], nil
}

// judgeAll judges several mutations at a time, tells of survivors at once, and returns the outcomes in the order of the
// code. An interrupt ends it with those that it has.
func (s *suite) judgeAll(ctx context.Context, chosen []*mutation, workers int) ([]outcome, error) {
	var (
		lock     sync.Mutex
		outcomes []outcome
		troubles []error
		work     = make(chan *mutation)
		all      sync.WaitGroup
	)
	for range max(1, workers) {
		all.Go(func() {
			for m := range work {
				o, err := s.judge(ctx, m)
				lock.Lock()
				if err != nil {
					troubles = append(troubles, err)
				} else {
					outcomes = append(outcomes, o)
					progress(len(outcomes), len(chosen), o)
				}
				lock.Unlock()
			}
		})
	}
	for _, m := range chosen {
		if ctx.Err() == nil {
			work <- m
		}
	}
	close(work)
	all.Wait()
	slices.SortFunc(outcomes, func(a, b outcome) int { return a.mutation.number - b.mutation.number })
	if ctx.Err() != nil {
		return outcomes, fmt.Errorf("interrupted after %d of %d mutants", len(outcomes), len(chosen))
	}
	return outcomes, errors.Join(troubles...)
}

// progress tells of a survivor while the rest is still judged.
func progress(done, of int, o outcome) {
	if o.caught == "" {
		fmt.Fprintf(os.Stderr, "%d/%d %s\n", done, of, survivor(o))
	}
}
