package diagram

import (
	"hopwise/dsl/cloud"
)

// A plot is a subnet on the drawing: a hall whose boxes are machines and what else lives there.
type plot struct {
	hall
	subnet *cloud.Subnet
	site   *site
	cells  []*cell
	row    int // of its site
	// count is how many machines it has where they are too many to be shown unasked, and are shown all the same.
	count      int
	columns    int
	cellWidth  int
	rows       []int // their heights
	title      int   // how wide
	lines      []string
	x, y, w, h int
	// box is its own, table and acl those of its tags, which are its own where it has none.
	box, table, acl int
}

// The measures of a plot.
const (
	plotHead = 60 // from the edge to the first row
	plotFoot = 28 // where the tags of table and ACL stand
	plotSide = 24 // an aisle, as wide as those between the cells
	rowGap   = 28
	laneRise = 14 // how far a lane lies above its row
)

// measure finds the size of a plot.
func (p *plot) measure() {
	p.lines = ranges(p.subnet.Ranges)
	p.title = labelWidth(cut(p.subnet.Name), p.lines)
	p.columns = columnsFor(len(p.cells))
	for k, c := range p.cells {
		c.plot, c.row = p, k/p.columns
		c.measure()
		w, h := c.outer()
		p.cellWidth = max(p.cellWidth, w)
		if c.row == len(p.rows) {
			p.rows = append(p.rows, 0)
		}
		p.rows[c.row] = max(p.rows[c.row], h)
	}
	p.w = max(p.columns*(p.cellWidth+plotSide)+plotSide, p.title+p.cellWidth/2+76, p.title+96, p.tags()+24)
	p.h = plotHead - laneRise
	for _, h := range p.rows {
		p.h += h + rowGap
	}
	p.w, p.h = roundUp(p.w), roundUp(p.h+plotFoot-laneRise+8)
}

// columnsFor is how many columns a number of boxes is put in: few enough boxes are about square, many are wider than high.
func columnsFor(n int) int {
	columns := 1
	for columns*columns < n || n > MostShown && columns*columns < 2*n {
		columns++
	}
	return columns
}

func (p *plot) tags() int {
	w := 0
	if p.subnet.Table != nil {
		w += tagWidth(KindTable, p.subnet.Table.Name) + 8
	}
	if p.subnet.ACL != nil {
		w += tagWidth(KindACL, p.subnet.ACL.Name) + 8
	}
	return w
}

// tagWidth leaves room for the kind of the tag before its name.
func tagWidth(k Kind, name string) int { return lineWidth(string(k)+" "+cut(name)) + 12 }

// put draws the plot and what stands in it, where its site has put it.
func (p *plot) put(w *world) {
	d := w.drawing
	p.box = d.add(Box{Kind: KindSubnet, Name: cut(p.subnet.Name), Lines: p.lines, X: p.x, Y: p.y, W: p.w, H: p.h, In: p.site.box, Object: p.subnet, Count: p.count})
	w.places[p.subnet] = place{box: p.box, plot: p}
	p.putTags(d)
	width := p.columns*(p.cellWidth+plotSide) - plotSide
	left := p.x + (p.w-width)/2
	if p.columns == 1 {
		// A single machine stands where a line falls straight down beside the title.
		left = max(left, p.x+p.title+44-p.cellWidth/2)
	}
	y := p.y + plotHead
	p.lanes = []int{y - laneRise}
	for r, h := range p.rows {
		for k := r * p.columns; k < min(len(p.cells), (r+1)*p.columns); k++ {
			p.cells[k].put(d, left+k%p.columns*(p.cellWidth+plotSide)+p.cellWidth/2, y)
			p.cells[k].putPods(w)
		}
		y += h + rowGap
		p.lanes = append(p.lanes, y-laneRise)
	}
	for k := range p.columns + 1 {
		p.aisles = append(p.aisles, left+k*(p.cellWidth+plotSide)-plotSide/2)
	}
}

func (p *plot) putTags(d *Drawing) {
	p.table, p.acl = p.box, p.box
	x, y := p.x+12, p.y+p.h-plotFoot+2
	if t := p.subnet.Table; t != nil {
		b := Box{Kind: KindTable, Name: cut(t.Name), X: x, Y: y, W: tagWidth(KindTable, t.Name), H: tagHeight + 2, In: p.box, Object: t}
		p.table = d.add(b)
		x += b.W + 8
	}
	if a := p.subnet.ACL; a != nil {
		p.acl = d.add(Box{Kind: KindACL, Name: cut(a.Name), X: x, Y: y, W: tagWidth(KindACL, a.Name), H: tagHeight + 2, In: p.box, Object: a})
	}
}

// gate is where a line crosses the upper edge on its way to or from a place below: there, unless the title is in the way.
func (p *plot) gate(x int) int { return clear(x, p.x, p.w, p.title) }

// clear keeps a place on the upper edge of a box off the box's title and its corners.
func clear(x, left, width, title int) int {
	return min(max(x, left+title+32), left+width-20)
}
