package vocabulary

import (
	"slices"
	"strings"

	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// A matcher reads the words of a statement by one form.
type matcher struct {
	words []syntax.Word // behind the keyword
	at    int
	args  args
	wrong source.List // at most one
	// what names the elements that are missing where the reading stopped; wanted has their literal words.
	what, wanted []string
	// end is the place behind the last word, for a problem with the end of the line.
	end source.Span
}

// match reads the words by the form that takes the most of them. With help it looks for a fix of each problem.
func match(row *Row, s *syntax.Statement, help bool) (args, source.List) {
	words := s.Words
	if row.Keyword != "" {
		words = words[1:]
	}
	var best *matcher
	var form Form
	tried := make([]*matcher, len(row.Forms))
	for i, f := range row.Forms {
		m := &matcher{words: words, end: s.Span}
		if m.all(f) && m.at < len(words) {
			m.unexpected(row)
		}
		if tried[i] = m; best == nil || m.betterThan(best, f, form) {
			best, form = m, f
		}
	}
	best.alternatives(tried)
	for i := range best.wrong {
		if d := &best.wrong[i]; help && d.Fix == nil {
			if d.Fix = mend(row, best); d.Fix != nil && d.Hint == "" {
				d.Hint = d.Fix.Title + "."
			}
		}
		best.advise(&best.wrong[i], row, form)
	}
	return best.args, best.wrong
}

// reach is how many words the forms of the row take.
func (r *Row) reach(words []syntax.Word) int {
	most := 0
	for _, f := range r.Forms {
		m := &matcher{words: words}
		m.all(f)
		most = max(most, m.at)
	}
	return most
}

// alternatives adds what other forms expect where the best one stopped. Words of the language are worth a list; several
// kinds of names are not.
func (m *matcher) alternatives(tried []*matcher) {
	var what, wanted []string
	arguments := 0
	for _, other := range tried {
		if other.at != m.at || len(other.what) == 0 {
			continue
		}
		if len(other.wanted) == 0 {
			arguments++
		}
		for _, w := range other.what {
			if !slices.Contains(what, w) {
				what = append(what, w)
			}
		}
		wanted = append(wanted, other.wanted...)
	}
	if len(m.what) > 0 && len(what) > len(m.what) && arguments < 2 {
		m.what, m.wrong = what, nil
		m.expected(what, wanted)
	}
}

// advise adds a hint with the form, unless there is a hint.
func (m *matcher) advise(d *source.Diagnostic, row *Row, form Form) {
	if d.Hint == "" && m.at == 0 && strings.HasPrefix(d.Message, "invalid") && looksLikeAddress(m.words[0].Text) &&
		form.Declares() && len(form) > 1 {
		d.Hint = "The name comes first. Write " + written(row.Keyword, form) + "."
	}
	if d.Hint != "" || !strings.HasPrefix(d.Message, "unexpected") {
		return
	}
	if m.at > 0 && m.at < len(m.words) && m.words[m.at].Kind == syntax.Comma {
		if last := m.args.values; len(last) > 0 && last[len(last)-1].of.takesPorts() {
			d.Hint = "One protocol stands here, perhaps with several ports: write a line for each protocol."
			return
		}
	}
	d.Hint = "Write " + written(row.Keyword, form) + "."
}

// betterThan reports whether a form fits better than another: it takes more words, or as many and is not shorter.
func (m *matcher) betterThan(other *matcher, form, otherForm Form) bool {
	switch {
	case len(other.wrong) == 0:
		return false
	case len(m.wrong) == 0, m.at > other.at:
		return true
	}
	return m.at == other.at && len(form.String()) >= len(otherForm.String())
}

// all reads the words by the parts of a form.
func (m *matcher) all(form Form) bool {
	for _, p := range form {
		switch p := p.(type) {
		case Optional:
			if m.starts(p[0]) && !m.all(Form(p)) {
				return false
			}
		case *Arg:
			if !m.argument(p) {
				return false
			}
		default:
			if !m.literal(p) {
				return false
			}
		}
	}
	return true
}

// starts reports whether the next word begins this part.
func (m *matcher) starts(p Part) bool {
	if m.at >= len(m.words) {
		return false
	}
	w := &m.words[m.at]
	if a, ok := p.(*Arg); ok {
		return a.kind.accepts(*w) && a.kind.looks(w.Text)
	}
	return w.Kind != syntax.Text && among(p, w.Text) != nil
}

// among returns the word of a literal or a choice with this text, or nil.
func among(p Part, text string) *Literal {
	switch p := p.(type) {
	case *Literal:
		if p.Text == text {
			return p
		}
	case Choice:
		for _, l := range p {
			if l.Text == text {
				return l
			}
		}
	}
	return nil
}

// literals are the words of a literal or a choice.
func literals(p Part) []string {
	if c, ok := p.(Choice); ok {
		return c.words()
	}
	return []string{p.String()}
}

// literal reads a word of the language.
func (m *matcher) literal(p Part) bool {
	if !m.starts(p) {
		words := literals(p)
		m.expected(words, words)
		return false
	}
	w := &m.words[m.at]
	m.at++
	m.args.words = append(m.args.words, word{among(p, w.Text), w.Span})
	return true
}

func (m *matcher) argument(a *Arg) bool {
	for {
		if !m.value(a) {
			return false
		}
		if !a.list || m.at >= len(m.words) || m.words[m.at].Kind != syntax.Comma {
			return true
		}
		m.at++
	}
}

// value reads one argument. The ports of a service may be a list of their own, with its commas.
func (m *matcher) value(a *Arg) bool {
	if m.at >= len(m.words) || !a.kind.accepts(m.words[m.at]) {
		m.expected([]string{a.kind.noun}, nil)
		return false
	}
	w := m.words[m.at]
	m.at++
	if a.takesPorts() {
		m.ports(&w)
	}
	v := Reading{Value: Value{w.Span, w.Text}}
	if t := a.kind.read(w.Text, &v); t != nil {
		m.at-- // the form that reads more words wins
		m.invalid(w, t)
		return false
	}
	m.args.values = append(m.args.values, argument{a, v.as(a.kind.none)})
	return true
}

func (m *matcher) ports(w *syntax.Word) {
	for m.at+1 < len(m.words) && m.words[m.at].Kind == syntax.Comma && looksLikePorts(m.words[m.at+1].Text) {
		w.Text += "," + m.words[m.at+1].Text
		w.Span = w.Span.To(m.words[m.at+1].Span)
		m.at += 2
	}
}

func looksLikePorts(text string) bool { return strings.Trim(text, "0123456789-") == "" && text != "" }

func (m *matcher) invalid(w syntax.Word, t *trouble) {
	d := m.wrong.Add(w.Span, "invalid %s: %s", source.Short(w.Text), t.message)
	d.Hint, d.Since = t.hint, t.since
	if t.instead != "" {
		d.Fix = source.Replace(w.Span, t.instead)
		if d.Hint == "" {
			d.Hint = "Write " + t.instead + "."
		}
	}
}

// expected reports a word that is missing or is another.
func (m *matcher) expected(what, words []string) {
	m.what, m.wanted = what, words
	if m.at >= len(m.words) {
		m.wrong.Add(m.end, "unexpected end of the line: %s is missing", Either(what))
		return
	}
	w := m.words[m.at]
	if w.Kind == syntax.OpenText {
		d := m.wrong.Add(w.Span, "unexpected end of the line: the text has no closing quote")
		behind := source.Span{Start: w.Span.End, End: w.Span.End}
		d.Fix = &source.Fix{Title: "Close the text", Edits: []source.Edit{{Span: behind, Text: `"`}}}
		return
	}
	m.wrong.Add(w.Span, "unexpected %s: %s stands here", source.Short(w.Text), Either(what))
}

// unexpected reports a word behind a complete statement. It may be meant for an optional part of the form.
func (m *matcher) unexpected(row *Row) {
	w := m.words[m.at]
	m.wrong.Add(w.Span, "unexpected %s: the statement is complete before it", source.Short(w.Text))
	for _, s := range next(nil, row, m.words[:m.at]) {
		if s.Word != "" {
			m.wanted = append(m.wanted, s.Word)
		}
	}
}

// Either joins words by commas and a last "or".
func Either(words []string) string { return source.Enumerate(words, "or") }
