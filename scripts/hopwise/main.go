// Command hopwise reads scenarios on the command line.
//
//	hopwise check FILE…             run every expect; print what does not hold
//	hopwise trace FILE [QUESTION]   print the hops of every question, or of this one
//	hopwise findings FILE…          print what a careful colleague would say
//	hopwise fmt FILE…               bring files into their canonical form
//
// A FILE named - is the standard input; fmt prints its form. --rules with trace prints every rule that was considered
// at a hop, and why it did not decide. --json with check, trace or findings gives the data that the page works from,
// one document for all files, each with its name, and with an error in the place of an answer where there is none:
//
//	{"version": 1, "files": [
//		{"name": "shop.vpc", "answer": {…}, "traces": […]},
//		{"name": "gone.vpc", "error": "open gone.vpc: no such file or directory"}
//	]}
//
// As on the page, a mark of UTF-8 in front of a text is left out, and lines end in LF, CRLF or CR. Letters are composed
// (NFC). Lines, columns and places count in the text after that. What is no UTF-8 text, or longer than a scenario may
// be, is refused.
//
// A file that fmt writes is whole at every moment: see replacement. The exit status is 0 where all is well, 1 where an
// expectation does not hold, 2 where a file has an error, can't be read or can't be written, where the arguments are
// wrong, or where Hopwise has a bug; with HOPWISE_DEBUG set, a bug is told with its stack.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
)

// The exit statuses.
const (
	fine   = 0
	failed = 1
	broken = 2
)

const usage = `hopwise reads scenarios.

  hopwise check [--json] FILE…                       run every expect; print what does not hold
  hopwise trace [--json] [--rules] FILE [QUESTION]   print the hops of every question, or of this one
  hopwise findings [--json] FILE…                    print what a careful colleague would say
  hopwise fmt FILE…                                  bring files into their canonical form
  hopwise --help, hopwise --version                  print this, or the version

A FILE named - is the standard input; fmt prints its form. Behind -- nothing is an option.
A QUESTION is as in a scenario: "laptop -> web tcp/443", or "dev cannot expose web" for the doors that a user may open.
--rules prints every rule that was considered at a hop, and why it did not decide.
--json prints one document for all files, with the data that the page works from.
Exit status: 0 all is well, 1 an expectation does not hold, 2 a file has an error, can't be read or can't be written.
`

// commands are the commands with the options that each takes.
var commands = map[string][]string{
	"check":    {"--json"},
	"trace":    {"--json", "--rules"},
	"findings": {"--json"},
	"fmt":      nil,
}

func main() { os.Exit(newCommand(os.Stdin, os.Stdout, os.Stderr).main(os.Args[1:])) }

func newCommand(in io.Reader, out, errs io.Writer) command {
	step := func(string) error { return nil }
	return command{in: in, out: bufio.NewWriter(out), errs: errs, documents: &[]document{}, step: step}
}

// main is the tool. What can't be printed is an error, unless whoever reads it has read enough.
func (c command) main(args []string) int {
	status := c.run(args)
	if err := c.out.Flush(); err != nil && !errors.Is(err, syscall.EPIPE) {
		fmt.Fprintln(c.errs, err)
		return broken
	}
	return status
}

func (c command) run(args []string) int {
	rest, told, err := c.options(args)
	if told {
		return fine
	}
	if err == nil && len(rest) == 0 {
		fmt.Fprint(c.errs, usage)
		return broken
	}
	if err == nil {
		err = c.unfit(rest[0], rest[1:])
	}
	if err != nil {
		fmt.Fprintf(c.errs, "%v; hopwise --help says more\n", err)
		return broken
	}
	files := rest[1:]
	switch rest[0] {
	case "check":
		return c.each(files, c.check)
	case "findings":
		return c.each(files, c.findings)
	case "fmt":
		return c.format(files)
	}
	question, err := readQuestion(files[1:])
	if err != nil {
		fmt.Fprintln(c.errs, err)
		return broken
	}
	return c.each(files[:1], c.trace(question))
}

// options takes the options out of the arguments. told says that help or the version was asked for, and was printed.
func (c *command) options(args []string) (rest []string, told bool, err error) {
	if len(args) > 0 && args[0] == "help" {
		args[0] = "--help"
	}
	for i, a := range args {
		switch a {
		case "--json", "-json":
			c.json = true
		case "--rules", "-rules":
			c.rules = true
		case "--help", "-h", "-help":
			fmt.Fprint(c.out, usage)
			return nil, true, nil
		case "--version", "-version":
			fmt.Fprintln(c.out, "hopwise", version())
			return nil, true, nil
		case "--":
			return append(rest, args[i+1:]...), false, nil
		default:
			if len(a) > 1 && a[0] == '-' && a[1] != '>' {
				return nil, false, fmt.Errorf("unexpected option %s", a)
			}
			rest = append(rest, a)
		}
	}
	return rest, false, nil
}

// unfit says what is wrong with a command, its options and its files, before any file is read.
func (c command) unfit(name string, files []string) error {
	takes, known := commands[name]
	switch {
	case !known:
		return fmt.Errorf("unexpected command %s", name)
	case c.json && !slices.Contains(takes, "--json"):
		return fmt.Errorf("unexpected option --json with %s", name)
	case c.rules && !slices.Contains(takes, "--rules"):
		return fmt.Errorf("unexpected option --rules with %s", name)
	case len(files) == 0:
		return fmt.Errorf("%s needs a FILE, or - for the standard input", name)
	}
	if first := slices.Index(files, stdin); name != "trace" && first >= 0 && slices.Contains(files[first+1:], stdin) {
		return errors.New("duplicate -: the standard input can be read once")
	}
	return nil
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
