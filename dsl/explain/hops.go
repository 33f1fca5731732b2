package explain

import (
	"fmt"
	"net/netip"
	"strings"

	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// Hops is a trace as text, a line a step: its mark, the object, the decision, the reason's code, the packet where it
// changed, and the line of the scenario that is responsible.
func Hops(t *trace.Trace, lines *source.Lines) string {
	w := &writer{lines: lines}
	w.printf("%s: %s\n%s\n", t.Cloud.Provider.Title, t.Outcome, Sentence(t))
	for i := range t.Legs {
		w.leg(&t.Legs[i], i == 1)
	}
	for i := range t.Branches {
		w.branch(&t.Branches[i])
	}
	for _, p := range t.Shares {
		w.printf("  ports %-14s %5.1f %%  %s\n", p.Ports, p.Portion*100, p.Outcome)
	}
	return w.text.String()
}

// branch is what becomes of a question by one choice of a balancer's: the target that it took, and the outcome.
func (w *writer) branch(t *trace.Trace) {
	steps := t.Legs[0].Steps
	for i := range steps {
		if s := &steps[i]; s.Reason == trace.Balanced {
			w.printf("  %s to %s: %s", address(s.Before.Destination), name(s.For), t.Outcome)
			if because := Because(t); because != "" {
				w.printf(", %s", because)
			}
			w.printf("\n")
			return
		}
	}
	w.printf("  %s: %s, %s\n", address(t.Legs[0].Start.Destination), t.Outcome, Because(t))
}

type writer struct {
	text  strings.Builder
	lines *source.Lines
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.text, format, args...) }

var signs = [...]string{trace.Passed: "✓", trace.Skipped: "–", trace.Dropped: "✕", trace.Delivered: "●"}

func (w *writer) leg(l *trace.Leg, answer bool) {
	kind := "request"
	if answer {
		kind = "answer"
	}
	w.printf("  %s  %s\n", kind, addresses(l.Start))
	for i := range l.Steps {
		s := &l.Steps[i]
		w.printf("    %s %-14s %s [%s]%s%s\n", signs[s.Decision], name(s.At), Step(s, answer), s.Reason, changed(s), w.responsible(s))
	}
}

// changed shows the packet where the step changed it.
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

// address is the text of an address, or of none: a packet that was never sent has not both.
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
