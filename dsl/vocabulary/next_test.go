package vocabulary

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"hopwise/dsl/syntax"
)

// TestSpotsAreAsWritten finds the spot of the stroke in each line of testdata/spots that is not indented, where ⏎ is the
// end of a line of the text. Below it stand its block, what is around it and before it, and what may follow.
func TestSpotsAreAsWritten(t *testing.T) {
	const file = "testdata/spots"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "|") && !strings.HasPrefix(line, "  ") {
			all.WriteString(line + spot(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "⏎", "\n")))
		}
	}
	switch {
	case *update:
		if err := os.WriteFile(file, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	case all.String() != string(text):
		t.Errorf("%s\nhave\n%s\nwant\n%s\nto accept it: go test ./dsl/vocabulary -update", file, all.String(), text)
	}
}

func spot(line string) string {
	before, behind, _ := strings.Cut(line, "|")
	p := Find(syntax.Parse(before+behind), len(before))
	var b strings.Builder
	fmt.Fprintf(&b, "    %s", p.Place)
	if p.Place == InNothing {
		b.WriteString("an unknown block")
	}
	if p.Cloud != "" {
		fmt.Fprintf(&b, " of %s", p.Cloud)
	}
	for _, s := range p.Around {
		fmt.Fprintf(&b, " < %s", s.Words[0].Text)
	}
	fmt.Fprintf(&b, "\n    %s, at %q", textsOf(p.Before), p.Word.Text)
	if p.Statement != nil {
		fmt.Fprintf(&b, " of %s", textsOf(p.Statement.Words))
	}
	if row := p.Row(); row != nil {
		fmt.Fprintf(&b, ", which is %s", written(row.Keyword, row.Forms[0]))
	}
	b.WriteString("\n   ")
	for _, s := range p.Next() {
		switch {
		case s.Arg != nil && s.Declares():
			b.WriteString(" its-NAME")
		case s.Arg != nil:
			b.WriteString(" " + s.Kind().String())
		case s.Keyword:
			b.WriteString(" " + s.Word + "!")
		default:
			b.WriteString(" " + s.Word)
		}
		if _, ok := s.Read(p.Word); ok && p.Word.Text != "" {
			b.WriteString("=" + p.Word.Text)
		}
	}
	return b.String() + "\n"
}

func textsOf(words []syntax.Word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.Text
	}
	return "[" + strings.Join(texts, " ") + "]"
}
