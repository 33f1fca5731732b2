package main

import (
	"strings"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
)

// hops prints a question's way in each cloud, a line a step.
func (c command) hops(s *dsl.Scenario, q *cloud.Question) {
	say(c.out, "%s\n", q)
	hops, judge := explain.Hops, s.Judge
	if c.rules {
		hops, judge = explain.Rules, s.Consider
	}
	for _, v := range judge(q) {
		text := strings.TrimRight(hops(&v.Trace, s.Lines), "\n")
		say(c.out, "\n  %s\n", strings.ReplaceAll(text, "\n", "\n  "))
		if !v.Holds {
			say(c.out, "    not as expected: %s\n", v.Mismatch)
		}
	}
}

// doors prints every door that a user may open for a machine or not, a line a door.
func (c command) doors(s *dsl.Scenario, e *cloud.Exposure) {
	x := s.Expose(e)
	text := strings.TrimRight(explain.Doors(e.Cloud, x.Doors, !x.Unknown), "\n")
	say(c.out, "%s\n\n  %s\n", e, strings.ReplaceAll(text, "\n", "\n  "))
	if !x.Holds {
		say(c.out, "    not as expected: %s\n", x.Mismatch)
	}
}
