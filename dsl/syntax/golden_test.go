package syntax

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite what is read of the texts in testdata")

// TestTextsAreReadAsWritten reads each text in quotes of testdata/texts. Below it stand its words with their places and
// kinds, its blocks, what is wrong with it, and its canonical form.
func TestTextsAreReadAsWritten(t *testing.T) {
	const file = "testdata/texts"
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for line := range strings.Lines(string(written)) {
		if !strings.HasPrefix(line, `"`) {
			continue
		}
		text, err := strconv.Unquote(strings.TrimSuffix(line, "\n"))
		if err != nil {
			t.Fatalf("%s: %s: %v", file, line, err)
		}
		all.WriteString(line + read(text))
	}
	switch {
	case *update:
		if err := os.WriteFile(file, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	case all.String() != string(written):
		t.Errorf("%s\nhave\n%s\nwant\n%s\nto accept it: go test ./dsl/syntax -update", file, all.String(), written)
	}
}

func read(text string) string {
	f := Parse(text)
	var b strings.Builder
	b.WriteString("   ")
	places(&b, f.Statements)
	b.WriteString("\n")
	for _, p := range f.Problems {
		fmt.Fprintf(&b, "    %s %d-%d since %d: %s", p.Severity, p.Span.Start, p.Span.End, p.Since, p.Message)
		if p.Hint != "" {
			b.WriteString(" " + p.Hint)
		}
		if p.Fix != nil {
			fmt.Fprintf(&b, " [%s", p.Fix.Title)
			for _, e := range p.Fix.Edits {
				fmt.Fprintf(&b, ": %d-%d becomes %+q", e.Span.Start, e.Span.End, e.Text)
			}
			b.WriteString("]")
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "    %+q\n", Format(text))
	return b.String()
}

// signs mark the kind of a word.
var signs = [...]string{Bare: "", Text: "text ", OpenText: "open ", Arrow: "", BothWays: "", Comma: "", Foreign: "foreign "}

// places writes each statement as its words with their offsets, and its block in braces with its own.
func places(b *strings.Builder, statements []*Statement) {
	for _, s := range statements {
		fmt.Fprintf(b, " (%d-%d", s.Span.Start, s.Span.End)
		for _, w := range s.Words {
			fmt.Fprintf(b, " %s%+q@%d-%d", signs[w.Kind], w.Text, w.Span.Start, w.Span.End)
		}
		if s.HasBlock() {
			fmt.Fprintf(b, " {%d-%d", s.Block.Start, s.Block.End)
			places(b, s.Body)
			b.WriteString("}")
		}
		b.WriteString(")")
	}
}
