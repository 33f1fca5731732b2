// Command hopwise reads scenarios on the command line.
//
//	hopwise check FILE…             run every expect; print what does not hold
//	hopwise trace FILE [QUESTION]   print the hops of every question, or of this one
//	hopwise findings FILE…          print what a careful colleague would say
//	hopwise fmt FILE…               bring files into their canonical form
//
// --rules with trace prints every rule that was considered at a hop, and why it did not decide; --json with check, trace or
// findings gives the data that the page works from. The exit status is 0 where all is well, 1 where an
// expectation does not hold, 2 where a file has an error or can't be read.
package main

import (
	"fmt"
	"io"
	"os"
)

// The exit statuses.
const (
	fine   = 0
	failed = 1
	broken = 2
)

const usage = `hopwise reads scenarios.

  hopwise check [--json] FILE…             run every expect; print what does not hold
  hopwise trace [--json] FILE [QUESTION]   print the hops of every question, or of this one
  hopwise findings [--json] FILE…          print what a careful colleague would say
  hopwise fmt FILE…                        bring files into their canonical form

With trace, --rules prints every rule that was considered at a hop, and why it did not decide.
A QUESTION is as in a scenario: "laptop -> web tcp/443", or "dev cannot expose web" for the doors that a user may open.
Exit status: 0 all is well, 1 an expectation does not hold, 2 a file has an error.
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	var rest []string
	c := command{out: out, errs: errs}
	for _, a := range args {
		switch a {
		case "--json", "-json":
			c.json = true
		case "--rules", "-rules":
			c.rules = true
		default:
			rest = append(rest, a)
		}
	}
	if len(rest) < 2 {
		fmt.Fprint(errs, usage)
		return broken
	}
	switch rest[0] {
	case "check":
		return c.each(rest[1:], c.check)
	case "trace":
		return c.trace(rest[1], rest[2:])
	case "findings":
		return c.each(rest[1:], c.findings)
	case "fmt":
		return c.each(rest[1:], c.format)
	}
	fmt.Fprintf(errs, "unexpected command %s\n\n%s", rest[0], usage)
	return broken
}
