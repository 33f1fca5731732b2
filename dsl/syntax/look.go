package syntax

import (
	"unicode"
	"unicode/utf8"

	"hopwise/dsl/source"
)

// tellLooks tells of the characters by which a text looks other than it is read: once for each word, text, comment and stretch of
// white space. In quotes they are a person's own and a warning, but for what only shows nothing, which stands in emoji; a
// comment is not in quotes.
func tellLooks(text string, tokens []token, problems *source.List) {
	if !hasLooks(text) {
		return
	}
	at := 0
	for _, t := range tokens {
		tellLook(text, source.Span{Start: at, End: t.span.Start}, blank, problems)
		tellLook(text, t.span, t.mark, problems)
		at = t.span.End
	}
	tellLook(text, source.Span{Start: at, End: len(text)}, blank, problems)
}

// hasLooks reports whether a text may hold such a character: it costs little where all is ASCII.
func hasLooks(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= 0x7F || c < ' ' && source.LookOf(rune(c)) != source.Seen {
			return true
		}
	}
	return false
}

// tellLook tells of those of one token, or of the white space between two.
func tellLook(text string, in source.Span, m mark, problems *source.List) {
	var d *source.Diagnostic
	quoted := m == mark(Text) || m == mark(OpenText)
	for at := in.Start; at < in.End; {
		r, size := utf8.DecodeRuneInString(text[at:])
		look := source.LookOf(r)
		here := source.Span{Start: at, End: at + size}
		at += size
		switch {
		case look == source.Seen, look == source.Unseen && (quoted || m == comment), r == byteOrderMark && here.Start == 0:
			continue
		case d == nil:
			d = problems.Add(here, "%s %s", source.CharacterName(r), lookWords[look])
			d.Hint, d.Fix, d.Since = lookHints[look], &source.Fix{Title: "Remove it"}, source.SinceNames
			if quoted {
				d.Severity, d.Since = source.Warning, 0
			}
		}
		edit := source.Edit{Span: here}
		if unicode.IsSpace(r) {
			edit.Text = " "
		}
		d.Fix.Edits = append(d.Fix.Edits, edit)
	}
	if d != nil && len(d.Fix.Edits) > 1 {
		d.Fix.Title = "Remove all that do not show here"
	}
}

// byteOrderMark may stand at the start of a text.
const byteOrderMark = '\uFEFF'

var lookWords = [...]string{
	source.Unseen:   "shows nothing",
	source.Turning:  "turns the direction of text",
	source.Control:  "is a control character",
	source.Breaking: "looks like the end of a line and ends none",
}

var lookHints = [...]string{
	source.Unseen:   "What can't be seen would make two names of what looks like one.",
	source.Turning:  "The line may look other than it is read.",
	source.Breaking: "Only a new line ends a line.",
}
