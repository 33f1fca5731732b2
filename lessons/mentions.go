package lessons

import (
	"github.com/yuin/goldmark/ast"
)

// mentions are the parts of a text that can be wrong: code, links, excerpts, and raw HTML.
type mentions struct {
	code     []written // code in prose: `web-sg`
	links    []written // targets of links
	excerpts []written // lines of fenced blocks marked vpc
	markup   []written // raw HTML
}

// collect adds the mentions of a document. first is the line of the lesson file where the source starts.
func (m *mentions) collect(doc ast.Node, source []byte, first int) {
	c := collector{m, source, first - 1, first}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker below never fails
		if entering {
			c.visit(n)
		}
		return ast.WalkContinue, nil
	})
}

// A collector walks a document and keeps the line that it is at: a node without a place of its own gets the last one
// seen.
type collector struct {
	*mentions
	source []byte
	above  int // lines of the file above the source
	line   int
}

func (c *collector) visit(node ast.Node) {
	c.move(node)
	switch n := node.(type) {
	case *ast.CodeSpan:
		c.code = append(c.code, c.at(plain(n, c.source)))
	case *ast.Link:
		c.links = append(c.links, c.at(string(n.Destination)))
	case *ast.RawHTML, *ast.HTMLBlock:
		c.markup = append(c.markup, c.at(""))
	case *ast.FencedCodeBlock:
		if language(n, c.source) == "vpc" {
			c.excerpt(n)
		}
	}
}

func (c *collector) at(text string) written { return written{text, c.line} }

func (c *collector) excerpt(fence *ast.FencedCodeBlock) {
	for i := range fence.Lines().Len() {
		at := fence.Lines().At(i)
		line := c.above + lineAt(c.source, at.Start)
		c.excerpts = append(c.excerpts, written{string(at.Value(c.source)), line})
	}
}

// move sets the line to that of the node, or of its first text, if it has one.
func (c *collector) move(node ast.Node) {
	if node.Type() == ast.TypeBlock && node.Lines().Len() > 0 {
		c.line = c.above + lineAt(c.source, node.Lines().At(0).Start)
	}
	text, ok := node.(*ast.Text)
	if !ok {
		text, ok = node.FirstChild().(*ast.Text)
	}
	if ok {
		c.line = c.above + lineAt(c.source, text.Segment.Start)
	}
}
