package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// A stage is a part of the run that can be asked for by name.
type stage struct {
	name  string
	about string
	needs []prerequisite
	// run writes what happens as it happens. The error is set where the stage failed as a whole; a failed test is
	// counted in the tally instead.
	run func(ctx context.Context, out io.Writer) (tally, error)
}

// stages are in the order in which they find mistakes soonest.
var stages = []stage{
	{"vet", "go vet, for this machine and for the browser", nil, vet},
	{"site", "the site and every lesson's claims", []prerequisite{packages}, buildSite},
	{"go", "Go, TypeScript, the page in Chromium, and guests against the kernel",
		[]prerequisite{packages, chromium, kernels}, testNatively},
	{"wasm", "the engine in WebAssembly, in Node", []prerequisite{packages}, testInNode},
}

// A result is what became of a stage.
type result struct {
	stage stage
	tally tally
	took  time.Duration
	err   error
}

func (r result) failed() bool {
	return r.err != nil || r.tally.failed > 0
}

func (r result) word() string {
	if r.failed() {
		return "FAIL"
	}
	return "ok"
}

func stageNames() string {
	var names []string
	for _, s := range stages {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}

// choose returns the stage of that name, or all of them where no name is given.
func choose(name string) ([]stage, error) {
	if name == "" {
		return stages, nil
	}
	for _, s := range stages {
		if s.name == name {
			return []stage{s}, nil
		}
	}
	return nil, fmt.Errorf("undeclared stage %q: the stages are %s", name, stageNames())
}

func runStages(ctx context.Context, out io.Writer, chosen []stage) []result {
	var results []result
	for _, s := range chosen {
		results = append(results, runStage(ctx, out, s))
		if ctx.Err() != nil {
			break
		}
	}
	return results
}

func runStage(ctx context.Context, out io.Writer, s stage) result {
	fmt.Fprintf(out, "\n== %s: %s\n", s.name, s.about)
	start := time.Now()
	counted, err := s.run(ctx, out)
	r := result{s, counted, time.Since(start), err}
	if err != nil {
		fmt.Fprintf(out, "%s: %v\n", s.name, err)
	}
	return r
}

// summarize writes a row for each stage and, alone on the last line, the count of all tests.
func summarize(out io.Writer, results []result) {
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, r := range results {
		fmt.Fprintf(table, "%s\t%s\t%.1fs%s\n", r.word(), r.stage.name, r.took.Seconds(), r.tally.column())
	}
	table.Flush()
	fmt.Fprintln(out, total(results))
}

// total counts a stage that failed without a failed test, a page that does not build for example, as one failure:
// "0 failed" is never said of a run that failed.
func total(results []result) tally {
	var sum tally
	for _, r := range results {
		sum = sum.plus(r.tally)
		if r.err != nil && r.tally.failed == 0 {
			sum.failed++
		}
	}
	return sum
}

func verdict(results []result) error {
	var failed []string
	for _, r := range results {
		if r.failed() {
			failed = append(failed, r.stage.name)
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return errors.New(
		"FAIL: " + strings.Join(failed, ", ") + "; one stage alone: go run ./scripts/test -run " + failed[0],
	)
}
