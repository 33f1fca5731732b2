package vocabulary

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestWhatIsToldToComposeDoes compares composes with Unicode's NFC for the accents that all vowels have.
func TestWhatIsToldToComposeDoes(t *testing.T) {
	const vowels = "AEIOUaeiou"
	told := 0
	for mark := rune(0x300); mark < 0x340; mark++ {
		all := true
		for _, vowel := range vowels {
			all = all && len([]rune(norm.NFC.String(string([]rune{vowel, mark})))) == 1
		}
		for before := rune(0); before < 0x250; before++ {
			if have, want := composes(before, mark), all && strings.ContainsRune(vowels, before); have != want {
				t.Errorf("composes(%U, %U)\nhave %v\nwant %v", before, mark, have, want)
			} else if have {
				told++
			}
		}
	}
	if told == 0 {
		t.Error("have no pair that composes")
	}
}

func TestNames(t *testing.T) {
	for _, test := range []struct{ claim, name, want string }{
		{"a name of the longest length", strings.Repeat("世", MaxName), ""},
		{"one character more", strings.Repeat("世", MaxName+1), "a name has at most 100 characters"},
		{"characters count, not bytes", strings.Repeat("\U00010900", MaxName), ""},
		{"a word that needs its marks", "हिन्दी", ""},
		{"an accent that no character has", "x̂", ""},
		{"an accent that is its own character", "cafe\u0301", "a letter and its accent are two characters in it"},
		{"the same as one", "café", ""},
		{"a mark alone", "\u0301a", "a name starts with a letter"},
	} {
		have := readName(test.name, &Reading{})
		if test.want == "" && have != nil ||
			test.want != "" && (have == nil || !strings.Contains(have.message, test.want)) {
			t.Errorf("%s: %q\nhave %+v\nwant %q", test.claim, test.name, have, test.want)
		}
	}
}
