package lessons

import "gopkg.in/yaml.v3"

// written is text of a lesson with the line of the file where it starts, so that whoever judges it can point.
type written struct {
	text string
	line int
}

// UnmarshalYAML keeps the line that a plain string would lose. A block scalar starts below the sign that announces it.
func (w *written) UnmarshalYAML(node *yaml.Node) error {
	w.line = node.Line
	if node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		w.line++
	}
	return node.Decode(&w.text)
}

// texts drops the lines' places.
func texts(all []written) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = w.text
	}
	return out
}
