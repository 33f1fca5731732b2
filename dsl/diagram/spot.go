package diagram

import (
	"sort"

	"hopwise/dsl/cloud"
)

// A spot is a place where a line stops or starts: on a box, on the edge of an area, or in a lane.
type spot struct {
	box int
	// x and y are the place where a line arrives, out is the x of the place where it goes on.
	x, y, out int
	// area is the area with the lane that leads to it, lane the number of the lane.
	area *area
	lane int
	// cell is the area in a subnet that it is on, nil for a spot elsewhere.
	cell *area
	// gate is the x at which a line to the spot from outside crosses the edge of its area, gateOut that of a line from
	// it.
	gate, gateOut int
	// inLane says that it lies in its lane, onEdge that it lies on the edge of its area, onFloor that it lies on the
	// lower edge.
	inLane, onEdge, onFloor bool
}

// A line is a list of corners, X and Y in turn. Each corner is moved aside to the right, and in a lane downwards too.
type line struct {
	points []int
	aside  int
}

// to goes on to a corner, unless the line is there already.
func (l *line) to(x, y int, inLane bool) {
	x += l.aside
	if inLane {
		y += l.aside
	}
	if n := len(l.points); n == 0 || l.points[n-2] != x || l.points[n-1] != y {
		l.points = append(l.points, x, y)
	}
}

// A turn is a corner on the way from a spot to the area that a line runs through.
type turn struct {
	x, y   int
	inLane bool
}

// A climb is a way from a spot outwards: its corners, and the lane that it ends in at x.
type climb struct {
	turns []turn
	lane  int
	x     int
}

// run draws a line from one spot to another: out to the smallest area that holds both, along its lanes, and in.
func (w *layout) run(l *line, from, to *spot) {
	common := &w.area
	for a := from.area; a != nil; a = a.in {
		if a == to.area || a == to.area.in {
			common = a
			break
		}
	}
	up := from.climb(common, to, from.out, from.gateOut)
	down := to.climb(common, from, to.x, to.gate)
	for _, t := range up.turns {
		l.to(t.x, t.y, t.inLane)
	}
	for _, t := range common.walk(up.lane, up.x, down.lane, down.x) {
		l.to(t.x, t.y, t.inLane)
	}
	for k := len(down.turns) - 1; k >= 0; k-- {
		l.to(down.turns[k].x, down.turns[k].y, down.turns[k].inLane)
	}
}

// climb is the way from a spot, begun at x, out to an area that holds the other spot too. gate is the x at which it
// leaves the first area.
func (s *spot) climb(to *area, other *spot, x, gate int) climb {
	c := climb{turns: []turn{{x, s.y, s.inLane}}, lane: s.lane, x: x}
	floor := s.onFloor
	for a := s.area; a != to; a = a.in {
		if a != s.area || !s.onEdge {
			x = a.gate(c.x)
			if a == s.area && a.Kind == KindSubnet {
				x = gate
			}
			lane, y := 0, a.Y
			if floor = a.isNetwork() && other.isBelow(a); floor {
				lane, y, x = len(a.lanes)-1, a.Y+a.H, min(max(c.x, a.X+20), a.X+a.W-20)
			}
			c.turns = append(c.turns, a.walk(c.lane, c.x, lane, x)...)
			c.turns = append(c.turns, turn{x, y, false})
			c.x = x
		}
		if c.lane = a.row; floor {
			c.lane++
		}
		floor = false
	}
	return c
}

// isBelow reports whether the way from a VPC to a spot leaves by the floor: to boxes in the band below, and to VPCs
// that are not higher, but not to a gateway on the upper edge of one.
func (s *spot) isBelow(vpc *area) bool {
	a, lane := s.area, s.lane
	for a.in != nil {
		if lane = a.row; a != s.area || !s.onEdge || s.onFloor {
			lane++
		}
		a = a.in
	}
	return lane > vpc.row
}

// walk is the way between two places in lanes: along the lane, or by the aisle that is nearest to both.
func (a *area) walk(from, x, to, toX int) []turn {
	high, low := a.lanes[from], a.lanes[to]
	if from == to {
		return []turn{{x, high, true}, {toX, high, true}}
	}
	// The first one that lies right of the left place is as near as any between them; that before it may be nearer than
	// one right of both.
	k := min(sort.SearchInts(a.aisles, min(x, toX)), len(a.aisles)-1)
	aisle := a.aisles[k]
	if k > 0 && aisle > max(x, toX) && abs(a.aisles[k-1]-x)+abs(a.aisles[k-1]-toX) <= abs(aisle-x)+abs(aisle-toX) {
		aisle = a.aisles[k-1]
	}
	return []turn{{x, high, true}, {aisle, high, true}, {aisle, low, true}, {toX, low, true}}
}

func abs(n int) int { return max(n, -n) }

// spot is the top of a box in a subnet. in and out are the distances from its middle at which a line comes and goes.
func (a *area) spot(in, out int) *spot {
	x := a.middle()
	gate := a.in.gate(x)
	return &spot{
		box:     a.index,
		x:       x + in,
		y:       a.Y,
		out:     x + out,
		area:    a.in,
		lane:    a.row,
		cell:    a,
		gate:    gate + in,
		gateOut: gate + out,
	}
}

// topSpot is a spot on the upper edge of an area, floorSpot one on the lower.
func (a *area) topSpot(x int) *spot {
	return &spot{box: a.index, x: x, y: a.Y, out: x, area: a, gate: x, gateOut: x, onEdge: true}
}

func (a *area) floorSpot(x int) *spot {
	s := a.topSpot(min(max(x, a.X+20), a.X+a.W-20))
	s.y, s.lane, s.onFloor = a.Y+a.H, len(a.lanes)-1, true
	return s
}

// laneSpot is a spot in a lane of an area.
func (a *area) laneSpot(lane, x int) *spot {
	s := a.topSpot(x)
	s.y, s.lane, s.onEdge, s.inLane = a.lanes[lane], lane, false, true
	return s
}

// internetSpot is a spot on the line of the Internet.
func (w *layout) internetSpot(a *area) *spot { return w.highSpot(a.index, a.X+6, internetLine) }

// highSpot is a spot above the first lane of the layout.
func (w *layout) highSpot(box, x, y int) *spot {
	return &spot{box: box, x: x, y: y, out: x, area: &w.area, inLane: y == internetLane}
}

// spotOf is the spot of an object: the top of its box, or the middle of a box on an edge; nil if it has no box.
func (w *layout) spotOf(o cloud.Object) *spot {
	a := w.areas[o]
	switch {
	case a == nil:
		return nil
	case a.isNetwork():
		return a.laneSpot(0, a.gate(a.X))
	case a.Kind == KindSubnet:
		return a.in.laneSpot(a.row, a.gate(a.X))
	case a.Kind == KindLink:
		s := w.highSpot(a.index, a.middle(), a.Y)
		s.lane = a.row
		return s
	case a.onEdge:
		s := a.in.topSpot(a.middle())
		s.box = a.index
		return s
	}
	return a.spot(0, 0)
}
