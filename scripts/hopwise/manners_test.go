package main

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"hopwise/dsl"
)

func TestStandardInputIsAFile(t *testing.T) {
	wrong := strings.ReplaceAll(dsl.First, "tcp/443 reachable", "tcp/443 blocked")
	if status, out, _ := callWith(wrong, "check", "-"); status != failed || !strings.HasPrefix(out, "standard input:38: ") {
		t.Errorf("have status %d and %q\nwant %d and the line of standard input", status, out, failed)
	}
	if status, out, errs := callWith("host   a 192.0.2.9\n", "fmt", "-"); status != fine || out != "host a 192.0.2.9\n" || errs != "" {
		t.Errorf("fmt: have status %d, %q, %q\nwant the form on standard output", status, out, errs)
	}
}

// TestJSONIsOneDocument: however many files there are, each stands in it with its name.
func TestJSONIsOneDocument(t *testing.T) {
	one, other := file(t, dsl.First), file(t, "host a 192.0.2.9\n")
	for _, names := range [][]string{{one}, {one, other}} {
		_, out, _ := call(append([]string{"check", "--json"}, names...)...)
		var have struct {
			Version int
			Files   []struct {
				Name   string
				Answer struct{ Questions []any }
			}
		}
		if err := json.Unmarshal([]byte(out), &have); err != nil {
			t.Fatalf("%d files: %v\n%s", len(names), err, out)
		}
		if len(have.Files) != len(names) || have.Files[0].Name != one || len(have.Files[0].Answer.Questions) != 1 {
			t.Errorf("have %d files, the first %s\nwant %v", len(have.Files), have.Files[0].Name, names)
		}
	}
}

// full is an output with no room left.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestWhatCannotBePrintedIsToldAsBroken(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"trace", file(t, dsl.First)}, {"check", "--json", file(t, dsl.First)}} {
		var errs strings.Builder
		if status := run(args, strings.NewReader(""), full{}, &errs); status != broken || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: have status %d and %q\nwant %d and why", args, status, errs.String(), broken)
		}
	}
}

func TestAPanicIsToldInOneLine(t *testing.T) {
	var out, errs strings.Builder
	c := command{out: &out, errs: &errs}
	status := fine
	for _, name := range []string{file(t, "a"), file(t, "b")} {
		status = max(status, c.one(name, func(_, text string) int {
			if text == "a" {
				panic("no such box")
			}
			out.WriteString(text)
			return fine
		}))
	}
	if status != broken || out.String() != "b" || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), "a bug in Hopwise (no such box)") {
		t.Errorf("have status %d, %q, %q\nwant one line about the first file, and the second one read", status, out.String(), errs.String())
	}
}
