package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// browserTarget is what the engine is built for, wherever the tests run.
var browserTarget = []string{"GOOS=js", "GOARCH=wasm"}

// vet looks at the code twice, since the files that only the browser gets are invisible to the first look.
func vet(ctx context.Context, out io.Writer) (tally, error) {
	if err := call(ctx, out, os.Environ(), "go", "vet", "./..."); err != nil {
		return tally{}, err
	}
	inBrowser := append(os.Environ(), browserTarget...)
	return tally{}, call(ctx, out, inBrowser, "go", "vet", "./dsl/...", "./wasm/...")
}

// buildSite runs the command that everybody runs, so that a newcomer's first step is tested too.
func buildSite(ctx context.Context, out io.Writer) (tally, error) {
	return tally{}, call(ctx, out, os.Environ(), "go", "run", "./site")
}

func testNatively(ctx context.Context, out io.Writer) (tally, error) {
	return goTest(ctx, out, os.Environ(), "./...")
}

// testInNode calls Go's own runner through bash: in a toolchain that the go command downloaded by itself, the script
// lacks the permission to be executed.
func testInNode(ctx context.Context, out io.Writer) (tally, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return tally{}, err
	}
	runner := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "go_js_wasm_exec")
	environment := append(smallEnvironment(os.Environ()), browserTarget...)
	return goTest(ctx, out, environment, "-exec", "bash '"+runner+"'", "./dsl/...", "./wasm/...")
}

// smallEnvironment keeps what the go command and Node need. A Go program in WebAssembly starts with at most 8 KiB of
// arguments and environment, and a developer's shell or a CI can have more.
func smallEnvironment(environment []string) []string {
	kept := []string{"PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "SSL_CERT_FILE", "SSL_CERT_DIR",
		"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"}
	var small []string
	for _, setting := range environment {
		name, _, _ := strings.Cut(setting, "=")
		if slices.Contains(kept, name) || strings.HasPrefix(name, "GO") {
			small = append(small, setting)
		}
	}
	return small
}

// call runs a program that has no standard input: nothing here may wait for a person.
func call(ctx context.Context, out io.Writer, environment []string, name string, arguments ...string) error {
	command := exec.CommandContext(ctx, name, arguments...)
	command.Env = environment
	command.Stdout, command.Stderr = out, out
	return command.Run()
}
