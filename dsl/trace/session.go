package trace

import (
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A session is a translation that is remembered, so that it can be undone for the answer.
type session struct {
	at            any
	before, after Packet
}

// convert translates the packet and remembers the translation.
func (w *walk) convert(at cloud.Object, key any, r Reason, span source.Span, change func(*Packet)) *Step {
	before := w.packet
	s := w.translate(at, r, span, change)
	w.sessions = append(w.sessions, session{key, before, w.packet})
	w.mislead(s)
	return s
}

// mislead notes the first object that gives the answer a source which nobody called.
func (w *walk) mislead(s *Step) {
	source, _ := s.Translated()
	if w.isAnswer && source && w.misleading == nil && !w.isCalled() {
		w.misleading = s.At
	}
}

// isCalled reports whether the answer comes from the address that the client, or a translator of the request, called.
func (w *walk) isCalled() bool {
	return w.packet.Source == w.request.Destination ||
		slices.ContainsFunc(w.sessions[:w.requested], func(s session) bool { return w.packet.answers(s.after) })
}

// revert undoes the translation that the packet answers, and returns the step; nil if it answers none.
func (w *walk) revert(at cloud.Object, key any, span source.Span) *Step {
	s := w.sessionOf(key)
	if s == nil {
		return nil
	}
	back := s.before.reverse()
	reason, crosses := NAT, s.before.Source.Is6() != s.after.Source.Is6()
	if s.before.Destination != s.after.Destination && !crosses {
		reason = DNAT
	}
	return w.translate(at, reason, span, func(p *Packet) {
		switch {
		case crosses && p.isError() && back.Source.Is4():
			p.Service = unreachable4
		case crosses && p.isError():
			p.Service = unreachable6
		case crosses:
			p.Service = back.Service
		}
		p.Source, p.Destination = back.Source, back.Destination
		if p.HasPorts() {
			p.SourcePorts, p.DestinationPort = back.SourcePorts, back.DestinationPort
		}
	})
}

// revertAll undoes every translation that a machine made of one packet, the last one first; false if it made none.
func (w *walk) revertAll(m *cloud.Instance) bool {
	undone := false
	for range w.sessions {
		if w.revert(m, m, m.Span) == nil {
			break
		}
		undone = true
	}
	return undone
}

// revertDestination undoes the translations of the source that a machine made of the packet's request, so that the
// answer is for the sender again; false if it made none.
func (w *walk) revertDestination(m *cloud.Instance) bool {
	undone := false
	for range w.sessions {
		s := w.sessionOf(m)
		if s == nil || s.before.Source == s.after.Source {
			break
		}
		w.revert(m, m, m.Span)
		undone = true
	}
	return undone
}

// sessionOf is the session that the packet answers; nil if there is none. A packet of the answer answers none of those
// that were made for the answer itself: an echo reply that comes back to its translator looks like its own answer.
func (w *walk) sessionOf(key any) *session {
	last := len(w.sessions)
	if w.isAnswer {
		last = w.requested
	}
	for i := last - 1; i >= 0; i-- {
		if s := &w.sessions[i]; s.at == key && w.packet.answers(s.after) {
			return s
		}
	}
	return nil
}

// established reports whether a stateful filter let through what the packet answers.
func (w *walk) established(at any) bool {
	for _, f := range w.flows {
		if f.at == at && w.packet.answers(f.packet) {
			return true
		}
	}
	return false
}

func (w *walk) remember(at any) verdict {
	w.flows = append(w.flows, flow{at, w.packet})
	return onward
}

// choosePorts gives the packet source ports that its translator chose from those that it may use
// (aws/nat-gateway-ports).
func (w *walk) choosePorts(p *Packet) {
	if p.HasPorts() {
		place := 2
		for i := range w.sessions {
			if s := &w.sessions[i]; s.after.SourcePorts != s.before.SourcePorts {
				place++
			}
		}
		p.SourcePorts = w.ports(cloud.AnyClient, place)
	}
}
