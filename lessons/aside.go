package lessons

import (
	"fmt"
	"html"
	"strings"

	"gopkg.in/yaml.v3"
)

// An aside names, for each cloud, the page of the console and the call of the command line for what was done:
//
//	```aside
//	title: Where you do this
//	text: |
//	  Your own account, not this page.
//	ways:
//	  aws: |
//	    In the console …
//	```
//
// Its code is not of the scenario's language and is not checked. text and ways are optional. Its HTML is an <aside>
// with one <section data-cloud="…"> for each way.
type asideHeader struct {
	Title written `yaml:"title"`
	Text  written `yaml:"text"`
	Ways  ways    `yaml:"ways"`
}

// A way is the steps in one cloud; ways keep the order of the text.
type (
	way struct {
		cloud written
		text  written
	}
	ways []way
)

// UnmarshalYAML reads a mapping without losing its order.
func (w *ways) UnmarshalYAML(node *yaml.Node) error {
	for i := 0; i+1 < len(node.Content); i += 2 {
		var one way
		if err := node.Content[i].Decode(&one.cloud); err != nil {
			return err
		}
		if err := node.Content[i+1].Decode(&one.text); err != nil {
			return err
		}
		*w = append(*w, one)
	}
	return nil
}

func (l *Lesson) readAside(node *liveNode) Block {
	var h asideHeader
	if !l.decode(node, &h) {
		return Block{}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "<aside>\n<h3>%s</h3>\n%s", html.EscapeString(h.Title.text), l.renderAside(h.Text))
	for _, one := range h.Ways {
		out.WriteString(l.renderWay(one))
	}
	out.WriteString("</aside>\n")
	return Block{Kind: node.kind, HTML: out.String()}
}

func (l *Lesson) renderWay(w way) string {
	title := cloudTitle(w.cloud.text)
	if title == "" {
		l.report(w.cloud.line, fmt.Sprintf("cloud %q is undeclared", w.cloud.text), cloudHint)
	}
	return fmt.Sprintf("<section data-cloud=\"%s\">\n<h4>%s</h4>\n%s</section>\n",
		html.EscapeString(w.cloud.text), html.EscapeString(title), l.renderAside(w.text))
}

// renderAside is render without a check of the code: it notes only links and markup.
func (l *Lesson) renderAside(w written) string {
	var noted mentions
	out := l.renderNoting(w, &noted)
	l.mentions.links = append(l.mentions.links, noted.links...)
	l.mentions.markup = append(l.mentions.markup, noted.markup...)
	return out
}
