package vocabulary

import (
	"strings"

	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// matcher holds the words of one statement against one form.
type matcher struct {
	words []syntax.Word // behind the keyword
	at    int
	args  Args
	wrong source.List // at most one
	// end is the place behind the last word, where what is missing is told.
	end source.Span
}

// match reads the words by the form that takes the most of them.
func match(row *Row, s *syntax.Statement) (Args, source.List) {
	words := s.Words
	if row.Keyword != "" {
		words = words[1:]
	}
	var best *matcher
	var form string
	for _, f := range row.Forms {
		m := &matcher{words: words, end: s.Span}
		if m.all(compile(f)) && m.at < len(words) {
			m.unexpected()
		}
		if best == nil || m.betterThan(best, len(f) >= len(form)) {
			best, form = m, f
		}
	}
	if best == nil {
		return Args{}, nil
	}
	for i := range best.wrong {
		if best.wrong[i].Hint == "" && strings.HasPrefix(best.wrong[i].Message, "unexpected") {
			best.wrong[i].Hint = "Write " + written(row.Keyword, form) + "."
		}
	}
	return best.args, best.wrong
}

// betterThan reports whether a form fits the words better than another: it takes more of them, or as many and says more.
func (m *matcher) betterThan(other *matcher, longer bool) bool {
	switch {
	case len(other.wrong) == 0:
		return false
	case len(m.wrong) == 0, m.at > other.at:
		return true
	}
	return m.at == other.at && longer
}

// written is a form as a person reads it: labels left out.
func written(keyword, form string) string {
	words := strings.Fields(form)
	for i, w := range words {
		bracket := strings.TrimLeft(w, "[")
		if _, name, ok := strings.Cut(bracket, ":"); ok {
			words[i] = w[:len(w)-len(bracket)] + name
		}
		if list, ok := strings.CutSuffix(strings.TrimRight(words[i], "]"), ","); ok {
			words[i] = list + " [, …]" + strings.Repeat("]", strings.Count(words[i], "]"))
		}
	}
	return strings.TrimSpace(keyword + " " + strings.Join(words, " "))
}

func (m *matcher) all(elements []element) bool {
	for _, e := range elements {
		switch {
		case e.group != nil:
			if m.starts(e.group[0]) && !m.all(e.group) {
				return false
			}
		case e.words != nil:
			if !m.literal(e) {
				return false
			}
		case !m.argument(e):
			return false
		}
	}
	return true
}

// starts reports whether the next word begins this element.
func (m *matcher) starts(e element) bool {
	if m.at >= len(m.words) {
		return false
	}
	w := m.words[m.at]
	if e.words == nil {
		return e.kind.accepts(w) && e.kind.looks(w.Text)
	}
	for _, word := range e.words {
		if w.Kind != syntax.Text && w.Text == word {
			return true
		}
	}
	return false
}

func (m *matcher) literal(e element) bool {
	if !m.starts(e) {
		m.expected(strings.Join(e.words, " or "), e.words)
		return false
	}
	w := m.words[m.at]
	m.at++
	label := e.label
	if label == "" {
		label = w.Text
	}
	m.args.put(label, &Value{Span: w.Span, Text: w.Text})
	return true
}

func (m *matcher) argument(e element) bool {
	for {
		if !m.value(e) {
			return false
		}
		if !e.list || m.at >= len(m.words) || m.words[m.at].Kind != syntax.Comma {
			return true
		}
		m.at++
	}
}

// value reads one argument. The ports of a service may be a list of their own, whose commas it takes.
func (m *matcher) value(e element) bool {
	if m.at >= len(m.words) || !e.kind.accepts(m.words[m.at]) {
		m.expected(e.kind.noun, nil)
		return false
	}
	w := m.words[m.at]
	m.at++
	if e.takesPorts() {
		m.ports(&w)
	}
	v := &Value{Span: w.Span, Text: w.Text}
	if t := e.kind.read(w.Text, v); t != nil {
		m.at-- // of two forms the one that could read more is meant
		m.invalid(w, t)
		return false
	}
	m.args.put(e.label, v)
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
	d.Hint = t.hint
	if t.instead != "" {
		d.Fix = source.Replace(w.Span, t.instead)
		if d.Hint == "" {
			d.Hint = "Write " + t.instead + "."
		}
	}
}

// expected tells of a word that is missing or is another.
func (m *matcher) expected(what string, words []string) {
	if m.at >= len(m.words) {
		m.wrong.Add(source.Span{Start: m.end.Start, End: m.end.End}, "unexpected end of the line: %s is missing", what)
		return
	}
	w := m.words[m.at]
	if w.Kind == syntax.OpenText {
		m.wrong.Add(w.Span, "unexpected end of the line: the text has no closing quote").Fix = &source.Fix{
			Title: "Close the text", Edits: []source.Edit{{Span: source.Span{Start: w.Span.End, End: w.Span.End}, Text: `"`}},
		}
		return
	}
	d := m.wrong.Add(w.Span, "unexpected %s: %s stands here", source.Short(w.Text), what)
	if near := source.Nearest(w.Text, words); near != "" {
		d.Fix = source.Replace(w.Span, near)
	}
}

func (m *matcher) unexpected() {
	w := m.words[m.at]
	m.wrong.Add(w.Span, "unexpected %s: the statement is complete before it", source.Short(w.Text))
}
