// Command bench measures the engine and prints what it found, natively and then under WebAssembly in Node:
//
//	go run ./scripts/bench
//
// It prints how long it takes to read and check a byte of text, to walk one question there and back, and from a
// keystroke to the answer, request and reply in JSON included, for the scenario of the first visit and for one of 1,000
// lines. It judges nothing: machines differ.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	measure(os.Stdout)
	if runtime.GOOS == "js" {
		return
	}
	if err := underWebAssembly(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// underWebAssembly runs this program in Node. The environment is small because Node's runner passes it on, and bounds
// it.
func underWebAssembly(out io.Writer) error {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	runner := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "go_js_wasm_exec")
	// By bash, since a toolchain that the go command fetched has lost the mark that makes a script run by itself.
	c := exec.Command("go", "run", "-exec", "bash '"+runner+"'", "./scripts/bench")
	c.Stdout, c.Stderr = out, os.Stderr
	c.Env = []string{"GOOS=js", "GOARCH=wasm"}
	for _, name := range []string{"PATH", "HOME", "GOPATH", "GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS"} {
		if value, ok := os.LookupEnv(name); ok {
			c.Env = append(c.Env, name+"="+value)
		}
	}
	return c.Run()
}
