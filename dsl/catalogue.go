package dsl

import (
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// A FindingPage is what the catalogue tells of a code, for those who read about it.
type FindingPage struct {
	Code     string
	Severity string
	// Title is a sentence.
	Title string
	// Audits are the managed rules of each cloud's own configuration audit that find the same, by the cloud's title;
	// the text is empty for a cloud of which none is known.
	Audits []vocabulary.Known
	// Facts are what it rests on, one for each cloud that has one.
	Facts []CloudFact
}

// FindingPages are the codes, in the order of the catalogue.
func FindingPages() []FindingPage {
	pages := make([]FindingPage, len(analyze.Catalogue))
	for i, r := range analyze.Catalogue {
		pages[i] = FindingPage{Code: string(r.Code), Severity: r.Severity.String(), Title: sentence(r.Title)}
		for _, key := range cloud.Keys() {
			p := cloud.Find(key)
			pages[i].Audits = append(
				pages[i].Audits,
				vocabulary.Known{Name: p.Title, Text: auditsOf(p, string(r.Code))},
			)
			if fact := p.Fact(string(r.Code)); fact != nil {
				pages[i].Facts = append(pages[i].Facts, CloudFact{p.Title, fact})
			}
		}
	}
	return pages
}

// auditsOf are the rules of a cloud's audit for a code, each with what it is about where it is about a part.
func auditsOf(p *cloud.Provider, code string) string {
	text := ""
	for _, a := range p.Audits {
		if a.Finding != code {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += a.Rule
		switch {
		case a.Port > 0:
			text += " (port " + cloud.Port(a.Port).String() + ")"
		case a.Noun != "":
			text += " (" + string(a.Noun) + ")"
		}
	}
	return text
}
