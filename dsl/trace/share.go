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

// Joint reports whether something else decides together with the port: other ports, or what chance picks. Then one port
// has several outcomes, and the shares are of all connections.
func (t *Trace) Joint() bool { return joint(t.Shares) }

func joint(all []Share) bool {
	for k := 1; k < len(all); k++ {
		if all[k].Ports.Low <= all[k-1].Ports.High {
			return true
		}
	}
	return false
}

// sharePorts sets the shares of the first range of ports that decides alone, or else of the first that decides together
// with others, and says whose ports decide.
func (t *Trace) sharePorts(parts []*part) {
	for place := range common(parts) {
		if !divides(parts, place) {
			continue
		}
		here := sharesAt(parts, place)
		if !odds(here) {
			continue
		}
		t.Deciders = union(t.Deciders, []Chance{portChance(place)})
		if t.Shares == nil || joint(t.Shares) && !joint(here) {
			t.Shares, t.Translated = here, place > 0
		}
	}
}

// odds reports whether the share that works differs from port to port.
func odds(all []Share) bool {
	var first, last float64
	for k := 0; k < len(all); {
		piece, works, sum := all[k].Ports, 0.0, 0.0
		for ; k < len(all) && all[k].Ports == piece; k++ {
			sum += all[k].Portion
			if all[k].Outcome == Reachable {
				works += all[k].Portion
			}
		}
		last = works / sum
		if piece == all[0].Ports {
			first = last
		}
		if exceeds(first, last) || exceeds(last, first) {
			return true
		}
	}
	return false
}

// common is the number of ranges of ports that every part has.
func common(parts []*part) int {
	n := len(parts[0].free)
	for _, p := range parts {
		n = min(n, len(p.free))
	}
	return n
}

// divides reports whether parts differ in the ports at a place: filters divided them, so that two sets are the same,
// have no port in common, or are one a part of the other, and the rest of that is another part.
func divides(parts []*part, place int) bool {
	for _, p := range parts {
		if p.free[place][0] != parts[0].free[place][0] {
			return true
		}
	}
	return false
}

// sharesAt are the shares of the pieces of the range at a place.
func sharesAt(parts []*part, place int) []Share {
	var all []Share
	for _, piece := range pieces(parts, place) {
		var shares [len(outcomeWords)]float64
		for _, p := range parts {
			if p.free[place].holds(piece) {
				shares[p.outcome] += p.share * float64(piece.Count()) / float64(p.free[place].count())
			}
		}
		var here []Share
		for o, share := range shares {
			if share > 0 {
				here = append(here, Share{piece, share, Outcome(o)})
			}
		}
		if len(here) == 1 && follows(all, here[0]) {
			last := &all[len(all)-1]
			last.Ports.High, last.Portion = piece.High, last.Portion+here[0].Portion
			continue
		}
		all = append(all, here...)
	}
	return all
}

// pieces are the range at a place, cut wherever that of a part starts or ends, in order.
func pieces(parts []*part, place int) []cloud.Ports {
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
