// Code generated from contract.go (go test ./wasm/api -update); DO NOT EDIT.

package api

// field reads a field of a request, and passes over one that it does not know.
func (d *decoder) field(v *Request, name string) {
	switch d.skip(); name {
	case "version":
		v.Version = d.number()
	case "op":
		v.Op = Op(d.text())
	case "text":
		v.Text = d.text()
	case "question":
		v.Question = d.number()
	case "offset":
		v.Offset = d.number()
	case "goals":
		v.Goals = d.texts()
	case "open":
		v.Open = d.texts()
	case "ways":
		v.Ways = d.texts()
	case "drawn":
		v.Drawn = d.texts()
	default:
		d.pass()
	}
}

func (e *encoder) reply(v *Reply) {
	e.open('{')
	e.number("version", v.Version)
	if v.Answer != nil {
		e.field("answer")
		e.answer(v.Answer)
	}
	if v.Formatted != nil {
		e.field("formatted")
		e.formatted(v.Formatted)
	}
	if len(v.Grades) > 0 {
		e.list("grades")
		for i := range v.Grades {
			e.grade(&v.Grades[i])
		}
		e.end(']')
	}
	if v.Completions != nil {
		e.field("completions")
		e.completions(v.Completions)
	}
	if v.Hovered != nil {
		e.field("hovered")
		e.hovered(v.Hovered)
	}
	e.unlessEmpty("fault", v.Fault)
	e.unlessEmpty("crash", v.Crash)
	e.end('}')
}

func (e *encoder) answer(v *Answer) {
	e.open('{')
	e.number("semantics", v.Semantics)
	e.text("title", v.Title)
	e.texts("notes", v.Notes)
	e.list("diagnostics")
	for i := range v.Diagnostics {
		e.diagnostic(&v.Diagnostics[i])
	}
	e.end(']')
	e.list("findings")
	for i := range v.Findings {
		e.finding(&v.Findings[i])
	}
	e.end(']')
	e.unlessZero("unlisted", v.Unlisted)
	e.list("statements")
	for i := range v.Statements {
		e.statement(&v.Statements[i])
	}
	e.end(']')
	e.list("questions")
	for i := range v.Questions {
		e.question(&v.Questions[i])
	}
	e.end(']')
	e.list("exposures")
	for i := range v.Exposures {
		e.exposure(&v.Exposures[i])
	}
	e.end(']')
	e.number("shown", v.Shown)
	e.list("traces")
	for i := range v.Traces {
		e.trace(&v.Traces[i])
	}
	e.end(']')
	e.list("drawings")
	for i := range v.Drawings {
		e.cloudDrawing(&v.Drawings[i])
	}
	e.end(']')
	e.end('}')
}

func (e *encoder) diagnostic(v *Diagnostic) {
	e.open('{')
	e.diagnosticFields(v)
	e.end('}')
}

func (e *encoder) diagnosticFields(v *Diagnostic) {
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.number("column", v.Column)
	e.text("severity", string(v.Severity))
	e.text("message", v.Message)
	e.unlessEmpty("hint", v.Hint)
	e.unlessZero("since", v.Since)
	if v.Fix != nil {
		e.field("fix")
		e.fix(v.Fix)
	}
	if len(v.Choices) > 0 {
		e.list("choices")
		for i := range v.Choices {
			e.fix(&v.Choices[i])
		}
		e.end(']')
	}
	e.unlessEmpty("fact", v.Fact)
}

func (e *encoder) finding(v *Finding) {
	e.open('{')
	e.diagnosticFields(&v.Diagnostic)
	e.text("code", v.Code)
	e.text("title", v.Title)
	e.text("object", v.Object)
	e.unlessEmpty("audit", v.Audit)
	e.end('}')
}

func (e *encoder) statement(v *Statement) {
	e.open('{')
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.text("kind", string(v.Kind))
	e.text("text", v.Text)
	e.truth("holds", v.Holds)
	e.unlessEmpty("mismatch", v.Mismatch)
	e.end('}')
}

func (e *encoder) fix(v *Fix) {
	e.open('{')
	e.text("title", v.Title)
	e.list("edits")
	for i := range v.Edits {
		e.edit(&v.Edits[i])
	}
	e.end(']')
	e.end('}')
}

