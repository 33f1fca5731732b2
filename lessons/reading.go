package lessons

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// lessonFile is the file with a lesson's text.
const lessonFile = "lesson.md"

func readLesson(fsys fs.FS, c *course, number int, slug, folder string) *Lesson {
	l := &Lesson{Number: number, Slug: slug, course: c, findings: findings{folder: folder}}
	text, err := fs.ReadFile(fsys, path.Join(folder, lessonFile))
	if err != nil {
		l.report(0, lessonFile+" is missing", "")
		return l
	}
	l.shelf = readShelf(fsys, folder)
	l.readText(text)
	return l
}

// readText fills the lesson from its Markdown.
func (l *Lesson) readText(source []byte) {
	ctx := parser.NewContext()
	doc := document.Parser().Parse(text.NewReader(source), parser.WithContext(ctx))
	l.takeMatter(ctx)
	l.takeHeadings(doc, source)
	l.mentions.collect(doc, source, 1)
	l.takeBlocks(doc, source)
}

// takeBlocks makes one prose block of the nodes between two live ones.
func (l *Lesson) takeBlocks(doc ast.Node, source []byte) {
	var prose bytes.Buffer
	flush := func() {
		if prose.Len() > 0 {
			l.Blocks = append(l.Blocks, Block{Kind: "prose", HTML: prose.String()})
			prose.Reset()
		}
	}
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		if live, ok := node.(*liveNode); ok {
			flush()
			l.takeLive(live)
			continue
		}
		renderInto(&prose, source, node)
	}
	flush()
}

// kinds reads the live blocks, by the word that marks their fence. Invalid YAML gives the zero block.
var kinds = map[string]func(*Lesson, *liveNode) Block{
	"lab":        (*Lesson).readLab,
	"prediction": (*Lesson).readPrediction,
	"task":       (*Lesson).readTask,
	"contrast":   (*Lesson).readContrast,
	"aside":      (*Lesson).readAside,
}

func (l *Lesson) takeLive(node *liveNode) {
	if read, ok := kinds[node.kind]; ok {
		if b := read(l, node); b.Kind != "" {
			l.Blocks = append(l.Blocks, b)
		}
		return
	}
	hint := "The kinds are " + strings.Join(slices.Sorted(maps.Keys(kinds)), ", ") + ", " + strings.Join(shown, " and ")
	if node.kind == "" {
		hint += ". Around a block that holds a fence of its own go four backticks"
	}
	l.report(node.line, fmt.Sprintf("fenced block %q is undeclared", node.kind), hint)
}

// decode reads a block's YAML into its header, and reports unknown keys.
func (l *Lesson) decode(node *liveNode, header any) bool {
	padding := strings.Repeat("\n", node.line) // so that YAML counts lines of the file
	err := strictly([]byte(padding+node.text), header)
	if err != nil {
		l.reportYAML(node.kind, header, err)
	}
	return err == nil
}

func (l *Lesson) takeHeadings(doc ast.Node, source []byte) {
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		heading, ok := node.(*ast.Heading)
		if !ok {
			continue
		}
		id, _ := heading.AttributeString("id")
		name, _ := id.([]byte)
		l.Headings = append(l.Headings, Heading{heading.Level, string(name), plain(heading, source)})
	}
}
