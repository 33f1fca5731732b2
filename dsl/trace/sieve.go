package trace

import (
	"slices"

	"hopwise/dsl/cloud"
)

// A ruling is a rule that decides, with the group or the ACL that it belongs to. The zero ruling is the default.
type ruling struct {
	rule *cloud.Rule
	at   cloud.Object
}

// A sieve divides free ports among the rules of a filter: each rule takes those that none before it took.
type sieve struct {
	rest            portSet
	passed, dropped []cloud.Ports
	// passes is the first ruling that lets ports pass; drops is the one that drops the widest range, and widest that
	// range.
	passes, drops ruling
	widest        cloud.Ports
	// rulings is the number of rulings that took ports.
	rulings int
}

// rule gives a ruling the ports that it decides.
func (s *sieve) rule(r ruling, ports portSet, allow bool) {
	if len(ports) == 0 {
		return
	}
	s.rulings++
	if allow {
		if len(s.passed) == 0 {
			s.passes = r
		}
		s.passed = append(s.passed, ports...)
		return
	}
	for _, p := range ports {
		if len(s.dropped) == 0 || p.Count() > s.widest.Count() {
			s.drops, s.widest = r, p
		}
		s.dropped = append(s.dropped, p)
	}
}

// sift holds the free destination ports of the packet against rules that match it in all but its ports, in the order in
// which they are tried; otherwise says whether a port may pass that no rule is about. The ports that pass go on, by the
// ruling that is returned, and those that are dropped end here as a part of their own. If none passes, the ruling that
// is returned drops. A walk with chosen ports asks about those only.
func (w *walk) sift(rules []ruling, otherwise bool) ruling {
	place := w.packet.DestinationPort.free - 1
	if place < len(w.chosen) {
		return w.siftOne(rules, place)
	}
	s := sieve{rest: slices.Clone(w.free[place])}
	for _, r := range rules {
		for _, p := range portsOf(r.rule.Service) {
			s.rule(r, s.rest.take(p), r.rule.Allow)
		}
	}
	s.rule(ruling{}, s.rest, otherwise)
	w.divided = w.divided || s.rulings > 1
	if len(s.dropped) == 0 {
		return s.passes
	}
	port := s.widest.Low
	if len(s.passed) == 0 {
		w.starts = append(w.starts, make([]uint16, len(w.free)-len(w.starts))...)
		w.starts[place] = port
		return s.drops
	}
	w.parts = append(w.parts, w.ends(place, sorted(s.dropped), port))
	w.free[place] = sorted(s.passed)
	return s.passes
}

// siftOne finds the ruling for the chosen port of a place. The range around the port shrinks to ports of the same
// ruling.
func (w *walk) siftOne(rules []ruling, place int) ruling {
	port, around := w.chosen[place], &w.free[place][0]
	for _, r := range rules {
		for _, p := range portsOf(r.rule.Service) {
			switch {
			case p.High < port:
				around.Low = max(around.Low, p.High+1)
			case p.Low > port:
				around.High = min(around.High, p.Low-1)
			default:
				around.Low, around.High = max(around.Low, p.Low), min(around.High, p.High)
				return r
			}
		}
	}
	return ruling{}
}

// portsOf are the ports that a service is about.
func portsOf(s cloud.Service) []cloud.Ports {
	if len(s.Ports) == 0 {
		return everyPort
	}
	all := make([]cloud.Ports, len(s.Ports))
	for i, p := range s.Ports {
		all[i] = cloud.Ports{Low: p[0], High: p[1]}
	}
	return all
}

var everyPort = []cloud.Ports{{Low: 0, High: 65535}}
