package vocabulary

import (
	"os"
	"strings"
	"testing"

	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// blocks are places for a line, each with the line as %.
var blocks = map[string]string{
	"top":      "%",
	"host":     "host far 192.0.2.50 {\n%\n}",
	"aws":      "cloud aws {\n%\n}",
	"alibaba":  "cloud alibaba {\n%\n}",
	"huawei":   "cloud huawei {\n%\n}",
	"vpc":      "cloud aws {\nvpc v 10.0.0.0/16 {\n%\n}\n}",
	"avpc":     "cloud alibaba {\nvpc v 10.0.0.0/16 {\n%\n}\n}",
	"hvpc":     "cloud huawei {\nvpc v 10.0.0.0/16 {\n%\n}\n}",
	"group":    "cloud aws {\nvpc v 10.0.0.0/16 {\nsecurity-group g {\n%\n}\n}\n}",
	"agroup":   "cloud alibaba {\nvpc v 10.0.0.0/16 {\nsecurity-group g {\n%\n}\n}\n}",
	"acl":      "cloud aws {\nvpc v 10.0.0.0/16 {\nnetwork-acl g {\n%\n}\n}\n}",
	"table":    "cloud aws {\nvpc v 10.0.0.0/16 {\nroute-table t {\n%\n}\n}\n}",
	"list":     "cloud aws {\nvpc v 10.0.0.0/16 {\nprefix-list t {\n%\n}\n}\n}",
	"subnet":   "cloud aws {\nvpc v 10.0.0.0/16 {\nsubnet s 10.0.1.0/24 {\n%\n}\n}\n}",
	"nat":      "cloud alibaba {\nvpc v 10.0.0.0/16 {\nvswitch s 10.0.1.0/24 {\nnat-gateway n {\n%\n}\n}\n}\n}",
	"instance": "cloud aws {\nvpc v 10.0.0.0/16 {\nsubnet s 10.0.1.0/24 {\ninstance m {\n%\n}\n}\n}\n}",
	"iptables": "cloud aws {\nvpc v 10.0.0.0/16 {\nsubnet s 10.0.1.0/24 {\ninstance m {\niptables {\n%\n}\n}\n}\n}\n}",
	"balancer": "cloud aws {\nvpc v 10.0.0.0/16 {\nload-balancer b network {\n%\n}\n}\n}",
	"classic":  "cloud alibaba {\nclassic {\n%\n}\n}",
}

// TestLinesThatCantBeReadAreAsWritten reads each line of testdata/lines that starts with a block and a colon in that
// block. Below it stand what is wrong with it, the advice, and the line as the fix makes it.
func TestLinesThatCantBeReadAreAsWritten(t *testing.T) {
	const file = "testdata/lines"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for line := range strings.Lines(string(text)) {
		if block, written, ok := strings.Cut(line, ": "); ok && blocks[block] != "" {
			all.WriteString(line + said(blocks[block], strings.TrimSuffix(written, "\n")))
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

// said is what is wrong with a line in its block.
func said(block, line string) string {
	before, behind, _ := strings.Cut(block, "%")
	text := before + line + behind
	_, problems := Read(syntax.Parse(text))
	var b strings.Builder
	for _, p := range problems {
		b.WriteString("    " + text[p.Span.Start:p.Span.End] + " | " + p.Message + "\n")
		if p.Hint != "" {
			b.WriteString("        " + p.Hint + "\n")
		}
		if p.Fix != nil {
			fixed := strings.TrimSuffix(strings.TrimPrefix(apply(text, p.Fix), before), behind)
			b.WriteString("        " + p.Fix.Title + ": " + fixed + "\n")
		}
	}
	if len(problems) == 0 {
		return "    nothing\n"
	}
	return b.String()
}

// apply makes the edits of a fix, which stand in their order.
func apply(text string, f *source.Fix) string {
	for i := len(f.Edits) - 1; i >= 0; i-- {
		e := f.Edits[i]
		text = text[:e.Span.Start] + e.Text + text[e.Span.End:]
	}
	return text
}

// TestTheFirstHundredProblemsHaveFixes reads lines that each have one problem with a fix that takes a search.
func TestTheFirstHundredProblemsHaveFixes(t *testing.T) {
	for line, most := range map[string]int{
		"trace laptop => web tcp/443":  mostHelped,
		"laptop -> web tcp/443":        mostHelped,
		"expect a -> b tcp/1 recahble": mostHelped + 20, // it needs no search
	} {
		_, problems := Read(syntax.Parse(strings.Repeat(line+"\n", mostHelped+20)))
		fixes := 0
		for i, p := range problems {
			if p.Fix != nil {
				fixes++
				if fixes != i+1 {
					t.Fatalf("%s: problem %d has a fix, and one before it has none", line, i+1)
				}
			}
		}
		if len(problems) != mostHelped+20 || fixes != most {
			t.Errorf("%s: have %d problems and %d fixes, want %d and %d", line, len(problems), fixes, mostHelped+20, most)
		}
	}
}
