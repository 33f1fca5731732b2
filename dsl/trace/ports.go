package trace

import (
	"sort"

	"hopwise/dsl/cloud"
)

// Ports are the ports of a packet: one port, or a range of which the filters on the way may let a part pass.
type Ports struct {
	cloud.Ports
	// free is the place of the range, counted from 1, among the free ranges of the walk; 0 for a fixed port.
	free int
}

// A portSet is a set of ports: ranges in order that neither overlap nor touch.
type portSet []cloud.Ports

// count is the number of ports in the set.
func (s portSet) count() int {
	n := 0
	for _, r := range s {
		n += r.Count()
	}
	return n
}

// from is the index of the first range that does not end before a port.
func (s portSet) from(port uint16) int {
	return sort.Search(len(s), func(k int) bool { return s[k].High >= port })
}

// holds reports whether all ports of a range are in one range of the set.
func (s portSet) holds(r cloud.Ports) bool {
	at := s.from(r.High)
	return at < len(s) && s[at].Low <= r.Low
}

// with is the set with the ports of another one.
func (s portSet) with(more portSet) portSet {
	all := append(append(portSet{}, s...), more...)
	sort.Slice(all, func(i, k int) bool { return all[i].Low < all[k].Low })
	var joined portSet
	for _, r := range all {
		if n := len(joined); n > 0 && int(r.Low) <= int(joined[n-1].High)+1 {
			joined[n-1].High = max(joined[n-1].High, r.High)
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// add adds a range behind all others.
func (s *portSet) add(r cloud.Ports) {
	if n := len(*s); n > 0 && int((*s)[n-1].High)+1 == int(r.Low) {
		(*s)[n-1].High = r.High
		return
	}
	*s = append(*s, r)
}

// ports returns a new free range. Its place, counted from 1, is the next one.
func (w *walk) ports(whole cloud.Ports, place int) Ports {
	w.free = append(w.free, portSet{whole})
	return Ports{whole, place}
}

// possible are the ports that a packet whose destination port is free may have here.
func (w *walk) possible() portSet {
	place := w.packet.DestinationPort.free - 1
	if place < len(w.chosen) {
		return portSet{cloud.Port(w.chosen[place])}
	}
	return w.free[place]
}
