package assist

import (
	"regexp"
	"testing"

	"hopwise/dsl/vocabulary"
)

var labelled = regexp.MustCompile(`([a-z]+):(?:NAME|VPC|SUBNET|INSTANCE|PREFIX-LIST|USER)\b`)

// TestNamesAreCompleted checks that completion knows every label of a name in the forms.
func TestNamesAreCompleted(t *testing.T) {
	for _, r := range vocabulary.Rows {
		for _, form := range r.Forms {
			for _, m := range labelled.FindAllStringSubmatch(form, -1) {
				if meant(m[1]) == nil {
					t.Errorf(
						"%s %s: nothing is offered for %s\nto mend it: say in meanings (name.go) which objects it can name",
						r.Keyword,
						form,
						m[0],
					)
				}
			}
		}
	}
}

var capitals = regexp.MustCompile(`[A-Z][A-Z-]*[A-Z]`)

// TestKindsAreCompleted checks that completion knows every kind of argument in the forms.
func TestKindsAreCompleted(t *testing.T) {
	for _, r := range vocabulary.Rows {
		for _, form := range r.Forms {
			for _, kind := range capitals.FindAllString(form, -1) {
				if fillerOf(kind) == nil {
					t.Errorf(
						"%s %s: nothing is known of %s\nto mend it: say in fillers (completion.go) what is offered for it, nil where it is made up",
						r.Keyword,
						form,
						kind,
					)
				}
			}
		}
	}
}
