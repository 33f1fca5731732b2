package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"

	"hopwise/dsl"
	"hopwise/lessons"
)

// A page is one HTML file of the site, before it is drawn.
type page struct {
	path        string // "lessons/index.html"
	frame       string // the template: index.html, but for the page in other people's frames
	root        string // from the page to the site's root: "../"
	title       string
	description string
	script      string
	content     any // PageToDraw of site/src/draw.ts
}

// A drawnPage is what the TypeScript makes of a page: DrawnPage of site/src/draw.ts.
type drawnPage struct {
	Body string          `json:"body"`
	Data json.RawMessage `json:"data"`
}

// drawPages draws every page of the site.
func (p project) drawPages() ([]page, []drawnPage, error) {
	pages, err := p.allPages()
	if err != nil {
		return nil, nil, err
	}
	drawn, err := p.draw(pages)
	return pages, drawn, err
}

// writePages writes the drawn pages into dist.
func (p project) writePages(dist string, pages []page, drawn []drawnPage, imports scriptImports) error {
	frames, err := template.ParseFiles(p.in("index.html"), p.in("site", "embed.html"))
	if err != nil {
		return err
	}
	for i, page := range pages {
		if err := page.write(dist, frames, drawn[i], imports[page.script]); err != nil {
			return err
		}
	}
	return nil
}

// allPages are the pages of the site, the playground first.
func (p project) allPages() ([]page, error) {
	course, err := provenLessons()
	if err != nil {
		return nil, err
	}
	scenarios, err := p.gallery()
	if err != nil {
		return nil, err
	}
	pages := []page{playgroundPage(), embedPage(), lessonsPage(course), galleryPage(scenarios)}
	for i, lesson := range course {
		pages = append(pages, lessonPage(lesson, course[i+1:]))
	}
	licences, err := p.noticesPage()
	if err != nil {
		return nil, err
	}
	reference, err := p.referencePages()
	return append(append(pages, licences), reference...), err
}

// provenLessons is the course; one claim that does not hold, and there is no site.
func provenLessons() ([]*lessons.Lesson, error) {
	course, err := lessons.All()
	if err != nil {
		return nil, err
	}
	var problems []error
	for _, lesson := range course {
		for _, problem := range lesson.Prove() {
			problems = append(problems, problem)
		}
	}
	return course, errors.Join(problems...)
}

func playgroundPage() page {
	return page{
		path:        "index.html",
		title:       "Hopwise: where does the packet go?",
		description: "Trace a packet through cloud networks, side by side, with every decision explained. Runs in your browser; nothing is sent anywhere.",
		script:      "playground.js",
		content: struct {
			Kind  string `json:"kind"`
			Scene scene  `json:"scene"`
		}{"playground", answered(dsl.First, "")},
	}
}

// embedPage shows a scenario in the frame of another page. Its template has a policy of its own, and leaves out the
// script that reads what the visitor chose here: the page that it stands in is not ours.
func embedPage() page {
	return page{
		path:   "embed.html",
		frame:  "embed.html",
		title:  "A scenario in Hopwise",
		script: "embed.js",
		content: struct {
			Kind string `json:"kind"`
		}{"embed"},
	}
}

func lessonsPage(course []*lessons.Lesson) page {
	return page{
		path:        "lessons/index.html",
		root:        "../",
		title:       "Lessons · Hopwise",
		description: "A course in cloud networks: each lesson starts from something that does not work.",
		script:      "lesson.js",
		content: struct {
			Kind    string        `json:"kind"`
			Lessons []lessonEntry `json:"lessons"`
		}{"lessons", entries(course)},
	}
}

func lessonPage(lesson *lessons.Lesson, later []*lessons.Lesson) page {
	return page{
		path:        "lessons/" + lesson.Folder() + "/index.html",
		root:        "../../",
		title:       lesson.Title + " · Hopwise",
		description: lesson.Summary,
		script:      "lesson.js",
		content: struct {
			Kind   string    `json:"kind"`
			Lesson lessonDoc `json:"lesson"`
		}{"lesson", newLessonDoc(lesson, later)},
	}
}

// draw runs the page's own TypeScript in Node, over all pages at once.
func (p project) draw(pages []page) ([]drawnPage, error) {
	dir, err := os.MkdirTemp("", "hopwise-draw")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := bundle(p.nodeScripts(dir, p.in("site/src/prerender.ts"))); err != nil {
		return nil, err
	}
	// A rooted is RootedPage of site/src/draw.ts.
	type rooted struct {
		Root string `json:"root"`
		Page any    `json:"page"`
	}
	var all []rooted
	for _, page := range pages {
		all = append(all, rooted{page.root, page.content})
	}
	input, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	return runDrawing(filepath.Join(dir, "prerender.mjs"), input)
}

func runDrawing(script string, input []byte) ([]drawnPage, error) {
	node := exec.Command("node", script)
	var complaint bytes.Buffer
	node.Stdin, node.Stderr = bytes.NewReader(input), &complaint
	out, err := node.Output()
	if err != nil {
		return nil, fmt.Errorf("drawing the pages: %w\n%s", err, complaint.Bytes())
	}
	var drawn []drawnPage
	return drawn, json.Unmarshal(out, &drawn)
}

// write puts the drawn page into its frame. What was drawn is markup already; the data is JSON that this program's
// encoder wrote or reads as such, with every < in it escaped.
func (pg page) write(dist string, frames *template.Template, drawn drawnPage, imports []string) error {
	var data bytes.Buffer
	json.HTMLEscape(&data, drawn.Data)
	var out bytes.Buffer
	err := frames.ExecuteTemplate(&out, cmp.Or(pg.frame, "index.html"), map[string]any{
		"Title": pg.title, "Description": pg.description, "Root": pg.root, "Script": pg.script, "Imports": imports,
		"Body": template.HTML(drawn.Body), "Data": template.JS(data.String()),
	})
	if err != nil {
		return err
	}
	file := filepath.Join(dist, filepath.FromSlash(pg.path))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}
