package api

import "github.com/go-faster/jx"

// encode writes a reply. It is written by hand, on top of a library that knows how JSON is spelt, because an encoder that
// finds the fields by reflection would be a tenth of what the browser has to load. A test holds it against one.
func encode(r Reply) []byte {
	e := encoder{&jx.Encoder{}}
	e.object(func() {
		e.number("version", r.Version)
		if r.Answer != nil {
			e.FieldStart("answer")
			e.answer(r.Answer)
		}
		if r.Formatted != nil {
			e.FieldStart("formatted")
			e.object(func() { e.text("text", r.Formatted.Text) })
		}
		if len(r.Grades) > 0 {
			array(e, "grades", r.Grades, encoder.grade)
		}
		e.unlessEmpty("fault", r.Fault)
	})
	return e.Bytes()
}

// An encoder writes the contract's parts, one method each.
type encoder struct{ *jx.Encoder }

func (e encoder) object(fields func()) {
	e.ObjStart()
	fields()
	e.ObjEnd()
}

// array writes a field that is a list: never null, an empty one is [].
func array[T any](e encoder, name string, all []T, one func(encoder, *T)) {
	e.FieldStart(name)
	e.ArrStart()
	for i := range all {
		one(e, &all[i])
	}
	e.ArrEnd()
}

func (e encoder) text(name, value string) {
	e.FieldStart(name)
	e.Str(value)
}

func (e encoder) unlessEmpty(name, value string) {
	if value != "" {
		e.text(name, value)
	}
}

func (e encoder) number(name string, value int) {
	e.FieldStart(name)
	e.Int(value)
}

func (e encoder) truth(name string, value bool) {
	e.FieldStart(name)
	e.Bool(value)
}

func (e encoder) place(from, to, line int) {
	e.number("from", from)
	e.number("to", to)
	e.number("line", line)
}

func (e encoder) word(w *string) { e.Str(*w) }

func (e encoder) answer(a *Answer) {
	e.object(func() {
		e.text("title", a.Title)
		array(e, "notes", a.Notes, encoder.word)
		array(e, "diagnostics", a.Diagnostics, encoder.diagnostic)
		array(e, "questions", a.Questions, encoder.question)
		e.number("shown", a.Shown)
		array(e, "traces", a.Traces, encoder.trace)
	})
}

func (e encoder) diagnostic(d *Diagnostic) {
	e.object(func() {
		e.place(d.From, d.To, d.Line)
		e.number("column", d.Column)
		e.text("severity", d.Severity)
		e.text("message", d.Message)
		e.unlessEmpty("hint", d.Hint)
		if d.Fix != nil {
			e.FieldStart("fix")
			e.object(func() {
				e.text("title", d.Fix.Title)
				array(e, "edits", d.Fix.Edits, encoder.edit)
			})
		}
	})
}

func (e encoder) edit(d *Edit) {
	e.object(func() {
		e.number("from", d.From)
		e.number("to", d.To)
		e.text("insert", d.Insert)
	})
}

func (e encoder) question(q *Question) {
	e.object(func() {
		e.place(q.From, q.To, q.Line)
		e.text("kind", q.Kind)
		e.text("text", q.Text)
		e.truth("holds", q.Holds)
		array(e, "clouds", q.Clouds, func(e encoder, o *Outcome) { e.object(func() { e.outcome(o) }) })
	})
}

// outcome writes the fields of an outcome, which stand in a question's object and in a trace's own.
func (e encoder) outcome(o *Outcome) {
	e.text("cloud", o.Cloud)
	e.text("title", o.Title)
	e.text("outcome", o.Outcome)
	e.truth("holds", o.Holds)
	e.unlessEmpty("mismatch", o.Mismatch)
}

func (e encoder) trace(t *Trace) {
	e.object(func() {
		e.outcome(&t.Outcome)
		e.text("sentence", t.Sentence)
		e.unlessEmpty("reason", t.Reason)
		e.number("leg", t.Leg)
		e.number("step", t.Step)
		array(e, "legs", t.Legs, encoder.leg)
		if len(t.Ports) > 0 {
			array(e, "ports", t.Ports, encoder.share)
		}
	})
}

func (e encoder) leg(l *Leg) {
	e.object(func() {
		e.text("kind", l.Kind)
		e.FieldStart("start")
		e.packet(&l.Start)
		array(e, "steps", l.Steps, encoder.step)
	})
}

func (e encoder) step(s *Step) {
	e.object(func() {
		e.text("mark", s.Mark)
		e.text("object", s.Object)
		e.text("kind", s.Kind)
		e.text("reason", s.Reason)
		e.text("title", s.Title)
		e.text("text", s.Text)
		e.place(s.From, s.To, s.Line)
		e.unlessEmpty("default", s.Default)
		e.FieldStart("packet")
		e.packet(&s.Packet)
		if len(s.Changed) > 0 {
			array(e, "changed", s.Changed, encoder.word)
		}
		if s.Parts {
			e.truth("parts", true)
		}
	})
}

func (e encoder) packet(p *Packet) {
	e.object(func() {
		e.text("service", p.Service)
		e.text("source", p.Source)
		e.text("sourcePort", p.SourcePort)
		e.text("destination", p.Destination)
		e.text("destinationPort", p.DestinationPort)
	})
}

func (e encoder) share(p *PortShare) {
	e.object(func() {
		e.text("ports", p.Ports)
		e.FieldStart("share")
		e.Float64(p.Share)
		e.text("outcome", p.Outcome)
	})
}

func (e encoder) grade(g *Grade) {
	e.object(func() {
		e.text("goal", g.Goal)
		e.truth("holds", g.Holds)
		e.unlessEmpty("mismatch", g.Mismatch)
	})
}
