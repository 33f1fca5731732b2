package api

import (
	"slices"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// A viewer turns a scenario and its traces into the types of the contract.
type viewer struct {
	scenario *dsl.Scenario
	places   *places
}

// answer is the answer to a request about a scenario.
func answer(s *dsl.Scenario, r *Request) *Answer {
	v, shown := viewer{s, newPlaces(s.Text)}, r.Question
	a := &Answer{
		Semantics:   dsl.Semantics,
		Title:       s.Network.Title,
		Notes:       s.Network.Notes,
		Shown:       -1,
		Diagnostics: []Diagnostic{},
		Findings:    []Finding{},
		Statements:  []Statement{},
		Questions:   []Question{},
		Exposures:   []Exposure{},
		Traces:      []Trace{},
	}
	for _, p := range s.Problems {
		a.Diagnostics = append(a.Diagnostics, v.diagnostic(p))
	}
	v.remarks(a, mostFindings)
	if n := len(s.Questions()) + len(s.Exposures()); n > 0 {
		if shown < 0 || shown >= n {
			shown = 0
		}
		a.Shown = shown
	}
	var traces []dsl.Verdict
	for i, q := range s.Questions() {
		if i == a.Shown {
			traces = v.consider(q, r.Ways)
			a.Traces = v.traces(traces)
			a.Questions = append(a.Questions, v.question(q, traces))
		} else {
			a.Questions = append(a.Questions, v.question(q, s.Judge(q)))
		}
	}
	for _, e := range s.Exposures() {
		a.Exposures = append(a.Exposures, v.exposure(e))
	}
	a.Drawings = v.drawings(traces, r.Open, r.Drawn)
	return a
}

// consider answers a question by the ways of these keys, with what each step considered.
func (v viewer) consider(q *cloud.Question, keys []string) []dsl.Verdict {
	verdicts := v.scenario.Judge(q)
	for i := range verdicts {
		t := &verdicts[i].Trace
		names := explain.WayNames(t)
		for _, k := range t.Listed() {
			if slices.Contains(keys, wayKey(t, names[k])) {
				t.Show(k)
			}
		}
		t.Consider()
	}
	return verdicts
}

func wayKey(t *trace.Trace, name string) string { return t.Cloud.Provider.Key + " " + name }

// mostFindings is how many findings the page gets: nobody reads more, and it is little enough to send at every
// keystroke.
const mostFindings = 200

// remarks adds the findings to an answer, up to a limit, and the expectations of findings.
func (v viewer) remarks(a *Answer, most int) {
	found := v.scenario.Findings()
	a.Unlisted = max(0, len(found)-most)
	for i := range found[:len(found)-a.Unlisted] {
		f := &found[i]
		a.Findings = append(
			a.Findings,
			Finding{v.diagnostic(f.Told), string(f.Code), f.Title, f.At.Base().Name, f.Audit()},
		)
	}
	for _, e := range v.scenario.FindingExpectations() {
		from, to := v.places.span(e.Span)
		lacks := v.scenario.Lacks(e)
		a.Statements = append(
			a.Statements,
			Statement{from, to, v.scenario.Lines.Line(e.Span), StatementFinding, e.String(), lacks == "", lacks},
		)
	}
}

func (v viewer) exposure(e *cloud.Exposure) Exposure {
	from, to := v.places.span(e.Span)
	x := v.scenario.Expose(e)
	view := Exposure{
		From: from, To: to, Line: v.scenario.Lines.Line(e.Span), Text: e.String(),
		Cloud: e.Cloud.Provider.Key, Title: e.Cloud.Provider.Title,
		Can: x.Can, Holds: x.Holds, Unknown: x.Unknown, Mismatch: x.Mismatch, Doors: []Door{},
	}
	for k := range x.Doors {
		d := &x.Doors[k]
		view.Doors = append(view.Doors, Door{d.Title, DoorState(d.State()), d.Actions, d.Closers, d.Fact})
	}
	return view
}

func (v viewer) diagnostic(p source.Diagnostic) Diagnostic {
	from, to := v.places.span(p.Span)
	line := v.scenario.Lines.At(p.Span.Start)
	lineStart := p.Span.Start - line.Column + 1
	d := Diagnostic{
		From: from, To: to, Line: line.Line, Column: from - v.places.at(lineStart) + 1,
		Severity: Severity(p.Severity.String()), Message: p.Message, Hint: p.Hint, Since: p.Since, Fact: p.Fact,
	}
	if p.Fix != nil {
		mended := v.fix(p.Fix)
		d.Fix = &mended
	}
	for _, f := range p.Choices {
		d.Choices = append(d.Choices, v.fix(f))
	}
	return d
}

func (v viewer) fix(f *source.Fix) Fix {
	view := Fix{Title: f.Title}
	for _, e := range f.Edits {
		from, to := v.places.span(e.Span)
		view.Edits = append(view.Edits, Edit{from, to, e.Text})
	}
	return view
}

func (v viewer) question(q *cloud.Question, verdicts []dsl.Verdict) Question {
	from, to := v.places.span(q.Span)
	view := Question{
		From:  from,
		To:    to,
		Line:  v.scenario.Lines.Line(q.Span),
		Kind:  QuestionTrace,
		Text:  q.String(),
		Holds: true,
	}
	if q.Expected != nil {
		view.Kind = QuestionExpect
	}
	for i := range verdicts {
		view.Clouds = append(view.Clouds, outcome(&verdicts[i]))
		view.Holds = view.Holds && verdicts[i].Holds
	}
	return view
}

func outcome(v *dsl.Verdict) Outcome {
	p := v.Trace.Cloud.Provider
	return Outcome{p.Key, p.Title, OutcomeKey(v.Trace.Outcome.String()), v.Holds, v.Mismatch}
}

func (v viewer) traces(verdicts []dsl.Verdict) []Trace {
	views := make([]Trace, len(verdicts))
	traces := make([]trace.Trace, len(verdicts))
	for i := range verdicts {
		traces[i] = verdicts[i].Trace
		views[i] = v.trace(&verdicts[i])
	}
	for i, p := range explain.Parting(traces) {
		if p.Step >= 0 {
			views[i].Legs[p.Leg].Steps[p.Step].Parts = true
		}
	}
	return views
}

func (v viewer) trace(verdict *dsl.Verdict) Trace {
	t := &verdict.Trace
	view := Trace{Outcome: outcome(verdict), Sentence: explain.Sentence(t), Legs: []Leg{}}
	view.Leg, view.Step = t.Place()
	if len(t.Ways) > 0 {
		_, view.Reason = decisionOf(t.Ways[0])
	}
	for i := range t.Legs {
		view.Legs = append(view.Legs, v.leg(t, i))
	}
	for _, s := range t.Shares {
		view.Ports = append(view.Ports, PortShare{s.Ports.String(), s.Portion, OutcomeKey(s.Outcome.String())})
	}
	if len(t.Ways) > 1 {
		view.ways(t)
	}
	return view
}

// ways adds the ways of a trace, and says which is shown.
func (view *Trace) ways(t *trace.Trace) {
	names, listed := explain.WayNames(t), t.Listed()
	for i, k := range listed {
		w := t.Ways[k]
		object, reason := decisionOf(w)
		view.Ways = append(view.Ways, Way{
			Key: wayKey(t, names[k]), Words: names[k], Share: w.Share, Outcome: OutcomeKey(w.Outcome.String()),
			Object: object, Reason: reason, Because: explain.WayBecause(w),
		})
		if k == t.Shown {
			view.Way = i
		}
	}
	view.Unlisted = len(t.Ways) - len(listed)
}

// decisionOf is the object and the reason that decide a way, both empty if it works.
func decisionOf(w *trace.Way) (object, reason string) {
	if d := w.Decision(); d != nil {
		return d.At.Base().Name, string(d.Reason)
	}
	return "", ""
}

func (v viewer) leg(t *trace.Trace, number int) Leg {
	l, isAnswer := &t.Legs[number], number == 1
	view := Leg{Kind: LegRequest, Start: packet(l.Start, isAnswer), Steps: []Step{}}
	if isAnswer {
		view.Kind = LegAnswer
	}
	for i := range l.Steps {
		s := v.step(t, &l.Steps[i], isAnswer)
		s.Open = fact(explain.Open(t, &l.Steps[i]))
		view.Steps = append(view.Steps, s)
	}
	return view
}

var marks = [...]Mark{trace.Passed: MarkPass, trace.Skipped: MarkSkip, trace.Dropped: MarkDrop, trace.Delivered: MarkEnd}

func (v viewer) step(t *trace.Trace, s *trace.Step, isAnswer bool) Step {
	at := s.At.Base()
	view := Step{
		Mark: marks[s.Decision], Object: at.Name, Kind: string(at.Noun),
		Reason: string(s.Reason), Title: s.Reason.Find().Title, Text: explain.Step(s, isAnswer),
		Default: explain.Origin(s), Packet: packet(s.After, isAnswer), Fact: fact(explain.Fact(t, s)),
	}
	view.From, view.To, view.Line = v.place(s.Span)
	for _, h := range s.Targets {
		if of := explain.Check(h); of != "" {
			view.Checks = append(view.Checks, v.check(of, h))
		}
	}
	for _, c := range s.Considered {
		view.Considered = append(view.Considered, v.considered(c, s))
	}
	source, destination := s.Translated()
	if source {
		view.Changed = append(view.Changed, "source")
	}
	if destination {
		view.Changed = append(view.Changed, "destination")
	}
	return view
}

func (v viewer) check(of string, h *trace.TargetHealth) Check {
	view := Check{
		Target: of, Object: h.Stop.At.Base().Name, Reason: string(h.Stop.Reason), Text: explain.Step(h.Stop, h.InAnswer),
		Default: explain.Origin(h.Stop),
	}
	view.From, view.To, view.Line = v.place(h.Stop.Span)
	return view
}

func (v viewer) considered(c *trace.Candidate, s *trace.Step) Considered {
	view := Considered{
		Text:    explain.Candidate(c, s, v.scenario.Lines),
		Object:  c.At.Base().Name,
		Matches: c.Matches,
		Decides: c.Decides,
		Why:     explain.Why(c, s),
	}
	view.From, view.To, view.Line = v.place(c.Span)
	if view.Line == 0 {
		view.Default = explain.Default
	}
	return view
}

func fact(f *cloud.Fact) *Fact {
	if f == nil {
		return nil
	}
	return &Fact{f.Key, f.Text, Sureness(f.Sureness)}
}

// place is where a span stands, three zeros for a default of the cloud.
func (v viewer) place(s source.Span) (from, to, line int) {
	if s.IsZero() {
		return 0, 0, 0
	}
	from, to = v.places.span(s)
	return from, to, v.scenario.Lines.Line(s)
}

func packet(p trace.Packet, isAnswer bool) Packet {
	what := p.Service
	view := Packet{
		Source:      address(p.Source.IsValid(), p.Source.String()),
		Destination: address(p.Destination.IsValid(), p.Destination.String()),
	}
	if p.HasPorts() {
		view.SourcePort, view.DestinationPort = p.SourcePorts.String(), p.DestinationPort.String()
		if !isAnswer {
			what.Ports = [][2]uint16{{p.DestinationPort.Low, p.DestinationPort.High}}
		}
	}
	view.Service = what.String()
	return view
}

// address is the text of an address, empty for a packet that was not sent.
func address(valid bool, text string) string {
	if !valid {
		return ""
	}
	return text
}