func (e *encoder) edit(v *Edit) {
	e.open('{')
	e.editFields(v)
	e.end('}')
}

func (e *encoder) editFields(v *Edit) {
	e.number("from", v.From)
	e.number("to", v.To)
	e.text("insert", v.Insert)
}

func (e *encoder) question(v *Question) {
	e.open('{')
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.text("kind", string(v.Kind))
	e.text("text", v.Text)
	e.truth("holds", v.Holds)
	e.list("clouds")
	for i := range v.Clouds {
		e.outcome(&v.Clouds[i])
	}
	e.end(']')
	e.end('}')
}

func (e *encoder) outcome(v *Outcome) {
	e.open('{')
	e.outcomeFields(v)
	e.end('}')
}

func (e *encoder) outcomeFields(v *Outcome) {
	e.text("cloud", v.Cloud)
	e.text("title", v.Title)
	e.text("outcome", string(v.Outcome))
	e.truth("holds", v.Holds)
	e.unlessEmpty("mismatch", v.Mismatch)
}

func (e *encoder) exposure(v *Exposure) {
	e.open('{')
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.text("text", v.Text)
	e.text("cloud", v.Cloud)
	e.text("title", v.Title)
	e.truth("can", v.Can)
	e.truth("holds", v.Holds)
	e.unlessFalse("unknown", v.Unknown)
	e.unlessEmpty("mismatch", v.Mismatch)
	e.list("doors")
	for i := range v.Doors {
		e.door(&v.Doors[i])
	}
	e.end(']')
	e.end('}')
}

func (e *encoder) door(v *Door) {
	e.open('{')
	e.text("title", v.Title)
	e.text("state", string(v.State))
	e.texts("actions", v.Actions)
	e.texts("closers", v.Closers)
	e.text("fact", v.Fact)
	e.end('}')
}

func (e *encoder) trace(v *Trace) {
	e.open('{')
	e.outcomeFields(&v.Outcome)
	e.text("sentence", v.Sentence)
	e.unlessEmpty("reason", v.Reason)
	e.number("leg", v.Leg)
	e.number("step", v.Step)
	e.list("legs")
	for i := range v.Legs {
		e.leg(&v.Legs[i])
	}
	e.end(']')
	if len(v.Ports) > 0 {
		e.list("ports")
		for i := range v.Ports {
			e.portShare(&v.Ports[i])
		}
		e.end(']')
	}
	if len(v.Ways) > 0 {
		e.list("ways")
		for i := range v.Ways {
			e.way(&v.Ways[i])
		}
		e.end(']')
	}
	e.unlessZero("unlisted", v.Unlisted)
	e.unlessZero("way", v.Way)
	e.end('}')
}

func (e *encoder) way(v *Way) {
	e.open('{')
	e.text("key", v.Key)
	e.text("words", v.Words)
	e.share("share", v.Share)
	e.text("outcome", string(v.Outcome))
	e.unlessEmpty("object", v.Object)
	e.unlessEmpty("reason", v.Reason)
	e.unlessEmpty("because", v.Because)
	e.end('}')
}

func (e *encoder) leg(v *Leg) {
	e.open('{')
	e.text("kind", string(v.Kind))
	e.field("start")
	e.packet(&v.Start)
	e.list("steps")
	for i := range v.Steps {
		e.step(&v.Steps[i])
	}
	e.end(']')
	e.end('}')
}

func (e *encoder) step(v *Step) {
	e.open('{')
	e.text("mark", string(v.Mark))
	e.text("object", v.Object)
	e.text("kind", v.Kind)
	e.text("reason", v.Reason)
	e.text("title", v.Title)
	e.text("text", v.Text)
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.unlessEmpty("default", v.Default)
	e.field("packet")
	e.packet(&v.Packet)
	if len(v.Changed) > 0 {
		e.texts("changed", v.Changed)
	}
	e.unlessFalse("parts", v.Parts)
	if v.Fact != nil {
		e.field("fact")
		e.fact(v.Fact)
	}
	if v.Open != nil {
		e.field("open")
		e.fact(v.Open)
	}
	if len(v.Checks) > 0 {
		e.list("checks")
		for i := range v.Checks {
			e.check(&v.Checks[i])
		}
		e.end(']')
	}
	if len(v.Considered) > 0 {
		e.list("considered")
		for i := range v.Considered {
			e.considered(&v.Considered[i])
		}
		e.end(']')
	}
	e.end('}')
}

