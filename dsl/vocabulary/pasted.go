package vocabulary

import (
	"slices"
	"strings"

	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// ownWords is for a text in the format of another tool.
const ownWords = "A scenario has words of its own: cloud aws { vpc shop 10.0.0.0/16 { … } }."

// terraformWords begin the blocks of Terraform, each with a text in quotes or a brace behind them.
var terraformWords = []string{"resource", "provider", "terraform", "variable", "module", "data", "locals", "output"}

// templateKeys begin the lines of templates in YAML.
var templateKeys = []string{
	"AWSTemplateFormatVersion:", "ROSTemplateFormatVersion:", "Resources:", "apiVersion:", "Description:", "Parameters:",
	"Transform:", "heat_template_version:", "---",
}

// Pasted returns the one problem of a text that is in the format of another tool, by how it begins; nil for any other
// text. Each of its lines would be a problem of its own.
func Pasted(f *syntax.File) *source.Diagnostic {
	if len(f.Statements) == 0 {
		return nil
	}
	first := f.Statements[0]
	format := formatOf(first)
	if format == "" {
		return nil
	}
	at := first.Span
	if len(first.Words) > 0 {
		at = first.Words[0].Span
	}
	var found source.List
	d := found.Add(at, "this text is %s, and no scenario", format)
	d.Hint = ownWords
	return d
}

// formatOf is the format of a text that begins with a statement, empty for a scenario.
func formatOf(first *syntax.Statement) string {
	if len(first.Words) == 0 {
		if len(first.Body) > 0 && len(first.Body[0].Words) > 0 && first.Body[0].Words[0].Kind == syntax.Text {
			return "JSON"
		}
		return ""
	}
	switch w := first.Words[0]; {
	case strings.HasPrefix(w.Text, "<") && w.Kind == syntax.Bare:
		return "XML"
	case strings.HasPrefix(w.Text, "["):
		return "JSON"
	case slices.Contains(templateKeys, w.Text):
		return "YAML"
	case slices.Contains(terraformWords, w.Text) && first.HasBlock() && hasOnlyTexts(first.Words[1:]):
		return "Terraform"
	}
	return ""
}

func hasOnlyTexts(words []syntax.Word) bool {
	for _, w := range words {
		if w.Kind != syntax.Text {
			return false
		}
	}
	return true
}
