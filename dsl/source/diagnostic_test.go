package source_test

import (
	"strings"
	"testing"

	"hopwise/dsl/source"
)

func TestALongWordIsCutAtFortyLetters(t *testing.T) {
	for word, want := range map[string]string{
		"":                        "",
		"web":                     "web",
		strings.Repeat("网", 40):   strings.Repeat("网", 40),
		strings.Repeat("网", 41):   strings.Repeat("网", 40) + "…",
		strings.Repeat("a", 1000): strings.Repeat("a", 40) + "…",
	} {
		if have := source.Short(word); have != want {
			t.Errorf("Short(%q)\nhave %q\nwant %q", word, have, want)
		}
	}
}

func TestAReplacementIsOneEditUnderItsText(t *testing.T) {
	at := source.Span{Start: 3, End: 7}
	fix := source.Replace(at, "vswitch")
	if fix.Title != "Write vswitch" || len(fix.Edits) != 1 || fix.Edits[0] != (source.Edit{Span: at, Text: "vswitch"}) {
		t.Errorf("have %+v", fix)
	}
}
