package vocabulary

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl/cloud"
	"hopwise/dsl/syntax"
)

// TestFormsAreWritable builds sentences from every form of the table, the shortest and the longest one with each of its
// words, and reads them: each is valid, and each of its words and arguments is found again.
func TestFormsAreWritable(t *testing.T) {
	for _, row := range Rows {
		for _, form := range row.Forms {
			readable(t, row, sentence{}.with(form, nil))
			readable(t, row, sentence{long: true}.with(form, nil))
			for word := range row.literals() {
				readable(t, row, sentence{long: true}.with(form, word))
			}
		}
	}
}

// A sentence is words made from a form, with the words and arguments of the form that the reader has to find in it.
type sentence struct {
	long     bool // with every optional part
	words    []string
	literals []*Literal
	args     []*Arg
}

// with adds the parts of a form. Of the words of a choice it takes chosen if that is one of them, otherwise the first.
func (s sentence) with(form Form, chosen *Literal) sentence {
	for _, p := range form {
		switch p := p.(type) {
		case Optional:
			if s.long {
				s = s.with(Form(p), chosen)
			}
		case Choice:
			word := p[0]
			if slices.Contains(p, chosen) {
				word = chosen
			}
			s.words, s.literals = append(s.words, word.Text), append(s.literals, word)
		case *Literal:
			s.words, s.literals = append(s.words, p.Text), append(s.literals, p)
		case *Arg:
			s.words, s.args = append(s.words, p.kind.example), append(s.args, p)
			if p.list && s.long {
				s.words = append(s.words, ",", p.kind.example)
			}
		}
	}
	return s
}

func readable(t *testing.T, row *Row, s sentence) {
	t.Helper()
	text := strings.TrimSpace(row.Keyword + " " + strings.Join(s.words, " "))
	args, wrong := match(row, syntax.Parse(text).Statements[0], true)
	for _, d := range wrong {
		t.Errorf(
			"%s\nhave the problem: %s\nwant none: the form in rows.go says that it may be written",
			text,
			d.Message,
		)
	}
	have := &Statement{Row: row, args: args}
	for _, l := range s.literals {
		if !l.IsIn(have) {
			t.Errorf("%s\nhave no word %s\nwant it found", text, l)
		}
	}
	for _, a := range s.args {
		if _, ok := have.one(a); !ok {
			t.Errorf("%s\nhave no argument %s\nwant it found", text, a)
		}
	}
}

// TestFormsNameAnArgumentOnce checks that a form has no argument in two places: a reader could not tell them apart.
func TestFormsNameAnArgumentOnce(t *testing.T) {
	for _, row := range Rows {
		for _, form := range row.Forms {
			seen := map[*Arg]bool{}
			for _, a := range (sentence{long: true}).with(form, nil).args {
				if seen[a] {
					t.Errorf("%s: have %s twice\nwant two arguments with names of their own", written(row.Keyword, form), a)
				}
				seen[a] = true
			}
		}
	}
}

// TestFormsNameListedKinds checks that the kind of every argument is in kinds, which the reference shows.
func TestFormsNameListedKinds(t *testing.T) {
	for _, row := range Rows {
		for _, form := range row.Forms {
			for _, a := range (sentence{long: true}).with(form, nil).args {
				if !slices.Contains(kinds[:], a.kind) {
					t.Errorf("%s: have %s outside of kinds\nwant it there", written(row.Keyword, form), a.kind.word)
				}
			}
		}
	}
}

// TestNamesMeanObjects checks that a NAME in a form is the name that its statement declares or says of which objects it
// is, and that the names of other kinds do so too: completion offers those objects.
func TestNamesMeanObjects(t *testing.T) {
	named := []*Kind{&KindName, &KindVPC, &KindSubnet, &KindInstance, &KindPrefixList, &KindUser}
	for _, row := range Rows {
		for a := range row.Args() {
			if slices.Contains(named, a.kind) && a != &ArgName.Arg && a.Names() == "" {
				t.Errorf("%s: have a %s that means no object\nto mend it: say in arguments.go what it names",
					row.Keyword, a.kind.word)
			}
		}
	}
}

// TestAListIsReadAsOne checks that the arguments that may be several are those that are read as a List.
func TestAListIsReadAsOne(t *testing.T) {
	text, err := os.ReadFile("arguments.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := 0
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "\tArg") {
			continue
		}
		declared++
		if strings.Contains(line, "= List[") != strings.Contains(line, "list: true") {
			t.Errorf("have %swant a List with list: true, or a One without", line)
		}
	}
	if declared < len(kinds) {
		t.Errorf("have %d arguments for %d kinds, want one for each at least", declared, len(kinds))
	}
}

// TestRowsAreListed checks that every row of the file is in Rows, in the order of the file.
func TestRowsAreListed(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "rows.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var declared, listed []string
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		name := spec.Names[0].Name
		if name != "Rows" {
			if strings.HasPrefix(name, "Row") {
				declared = append(declared, name)
			}
			return false
		}
		for _, row := range spec.Values[0].(*ast.CompositeLit).Elts {
			listed = append(listed, row.(*ast.UnaryExpr).X.(*ast.Ident).Name)
		}
		return false
	})
	if !slices.Equal(declared, listed) {
		t.Errorf("Rows\nhave %s\nwant %s, as rows.go declares them", listed, declared)
	}
}

