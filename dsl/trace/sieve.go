package trace

import "hopwise/dsl/cloud"

// A ruling is a rule that decides, with the group or the ACL that it belongs to. The zero ruling is the default.
type ruling struct {
	rule *cloud.Rule
	at   cloud.Object
}

// A segment is a range of ports with the ruling that decides about it, nil for the default.
type segment struct {
	cloud.Ports
	by *ruling
}

// claim gives a ruling the ports of a range that no other has claimed. The segments are in order.
func claim(segments []segment, ports cloud.Ports, by *ruling) []segment {
	all := make([]segment, 0, len(segments)+2)
	for _, s := range segments {
		low, high := max(s.Low, ports.Low), min(s.High, ports.High)
		if s.by != nil || low > high {
			all = append(all, s)
			continue
		}
		if s.Low < low {
			all = append(all, segment{cloud.Ports{Low: s.Low, High: low - 1}, nil})
		}
		all = append(all, segment{cloud.Ports{Low: low, High: high}, by})
		if high < s.High {
			all = append(all, segment{cloud.Ports{Low: high + 1, High: s.High}, nil})
		}
	}
	return all
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
	var segments []segment
	for _, p := range w.free[place] {
		segments = append(segments, segment{p, nil})
	}
	for i := range rules {
		for _, p := range portsOf(rules[i].rule.Service) {
			segments = claim(segments, p, &rules[i])
		}
	}
	w.divided = w.divided || len(segments) > len(w.free[place])
	var passed, dropped portSet
	// passes is the first segment that passes, drops the widest that is dropped.
	var passes, drops *segment
	for i := range segments {
		s, allow := &segments[i], otherwise
		if s.by != nil {
			allow = s.by.rule.Allow
		}
		switch {
		case !allow:
			dropped.add(s.Ports)
			if drops == nil || s.Count() > drops.Count() {
				drops = s
			}
			continue
		case passes == nil:
			passes = s
		}
		passed.add(s.Ports)
	}
	if passes == nil {
		w.starts = append(w.starts, make([]uint16, len(w.free)-len(w.starts))...)
		w.starts[place] = drops.Low
		return drops.ruling()
	}
	if drops != nil {
		w.parts = append(w.parts, w.ends(place, dropped, drops.Low))
		w.free[place] = passed
	}
	return passes.ruling()
}

// ruling is the ruling of the segment.
func (s *segment) ruling() ruling {
	if s.by == nil {
		return ruling{}
	}
	return *s.by
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
