package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hopwise/dsl"
	"hopwise/wasm/api"
)

// A galleryEntry is a scenario of the gallery: GalleryEntry of site/src/gallery/gallery.ts.
type galleryEntry struct {
	Slug      string         `json:"slug"` // its file's name without number and ending
	Title     string         `json:"title"`
	Notes     []string       `json:"notes"`
	Text      string         `json:"text"`
	Questions []galleryAsked `json:"questions"`
}

// A galleryAsked is a question with its outcome in each cloud: GalleryAsked of site/src/gallery/gallery.ts.
type galleryAsked struct {
	Text   string        `json:"text"`
	Clouds []api.Outcome `json:"clouds"`
}

// gallery are the scenarios of site/gallery, in the order of their numbers. What one of them claims and does not hold
// is an error: there is no site with it.
func (p project) gallery() ([]galleryEntry, error) {
	names, err := filepath.Glob(p.in("site", "gallery", "*.vpc"))
	if err != nil {
		return nil, err
	}
	var entries []galleryEntry
	var problems []error
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		problems = append(problems, proveScenario(filepath.Base(name), string(text)))
		entries = append(entries, newGalleryEntry(filepath.Base(name), string(text)))
	}
	return entries, errors.Join(problems...)
}

// proveScenario says what is wrong with a scenario, and which of its expectations does not hold.
func proveScenario(name, text string) error {
	s := dsl.Load(text)
	var problems []error
	for _, d := range s.Problems {
		problems = append(problems, fmt.Errorf("%s:%d: %s", name, s.Lines.Line(d.Span), d.Message))
	}
	for _, q := range s.Questions() {
		for _, v := range s.Judge(q) {
			if !v.Holds {
				problems = append(problems, fmt.Errorf("%s:%d: %s: %s", name, s.Lines.Line(q.Span), q, v.Mismatch))
			}
		}
	}
	for _, e := range s.Exposures() {
		if x := s.Expose(e); !x.Holds {
			problems = append(problems, fmt.Errorf("%s:%d: %s", name, s.Lines.Line(e.Span), x.Mismatch))
		}
	}
	return errors.Join(problems...)
}

func newGalleryEntry(name, text string) galleryEntry {
	answer := api.AnswerText(text, 0)
	_, slug, _ := strings.Cut(strings.TrimSuffix(name, ".vpc"), "-")
	entry := galleryEntry{Slug: slug, Title: answer.Title, Notes: answer.Notes, Text: text, Questions: []galleryAsked{}}
	for _, q := range answer.Questions {
		entry.ask(q)
	}
	return entry
}

// ask adds a question. What is expected of each cloud in a statement of its own is one question still.
func (e *galleryEntry) ask(q api.Question) {
	if n := len(e.Questions); n > 0 && e.Questions[n-1].Text == q.Text && !e.Questions[n-1].shares(q) {
		e.Questions[n-1].Clouds = append(e.Questions[n-1].Clouds, q.Clouds...)
		return
	}
	e.Questions = append(e.Questions, galleryAsked{q.Text, q.Clouds})
}

// shares says whether a cloud has an outcome in both.
func (a galleryAsked) shares(q api.Question) bool {
	for _, mine := range a.Clouds {
		for _, other := range q.Clouds {
			if mine.Cloud == other.Cloud {
				return true
			}
		}
	}
	return false
}

func galleryPage(entries []galleryEntry) page {
	return page{
		path:        "gallery/index.html",
		root:        "../",
		title:       "Scenarios · Hopwise",
		description: "Scenarios worth opening, from one machine to a company's network.",
		script:      "reference.js",
		content: struct {
			Kind      string         `json:"kind"`
			Scenarios []galleryEntry `json:"scenarios"`
		}{"gallery", entries},
	}
}
