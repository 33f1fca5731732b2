//go:build linux

// Lab holds what the engine says of guests against the kernel:
//
//	go run ./scripts/lab -n 10000 -seed 7    random scenarios, of the seeds 7 to 10006
//	go run ./scripts/lab scenario.vpc        the questions of a file
//
// Each machine of a scenario is a Linux kernel in a network namespace of its own, with the addresses, routes, rules and
// translations that the language page gives it (config.go). The cloud between them is a few lines of Go that move
// packets from interface to interface (fabric.go). A question is then put with real sockets: a TCP call exchanges data,
// a UDP call and a ping want their answer (probe.go). What was delivered, refused or lost, where, and which source
// address the receiver saw, is held against a trace of the same question from the same port (judge.go). Where they
// differ, the kernel is right: the scenario is cut down to the lines that matter and printed.
//
// Nothing is decided by a time limit. The lab hands each packet to a kernel itself, and the kernel has dealt with it
// when the call returns; that nothing more will come is proven by sentinels, one behind the last packet of each
// interface and one over each loopback. A sentinel that is lost is a fault of the lab.
//
// All this lives in a cell: one process in unshared namespaces without a way out, which vanish with it (cell.go). It
// needs ip and nft, and namespaces: for root, or for everybody where the machine lets everybody have them.
//
// It is no test of clouds: groups are taken as open, and tables, gateways and elastic addresses are those of the model.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"
)

func main() {
	var s series
	flag.IntVar(&s.n, "n", 300, "how many random scenarios to try")
	flag.Uint64Var(&s.seed, "seed", 1, "the seed of the first; each next one has the next seed")
	flag.IntVar(&s.show, "show", 2, "how many scenarios of each kind of difference to show")
	flag.BoolVar(&s.whole, "whole", false, "show scenarios as they were drawn, and not cut down")
	flag.Parse()
	if os.Getenv(inside) == "" {
		status, err := enclose()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(status)
	}
	if err := run(&s, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run does what the command line says, inside the cell.
func run(s *series, files []string) error {
	j, err := newCourt()
	if err != nil {
		return err
	}
	if len(files) > 0 {
		return j.files(files)
	}
	start := time.Now()
	if err := s.try(j, os.Stdout); err != nil {
		return err
	}
	fmt.Printf("%s, %d scenarios differ, %.1fs\n", &j.tally, s.differ, time.Since(start).Seconds())
	if s.differ > 0 {
		return errors.New("the engine and the kernel differ")
	}
	return nil
}

// files asks the questions of scenarios, and prints what differs.
func (j *court) files(files []string) error {
	differ := false
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		found, err := j.text(string(text))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, d := range found {
			differ = true
			fmt.Printf("%s: %s\n", name, &d)
		}
	}
	fmt.Println(&j.tally)
	if differ {
		return errors.New("the engine and the kernel differ")
	}
	return nil
}

// A series is a number of random scenarios.
type series struct {
	n     int
	seed  uint64
	show  int
	whole bool
	// known are kinds that are counted and not shown.
	known map[string]bool
	// differ is how many differed, and kinds how many of them by the kind of their first difference.
	differ int
	kinds  map[string]int
}

// try draws the scenarios and writes those that differ.
func (s *series) try(j *court, out io.Writer) error {
	s.kinds = map[string]int{}
	for seed := s.seed; seed < s.seed+uint64(s.n); seed++ {
		text := draw(seed)
		found, err := j.text(text)
		if err != nil {
			return fmt.Errorf("seed %d: %w\n%s", seed, err, text)
		}
		if len(found) > 0 {
			s.add(j, out, seed, text, found)
		}
		if j.fault != "" {
			fmt.Fprintf(out, "seed %d: unsteady, no difference by new kernels\n%s\n", seed, j.fault)
			j.fault = ""
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(s.kinds)) {
		fmt.Fprintf(out, "%5d %s\n", s.kinds[kind], kind)
	}
	return nil
}

func (s *series) add(j *court, out io.Writer, seed uint64, text string, found []difference) {
	s.differ++
	kind := found[0].kind()
	s.kinds[kind]++
	if s.known[kind] || s.kinds[kind] > s.show {
		return
	}
	if !s.whole {
		text, found = j.shrink(text, found)
	}
	fmt.Fprintf(out, "seed %d: %s\n%s", seed, kind, text)
	for _, d := range found {
		fmt.Fprintln(out, &d)
	}
	fmt.Fprintln(out)
}
