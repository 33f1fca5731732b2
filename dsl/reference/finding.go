package reference

import (
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/vocabulary"
)

// A Finding is a row of the catalogue of findings.
type Finding struct {
	Code     string
	Severity string
	// Title is a sentence.
	Title string
	// Audits are the managed rules of each cloud's configuration audit that find the same, by the cloud's title. The
	// text is empty for a cloud without such a rule.
	Audits []vocabulary.Known
	// Facts are its evidence, at most one of each cloud.
	Facts []Fact
}

// Findings returns all findings, in the order of the catalogue.
func Findings() []Finding {
	all := make([]Finding, len(analyze.Catalogue))
	for i, r := range analyze.Catalogue {
		all[i] = Finding{Code: string(r.Code), Severity: r.Severity.String(), Title: explain.Title(r.Title)}
		for _, key := range cloud.Keys() {
			p := cloud.Find(key)
			all[i].Audits = append(
				all[i].Audits,
				vocabulary.Known{Name: p.Title, Text: auditsOf(p, string(r.Code))},
			)
			if fact := p.Fact(string(r.Code)); fact != nil {
				all[i].Facts = append(all[i].Facts, Fact{p.Title, fact})
			}
		}
	}
	return all
}

// auditsOf names a cloud's audit rules for a code. A rule that checks one port or one kind of object says so.
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
