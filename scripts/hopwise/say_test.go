package main

import (
	"strings"
	"testing"
)

func TestIsolated(t *testing.T) {
	for _, test := range []struct{ claim, text, want string }{
		{"what is ASCII stays", "web-sg has no rule that allows tcp/22 from 203.0.113.10\n\tok", "web-sg has no rule that allows tcp/22 from 203.0.113.10\n\tok"},
		{"so does what is written from left to right", "größe → 网络-甲 👩 ไทย", "größe → 网络-甲 👩 ไทย"},
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
	} {
		want := strings.NewReplacer("«", "\u2068", "»", "\u2069").Replace(test.want)
		have := isolated(test.text)
		if have != want {
			t.Errorf("%s: isolated(%q)\nhave %q\nwant %q", test.claim, test.text, have, want)
		}
		if again := isolated(have); again != have {
			t.Errorf("%s: isolated again\nhave %q\nwant %q", test.claim, again, have)
		}
	}
}

// hebrew is a scenario whose names are written from right to left, and which does not hold.
const hebrew = `host דהו 203.0.113.10
cloud aws {
  vpc רשת 10.0.0.0/16 {
    security-group קבוצה { }
    subnet חזית 10.0.1.0/24 { instance אבג 10.0.1.10 { security-group קבוצה } }
  }
}
expect דהו -> אבג tcp/443 reachable
expect no finding unused
`

// TestNamesFromRightToLeftAreIsolated holds that no command prints such a name bare.
func TestNamesFromRightToLeftAreIsolated(t *testing.T) {
	name := file(t, hebrew+"host דהו 203.0.113.11\n")
	for _, args := range [][]string{{"check", name}, {"trace", name}, {"trace", "--rules", name}, {"findings", name}, {"trace", name, "אבג -> שום tcp/1"}} {
		_, out, errs := call(args...)
		printed := out + errs
		if !strings.Contains(printed, "\u2068") {
			t.Errorf("hopwise %v: have no isolate in\n%s", args, printed)
		}
		for i, part := range strings.Split(printed, "\u2068") {
			if _, rest, closed := strings.Cut(part, "\u2069"); i > 0 && !closed || rightToLeft.MatchString(rest) ||
				i == 0 && rightToLeft.MatchString(part) {
				t.Errorf("hopwise %v: have %q, want each name between U+2068 and U+2069", args, part)
			}
		}
	}
}
