package trace

import (
	"sort"

	"hopwise/dsl/cloud"
)

// A Share is a part of the source ports with its outcome.
type Share struct {
	Ports   cloud.Ports
	Portion float64 // of all ports, 0 to 1
	Outcome Outcome
}

// Joint reports whether several ranges of ports decide together: the client's and those that translators choose. Then
// one port has several outcomes, and the shares are of all connections.
func (t *Trace) Joint() bool { return joint(t.Shares) }

func joint(all []Share) bool {
	for k := 1; k < len(all); k++ {
		if all[k].Ports.Low <= all[k-1].Ports.High {
			return true
		}
	}
	return false
}

// shares returns the shares of the first range of ports that decides alone, or else of the first that decides together
// with others, and whether a translator chose these ports. The parts have at most a number of free ranges.
func shares(parts []part, places int) (found []Share, translated bool) {
	for place := range common(parts) {
		if !divides(parts, place) {
			continue
		}
		here := sharesAt(parts, place, places)
		if !joint(here) {
			return here, place > 0
		}
		if found == nil {
			found, translated = here, place > 0
		}
	}
	return found, translated
}

// common is the number of ranges of ports that every part has.
func common(parts []part) int {
	n := len(parts[0].free)
	for _, p := range parts {
		n = min(n, len(p.free))
	}
	return n
}

// divides reports whether parts differ in the ports at a place: filters divided them, so that two sets are the same,
// have no port in common, or are one a part of the other, and the rest of that is another part.
func divides(parts []part, place int) bool {
	for _, p := range parts {
		if p.free[place][0] != parts[0].free[place][0] {
			return true
		}
	}
	return false
}

// sharesAt are the shares of the pieces of the range at a place.
func sharesAt(parts []part, place, places int) []Share {
	total := 0.0
	// perPort is the number of combinations of each part with one port at the place.
	perPort := make([]float64, len(parts))
	for k, p := range parts {
		total += p.weight(places)
		perPort[k] = p.weight(places) / float64(p.free[place].count())
	}
	var all []Share
	for _, piece := range pieces(parts, place) {
		var combinations [len(outcomeWords)]float64
		for k, p := range parts {
			if p.free[place].holds(piece) {
				combinations[p.outcome] += perPort[k] * float64(piece.Count())
			}
		}
		var here []Share
		for o, n := range combinations {
			if n > 0 {
				here = append(here, Share{piece, n, Outcome(o)})
			}
		}
		if len(here) == 1 && follows(all, here[0]) {
			last := &all[len(all)-1]
			last.Ports.High, last.Portion = piece.High, last.Portion+here[0].Portion
			continue
		}
		all = append(all, here...)
	}
	for k := range all {
		all[k].Portion /= total
	}
	return all
}

// pieces are the range at a place, cut wherever that of a part starts or ends, in order.
func pieces(parts []part, place int) []cloud.Ports {
	var starts []int
	for _, p := range parts {
		for _, r := range p.free[place] {
			starts = append(starts, int(r.Low), int(r.High)+1)
		}
	}
	sort.Ints(starts)
	var all []cloud.Ports
	for k, end := range starts[1:] {
		if start := starts[k]; start < end {
			all = append(all, cloud.Ports{Low: uint16(start), High: uint16(end - 1)})
		}
	}
	return all
}

// follows reports whether a share continues the last one, with the same outcome and no other for the same ports. Every
// port has a share, so that it starts where the last one ends.
func follows(all []Share, next Share) bool {
	n := len(all)
	return n > 0 && all[n-1].Outcome == next.Outcome && !joint(all[max(n-2, 0):])
}
