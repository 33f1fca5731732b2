package trace

import (
	"slices"

	"hopwise/dsl/cloud"
)

// Ports are the ports of a packet: one port, or a range of which the filters on the way may let a part pass.
type Ports struct {
	cloud.Ports
	// free is the place of the range, counted from 1, among the free ranges of the walk; 0 for a fixed port.
	free int
}

// A portSet is a set of ports: ranges in order that do not overlap.
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
	at, _ := slices.BinarySearchFunc(s, port, func(r cloud.Ports, p uint16) int { return int(r.High) - int(p) })
	return at
}

// holds reports whether all ports of a range are in one range of the set.
func (s portSet) holds(r cloud.Ports) bool {
	at := s.from(r.Low)
	return at < len(s) && s[at].Low <= r.Low && r.High <= s[at].High
}

// take takes the ports of a range out of the set and returns those that were in it.
func (s *portSet) take(r cloud.Ports) portSet {
	first := s.from(r.Low)
	last := first
	var taken portSet
	var kept [2]cloud.Ports
	left := kept[:0]
	for ; last < len(*s) && (*s)[last].Low <= r.High; last++ {
		have := (*s)[last]
		taken = append(taken, cloud.Ports{Low: max(have.Low, r.Low), High: min(have.High, r.High)})
		if have.Low < r.Low {
			left = append(left, cloud.Ports{Low: have.Low, High: r.Low - 1})
		}
		if have.High > r.High {
			left = append(left, cloud.Ports{Low: r.High + 1, High: have.High})
		}
	}
	*s = slices.Replace(*s, first, last, left...)
	return taken
}

// sorted is a set of ranges that do not overlap, in any order; ranges that touch become one.
func sorted(ranges []cloud.Ports) portSet {
	slices.SortFunc(ranges, func(a, b cloud.Ports) int { return int(a.Low) - int(b.Low) })
	var set portSet
	for _, r := range ranges {
		if n := len(set); n > 0 && int(set[n-1].High)+1 == int(r.Low) {
			set[n-1].High = r.High
		} else {
			set = append(set, r)
		}
	}
	return set
}

// ports returns the free range at a place, counted from 1. A place that is new to the walk has the whole range.
func (w *walk) ports(whole cloud.Ports, place int) Ports {
	if len(w.free) < place {
		w.free = append(w.free, portSet{whole})
	}
	return Ports{whole, place}
}

// possible are the destination ports that the packet may have here.
func (w *walk) possible() portSet {
	have := w.packet.DestinationPort
	switch {
	case have.free == 0:
		return portSet{have.Ports}
	case have.free <= len(w.chosen):
		return portSet{cloud.Port(w.chosen[have.free-1])}
	}
	return w.free[have.free-1]
}
