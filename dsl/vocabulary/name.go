package vocabulary

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hopwise/dsl/source"
)

// MaxName is how many characters a name may have. It is more than any real name needs, and keeps sentences, drawings
// and file names readable.
const MaxName = 100

func looksLikeName(text string) bool {
	for _, r := range text {
		return unicode.IsLetter(r) || r == '_'
	}
	return false
}

// readName takes letters of any script with their marks, digits, _, and single hyphens inside. Package syntax reports
// and removes characters that do not show.
func readName(text string, v *Reading) *trouble {
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

// tooLong is the trouble with a name that is too long, or nil.
func tooLong(text string) *trouble {
	if utf8.RuneCountInString(text) <= MaxName {
		return nil
	}
	return &trouble{message: "a name has at most " + strconv.Itoa(MaxName) + " characters", since: source.SinceNames}
}

// composes reports whether two characters are one in NFC. Callers compose a text before they read it; the tables for
// that are too large for the engine. This check knows only vowels and the accents that all vowels have, which is enough
// to report a caller that does not compose.
func composes(before, r rune) bool {
	return r >= 0x300 && strings.ContainsRune("AEIOUaeiou", before) &&
		strings.ContainsRune("\u0300\u0301\u0302\u0303\u0304\u0306\u0308\u0309\u030C\u030F\u0311\u0323\u0328", r)
}
