package reference

import (
	"slices"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// A Reason is an entry of the catalogue of reasons.
type Reason struct {
	Key, Title string
	Drops      bool
	// Facts are its evidence, one for each cloud where it occurs.
	Facts []Fact
	// Codes are the codes of the cloud's own analyzer that say the same.
	Codes []string
	// Example is the shortest scenario that it decides, or one that meets it if it never decides.
	Example Example
}

// A Fact is a fact, and the title of the cloud that it is given for.
type Fact struct {
	Cloud string
	Fact  *cloud.Fact
}

// Reasons returns all reasons, each with an example. The examples tell in which clouds a reason occurs.
func Reasons(examples []Example) []Reason {
	seen := map[reasonIn]bool{}
	shortest := map[trace.Reason]*Example{}
	for i := range examples {
		for reason, decides := range met(examples[i].Text, seen) {
			have := shortest[reason]
			if fits := decides || reason.Find().Decision != trace.Dropped; fits &&
				(have == nil || len(examples[i].Text) < len(have.Text)) {
				shortest[reason] = &examples[i]
			}
		}
	}
	entries := make([]Reason, len(trace.Catalogue))
	for i, row := range trace.Catalogue {
		entries[i] = Reason{
			Key:   string(row.Reason),
			Title: row.Title,
			Drops: row.Decision == trace.Dropped || row.Reason == trace.NoListener,
			Codes: analyzed(row.Reason),
		}
		if e := shortest[row.Reason]; e != nil {
			entries[i].Example = *e
		}
		for _, key := range cloud.Keys() {
			p := cloud.Find(key)
			if fact := p.Fact(string(row.Reason)); fact != nil && seen[reasonIn{key, row.Reason}] {
				entries[i].Facts = append(entries[i].Facts, Fact{p.Title, fact})
			}
		}
	}
	return entries
}

// A reasonIn is a reason and a cloud where it occurs.
type reasonIn struct {
	cloud  string
	reason trace.Reason
}

// met returns the reasons of a scenario's steps, and whether each decides a trace. It adds the clouds to seen.
func met(text string, seen map[reasonIn]bool) map[trace.Reason]bool {
	reasons := map[trace.Reason]bool{}
	s := dsl.Load(text)
	for _, q := range s.Questions() {
		for _, t := range s.Answer(q) {
			for _, leg := range t.Legs {
				for i := range leg.Steps {
					r := leg.Steps[i].Reason
					seen[reasonIn{t.Cloud.Provider.Key, r}] = true
					reasons[r] = reasons[r] || t.Decision() == &leg.Steps[i]
				}
			}
		}
	}
	return reasons
}

func analyzed(r trace.Reason) []string {
	var all []string
	for _, c := range cloud.AnalyzerCodes() {
		if slices.Contains(c.Reasons, string(r)) {
			all = append(all, c.Code)
		}
	}
	return all
}

// AnalyzerCodes returns the name of a cloud's path analyzer, and its codes.
func AnalyzerCodes() (string, []cloud.Code) { return cloud.AnalyzerTitle, cloud.AnalyzerCodes() }
