package syntax

import (
	"unicode"
	"unicode/utf8"

	"hopwise/dsl/source"
)

// mostLooks is how many hidden characters are reported: a text may be full of them, and nobody mends more one by one.
const mostLooks = 100

// tellLooks reports characters that make a text look different from how it is read. In quotes they are a warning. A
// character that only shows nothing, such as the joiners in emoji, may stand in quotes and comments. A byte order mark
// may start a text.
func tellLooks(text string, tokens []token, problems *source.List) {
	told := 0
	for at, r := range text {
		look := source.LookOf(r)
		if look == source.Seen || at == 0 && r == '\uFEFF' {
			continue
		}
		for len(tokens) > 0 && tokens[0].span.End <= at {
			tokens = tokens[1:]
		}
		in := markAt(tokens, at)
		quoted := in == mark(Text) || in == mark(OpenText)
		if look == source.Unseen && (quoted || in == comment) {
			continue
		}
		if told++; told > mostLooks {
			return
		}
		tellLook(at, r, quoted, problems)
	}
}

// markAt is the mark of the first of some tokens if it has begun at an offset, else that of white space.
func markAt(tokens []token, at int) mark {
	if len(tokens) > 0 && tokens[0].span.Start <= at {
		return tokens[0].mark
	}
	return blank
}

// tellLook reports a character.
func tellLook(at int, r rune, quoted bool, problems *source.List) {
	span := source.Span{Start: at, End: at + utf8.RuneLen(r)}
	d := problems.Add(span, "U+%04X %s%s", r, source.NameOf(r), lookWords[source.LookOf(r)])
	d.Fix, d.Since = &source.Fix{Title: "Remove it", Edits: []source.Edit{{Span: span}}}, source.SinceNames
	if unicode.IsSpace(r) {
		d.Fix.Edits[0].Text = " " // the scanner reads it as a space
	}
	if quoted {
		d.Severity, d.Since = source.Warning, 0
	}
}

// lookWords describe a character in a message, by its look.
var lookWords = [...]string{
	source.Unseen:   "shows nothing",
	source.Turning:  "turns the direction of text",
	source.Control:  "is a control character",
	source.Breaking: "looks like the end of a line and ends none",
}
