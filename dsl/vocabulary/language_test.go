package vocabulary

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"hopwise/dsl/cloud"
)

var update = flag.Bool("update", false, "rewrite what the tables of the language say in testdata")

// TestTheLanguageIsAsWritten holds the rows of the language, its arguments and the words that it knows against
// testdata/language: each change of the language is a line there.
func TestTheLanguageIsAsWritten(t *testing.T) {
	var b strings.Builder
	for _, r := range Rows {
		writeRow(&b, r)
	}
	for _, a := range Arguments() {
		fmt.Fprintf(&b, "%s is %s, such as %s, read as %T\n", a.Word, a.Noun, a.Example, kindOf(t, a.Word).none)
	}
	for _, p := range Protocols {
		fmt.Fprintf(&b, "%s begins with %s:", p.Name, p.Text)
		for _, known := range Types(p.Name) {
			fmt.Fprintf(&b, " %s is %d", known.Name, known.Number)
		}
		b.WriteString("\n")
	}
	for _, list := range []struct {
		title string
		words []Known
	}{
		{"outcome", Outcomes},
		{"service", KnownServices},
		{"range", knownRanges},
		{"target", knownTargets},
		{"word", knownWords},
	} {
		for _, k := range list.words {
			fmt.Fprintf(&b, "%s %s: %s\n", list.title, k.Name, k.Text)
		}
	}
	for _, t := range terms {
		fmt.Fprintf(&b, "term %s [%s]: %s\n", t.names, keysOf(t.clouds), strings.Join([]string{
			t.keyword, t.behind, t.argument, t.line, t.hint,
		}, "|"))
	}
	const file = "testdata/language"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	have, want := strings.Split(b.String(), "\n"), strings.Split(string(written), "\n")
	for i := range max(len(have), len(want)) {
		if i >= len(have) || i >= len(want) || have[i] != want[i] {
			t.Fatalf("%s:%d\nhave %s\nwant %s\nto accept it: go test ./dsl/vocabulary -update", file, i+1,
				strings.Join(have[min(i, len(have)):min(i+1, len(have))], ""),
				strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
		}
	}
}

func writeRow(b *strings.Builder, r *Row) {
	for _, f := range r.Forms {
		fmt.Fprintf(b, "%s\n", written(r.Keyword, f))
	}
	for a := range r.Args() {
		if a.Names() != "" {
			fmt.Fprintf(b, "  %s is the name of its %s\n", a, a.Names())
		}
	}
	places := make([]string, len(r.In))
	for i, p := range r.In {
		places[i] = string(p)
	}
	fmt.Fprintf(b, "  in %s\n", strings.Join(places, ", "))
	if r.Opens != InNothing {
		fmt.Fprintf(b, "  opens %s\n", r.Opens)
	}
	if r.Once {
		b.WriteString("  once\n")
	}
	if len(r.Clouds) > 0 {
		fmt.Fprintf(b, "  on %s\n", keysOf(r.Clouds))
	}
	fmt.Fprintf(b, "  %s\n", r.Help)
	for _, w := range r.Words() {
		fmt.Fprintf(b, "  %s: %s\n", w.Name, w.Text)
	}
	for _, o := range r.Instead {
		fmt.Fprintf(b, "  %s %s\n", keysOf(o.Clouds), instead(o))
	}
	if r.Lacking != nil {
		fmt.Fprintf(b, "  %s %s\n", r.Lacking.In, instead(r.Lacking.Other))
	}
}

// instead is what there is in the place of a statement: the explanation, the hint and the word.
func instead(o Other) string {
	return fmt.Sprintf("%s [%s] [%s]", o.Explanation, o.Hint, o.Keyword)
}

func keysOf(clouds []*cloud.Provider) string {
	keys := make([]string, len(clouds))
	for i, c := range clouds {
		keys[i] = c.Key
	}
	return strings.Join(keys, ", ")
}
