package diagram

import (
	"strconv"

	"hopwise/dsl/cloud"
)

// The measures of the boxes in a subnet.
const (
	lineHeight = 16
	mostTags   = 2 // of groups on one machine
	mostLines  = 4
	// captionWidth is the room for a line with the noun of the object; a machine needs none.
	captionWidth = 104
)

// measureSubnet finds the sizes of a subnet and of the boxes in it.
func measureSubnet(a *area) {
	widest := 0
	for _, k := range a.kids {
		k.measureCell()
		widest = max(widest, k.W+2*ringGap)
	}
	columns := 1
	for n := len(a.kids); columns*columns < n || n > MostShown && columns*columns < 2*n; {
		columns++
	}
	a.fold(columns)
	a.title = labelWidth(&a.Box)
	n := a.Object.(*cloud.Subnet)
	tags := 24
	if n.Table != nil {
		tags += a.measureTag(KindTable, n.Table)
	}
	if n.ACL != nil {
		tags += a.measureTag(KindACL, n.ACL)
	}
	a.fit(&subnetForm, max(a.title+widest/2+76, a.title+96, tags))
}

// measureTag makes the tag of a table or an ACL, with room for the kind before the name, and returns the room for it.
func (a *area) measureTag(k Kind, o cloud.Object) int {
	t := a.hang(k, o)
	t.W = lineWidth(string(k)+" "+t.Name) + 12
	return t.W + 8
}

// measureCell finds the size of a box in a subnet.
func (a *area) measureCell() {
	if n := len(a.Lines); n > mostLines {
		a.Lines = append(a.Lines[:mostLines-1:mostLines-1], "+"+strconv.Itoa(n-mostLines+1))
	}
	a.H = (1+len(a.Lines))*lineHeight + 8
	a.W = 72
	if a.Kind != KindMachine {
		a.H, a.W = a.H+lineHeight, captionWidth
	}
	a.W = max(a.W, labelWidth(&a.Box)+16)
	groups := a.measureGroups()
	for _, t := range a.tags[groups:] {
		a.H += tagHeight + 4
		a.W = max(a.W, lineWidth(t.Name)+lineWidth(t.Lines[0])+40)
	}
	a.W, a.H = roundUp(a.W), roundUp(a.H)
}

// measureGroups names the tags of the groups, which come first, and returns their number. The last tag also counts the
// groups without a tag.
func (a *area) measureGroups() int {
	n, w := 0, 0
	for n < len(a.tags) && a.tags[n].Kind == KindGroup {
		n++
	}
	rest := n - mostTags
	if rest > 0 {
		n = mostTags
		a.tags = append(a.tags[:n:n], a.tags[n+rest:]...)
	}
	for k, t := range a.tags[:n] {
		if k == mostTags-1 && rest > 0 {
			t.Name += " +" + strconv.Itoa(rest)
		}
		t.W = lineWidth(t.Name) + 12
		w += t.W
	}
	a.W = max(a.W, w)
	return n
}

// putSubnet draws a subnet and the boxes in it.
func (w *layout) putSubnet(a *area) {
	w.add(a)
	x := a.X + 12
	for _, t := range a.tags {
		w.tag(a, t, x, a.Y+a.H-26, t.W, tagHeight+2)
		x += t.W + 8
	}
	a.lay(&subnetForm)
	for _, k := range a.kids {
		w.putCell(k)
	}
}

// putCell draws a machine with the tags of its groups, and the pods below its addresses.
func (w *layout) putCell(a *area) {
	w.add(a)
	x, y := a.X, a.Y+6+(1+len(a.Lines))*lineHeight
	for _, t := range a.tags {
		if t.Kind == KindGroup {
			w.tag(a, t, x, a.Y+a.H+ringGap-tagHeight/2, t.W, tagHeight)
			x += t.W
			continue
		}
		w.tag(a, t, a.X+6, y, a.W-12, tagHeight)
		y += tagHeight + 4
	}
}
