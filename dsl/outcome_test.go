package dsl_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// TestOutcomesAreThoseOfTheVocabulary holds the outcomes of the traces and of the page against the vocabulary's.
func TestOutcomesAreThoseOfTheVocabulary(t *testing.T) {
	var want []string
	for _, o := range vocabulary.Outcomes {
		want = append(want, o.Name)
	}
	if have := trace.Outcomes(); !slices.Equal(have, want) {
		t.Errorf("trace.Outcomes\nhave %v\nwant %v, as vocabulary.Outcomes says", have, want)
	}
	const file = "../site/src/engine.ts"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?m)^export const outcomeKeys = \[(.*)\] as const;$`).FindStringSubmatch(string(text))
	if list == nil {
		t.Fatalf("%s has no line outcomeKeys", file)
	}
	page := strings.Split(strings.ReplaceAll(list[1], "'", ""), ", ")
	if want = append(want, trace.Unknown.String()); !slices.Equal(page, want) {
		t.Errorf("outcomeKeys of %s\nhave %v\nwant %v, as vocabulary.Outcomes says", file, page, want)
	}
}
