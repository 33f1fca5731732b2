// Command hopwise reads scenarios on the command line.
//
//	hopwise check FILE…             run every expect; print what does not hold
//	hopwise trace FILE [QUESTION]   print the hops of every question, or of this one
//	hopwise findings FILE…          print what a careful colleague would say
//	hopwise fmt FILE…               bring files into their canonical form
//
// A FILE named - is the standard input; fmt prints its form. --rules with trace prints every rule that was considered at a
// hop, and why it did not decide; --json with check, trace or findings gives the data that the page works from, one document
// for all files. The exit status is 0 where all is well, 1 where an expectation does not hold, 2 where a file has an error,
// can't be read or is no UTF-8 text, or where something can't be written. A file that fmt writes is whole at every moment.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
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
  hopwise --help, hopwise --version        print this, or the version

A FILE named - is the standard input; fmt prints its form. Behind -- nothing is an option.
With trace, --rules prints every rule that was considered at a hop, and why it did not decide.
A QUESTION is as in a scenario: "laptop -> web tcp/443", or "dev cannot expose web" for the doors that a user may open.
Exit status: 0 all is well, 1 an expectation does not hold, 2 a file has an error, can't be read or can't be written.
`

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the tool. What it prints is held back until it is whole or large, and what can't be printed is an error.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	buffered := bufio.NewWriter(out)
	c := command{in: in, out: buffered, errs: errs, documents: &[]document{}, replaced: func(string) error { return nil }}
	status := c.run(args)
	if err := buffered.Flush(); err != nil {
		fmt.Fprintln(errs, err)
		return broken
	}
	return status
}

func (c command) run(args []string) int {
	rest, told, ok := c.options(args)
	switch {
	case told:
		return fine
	case !ok:
		return broken
	case len(rest) < 2:
		fmt.Fprint(c.errs, usage)
		return broken
	}
	files := rest[1:]
	switch rest[0] {
	case "check":
		return c.each(files, c.check)
	case "trace":
		return c.each(files[:1], c.trace(strings.Join(files[1:], " ")))
	case "findings":
		return c.each(files, c.findings)
	case "fmt":
		return c.format(files)
	}
	fmt.Fprintf(c.errs, "unexpected command %s\n\n%s", rest[0], usage)
	return broken
}

// options takes the options out of the arguments. told says that help or the version was asked for, and was printed.
func (c *command) options(args []string) (rest []string, told, ok bool) {
	for i, a := range args {
		switch {
		case a == "--json" || a == "-json":
			c.json = true
		case a == "--rules" || a == "-rules":
			c.rules = true
		case a == "--help" || a == "-h" || a == "-help" || i == 0 && a == "help":
			fmt.Fprint(c.out, usage)
			return nil, true, true
		case a == "--version" || a == "-version":
			fmt.Fprintln(c.out, "hopwise", version())
			return nil, true, true
		case a == "--":
			return append(rest, args[i+1:]...), false, true
		case len(a) > 1 && a[0] == '-' && a[1] != '>':
			fmt.Fprintf(c.errs, "unexpected option %s: hopwise --help names them\n", a)
			return nil, false, false
		default:
			rest = append(rest, a)
		}
	}
	return rest, false, true
}

// version is that of the module, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of an unknown build"
	}
	said := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && !strings.Contains(said, s.Value[:min(len(s.Value), 12)]) {
			said += " " + s.Value
		}
	}
	return said + " " + info.GoVersion
}
