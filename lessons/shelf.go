package lessons

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"hopwise/dsl"
	"hopwise/dsl/source"
)

// scenarioSuffix is the suffix of scenarios in a lesson's folder.
const scenarioSuffix = ".vpc"

// A shelf has the scenarios in a lesson's folder, by file name.
type shelf map[string]*scenario

// A scenario is one file of the shelf, and whether a block uses it.
type scenario struct {
	*dsl.Scenario
	file string
	text string
	used bool
}

func readShelf(fsys fs.FS, folder string) shelf {
	s := shelf{}
	files, _ := fs.Glob(fsys, path.Join(folder, "*"+scenarioSuffix)) // the pattern is well formed
	for _, name := range files {
		if text, err := fs.ReadFile(fsys, name); err == nil {
			file := path.Base(name)
			s[file] = &scenario{dsl.Load(string(text)), file, string(text), false}
		}
	}
	return s
}

// take returns the scenario that a block names; without one it reports a problem and returns an empty scenario.
func (l *Lesson) take(file written) *scenario {
	s, ok := l.shelf[file.text]
	if !ok {
		l.report(file.line, fmt.Sprintf("file %q is not in the lesson's folder", file.text), l.shelf.hint())
		return &scenario{dsl.Load(""), file.text, "", true}
	}
	s.used = true
	return s
}

func (s shelf) hint() string {
	hint := "There are"
	for _, name := range slices.Sorted(maps.Keys(s)) {
		hint += " " + name
	}
	return hint
}

// proveShelf wants every scenario to be without errors, in its canonical form, and used by a block.
func (p *proof) proveShelf() {
	for _, file := range slices.Sorted(maps.Keys(p.lesson.shelf)) {
		s := p.lesson.shelf[file]
		lines := source.NewLines(s.text)
		for _, d := range s.Problems {
			p.reportIn(file, lines.Line(d.Span), d.Message, d.Hint)
		}
		if dsl.Format(s.text) != s.text {
			p.reportIn(file, 0, "the scenario is not in its canonical form", "Run hopwise fmt on it")
		}
		if !s.used {
			p.reportIn(file, 0, "no block of the lesson uses the file", "Name it in a block, or take it away")
		}
	}
}
