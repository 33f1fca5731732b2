package main

import (
	"fmt"
	"os"
	"strings"

	"hopwise/dsl"
	"hopwise/dsl/reference"
)

// A findingDoc is a code of the catalogue of findings: FindingDoc of site/src/reference/findings.ts.
type findingDoc struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Title    string `json:"title"`
	// Meaning says what it is, Matter why it matters.
	Meaning string  `json:"meaning"`
	Matter  string  `json:"matter"`
	Audits  []known `json:"audits"`
	// Facts are what it rests on.
	Facts []citedDoc `json:"facts"`
	// Shows is a scenario that shows it on these lines, Mended one that does not.
	Shows  string `json:"shows"`
	Lines  []int  `json:"lines"`
	Mended string `json:"mended"`
}

// findingPages are the list of findings and a page for each.
func (p project) findingPages() ([]page, error) {
	var docs []findingDoc
	for _, f := range reference.Findings() {
		doc, err := p.newFindingDoc(f)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	pages := []page{{
		path:        "reference/findings/index.html",
		root:        "../../",
		title:       "Findings · Hopwise",
		description: "What Hopwise says of a scenario without being asked, and what to do about it.",
		script:      "reference.js",
		content: struct {
			Kind     string       `json:"kind"`
			Findings []findingDoc `json:"findings"`
		}{"findings", docs},
	}}
	for _, doc := range docs {
		pages = append(pages, findingPage(doc))
	}
	return pages, nil
}

func findingPage(doc findingDoc) page {
	return page{
		path:        "reference/findings/" + doc.Code + "/index.html",
		root:        "../../../",
		title:       doc.Code + " · Hopwise",
		description: doc.Title,
		script:      "reference.js",
		content: struct {
			Kind    string     `json:"kind"`
			Finding findingDoc `json:"finding"`
		}{"finding", doc},
	}
}

// newFindingDoc puts beside the catalogue's row the texts that stand in a folder of their own, whose test runs them.
func (p project) newFindingDoc(f reference.Finding) (findingDoc, error) {
	doc := findingDoc{
		Code:     f.Code,
		Severity: f.Severity,
		Title:    f.Title,
		Audits:   []known{},
		Facts:    citedDocs(f.Facts),
		Lines:    []int{},
	}
	for _, a := range f.Audits {
		doc.Audits = append(doc.Audits, known{a.Name, a.Text})
	}
	var texts [3]string
	for i, name := range []string{"about.txt", "shows.vpc", "mended.vpc"} {
		b, err := os.ReadFile(p.in("dsl", "analyze", "pages", f.Code, name))
		if err != nil {
			return doc, err
		}
		texts[i] = string(b)
	}
	about := strings.Split(strings.TrimSpace(texts[0]), "\n\n")
	if len(about) != 2 {
		return doc, fmt.Errorf("%s: about.txt has %d paragraphs, not two", f.Code, len(about))
	}
	doc.Meaning, doc.Matter, doc.Shows, doc.Mended = about[0], about[1], texts[1], texts[2]
	s := dsl.Load(doc.Shows)
	for _, found := range s.Findings() {
		if string(found.Code) == f.Code {
			doc.Lines = append(doc.Lines, s.Lines.Line(found.Span))
		}
	}
	return doc, nil
}
