package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
	"hopwise/wasm/api"
)

// A command is one run of the tool: what it reads, where it writes, and how.
type command struct {
	in        io.Reader
	out, errs io.Writer
	json      bool
	rules     bool // every rule that was considered
	// documents are the files of the answer as JSON.
	documents *[]document
	// replaced is told before each step by which a file is written anew.
	replaced func(step string) error
}

// A document is a file in the answer as JSON: what the page would get, and the traces of every question.
type document struct {
	Name   string        `json:"name"`
	Answer *api.Answer   `json:"answer"`
	Traces [][]api.Trace `json:"traces"`
}

// each runs a command on every file; the worst status counts.
func (c command) each(files []string, one func(name, text string) int) int {
	status := fine
	for _, name := range files {
		status = max(status, c.one(name, one))
	}
	if c.json {
		status = max(status, c.encode())
	}
	return status
}

// one runs a command on a file. A panic is told as a bug in one line, and the other files go on.
func (c command) one(name string, do func(name, text string) int) (status int) {
	text, err := c.read(name)
	if err != nil {
		fmt.Fprintln(c.errs, err)
		return broken
	}
	defer func() {
		if bug := recover(); bug != nil {
			fmt.Fprintf(c.errs, "%s: this text meets a bug in Hopwise (%v): please report it with the text\n", title(name), bug)
			status = broken
		}
	}()
	return do(title(name), text)
}

// problems prints what is wrong with a scenario, and reports whether anything is an error.
func (c command) problems(name string, lines *source.Lines, list source.List) bool {
	list.Isolate()
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
		c.document(name, s)
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
				fmt.Fprintf(c.out, "%s:%d: %s on %s: %s\n", name, s.Lines.Line(e.Span), said(e), e.Cloud.Provider.Key, x.Mismatch)
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
				fmt.Fprintf(c.out, "%s:%d: %s on %s: %s\n", name, s.Lines.Line(q.Span), said(q), v.Trace.Cloud.Provider.Key, v.Mismatch)
			}
		}
	}
	return status
}

// document puts a scenario's answer among those that are printed as JSON.
func (c command) document(name string, s *dsl.Scenario) {
	a, traces := api.AnswerAll(s)
	*c.documents = append(*c.documents, document{name, a, traces})
}

// encode prints the answers of all files as one JSON document.
func (c command) encode() int {
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		Version int        `json:"version"`
		Files   []document `json:"files"`
	}{api.Version, *c.documents})
	if err != nil {
		fmt.Fprintln(c.errs, err)
		return broken
	}
	return fine
}

// trace prints the hops of the scenario's questions, or of another one.
func (c command) trace(question string) func(name, text string) int {
	return func(name, text string) int {
		s := dsl.Load(text)
		status := fine
		if c.problems(name, s.Lines, s.Problems) {
			status = broken
		}
		if question != "" && !c.ask(s, question) {
			return broken
		}
		if c.json {
			c.document(name, s)
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
	if strings.ContainsAny(question, "\n\r") {
		fmt.Fprintln(c.errs, "QUESTION has several lines: one question is meant")
		return false
	}
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

// format brings files into their canonical form. Where a brace is missing there is none, and it says so.
func (c command) format(files []string) int {
	status := fine
	for _, name := range files {
		status = max(status, c.one(name, func(shown, text string) int { return c.formatOne(name, shown, text) }))
	}
	return status
}

func (c command) formatOne(name, shown, text string) int {
	formatted := dsl.Format(text)
	status := fine
	if c.problems(shown, source.NewLines(text), syntax.Parse(text).Problems) {
		status = broken
	}
	if name == stdin {
		io.WriteString(c.out, formatted) // the writer keeps its error
		return status
	}
	if old, err := os.ReadFile(name); err == nil && string(old) == formatted {
		return status
	}
	if err := c.replace(name, formatted); err != nil {
		fmt.Fprintln(c.errs, err)
		return broken
	}
	fmt.Fprintln(c.out, name)
	return status
}

// replace writes a file anew. An interrupt waits until it is whole.
func (c command) replace(name, text string) error {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(interrupts)
	if err := (replacement{c.replaced}).write(name, []byte(text)); err != nil {
		return err
	}
	select {
	case <-interrupts:
		return errors.New("interrupted after " + name)
	default:
		return nil
	}
}
