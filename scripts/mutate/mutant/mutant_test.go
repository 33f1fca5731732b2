package mutant

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// on runs a function with a fault on.
func on(t *testing.T, n int, f func() any) string {
	t.Helper()
	before := chosen
	chosen = n
	defer func() { chosen = before }()
	return fmt.Sprint(f())
}

func TestAFaultIsOnByItsNumberAlone(t *testing.T) {
	const number = 7
	list := []int{1, 2, 3}
	for name, row := range map[string]struct {
		f           func() any
		without, is string
	}{
		"Is":                    {func() any { return Is(number) }, "false", "true"},
		"Less of equals":        {func() any { return Less(number, 2, 2) }, "false", "true"},
		"Less of less":          {func() any { return Less(number, 1, 2) }, "true", "true"},
		"Less of more":          {func() any { return Less(number, 3, 2) }, "false", "false"},
		"AtMost of equals":      {func() any { return AtMost(number, 2, 2) }, "true", "false"},
		"AtMost of less":        {func() any { return AtMost(number, 1, 2) }, "true", "true"},
		"AtMost of more":        {func() any { return AtMost(number, 3, 2) }, "false", "false"},
		"More of equals":        {func() any { return More(number, 2, 2) }, "false", "true"},
		"More of less":          {func() any { return More(number, 1, 2) }, "false", "false"},
		"AtLeast of equals":     {func() any { return AtLeast(number, 2, 2) }, "true", "false"},
		"AtLeast of less":       {func() any { return AtLeast(number, 1, 2) }, "false", "false"},
		"Sum":                   {func() any { return Sum(number, 5, 2) }, "7", "3"},
		"Difference":            {func() any { return Difference(number, 5, 2) }, "3", "7"},
		"One":                   {func() any { return One(number, "a", "b") }, "a", "b"},
		"Zero":                  {func() any { return Zero(number, 9) }, "9", "0"},
		"Without the first":     {func() any { return Without(number, list) }, "[1 2 3]", "[2 3]"},
		"Without the last":      {func() any { return Without(number-2, list) }, "[1 2 3]", "[1 2]"},
		"Without what is not":   {func() any { return Without(number-3, list) }, "[1 2 3]", "[1 2 3]"},
		"Without what is later": {func() any { return Without(number+1, list) }, "[1 2 3]", "[1 2 3]"},
	} {
		if have := on(t, 0, row.f); have != row.without {
			t.Errorf("%s without the fault: have %s, want %s", name, have, row.without)
		}
		if have := on(t, number, row.f); have != row.is {
			t.Errorf("%s with the fault: have %s, want %s", name, have, row.is)
		}
	}
	if !slices.Equal(list, []int{1, 2, 3}) {
		t.Errorf("have the list %v, want it as it was", list)
	}
}

// asked is the variable by which a test asks its own program to do something in a process of its own.
const asked = "HOPWISE_MUTANT_TEST"

func TestMain(m *testing.M) {
	switch os.Getenv(asked) {
	case "":
		os.Exit(m.Run())
	case "reach":
		for range 3 {
			fmt.Println(Is(5), Is(6), len(Without(11, []int{1, 2})))
		}
	case "grow":
		for list := []string{}; ; {
			list = append(list, strings.Repeat("x", 1<<20))
		}
	}
}

func run(t *testing.T, what string, settings ...string) (string, error) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(append(os.Environ(), asked+"="+what), settings...)
	out, err := c.CombinedOutput()
	return string(out), err
}

func TestPlacesAreRecordedOnce(t *testing.T) {
	record := filepath.Join(t.TempDir(), "reached")
	out, err := run(t, "reach", Reached+"="+record)
	if want := strings.Repeat("false false 2\n", 3); err != nil || out != want {
		t.Errorf("have %v and\n%s\nwant no fault\n%s", err, out, want)
	}
	if have, err := os.ReadFile(record); err != nil || string(have) != "5\n6\n11\n12\n" {
		t.Errorf("have %q and %v, want each number once", have, err)
	}
}

func TestAProgramThatGrowsEnds(t *testing.T) {
	if out, err := run(t, "grow", Chosen+"=1"); err == nil || !strings.Contains(out, "the heap is larger") {
		t.Errorf("have %v\n%s\nwant the program to say that its heap is too large", err, out)
	}
}

func TestANumberIsWanted(t *testing.T) {
	for _, text := range []string{"x", "-1", "1.5"} {
		if out, err := run(t, "reach", Chosen+"="+text); err == nil || !strings.Contains(out, "the number of a mutant") {
			t.Errorf("%s: have %v\n%s\nwant a panic that says what it must be", text, err, out)
		}
	}
}
