package diagram

import "hopwise/dsl/cloud"

// putLinks puts peerings and transit gateways into the band below the first VPC that they join.
func (w *layout) putLinks() {
	ends := make([]int, len(w.lanes))
	for _, p := range w.cloud.Peerings {
		w.putLink(p, p.Ends[:], p.Pending, nil, ends)
	}
	for _, h := range w.cloud.TransitGateways {
		w.putLink(h, h.VPCs, false, statedTables(h), ends)
	}
}

// statedTables are the tables of a hub that states some.
func statedTables(h *cloud.TransitGateway) []*cloud.HubTable {
	if !h.Stated {
		return nil
	}
	return h.Tables
}

// tablesHeight is the room for the tags of a hub's tables, below its name.
const tablesHeight = tagHeight + 8

// putLink puts one of them, with the tags of its tables. ends are the right ends of what is in each band.
func (w *layout) putLink(o cloud.Object, vpcs []*cloud.VPC, off bool, tables []*cloud.HubTable, ends []int) {
	a := w.hang(KindLink, o)
	a.Off, a.row = off, len(w.lanes)-1
	w.areas[o] = a
	middle, joined := 0, w.areasOf(vpcs)
	for _, s := range joined {
		a.row = min(a.row, s.row+1)
		middle += s.middle() / len(joined)
	}
	width, height := roundUp(nameWidth(a.Name)+24), pillH
	if len(tables) > 0 {
		room := 8
		for _, t := range tables {
			room += a.measureTag(KindTable, t)
		}
		width, height = max(width, roundUp(room)), pillH+tablesHeight
	}
	x := max(middle-width/2, ends[a.row], cloudForm.aisle)
	y := w.lanes[a.row] + 20
	ends[a.row] = x + width + 24
	w.tag(&w.area, a, x, y, width, height)
	x += 8
	for _, t := range a.tags {
		w.tag(a, t, x, y+pillH, t.W, tagHeight+2)
		x += t.W + 8
	}
	w.drawing.W = max(w.drawing.W, a.X+width+cloudForm.aisle)
	w.drawing.H = max(w.drawing.H, y+height+8)
}

// links draws the lines from a peering or a transit gateway to its VPCs, from a machine to its further interfaces, and
// from a VPN gateway or a hub to the network behind it.
func (w *layout) links() {
	for _, p := range w.cloud.Peerings {
		w.joinAll(p, p.Ends[:])
	}
	for _, h := range w.cloud.TransitGateways {
		w.joinAll(h, h.VPCs)
	}
	for _, o := range w.outsiders {
		switch f := o.far.(type) {
		case *cloud.VPNGateway:
			w.join(w.spotOf(f), w.internetSpot(&o.area))
		case *cloud.VPNConnection:
			if f.Hub != nil {
				w.join(w.spotOf(f.Hub), w.internetSpot(&o.area))
			}
		}
	}
	for _, v := range w.kids {
		for _, n := range v.kids {
			for _, k := range n.kids {
				if k.Kind == KindInterface {
					w.join(k.spot(0, 0), w.spotOf(k.Object.(*cloud.Interface).Owner))
				}
			}
		}
	}
}

// joinAll draws the lines from a peering or a transit gateway to the edges of its VPCs, straight up to a VPC above it.
func (w *layout) joinAll(o cloud.Object, vpcs []*cloud.VPC) {
	to := w.areas[o]
	for _, a := range w.areasOf(vpcs) {
		edge := a.floorSpot(to.middle())
		if to.row <= a.row {
			edge = a.topSpot(a.gate(to.middle()))
		}
		w.join(edge, w.spotOf(o))
	}
}

// areasOf are the areas of VPCs. A peering whose VPC is not declared lacks an end.
func (w *layout) areasOf(vpcs []*cloud.VPC) []*area {
	var areas []*area
	for _, v := range vpcs {
		if a := w.areas[v]; a != nil {
			areas = append(areas, a)
		}
	}
	return areas
}

func (w *layout) join(from, to *spot) {
	l := &line{}
	w.run(l, from, to)
	w.drawing.Lines = append(w.drawing.Lines, l.points)
}
