package vocabulary

import (
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// A Statement is a statement whose row is known.
type Statement struct {
	Row  *Row
	args args
	// Span is its words.
	Span source.Span
	// Broken reports that an argument could not be read; the statement has those before it.
	Broken bool
	Body   []*Statement
}

// Name is the name that the statement declares, empty if it could not be read.
func (s *Statement) Name() string {
	v, _ := ArgName.In(s)
	return v.Text
}

// NameSpan is the place of the name, or the whole statement if the name could not be read.
func (s *Statement) NameSpan() source.Span {
	if v, ok := ArgName.In(s); ok {
		return v.Span
	}
	return s.Span
}

// Read finds the row of every statement of a tree and reads its arguments. A statement without a row is a problem, and
// is left out with its block.
func Read(f *syntax.File) ([]*Statement, source.List) {
	r := &reader{}
	body := r.body(f.Statements, AtTop, "")
	return body, r.problems
}

// A reader reads a tree from the top down.
type reader struct {
	problems source.List
}

func (r *reader) body(statements []*syntax.Statement, p Place, cloud string) []*Statement {
	var read []*Statement
	for _, s := range statements {
		if got := r.statement(s, p, cloud); got != nil {
			read = append(read, got)
		}
	}
	return read
}

func (r *reader) statement(s *syntax.Statement, p Place, cloud string) *Statement {
	if len(s.Words) == 0 {
		return nil
	}
	row := r.row(s, p, cloud)
	if row == nil {
		return nil
	}
	args, wrong := match(row, s, len(r.problems) < mostHelped)
	r.run(wrong, s, p, cloud)
	r.problems = append(r.problems, wrong...)
	got := &Statement{Row: row, args: args, Span: s.Span, Broken: len(wrong) > 0}
	if row == &RowCloud {
		v, _ := ArgCloud.In(got)
		cloud = Meant(v.Text)
	}
	if s.HasBlock() {
		r.block(s, got, cloud)
	}
	return got
}

// run reports a line with two statements, by the keyword that starts the second.
func (r *reader) run(wrong source.List, s *syntax.Statement, p Place, cloud string) {
	for i := range wrong {
		d := &wrong[i]
		for _, w := range s.Words[1:] {
			if w.Span == d.Span && d.Fix == nil && slices.Contains(Keywords(p, cloud), w.Text) {
				d.Hint = "A statement ends with its line, or with a semicolon."
				at := source.Span{Start: d.Span.Start, End: d.Span.Start}
				d.Fix = &source.Fix{
					Title: "Write a semicolon before " + w.Text,
					Edits: []source.Edit{{Span: at, Text: "; "}},
				}
			}
		}
	}
}

func (r *reader) block(s *syntax.Statement, got *Statement, cloud string) {
	switch {
	case got.Row.Opens == InNothing:
		r.problems.Add(
			source.Span{Start: s.Block.Start, End: s.Block.Start + 1},
			"unexpected {: %s has no block",
			s.Words[0].Text,
		)
	default:
		got.Body = r.once(s, r.body(s.Body, got.Row.Opens, cloud))
	}
}

// once reports a statement that its block has already and may have once only, and leaves it out. A line that could not
// be read does not count.
func (r *reader) once(block *syntax.Statement, body []*Statement) []*Statement {
	seen := map[*Row]bool{}
	kept := body[:0]
	for _, s := range body {
		if s.Row.Once && !s.Broken && seen[s.Row] {
			r.problems.Add(
				s.Span,
				"duplicate %s: %s has one already",
				s.Row.Keyword,
				block.Words[min(1, len(block.Words)-1)].Text,
			)
			continue
		}
		seen[s.Row] = seen[s.Row] || !s.Broken
		kept = append(kept, s)
	}
	return kept
}

// row finds the row of a statement, or reports why it can't stand here.
func (r *reader) row(s *syntax.Statement, p Place, cloud string) *Row {
	w := s.Words[0]
	if row := meantRow(s, p, cloud); row != nil && w.Kind == syntax.Bare {
		switch {
		case !row.KnownIn(cloud):
			return r.foreign(w, row, p, cloud)
		case row.StandsIn(p):
			return row
		case row.lacks(p):
			return r.instead(w, row.Lacking.Other, string(p), p, cloud)
		}
		r.misplaced(s, row, p, cloud)
		return nil
	}
	if line := wordless(p); line != nil &&
		(len(s.Words) > 1 && s.Words[1].Kind == syntax.Arrow || looksLikeAddress(w.Text)) {
		return line
	}
	return r.unknown(s, p, cloud)
}

// meantRow is the row that a statement is of. Of several with its keyword that declare a name it is the one that takes more
// of the words, even if it stands elsewhere.
func meantRow(s *syntax.Statement, p Place, cloud string) *Row {
	row := find(s.Words[0].Text, p, cloud)
	if row == nil || !row.Forms[0].Declares() {
		return row
	}
	most := row.reach(s.Words[1:])
	for _, r := range Rows {
		if r.Keyword == row.Keyword && r != row && r.Forms[0].Declares() && r.reach(s.Words[1:]) > most {
			return r
		}
	}
	return row
}

// Meant returns the cloud that a word means: itself or the nearest one, otherwise empty.
func Meant(key string) string { return source.Nearest(key, cloud.Keys()) }

// foreign explains a word of another cloud. If this cloud has another word for the same thing, the statement is read as
// that, so that its block is not lost.
func (r *reader) foreign(w syntax.Word, row *Row, p Place, cloud string) *Row {
	return r.instead(w, row.InsteadIn(cloud), "cloud "+cloud, p, cloud)
}

// instead reports what there is in the place of a word. If that is another word for the same thing, the statement is
// read as that.
func (r *reader) instead(w syntax.Word, other Other, who string, p Place, cloud string) *Row {
	d := r.problems.Add(w.Span, "unexpected %s: %s %s", w.Text, who, other.Explanation)
	d.Hint = other.Hint
	if other.Keyword == "" {
		return nil
	}
	d.Fix = source.Replace(w.Span, other.Keyword)
	return find(other.Keyword, p, cloud)
}

// misplaced reports a word that stands in other blocks, and names those that this cloud has.
func (r *reader) misplaced(s *syntax.Statement, row *Row, p Place, cloud string) {
	var places []string
	for _, in := range row.In {
		if in.isFoundIn(cloud) {
			places = append(places, string(in))
		}
	}
	w := s.Words[0]
	r.forgotten(r.problems.Add(w.Span, "unexpected %s in %s: it stands in %s", w.Text, p, Either(places)), s, p, cloud)
}

// isFoundIn reports whether a cloud has blocks of this kind.
func (p Place) isFoundIn(cloud string) bool {
	if p == AtTop {
		return true
	}
	for _, r := range Rows {
		if r.Opens == p && r.KnownIn(cloud) && r.In[0].isFoundIn(cloud) {
			return true
		}
	}
	return false
}

// mostHelped is for how many problems of a text a fix is looked for: the search takes time, and nobody reads more.
const mostHelped = 100

// forgotten suggests the missing or misplaced keyword of a statement if it is certain, and otherwise shows the form of
// the lines without a keyword.
func (r *reader) forgotten(d *source.Diagnostic, s *syntax.Statement, p Place, cloud string) {
	if len(r.problems) > mostHelped {
		return
	}
	first := s.Words[0].Span
	line := wordless(p)
	keyword := ""
	if len(s.Words) > 1 {
		keyword = keyworded(s.Words, p, cloud)
	}
	switch {
	case keyword != "":
		d.Hint = "A line such as this starts with " + keyword + "."
		d.Fix = &source.Fix{
			Title: "Write " + keyword + " before it",
			Edits: []source.Edit{{Span: source.Span{Start: first.Start, End: first.Start}, Text: keyword + " "}},
		}
	case len(s.Words) > 1 && swapped(s.Words, p, cloud):
		second := s.Words[1]
		d.Hint = "A line such as this starts with " + second.Text + "."
		d.Fix = &source.Fix{
			Title: "Write " + second.Text + " first",
			Edits: []source.Edit{{Span: first, Text: second.Text}, {Span: second.Span, Text: s.Words[0].Text}},
		}
	case line != nil && len(s.Words) > 1 && line.takes(s.Words[1:]):
		d.Hint = "A line in " + string(p) + " has no word before it."
		d.Fix = &source.Fix{
			Title: "Remove " + s.Words[0].Text,
			Edits: []source.Edit{{Span: source.Span{Start: first.Start, End: s.Words[1].Span.Start}}},
		}
	case line != nil:
		d.Hint = "Write " + written("", line.Forms[0]) + "."
	}
}

// swapped reports whether a statement is complete once its first two words change places.
func swapped(words []syntax.Word, p Place, cloud string) bool {
	row := find(words[1].Text, p, cloud)
	return row != nil && row.StandsIn(p) && row.KnownIn(cloud) &&
		row.takes(append([]syntax.Word{words[0]}, words[2:]...))
}

// unknown reports a word that is not of the language. If it is another name for a keyword, or near to one, the
// statement is read with that keyword.
func (r *reader) unknown(s *syntax.Statement, p Place, cloud string) *Row {
	w := s.Words[0]
	d := r.problems.Add(w.Span, "unexpected %s in %s", source.Short(w.Text), p)
	meant := knownStatement(w.Text, p, cloud)
	d.Hint = "The word for it is " + meant + "."
	if meant == "" {
		meant = source.Nearest(w.Text, Keywords(p, cloud))
		d.Hint = "Did you mean " + meant + "?"
	}
	if meant == "" {
		d.Hint = ""
		r.forgotten(d, s, p, cloud)
		return nil
	}
	d.Fix = source.Replace(w.Span, meant)
	return find(meant, p, cloud)
}

// Keywords are the keywords that may stand in a block of a cloud.
func Keywords(p Place, cloud string) []string {
	var words []string
	for _, r := range Rows {
		if r.Keyword != "" && r.StandsIn(p) && r.KnownIn(cloud) {
			words = append(words, r.Keyword)
		}
	}
	return words
}
