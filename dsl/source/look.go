package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Look tells how a character shows in a text.
type Look uint8

const (
	// Seen shows, or is plain white space.
	Seen Look = iota
	// Unseen shows nothing: the default-ignorable characters of Unicode, and the marks of annotations between lines.
	Unseen
	// Turning turns the direction of the text around it.
	Turning
	// Control is one of the controls C0 and C1 but the tab and the ends of lines.
	Control
	// Breaking looks like the end of a line, which only \n is.
	Breaking
)

// unseen are the ranges of what shows nothing, in order.
var unseen = [...][2]rune{
	{0xAD, 0xAD}, {0x34F, 0x34F}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200D}, {0x2060, 0x206F}, {0x3164, 0x3164},
	{0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
}

// LookOf is how a character shows.
func LookOf(r rune) Look {
	switch {
	case r == '\t', r == '\n', r == '\r', r >= ' ' && r < 0x7F:
		return Seen
	case r < 0xA0:
		return Control
	case r == 0x61C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return Turning
	case r == 0x2028, r == 0x2029:
		return Breaking
	}
	for _, u := range unseen {
		if r <= u[1] {
			if r >= u[0] {
				return Unseen
			}
			break
		}
	}
	return Seen
}

// Shown is a text without the characters of a look other than Seen.
func Shown(text string) string {
	return strings.Map(func(r rune) rune {
		if LookOf(r) != Seen {
			return -1
		}
		return r
	}, text)
}

// names are those of characters that come into texts by themselves: by copying, by a keyboard, by an editor.
const names = `U+00AD SOFT HYPHEN
U+034F COMBINING GRAPHEME JOINER
U+061C ARABIC LETTER MARK
U+115F HANGUL CHOSEONG FILLER
U+1160 HANGUL JUNGSEONG FILLER
U+180E MONGOLIAN VOWEL SEPARATOR
U+200B ZERO WIDTH SPACE
U+200C ZERO WIDTH NON-JOINER
U+200D ZERO WIDTH JOINER
U+200E LEFT-TO-RIGHT MARK
U+200F RIGHT-TO-LEFT MARK
U+2028 LINE SEPARATOR
U+2029 PARAGRAPH SEPARATOR
U+202A LEFT-TO-RIGHT EMBEDDING
U+202B RIGHT-TO-LEFT EMBEDDING
U+202C POP DIRECTIONAL FORMATTING
U+202D LEFT-TO-RIGHT OVERRIDE
U+202E RIGHT-TO-LEFT OVERRIDE
U+2060 WORD JOINER
U+2066 LEFT-TO-RIGHT ISOLATE
U+2067 RIGHT-TO-LEFT ISOLATE
U+2068 FIRST STRONG ISOLATE
U+2069 POP DIRECTIONAL ISOLATE
U+3164 HANGUL FILLER
U+FEFF ZERO WIDTH NO-BREAK SPACE
U+FFA0 HALFWIDTH HANGUL FILLER
`

// CharacterName is how a message names a character that does not show: by its number, and where it is a common one by its
// name in Unicode.
func CharacterName(r rune) string {
	number := fmt.Sprintf("U+%04X", r)
	if r >= 0xFE00 && r <= 0xFE0F {
		return fmt.Sprintf("%s VARIATION SELECTOR-%d", number, r-0xFE00+1)
	}
	if _, line, found := strings.Cut(names, number+" "); found {
		name, _, _ := strings.Cut(line, "\n")
		return number + " " + name
	}
	return number
}

// The isolate that a name is put into, whose direction is that of its first letter, and its end.
const (
	isolate    = '\u2068'
	endIsolate = '\u2069'
)

// Isolate makes a sentence fit to be read: each word in it that holds a letter of a script from right to left is put between
// U+2068 and U+2069, so that what stands around it keeps its order, and what turns the direction of text or is a control is
// taken out. A sentence without any such character stays as it is.
func Isolate(sentence string) string {
	if !turns(sentence) {
		return sentence
	}
	var b strings.Builder
	for at := 0; at < len(sentence); {
		if end, rightToLeft := wordEnd(sentence[at:]); end > 0 {
			word := sentence[at : at+end]
			if rightToLeft {
				b.WriteRune(isolate)
				b.WriteString(word)
				b.WriteRune(endIsolate)
			} else {
				b.WriteString(word)
			}
			at += end
			continue
		}
		r, size := utf8.DecodeRuneInString(sentence[at:])
		if look := LookOf(r); look != Turning && look != Control {
			b.WriteRune(r) // a byte that is no UTF-8 must not become a part of a character
		}
		at += size
	}
	return b.String()
}

// turns reports whether a text holds what Isolate cares for.
func turns(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= utf8.RuneSelf || c < ' ' && c != '\n' && c != '\t' || c == 0x7F {
			for _, r := range text[i:] {
				if look := LookOf(r); look == Turning || look == Control || isRightToLeft(r) {
					return true
				}
			}
			return false
		}
	}
	return false
}

// wordEnd measures the word that a text starts with, up to its last letter or digit, and tells whether it is to be isolated.
func wordEnd(text string) (end int, rightToLeft bool) {
	for at, r := range text {
		switch {
		case r < utf8.RuneSelf && strings.ContainsRune("-._", r), LookOf(r) == Unseen:
		case r < utf8.RuneSelf && !isASCIILetter(r), r == utf8.RuneError, LookOf(r) != Seen, r >= 0x2000 && r <= 0x2BFF && r != '…', r == 0xA0, r >= 0x3000 && r <= 0x3003:
			return end, rightToLeft
		default:
			end = at + utf8.RuneLen(r)
			rightToLeft = rightToLeft || isRightToLeft(r)
		}
	}
	return end, rightToLeft
}

func isASCIILetter(r rune) bool {
	return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'
}

// isRightToLeft reports whether a character is of the blocks that are written from right to left.
func isRightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF
}

// Isolate makes what a list says fit to be read.
func (l List) Isolate() {
	for i := range l {
		d := &l[i]
		d.Message, d.Hint = Isolate(d.Message), Isolate(d.Hint)
		if d.Fix != nil {
			d.Fix.Title = Isolate(d.Fix.Title)
		}
	}
}
