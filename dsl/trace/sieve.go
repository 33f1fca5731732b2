package trace

import (
	"sort"

	"hopwise/dsl/cloud"
)

// A ruling is a rule that decides, with the group or the ACL that it belongs to. The zero ruling is the default.
type ruling struct {
	rule *cloud.Rule
	at   cloud.Object
}

// A segment is a range of ports with the ruling that decides about it.
type segment struct {
	cloud.Ports
	ruling
}

// A sieve divides free ports among the rules of a filter: each rule takes those that none before it took.
type sieve struct {
	rest  portSet
	taken []segment
}

// take gives a ruling what is left of a range.
func (s *sieve) take(r cloud.Ports, by ruling) {
	first := s.rest.from(r.Low)
	last := first
	var left [2]cloud.Ports
	n := 0
	for ; last < len(s.rest) && s.rest[last].Low <= r.High; last++ {
		have := s.rest[last]
		s.taken = append(s.taken, segment{cloud.Ports{Low: max(have.Low, r.Low), High: min(have.High, r.High)}, by})
		if have.Low < r.Low {
			left[n] = cloud.Ports{Low: have.Low, High: r.Low - 1}
			n++
		}
		if have.High > r.High {
			left[n] = cloud.Ports{Low: r.High + 1, High: have.High}
			n++
		}
	}
	if n > last-first {
		s.rest = append(s.rest, cloud.Ports{})
	}
	copy(s.rest[first+n:], s.rest[last:])
	copy(s.rest[first:], left[:n])
	if n < last-first {
		s.rest = s.rest[:len(s.rest)-(last-first-n)]
	}
}

// divide divides ports among rules, in the order in which they are tried, and gives what is left to the default. The
// segments are in the order of their ports.
func divide(ports portSet, rules []ruling) []segment {
	s := sieve{rest: append(portSet{}, ports...)}
	for _, r := range rules {
		for _, p := range portsOf(r.rule.Service) {
			s.take(p, r)
		}
	}
	s.take(everyPort[0], ruling{})
	sort.Slice(s.taken, func(a, b int) bool { return s.taken[a].Low < s.taken[b].Low })
	return s.taken
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
	segments := divide(w.free[place], rules)
	w.divided = w.divided || len(segments) > len(w.free[place])
	var passed, dropped portSet
	// passes is the first segment that passes, drops the widest that is dropped.
	var passes, drops *segment
	for i := range segments {
		s := &segments[i]
		if s.rule == nil && otherwise || s.rule != nil && s.rule.Allow {
			passed.add(s.Ports)
			if passes == nil {
				passes = s
			}
			continue
		}
		dropped.add(s.Ports)
		if drops == nil || s.Count() > drops.Count() {
			drops = s
		}
	}
	if passes == nil {
		w.starts = append(w.starts, make([]uint16, len(w.free)-len(w.starts))...)
		w.starts[place] = drops.Low
		return drops.ruling
	}
	if drops != nil {
		w.parts = append(w.parts, w.ends(place, dropped, drops.Low))
		w.free[place] = passed
	}
	return passes.ruling
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
