package dsl

import (
	"regexp"
	"testing"

	"hopwise/dsl/vocabulary"
)

var labelled = regexp.MustCompile(`([a-z]+):NAME`)

// TestNamesAreCompleted holds the labels of the forms against what completion knows to mean by them.
func TestNamesAreCompleted(t *testing.T) {
	for _, r := range vocabulary.Rows {
		for _, form := range r.Forms {
			for _, m := range labelled.FindAllStringSubmatch(form, -1) {
				if meant[m[1]] == nil {
					t.Errorf("%s %s: nothing is offered for %s\nto mend it: say in meant (complete_names.go) which objects it can name", r.Keyword, form, m[0])
				}
			}
		}
	}
}
