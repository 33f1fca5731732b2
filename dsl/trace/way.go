package trace

import (
	"net/netip"
	"slices"
	"sort"

	"hopwise/dsl/cloud"
)

// A Way is what becomes of some of the connections that a question is about: those for which chance makes the same
// choices, from a part of the source ports. Ways that pass the same objects by the same decisions are one.
type Way struct {
	// Outcome is never Flaky.
	Outcome Outcome
	// Share is the part of all connections that go this way, above 0 and up to 1: each of the alternatives of a choice
	// is alike, each port is, and shares multiply.
	Share float64
	// Legs are the request and, where it was delivered, the answer. Their addresses and ports are those of one of the
	// choices that the way stands for.
	Legs []Leg
	// Picks tell the way from others, in the order in which they are made. A choice of which every alternative goes
	// this way is none.
	Picks []Pick
	// Ports tell it from others too: of each range of source ports that filters divide, the part that goes this way.
	Ports []PortPart
	// from is a part of it, and free are the ports of all of them, at each place that all have.
	from *part
	free []portSet
	// others are source addresses of the request at its end, beside the one of the legs.
	others []netip.Addr
}

// A Chance is something that differs from one connection to the next.
type Chance uint8

const (
	// PickedNode is the node of a balancer that the look-up of its name gives.
	PickedNode Chance = iota
	// PickedEndpoint is the interface endpoint that the look-up of a service's name gives.
	PickedEndpoint
	// PickedTarget is the target that a balancer sends to.
	PickedTarget
	// PickedZone is the zone of an attachment that a hub sends to.
	PickedZone
	// PickedAddress is an address that a translator gives, or one of several of a name.
	PickedAddress
	// ClientPort is the port that the client sends from.
	ClientPort
	// TranslatorPort is a port that a translator chooses.
	TranslatorPort
)

// A Pick is a choice that chance makes, with the alternatives that go one way, by name or address.
type Pick struct {
	Of    Chance
	Names []string
}

// A PortPart is a part of a range of source ports: of the client's, or of one that a translator chooses from.
type PortPart struct {
	Of     Chance
	Ranges []cloud.Ports
}

// Works reports whether the way is no failure.
func (w *Way) Works() bool { return w.Outcome == Reachable }

// Place returns the leg of the way's deciding step and its place there, both -1 if nothing stops the packet.
func (w *Way) Place() (leg, step int) { return placeIn(w.Legs) }

// Decision returns the way's deciding step, nil if nothing stops the packet.
func (w *Way) Decision() *Step { return decisionIn(w.Legs) }

// Sources are the source addresses that the request has at its end.
func (w *Way) Sources() []netip.Addr { return append([]netip.Addr{w.source()}, w.others...) }

// HasSource reports whether an address is one of them.
func (w *Way) HasSource(a netip.Addr) bool { return w.source() == a || slices.Contains(w.others, a) }

func (w *Way) source() netip.Addr {
	request := w.Legs[0].Steps
	return request[len(request)-1].After.Source
}

// tellApart sets what tells the way from others.
func (w *Way) tellApart(choices []alternatives) {
	for k := range choices {
		if choices[k].matters() {
			w.Picks = append(w.Picks, choices[k].Pick)
		}
	}
	if !w.Legs[0].Start.HasPorts() {
		return
	}
	for place, ports := range w.free {
		if !ports.holds(w.from.whole(place)) {
			w.Ports = append(w.Ports, PortPart{portChance(place), ports})
		}
	}
}

// portChance is whose port is chosen from the range at a place.
func portChance(place int) Chance {
	if place == 0 {
		return ClientPort
	}
	return TranslatorPort
}

// MaxListed is how many ways a list of them has: nobody reads more.
const MaxListed = 64

// Listed are the indices of the first ways, at most MaxListed of them. If all of these fail and others work, the largest
// that works takes the place of the last one.
func (t *Trace) Listed() []int {
	listed := make([]int, min(len(t.Ways), MaxListed))
	for k := range listed {
		listed[k] = k
	}
	works := slices.IndexFunc(t.Ways, (*Way).Works)
	if works >= len(listed) {
		listed[len(listed)-1] = works
	}
	return listed
}

// Show has the trace show one of its ways.
func (t *Trace) Show(way int) { t.Shown, t.Legs = way, t.Ways[way].Legs }

// Consider walks the shown way again, for steps that have the candidates that they chose from.
func (t *Trace) Consider() {
	if len(t.Ways) == 0 {
		return
	}
	w := t.Ways[t.Shown]
	again := t.start()
	again.considers = true
	w.Legs = w.from.walkAgain(again, t.Question)
	t.Legs = w.Legs
}

// Working is the share of the connections that work, from 0 to 1.
func (t *Trace) Working() float64 {
	sum := 0.0
	for _, w := range t.Ways {
		if w.Works() {
			sum += w.Share
		}
	}
	return sum
}

// order finds the outcome of all ways together, and brings them into the order in which they are shown: those that fail
// first, of these the ones with the outcome of the trace if none works, and the larger ones before the smaller ones.
func (t *Trace) order() {
	t.Outcome = outcomeOf(t.Ways)
	rank := func(w *Way) int {
		switch {
		case w.Outcome == t.Outcome:
			return 0
		case !w.Works():
			return 1
		}
		return 2
	}
	if len(t.Ways) == 1 {
		return
	}
	sort.SliceStable(t.Ways, func(a, b int) bool {
		x, y := t.Ways[a], t.Ways[b]
		if rank(x) != rank(y) {
			return rank(x) < rank(y)
		}
		return exceeds(x.Share, y.Share)
	})
}

// outcomeOf is the outcome of all ways together. Where all fail it is that of the largest share, and of equal ones the
// mildest.
func outcomeOf(ways []*Way) Outcome {
	var shares [len(outcomeWords)]float64
	for _, w := range ways {
		shares[w.Outcome] += w.Share
	}
	most := Refused
	for _, o := range []Outcome{OneWay, Blocked} {
		if exceeds(shares[o], shares[most]) {
			most = o
		}
	}
	switch works, fails := shares[Reachable] > 0, shares[most] > 0; {
	case works && fails:
		return Flaky
	case works:
		return Reachable
	}
	return most
}

// exceeds reports whether a share is larger than another. Sums of the same shares may differ by less.
func exceeds(a, b float64) bool { return a > b+1e-12 }
