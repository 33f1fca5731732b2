package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hopwise/dsl/facts"
	"hopwise/dsl/reference"
)

// A known is a word and what it stands for: Known of site/src/reference/reference.ts.
type known struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// A statementDoc is a keyword of the language: Statement of site/src/reference/reference.ts.
type statementDoc struct {
	Keyword string   `json:"keyword"`
	Uses    []useDoc `json:"uses"`
}

// A useDoc is what a keyword means in one place: Use of site/src/reference/reference.ts.
type useDoc struct {
	Forms   []string `json:"forms"`
	In      []string `json:"in"`
	Clouds  []string `json:"clouds"`
	Help    string   `json:"help"`
	Words   []known  `json:"words"`
	Block   bool     `json:"block"`
	Instead []known  `json:"instead"`
	Example string   `json:"example"`
	Lines   []int    `json:"lines"`
}

// An argumentDoc is a kind of argument: Argument of site/src/reference/reference.ts.
type argumentDoc struct {
	Word    string `json:"word"`
	Noun    string `json:"noun"`
	Example string `json:"example"`
}

// A languageDoc is the reference's first page: Language of site/src/reference/reference.ts.
type languageDoc struct {
	Statements []statementDoc `json:"statements"`
	Arguments  []argumentDoc  `json:"arguments"`
	Outcomes   []known        `json:"outcomes"`
	Clouds     []known        `json:"clouds"`
	// Facts are the pages of facts, by their keys.
	Facts []known `json:"facts"`
}

// referencePages are the page of the language, one for each statement, those of the findings, one of all reasons, and
// the evidence.
func (p project) referencePages() ([]page, error) {
	examples, err := p.examples()
	if err != nil {
		return nil, err
	}
	evidence, err := facts.All()
	if err != nil {
		return nil, err
	}
	doc := newLanguageDoc(reference.NewLanguage(examples))
	for _, p := range evidence {
		doc.Facts = append(doc.Facts, known{p.Key, p.Title})
	}
	pages := []page{{
		path:        "reference/index.html",
		root:        "../",
		title:       "The language · Hopwise",
		description: "Every statement of the scenario language, with its forms and an example that runs.",
		script:      "reference.js",
		content: struct {
			Kind     string      `json:"kind"`
			Language languageDoc `json:"language"`
		}{"language", doc},
	}}
	for _, s := range doc.Statements {
		pages = append(pages, statementPage(s))
	}
	found, err := p.findingPages()
	if err != nil {
		return nil, err
	}
	reasons, err := p.reasonsPage()
	if err != nil {
		return nil, err
	}
	pages = append(append(pages, found...), reasons)
	for _, p := range evidence {
		pages = append(pages, factsPage(p))
	}
	return pages, nil
}

func statementPage(s statementDoc) page {
	return page{
		path:        "reference/" + s.Keyword + "/index.html",
		root:        "../../",
		title:       s.Keyword + " · Hopwise",
		description: s.Uses[0].Help,
		script:      "reference.js",
		content: struct {
			Kind      string       `json:"kind"`
			Statement statementDoc `json:"statement"`
		}{"statement", s},
	}
}

// examples are the scenarios beside the vocabulary, whose tests run them.
func (p project) examples() ([]reference.Example, error) {
	names, err := filepath.Glob(p.in("dsl", "vocabulary", "examples", "*.vpc"))
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no examples in dsl/vocabulary/examples")
	}
	if err != nil {
		return nil, err
	}
	var all []reference.Example
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, reference.Example{Name: strings.TrimSuffix(filepath.Base(name), ".vpc"), Text: string(text)})
	}
	return all, nil
}

func newLanguageDoc(r reference.Language) languageDoc {
	doc := languageDoc{Arguments: []argumentDoc{}, Outcomes: knowns(r.Outcomes), Clouds: knowns(r.Clouds)}
	for _, s := range r.Statements {
		doc.Statements = append(doc.Statements, newStatementDoc(s))
	}
	for _, a := range r.Arguments {
		doc.Arguments = append(doc.Arguments, argumentDoc{a.Word, a.Noun, a.Example})
	}
	return doc
}

func knowns(all []reference.Known) []known {
	list := []known{}
	for _, k := range all {
		list = append(list, known{k.Name, k.Text})
	}
	return list
}

func newStatementDoc(s reference.Statement) statementDoc {
	doc := statementDoc{Keyword: s.Keyword}
	for _, u := range s.Uses {
		use := useDoc{
			Forms: u.Forms, In: u.In, Clouds: []string{}, Help: u.Help, Words: knowns(u.Words), Block: u.Block, Instead: knowns(u.Instead),
			Example: u.Example.Text, Lines: u.Lines,
		}
		use.Clouds = append(use.Clouds, u.Clouds...)
		doc.Uses = append(doc.Uses, use)
	}
	return doc
}
