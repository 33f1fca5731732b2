package lessons

import (
	"bytes"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.abhg.dev/goldmark/frontmatter"
)

// document reads a whole lesson, passage the Markdown inside one of its blocks.
var (
	document = goldmark.New(
		goldmark.WithExtensions(
			&frontmatter.Extender{Formats: []frontmatter.Format{matterFormat}},
			live{},
			pageLinks{},
		),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	)
	passage = goldmark.New(goldmark.WithExtensions(pageLinks{}))
)

// render returns the HTML of a piece of Markdown and notes its mentions.
func (l *Lesson) render(w written) string {
	return l.renderNoting(w, &l.mentions)
}

// renderNoting is render with another place for the mentions.
func (l *Lesson) renderNoting(w written, into *mentions) string {
	source := []byte(w.text)
	doc := passage.Parser().Parse(text.NewReader(source))
	into.collect(doc, source, w.line)
	var out bytes.Buffer
	renderInto(&out, source, doc)
	return out.String()
}

// renderAll is render for a list.
func (l *Lesson) renderAll(all []written) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = l.render(w)
	}
	return out
}

// renderInto writes a node's HTML to memory, which does not fail.
func renderInto(out *bytes.Buffer, source []byte, node ast.Node) {
	if err := passage.Renderer().Render(out, source, node); err != nil {
		panic("lessons: a buffer took no more: " + err.Error())
	}
}

// plain is a node's text without its markup.
func plain(node ast.Node, source []byte) string {
	var out bytes.Buffer
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker below never fails
		if t, ok := n.(*ast.Text); ok && entering {
			out.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return out.String()
}

// pageLinks is the goldmark extension that turns a link to another lesson's file into one to its page.
type pageLinks struct{}

// Extend adds the extension to a Markdown.
func (pageLinks) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithASTTransformers(util.Prioritized(pageLinks{}, 100)))
}

// Transform rewrites the links.
func (pageLinks) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker below never fails
		if link, ok := n.(*ast.Link); ok && entering {
			link.Destination = []byte(pageLink(string(link.Destination)))
		}
		return ast.WalkContinue, nil
	})
}

// pageFile is the name of a lesson's page in its folder on the site.
const pageFile = "index.html"

func pageLink(to string) string {
	file, anchor, _ := strings.Cut(to, "#")
	if path.Base(file) != lessonFile {
		return to
	}
	page := path.Join(path.Dir(file), pageFile)
	if anchor != "" {
		page += "#" + anchor
	}
	return page
}
