package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
	"hopwise/wasm/api"
)

// A command is one run of the tool: where it writes, and how.
type command struct {
	out, errs io.Writer
	json      bool
	rules     bool // every rule that was considered
}

// each runs a command on every file; the worst status counts.
func (c command) each(files []string, one func(name, text string) int) int {
	status := fine
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(c.errs, err)
			status = broken
			continue
		}
		status = max(status, one(name, string(text)))
	}
	return status
}

// problems prints what is wrong with a scenario, and reports whether anything is an error.
func (c command) problems(name string, lines *source.Lines, list source.List) bool {
	for _, p := range list {
		at := lines.At(p.Span.Start)
		message := p.Message
		if p.Severity == source.Warning {
			message = "warning: " + message
		}
		fmt.Fprintf(c.errs, "%s:%d:%d: %s\n", name, at.Line, at.Column, message)
		switch {
		case p.Hint != "":
			fmt.Fprintf(c.errs, "\t%s\n", p.Hint)
		case p.Fix != nil:
			fmt.Fprintf(c.errs, "\t%s.\n", p.Fix.Title)
		}
	}
	return list.HasErrors()
}

func (c command) check(name, text string) int {
	s := dsl.Load(text)
	status := fine
	if c.problems(name, s.Lines, s.Problems) {
		status = broken
	}
	if c.json {
		c.encode(s)
	}
	for _, e := range s.FindingExpectations() {
		if lacks := s.Lacks(e); lacks != "" {
			status = max(status, failed)
			if !c.json {
				fmt.Fprintf(c.out, "%s:%d: %s\n", name, s.Lines.Line(e.Span), lacks)
			}
		}
	}
	for _, e := range s.Exposures() {
		if x := s.Expose(e); !x.Holds {
			status = max(status, failed)
			if !c.json {
				fmt.Fprintf(c.out, "%s:%d: %s on %s: %s\n", name, s.Lines.Line(e.Span), e, e.Cloud.Provider.Key, x.Mismatch)
			}
		}
	}
	for _, q := range s.Questions() {
		for _, v := range s.Judge(q) {
			if v.Holds {
				continue
			}
			status = max(status, failed)
			if !c.json {
				fmt.Fprintf(c.out, "%s:%d: %s on %s: %s\n", name, s.Lines.Line(q.Span), q, v.Trace.Cloud.Provider.Key, v.Mismatch)
			}
		}
	}
	return status
}

// encode prints the answer that the page would get, with the traces of every question.
func (c command) encode(s *dsl.Scenario) {
	a, traces := api.AnswerAll(s)
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(map[string]any{"version": api.Version, "answer": a, "traces": traces}); err != nil {
		fmt.Fprintln(c.errs, err)
	}
}

func (c command) trace(name string, question []string) int {
	text, err := os.ReadFile(name)
	if err != nil {
		fmt.Fprintln(c.errs, err)
		return broken
	}
	s := dsl.Load(string(text))
	status := fine
	if c.problems(name, s.Lines, s.Problems) {
		status = broken
	}
	if asked := strings.Join(question, " "); asked != "" && !c.ask(s, asked) {
		return broken
	}
	if c.json {
		c.encode(s)
		return status
	}
	for i, q := range s.Questions() {
		if i > 0 {
			fmt.Fprintln(c.out)
		}
		c.hops(s, q)
	}
	for i, e := range s.Exposures() {
		if i > 0 || len(s.Questions()) > 0 {
			fmt.Fprintln(c.out)
		}
		c.doors(s, e)
	}
	return status
}

// ask puts one question, or one statement about a user, in the place of those of the scenario.
func (c command) ask(s *dsl.Scenario, question string) bool {
	if strings.Contains(question, " expose ") {
		exposures, problems := s.AskUser("expect " + question)
		c.problems("QUESTION", source.NewLines(question), problems)
		s.Network.Questions, s.Network.Exposures = nil, exposures
		return len(exposures) > 0
	}
	q, problems := s.Ask("trace " + question)
	if q == nil {
		c.problems("QUESTION", source.NewLines(question), problems)
		return false
	}
	s.Network.Questions, s.Network.Exposures = []*cloud.Question{q}, nil
	return true
}

// format writes the canonical form. Where a brace is missing there is none, and it says so.
func (c command) format(name, text string) int {
	formatted := dsl.Format(text)
	status := fine
	if c.problems(name, source.NewLines(text), syntax.Parse(text).Problems) {
		status = broken
	}
	if formatted == text {
		return status
	}
	if err := os.WriteFile(name, []byte(formatted), 0o644); err != nil {
		fmt.Fprintln(c.errs, err)
		return broken
	}
	fmt.Fprintln(c.out, name)
	return status
}
