// Package api is the contract between the engine and the page: versioned requests and answers, each one JSON document.
//
// The page sends the text that is being typed and asks a question about it (contract.go has every field). The answer
// has all that the page shows, ready to show. It counts places in UTF-16 units, as editors do; the engine counts bytes,
// and utf16.go converts between them.
//
//	{"version":1,"op":"answer","text":"host laptop 203.0.113.10\n"}
//
// Each file in testdata holds a request and its reply. The tests of this package and those of the page read them, so
// that neither side can change the contract alone.
package api

import (
	"fmt"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
)

// A Service answers requests, one at a time, and reuses what a text has in common with the one before.
type Service struct {
	reader dsl.Reader
	last   *dsl.Scenario
}

// NewService returns a Service that has read no text.
func NewService() *Service { return new(Service) }

// Serve answers a request; both are JSON. It never panics: Reply.Crash reports a bug of the engine.
func (s *Service) Serve(request []byte) []byte {
	return s.guard(func() Reply { return s.reply(request) })
}

// guard turns a panic into Reply.Crash, and forgets the last text, whose tree may be broken.
func (s *Service) guard(answer func() Reply) (reply []byte) {
	defer func() {
		if bug := recover(); bug != nil {
			s.reader, s.last = dsl.Reader{}, nil
			reply = encode(Reply{Version: Version, Crash: fmt.Sprint(bug)})
		}
	}()
	return encode(answer())
}

func (s *Service) reply(request []byte) Reply {
	r := Reply{Version: Version}
	q, err := decode(request)
	if err != nil {
		r.Fault = "request is no JSON: " + err.Error()
		return r
	}
	switch {
	case q.Version != Version:
		r.Fault = fmt.Sprintf("request has version %d, this engine speaks %d", q.Version, Version)
	case q.Op == OpAnswer:
		r.Answer = answer(s.load(q.Text), &q)
	case q.Op == OpFormat:
		r.Formatted = &Formatted{dsl.Format(q.Text)}
	case q.Op == OpGrade:
		r.Grades = grade(s.load(q.Text), q.Goals)
	case q.Op == OpComplete:
		r.Completions = complete(s.load(q.Text), q.Offset)
	case q.Op == OpHover:
		r.Hovered = hover(s.load(q.Text), q.Offset)
	default:
		r.Fault = fmt.Sprintf("request has the unknown op %q", q.Op)
	}
	return r
}

// load reads a text, unless it is the last one: the page often asks several things about one text.
func (s *Service) load(text string) *dsl.Scenario {
	if s.last == nil || s.last.Text != text {
		s.last = s.reader.Load(text)
	}
	return s.last
}

// AnswerText answers a single text, for callers without a Service.
func AnswerText(text string, question int) *Answer {
	return answer(dsl.Load(text), &Request{Question: question})
}

// GradeText checks a text against the goals of a task.
func GradeText(text string, goals []string) []Grade { return grade(dsl.Load(text), goals) }

// AnswerAll is the answer with every finding, and the traces of every question in order, for output without a page.
func AnswerAll(s *dsl.Scenario) (*Answer, [][]Trace) {
	a := answer(s, &Request{})
	all := make([][]Trace, len(s.Questions()))
	v := viewer{s, newPlaces(s.Text)}
	a.Findings, a.Statements = []Finding{}, []Statement{}
	v.remarks(a, len(s.Findings()))
	for i, q := range s.Questions() {
		all[i] = v.traces(s.Consider(q))
	}
	return a, all
}

func grade(s *dsl.Scenario, goals []string) []Grade {
	grades := make([]Grade, len(goals))
	for i, g := range goals {
		grades[i] = Grade{Goal: g}
		if exposures, _ := s.AskUser(g); len(exposures) > 0 {
			gradeExposures(s, exposures, &grades[i])
			continue
		}
		q, problems := s.Ask(g)
		if q == nil {
			grades[i].Mismatch = problems[0].Message
			continue
		}
		grades[i].Holds = true
		for _, v := range s.Judge(q) {
			if !v.Holds && grades[i].Holds {
				grades[i].Holds = false
				grades[i].Mismatch = v.Trace.Cloud.Provider.Title + ": " + v.Mismatch
			}
		}
	}
	return grades
}

// gradeExposures checks a goal about a user in every cloud that it asks; the first difference is reported.
func gradeExposures(s *dsl.Scenario, exposures []*cloud.Exposure, g *Grade) {
	g.Holds = true
	for _, e := range exposures {
		if x := s.Expose(e); !x.Holds && g.Holds {
			g.Holds, g.Mismatch = false, e.Cloud.Provider.Title+": "+x.Mismatch
		}
	}
}
