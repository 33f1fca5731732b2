package lessons

import "gopkg.in/yaml.v3"

// written is text of a lesson with the line of the file where it starts, for reports.
type written struct {
	text string
	line int
}

// UnmarshalYAML keeps the line. A block scalar starts below the sign that announces it.
func (w *written) UnmarshalYAML(node *yaml.Node) error {
	w.line = node.Line
	if node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		w.line++
	}
	return node.Decode(&w.text)
}

// texts returns the texts without their lines.
func texts(all []written) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = w.text
	}
	return out
}
