package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"hopwise/dsl"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// format brings files into their canonical form. An interrupt waits until the file that is being written is whole.
func (c command) format(paths []string) int {
	status, interrupted := fine, false
	for _, path := range paths {
		if info, err := os.Stat(path); path != stdin && err == nil && !info.Mode().IsRegular() {
			status = c.refuse(path, path+": no regular file; fmt - prints the form of the standard input")
			continue
		}
		status = max(status, c.one(path, func(t *text) int {
			var formatted int
			formatted, interrupted = c.formatOne(t)
			return formatted
		}))
		if interrupted {
			fmt.Fprintln(c.errs, "interrupted after", path)
			return broken
		}
	}
	return status
}

// formatOne writes a text's form. Where a brace is missing there is none, and it says so.
func (c command) formatOne(t *text) (status int, interrupted bool) {
	form := dsl.Format(t.is)
	if len(form) > dsl.MaxSize {
		const said = "%s: its form has %d bytes: a scenario has at most %d"
		return c.refuse(t.name, fmt.Sprintf(said, t.name, len(form), dsl.MaxSize)), false
	}
	status = fine
	if c.problems(t.name, source.NewLines(t.is), syntax.Parse(t.is).Problems) {
		status = broken
	}
	hasNone := status == broken && form == t.is
	switch {
	case t.path == stdin:
		c.out.WriteString(form)
		return status, false
	case hasNone || form == string(t.raw):
		return status, false
	}
	interrupted, err := c.replace(t, form)
	if err != nil {
		return c.refuse(t.name, left(t.name, err).Error()), interrupted
	}
	fmt.Fprintln(c.out, t.name)
	return status, interrupted
}

// replace writes a file anew and says whether it was to end meanwhile.
func (c command) replace(t *text, form string) (interrupted bool, err error) {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(interrupts)
	err = replacement{c.step}.write(t.path, t.info, []byte(form))
	select {
	case <-interrupts:
		return true, err
	default:
		return false, err
	}
}
