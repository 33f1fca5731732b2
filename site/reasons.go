package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hopwise/dsl/reference"
)

// A reasonDoc is a reason with what it follows from: Reason of site/src/reference/reasons.ts.
type reasonDoc struct {
	Key     string     `json:"key"`
	Title   string     `json:"title"`
	Drops   bool       `json:"drops"`
	Facts   []citedDoc `json:"facts"`
	Codes   []string   `json:"codes"`
	Example string     `json:"example"`
}

// A codeDoc is a code of an analyzer: Code of site/src/reference/reasons.ts.
type codeDoc struct {
	Code    string   `json:"code"`
	Reasons []string `json:"reasons"`
	Why     string   `json:"why"`
}

// A reasonsDoc is the page of all reasons: Reasons of site/src/reference/reasons.ts.
type reasonsDoc struct {
	Reasons  []reasonDoc `json:"reasons"`
	Analyzer string      `json:"analyzer"`
	Codes    []codeDoc   `json:"codes"`
}

// reasonsPage is every reason, with the facts of each cloud, an example, and what the cloud's own analyzer calls it.
func (p project) reasonsPage() (page, error) {
	examples, err := p.fixtures()
	if err != nil {
		return page{}, err
	}
	return page{
		path:        "reference/reasons.html",
		root:        "../",
		title:       "Reasons · Hopwise",
		description: "Why a packet is dropped or passes: every reason, the fact of each cloud behind it, and an example that runs.",
		script:      "reference.js",
		content: struct {
			Kind    string     `json:"kind"`
			Reasons reasonsDoc `json:"reasons"`
		}{"reasons", newReasonsDoc(examples)},
	}, nil
}

func newReasonsDoc(examples []reference.Example) reasonsDoc {
	var doc reasonsDoc
	for _, e := range reference.Reasons(examples) {
		one := reasonDoc{
			Key:     e.Key,
			Title:   e.Title,
			Drops:   e.Drops,
			Facts:   citedDocs(e.Facts),
			Codes:   append([]string{}, e.Codes...),
			Example: e.Example.Text,
		}
		doc.Reasons = append(doc.Reasons, one)
	}
	title, codes := reference.AnalyzerCodes()
	doc.Analyzer = title
	for _, c := range codes {
		doc.Codes = append(doc.Codes, codeDoc{c.Code, append([]string{}, c.Reasons...), c.Why})
	}
	return doc
}

// fixtures are the scenarios that the engine's tests run: each shows what its file is named for.
func (p project) fixtures() ([]reference.Example, error) {
	names, err := filepath.Glob(p.in("dsl", "testdata", "traces", "*.txt"))
	if err != nil {
		return nil, err
	}
	var all []reference.Example
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		_, after, found := strings.Cut(string(text), "-- scenario.vpc --\n")
		if !found {
			return nil, fmt.Errorf("%s has no scenario.vpc", name)
		}
		scenario, _, _ := strings.Cut(after, "-- trace --\n")
		all = append(all, reference.Example{Name: strings.TrimSuffix(filepath.Base(name), ".txt"), Text: scenario})
	}
	return all, nil
}
