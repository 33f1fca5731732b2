package diagram

import (
	"net/netip"

	"hopwise/dsl/trace"
)

// aside is the distance of the request and the answer from their common way. through is the distance from the middle of
// a machine at which a line that passes it enters and leaves.
const (
	aside   = 7
	through = 18
)

// A router finds the spots of a leg, step by step.
type router struct {
	*layout
	trace *trace.Trace
	steps []trace.Step
	// here is the spot of the step before.
	here *spot
}

// way draws a leg of a trace.
func (w *layout) way(t *trace.Trace, leg int) {
	c := &router{layout: w, trace: t, steps: t.Legs[0].Steps}
	c.here = c.start()
	l := &line{aside: -aside}
	if leg == 1 {
		for k := range c.steps {
			c.here = c.spot(k)
		}
		if from := c.here; from.cell != nil {
			c.here = from.cell.spot(0, 0)
			c.here.box = from.box
		}
		c.steps, l.aside = t.Legs[1].Steps, aside
	}
	way := Way{From: c.here.box, Stops: []int{}, Boxes: []int{}}
	l.to(c.here.out, c.here.y, c.here.inLane)
	for k := range c.steps {
		next := c.spot(k)
		if next.cell == nil || next.cell != c.here.cell {
			w.run(l, c.here, next)
		}
		l.to(next.x, next.y, next.inLane)
		way.Stops, way.Boxes = append(way.Stops, len(l.points)/2-1), append(way.Boxes, next.box)
		l.to(next.out, next.y, next.inLane)
		c.here = next
	}
	way.Points = l.points
	w.drawing.Ways = append(w.drawing.Ways, way)
}

// start is the spot at which the request begins.
func (c *router) start() *spot {
	request := &c.trace.Legs[0]
	if b := request.Behind; b != nil && c.areas[b.Machine] != nil {
		at := c.areas[b.Machine].spot(0, 0)
		at.box = tagOf(c.areas[b.Machine], b)
		return at
	}
	if o := c.cloud.End(c.trace.Question.From.Name); o != nil {
		if a := c.cell(o, request.From); a != nil {
			return a.spot(0, 0)
		}
	}
	return c.owner(request.Start.Source)
}

// owner is the spot of the machine with an address.
func (c *router) owner(a netip.Addr) *spot {
	i, _ := c.cloud.PublicOwner(a)
	for _, v := range c.cloud.Networks() {
		if i == nil {
			i, _ = v.Owner(a)
		}
	}
	if i != nil {
		if at := c.areas[i]; at != nil {
			return at.spot(0, 0)
		}
	}
	return c.internetSpot(&c.outside(a).area)
}
