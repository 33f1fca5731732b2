// Test sets up and runs every test of Hopwise, on a machine that has Go and Node and nothing else:
//
//	go run ./scripts/test              every stage
//	go run ./scripts/test -run wasm    one stage
//
// It works in stages, each of which goes on where an earlier one failed, so that one run tells everything:
//
//	vet     go vet, for this machine and for the browser
//	site    builds the site as everybody does, which proves every claim of the lessons
//	go      every Go test; ./site's run TypeScript's type check and tests and drive the page in Chromium, and
//	        ./scripts/lab's hold guests against the kernel, in network namespaces
//	wasm    the tests of the engine and of the bridge once more, in WebAssembly, in Node
//
// The last line counts tests: "412 passed, 0 failed, 3 skipped". The exit status is 1 where anything failed or a
// prerequisite is missing.
//
// Before the first stage it has the site's own program check for Node and install the npm packages, and installs
// Chromium, iproute2 and nftables through apt-get where there are none.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	only := flag.String("run", "", "run one stage: "+stageNames())
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run returns an error whose text is the one line, or the few, that a person needs to read last.
func run(ctx context.Context, only string) error {
	chosen, err := choose(only)
	if err != nil {
		return err
	}
	if err := enterRoot(); err != nil {
		return err
	}
	if err := prepare(ctx, chosen); err != nil {
		return err
	}
	results := runStages(ctx, os.Stdout, chosen)
	summarize(os.Stdout, results)
	return verdict(results)
}

// enterRoot makes the command work from any folder of the repository.
func enterRoot() error {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return fmt.Errorf("go env GOMOD: %w", err)
	}
	return os.Chdir(filepath.Dir(strings.TrimSpace(string(out))))
}
