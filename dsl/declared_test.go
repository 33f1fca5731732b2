package dsl_test

import (
	"strings"
	"testing"

	"hopwise/dsl"
)

// TestEveryObjectKnowsItsStatement: the place of a declared object is the line that names it.
func TestEveryObjectKnowsItsStatement(t *testing.T) {
	for _, text := range everyScenario(t) {
		for _, c := range dsl.Load(text).Network.Clouds {
			for _, o := range c.Objects {
				b := o.Base()
				line := text[b.Span.Start:b.Span.End]
				if name := b.Name[strings.LastIndex(b.Name, ".")+1:]; !strings.Contains(line, name) {
					t.Errorf("%s %s\nhave its statement %q\nwant the one that names it\n%s", b.Noun, b.Name, line, text)
				}
			}
		}
	}
}
