package vocabulary

import (
	"fmt"
	"strconv"
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

// readName: letters of any script with the marks that belong to them, digits, _, and single hyphens inside. What does
// not show was told, and left out, before.
func readName(text string, v *Value) *trouble {
	if !looksLikeName(text) {
		return &trouble{message: "a name starts with a letter"}
	}
	before := rune(0)
	for _, r := range text {
		switch {
		case composes(before, r):
			return &trouble{
				message: "a letter and its accent are two characters in it: a name is in Unicode's form NFC",
				since:   source.SinceNames,
			}
		case r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
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
	if utf8.RuneCountInString(text) <= MaxName {
		return nil
	}
	return &trouble{message: "a name has at most " + strconv.Itoa(MaxName) + " characters", since: source.SinceNames}
}

// composes reports whether two characters are one in NFC. Whoever hands a text to this package composes it, which takes
// tables that the engine does not carry. So it knows vowels only, and the accents that all of them have: who forgot it
// is told soon.
func composes(before, r rune) bool {
	return r >= 0x300 && strings.ContainsRune("AEIOUaeiou", before) &&
		strings.ContainsRune("\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u0309\u030C\u030F\u0311\u0323\u0328", r)
}
