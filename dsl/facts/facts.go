// Package facts has the evidence: what each cloud does, as far as verdicts, findings, doors, hints and lessons rest on
// it.
//
// A page is a Markdown file, one for each cloud, and clouds.md for what holds in every cloud that has the thing:
//
//	# AWS
//
//	What stands on this page.
//
//	## Security groups
//
//	### security-group-stateful
//
//	A security group remembers what it let through, so the answer passes without a rule.
//
//	- documented: [Security group connection tracking](https://docs.aws.amazon.com/…), EC2 User Guide, AWS, 2025
//
// A fact has a key, one paragraph, and a list of sources. A source is its sureness, the title and address of the page
// (an address may be unknown), and its book, publisher and year. An item "moved" says that the cloud has changed since,
// and that a verdict still has to follow.
//
// A fact is named by its page and its key: aws/security-group-stateful. The engine in the browser carries only the
// facts that it shows; the site makes pages of the reference from all.
package facts

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.md
var files embed.FS

// A Page has the facts of one cloud, or of all clouds.
type Page struct {
	// Key is the first part of its facts' keys: "aws".
	Key string
	// Title is the cloud's name, Intro the page's first paragraph.
	Title, Intro string
	Sections     []Section
}

// A Section has the facts about one subject.
type Section struct {
	Title string
	Facts []Fact
}

// A Fact is a sentence about the behaviour of a cloud, with its sources.
type Fact struct {
	// Key names it among all facts: "aws/security-group-stateful". It never changes.
	Key string
	// Text is one or two sentences.
	Text    string
	Sources []Source
	// Moved is what the cloud does by now, if a verdict still has to follow; mostly empty.
	Moved string
}

// Name is the key without its page: the anchor on the page.
func (f *Fact) Name() string {
	_, name, _ := strings.Cut(f.Key, "/")
	return name
}

// Sureness is that of the surest source.
func (f *Fact) Sureness() Sureness {
	best := Practice
	for _, s := range f.Sources {
		best = min(best, s.Sureness)
	}
	return best
}

// A Source is a page that states a fact, or from which the fact follows.
type Source struct {
	Sureness Sureness
	// Title is the page's title; Address is empty if it is unknown.
	Title, Address string
	// Rest is the book, the publisher and the year, and the conclusion of an inferred fact.
	Rest string
}

// Sureness is how sure a fact is, the surest first.
type Sureness uint8

const (
	// Documented: the cloud's documentation says so.
	Documented Sureness = iota
	// Inferred: it follows from what the documentation says.
	Inferred
	// Practice: the documentation is silent, and people have seen it.
	Practice
)

var surenessWords = [...]string{Documented: "documented", Inferred: "inferred", Practice: "practice"}

// String is the word on a page: "documented".
func (s Sureness) String() string { return surenessWords[s] }

// All reads every page, ordered by key. An error names the file and the line.
func All() ([]*Page, error) {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	pages := make([]*Page, len(entries))
	for i, entry := range entries {
		text, err := files.ReadFile(entry.Name())
		if err != nil {
			return nil, err
		}
		if pages[i], err = Parse(strings.TrimSuffix(entry.Name(), ".md"), string(text)); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// Index maps the facts of some pages by their keys.
func Index(pages []*Page) map[string]*Fact {
	index := map[string]*Fact{}
	for _, p := range pages {
		for _, s := range p.Sections {
			for i := range s.Facts {
				index[s.Facts[i].Key] = &s.Facts[i]
			}
		}
	}
	return index
}

// Parse reads a page.
func Parse(key, text string) (*Page, error) {
	r := reader{page: &Page{Key: key}, keys: map[string]bool{}}
	for i, line := range strings.Split(text, "\n") {
		if err := r.line(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("%s.md:%d: %w", key, i+1, err)
		}
	}
	if err := r.complete(); err != nil {
		return nil, fmt.Errorf("%s.md: %w", key, err)
	}
	return r.page, nil
}
