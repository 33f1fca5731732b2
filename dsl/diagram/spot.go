package diagram

import "hopwise/dsl/cloud"

// A spot is where a line stops or starts: on a box, on an edge, or in a lane.
type spot struct {
	box int
	// at is the place itself, leave where the line goes on from it.
	at, leave Point
	// plot and row are set for a spot in a subnet, site for one in a VPC or on its edge.
	plot *plot
	row  int
	site *site
	// cell is what it is on, nil for a spot that is on none.
	cell *cell
	// gate is where a line to the spot from outside of its plot crosses the plot's edge, gateOut where one from it does.
	gate, gateOut int
	// lane is that of the site for a spot in none of its plots, and of the world for one outside of all sites.
	lane   int
	inLane bool
	// onEdge says that the spot lies on its site's edge, onFloor that this is the lower one; outside, that it lies on the
	// edge of its plot.
	onEdge, onFloor, outside bool
}

// A climb is the way from a spot up to a lane of a hall.
type climb struct {
	turns []turn
	stop
}

// between is the way from one spot to another: up to the lanes of the smallest hall that holds both, along them, and down.
func (w *world) between(from, to *spot) []turn {
	a, b := from.left(), to.reached()
	var h *hall
	var up, down climb
	switch {
	case a.plot != nil && a.plot == b.plot:
		h, up, down = &a.plot.hall, a.toPlot(), b.toPlot()
	case a.site != nil && a.site == b.site:
		h, up, down = &a.site.hall, a.toSite(), b.toSite()
	default:
		h = &w.hall
		up, down = w.toWorld(a, b), w.toWorld(b, a)
	}
	turns := append(up.turns, h.walk(up.stop, down.stop)...)
	for k := len(down.turns) - 1; k >= 0; k-- {
		turns = append(turns, down.turns[k])
	}
	return turns
}

// left is the spot for a line that goes on from it, reached for one that comes to it.
func (s *spot) left() *spot {
	own := *s
	own.gate = s.gateOut
	return &own
}

func (s *spot) reached() *spot {
	own := *s
	own.leave = s.at
	return &own
}

// toPlot is the way to a lane of the spot's plot.
func (s *spot) toPlot() climb {
	if s.outside {
		return climb{[]turn{{s.leave, false}}, stop{0, s.gate}}
	}
	return climb{[]turn{{s.leave, s.inLane}}, stop{s.row, s.leave.X}}
}

// toSite is the way to a lane of the spot's site.
func (s *spot) toSite() climb {
	switch {
	case s.plot == nil:
		return climb{[]turn{{s.leave, s.inLane}}, stop{s.lane, s.leave.X}}
	case s.outside:
		return climb{[]turn{{s.leave, false}}, stop{s.plot.row, s.gate}}
	}
	c := s.toPlot()
	turns := append(c.turns, s.plot.walk(c.stop, stop{0, s.gate})...)
	turns = append(turns, turn{Point{s.gate, s.plot.y}, false})
	return climb{turns, stop{s.plot.row, s.gate}}
}

// toWorld is the way to a lane of the world, by the edge of the site that is nearer to where it leads.
func (w *world) toWorld(s, to *spot) climb {
	if s.site == nil {
		return climb{[]turn{{s.leave, s.inLane}}, stop{s.lane, s.leave.X}}
	}
	if s.onEdge {
		return climb{[]turn{{s.leave, false}}, stop{s.band(), s.leave.X}}
	}
	c := s.toSite()
	e := w.edge(s.site, c.x, to)
	turns := append(c.turns, s.site.walk(c.stop, stop{e.lane, e.at.X})...)
	turns = append(turns, turn{e.at, false})
	return climb{turns, stop{e.band(), e.at.X}}
}

// band is the lane of the world before the edge that the spot lies on.
func (s *spot) band() int {
	if s.onFloor {
		return s.site.row + 1
	}
	return s.site.row
}

// edge is where a line leaves a site: by the floor to what stands in the band below and to other sites, by the upper edge
// to all else.
func (w *world) edge(s *site, x int, to *spot) *spot {
	if to.site == nil && to.lane <= s.row || to.site != nil && to.site.row < s.row {
		return s.top(s.door(x))
	}
	return s.floor(x)
}

// top is a spot on the upper edge, floor one on the lower.
func (s *site) top(x int) *spot {
	return &spot{box: s.box, at: Point{x, s.y}, leave: Point{x, s.y}, site: s, onEdge: true}
}

func (s *site) floor(x int) *spot {
	p := Point{min(max(x, s.x+20), s.x+s.w-20), s.y + s.h}
	return &spot{box: s.box, at: p, leave: p, site: s, lane: len(s.lanes) - 1, onEdge: true, onFloor: true}
}

// atFloor is where the line from a site to what joins it with others begins: above that, if the site is.
func (w *world) atFloor(s *site, p place) *spot {
	if w.bandOf(p) <= s.row {
		return s.top(s.door(p.x))
	}
	return s.floor(p.x)
}

// bandOf is the lane of the world above a box in one of the bands.
func (w *world) bandOf(p place) int {
	y := w.drawing.Boxes[p.box].Y
	lane := 0
	for k, have := range w.lanes {
		if have < y {
			lane = k
		}
	}
	return lane
}

// spotOf is the spot of a thing: the top of its box, or the middle of one that sits on an edge.
func (w *world) spotOf(o cloud.Object) *spot {
	p, known := w.places[o]
	if !known {
		return nil
	}
	switch {
	case p.cell != nil:
		return p.cell.spot(0, 0)
	case p.onEdge:
		s := p.site.top(p.x)
		s.box = p.box
		return s
	case p.plot != nil:
		return w.inLane(p.plot.site, p.plot.row, p.plot.gate(p.plot.x))
	case p.site != nil:
		return w.inLane(p.site, 0, p.site.door(p.site.x))
	case w.drawing.Boxes[p.box].Kind == KindLink:
		at := Point{p.x, w.drawing.Boxes[p.box].Y}
		return &spot{box: p.box, at: at, leave: at, lane: w.bandOf(p)}
	}
	return w.skySpot(p)
}

// skySpot is a spot on the line of the Internet.
func (w *world) skySpot(p place) *spot {
	at := Point{p.x, skyLine}
	return &spot{box: p.box, at: at, leave: at}
}

// inLane is a spot in a lane of a site.
func (w *world) inLane(s *site, lane, x int) *spot {
	p := Point{x, s.lanes[lane]}
	return &spot{box: s.box, at: p, leave: p, site: s, lane: lane, inLane: true}
}

// spot is the top of the cell's box, for a line that comes and goes so far aside of its middle.
func (c *cell) spot(in, out int) *spot {
	gate := c.plot.gate(c.x)
	return &spot{
		box: c.box, at: Point{c.x + in, c.y}, leave: Point{c.x + out, c.y},
		cell: c, plot: c.plot, row: c.row, site: c.plot.site, gate: gate + in, gateOut: gate + out,
	}
}