// TestReadersAskForWhatTheFormsHave checks that whoever asks a statement for an argument or a word that no form of its
// row has is told so.
func TestReadersAskForWhatTheFormsHave(t *testing.T) {
	s := &Statement{Row: &RowListen}
	for name, ask := range map[string]func(){
		"an argument": func() { ArgName.In(s) },
		"a list":      func() { ArgRanges.In(s) },
		"a word":      func() { WordAllow.IsIn(s) },
		"a place":     func() { WordAllow.At(s) },
	} {
		if !panics(ask) {
			t.Errorf("%s that listen does not have\nhave silence\nwant a panic", name)
		}
	}
	for name, ask := range map[string]func(){
		"an argument": func() { ArgServices.In(s) },
		"a word":      func() { WordNone.IsIn(s) },
	} {
		if panics(ask) {
			t.Errorf("%s that listen may have\nhave a panic\nwant nothing found", name)
		}
	}
}

// panics reports whether a function panics.
func panics(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return false
}

// TestRowsSayWhatTheyAre checks that every row has what the reference needs.
func TestRowsSayWhatTheyAre(t *testing.T) {
	type place struct {
		keyword string
		in      Place
		cloud   string
	}
	seen := map[place]bool{}
	for _, row := range Rows {
		if row.Help == "" || !strings.HasSuffix(row.Help, ".") {
			t.Errorf("%s: have help %q\nwant one sentence", row.Keyword, row.Help)
		}
		if len(row.Forms) == 0 {
			t.Errorf("%s has no form", row.Keyword)
		}
		if len(row.In) == 0 {
			t.Errorf("%s may stand nowhere", row.Keyword)
		}
		for _, p := range append(row.In, row.Opens) {
			if p != InNothing && !slices.Contains(Places, p) {
				t.Errorf("%s: have %s outside of Places\nwant it there, where notes may stand", row.Keyword, p)
			}
		}
		for _, in := range row.In {
			for _, key := range cloud.Keys() {
				if p := (place{row.Keyword, in, key}); row.KnownIn(key) {
					if seen[p] {
						t.Errorf("two rows for %s in %s of %s: only the first is found", row.Keyword, in, key)
					}
					seen[p] = true
				}
			}
		}
		for _, other := range row.Instead {
			for _, c := range other.Clouds {
				if row.KnownIn(c.Key) {
					t.Errorf("%s says what cloud %s has instead, and that cloud knows it", row.Keyword, c.Key)
				}
				if other.Keyword != "" && find(other.Keyword, row.In[0], c.Key) == nil {
					t.Errorf("%s: cloud %s has no %s to stand for it", row.Keyword, c.Key, other.Keyword)
				}
			}
		}
		if l := row.Lacking; l != nil {
			for _, in := range l.In {
				if row.StandsIn(in) {
					t.Errorf("%s says what stands in %s instead, and stands there itself", row.Keyword, in)
				}
				if l.Keyword != "" && !find(l.Keyword, in, "").StandsIn(in) {
					t.Errorf("%s: there is no %s in %s to stand for it", row.Keyword, l.Keyword, in)
				}
			}
		}
	}
}

// TestWordsHoldEveryWord checks the words of the highlighter and their classes.
func TestWordsHoldEveryWord(t *testing.T) {
	class := map[string]string{}
	for _, w := range Words() {
		if class[w.Text] != "" {
			t.Errorf("%s stands twice among the words", w.Text)
		}
		class[w.Text] = w.Class
	}
	for _, test := range []struct{ word, want string }{
		{"vpc", "statement"},
		{"vswitch", "statement"},
		{"in", "statement"},
		{"expect", "statement"},
		{"nat-gateway", "statement"},
		{"allow", "statement"},
		{"because", "word"},
		{"from-port", "word"},
		{"windows", "word"},
		{"tcp", "word"},
		{"one-way", "outcome"},
		{"flaky", "outcome"},
		{"->", ""},
		{"web", ""},
	} {
		if have := class[test.word]; have != test.want {
			t.Errorf("the class of %s\nhave %q\nwant %q", test.word, have, test.want)
		}
	}
}

// TestEveryCloudIsTold checks that a statement that some clouds lack says what each of them has in its place, and that
// the words of other tools stand for keywords and are none themselves.
func TestEveryCloudIsTold(t *testing.T) {
	for _, r := range Rows {
		for _, c := range cloud.Keys() {
			if have := r.InsteadIn(c).Explanation; (have != "") == r.KnownIn(c) {
				t.Errorf(
					"%s in cloud %s: have %q in its place, and it is known there: %v",
					r.Keyword,
					c,
					have,
					r.KnownIn(c),
				)
			}
		}
	}
	for _, term := range terms {
		if term.keyword != "" && find(term.keyword, AtTop, "") == nil ||
			term.keyword == "" && term.hint == "" && term.line == "" {
			t.Errorf("%s stands for %q: want a word of the language, or a hint", term.names, term.keyword)
		}
		for name := range strings.FieldsSeq(term.names) {
			if find(name, AtTop, "") != nil {
				t.Errorf("%s stands for %s: want a word that is none of the language", name, term.keyword)
			}
		}
	}
}
