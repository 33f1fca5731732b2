package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestASampleIsTheSameForASeed(t *testing.T) {
	var all []*mutation
	for i := range 100 {
		all = append(all, &mutation{number: i + 1, source: &source{pkg: mutated[i%2], path: mutated[i%2] + "/file.go"}})
	}
	chosen := func(o options) []int {
		t.Helper()
		found, err := choose(all, o)
		if err != nil {
			t.Fatal(err)
		}
		var numbers []int
		for _, m := range found {
			numbers = append(numbers, m.number)
		}
		return numbers
	}
	first := chosen(options{sample: 10, seed: 1})
	if again := chosen(options{sample: 10, seed: 1}); !slices.Equal(first, again) {
		t.Errorf("seed 1: have %v, want %v again", again, first)
	}
	if other := chosen(options{sample: 10, seed: 2}); slices.Equal(first, other) || len(other) != 10 {
		t.Errorf("seed 2: have %v, want ten others than of seed 1", other)
	}
	if n := len(chosen(options{})); n != 100 {
		t.Errorf("a sample of 0: have %d, want all 100", n)
	}
	if n := len(chosen(options{in: mutated[1]})); n != 50 {
		t.Errorf("one package: have %d, want its 50", n)
	}
	if n := len(chosen(options{in: mutated[1] + "/file.go"})); n != 50 {
		t.Errorf("one file: have %d, want its 50", n)
	}
	if _, err := choose(all, options{in: "dsl/nowhere"}); err == nil {
		t.Error("a folder that is not there: have no error, want one")
	}
	if one := chosen(options{number: 7}); !slices.Equal(one, []int{7}) {
		t.Errorf("number 7: have %v, want it alone", one)
	}
	if _, err := choose(all, options{number: 101}); err == nil {
		t.Error("number 101 of 100: have no error, want one")
	}
}

func TestOwnAndQuickTestsGoFirst(t *testing.T) {
	here := map[int]bool{1: true}
	s := &suite{tests: []*test{
		{pkg: "dsl", name: "TestA", reaches: here},
		{pkg: "dsl/trace", name: "TestB", reaches: here},
		{pkg: "dsl", name: "TestElsewhere", reaches: map[int]bool{2: true}},
		{pkg: "dsl/trace", name: "TestC", reaches: here},
		{pkg: "dsl", name: "TestNotMeasured"},
		{pkg: "dsl", name: "TestSlow", reaches: here, works: 3 * time.Second},
		{pkg: "dsl", name: "TestSlower", reaches: here, works: 4 * time.Second},
		{pkg: "dsl/trace", name: "TestSlowest", reaches: here, works: 5 * time.Second},
	}}
	var have []string
	for _, group := range s.groups(&mutation{number: 1, source: &source{pkg: "dsl/trace"}}) {
		have = append(have, group[0].pkg+" "+pattern(group))
	}
	want := []string{
		"dsl/trace ^(TestB|TestC)$", "dsl ^(TestA|TestNotMeasured)$",
		"dsl/trace ^(TestSlowest)$", "dsl ^(TestSlow)$", "dsl ^(TestSlower)$",
	}
	if !slices.Equal(have, want) {
		t.Errorf("have %q\nwant %q", have, want)
	}
}

func TestTheTestThatFailsIsNamed(t *testing.T) {
	for out, want := range map[string]string{
		"--- FAIL: TestTraces (1.2s)\n    --- FAIL: TestTraces/x (0.1s)\n": "TestTraces/x",
		"--- FAIL: TestA (0s)\n--- FAIL: TestB (0s)\n":                     "TestA",
		"panic: no such key\n\ngoroutine 1":                                "no such key",
		"fatal error: stack overflow\n":                                    "stack overflow",
		"the heap is larger than a test needs\n":                           "the program ends",
	} {
		if have := failed([]byte(out)); have != want {
			t.Errorf("%q: have %q, want %q", out, have, want)
		}
	}
}

func TestAReportCountsByPackage(t *testing.T) {
	s := &source{pkg: "dsl/trace", path: "dsl/trace/a.go", text: "package trace\n\nvar x = a < b\n"}
	m := &mutation{number: 5, kind: boundary, source: s, from: 23, to: 28, becomes: "a <= b", within: "x"}
	var out strings.Builder
	report(&out, []outcome{{mutation: m, caught: "dsl"}, {mutation: m, reached: true}, {mutation: m}})
	const want = `    package  mutants  caught  survived  never reached
  dsl/trace        3       1         2              1
        all        3       1         2              1
dsl/trace/a.go:3: 5 boundary in x: a < b => a <= b
dsl/trace/a.go:3: 5 boundary in x: a < b => a <= b (never reached)
`
	if out.String() != want {
		t.Errorf("have\n%s\nwant\n%s", &out, want)
	}
	const lines = "--- dsl/trace/a.go:3\n-var x = a < b\n+var x = a <= b\n"
	if m.diff() != lines {
		t.Errorf("have\n%s\nwant\n%s", m.diff(), lines)
	}
}
