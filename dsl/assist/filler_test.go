package assist

import (
	"testing"

	"hopwise/dsl/vocabulary"
)

// TestKindsAreCompleted checks that completion knows every kind of argument in the forms.
func TestKindsAreCompleted(t *testing.T) {
	for _, r := range vocabulary.Rows {
		for a := range r.Args() {
			if fillerOf(a.Kind()) == nil {
				t.Errorf(
					"%s: nothing is known of %s\nto mend it: say in fillers (completion.go) what is offered for it, nil where it is made up",
					r.Keyword,
					a.Kind(),
				)
			}
		}
	}
}
