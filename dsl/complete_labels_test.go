package dsl

import (
	"regexp"
	"testing"

	"hopwise/dsl/vocabulary"
)

var labelled = regexp.MustCompile(`([a-z]+):(?:NAME|VPC|SUBNET|INSTANCE|PREFIX-LIST|USER)\b`)

// TestNamesAreCompleted holds the labels of the forms against what completion knows to mean by them.
func TestNamesAreCompleted(t *testing.T) {
	for _, r := range vocabulary.Rows {
		for _, form := range r.Forms {
			for _, m := range labelled.FindAllStringSubmatch(form, -1) {
				if meant[m[1]] == nil {
					t.Errorf(
						"%s %s: nothing is offered for %s\nto mend it: say in meant (complete_names.go) which objects it can name",
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

// TestKindsAreCompleted holds the kinds of arguments in the forms against those that completion knows.
func TestKindsAreCompleted(t *testing.T) {
	for _, r := range vocabulary.Rows {
		for _, form := range r.Forms {
			for _, kind := range capitals.FindAllString(form, -1) {
				if fillerOf(kind) == nil {
					t.Errorf(
						"%s %s: nothing is known of %s\nto mend it: say in fillers (complete.go) what is offered for it, nil where it is made up",
						r.Keyword,
						form,
						kind,
					)
				}
			}
		}
	}
}
