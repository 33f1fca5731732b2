package vocabulary

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TestWhatIsToldToComposeDoes holds composes against Unicode's own form: whatever it says is so, and it knows every pair that
// an ASCII letter, a Kana or a Hangul one comes apart into.
func TestWhatIsToldToComposeDoes(t *testing.T) {
	told := 0
	for before := rune(0); before < 0xD7B0; before++ {
		if before > unicode.MaxLatin1 && before < 0x1100 || before > 0x1112 && before < 0x3040 || before > 0x30FF && before < 0xAC00 {
			continue
		}
		for _, marks := range [][2]rune{{0x300, 0x338}, {0x1161, 0x1175}, {0x11A8, 0x11C2}, {0x3099, 0x309A}} {
			for mark := marks[0]; mark <= marks[1]; mark++ {
				apart := string([]rune{before, mark})
				want := norm.NFC.String(apart) != apart && norm.NFC.IsNormalString(string(before))
				if before > unicode.MaxASCII && before <= unicode.MaxLatin1 || !unicode.IsLetter(before) {
					want = false
				}
				have := composes(before, mark)
				if have {
					told++
				}
				if have != want {
					t.Errorf("composes(%U, %U)\nhave %v\nwant %v", before, mark, have, want)
				}
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
		{"one character more", strings.Repeat("世", MaxName+1), "has at most 100 characters, and this one has 101"},
		{"characters count, not bytes", strings.Repeat("\U00010900", MaxName), ""},
		{"a word that needs its marks", "हिन्दी", ""},
		{"an accent that no character has", "x̂", ""},
		{"an accent that is its own character", "cafe\u0301", "e and U+0301 are one letter in two characters"},
		{"the same as one", "café", ""},
		{"a mark around a letter", "a\u20DD", "not '\u20DD'"},
		{"a mark alone", "\u0301a", "a name starts with a letter"},
	} {
		have := readName(test.name, &Value{})
		if test.want == "" && have != nil || test.want != "" && (have == nil || !strings.Contains(have.message, test.want)) {
			t.Errorf("%s: %q\nhave %+v\nwant %q", test.claim, test.name, have, test.want)
		}
	}
}
