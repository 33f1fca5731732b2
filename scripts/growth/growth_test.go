package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"hopwise/dsl/syntax"
	"hopwise/dsl/vocabulary"
)

// most is what the second doubling of a text may cost for each step of the first: 2 where the steps grow with the text,
// 2.29 where they are those of sorting it. A step for each pair of statements comes near to 4.
const most = 2.4

// bounded are the statements whose pairs are held against each other, for as long as the scenario's budget for that
// lasts (analyze.mostEffort): at the sizes here it does.
var bounded = map[string]bool{"in in a network-acl": true, "out in a network-acl": true}

// TestStepsGrowWithTheText builds the program so that it counts, and reads what it prints.
func TestStepsGrowWithTheText(t *testing.T) {
	rows := 0
	for line := range strings.Lines(counted(t)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 6 {
			t.Fatalf("have the line %q, want a statement, an operation, three counts and a ratio", line)
		}
		rows++
		large, _ := strconv.Atoi(fields[4])
		ratio, err := strconv.ParseFloat(fields[5], 64)
		if err != nil || large < sizes[2] {
			t.Errorf("%s, %s: have %d steps for %d statements, want some for each",
				fields[0], fields[1], large, sizes[2])
		}
		if ratio > most && !(bounded[fields[0]] && fields[1] == "answer") {
			t.Errorf("%s, %s: %d, %d and %d statements take %s, %s and %s steps: have a ratio of %s, want at most %.1f",
				fields[0], fields[1], sizes[0], sizes[1], sizes[2], fields[2], fields[3], fields[4], fields[5], most)
		}
	}
	if rows < 4*len(vocabulary.Rows) {
		t.Errorf("have %d counts for %d statements of the language, want four for each at least",
			rows, len(vocabulary.Rows))
	}
}

// counted is what the program prints when it is built with counters.
func counted(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "growth")
	packages := "-coverpkg=hopwise/dsl/...,hopwise/wasm/api,hopwise/scripts/growth"
	build := exec.Command("go", "build", "-cover", "-covermode=atomic", packages, "-o", program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command(program)
	run.Env = append(os.Environ(), "GOCOVERDIR="+t.TempDir())
	var told bytes.Buffer
	run.Stderr = &told
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &told)
	}
	return string(out)
}

// TestTextsAreReadAsStatements holds that a repeated statement is one of the language in its place: what is wrong with
// it may be that it repeats, and not that its words can't be read.
func TestTextsAreReadAsStatements(t *testing.T) {
	for _, r := range repetitions() {
		text, at := r.text(2)
		if at <= 0 || at > len(text) || strings.Count(text, "{") != strings.Count(text, "}") {
			t.Errorf("%s: have a text that is not whole, or no place in it\n%s", r.name, text)
		}
		for _, p := range unread(text) {
			t.Errorf("%s: have %q, want a statement that can be read\n%s", r.name, p, text)
		}
	}
}

// unread are the problems of a text that say of words that they can't be read.
func unread(text string) []string {
	_, wrong := vocabulary.Read(syntax.Parse(text))
	var all []string
	for _, p := range wrong {
		if !strings.HasPrefix(p.Message, "duplicate") {
			all = append(all, p.Message)
		}
	}
	return all
}
