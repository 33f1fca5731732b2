package assist_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"hopwise/dsl"
)

var update = flag.Bool("update", false, "rewrite what the editor is told in testdata")

// TestHoversAreAsWritten holds what is said of words against testdata/hovers.
func TestHoversAreAsWritten(t *testing.T) {
	golden(t, "testdata/hovers", func(text string, offset int) string {
		h := dsl.Load(text).Document().Hover(offset)
		if h == nil {
			return "    nothing\n"
		}
		said := "    " + text[h.Span.Start:h.Span.End] + "\n"
		for _, line := range h.Lines {
			said += "        " + line + "\n"
		}
		return said
	})
}

// TestCompletionsAreAsWritten holds what is offered at places against testdata/completions: the first dozen with their
// texts where those are others, their kinds and their details.
func TestCompletionsAreAsWritten(t *testing.T) {
	const most = 12
	golden(t, "testdata/completions", func(text string, offset int) string {
		var b strings.Builder
		found := dsl.Load(text).Document().Complete(offset)
		for _, c := range found[:min(most, len(found))] {
			b.WriteString("    " + c.Label)
			if c.Edit.Text != c.Label {
				b.WriteString(" = " + c.Edit.Text)
			}
			fmt.Fprintf(&b, " (%s) %s\n", c.Kind, c.Detail)
		}
		if len(found) > most {
			fmt.Fprintf(&b, "    and %d more\n", len(found)-most)
		}
		if len(found) == 0 {
			b.WriteString("    nothing\n")
		}
		return b.String()
	})
}

// TestNothingIsSaidOutsideOfTheText asks in front of a text, behind it, and in one that is too large to be read.
func TestNothingIsSaidOutsideOfTheText(t *testing.T) {
	const text = "title "
	for name, ask := range map[string]struct {
		text   string
		offset int
		said   bool
	}{
		"in front": {text, -1, false}, "at the start": {text, 0, true}, "at the end": {"ti", 2, true},
		"behind": {text, len(text) + 1, false}, "too large": {"ti" + strings.Repeat(" ", dsl.MaxSize), 0, false},
	} {
		d := dsl.Load(ask.text).Document()
		if hover, found := d.Hover(ask.offset), d.Complete(ask.offset); (len(found) > 0) != ask.said ||
			hover != nil && !ask.said {
			t.Errorf("%s: have %v and %v, want something: %v", name, hover, found, ask.said)
		}
	}
}

// golden asks about each line of a file that starts with a place of testdata/town.vpc, a comment there, and a colon. The
// line takes that place, and the stroke is the cursor. Below it stands the answer.
func golden(t *testing.T, file string, ask func(text string, offset int) string) {
	t.Helper()
	town, err := os.ReadFile("testdata/town.vpc")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "    ") {
			continue
		}
		place, typed, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		before, behind, found := strings.Cut(string(town), "# "+place+"\n")
		start, end, cursor := strings.Cut(typed, "|")
		if !found || !cursor {
			t.Fatalf("%s: have %q, want a place of the town, a colon, and a line with a cursor", file, line)
		}
		all.WriteString(line + ask(before+start+end+"\n"+behind, len(before+start)))
	}
	switch {
	case *update:
		if err := os.WriteFile(file, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	case all.String() != string(text):
		t.Errorf("%s\nhave\n%s\nwant\n%s\nto accept it: go test ./dsl/assist -update", file, all.String(), text)
	}
}
