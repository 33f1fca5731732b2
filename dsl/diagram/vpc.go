package diagram

import (
	"sort"
	"strings"

	"hopwise/dsl/cloud"
)

// measureVPC finds the size of a VPC, and puts its subnets into columns: a column or more a zone.
func (w *layout) measureVPC(a *area) {
	v := a.Object.(*cloud.VPC)
	a.title = labelWidth(&a.Box)
	zones, most, width, height := 0, 0, 1, 1
	sort.SliceStable(a.kids, func(i, j int) bool { return zoneOf(a.kids[i]) < zoneOf(a.kids[j]) })
	for i, k := range a.kids {
		measureSubnet(k)
		width, height = max(width, k.W+vpcForm.aisle), max(height, k.H+vpcForm.gap)
		// Its row, for now, is its place in its zone, and its column the zone.
		if i > 0 && zoneOf(k) == zoneOf(a.kids[i-1]) {
			k.row = a.kids[i-1].row + 1
		} else {
			zones++
		}
		k.column = zones - 1
		most = max(most, k.row+1)
	}
	each := columnsFor(most, max(1, zones)*width, height, 8)
	for _, k := range a.kids {
		k.row, k.column = k.row/each, k.column*each+k.row%each
	}
	w.gatherGateways(a, v)
	room := a.title + 96
	for _, g := range a.tags {
		room += g.W + 16
	}
	a.fit(formOf(a), room)
}

func zoneOf(a *area) string { return a.Object.(*cloud.Subnet).Zone }

// formOf leaves room for headings where there is more than one zone.
func formOf(a *area) *form {
	if n := len(a.kids); n > 0 && zoneOf(a.kids[0]) != zoneOf(a.kids[n-1]) {
		return &zonesForm
	}
	return &vpcForm
}

// putVPC draws a VPC and the boxes in it.
func (w *layout) putVPC(a *area) {
	w.add(a)
	f := formOf(a)
	a.lay(f)
	for i, k := range a.kids {
		if f == &zonesForm && (i == 0 || zoneOf(k) != zoneOf(a.kids[i-1])) {
			zone := &area{}
			zone.Kind, zone.Name = KindZone, cut(zoneOf(k))
			w.tag(a, zone, k.X, a.Y+f.head-40, nameWidth(zone.Name), lineHeight)
		}
	}
	// Row by row, so that the first box is the one that lines come to first.
	sort.SliceStable(a.kids, func(i, j int) bool { return a.kids[i].row < a.kids[j].row })
	for _, k := range a.kids {
		w.putSubnet(k)
	}
	w.putGateways(a)
}

// entry is the x at which the line to the first machine crosses a VPC's edge.
func entry(a *area) int {
	if len(a.kids) == 0 || len(a.kids[0].kids) == 0 {
		return a.gate(a.X)
	}
	first := a.kids[0]
	return a.gate(first.gate(first.kids[0].middle()))
}

// putGateways draws the gateways on the upper edge, the first one above the first machine, and the clusters below it.
func (w *layout) putGateways(a *area) {
	x, right := entry(a), a.X+a.W-20
	for i, g := range a.tags {
		if i == 0 {
			x = max(x-g.W/2, a.X+a.title+28)
		}
		right -= g.W + 16
	}
	x = min(x, right+16)
	right = a.X + a.W - 12
	for _, g := range a.tags {
		if g.Kind == KindCluster {
			right -= g.W
			w.tag(a, g, right, a.Y+16, g.W, tagHeight+2)
			right -= 8
			continue
		}
		h := pillH + len(g.Lines)*12
		w.tag(a, g, x, a.Y-h+pillH/2, g.W, h)
		x += g.W + 16
	}
}

// gatherGateways makes the areas on a VPC's edge, and its clusters.
func (w *layout) gatherGateways(a *area, v *cloud.VPC) {
	for _, o := range w.onEdges[v] {
		if w.areas[o] != nil {
			continue
		}
		off := false
		switch g := o.(type) {
		case *cloud.InternetGateway:
			off = g.Detached
		case *cloud.IPv4Gateway:
			off = g.State != cloud.Active
		case *cloud.Balancer:
			b := w.sit(a, KindBalancer, o)
			for _, n := range g.Nodes {
				b.Lines = addresses(n)
			}
			b.W = roundUp(labelWidth(&b.Box) + 24)
			continue
		case *cloud.IPv6Gateway, *cloud.EgressGateway, *cloud.VPNGateway, *cloud.ServiceEndpoint:
		default:
			continue
		}
		w.sit(a, KindGateway, o).Off = off
	}
	if v.SharedSNAT != nil {
		w.sit(a, KindGateway, v.SharedSNAT)
	}
	w.gatherClusters(a, v)
}

// gatherClusters makes the clusters of a VPC. They are not among the objects of the cloud: a cluster's name is its
// group's.
func (w *layout) gatherClusters(a *area, v *cloud.VPC) {
	for _, g := range v.Clusters {
		c := w.sit(a, KindCluster, g)
		if g.Range.IsValid() {
			c.Lines = []string{g.Range.String()}
		}
		c.W = nameWidth(strings.Join(append([]string{c.Name}, c.Lines...), " ")) + 16
	}
}

// sit makes an area on a VPC's edge.
func (w *layout) sit(a *area, k Kind, o cloud.Object) *area {
	g := a.hang(k, o)
	g.onEdge = true
	g.W = roundUp(nameWidth(g.Name) + 24)
	w.areas[o] = g
	return g
}
