package diagram

import (
	"sort"

	"hopwise/dsl/cloud"
)

// A joint is what joins VPCs: a peering, a transit gateway. It stands in the band below the first of them.
type joint struct {
	object cloud.Object
	sites  []*site
	off    bool
	band   int
	middle int
}

// putLinks puts what joins VPCs into the bands between their rows.
func (w *world) putLinks() {
	all := w.joints()
	sort.SliceStable(all, func(i, j int) bool { return all[i].middle < all[j].middle })
	ends := make([]int, len(w.lanes))
	for _, j := range all {
		width := roundUp(nameWidth(cut(j.object.Base().Name)) + 24)
		x := max(j.middle-width/2, ends[j.band], margin)
		y := w.lanes[j.band] + 24
		b := w.drawing.add(Box{Kind: KindLink, Name: cut(j.object.Base().Name), X: x, Y: y, W: width, H: pillH, In: -1, Object: j.object, Off: j.off})
		w.places[j.object] = place{box: b, x: x + width/2}
		ends[j.band] = x + width + 24
		w.drawing.W = max(w.drawing.W, x+width+margin)
		w.drawing.H = max(w.drawing.H, y+pillH+8)
	}
}

func (w *world) joints() []joint {
	var all []joint
	for _, p := range w.cloud.Peerings {
		all = append(all, w.newJoint(p, p.Ends[:], p.Pending))
	}
	for _, h := range w.cloud.Hubs {
		all = append(all, w.newJoint(h, h.VPCs, false))
	}
	return all
}

func (w *world) newJoint(o cloud.Object, vpcs []*cloud.VPC, off bool) joint {
	j := joint{object: o, off: off, band: len(w.lanes) - 1}
	for _, v := range vpcs {
		s := w.places[v].site
		j.sites = append(j.sites, s)
		j.band = min(j.band, s.row+1)
		j.middle += s.x + s.w/2
	}
	if len(vpcs) > 0 {
		j.middle /= len(vpcs)
	}
	return j
}

// links draws the lines between what belongs together: a peering and its VPCs, a machine and its further interfaces, a VPN
// gateway and the network behind it.
func (w *world) links() {
	for _, j := range w.joints() {
		p := w.places[j.object]
		for _, s := range j.sites {
			w.link(s.box, p.box, w.between(w.atFloor(s, p), w.spotOf(j.object)))
		}
	}
	for _, s := range w.sites {
		for _, g := range s.vpc.VPNGateways {
			w.link(w.places[g].box, w.fars[g].box, w.between(w.spotOf(g), w.skySpot(w.fars[g])))
		}
	}
	for _, s := range w.sites {
		for _, p := range s.plots {
			for _, c := range p.cells {
				if i, ok := c.object.(*cloud.Interface); ok && w.nodes[i] == c {
					w.link(c.box, w.places[i.Owner].cell.box, w.between(c.spot(0, 0), w.spotOf(i.Owner)))
				}
			}
		}
	}
}

func (w *world) link(from, to int, turns []turn) {
	l := Line{From: from, To: to}
	for _, t := range turns {
		l.Points = append(l.Points, t.Point)
	}
	w.drawing.Lines = append(w.drawing.Lines, l)
}
