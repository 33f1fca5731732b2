package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// A report reads the events of "go test -json", tells of each package as it ends and of each test that failed or was
// skipped, and counts. What passes says nothing.
type report struct {
	out    io.Writer
	tally  tally
	output map[testID][]string // of the tests that have not ended, and of a package under the empty name
	order  []testID            // of output's keys
	parent map[testID]bool     // has subtests
	failed map[testID]bool     // holds a test that failed; of a package under the empty name
}

// An event is what go test says in one line of JSON. The fields are those of "go doc test2json", and the two kinds of
// event that the go command adds when a package does not build.
type event struct {
	Action     string
	Package    string
	ImportPath string
	Test       string
	Output     string
	Elapsed    float64
}

// A testID is a test, or where the name is empty a package.
type testID struct {
	pkg, name string
}

// above returns the tests that this one may be a subtest of, and its package. A slash may also stand in a subtest's own
// name; then some of them do not exist, which does no harm.
func (id testID) above() []testID {
	ids := []testID{{id.pkg, ""}}
	for i, c := range id.name {
		if c == '/' {
			ids = append(ids, testID{id.pkg, id.name[:i]})
		}
	}
	return ids
}

// patience is how long one package's tests may take. On a machine that many share the page's take ten minutes, which is
// what the go command allows.
const patience = "20m"

// goTest runs go test and counts. Nothing is taken from the cache of test results: it can't know of what a test asks
// git, npm or a browser.
func goTest(ctx context.Context, out io.Writer, environment []string, arguments ...string) (tally, error) {
	command := exec.CommandContext(
		ctx,
		"go",
		append([]string{"test", "-json", "-count=1", "-timeout=" + patience}, arguments...)...)
	command.Env = environment
	command.Stderr = os.Stderr
	events, err := command.StdoutPipe()
	if err != nil {
		return tally{}, err
	}
	if err := command.Start(); err != nil {
		return tally{}, err
	}
	r := newReport(out)
	r.read(events)
	return r.tally, command.Wait()
}

func newReport(out io.Writer) *report {
	return &report{out: out, output: map[testID][]string{}, parent: map[testID]bool{}, failed: map[testID]bool{}}
}

// read goes on to the end, whatever a line holds: a test that writes to the standard output of its own process can
// break a line of JSON, and that is shown instead.
func (r *report) read(events io.Reader) {
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadString('\n')
		r.line(line)
		if err != nil {
			return
		}
	}
}

func (r *report) line(line string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	var e event
	if json.Unmarshal([]byte(line), &e) != nil {
		fmt.Fprint(r.out, line)
		return
	}
	r.take(e)
}

func (r *report) take(e event) {
	id := testID{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		fmt.Fprint(r.out, e.Output)
	case "run":
		mark(r.parent, id.above())
	case "output":
		r.keep(id, e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e)
		} else {
			r.endTest(id, e.Action)
		}
	}
}

func (r *report) keep(id testID, line string) {
	if _, known := r.output[id]; !known {
		r.order = append(r.order, id)
	}
	r.output[id] = append(r.output[id], line)
}

func (r *report) endTest(id testID, action string) {
	switch action {
	case "pass":
		if !r.parent[id] {
			r.tally.passed++
		}
		delete(r.output, id)
	case "skip":
		r.tally.skipped++
		r.show(id)
	case "fail":
		if !r.failed[id] {
			r.tally.failed++
		}
		mark(r.failed, id.above())
	}
}

func mark(set map[testID]bool, ids []testID) {
	for _, id := range ids {
		set[id] = true
	}
}

// endPackage shows all that was kept of a package that failed: its failed tests, and those that a panic or a time limit
// left without an end; its own last line, which says FAIL, is among it. A package that fails without a failed test,
// because it does not build for example, counts as one failure.
func (r *report) endPackage(e event) {
	id := testID{e.Package, ""}
	switch e.Action {
	case "pass":
		fmt.Fprintf(r.out, "ok    %s  %.1fs\n", e.Package, e.Elapsed)
	case "fail":
		if !r.failed[id] {
			r.tally.failed++
		}
		r.showPackage(e.Package)
	}
	delete(r.output, id)
}

func (r *report) showPackage(pkg string) {
	for _, id := range r.order {
		if id.pkg == pkg {
			r.show(id)
		}
	}
}

// show leaves out the lines that only say that a test is running.
func (r *report) show(id testID) {
	for _, line := range r.output[id] {
		if !strings.HasPrefix(line, "=== ") {
			fmt.Fprint(r.out, line)
		}
	}
	delete(r.output, id)
}
