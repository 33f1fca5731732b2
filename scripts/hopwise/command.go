package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/wasm/api"
)

// A command is one run of the tool: what it reads, where it writes, and how.
type command struct {
	in    io.Reader
	out   *bufio.Writer // keeps its first error
	errs  io.Writer
	json  bool
	rules bool // every rule that was considered
	// documents are the files of the answer as JSON.
	documents *[]document
	// step is told before each step by which a file is written anew.
	step func(name string) error
}

// A document is a file in the answer as JSON: what the page would get, and the traces of every question; or why there
// is no answer.
type document struct {
	Name   string        `json:"name"`
	Error  string        `json:"error,omitempty"`
	Answer *api.Answer   `json:"answer,omitempty"`
	Traces [][]api.Trace `json:"traces,omitzero"`
}

// each runs a command on every file; the worst status counts.
func (c command) each(paths []string, do func(t *text) int) int {
	status := fine
	for _, path := range paths {
		status = max(status, c.one(path, do))
	}
	if c.json {
		c.encode()
	}
	return status
}

// one runs a command on a file. A panic is told as a bug in one line, and the other files go on.
func (c command) one(path string, do func(t *text) int) (status int) {
	defer c.out.Flush() // so that what is said of one file stands together
	t, err := c.read(path)
	if err != nil {
		return c.refuse(title(path), err.Error())
	}
	before := len(*c.documents)
	defer func() {
		if bug := recover(); bug != nil {
			*c.documents = (*c.documents)[:before]
			const said = "%s: this text meets a bug in Hopwise (%s): please report it with the text"
			status = c.refuse(t.name, fmt.Sprintf(said, t.name, oneLine(bug)))
			if os.Getenv("HOPWISE_DEBUG") != "" {
				c.errs.Write(debug.Stack())
			}
		}
	}()
	return do(t)
}

// refuse says why a file has no answer.
func (c command) refuse(name, why string) int {
	fmt.Fprintln(c.errs, why)
	*c.documents = append(*c.documents, document{Name: name, Error: why})
	return broken
}

func oneLine(v any) string { return strings.Join(strings.Fields(fmt.Sprint(v)), " ") }

// problems prints what is wrong with a scenario, and reports whether anything is an error.
func (c command) problems(name string, lines *source.Lines, list source.List) bool {
	for _, p := range list {
		at := lines.At(p.Span.Start)
		message := p.Message
		if p.Severity == source.Warning {
			message = "warning: " + message
		}
		say(c.errs, "%s:%d:%d: %s\n", name, at.Line, at.Column, message)
		switch {
		case p.Hint != "":
			say(c.errs, "\t%s\n", p.Hint)
		case p.Fix != nil:
			say(c.errs, "\t%s.\n", p.Fix.Title)
		}
	}
	return list.HasErrors()
}

func (c command) check(t *text) int {
	name, s := t.name, dsl.Load(t.is)
	status := fine
	if c.problems(name, s.Lines, s.Problems) {
		status = broken
	}
	if c.json {
		c.document(name, s)
	}
	for _, e := range s.FindingExpectations() {
		if lacks := s.Lacks(e); lacks != "" {
			status = max(status, failed)
			if !c.json {
				say(c.out, "%s:%d: %s\n", name, s.Lines.Line(e.Span), lacks)
			}
		}
	}
	for _, e := range s.Exposures() {
		if x := s.Expose(e); !x.Holds {
			status = max(status, failed)
			if !c.json {
				say(c.out, "%s:%d: %s on %s: %s\n", name, s.Lines.Line(e.Span), e, e.Cloud.Provider.Key, x.Mismatch)
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
				say(
					c.out,
					"%s:%d: %s on %s: %s\n",
					name,
					s.Lines.Line(q.Span),
					q,
					v.Trace.Cloud.Provider.Key,
					v.Mismatch,
				)
			}
		}
	}
	return status
}

// document puts a scenario's answer among those that are printed as JSON.
func (c command) document(name string, s *dsl.Scenario) {
	a, traces := api.AnswerAll(s)
	*c.documents = append(*c.documents, document{Name: name, Answer: a, Traces: traces})
}

// encode prints the answers of all files as one JSON document.
func (c command) encode() {
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	_ = e.Encode(struct { // the writer keeps its error
		Version int        `json:"version"`
		Files   []document `json:"files"`
	}{api.Version, *c.documents})
}

// trace prints the hops of the scenario's questions, or of another one.
func (c command) trace(question string) func(t *text) int {
	return func(t *text) int {
		s := dsl.Load(t.is)
		status := fine
		if c.problems(t.name, s.Lines, s.Problems) {
			status = broken
		}
		if question != "" && !c.ask(s, question) {
			*c.documents = append(*c.documents, document{Name: t.name, Error: "the question can't be asked of it"})
			return broken
		}
		if c.json {
			c.document(t.name, s)
			return status
		}
		c.traces(s)
		return status
	}
}

func (c command) traces(s *dsl.Scenario) {
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
}

// ask puts one question, or one statement about a user, in the place of those of the scenario.
func (c command) ask(s *dsl.Scenario, question string) bool {
	s.Network.Questions, s.Network.Exposures = nil, nil
	var problems source.List
	keyword := "trace "
	if strings.Contains(question, " expose ") {
		keyword = "expect "
		s.Network.Exposures, problems = s.AskUser(keyword + question)
	} else if q, wrong := s.Ask(keyword + question); q != nil {
		s.Network.Questions, problems = []*cloud.Question{q}, wrong
	} else {
		problems = wrong
	}
	for i := range problems {
		problems[i].Span = problems[i].Span.Shift(-len(keyword))
	}
	problems.Sort()
	c.problems("QUESTION", source.NewLines(question), problems)
	return len(s.Network.Questions)+len(s.Network.Exposures) > 0
}
