package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"hopwise/scripts/mutate/mutant"
)

// TestTheEngine puts all faults into the engine, once for all of its subtests.
func TestTheEngine(t *testing.T) {
	root, err := enter()
	if err != nil {
		t.Fatal(err)
	}
	o, err := newOverlay(root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("without a fault passes", func(t *testing.T) { passesWithoutAFault(t, o) })
	t.Run("has no fault in generated files", func(t *testing.T) { sparesGenerated(t, o) })
	t.Run("has a number and a name for each mutation", func(t *testing.T) { numbersAndNames(t, o) })
	t.Run("has the equivalent mutations", func(t *testing.T) { hasEquivalents(t, o) })
}

// passesWithoutAFault compiles the engine with its tests, and runs the fixtures.
func passesWithoutAFault(t *testing.T, o *overlay) {
	packages, err := o.compile("./dsl")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"dsl"}; !slices.Equal(packages, want) {
		t.Fatalf("have tests of %q, want of %q", packages, want)
	}
	s := &suite{overlay: o}
	c := s.command(t.Context(), "dsl", "-test.run=^(TestTraces|TestErrors|TestFindings|TestExposures)$")
	c.Env = append(c.Env, mutant.Chosen+"=0")
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("mutant 0: %v\n%s", err, out)
	}
}

// TestEveryPackageOfTheEngineIsMutated leaves out facts, which are texts with their reader, and damage, which is for
// tests.
func TestEveryPackageOfTheEngineIsMutated(t *testing.T) {
	root, err := enter()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("go", "list", "./dsl/...")
	c.Dir = root
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	have := slices.Sorted(slices.Values(append(slices.Clone(mutated), "dsl/damage", "dsl/facts")))
	want := strings.Fields(strings.ReplaceAll(string(out), module+"/", ""))
	if !slices.Equal(have, want) {
		t.Errorf("have %q\nwant %q", have, want)
	}
}

func sparesGenerated(t *testing.T, o *overlay) {
	files := map[string]bool{}
	for _, m := range o.mutations {
		files[m.source.path] = true
	}
	if files["dsl/cloud/fact_texts.go"] || !files["dsl/cloud/fact.go"] {
		t.Error("have faults in dsl/cloud/fact_texts.go or none in fact.go, want them in what is written by hand")
	}
}

func numbersAndNames(t *testing.T, o *overlay) {
	names := map[string]bool{}
	for i, m := range o.mutations {
		if m.number != i+1 {
			t.Fatalf("%s: have number %d, want %d", m.name, m.number, i+1)
		}
		if names[m.name] {
			t.Errorf("have two mutations of the name %s, want one", m.name)
		}
		names[m.name] = true
	}
}

// hasEquivalents holds the list against the code: a name of none hides nothing, and a mutation that
// comes to have it would be hidden unseen.
func hasEquivalents(t *testing.T, o *overlay) {
	listed, err := reasons(equivalent)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range o.mutations {
		delete(listed, m.name)
	}
	for name := range listed {
		t.Errorf("equivalent.txt: have %s\nwant the name of a mutation: correct it, or take it out", name)
	}
}

func TestReasonsWantANameAndAReasonEach(t *testing.T) {
	for list, want := range map[string]string{
		"a.go f: x => y\n\tx is y\n":    "",
		"# comment\n\n":                 "",
		"a.go f: x => y\n":              "no reason for a.go f: x => y",
		"a.go f: x => y\nb.go g: z\n":   "no reason for a.go f: x => y",
		"\tx is y\n":                    "no mutation before the reason",
		"a\n\tb\n\tc\n":                 "no mutation before the reason",
		"a.go f: x => y\n\tx\nb.go g\n": "no reason for b.go g",
	} {
		have, err := reasons(list)
		switch {
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: have %v, want %s", list, err, want)
		case want == "" && err != nil:
			t.Errorf("%q: have %v, want no error", list, err)
		case want == "" && len(have) != strings.Count(list, "=>"):
			t.Errorf("%q: have %v, want a reason for each mutation", list, have)
		}
	}
}
