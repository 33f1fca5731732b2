package lessons

import (
	"fmt"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// cloudHint is the hint for a word that names no cloud.
const cloudHint = "Write the word that follows cloud in a scenario"

// cloudTitle is a cloud's name for people, empty if the word names no cloud.
func cloudTitle(key string) string {
	if provider := cloud.Find(key); provider != nil {
		return provider.Title
	}
	return ""
}

// expected asks a scenario a line of a lesson.
func (s *scenario) expected(line written) (*cloud.Question, source.List) {
	return s.Ask("expect " + line.text)
}

// holds reports whether a line holds in every cloud that it asks.
func (s *scenario) holds(line written) bool {
	q, problems := s.expected(line)
	if q == nil || problems.HasErrors() {
		return false
	}
	for _, v := range s.Judge(q) {
		if !v.Holds {
			return false
		}
	}
	return true
}

// ask is expected with its problems reported; with any, it returns nil.
func (p *proof) ask(s *scenario, line written) *cloud.Question {
	q, problems := s.expected(line)
	for _, d := range problems {
		p.report(line.line, fmt.Sprintf("%q asked of %s: %s", line.text, s.file, d.Message), d.Hint)
	}
	if problems.HasErrors() {
		return nil
	}
	return q
}

// asked returns the scene's question in its scenario, or nil if it is not there.
func (s Scene) asked() *cloud.Question {
	for _, q := range s.scenario.Questions() {
		if s.Question == "" || q.String() == s.Question {
			return q
		}
	}
	return nil
}

// fate is the outcome of a scene, cloud by cloud.
func (s Scene) fate() string {
	q := s.asked()
	if q == nil {
		return "nothing"
	}
	var all []string
	for _, t := range s.scenario.Answer(q) {
		all = append(all, fateOf(t)+" on "+t.Cloud.Provider.Key)
	}
	return strings.Join(all, "; ")
}

// fateOf is the outcome of a trace as an expect statement has it: "one-way by public because not-public-subnet".
func fateOf(t trace.Trace) string {
	decision := t.Decision()
	if decision == nil {
		return t.Outcome.String()
	}
	return fmt.Sprintf("%s by %s because %s", t.Outcome, decision.At.Base().Name, decision.Reason)
}

// An answer is one cloud's answer to one line of a lesson.
type answer struct {
	line     written
	question string
	cloud    string
	holds    bool
	reasoned bool // the line names a reason, or nothing stopped the packet
	fate     string
}

// sameQuestion reports whether two answers are to the same question in the same cloud.
func (a answer) sameQuestion(b answer) bool { return a.question == b.question && a.cloud == b.cloud }

// answers asks a scenario a line, cloud by cloud.
func (p *proof) answers(s *scenario, line written) []answer {
	q := p.ask(s, line)
	if q == nil {
		return nil
	}
	var out []answer
	for _, v := range s.Judge(q) {
		out = append(out, answer{
			line: line, question: q.String(), cloud: v.Trace.Cloud.Provider.Key, holds: v.Holds,
			reasoned: q.Expected.Because != "" || v.Trace.Decision() == nil, fate: fateOf(v.Trace),
		})
	}
	return out
}
