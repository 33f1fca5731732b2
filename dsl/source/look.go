package source

import "strings"

// A Look is how a character shows in a text.
type Look uint8

const (
	// Seen shows, or is plain white space.
	Seen Look = iota
	// Unseen shows nothing: the default-ignorable characters of Unicode, and interlinear annotation marks.
	Unseen
	// Turning turns the direction of the text around it.
	Turning
	// Control is a C0 or C1 control other than the tab and the ends of lines.
	Control
	// Breaking looks like the end of a line; only \n is one.
	Breaking
)

// looks are the ranges of characters with another look than Seen, in order.
var looks = [...]struct {
	first, last rune
	look        Look
}{
	{0, 8, Control}, {0xB, 0xC, Control}, {0xE, 0x1F, Control}, {0x7F, 0x9F, Control}, {0xAD, 0xAD, Unseen},
	{0x34F, 0x34F, Unseen}, {0x61C, 0x61C, Turning}, {0x115F, 0x1160, Unseen}, {0x17B4, 0x17B5, Unseen},
	{0x180B, 0x180F, Unseen}, {0x200B, 0x200D, Unseen}, {0x200E, 0x200F, Turning}, {0x2028, 0x2029, Breaking},
	{0x202A, 0x202E, Turning}, {0x2060, 0x2065, Unseen}, {0x2066, 0x2069, Turning}, {0x206A, 0x206F, Unseen},
	{0x3164, 0x3164, Unseen}, {0xFE00, 0xFE0F, Unseen}, {0xFEFF, 0xFEFF, Unseen}, {0xFFA0, 0xFFA0, Unseen},
	{0xFFF0, 0xFFFB, Unseen}, {0x1BCA0, 0x1BCA3, Unseen}, {0x1D173, 0x1D17A, Unseen}, {0xE0000, 0xE0FFF, Unseen},
}

// LookOf returns how a character shows.
func LookOf(r rune) Look {
	if r >= ' ' && r < 0x7F {
		return Seen
	}
	for i := range looks {
		if l := &looks[i]; r <= l.last {
			if r >= l.first {
				return l.look
			}
			break
		}
	}
	return Seen
}

// Shown is a text without its hidden characters.
func Shown(text string) string {
	return strings.Map(func(r rune) rune {
		if LookOf(r) != Seen {
			return -1
		}
		return r
	}, text)
}

// names has the names of hidden characters that copying, keyboards and editors put into texts: each behind its
// character, to the end of the line.
const names = "" +
	"\u00ADSOFT HYPHEN \n" +
	"\u034FCOMBINING GRAPHEME JOINER \n" +
	"\u061CARABIC LETTER MARK \n" +
	"\u115FHANGUL CHOSEONG FILLER \n" +
	"\u1160HANGUL JUNGSEONG FILLER \n" +
	"\u180EMONGOLIAN VOWEL SEPARATOR \n" +
	"\u200BZERO WIDTH SPACE \n" +
	"\u200CZERO WIDTH NON-JOINER \n" +
	"\u200DZERO WIDTH JOINER \n" +
	"\u200ELEFT-TO-RIGHT MARK \n" +
	"\u200FRIGHT-TO-LEFT MARK \n" +
	"\u2028LINE SEPARATOR \n" +
	"\u2029PARAGRAPH SEPARATOR \n" +
	"\u202ALEFT-TO-RIGHT EMBEDDING \n" +
	"\u202BRIGHT-TO-LEFT EMBEDDING \n" +
	"\u202CPOP DIRECTIONAL FORMATTING \n" +
	"\u202DLEFT-TO-RIGHT OVERRIDE \n" +
	"\u202ERIGHT-TO-LEFT OVERRIDE \n" +
	"\u2060WORD JOINER \n" +
	"\u2066LEFT-TO-RIGHT ISOLATE \n" +
	"\u2067RIGHT-TO-LEFT ISOLATE \n" +
	"\u2068FIRST STRONG ISOLATE \n" +
	"\u2069POP DIRECTIONAL ISOLATE \n" +
	"\u3164HANGUL FILLER \n" +
	"\uFE0FVARIATION SELECTOR-16 \n" +
	"\uFEFFZERO WIDTH NO-BREAK SPACE \n" +
	"\uFFA0HALFWIDTH HANGUL FILLER \n"

// NameOf is the name of a common hidden character with a space behind it, otherwise empty.
func NameOf(r rune) string {
	_, line, _ := strings.Cut(names, string(r))
	name, _, _ := strings.Cut(line, "\n")
	return name
}
