package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestChoose(t *testing.T) {
	if all, err := choose(""); err != nil || len(all) != len(stages) {
		t.Errorf("no name: have %d stages and error %v, want all %d", len(all), err, len(stages))
	}
	if one, err := choose("wasm"); err != nil || len(one) != 1 || one[0].name != "wasm" {
		t.Errorf("wasm: have %v and error %v, want that stage", one, err)
	}
	if _, err := choose("wsam"); err == nil || !strings.Contains(err.Error(), stageNames()) {
		t.Errorf("wsam: have error %v, want one that lists %s", err, stageNames())
	}
}

func TestTotal(t *testing.T) {
	broken := errors.New("exit status 1")
	for _, row := range []struct {
		claim   string
		results []result
		want    string
		fails   bool
	}{
		{"stages add up", []result{{tally: tally{passed: 2}}, {tally: tally{passed: 3, skipped: 1}}}, "5 passed, 0 failed, 1 skipped", false},
		{"a stage that fails as a whole is one failure", []result{{tally: tally{passed: 2}}, {err: broken}}, "2 passed, 1 failed", true},
		{"a failed test is not counted again with its stage", []result{{tally: tally{failed: 1}, err: broken}}, "0 passed, 1 failed", true},
		{"a failed test fails the run by itself", []result{{tally: tally{failed: 1}}}, "0 passed, 1 failed", true},
	} {
		if have := total(row.results).String(); have != row.want {
			t.Errorf("%s: have %q, want %q", row.claim, have, row.want)
		}
		if err := verdict(row.results); (err != nil) != row.fails {
			t.Errorf("%s: have verdict %v, want an error: %v", row.claim, err, row.fails)
		}
	}
}

func TestNeeds(t *testing.T) {
	if have, want := needs(stages), []prerequisite{packages, chromium, kernels}; !slices.Equal(have, want) {
		t.Errorf("have %v, want %v: each once", have, want)
	}
}

func TestSmallEnvironment(t *testing.T) {
	have := smallEnvironment(
		[]string{"PATH=/bin", "GOFLAGS=-x", "LS_COLORS=" + strings.Repeat("x", 9000), "HOME=/root"},
	)
	if want := []string{"PATH=/bin", "GOFLAGS=-x", "HOME=/root"}; !slices.Equal(have, want) {
		t.Errorf("have %v, want %v", have, want)
	}
}
