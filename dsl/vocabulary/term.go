package vocabulary

import (
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// A term is what consoles, command lines and colleagues call something that the language calls otherwise, or that it
// does not have.
type term struct {
	// names are its words, with spaces between: "igw internet-gw".
	names string
	// clouds are the clouds where they mean this; nil means all and the top level.
	clouds []*cloud.Provider
	// keyword is the keyword of the statement that the line is read as; empty where the language has none.
	keyword string
	// behind is the word that follows the name of that statement: "application".
	behind string
	// argument is what stands in the line of the block around it in the place of the word; empty for a statement.
	argument string
	// line is the whole line at the top level, with TO for the first argument.
	line string
	// needs is a keyword without which the block of the statement does not mean the same.
	needs string
	// hint says what to write, with NAME for the name in the line; empty where the keyword says it all.
	hint string
}

// termOf returns the term that a word means in a cloud, or nil.
func termOf(word, key string) *term { return termIn(word, InNothing, key) }

// termIn returns the term that a word means in a block of a cloud, or nil: the first, rather one whose statement stands
// there.
func termIn(word string, p Place, key string) *term {
	word = strings.ReplaceAll(strings.ToLower(word), "_", "-")
	var first *term
	for i := range terms {
		t := &terms[i]
		if !t.isOf(key) || !t.has(word) {
			continue
		}
		if p == InNothing || t.keyword == "" || find(t.keyword, p, key).StandsIn(p) {
			if first == nil || t.keyword != "" {
				return t
			}
			continue
		}
		if first == nil {
			first = t
		}
	}
	return first
}

func (t *term) isOf(key string) bool { return len(t.clouds) == 0 || has(t.clouds, key) }

func (t *term) has(word string) bool {
	return strings.Contains(" "+t.names+" ", " "+word+" ")
}

// isExact reports whether a term is another word for the same statement, and not for something near it.
func (t *term) isExact() bool { return t.keyword != "" && t.hint == "" && t.argument == "" }

// likeness introduces the keyword of a term in a message.
func (t *term) likeness() string {
	if t.isExact() {
		return "the word for it is"
	}
	return "what comes near is"
}

// hintFor is the hint of a term for a statement.
func (t *term) hintFor(s *syntax.Statement) string {
	if t.argument == "" && len(s.Words) > 1 && s.Words[1].Kind == syntax.Bare && looksLikeName(s.Words[1].Text) {
		return strings.ReplaceAll(t.hint, "NAME", s.Words[1].Text)
	}
	return t.hint
}

// termed reports a word that is a term, and returns the row that the statement is read as, with its words; nil if it
// can't be read.
func (r *reader) termed(s *syntax.Statement, t *term, p Place, cloud string) (*Row, *syntax.Statement) {
	if t.argument != "" && r.intoAround(s, t, p, cloud) {
		return nil, s
	}
	w := s.Words[0]
	row := find(t.keyword, p, cloud)
	switch {
	case t.keyword == "":
		d := r.problems.Add(w.Span, "unexpected %s in %s", source.Short(w.Text), p.nameIn(cloud))
		d.Hint = t.hintFor(s)
		if !r.asLine(d, s, t, p) {
			r.forgotten(d, s, p, cloud)
		}
		return nil, s
	case !row.KnownIn(cloud):
		found := r.foreign(w, row, p, cloud)
		if d := &r.problems[len(r.problems)-1]; d.Hint == "" {
			d.Hint = t.hintFor(s)
		}
		return found, s
	case !row.StandsIn(p):
		r.elsewhere(s, t, row, p, cloud)
		return nil, s
	}
	d := r.problems.Add(w.Span, "unexpected %s in %s", source.Short(w.Text), p.nameIn(cloud))
	if t.argument != "" {
		d.Hint = t.hint
		return nil, s
	}
	return row, t.rewrite(d, s, row)
}

// elsewhere reports a word that is a term for a statement of other blocks, and says what to write there.
func (r *reader) elsewhere(s *syntax.Statement, t *term, row *Row, p Place, cloud string) {
	w := s.Words[0]
	meant := replaced(t.inserted(s.Words), 0, 1, bare(t.keyword))
	places := r.places(w, row, p, cloud)
	if places == "" {
		return
	}
	d := r.problems.Add(w.Span, "unexpected %s in %s: %s %s, which stands in %s", source.Short(w.Text),
		p.nameIn(cloud), t.likeness(), t.keyword, places)
	if d.Hint = t.hintFor(s); d.Hint == "" {
		line := lineOf(meant)
		if !row.takes(meant[1:]) {
			line = written(row.Keyword, row.Forms[0])
		}
		d.Hint = "Write " + line + " there."
	}
	r.forgotten(d, s, p, cloud)
}

// rewrite offers the keyword in the place of the word, and behind the name what follows it there. It returns the
// statement with the latter.
func (t *term) rewrite(d *source.Diagnostic, s *syntax.Statement, row *Row) *syntax.Statement {
	d.Hint, d.Fix = t.hintFor(s), source.Replace(s.Words[0].Span, t.keyword)
	meant := *s
	if len(s.Words) > 2 && !row.takes(s.Words[1:]) && row.takes(s.Words[2:]) {
		meant.Words = replaced(s.Words, 1, 1) // it has no name
		d.Fix = source.Replace(s.Words[0].Span.To(s.Words[1].Span), t.keyword)
		return &meant
	}
	if t.needs != "" && !states(s.Body, t.needs) {
		d.Fix = nil
	}
	if meant.Words = t.inserted(s.Words); len(meant.Words) > len(s.Words) {
		added := meant.Words[2]
		d.Hint = "Write " + t.keyword + " " + source.Short(s.Words[1].Text) + " " + t.behind + "."
		d.Fix.Title = strings.TrimSuffix(d.Hint, ".")
		d.Fix.Edits = append(d.Fix.Edits, source.Edit{Span: added.Span, Text: " " + added.Text})
	}
	if d.Hint == "" {
		d.Hint = "The word for it is " + t.keyword + "."
	}
	return &meant
}

// states reports whether a block has a line with a keyword.
func states(body []*syntax.Statement, keyword string) bool {
	return slices.ContainsFunc(body, func(s *syntax.Statement) bool {
		return len(s.Words) > 0 && s.Words[0].Text == keyword
	})
}

// inserted are the words of a statement with the one that follows the name, unless they have it.
func (t *term) inserted(words []syntax.Word) []syntax.Word {
	if t.behind == "" || len(words) < 2 || hasWord(words[1:], t.behind) {
		return words
	}
	end := words[1].Span.End
	added := syntax.Word{Kind: syntax.Bare, Text: t.behind, Span: source.Span{Start: end, End: end}}
	return replaced(words, 2, 0, added)
}

func hasWord(words []syntax.Word, text string) bool {
	for _, w := range words {
		if w.Text == text {
			return true
		}
	}
	return false
}

// asLine offers the whole line that a term at the top level stands for, and reports whether there is one.
func (r *reader) asLine(d *source.Diagnostic, s *syntax.Statement, t *term, p Place) bool {
	if t.line == "" || p != AtTop {
		return false
	}
	line := t.line
	switch words := s.Words[1:]; {
	case len(words) == 1 && words[0].Kind == syntax.Bare:
		line = strings.Replace(line, "TO", words[0].Text, 1)
		d.Fix = source.Replace(s.Span, line)
	case len(words) == 3 && words[1].Kind == syntax.Arrow:
		line = strings.Replace(line, "internet -> TO", lineOf(words), 1)
		d.Hint, d.Fix = "Write "+line+".", source.Replace(s.Span, line)
		return true
	}
	d.Hint = "A question names its sender: " + line + "."
	return true
}

// intoAround reports a line that belongs behind the words of the block around it, and offers to write it there. It
// reports nothing if those words are complete.
func (r *reader) intoAround(s *syntax.Statement, t *term, p Place, cloud string) bool {
	if len(r.around) == 0 || len(s.Words) < 2 {
		return false
	}
	around := r.around[len(r.around)-1]
	words := replaced(around.Words[1:], len(around.Words)-1, 0, s.Words[1:]...)
	if word := strings.TrimSpace(t.argument); word != "" {
		words = replaced(words, len(around.Words)-1, 0, bare(word))
	}
	if !around.row.takes(words) {
		return false
	}
	w, text := s.Words[0], t.argument+lineOf(s.Words[1:])
	d := r.problems.Add(w.Span, "unexpected %s in %s: it stands before the block", source.Short(w.Text), p.nameIn(cloud))
	d.Hint = "Write " + lineOf(around.Words) + text + "."
	end := source.Span{Start: around.Span.End, End: around.Span.End}
	d.Fix = &source.Fix{
		Title: "Write it there",
		Edits: []source.Edit{{Span: end, Text: text}, {Span: source.WholeLines(r.text, s.Span)}},
	}
	return true
}

// lineOf is words as a line has them.
func lineOf(words []syntax.Word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && w.Kind != syntax.Comma {
			b.WriteByte(' ')
		}
		if w.Kind == syntax.Text {
			b.WriteString(`"` + w.Text + `"`)
			continue
		}
		b.WriteString(w.Text)
	}
	return b.String()
}
