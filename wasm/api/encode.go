package api

// encode writes a reply, with a method for each part of the contract. A test compares it with the contract's tags.
func encode(r Reply) []byte {
	e := &encoder{}
	e.object(func() {
		e.number("version", r.Version)
		if r.Answer != nil {
			e.field("answer")
			e.answer(r.Answer)
		}
		if r.Formatted != nil {
			e.field("formatted")
			e.object(func() { e.text("text", r.Formatted.Text) })
		}
		if len(r.Grades) > 0 {
			e.list("grades", len(r.Grades), func(i int) { e.grade(&r.Grades[i]) })
		}
		if r.Completions != nil {
			items := r.Completions.Items
			e.field("completions")
			e.object(func() { e.list("items", len(items), func(i int) { e.completion(&items[i]) }) })
		}
		if r.Hovered != nil {
			e.field("hovered")
			e.hovered(r.Hovered)
		}
		e.unlessEmpty("fault", r.Fault)
		e.unlessEmpty("crash", r.Crash)
	})
	return e.b
}

func (e *encoder) place(from, to, line int) {
	e.number("from", from)
	e.number("to", to)
	e.number("line", line)
}

func (e *encoder) answer(a *Answer) {
	e.object(func() {
		e.number("semantics", a.Semantics)
		e.text("title", a.Title)
		e.texts("notes", a.Notes)
		e.list("diagnostics", len(a.Diagnostics), func(i int) { e.diagnostic(&a.Diagnostics[i]) })
		e.list("findings", len(a.Findings), func(i int) { e.finding(&a.Findings[i]) })
		if a.Unlisted > 0 {
			e.number("unlisted", a.Unlisted)
		}
		e.list("statements", len(a.Statements), func(i int) { e.statement(&a.Statements[i]) })
		e.list("questions", len(a.Questions), func(i int) { e.question(&a.Questions[i]) })
		e.list("exposures", len(a.Exposures), func(i int) { e.exposure(&a.Exposures[i]) })
		e.number("shown", a.Shown)
		e.list("traces", len(a.Traces), func(i int) { e.trace(&a.Traces[i]) })
		e.list("drawings", len(a.Drawings), func(i int) { e.drawing(&a.Drawings[i]) })
	})
}

func (e *encoder) diagnostic(d *Diagnostic) { e.object(func() { e.diagnosed(d) }) }

// diagnosed writes the fields of a diagnostic, which stand in an object of their own and in a finding's.
func (e *encoder) diagnosed(d *Diagnostic) {
	e.place(d.From, d.To, d.Line)
	e.number("column", d.Column)
	e.text("severity", d.Severity)
	e.text("message", d.Message)
	e.unlessEmpty("hint", d.Hint)
	if d.Since > 0 {
		e.number("since", d.Since)
	}
	if d.Fix != nil {
		e.field("fix")
		e.object(func() {
			e.text("title", d.Fix.Title)
			e.list("edits", len(d.Fix.Edits), func(i int) { e.edit(&d.Fix.Edits[i]) })
		})
	}
	e.unlessEmpty("fact", d.Fact)
}

func (e *encoder) finding(f *Finding) {
	e.object(func() {
		e.diagnosed(&f.Diagnostic)
		e.text("code", f.Code)
		e.text("title", f.Title)
		e.text("object", f.Object)
		e.unlessEmpty("audit", f.Audit)
	})
}

func (e *encoder) statement(s *Statement) {
	e.object(func() {
		e.place(s.From, s.To, s.Line)
		e.text("kind", s.Kind)
		e.text("text", s.Text)
		e.truth("holds", s.Holds)
		e.unlessEmpty("mismatch", s.Mismatch)
	})
}

func (e *encoder) edit(d *Edit) { e.object(func() { e.edits(d) }) }

// edits writes the fields of an edit, which stand in an object of their own and in a completion's.
func (e *encoder) edits(d *Edit) {
	e.number("from", d.From)
	e.number("to", d.To)
	e.text("insert", d.Insert)
}

func (e *encoder) question(q *Question) {
	e.object(func() {
		e.place(q.From, q.To, q.Line)
		e.text("kind", q.Kind)
		e.text("text", q.Text)
		e.truth("holds", q.Holds)
		e.list("clouds", len(q.Clouds), func(i int) { e.object(func() { e.outcome(&q.Clouds[i]) }) })
	})
}

// outcome writes the fields of an outcome, which stand in a question's object and in a trace's own.
func (e *encoder) outcome(o *Outcome) {
	e.text("cloud", o.Cloud)
	e.text("title", o.Title)
	e.text("outcome", o.Outcome)
	e.truth("holds", o.Holds)
	e.unlessEmpty("mismatch", o.Mismatch)
}

func (e *encoder) exposure(x *Exposure) {
	e.object(func() {
		e.place(x.From, x.To, x.Line)
		e.text("text", x.Text)
		e.text("cloud", x.Cloud)
		e.text("title", x.Title)
		e.truth("can", x.Can)
		e.truth("holds", x.Holds)
		if x.Unknown {
			e.truth("unknown", true)
		}
		e.unlessEmpty("mismatch", x.Mismatch)
		e.list("doors", len(x.Doors), func(i int) { e.door(&x.Doors[i]) })
	})
}

func (e *encoder) door(d *Door) {
	e.object(func() {
		e.text("title", d.Title)
		e.text("state", d.State)
		e.texts("actions", d.Actions)
		e.texts("closers", d.Closers)
	})
}

