package main

import (
	"encoding/json"
	"strings"
	"syscall"
	"testing"

	"hopwise/dsl"
)

func TestStandardInputIsAFile(t *testing.T) {
	wrong := strings.ReplaceAll(dsl.First, "tcp/443 reachable", "tcp/443 blocked")
	if status, out, _ := callWith(wrong, "check", "-"); status != failed ||
		!strings.HasPrefix(out, "standard input:38: ") {
		t.Errorf("have status %d and %q\nwant %d and the line of standard input", status, out, failed)
	}
	if status, out, errs := callWith("host   a 192.0.2.9\n", "fmt", "-"); status != fine ||
		out != "host a 192.0.2.9\n" ||
		errs != "" {
		t.Errorf("fmt: have status %d, %q, %q\nwant the form on standard output", status, out, errs)
	}
}

// TestJSONIsOneDocument: however many files there are, each stands in it with its name, and with an answer or an error.
func TestJSONIsOneDocument(t *testing.T) {
	one, other, gone := file(t, dsl.First), file(t, "host a 192.0.2.9\n"), "gone.vpc"
	for _, test := range []struct {
		args   []string
		status int
	}{
		{[]string{"check", one}, fine},
		{[]string{"findings", one, other}, fine},
		{[]string{"check", one, gone, other}, broken},
		{[]string{"trace", gone}, broken},
	} {
		status, out, _ := call(append(test.args, "--json")...)
		var have struct {
			Version int
			Files   []struct {
				Name, Error string
				Answer      *struct{ Questions []any }
				Traces      *[]any
			}
		}
		if err := json.Unmarshal([]byte(out), &have); err != nil {
			t.Fatalf("%v: %v\n%s", test.args, err, out)
		}
		names := test.args[1:]
		if status != test.status || have.Version != 1 || len(have.Files) != len(names) {
			t.Errorf(
				"%v: have status %d, version %d, %d files\nwant status %d, version 1, %d files",
				test.args,
				status,
				have.Version,
				len(have.Files),
				test.status,
				len(names),
			)
			continue
		}
		for i, f := range have.Files {
			if answered := f.Answer != nil && f.Traces != nil && f.Error == ""; f.Name != names[i] ||
				answered != (names[i] != gone) {
				t.Errorf(
					"%v: have %s with an answer: %v, and the error %q\nwant %s",
					test.args,
					f.Name,
					answered,
					f.Error,
					names[i],
				)
			}
		}
	}
}

// TestAQuestionThatIsNotAskedIsInTheJSON: the file's place in the document is not empty.
func TestAQuestionThatIsNotAskedIsInTheJSON(t *testing.T) {
	status, out, errs := call("trace", "--json", file(t, dsl.First), "laptop -> wbe tcp/22")
	if status != broken || !strings.Contains(out, `"error": "the question can't be asked of it"`) ||
		!strings.Contains(errs, "undeclared machine wbe") {
		t.Errorf("have status %d, %q, %q\nwant %d, the file with an error, and why", status, out, errs, broken)
	}
}

// An unready is an output that takes nothing.
type unready struct{ because error }

func (u unready) Write([]byte) (int, error) { return 0, u.because }

func TestWhatCannotBePrintedIsToldAsBroken(t *testing.T) {
	first := file(t, dsl.First)
	for _, args := range [][]string{{"--help"}, {"--version"}, {"trace", first}, {"findings", first}, {"check", "--json", first}, {"fmt", "-"}} {
		var errs strings.Builder
		status := newCommand(strings.NewReader("host a 192.0.2.9"), unready{syscall.ENOSPC}, &errs).main(args)
		if status != broken || strings.Count(errs.String(), "\n") != 1 ||
			!strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: have status %d and %q\nwant %d and why, in one line", args, status, errs.String(), broken)
		}
	}
}

// TestAClosedPipeEndsQuietly: head has read enough, which is no fault.
func TestAClosedPipeEndsQuietly(t *testing.T) {
	var errs strings.Builder
	if status := newCommand(nil, unready{syscall.EPIPE}, &errs).main([]string{"trace", file(t, dsl.First)}); status != fine ||
		errs.String() != "" {
		t.Errorf("have status %d and %q, want %d and nothing", status, errs.String(), fine)
	}
}

func TestAPanicIsToldInOneLine(t *testing.T) {
	for _, test := range []struct {
		claim, debug string
		lines        func(n int) bool
	}{
		{"one line says it", "", func(n int) bool { return n == 1 }},
		{"the stack is there for whoever asks", "1", func(n int) bool { return n > 1 }},
	} {
		t.Setenv("HOPWISE_DEBUG", test.debug)
		var out, errs strings.Builder
		c := newCommand(nil, &out, &errs)
		c.json = true
		bad := file(t, "a")
		status := c.each([]string{bad, file(t, "b")}, func(text *text) int {
			c.document(text.name, dsl.Load(text.is))
			if text.is == "a" {
				panic("no such\nbox")
			}
			return fine
		})
		c.out.Flush()
		said := bad + ": this text meets a bug in Hopwise (no such box): please report it with the text"
		if status != broken || !strings.HasPrefix(errs.String(), said+"\n") ||
			!test.lines(strings.Count(errs.String(), "\n")) {
			t.Errorf("%s: have status %d and %q\nwant %d and %s", test.claim, status, errs.String(), broken, said)
		}
		if strings.Count(out.String(), `"name":`) != 2 || strings.Count(out.String(), `"error":`) != 1 ||
			strings.Count(out.String(), `"answer":`) != 1 {
			t.Errorf(
				"%s: have %s\nwant the error of the first file, and the answer of the second",
				test.claim,
				out.String(),
			)
		}
	}
}
