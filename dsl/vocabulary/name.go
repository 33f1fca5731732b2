package vocabulary

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"hopwise/dsl/source"
)

// MaxName is how many characters a name may have: more than anybody calls a thing, and few enough that a sentence with
// several names, a drawing and a file that is named for one stay what they are.
const MaxName = 100

func looksLikeName(text string) bool {
	for _, r := range text {
		return unicode.IsLetter(r) || r == '_'
	}
	return false
}

// readName: letters of any script with the marks that belong to them, digits, _, and single hyphens inside. What does not
// show was told, and left out, before.
func readName(text string, v *Value) *trouble {
	if !looksLikeName(text) {
		return &trouble{message: "a name starts with a letter"}
	}
	before := rune(0)
	for _, r := range text {
		switch {
		case composes(before, r):
			return &trouble{
				message: fmt.Sprintf("%c and %s are one letter in two characters: names are in Unicode's form NFC", before, source.CharacterName(r)),
				hint:    "Write the letter as one character.", since: source.SinceNames,
			}
		case !isInName(r):
			return &trouble{message: fmt.Sprintf("a name holds letters, digits, _ and single hyphens, not %q", r)}
		}
		before = r
	}
	if strings.HasSuffix(text, "-") || strings.Contains(text, "--") {
		return &trouble{message: "a hyphen of a name stands alone, between letters or digits"}
	}
	return tooLong(text)
}

// tooLong tells of a name with more characters than a name has.
func tooLong(text string) *trouble {
	n := utf8.RuneCountInString(text)
	if n <= MaxName {
		return nil
	}
	return &trouble{message: fmt.Sprintf("a name has at most %d characters, and this one has %d", MaxName, n), since: source.SinceNames}
}

// isInName reports whether a name may hold a character. Of marks it may hold those that words are written with, and not those
// that are drawn around a letter.
func isInName(r rune) bool {
	return r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && !unicode.Is(unicode.Me, r)
}

// accents are marks, each with the letters behind it that Unicode has with that mark as one character.
const accents = "" +
	"\u0300AEINOUWYaeinouwy\u0301ACEGIKLMNOPRSUWYZacegiklmnoprsuwyz\u0302ACEGHIJOSUWYZaceghijosuwyz" +
	"\u0303AEINOUVYaeinouvy\u0304AEGIOUYaegiouy\u0306AEGIOUaegiou" +
	"\u0307ABCDEFGHIMNOPRSTWXYZabcdefghmnoprstwxyz\u0308AEHIOUWXYaehiotuwxy\u0309AEIOUYaeiouy\u030AAUauwy" +
	"\u030BOUou\u030CACDEGHIKLNORSTUZacdeghijklnorstuz\u030FAEIORUaeioru\u0311AEIORUaeioru\u031BOUou" +
	"\u0323ABDEHIKLMNORSTUVWYZabdehiklmnorstuvwyz\u0324Uu\u0325Aa\u0326STst\u0327CDEGHKLNRSTcdeghklnrst" +
	"\u0328AEIOUaeiou\u032DDELNTUdelntu\u032EHh\u0330EIUeiu\u0331BDKLNRTZbdhklnrtz" +
	"\u3099うかきくけこさしすせそたちつてとはひふへほゝウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲヽ\u309Aはひふへほハヒフヘホ"

// composes reports whether two characters are one in NFC. Whoever hands a text to this package composes it: that takes all of
// Unicode's tables, which the engine does not carry. So the letters are those that a text comes apart into where that was
// forgotten: Latin, Kana and Hangul ones.
func composes(before, r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x331 || r == 0x3099 || r == 0x309A:
		_, letters, _ := strings.Cut(accents, string(r))
		for _, letter := range letters {
			if unicode.IsMark(letter) {
				break
			}
			if letter == before {
				return true
			}
		}
	case r >= 0x1161 && r <= 0x1175:
		return before >= 0x1100 && before <= 0x1112
	case r >= 0x11A8 && r <= 0x11C2:
		return before >= 0xAC00 && before <= 0xD7A3 && (before-0xAC00)%28 == 0
	}
	return false
}
