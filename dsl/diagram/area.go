package diagram

// An area is a box with its layout. The areas in it have rows and columns, with a lane above each row and one below the
// last, and an aisle on both sides of each column. Lines run in lanes and aisles only.
type area struct {
	Box
	in   *area // nil for the whole drawing
	kids []*area
	// row and column are its place in the area around it.
	row, column     int
	widths, heights []int // of the columns and the rows
	lanes           []int // their places from top to bottom
	aisles          []int // their places from left to right
	title           int   // the width of the title
	index           int   // the place in Drawing.Boxes
	tags            []*area
	// onEdge says that it is on the upper edge of the area around it, and not within.
	onEdge bool
}

// A form has the distances in the layout of an area that holds others.
type form struct {
	head  int // from the upper edge to the first row
	rise  int // from the first row up to the lane above it
	gap   int // between two rows
	drop  int // from a row down to the lane below it
	foot  int // from the last row to the lower edge
	aisle int // between two columns, and beside the outer ones
}

var (
	cloudForm  = form{head: 108, rise: 32, gap: 112, drop: 28, foot: 8, aisle: 32}
	vpcForm    = form{head: 72, rise: 20, gap: 40, drop: 20, foot: 32, aisle: 28}
	zonesForm  = form{head: 92, rise: 20, gap: 40, drop: 20, foot: 32, aisle: 28}
	subnetForm = form{head: 60, rise: 14, gap: 28, drop: 14, foot: 36, aisle: 24}
)

// The ring around a machine, with the tags of its groups on the lower side.
const (
	ringGap   = 6
	tagHeight = 16
)

// outer is the size of an area, in a subnet with the ring.
func (a *area) outer() (w, h int) {
	if a.in.Kind != KindSubnet {
		return a.W, a.H
	}
	return a.W + 2*ringGap, a.H + 2*ringGap + tagHeight/2
}

// fold gives the areas in an area their rows and columns.
func (a *area) fold(columns int) {
	for i, k := range a.kids {
		k.row, k.column = i/columns, i%columns
	}
}

// fit finds the size of an area from the areas in it, which have their rows and columns. least is its least width.
func (a *area) fit(f *form, least int) {
	for _, k := range a.kids {
		w, h := k.outer()
		a.widths = widen(a.widths, k.column, w)
		a.heights = widen(a.heights, k.row, h)
	}
	a.W, a.H = f.aisle, f.head+f.foot
	for _, w := range a.widths {
		a.W += w + f.aisle
	}
	for _, h := range a.heights {
		a.H += h + f.gap
	}
	if len(a.heights) > 0 {
		a.H -= f.gap
	}
	a.W, a.H = roundUp(max(a.W, least)), roundUp(a.H)
}

// widen makes room for a size at a place of a list.
func widen(all []int, at, size int) []int {
	for len(all) <= at {
		all = append(all, 0)
	}
	all[at] = max(all[at], size)
	return all
}

// lay gives the areas in an area, which has its place, theirs by row and column. Subnets fill their cells.
func (a *area) lay(f *form) {
	lefts, tops := a.grid(f)
	for _, k := range a.kids {
		w, _ := k.outer()
		k.X, k.Y = lefts[k.column], tops[k.row]
		switch {
		case k.Kind == KindSubnet:
			k.W, k.H = a.widths[k.column], a.heights[k.row]
		case a.Kind == KindSubnet:
			k.X += (a.widths[k.column] - w) / 2
			k.X, k.Y = k.X+ringGap, k.Y+ringGap
		}
	}
}

// grid is where the columns and the rows begin; lanes and aisles lie between them.
func (a *area) grid(f *form) (lefts, tops []int) {
	width := -f.aisle
	for _, w := range a.widths {
		width += w + f.aisle
	}
	x := a.X + (a.W-width)/2
	if len(a.widths) == 1 && a.Kind == KindSubnet {
		// A single machine stands where a line falls straight down beside the title.
		x = max(x, a.X+a.title+titleAway-a.widths[0]/2)
	}
	lefts, a.aisles = ruled(a.widths, x, f.aisle, -f.aisle/2, -f.aisle/2)
	tops, a.lanes = ruled(a.heights, a.Y+f.head, f.gap, -f.rise, f.drop-f.gap)
	return lefts, tops
}

// ruled puts sizes one after another with a gap between them. It returns the start of each, and the ways beside them:
// the first way at distance first from the first start, each other way at distance next from the start behind it.
func ruled(sizes []int, at, gap, first, next int) (starts, ways []int) {
	starts, ways = make([]int, len(sizes)), make([]int, len(sizes)+1)
	ways[0] = at + first
	for i, s := range sizes {
		starts[i] = at
		at += s + gap
		ways[i+1] = at + next
	}
	return starts, ways
}

// titleAway is the distance of a line from a title's left edge, added to the width of the title.
const titleAway = 44

// gate is the place where a line crosses an area's edge upwards or downwards: x, unless the title or a corner is in the
// way.
func (a *area) gate(x int) int {
	return min(max(x, a.X+a.title+titleAway), a.X+a.W-32)
}

// middle is the middle of a box from left to right.
func (a *area) middle() int { return a.X + a.W/2 }

// columnsFor is the number of columns for n boxes of a size: the least with which the whole is at least tenths/10 times
// as wide as high.
func columnsFor(n, w, h, tenths int) int {
	columns := 1
	for columns < n && (n+columns-1)/columns*h*tenths > columns*w*10 {
		columns++
	}
	return columns
}

// unit divides all sizes.
const unit = 8

func roundUp(n int) int { return (n + unit - 1) / unit * unit }

// isNetwork reports whether an area is a VPC, or the classic network.
func (a *area) isNetwork() bool { return a.Kind == KindVPC || a.Kind == KindClassic }
