package dsl_test

import (
	"slices"
	"testing"

	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// TestOutcomesAreThoseOfTheVocabulary holds the outcomes of the traces against the vocabulary's.
func TestOutcomesAreThoseOfTheVocabulary(t *testing.T) {
	var want []string
	for _, o := range vocabulary.Outcomes {
		want = append(want, o.Name)
	}
	if have := trace.Outcomes(); !slices.Equal(have, want) {
		t.Errorf("trace.Outcomes\nhave %v\nwant %v, as vocabulary.Outcomes says", have, want)
	}
}
