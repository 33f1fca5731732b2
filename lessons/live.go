package lessons

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// shown are the marks of fenced blocks that stay ordinary Markdown.
var shown = []string{"vpc", "console"}

// kindLive is the node kind of a live block.
var kindLive = ast.NewNodeKind("Live")

// A liveNode is a live block whose YAML is not read yet.
type liveNode struct {
	ast.BaseBlock
	kind string
	text string
	line int // of the fence
}

// Kind is the node's kind.
func (n *liveNode) Kind() ast.NodeKind { return kindLive }

// Dump prints the node for a person who debugs.
func (n *liveNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"kind": n.kind}, nil)
}

// live is the goldmark extension for live blocks.
type live struct{}

// Extend adds the extension to a Markdown.
func (live) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(live{}, 0)))
}

// Transform replaces each fenced block by a live node, unless its mark is in shown.
func (live) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	for node := doc.FirstChild(); node != nil; {
		next := node.NextSibling()
		fence, ok := node.(*ast.FencedCodeBlock)
		if kind := language(fence, source); ok && !slices.Contains(shown, kind) {
			doc.ReplaceChild(
				doc,
				node,
				&liveNode{kind: kind, text: body(fence, source), line: fenceLine(fence, source)},
			)
		}
		node = next
	}
}

func language(fence *ast.FencedCodeBlock, source []byte) string {
	if fence == nil {
		return ""
	}
	return string(fence.Language(source))
}

// body is the text between the fences.
func body(fence *ast.FencedCodeBlock, source []byte) string {
	var out bytes.Buffer
	for i := range fence.Lines().Len() {
		at := fence.Lines().At(i)
		out.Write(at.Value(source))
	}
	return out.String()
}

// fenceLine is the line of the opening fence, 0 if the block has neither a mark nor a line.
func fenceLine(fence *ast.FencedCodeBlock, source []byte) int {
	switch {
	case fence.Info != nil:
		return lineAt(source, fence.Info.Segment.Start)
	case fence.Lines().Len() > 0:
		return lineAt(source, fence.Lines().At(0).Start) - 1
	}
	return 0
}

// lineAt is the line of an offset, from 1.
func lineAt(source []byte, offset int) int {
	return 1 + bytes.Count(source[:offset], []byte("\n"))
}
