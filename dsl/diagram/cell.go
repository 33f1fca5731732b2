package diagram

import (
	"strconv"

	"hopwise/dsl/cloud"
)

// A cell is what stands in a subnet: a machine, a NAT gateway, a node of a balancer, a foot of a transit gateway.
type cell struct {
	kind   Kind
	object cloud.Object
	name   string
	lines  []string
	groups []*cloud.Group
	pods   []*cloud.Pod
	count  int
	plot   *plot
	row    int
	// w and h are the size of the box; x is its middle, ring the top of the ring around it, y its own top.
	w, h, x, ring, y int
	box              int
}

// The measures of a cell.
const (
	lineHeight = 16
	ringGap    = 6
	tagHeight  = 16
	mostTags   = 2
	mostLines  = 4
	// captionWidth is the room for a line that says what a thing is; a machine needs none.
	captionWidth = 104
)

func newCell(kind Kind, o cloud.Object, i *cloud.Interface) *cell {
	c := &cell{kind: kind, object: o, name: cut(o.Base().Name)}
	if i != nil {
		c.lines, c.groups = addresses(i), i.Groups
	}
	return c
}

// addresses are those of an interface, each private one followed by the public one that stands for it.
func addresses(i *cloud.Interface) []string {
	var all []string
	for _, a := range i.Addresses {
		all = append(all, a.Private.String())
		if a.Public != nil && a.Public.Addr != a.Private {
			all = append(all, a.Public.Addr.String())
		}
	}
	return all
}

// measure finds the size of the box.
func (c *cell) measure() {
	if n := len(c.lines); n > mostLines {
		c.lines = append(c.lines[:mostLines-1:mostLines-1], "+"+strconv.Itoa(n-mostLines+1))
	}
	c.w = labelWidth(c.name, c.lines) + 16
	for _, p := range c.pods {
		c.w = max(c.w, lineWidth(cut(p.Name))+lineWidth(p.Addr.String())+40)
	}
	tags := 0
	for k := range c.tags() {
		tags += lineWidth(c.tag(k)) + 12
	}
	rows, least := 1+len(c.lines), 72
	if c.kind != KindMachine {
		rows, least = rows+1, captionWidth
	}
	c.w = roundUp(max(c.w, tags, least))
	c.h = roundUp(rows*lineHeight + len(c.pods)*(tagHeight+4) + 8)
}

// tags is how many tags are drawn: one for each group, unless there are too many.
func (c *cell) tags() int { return min(len(c.groups), mostTags) }

// tag is what is written on a tag; the last one counts those that have none.
func (c *cell) tag(k int) string {
	name := cut(c.groups[k].Name)
	if rest := len(c.groups) - mostTags; k == mostTags-1 && rest > 0 {
		return name + " +" + strconv.Itoa(rest)
	}
	return name
}

// outer is the size with the ring and its tags.
func (c *cell) outer() (w, h int) { return c.w + 2*ringGap, c.h + 2*ringGap + tagHeight/2 }

// put draws the cell with the middle of its ring's top at a place.
func (c *cell) put(d *Drawing, x, y int) {
	c.x, c.ring, c.y = x, y, y+ringGap
	left := x - c.w/2
	c.box = d.add(Box{Kind: c.kind, Name: c.name, Lines: c.lines, X: left, Y: c.y, W: c.w, H: c.h, In: c.plot.box, Object: c.object, Count: c.count})
	at := left
	for k := range c.tags() {
		g, w := c.groups[k], lineWidth(c.tag(k))+12
		d.add(Box{Kind: KindGroup, Name: c.tag(k), X: at, Y: c.y + c.h + ringGap - tagHeight/2, W: w, H: tagHeight, In: c.box, Object: g, Tint: tint(g.Name)})
		at += w
	}
}

// putPods draws the pods on a machine, below its addresses.
func (c *cell) putPods(w *world) {
	y := c.y + 6 + (1+len(c.lines))*lineHeight
	for _, p := range c.pods {
		b := w.drawing.add(Box{Kind: KindPod, Name: cut(p.Name), Lines: []string{p.Addr.String()}, X: c.x - c.w/2 + 6, Y: y, W: c.w - 12, H: tagHeight, In: c.box, Object: p})
		w.places[p] = place{box: b, cell: c}
		y += tagHeight + 4
	}
}

func (d *Drawing) add(b Box) int {
	d.Boxes = append(d.Boxes, b)
	return len(d.Boxes) - 1
}

// unit is what sizes are whole numbers of.
const unit = 8

func roundUp(n int) int { return (n + unit - 1) / unit * unit }
