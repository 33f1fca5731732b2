package lessons

import (
	"github.com/yuin/goldmark/ast"
)

// mentions are what a text says that can be wrong: code, links, excerpts, and markup that is no Markdown.
type mentions struct {
	code     []written // code in prose: `web-sg`
	links    []written // where links lead
	excerpts []written // lines of fenced blocks marked vpc
	markup   []written // raw HTML
}

// collect adds what a document mentions. first is the line of the lesson file where the source starts.
func (m *mentions) collect(doc ast.Node, source []byte, first int) {
	c := collector{m, source, first - 1, first}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker below never fails
		if entering {
			c.visit(n)
		}
		return ast.WalkContinue, nil
	})
}

// A collector knows where it is: not every node has a place of its own, so the last one seen stands for it.
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

// move sets the line to the node's own where it has one: its first line, or its first text's.
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
