package explain

import (
	"fmt"
	"net/netip"
	"strings"

	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// Hops is a trace as text: its ways, a line each, and of the shown one a line for each step: its mark, the object, the decision, the reason's code, the packet if it
// changed, and the line of the scenario that is responsible.
func Hops(t *trace.Trace, lines *source.Lines) string { return write(t, lines, false) }

// Rules are the hops of a trace, each with every rule, route or entry that was considered there.
func Rules(t *trace.Trace, lines *source.Lines) string { return write(t, lines, true) }

func write(t *trace.Trace, lines *source.Lines, rules bool) string {
	w := &writer{lines: lines, trace: t, rules: rules}
	w.printf("%s: %s\n%s\n", t.Cloud.Provider.Title, t.Outcome, Sentence(t))
	for i := range t.Legs {
		w.leg(i)
	}
	w.ways()
	for _, p := range t.Shares {
		w.printf("  ports %-14s %5.1f %%  %s\n", p.Ports, p.Portion*100, p.Outcome)
	}
	return w.text.String()
}

// ways writes the ways, a line each, if there are several.
func (w *writer) ways() {
	t := w.trace
	if len(t.Ways) < 2 {
		return
	}
	names, listed := WayNames(t), t.Listed()
	for _, k := range listed {
		way := t.Ways[k]
		w.printf("  way %7s  %s: %s", percent(way.Share), names[k], way.Outcome)
		if because := WayBecause(way); because != "" {
			w.printf(", %s", because)
		}
		w.printf("\n")
	}
	if more := len(t.Ways) - len(listed); more > 0 {
		w.printf("  and %d more %s\n", more, plural(more, "way", "ways"))
	}
}

type writer struct {
	text  strings.Builder
	lines *source.Lines
	trace *trace.Trace
	rules bool // whether to write the candidates of each step
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.text, format, args...) }

var signs = [...]string{trace.Passed: "✓", trace.Skipped: "–", trace.Dropped: "✕", trace.Delivered: "●"}

func (w *writer) leg(number int) {
	l, answer := &w.trace.Legs[number], number == 1
	kind := "request"
	if answer {
		kind = "answer"
	}
	w.printf("  %s  %s\n", kind, addresses(l.Start))
	for i := range l.Steps {
		s := &l.Steps[i]
		w.printf("    %s %-14s %s [%s]%s%s\n",
			signs[s.Decision], titled(s.At), Step(s, answer), s.Reason, changed(s), w.responsible(s))
		if open := Open(w.trace, s); open != nil {
			w.printf("        left open: %s\n", open.Text)
		}
		w.checks(s)
		if w.rules {
			w.considered(s)
		}
	}
}

// checks are the failed health checks on which a step depends, a line each.
func (w *writer) checks(s *trace.Step) {
	for _, h := range s.Targets {
		if of := Check(h); of != "" {
			w.printf("        check of %s: %s [%s]%s\n", of, titled(h.Stop.At), h.Stop.Reason, w.responsible(h.Stop))
		}
	}
}

// considered are the candidates of a step, a line each; an arrow stands before the one that decides.
func (w *writer) considered(s *trace.Step) {
	for _, c := range s.Considered {
		mark := "·"
		if c.Decides {
			mark = "→"
		}
		w.printf("        %s %s: %s: %s", mark, titled(c.At), Candidate(c, s, w.lines), Why(c, s))
		if !c.Span.IsZero() {
			w.printf(" line %d", w.lines.Line(c.Span))
		}
		w.printf("\n")
	}
}

// changed shows the packet if the step changed it.
func changed(s *trace.Step) string {
	if source, destination := s.Translated(); !source && !destination {
		return ""
	}
	return " now " + addresses(s.After)
}

func (w *writer) responsible(s *trace.Step) string {
	words := ""
	if !s.Span.IsZero() {
		words = fmt.Sprintf(" line %d", w.lines.Line(s.Span))
	}
	if origin := Origin(s); origin != "" {
		words += " (" + origin + ")"
	}
	return words
}

func addresses(p trace.Packet) string {
	if !p.HasPorts() {
		return fmt.Sprintf("%s %s → %s", p.Service, address(p.Source), address(p.Destination))
	}
	return fmt.Sprintf("%s → %s", end(p.Source, p.SourcePorts), end(p.Destination, p.DestinationPort))
}

// address is the text of an address. A packet that was never sent may lack one.
func address(a netip.Addr) string {
	if !a.IsValid() {
		return "nowhere"
	}
	return a.String()
}

func end(a netip.Addr, ports trace.Ports) string {
	if !a.IsValid() {
		return address(a)
	}
	if a.Is6() {
		return "[" + a.String() + "]:" + ports.String()
	}
	return a.String() + ":" + ports.String()
}
