package diagram

// A hall is a space with boxes in rows and columns. Lines run in its lanes, one above each row and one below the last, and
// in its aisles, beside the columns.
type hall struct {
	lanes  []int // by how far down they lie
	aisles []int // by how far right
}

// A stop is a place in a lane of a hall.
type stop struct{ lane, x int }

// A turn is a corner of a line. One in a lane moves aside with the line, sideways and down; another only sideways, since
// it lies on an edge.
type turn struct {
	Point
	inLane bool
}

// walk is the way between two stops: along the lane, or by the aisle that is nearest to where it leads.
func (h *hall) walk(from, to stop) []turn {
	a, b := h.lanes[from.lane], h.lanes[to.lane]
	if from.lane == to.lane {
		return []turn{{Point{from.x, a}, true}, {Point{to.x, a}, true}}
	}
	aisle := h.aisles[0]
	for _, x := range h.aisles {
		if abs(x-to.x)+abs(x-from.x) < abs(aisle-to.x)+abs(aisle-from.x) {
			aisle = x
		}
	}
	return []turn{{Point{from.x, a}, true}, {Point{aisle, a}, true}, {Point{aisle, b}, true}, {Point{to.x, b}, true}}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
