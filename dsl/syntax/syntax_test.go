package syntax

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// outline writes a tree as one line: words in [], blocks in ().
func outline(statements []*Statement) string {
	var b strings.Builder
	for _, s := range statements {
		b.WriteByte('[')
		for i, w := range s.Words {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w.Text)
		}
		b.WriteByte(']')
		if s.HasBlock() {
			fmt.Fprintf(&b, "(%s)", outline(s.Body))
		}
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ claim, text, tree, problem string }{
		{"a statement is words", "host laptop 203.0.113.10", "[host laptop 203.0.113.10]", ""},
		{"a block is statements", "vpc a {\n eip\n listen none\n}", "[vpc a]([eip][listen none])", ""},
		{"a semicolon ends a statement", "a; b", "[a][b]", ""},
		{"a comment is no word", "a # b\n// c\nd", "[a][d]", ""},
		{"an arrow needs no space", "trace a->b", "[trace a -> b]", ""},
		{"a hyphen belongs to a name", "web-sg", "[web-sg]", ""},
		{"quotes hold a text", `title "a { b"`, "[title a { b]", ""},
		{"an address is a word", "2001:db8::/32", "[2001:db8::/32]", ""},
		{"an open text ends with its line", "title \"a\nhost b", "[title a][host b]", ""},
		{"a brace too many costs itself", "a\n}\nb", "[a][b]", "unexpected }: one } more than there are {"},
		{"a block needs its words", "{ a }", "[]([a])", "unexpected {: nothing says what this block is"},
		{"a missing brace keeps what follows", "vpc a {\n  eip\nhost b", "[vpc a]([eip])[host b]", "unexpected end of vpc a: its { is never closed"},
		{"a missing brace takes what is not laid out", "vpc a {\neip\nhost b", "[vpc a]([eip][host b])", "unexpected end of vpc a: its { is never closed"},
		{"an open block at the end keeps its statements", "vpc a {\n  eip", "[vpc a]([eip])", "unexpected end of vpc a: its { is never closed"},
	} {
		f := Parse(test.text)
		if have := outline(f.Statements); have != test.tree {
			t.Errorf("%s: tree of %q\nhave %s\nwant %s", test.claim, test.text, have, test.tree)
		}
		have := ""
		for _, p := range f.Problems {
			have += p.Message
		}
		if have != test.problem {
			t.Errorf("%s: problems of %q\nhave %s\nwant %s", test.claim, test.text, have, test.problem)
		}
	}
}

// TestABraceIsMovedToTheLineThatItBelongsTo asks for which lines before a brace the fix is offered.
func TestABraceIsMovedToTheLineThatItBelongsTo(t *testing.T) {
	for before, want := range map[string]bool{
		"vpc a\n": true, "vpc a\n\n": true, "b\nvpc a \n": true,
		"": false, "\n": false, "vpc a;\n": false, "vpc a { }\n": false, "title \"a\"\n": false,
		"vpc a # b\n": false, "vpc a // b\n": false,
	} {
		f := Parse(before + "{ eip }")
		if len(f.Problems) != 1 || (f.Problems[0].Fix != nil) != want {
			t.Errorf("%q before a block without words: have %v\nwant one problem, with a fix: %v", before, f.Problems, want)
		}
	}
}

func TestParserRemembers(t *testing.T) {
	var p Parser
	before := "vpc a {\n  eip\n}\nvpc b {\n  listen none\n}\n"
	after := "host new\n" + strings.Replace(before, "listen none", "listen all", 1)
	p.Parse(before)
	have, want := p.Parse(after), Parse(after)
	if outline(have.Statements) != outline(want.Statements) {
		t.Errorf("have %s\nwant %s", outline(have.Statements), outline(want.Statements))
	}
	if have, want := have.Statements[1].Body[0].Span, want.Statements[1].Body[0].Span; have != want {
		t.Errorf("a block that moved has its places counted anew: have %v, want %v", have, want)
	}
}

// TestALongStatementIsReadAsAShortOne types into a block that is cut into its parts, and holds each tree, and what is
// wrong in it, against that of participle alone.
func TestALongStatementIsReadAsAShortOne(t *testing.T) {
	block := strings.Repeat("  subnet s {\n    # one\n    instance i { eip; b }\n    { bare }\n  }\n\n", 12)
	text := "cloud a {\n vpc b {\n" + block + "  x { y\n }\n}\n{ none }\nhost z"
	var p Parser
	for _, typed := range []string{"", "{", "}", "a", "\n", "\"", ";", "# ", "{ }", "vpc\n{", "}}", "{{"} {
		for at := 0; at < len(text); at += 7 {
			edited := text[:at] + typed + text[at:]
			have, want := p.Parse(edited), uncut(edited)
			if have, want := outline(have.Statements), outline(want.Statements); have != want {
				t.Fatalf("%q at %d:\nhave %s\nwant %s", typed, at, have, want)
			}
			if !reflect.DeepEqual(have, want) {
				t.Fatalf("%q at %d: places or problems differ:\nhave %v\nwant %v", typed, at, have.Problems, want.Problems)
			}
		}
	}
}

