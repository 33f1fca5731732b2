package lessons

import (
	"fmt"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// cloudHint says where the words for clouds come from.
const cloudHint = "Write the word that follows cloud in a scenario"

// cloudTitle is a cloud's name for people, empty where the word names no cloud.
func cloudTitle(key string) string {
	if provider := cloud.Find(key); provider != nil {
		return provider.Title
	}
	return ""
}

// expected puts a line of a lesson to a scenario.
func (s *scenario) expected(line written) (*cloud.Question, source.List) {
	return s.Ask("expect " + line.text)
}

// holds says whether a line is so in every cloud that it asks.
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

// ask is expected with its problems reported; nil where there are any.
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

// asked is the scene's question among the scenario's own, nil where it is none of them.
func (s Scene) asked() *cloud.Question {
	for _, q := range s.scenario.Questions() {
		if s.Question == "" || q.String() == s.Question {
			return q
		}
	}
	return nil
}

// fate is what the engine says of a scene, cloud by cloud.
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

// fateOf is what may follow a question in an expect statement: "one-way by public because not-public-subnet".
func fateOf(t trace.Trace) string {
	decision := t.Decision()
	if decision == nil {
		return t.Outcome.String()
	}
	return fmt.Sprintf("%s by %s because %s", t.Outcome, decision.At.Base().Name, decision.Reason)
}

// An answer is what one cloud says to one line of a lesson.
type answer struct {
	line     written
	question string
	cloud    string
	holds    bool
	reasoned bool // the line names a reason, or nothing stopped the packet
	fate     string
}

// sameQuestion says whether two answers are to the same question in the same cloud.
func (a answer) sameQuestion(b answer) bool { return a.question == b.question && a.cloud == b.cloud }

// answers puts a line to a scenario, cloud by cloud.
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
