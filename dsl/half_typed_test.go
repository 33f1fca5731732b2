package dsl_test

import (
	"runtime"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/source"
)

// TestAHalfTypedLineCostsItself cuts lines of the scenarios in testdata behind one of their words and keeps their
// blocks. If such a line can't be read, no other line has a problem.
func TestAHalfTypedLineCostsItself(t *testing.T) {
	every := 1
	if runtime.GOOS == "js" {
		every = 10 // the same code is read in Node
	}
	for n, name := range fixtures(t, "testdata/traces/*.txt") {
		if n%every != 0 {
			continue
		}
		lines := strings.Split(scenarioOf(t, name), "\n")
		for i := range lines {
			half := halfOf(lines[i], n+i)
			if half == "" {
				continue
			}
			changed := append([]string{}, lines...)
			changed[i] = half
			s := dsl.Load(strings.Join(changed, "\n"))
			here, elsewhere := problemsOn(s, i+1)
			for _, p := range elsewhere {
				if len(here) > 0 {
					t.Errorf(
						"%s:%d: %q\nhave on line %d: %s\nwant nothing there",
						name,
						i+1,
						half,
						s.Lines.Line(p.Span),
						p.Message,
					)
				}
			}
		}
	}
}

// halfOf is a line cut behind one of its words but the last, with its block; it is empty for a line of one word.
func halfOf(line string, at int) string {
	words, block, opens := strings.Cut(line, "{")
	if strings.ContainsAny(line, `#"`) {
		return ""
	}
	if opens {
		block = " {" + block
	}
	fields := strings.Fields(words)
	if len(fields) < 2 {
		return ""
	}
	return strings.Join(fields[:1+at%(len(fields)-1)], " ") + block
}

// problemsOn returns the problems of a line, and those of all others.
func problemsOn(s *dsl.Scenario, line int) (here, elsewhere source.List) {
	for _, p := range s.Problems {
		if s.Lines.Line(p.Span) == line {
			here = append(here, p)
		} else {
			elsewhere = append(elsewhere, p)
		}
	}
	return here, elsewhere
}