// uncut reads a text with each of its statements parsed as one.
func uncut(text string) *File {
	tokens := scan(text)
	f := &File{Text: text}
	tooDeep(tokens, text, &f.Problems)
	for _, part := range split(text, tokens, &f.Problems) {
		base := part[0].span.Start
		s := builder{text, base, &f.Problems}.statement(parse(text, part, base))
		f.Statements = joined(append(f.Statements, s))
	}
	relocate(text, tokens, f.Problems)
	tellLooks(text, tokens, &f.Problems)
	return f
}

// TestAnEditHasOnlyItsPartsParsed counts the statements of a long block that are made anew.
func TestAnEditHasOnlyItsPartsParsed(t *testing.T) {
	text := "cloud a {\n  vpc b {\n" + repeat(200, "    subnet s-%d { instance i-%[1]d }\n") + "  }\n}\nhost z\n"
	var p Parser
	for _, edited := range []string{text, text + "# elsewhere", strings.Replace(text, "i-77 }", "i-77 x }", 1)} {
		before := p.seen
		p.Parse(edited)
		made := 0
		for _, n := range p.seen {
			if !slices.Contains(slices.Collect(maps.Values(before)), n) {
				made++
			}
		}
		if before != nil && made > 3 {
			t.Errorf("have %d statements made, want the one typed in and the two around it at most", made)
		}
	}
}

// repeat is a line for each number below n.
func repeat(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}

// TestBlocksNestToTheDeepestLevel nests blocks to the limit and beyond: the braces of those beyond it are words, and the
// statement behind them all is one of the top level.
func TestBlocksNestToTheDeepestLevel(t *testing.T) {
	for deep, want := range map[int]string{
		MaxDepth:     "[b]",
		MaxDepth + 1: "[a { b }]",
		MaxDepth + 2: "[a { a { b } }]",
	} {
		text := strings.Repeat("a { ", deep) + "b" + strings.Repeat(" }", deep) + " c { d }"
		f := Parse(text)
		if have := outline(f.Statements); !strings.Contains(have, "("+want+")") || !strings.HasSuffix(have, ")[c]([d])") {
			t.Errorf("%d blocks: have %s\nwant %s in them, and c behind them", deep, have, want)
		}
		if have := len(f.Problems); have != min(1, deep-MaxDepth) {
			t.Errorf("%d blocks: have %v\nwant one problem beyond the limit", deep, f.Problems)
		}
		if len(f.Problems) > 0 && f.Problems[0].Span.Start != len("a { ")*MaxDepth+2 {
			t.Errorf("%d blocks: have the problem at %d, want it at the first brace that is too deep", deep, f.Problems[0].Span.Start)
		}
	}
}

func TestNestingIsBounded(t *testing.T) {
	f := Parse(strings.Repeat("a {", 100_000))
	if len(f.Problems) == 0 || !strings.Contains(f.Problems[0].Message, "nest deeper") {
		t.Fatalf("have %v, want a problem that tells of the depth", f.Problems)
	}
}

func FuzzParse(f *testing.F) {
	seeds, _ := filepath.Glob("../testdata/*/*.txt")
	for _, name := range seeds {
		if text, err := os.ReadFile(name); err == nil {
			f.Add(string(text))
		}
	}
	f.Add("a { b; c } }{ \"x\n,-> <-> a->b // c")
	f.Add("host דהו\u2067 \u202E{ a\u200Bb; # \u2066\n \"\u2069\u0001\" \u3164 c\u2028d \u0085-\u200F> קבוצה }")
	f.Fuzz(func(t *testing.T, text string) {
		file := Parse(text)
		for _, p := range file.Problems {
			if p.Span.Start < 0 || p.Span.End > len(text) || p.Span.Start > p.Span.End {
				t.Fatalf("span %v outside of %d bytes", p.Span, len(text))
			}
		}
		formatted := Format(text)
		if again := Format(formatted); again != formatted {
			t.Fatalf("formatting is no fixed point\nonce  %q\ntwice %q", formatted, again)
		}
		if len(file.Problems) == 0 && outline(file.Statements) != outline(Parse(formatted).Statements) {
			t.Fatalf("formatting changes the tree\nof %q\nto %q", text, formatted)
		}
	})
}
