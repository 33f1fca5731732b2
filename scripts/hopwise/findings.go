package main

import (
	"hopwise/dsl"
)

// findings prints what is found in a scenario, a line each and its hint below. That something is found is no failure.
func (c command) findings(t *text) int {
	name, s := t.name, dsl.Load(t.is)
	status := fine
	if c.problems(name, s.Lines, s.Problems) {
		status = broken
	}
	if c.json {
		c.document(name, s)
		return status
	}
	for _, f := range s.Findings() {
		at := s.Lines.At(f.Span.Start)
		say(c.out, "%s:%d:%d: %s: %s\n", name, at.Line, at.Column, f.Code, f.Told.Message)
		if f.Told.Hint != "" {
			say(c.out, "\t%s\n", f.Told.Hint)
		}
	}
	return status
}
