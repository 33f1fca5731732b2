package trace

import "hopwise/dsl/cloud"

// A part is a set of ports that meet the same fate, with the choices that chance made for the walk.
type part struct {
	free    []portSet
	choices []int
	// made are the choices that were made on its way.
	made []choice
	// client is the range that the client's ports are from.
	client cloud.Ports
	// share is its share of all connections.
	share   float64
	outcome Outcome
	// legs are its way, nil if they have to be walked again: for one port of each range, since those of the part met
	// several rulings.
	legs []Leg
	// chosen are those ports.
	chosen []uint16
}

// allParts are the parts of the walk, with their shares.
func (w *walk) allParts(legs []Leg, outcome Outcome) []*part {
	parts := append(w.parts, w.last(legs, outcome))
	for _, p := range parts {
		p.client, p.share = legs[0].Start.SourcePorts.Ports, w.chance()
		if len(parts) == 1 {
			break
		}
		for place, ports := range p.free {
			p.share *= float64(ports.count()) / float64(p.whole(place).Count())
		}
	}
	return parts
}

// whole is the range at a place, of which the part has some ports.
func (p *part) whole(place int) cloud.Ports {
	if place == 0 {
		return p.client
	}
	return cloud.AnyClient
}

// last is the part of the ports that reached the end of the walk.
func (w *walk) last(legs []Leg, outcome Outcome) *part {
	p := &part{free: w.free, choices: w.choices, made: w.made, outcome: outcome, legs: legs}
	if w.divided {
		p.legs, p.chosen = nil, firsts(w.free)
		for place, port := range w.starts {
			if port > 0 {
				p.chosen[place] = port
			}
		}
	}
	return p
}

// ends is the part of the ports that a filter drops of a free range, counted from 0; port is the one to show.
func (w *walk) ends(place int, ports portSet, port uint16) *part {
	p := &part{free: append([]portSet{}, w.free...), choices: w.choices, made: w.made, outcome: Blocked}
	if w.isAnswer {
		p.outcome = OneWay
	}
	p.free[place] = ports
	p.chosen = firsts(p.free)
	p.chosen[place] = port
	return p
}

// firsts are the lowest ports of some sets.
func firsts(sets []portSet) []uint16 {
	ports := make([]uint16, len(sets))
	for i, s := range sets {
		ports[i] = s[0].Low
	}
	return ports
}

// way is the way of the part. Where its ports met several rulings, it is walked for the chosen ones.
func (p *part) way(start walk, q *cloud.Question) []Leg {
	if p.legs != nil {
		return p.legs
	}
	return p.walkAgain(start, q)
}

// walkAgain walks the way of the part. For chosen ports, its packets have the ports around them that meet the same.
func (p *part) walkAgain(w walk, q *cloud.Question) []Leg {
	w.choices, w.chosen = p.choices, p.chosen
	legs, _ := w.ask(q)
	if p.chosen == nil {
		return legs
	}
	for l := range legs {
		w.show(&legs[l].Start)
		for s := range legs[l].Steps {
			w.show(&legs[l].Steps[s].Before)
			w.show(&legs[l].Steps[s].After)
		}
	}
	return legs
}

// show gives a packet the ranges of ports to which the walk has shrunk its free ones.
func (w *walk) show(p *Packet) {
	for _, ports := range []*Ports{&p.SourcePorts, &p.DestinationPort} {
		if ports.free > 0 {
			ports.Ports = w.free[ports.free-1][0]
		}
	}
}