func (e *encoder) check(v *Check) {
	e.open('{')
	e.text("target", v.Target)
	e.text("object", v.Object)
	e.text("reason", v.Reason)
	e.text("text", v.Text)
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.unlessEmpty("default", v.Default)
	e.end('}')
}

func (e *encoder) considered(v *Considered) {
	e.open('{')
	e.text("text", v.Text)
	e.text("object", v.Object)
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.unlessEmpty("default", v.Default)
	e.truth("matches", v.Matches)
	e.truth("decides", v.Decides)
	e.text("why", v.Why)
	e.end('}')
}

func (e *encoder) fact(v *Fact) {
	e.open('{')
	e.text("key", v.Key)
	e.text("text", v.Text)
	e.text("sureness", string(v.Sureness))
	e.end('}')
}

func (e *encoder) packet(v *Packet) {
	e.open('{')
	e.text("service", v.Service)
	e.text("source", v.Source)
	e.text("sourcePort", v.SourcePort)
	e.text("destination", v.Destination)
	e.text("destinationPort", v.DestinationPort)
	e.end('}')
}

func (e *encoder) portShare(v *PortShare) {
	e.open('{')
	e.text("ports", v.Ports)
	e.share("share", v.Share)
	e.text("outcome", string(v.Outcome))
	e.end('}')
}

func (e *encoder) cloudDrawing(v *CloudDrawing) {
	e.open('{')
	e.text("cloud", v.Cloud)
	e.text("title", v.Title)
	e.text("digest", v.Digest)
	e.number("w", v.W)
	e.number("h", v.H)
	e.number("internetLine", v.InternetLine)
	e.list("boxes")
	for i := range v.Boxes {
		e.box(&v.Boxes[i])
	}
	e.end(']')
	e.list("lines")
	for i := range v.Lines {
		e.bare(v.Lines[i])
	}
	e.end(']')
	if len(v.Places) > 0 {
		e.numbers("places", v.Places)
	}
	e.list("ways")
	for i := range v.Ways {
		e.drawnWay(&v.Ways[i])
	}
	e.end(']')
	e.end('}')
}

func (e *encoder) box(v *Box) {
	e.open('{')
	e.text("kind", string(v.Kind))
	e.text("name", v.Name)
	e.unlessEmpty("full", v.Full)
	if len(v.Lines) > 0 {
		e.texts("lines", v.Lines)
	}
	e.number("x", v.X)
	e.number("y", v.Y)
	e.number("w", v.W)
	e.number("h", v.H)
	e.number("in", v.In)
	e.number("from", v.From)
	e.number("to", v.To)
	e.number("line", v.Line)
	e.unlessZero("tint", v.Tint)
	e.unlessFalse("off", v.Off)
	e.unlessZero("count", v.Count)
	e.unlessEmpty("opens", v.Opens)
	e.end('}')
}

func (e *encoder) drawnWay(v *DrawnWay) {
	e.open('{')
	e.numbers("points", v.Points)
	e.number("from", v.From)
	e.numbers("stops", v.Stops)
	e.numbers("boxes", v.Boxes)
	e.end('}')
}

func (e *encoder) formatted(v *Formatted) {
	e.open('{')
	e.text("text", v.Text)
	e.end('}')
}

func (e *encoder) grade(v *Grade) {
	e.open('{')
	e.text("goal", v.Goal)
	e.truth("holds", v.Holds)
	e.unlessEmpty("mismatch", v.Mismatch)
	e.end('}')
}

func (e *encoder) completions(v *Completions) {
	e.open('{')
	e.list("items")
	for i := range v.Items {
		e.completion(&v.Items[i])
	}
	e.end(']')
	e.end('}')
}

func (e *encoder) completion(v *Completion) {
	e.open('{')
	e.text("label", v.Label)
	e.text("kind", string(v.Kind))
	e.unlessEmpty("detail", v.Detail)
	e.editFields(&v.Edit)
	e.end('}')
}

func (e *encoder) hovered(v *Hovered) {
	e.open('{')
	e.number("from", v.From)
	e.number("to", v.To)
	e.texts("lines", v.Lines)
	e.end('}')
}
