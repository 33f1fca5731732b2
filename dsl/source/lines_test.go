package source_test

import (
	"math/rand"
	"strings"
	"testing"

	"hopwise/dsl/source"
)

func TestLines(t *testing.T) {
	const text = "one\ntwo\n\nföur\n"
	lines := source.NewLines(text)
	for _, test := range []struct {
		claim  string
		offset int
		want   source.Position
	}{
		{"the text starts at line 1, column 1", 0, source.Position{Line: 1, Column: 1}},
		{"the end of a line belongs to it", 3, source.Position{Line: 1, Column: 4}},
		{"the next byte starts the next line", 4, source.Position{Line: 2, Column: 1}},
		{"an empty line is a line", 8, source.Position{Line: 3, Column: 1}},
		{"columns are bytes", strings.Index(text, "ur"), source.Position{Line: 4, Column: 4}},
		{"behind the last end of line starts one more", len(text), source.Position{Line: 5, Column: 1}},
		{"an offset before the text is its start", -3, source.Position{Line: 1, Column: 1}},
		{"an offset behind the text is its end", 99, source.Position{Line: 5, Column: 1}},
	} {
		if have := lines.At(test.offset); have != test.want {
			t.Errorf("%s: At(%d)\nhave %v\nwant %v", test.claim, test.offset, have, test.want)
		}
	}
	if have := lines.Line(source.Span{}); have != 0 {
		t.Errorf("the zero span is on no line\nhave %d\nwant 0", have)
	}
	if have := lines.Line(source.Span{Start: 4, End: 9}); have != 2 {
		t.Errorf("a span is on the line where it starts\nhave %d\nwant 2", have)
	}
	if have := source.NewLines("").At(0); have != (source.Position{Line: 1, Column: 1}) {
		t.Errorf("an empty text has a first line\nhave %v\nwant 1:1", have)
	}
}

// TestLinesAgainstCounting compares At with counting the ends of lines before the offset.
func TestLinesAgainstCounting(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 500 {
		text := make([]byte, random.Intn(40))
		for i := range text {
			text[i] = "a\n"[random.Intn(2)]
		}
		lines := source.NewLines(string(text))
		for offset := range len(text) + 1 {
			before := string(text[:offset])
			want := source.Position{
				Line:   1 + strings.Count(before, "\n"),
				Column: offset - strings.LastIndex(before, "\n"),
			}
			if have := lines.At(offset); have != want {
				t.Fatalf("%q: At(%d)\nhave %v\nwant %v", text, offset, have, want)
			}
		}
	}
}

func TestListIsOrderedByPlace(t *testing.T) {
	var list source.List
	list.Warn(source.Span{Start: 7, End: 8}, "third")
	list.Add(source.Span{Start: 3, End: 9}, "first of two at one place")
	list.Add(source.Span{Start: 3, End: 4}, "second of them")
	list.Sort()
	want := []string{"first of two at one place", "second of them", "third"}
	for i, d := range list {
		if d.Message != want[i] {
			t.Errorf("place %d\nhave %s\nwant %s", i, d.Message, want[i])
		}
	}
}

func TestAWarningIsNoError(t *testing.T) {
	var list source.List
	list.Warn(source.Span{}, "probably not meant")
	if list.HasErrors() {
		t.Error("a list of warnings has errors\nwant none")
	}
	list.Add(source.Span{}, "undeclared")
	if !list.HasErrors() {
		t.Error("a list with an error has none\nwant one")
	}
}
