package reference_test

import (
	"testing"

	"hopwise/dsl/reference"
)

// TestEveryFindingHasAFact checks that every finding rests on a fact of some cloud.
func TestEveryFindingHasAFact(t *testing.T) {
	for _, f := range reference.Findings() {
		if len(f.Facts) == 0 {
			t.Errorf("%s rests on no fact of any cloud\nto mend it: add a Basis to dsl/cloud", f.Code)
		}
	}
}