func (e *encoder) trace(t *Trace) {
	e.object(func() {
		e.outcome(&t.Outcome)
		e.text("sentence", t.Sentence)
		e.unlessEmpty("reason", t.Reason)
		e.number("leg", t.Leg)
		e.number("step", t.Step)
		e.list("legs", len(t.Legs), func(i int) { e.leg(&t.Legs[i]) })
		if len(t.Ports) > 0 {
			e.list("ports", len(t.Ports), func(i int) { e.ports(&t.Ports[i]) })
		}
		if len(t.Branches) > 0 {
			e.list("branches", len(t.Branches), func(i int) { e.branch(&t.Branches[i]) })
		}
	})
}

func (e *encoder) leg(l *Leg) {
	e.object(func() {
		e.text("kind", l.Kind)
		e.field("start")
		e.packet(&l.Start)
		e.list("steps", len(l.Steps), func(i int) { e.step(&l.Steps[i]) })
	})
}

func (e *encoder) step(s *Step) {
	e.object(func() {
		e.text("mark", s.Mark)
		e.text("object", s.Object)
		e.text("kind", s.Kind)
		e.text("reason", s.Reason)
		e.text("title", s.Title)
		e.text("text", s.Text)
		e.place(s.From, s.To, s.Line)
		e.unlessEmpty("default", s.Default)
		e.field("packet")
		e.packet(&s.Packet)
		if len(s.Changed) > 0 {
			e.texts("changed", s.Changed)
		}
		if s.Parts {
			e.truth("parts", true)
		}
		e.fact("fact", s.Fact)
		e.fact("open", s.Open)
		if len(s.Considered) > 0 {
			e.list("considered", len(s.Considered), func(i int) { e.considered(&s.Considered[i]) })
		}
	})
}

// fact writes a fact under a name, and nothing if it is nil.
func (e *encoder) fact(name string, f *Fact) {
	if f == nil {
		return
	}
	e.field(name)
	e.object(func() {
		e.text("key", f.Key)
		e.text("text", f.Text)
		e.text("sureness", f.Sureness)
	})
}

func (e *encoder) considered(c *Considered) {
	e.object(func() {
		e.text("text", c.Text)
		e.text("object", c.Object)
		e.place(c.From, c.To, c.Line)
		e.unlessEmpty("default", c.Default)
		e.truth("matches", c.Matches)
		e.truth("decides", c.Decides)
		e.text("why", c.Why)
	})
}

func (e *encoder) branch(b *Branch) {
	e.object(func() {
		e.text("node", b.Node)
		e.unlessEmpty("target", b.Target)
		e.text("outcome", b.Outcome)
		e.text("sentence", b.Sentence)
	})
}

func (e *encoder) packet(p *Packet) {
	e.object(func() {
		e.text("service", p.Service)
		e.text("source", p.Source)
		e.text("sourcePort", p.SourcePort)
		e.text("destination", p.Destination)
		e.text("destinationPort", p.DestinationPort)
	})
}

func (e *encoder) ports(p *PortShare) {
	e.object(func() {
		e.text("ports", p.Ports)
		e.share("share", p.Share)
		e.text("outcome", p.Outcome)
	})
}

func (e *encoder) drawing(w *CloudDrawing) {
	e.object(func() {
		e.text("cloud", w.Cloud)
		e.text("title", w.Title)
		e.number("w", w.W)
		e.number("h", w.H)
		e.number("internetLine", w.InternetLine)
		e.list("boxes", len(w.Boxes), func(i int) { e.box(&w.Boxes[i]) })
		e.list("lines", len(w.Lines), func(i int) { e.bare(w.Lines[i]) })
		e.list("ways", len(w.Ways), func(i int) {
			e.object(func() {
				e.numbers("points", w.Ways[i].Points)
				e.number("from", w.Ways[i].From)
				e.numbers("stops", w.Ways[i].Stops)
				e.numbers("boxes", w.Ways[i].Boxes)
			})
		})
	})
}

func (e *encoder) box(b *Box) {
	e.object(func() {
		e.text("kind", b.Kind)
		e.text("name", b.Name)
		e.unlessEmpty("full", b.Full)
		if len(b.Lines) > 0 {
			e.texts("lines", b.Lines)
		}
		e.number("x", b.X)
		e.number("y", b.Y)
		e.number("w", b.W)
		e.number("h", b.H)
		e.number("in", b.In)
		e.place(b.From, b.To, b.Line)
		if b.Tint > 0 {
			e.number("tint", b.Tint)
		}
		if b.Off {
			e.truth("off", true)
		}
		if b.Count > 0 {
			e.number("count", b.Count)
		}
		e.unlessEmpty("opens", b.Opens)
	})
}

func (e *encoder) grade(g *Grade) {
	e.object(func() {
		e.text("goal", g.Goal)
		e.truth("holds", g.Holds)
		e.unlessEmpty("mismatch", g.Mismatch)
	})
}

func (e *encoder) completion(c *Completion) {
	e.object(func() {
		e.text("label", c.Label)
		e.text("kind", c.Kind)
		e.unlessEmpty("detail", c.Detail)
		e.edits(&c.Edit)
	})
}

func (e *encoder) hovered(h *Hovered) {
	e.object(func() {
		e.number("from", h.From)
		e.number("to", h.To)
		e.texts("lines", h.Lines)
	})
}
