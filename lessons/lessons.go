// Package lessons reads the course, renders each lesson and proves every claim that it makes.
//
// A lesson is a folder NN-slug with lesson.md and the scenarios it speaks of as .vpc files beside it, so that the
// command line, the tests and the page read the same files. The Markdown is CommonMark without raw HTML. It starts with
// front matter:
//
//	---
//	title: The missing gateway
//	summary: On AWS a subnet needs a route to the internet gateway. On Alibaba Cloud a public address is enough.
//	minutes: 10
//	clouds: [aws, alibaba]
//	concepts: [route table, internet gateway]
//	builds-on: [1]
//	---
//
// builds-on names earlier lessons by number and is optional. Behind the front matter come headings and paragraphs, and
// between them fenced blocks that the page makes live. Such a block is YAML; prose in it is Markdown again:
//
//	```prediction
//	file: start.vpc
//	question: laptop -> web tcp/443
//	ask: |
//	  The subnet's table has no route to `igw`. What does the laptop see?
//	choices:
//	  - outcome: one-way by public on aws
//	    text: A time-out, though the request reaches `web`.
//	  - outcome: blocked by igw on aws
//	    text: A time-out. The request stops at `igw`.
//	    reply: A gateway that is attached takes the request in.
//	why: |
//	  Nobody asks a route table for the way in.
//	```
//
// The blocks, each described at its type, are lab, prediction, task, contrast and aside. Lines about the answers of a
// scenario (outcome, holds, goals, fails) are written as behind the word expect. Every block that names a file takes
// holds: lines that the text around it relies on. A block that contains a fence is fenced by four backticks.
//
// Three rules make prose checkable. Inline code is the scenario's language: names of the lesson's scenarios, words of
// the language, addresses, ranges and services; text for a terminal or a console stands in an aside or in a fenced
// block. A fenced block is marked vpc, for an excerpt whose lines stand in one of the scenarios, or console, for what a
// terminal shows. A link to another lesson is written ../NN-slug/lesson.md, as a reader of the repository needs it, and
// becomes ../NN-slug/index.html.
//
// All reads, (*Lesson).Prove judges. The package writes no page: it returns blocks with their HTML and their scenarios,
// and the caller asks the engine for traces.
package lessons

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

// The course's own folders. A folder without two digits in front is not a lesson.
//
//go:embed [0-9][0-9]-*
var folders embed.FS

// A Lesson is one lesson, rendered.
type Lesson struct {
	Number   int
	Slug     string // "the-missing-gateway"
	Title    string
	Summary  string
	Minutes  int
	Clouds   []string // words of the language: "aws"
	Concepts []string
	BuildsOn []int // numbers of earlier lessons
	// Headings are the lesson's own table of contents.
	Headings []Heading
	// Blocks are the lesson's content, in order.
	Blocks []Block

	findings // of reading
	shelf    shelf
	mentions mentions
	course   *course
}

// A Heading is a heading of a lesson, for links.
type Heading struct {
	Level int // 2 for ##
	ID    string
	Text  string
}

// A Block is a piece of a lesson. Kind says which other field is set.
type Block struct {
	Kind string // "prose", "lab", "prediction", "task", "contrast", "aside"
	// HTML is the whole of a prose block or an aside.
	HTML       string      `json:",omitempty"`
	Lab        *Lab        `json:",omitempty"`
	Prediction *Prediction `json:",omitempty"`
	Task       *Task       `json:",omitempty"`
	Contrast   *Contrast   `json:",omitempty"`
}

// Folder is the name of the lesson's folder, in the repository and on the site: "02-the-missing-gateway".
func (l *Lesson) Folder() string { return l.folder }

// All is the course, in order. An error names each place that can't be read; Prove checks the claims.
func All() ([]*Lesson, error) { return Read(folders) }

// A course has all lessons, for the links between them.
type course struct{ lessons []*Lesson }

// Read reads a course from a folder of lessons.
func Read(fsys fs.FS) ([]*Lesson, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	c := &course{}
	for _, entry := range entries {
		if number, slug, ok := splitFolder(entry); ok {
			c.lessons = append(c.lessons, readLesson(fsys, c, number, slug, entry.Name()))
		}
	}
	slices.SortFunc(c.lessons, func(a, b *Lesson) int { return a.Number - b.Number })
	return c.lessons, c.unreadable()
}

// splitFolder splits "02-the-missing-gateway" into 2 and "the-missing-gateway".
func splitFolder(entry fs.DirEntry) (number int, slug string, ok bool) {
	digits, slug, ok := strings.Cut(entry.Name(), "-")
	if !ok || !entry.IsDir() || len(digits) != 2 {
		return 0, "", false
	}
	for _, d := range digits {
		if d < '0' || d > '9' {
			return 0, "", false
		}
		number = number*10 + int(d-'0')
	}
	return number, slug, true
}

func (c *course) unreadable() error {
	var all []Problem
	for _, l := range c.lessons {
		all = append(all, l.problems...)
	}
	return joined(all)
}

// numbered returns the lesson of that number, or nil.
func (c *course) numbered(n int) *Lesson {
	for _, l := range c.lessons {
		if l.Number == n {
			return l
		}
	}
	return nil
}

// inFolder returns the lesson in that folder, or nil.
func (c *course) inFolder(name string) *Lesson {
	for _, l := range c.lessons {
		if l.folder == name {
			return l
		}
	}
	return nil
}
