package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTypes holds the TypeScript against its own types, and the contract's golden replies against the types that the
// page reads them by: a field that one side has and the other has not is an error of the compiler.
func TestTypes(t *testing.T) {
	p := ready(t)
	t.Run("page", func(t *testing.T) { compile(t, p, p.in("site", "tsconfig.json")) })
	t.Run("goldens", func(t *testing.T) { compile(t, p, goldenProject(t, p)) })
}

// TestScripts runs the tests that stand beside the TypeScript, in Node.
func TestScripts(t *testing.T) {
	p := ready(t)
	var tests []string
	for _, pattern := range []string{"*.test.ts", "*/*.test.ts"} {
		found, _ := filepath.Glob(p.in("site", "src", pattern)) // fails only for a pattern that is none
		tests = append(tests, found...)
	}
	dir := t.TempDir()
	if err := bundle(p.nodeScripts(dir, tests...)); err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "--test", dir)
	node.Dir = p.in("site")
	out, err := node.CombinedOutput()
	if err != nil {
		t.Fatalf("node --test: %v\n%s", err, failures(string(out)))
	}
	t.Log(summary(string(out)))
}

// ready is the project with its packages installed.
func ready(t *testing.T) project {
	t.Helper()
	p, err := openProject()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.setUp(); err != nil {
		t.Fatal(err)
	}
	return p
}

func compile(t *testing.T, p project, config string) {
	t.Helper()
	tsc := exec.Command("node", p.in("site/node_modules/typescript/bin/tsc"), "--noEmit", "--project", config)
	if out, err := tsc.CombinedOutput(); err != nil {
		t.Fatalf("tsc: %v\n%s", err, out)
	}
}

// goldenProject writes the golden replies as constants of their type.
func goldenProject(t *testing.T, p project) string {
	t.Helper()
	dir := t.TempDir()
	contract := p.in("site", "src", "contract.ts")
	var source strings.Builder
	fmt.Fprintf(&source, "import type { Reply } from %q;\n", contract)
	files, _ := filepath.Glob(p.in("wasm", "api", "testdata", "*.json")) // fails only for a pattern that is none
	for i, file := range files {
		fmt.Fprintf(
			&source,
			"// %s\nexport const golden%d: Reply = %s;\n",
			filepath.Base(file),
			i,
			goldenReply(t, file),
		)
	}
	config, err := json.Marshal(map[string]any{
		"extends":         p.in("site", "tsconfig.json"),
		"compilerOptions": map[string]any{"types": []string{}},
		"include":         []string{"goldens.ts"},
	})
	if err != nil {
		t.Fatal(err)
	}
	writeAll(t, dir, map[string]string{"goldens.ts": source.String(), "tsconfig.json": string(config)})
	return filepath.Join(dir, "tsconfig.json")
}

func goldenReply(t *testing.T, file string) json.RawMessage {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var golden struct{ Reply json.RawMessage }
	if err := json.Unmarshal(content, &golden); err != nil {
		t.Fatal(err)
	}
	return golden.Reply
}

func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// failures are the parts of the runner's report that speak of a test that failed.
func failures(out string) string {
	var failed []string
	for _, part := range strings.Split(out, "# Subtest: ") {
		if strings.Contains(part, "not ok ") {
			failed = append(failed, part)
		}
	}
	return strings.Join(failed, "")
}

// summary is what Node's runner counts: its last lines.
func summary(out string) string {
	_, counts, _ := strings.Cut(out, "# tests ")
	return "tests " + strings.ReplaceAll(strings.TrimSpace(counts), "\n# ", ", ")
}
