package source_test

import (
	"testing"

	"hopwise/dsl/source"
)

func TestLookOf(t *testing.T) {
	for _, test := range []struct {
		claim      string
		characters string
		want       source.Look
	}{
		{"letters, marks, signs and white space show", "aя世ש\u05B0\u0301é👩\t\n\r \u00A0\u3000\u2800", source.Seen},
		{"default-ignorable characters show nothing", "\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B\u180E\u200B\u200C\u200D\u2060\u2065\u206A\u206F\u3164\uFE00\uFE0F\uFEFF\uFFA0\uFFF0\uFFFB\U0001BCA0\U0001D173\U000E0001\U000E0020\U000E0100\U000E0FFF", source.Unseen},
		{"their neighbours show", "\u00AC\u00AE\u034E\u0350\u115E\u1161\u17B6\u180A\u1810\u200A\u3163\u3165\uFDFF\uFE10\uFF9F\uFFA1\uFFFC\uFFFD\U0001BCA4\U0001D17B\U000E1000", source.Seen},
		{"the last ones of a run too", "\u180F\U0001BCA3\U0001D17A", source.Unseen},
		{"what stands around the runs shows", "\u061B\u061D\u17B3\u2010\u2027\u202F\u205F\uFFEF\U0001BC9F\U0001D172", source.Seen},
		{"the controls of UAX #9 turn the direction", "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069", source.Turning},
		{"C0 and C1 are controls", "\x00\x07\x08\x0B\x0C\x0E\x1B\x1F\x7F\u0080\u0085\u009F", source.Control},
		{"two separators look like the end of a line", "\u2028\u2029", source.Breaking},
	} {
		for _, r := range test.characters {
			if have := source.LookOf(r); have != test.want {
				t.Errorf("%s: LookOf(%U)\nhave %d\nwant %d", test.claim, r, have, test.want)
			}
		}
	}
}

func TestNameOf(t *testing.T) {
	for r, want := range map[rune]string{
		0x2067: "RIGHT-TO-LEFT ISOLATE ", 0xAD: "SOFT HYPHEN ", 0xFFA0: "HALFWIDTH HANGUL FILLER ", 0xFE0F: "VARIATION SELECTOR-16 ", 0x1B: "", 0xE0041: "",
	} {
		if have := source.NameOf(r); have != want {
			t.Errorf("NameOf(%U)\nhave %q\nwant %q", r, have, want)
		}
	}
}
