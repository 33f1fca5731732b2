package source_test

import (
	"strings"
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
		{"the controls of UAX #9 turn the direction", "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069", source.Turning},
		{"C0 and C1 are controls", "\x00\x07\x0B\x0C\x1B\x7F\u0080\u0085\u009F", source.Control},
		{"two separators look like the end of a line", "\u2028\u2029", source.Breaking},
	} {
		for _, r := range test.characters {
			if have := source.LookOf(r); have != test.want {
				t.Errorf("%s: LookOf(%U)\nhave %d\nwant %d", test.claim, r, have, test.want)
			}
		}
	}
}

func TestCharacterName(t *testing.T) {
	for r, want := range map[rune]string{
		0x2067: "U+2067 RIGHT-TO-LEFT ISOLATE", 0xAD: "U+00AD SOFT HYPHEN", 0xFFA0: "U+FFA0 HALFWIDTH HANGUL FILLER",
		0xFE0F: "U+FE0F VARIATION SELECTOR-16", 0x1B: "U+001B", 0xE0041: "U+E0041",
	} {
		if have := source.CharacterName(r); have != want {
			t.Errorf("CharacterName(%U)\nhave %q\nwant %q", r, have, want)
		}
	}
}

func TestIsolate(t *testing.T) {
	for _, test := range []struct{ claim, sentence, want string }{
		{"what is ASCII stays", "web-sg has no rule that allows tcp/22 from 203.0.113.10", "web-sg has no rule that allows tcp/22 from 203.0.113.10"},
		{"so does what is written from left to right", "größe → 网络-甲 👩\n\tไทย", "größe → 网络-甲 👩\n\tไทย"},
		{"a Hebrew name is put apart", "דהו -> אבג tcp/443", "«דהו» -> «אבג» tcp/443"},
		{"an Arabic one too, with its marks", "from مُحَمَّد: none", "from «مُحَمَّد»: none"},
		{"a name is one with its hyphens, digits and dots", "דהו-2.eth1 (שרת_a) sends.", "«דהו-2.eth1» («שרת_a») sends."},
		{"the point of a sentence is no part of it", "It is דהו. Then אבג.", "It is «דהו». Then «אבג»."},
		{"a name that was cut is one with its dots", "invalid אבגדהו…: too long", "invalid «אבגדהו…»: too long"},
		{"an arrow is none", "דהו->אבג, דהו → אבג", "«דהו»->«אבג», «דהו» → «אבג»"},
		{"names with a letter of both kinds", "web-דהו and דהו-web", "«web-דהו» and «דהו-web»"},
		{"letters beyond the first plane count", "\U00010900\U00010901 x", "«\U00010900\U00010901» x"},
		{"what turns the direction is taken out", "a \u202Eb\u202C \u2067c\u2069", "a b c"},
		{"so are controls", "a\x1B[31mb", "a[31mb"},
		{"nothing is nothing", "", ""},
	} {
		want := strings.NewReplacer("«", "\u2068", "»", "\u2069").Replace(test.want)
		have := source.Isolate(test.sentence)
		if have != want {
			t.Errorf("%s: Isolate(%q)\nhave %q\nwant %q", test.claim, test.sentence, have, want)
		}
		if again := source.Isolate(have); again != have {
			t.Errorf("%s: isolated again\nhave %q\nwant %q", test.claim, again, have)
		}
	}
}

// FuzzIsolate isolates whatever sentence: done again it changes nothing, every isolate is closed before the next begins, and
// what shows is still there.
func FuzzIsolate(f *testing.F) {
	for _, seed := range []string{"דהו → אבג", "a \u202E\u2067b\u2069\u202C דהו-2…", "\u2068דהו", "\u2069\u2069قبعة.", "x\x00\u0085-ש_\u200Dש", "\xff\xd7"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, sentence string) {
		have := source.Isolate(sentence)
		if again := source.Isolate(have); again != have {
			t.Fatalf("isolated again\nonce  %q\ntwice %q", have, again)
		}
		open := false
		for _, r := range have {
			switch {
			case r == '\u2068' && !open, r == '\u2069' && open:
				open = !open
			case source.LookOf(r) == source.Turning, source.LookOf(r) == source.Control:
				t.Fatalf("have %q with %U in it", have, r)
			}
		}
		if open {
			t.Fatalf("have %q with an isolate that does not end", have)
		}
		if have, want := source.Shown(have), source.Shown(sentence); have != want {
			t.Fatalf("have %q\nwant %q", have, want)
		}
	})
}
