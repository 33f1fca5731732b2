package main

import (
	"hopwise/dsl/facts"
	"hopwise/dsl/reference"
)

// A citedDoc is a fact where something rests on it: CitedFact of site/src/reference/fact.ts.
type citedDoc struct {
	// Clouds are the titles of those in which it does.
	Clouds []string `json:"clouds"`
	Key    string   `json:"key"`
	Text   string   `json:"text"`
}

// citedDocs are facts, each once with its clouds.
func citedDocs(cited []reference.Fact) []citedDoc {
	docs := []citedDoc{}
	at := map[string]int{}
	for _, c := range cited {
		i, known := at[c.Fact.Key]
		if !known {
			i = len(docs)
			at[c.Fact.Key] = i
			docs = append(docs, citedDoc{Key: c.Fact.Key, Text: c.Fact.Text})
		}
		docs[i].Clouds = append(docs[i].Clouds, c.Cloud)
	}
	return docs
}

// A factsDoc is a page of facts: FactsDoc of site/src/reference/facts.ts.
type factsDoc struct {
	Title    string           `json:"title"`
	Intro    string           `json:"intro"`
	Sections []factSectionDoc `json:"sections"`
}

// A factSectionDoc is the facts about a subject: FactSection of site/src/reference/facts.ts.
type factSectionDoc struct {
	Title string    `json:"title"`
	Facts []factDoc `json:"facts"`
}

// A factDoc is a fact with its sources: Fact of site/src/reference/facts.ts.
type factDoc struct {
	Name    string      `json:"name"`
	Text    string      `json:"text"`
	Moved   string      `json:"moved"`
	Sources []sourceDoc `json:"sources"`
}

// A sourceDoc is where a fact can be read: FactSource of site/src/reference/facts.ts.
type sourceDoc struct {
	Sureness string `json:"sureness"`
	Title    string `json:"title"`
	Address  string `json:"address"`
	Rest     string `json:"rest"`
}

// factsPage is the evidence of one cloud, or of all.
func factsPage(p *facts.Page) page {
	return page{
		path:        "reference/facts/" + p.Key + ".html",
		root:        "../../",
		title:       p.Title + ", facts · Hopwise",
		description: "What the verdicts of Hopwise rest on: each fact with its source, and how sure it is.",
		script:      "reference.js",
		content: struct {
			Kind  string   `json:"kind"`
			Facts factsDoc `json:"facts"`
		}{"facts", newFactsDoc(p)},
	}
}

func newFactsDoc(p *facts.Page) factsDoc {
	doc := factsDoc{Title: p.Title, Intro: p.Intro}
	for _, s := range p.Sections {
		section := factSectionDoc{Title: s.Title}
		for i := range s.Facts {
			section.Facts = append(section.Facts, newFactDoc(&s.Facts[i]))
		}
		doc.Sections = append(doc.Sections, section)
	}
	return doc
}

func newFactDoc(f *facts.Fact) factDoc {
	doc := factDoc{Name: f.Name(), Text: f.Text, Moved: f.Moved}
	for _, s := range f.Sources {
		doc.Sources = append(doc.Sources, sourceDoc{s.Sureness.String(), s.Title, s.Address, s.Rest})
	}
	return doc
}
