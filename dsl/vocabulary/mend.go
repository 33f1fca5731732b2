package vocabulary

import (
	"slices"
	"strings"

	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// knownWords are words that people write in the place of one that a statement has.
var knownWords = []Known{
	{"accept", "allow"}, {"permit", "allow"}, {"pass", "allow"}, {"allow", "accept"}, {"deny", "drop"},
	{"reject", "drop"}, {"yes", "on"}, {"true", "on"}, {"enabled", "on"}, {"no", "off"}, {"false", "off"},
	{"disabled", "off"}, {"src", "from"}, {"dst", "to"}, {"to", "from"}, {"from", "to"}, {"via", "->"}, {"=>", "->"},
	{"az", "zone"}, {"availability-zone", "zone"}, {"intranet", "private"}, {"vpc", "private"}, {"inner", "private"},
	{"→", "->"}, {"-", "->"}, {"--", "->"}, {"->", "<->"}, {"-", "<->"}, {"↔", "<->"}, {"<=>", "<->"}, {"and", "<->"},
}

// surplusWords say what is so without a word: a gateway and a balancer face the Internet unless the line says otherwise.
var surplusWords = []string{"internet", "internet-facing", "public", "external"}

// A mender tries changes of one word to a statement that can't be read, and keeps the first that makes it complete. It
// offers no other change.
type mender struct {
	row   *Row
	words []syntax.Word
	at    int // where the reading stopped
	line  source.Span
	fix   *source.Fix
}

// mend returns the change of a word that completes the words of a row, or nil.
func mend(row *Row, m *matcher) *source.Fix {
	t := &mender{row: row, words: m.words, at: m.at, line: m.end}
	if m.at >= len(m.words) {
		return nil // nothing is wrong yet: the line is not finished
	}
	w := m.words[m.at]
	for _, word := range m.wanted {
		if means(w.Text, word) {
			t.try("Write "+word, source.Edit{Span: w.Span, Text: word}, t.at, 1, bare(word))
		}
	}
	if slices.Contains(surplusWords, w.Text) {
		t.try("Remove "+w.Text, source.Edit{Span: source.Span{Start: t.before().End, End: w.Span.End}}, t.at, 1)
	}
	t.split()
	t.join(w)
	t.insert(w, m.wanted)
	t.marks(w)
	return t.fix
}

// before is the place of the word before the one where the reading stopped, or of that itself if it is the first.
func (t *mender) before() source.Span {
	if t.at == 0 {
		at := t.words[0].Span
		return source.Span{Start: at.Start, End: at.Start}
	}
	return t.words[t.at-1].Span
}

// means reports whether a word was written for another: it is known for that, or near to it. A word that only ends like
// the other, such as inactive, is another word, and so is one that says the opposite.
func means(text, word string) bool {
	for _, k := range knownWords {
		if k.Name == text && k.Text == word {
			return true
		}
	}
	return source.Nearest(text, []string{word}) != "" && !strings.HasSuffix(text, word) &&
		!slices.Contains(surplusWords, text)
}

// split tries a line for each element of a list that stands in the place of one argument.
func (t *mender) split() {
	if t.fix != nil || t.at == 0 || t.words[t.at].Kind != syntax.Comma {
		return
	}
	elements, end := []syntax.Word{t.words[t.at-1]}, t.at
	for end+1 < len(t.words) && t.words[end].Kind == syntax.Comma {
		elements, end = append(elements, t.words[end+1]), end+2
	}
	var lines []string
	for _, e := range elements {
		words := replaced(t.words, t.at-1, end-t.at+1, e)
		if !t.row.takes(words) {
			return
		}
		lines = append(lines, strings.TrimSpace(t.row.Keyword+" "+lineOf(words)))
	}
	t.fix = &source.Fix{Title: "Write a line for each", Edits: []source.Edit{{Span: t.line, Text: strings.Join(lines, "; ")}}}
}

// insert tries the wanted words before the word that stands there, and keeps one if it is the only one that fits.
func (t *mender) insert(w syntax.Word, wanted []string) {
	if t.fix != nil {
		return
	}
	var found *source.Fix
	for _, word := range wanted {
		t.try(
			"Write "+word+" before "+source.Short(w.Text),
			source.Edit{Span: source.Span{Start: w.Span.Start, End: w.Span.Start}, Text: word + " "},
			t.at,
			0,
			bare(word),
		)
		if t.fix != nil && found != nil {
			t.fix = nil
			return
		}
		if t.fix != nil {
			found, t.fix = t.fix, nil
		}
	}
	t.fix = found
}

// marks tries punctuation: quotes, a comma.
func (t *mender) marks(w syntax.Word) {
	if w.Kind == syntax.Text {
		t.try(
			"Take the quotes away",
			source.Edit{Span: w.Span, Text: w.Text},
			t.at,
			1,
			bare(w.Text),
		)
		return
	}
	t.quote()
	if t.at == 0 {
		return
	}
	before := t.words[t.at-1]
	t.try(
		"Write a comma between them",
		source.Edit{Span: source.Span{Start: before.Span.End, End: before.Span.End}, Text: ","},
		t.at,
		0,
		syntax.Word{Kind: syntax.Comma, Text: ","},
	)
}

// join tries a word and the one before it with the slash of a service between them.
func (t *mender) join(w syntax.Word) {
	if t.at == 0 {
		return
	}
	before := t.words[t.at-1]
	if before.Kind != syntax.Bare || w.Kind != syntax.Bare {
		return
	}
	joined := before.Text + "/" + w.Text
	t.try(
		"Write "+joined,
		source.Edit{Span: before.Span.To(w.Span), Text: joined},
		t.at-1,
		2,
		bare(joined),
	)
}

// quote tries the rest of the line as a text in quotes.
func (t *mender) quote() {
	rest := t.words[t.at:]
	texts := make([]string, len(rest))
	for i, w := range rest {
		if w.Kind != syntax.Bare {
			return
		}
		texts[i] = w.Text
	}
	text := strings.Join(texts, " ")
	t.try(
		"Put it in quotes",
		source.Edit{Span: rest[0].Span.To(rest[len(rest)-1].Span), Text: `"` + text + `"`},
		t.at,
		len(rest),
		syntax.Word{Kind: syntax.Text, Text: text},
	)
}

// bare is a word without quotes.
func bare(text string) syntax.Word { return syntax.Word{Kind: syntax.Bare, Text: text} }

// try replaces some words, and keeps the edit if that completes the statement.
func (t *mender) try(title string, edit source.Edit, at, instead int, words ...syntax.Word) {
	if t.fix != nil {
		return
	}
	if t.row.takes(replaced(t.words, at, instead, words...)) {
		t.fix = &source.Fix{Title: title, Edits: []source.Edit{edit}}
	}
}

// replaced are words with others in the place of some.
func replaced(words []syntax.Word, at, instead int, others ...syntax.Word) []syntax.Word {
	changed := make([]syntax.Word, 0, len(words)-instead+len(others))
	return append(append(append(changed, words[:at]...), others...), words[at+instead:]...)
}

// keyworded returns the keyword that a statement lacks in this block of a cloud: the only one behind which its words
// are complete, otherwise empty.
func keyworded(words []syntax.Word, p Place, cloud string) string {
	found := ""
	for _, r := range Rows {
		if r.Keyword == "" || !r.StandsIn(p) || !r.KnownIn(cloud) || !r.takes(words) || r.isOther(words, p, cloud) {
			continue
		}
		if found != "" && found != r.Keyword {
			return ""
		}
		found = r.Keyword
	}
	return found
}

// isOther reports whether words that a row takes say something else: a keyword is no name, any word may be the name of a
// thing but not its kind, and a rule denies nothing where groups only allow.
func (r *Row) isOther(words []syntax.Word, p Place, cloud string) bool {
	switch {
	case r == &RowGroup, r == &RowSides, r == &RowBalancer:
		return true
	case r.Forms[0].Declares():
		return find(words[0].Text, p, cloud) != nil
	}
	return p == InGroup && words[0].Text == WordDeny.Text && onlyAllows(cloud)
}

// takes reports whether words are the complete arguments of a row.
func (r *Row) takes(words []syntax.Word) bool {
	for _, f := range r.Forms {
		if m := (&matcher{words: words}); m.all(f) && m.at == len(words) {
			return true
		}
	}
	return false
}
