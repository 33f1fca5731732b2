package reference

import (
	"strings"

	"hopwise/dsl/assist"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
	"hopwise/dsl/vocabulary"
)

// A Known is a word and its meaning.
type Known = vocabulary.Known

// A Language is the language as its tables have it.
type Language struct {
	// Statements are the keywords, in the order of the tables.
	Statements []Statement
	Arguments  []vocabulary.Argument
	// Outcomes are the words for the outcome of a question, with their meanings.
	Outcomes []Known
	Clouds   []Known
}

// A Statement is a keyword with its uses.
type Statement struct {
	Keyword string
	Uses    []Use
}

// A Use is a row of the vocabulary.
type Use struct {
	Forms []string
	// In are the blocks where it may stand.
	In []string
	// Clouds are the titles of the clouds that have it; nil means all of them.
	Clouds []string
	Help   string
	// Words are the words inside its forms and its kinds, with their meanings.
	Words []Known
	// Block reports whether it has a block.
	Block bool
	// Instead says, by the titles of the clouds that lack it, what they have in its place.
	Instead []Known
	// Example is a scenario with the statement, and Lines are its lines there.
	Example Example
	Lines   []int
}

// An Example is a scenario that shows statements.
type Example struct {
	// Name is the keyword that it was written for.
	Name, Text string
}

// NewLanguage returns the language. Each use has the example that was written for its keyword, or else the shortest
// example that contains it.
func NewLanguage(examples []Example) Language {
	l := Language{Arguments: vocabulary.Arguments(), Outcomes: vocabulary.Outcomes}
	for _, key := range cloud.Keys() {
		l.Clouds = append(l.Clouds, Known{Name: key, Text: cloud.Find(key).Title})
	}
	lines := make([]map[*vocabulary.Row][]int, len(examples))
	for i, e := range examples {
		lines[i] = linesByRow(e.Text)
	}
	places := map[string]int{}
	for _, row := range vocabulary.Rows {
		use := newUse(row)
		if at := choose(examples, lines, row); at >= 0 {
			use.Example, use.Lines = examples[at], lines[at][row]
		}
		page := row.Page()
		at, known := places[page]
		if !known {
			at = len(l.Statements)
			places[page] = at
			l.Statements = append(l.Statements, Statement{Keyword: page})
		}
		l.Statements[at].Uses = append(l.Statements[at].Uses, use)
	}
	return l
}

func newUse(row *vocabulary.Row) Use {
	use := Use{
		Forms: row.Written(),
		Help:  row.Help,
		Words: append(row.Words(), kindsOf(row)...),
		Block: row.Opens != vocabulary.InNothing,
	}
	for _, p := range row.In {
		use.In = append(use.In, string(p))
	}
	for _, key := range cloud.Keys() {
		if len(row.Clouds) > 0 && row.KnownIn(key) {
			use.Clouds = append(use.Clouds, cloud.Find(key).Title)
		}
		if other := row.InsteadIn(key); other.Explanation != "" {
			use.Instead = append(use.Instead, Known{Name: cloud.Find(key).Title, Text: other.Explanation})
		}
	}
	return use
}

// kindsOf returns the kinds of a group or of a balancer, each with the clouds that have it.
func kindsOf(row *vocabulary.Row) []Known {
	var all []Known
	clouds := map[Known][]string{}
	for _, key := range cloud.Keys() {
		for _, k := range assist.Kinds(cloud.Find(key), row.Opens) {
			if clouds[k] == nil {
				all = append(all, k)
			}
			clouds[k] = append(clouds[k], cloud.Find(key).Title)
		}
	}
	for i := range all {
		all[i].Text += ", on " + strings.Join(clouds[all[i]], " and ")
	}
	return all
}

// choose returns the index of the example for a row, or -1.
func choose(examples []Example, lines []map[*vocabulary.Row][]int, row *vocabulary.Row) int {
	best := -1
	for i, e := range examples {
		switch {
		case len(lines[i][row]) == 0:
		case e.Name == row.Page():
			return i
		case best < 0 || len(e.Text) < len(examples[best].Text):
			best = i
		}
	}
	return best
}

// linesByRow returns the lines of a text where each row has a statement.
func linesByRow(text string) map[*vocabulary.Row][]int {
	found := map[*vocabulary.Row][]int{}
	statements, _ := vocabulary.Read(syntax.Parse(text))
	collect(source.NewLines(text), statements, found)
	return found
}

func collect(lines *source.Lines, statements []*vocabulary.Statement, found map[*vocabulary.Row][]int) {
	for _, s := range statements {
		found[s.Row] = append(found[s.Row], lines.Line(s.Span))
		collect(lines, s.Body, found)
	}
}
