package main

import (
	"path/filepath"
	"strings"
	"testing"

	"hopwise/dsl"
)

// TestGalleryHolds reads every scenario of the gallery: nothing is wrong with it, what it expects is so, it is written
// as the formatter writes it, and whoever opens it finds a title, a note and something to ask.
func TestGalleryHolds(t *testing.T) {
	p, err := openProject()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := p.gallery()
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) < 12 {
		t.Errorf("have %d scenarios, want twelve at least", len(entries))
	}
	for _, e := range entries {
		if e.Title == "" || len(e.Notes) == 0 || len(e.Questions) < 3 {
			t.Errorf(
				"%s: have title %q, %d notes and %d questions: want a title, a note and at least three questions",
				e.Slug,
				e.Title,
				len(e.Notes),
				len(e.Questions),
			)
		}
		if dsl.Format(e.Text) != e.Text {
			t.Errorf(
				"%s is not in its canonical form: go run ./scripts/hopwise fmt %s",
				e.Slug,
				filepath.Join("site", "gallery", "*.vpc"),
			)
		}
	}
}

// TestProveScenarioSaysWhatDoesNotHold shows that the test above could fail.
func TestProveScenarioSaysWhatDoesNotHold(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{dsl.First, ""},
		{strings.Replace(dsl.First, "reachable", "blocked", 1), "first.vpc:38: laptop -> web tcp/443"},
		{dsl.First + "hots laptop 203.0.113.11\n", "first.vpc:39: unexpected hots"},
	} {
		have := ""
		if err := proveScenario("first.vpc", c.text); err != nil {
			have = err.Error()
		}
		if !strings.HasPrefix(have, c.says) || c.says == "" && have != "" {
			t.Errorf("have %q, want %q", have, c.says)
		}
	}
}

func TestAScenarioOfTheGalleryOpens(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.follow(".intro a", "Open a scenario")
	v.untilText("h1", "Scenarios")
	v.follow(".gallery a", "A company's network")
	v.untilText(".bar-title", "A company's network")
	v.untilText(".trace-title", "reachable")
	v.untilText(".findings-title", "No findings")
}
