package diagram

import (
	"net/netip"

	"hopwise/dsl/trace"
)

// A Way is a leg of a trace on the drawing: one line, from the sender to where it ends.
type Way struct {
	Points []Point
	// Stops are the places in Points where each step of the leg stands, Boxes the boxes that it is about, as places in
	// Drawing.Boxes, -1 for none.
	Stops, Boxes []int
}

// aside is how far the request and the answer lie to either side of their common way, and through how far to either side of
// its middle a line enters and leaves a machine that it passes.
const (
	aside   = 7
	through = 18
)

// A courier finds the spots of a leg, step by step.
type courier struct {
	world *world
	trace *trace.Trace
	steps []trace.Step
	// here is the spot of the step before.
	here *spot
}

// way draws a leg of a trace.
func (w *world) way(t *trace.Trace, leg int) {
	c := &courier{world: w, trace: t, steps: t.Legs[leg].Steps}
	shift := -aside
	if leg == 1 {
		shift = aside
	}
	c.here = c.start(leg)
	var way Way
	way.add(turn{c.here.leave, c.here.inLane}, shift)
	for k := range c.steps {
		next := c.spot(k)
		if next.cell == nil || next.cell != c.here.cell {
			for _, t := range w.between(c.here, next) {
				way.add(t, shift)
			}
		}
		way.add(turn{next.at, next.inLane}, shift)
		way.Stops = append(way.Stops, len(way.Points)-1)
		way.Boxes = append(way.Boxes, next.box)
		if next.leave != next.at {
			way.add(turn{next.leave, next.inLane}, shift)
		}
		c.here = next
	}
	w.drawing.Ways = append(w.drawing.Ways, way)
}

// add goes on to a corner, unless the way is there already.
func (w *Way) add(t turn, shift int) {
	p := Point{t.X + shift, t.Y}
	if t.inLane {
		p.Y += shift
	}
	n := len(w.Points)
	if n > 0 && w.Points[n-1] == p {
		return
	}
	w.Points = append(w.Points, p)
}

// start is where a leg begins: at who asks, or where the request has ended.
func (c *courier) start(leg int) *spot {
	first := c.trace.Legs[leg].Start
	if leg == 1 {
		request := c.trace.Legs[0].Steps
		before := &courier{world: c.world, trace: c.trace, steps: request}
		before.here = before.start(0)
		for k := range request {
			before.here = before.spot(k)
		}
		return c.leaving(before.here)
	}
	w := c.world
	if o := w.cloud.Object(c.trace.Question.From.Name); o != nil {
		if s := w.spotOf(o); s != nil {
			if at := c.cell(o, first.Source, nil); at != nil && s.box == at.box {
				return at.spot(0, 0)
			}
			return s
		}
	}
	if h := w.network.Host(c.trace.Question.From.Name); h != nil {
		if s := w.spotOf(h); s != nil {
			return s
		}
	}
	return c.owner(first.Source)
}

// owner is the spot of who has an address.
func (c *courier) owner(a netip.Addr) *spot {
	w := c.world
	if i, _ := w.cloud.PublicOwner(a); i != nil && w.nodes[i] != nil {
		return w.nodes[i].spot(0, 0)
	}
	for _, s := range w.sites {
		if i, _ := s.vpc.Owner(a); i != nil && w.nodes[i] != nil {
			return w.nodes[i].spot(0, 0)
		}
		for _, g := range s.vpc.VPNGateways {
			if g.Holds(a) {
				return w.skySpot(w.fars[g])
			}
		}
	}
	return c.outside(a)
}

// outside is the spot of a machine on the Internet, the last host's place for one that has none of its own.
func (c *courier) outside(a netip.Addr) *spot {
	if p, known := c.world.hosts[a]; known {
		return c.world.skySpot(p)
	}
	return c.world.skySpot(place{box: -1, x: c.world.drawing.W - margin})
}

// leaving is a spot that the packet only leaves: from the middle.
func (c *courier) leaving(s *spot) *spot {
	if s.cell == nil {
		return s
	}
	own := s.cell.spot(0, 0)
	own.box = s.box
	return own
}
