package diagram

import (
	"net/netip"
	"sort"
	"strconv"

	"hopwise/dsl/cloud"
)

// A site is a VPC on the drawing: a hall whose boxes are subnets, with a column or more a zone.
type site struct {
	hall
	vpc      *cloud.VPC
	plots    []*plot // row by row
	zones    []zone
	gateways []gateway
	clusters []*cloud.Cluster
	row      int // of the world
	// widths and heights are those of its columns and rows.
	widths, heights []int
	title           int
	lines           []string
	x, y, w, h      int
	box             int
}

// A zone is a run of columns with its heading.
type zone struct {
	name  string
	plots []*plot
}

// A gateway is what sits on the upper edge.
type gateway struct {
	object cloud.Object
	lines  []string
	off    bool
	kind   Kind
}

// The measures of a site.
const (
	siteHead  = 52
	zoneHead  = 20
	siteSide  = 28
	siteGap   = 40 // between two rows
	siteRise  = 20 // how far a lane lies above its row
	pillH     = 24
	siteFloor = 12
)

// measure finds the size of a site.
func (s *site) measure() {
	s.lines = ranges(s.vpc.Ranges)
	s.title = labelWidth(cut(s.vpc.Name), s.lines)
	for i := range s.zones {
		for _, p := range s.zones[i].plots {
			p.measure()
		}
	}
	s.fill(s.columns())
	s.w = s.title + 96
	if n := sum(s.widths) + len(s.widths)*siteSide + siteSide; n > s.w {
		s.w = n
	}
	s.w = max(s.w, s.title+60+s.pills())
	chips := s.title + 56
	for _, c := range s.clusters {
		chips += clusterWidth(c) + 8
	}
	s.w = roundUp(max(s.w, chips))
	s.h = roundUp(s.head() + sum(s.heights) + len(s.heights)*siteGap + siteFloor - siteRise)
}

// columns is how many columns each zone gets: as few as leave the whole wider than high, or nearly so.
func (s *site) columns() int {
	most, width, height := 0, 1, 1
	for _, z := range s.zones {
		most = max(most, len(z.plots))
		for _, p := range z.plots {
			width, height = max(width, p.w+siteSide), max(height, p.h+siteGap)
		}
	}
	n := 1
	for n < most && (most+n-1)/n*height*5 > len(s.zones)*n*width*6 {
		n++
	}
	return n
}

// fill puts the plots into columns and rows. Those of a row are as high as its highest, those of a column as wide as its
// widest.
func (s *site) fill(each int) {
	for z := range s.zones {
		for i, p := range s.zones[z].plots {
			column := z*each + i%each
			p.site, p.row = s, i/each
			for len(s.widths) <= column {
				s.widths = append(s.widths, 0)
			}
			for len(s.heights) <= p.row {
				s.heights = append(s.heights, 0)
			}
			s.widths[column] = max(s.widths[column], p.w)
			s.heights[p.row] = max(s.heights[p.row], p.h)
			p.x = column // until it is put
		}
	}
	for r := range s.heights {
		for z := range s.zones {
			for _, p := range s.zones[z].plots {
				if p.row == r {
					s.plots = append(s.plots, p)
				}
			}
		}
	}
}

func (s *site) head() int {
	if len(s.zones) > 1 {
		return siteHead + zoneHead + siteRise
	}
	return siteHead + siteRise
}

// pills is how wide the gateways are, side by side.
func (s *site) pills() int {
	w := 0
	for i := range s.gateways {
		w += s.gateways[i].width() + 16
	}
	return w
}

func (g *gateway) width() int { return roundUp(labelWidth(cut(g.object.Base().Name), g.lines) + 24) }

// entry is where the first machine's line crosses the edge.
func (s *site) entry() int {
	if len(s.plots) == 0 || len(s.plots[0].cells) == 0 {
		return s.door(s.x)
	}
	p := s.plots[0]
	return s.door(p.gate(p.cells[0].x))
}

// put draws the site with all that is in it.
func (s *site) put(w *world, x, y int) {
	d := w.drawing
	s.x, s.y = x, y
	s.box = d.add(Box{Kind: KindVPC, Name: cut(s.vpc.Name), Lines: s.lines, X: x, Y: y, W: s.w, H: s.h, In: -1, Object: s.vpc})
	w.places[s.vpc] = place{box: s.box, site: s}
	s.putPlots(w)
	s.putClusters(w)
	s.putGateways(w)
}

func (s *site) putPlots(w *world) {
	y := s.y + s.head()
	for _, h := range s.heights {
		s.lanes = append(s.lanes, y-siteRise)
		y += h + siteGap
	}
	s.lanes = append(s.lanes, y-siteRise)
	left := s.x + (s.w-sum(s.widths)-(len(s.widths)-1)*siteSide)/2
	lefts := make([]int, len(s.widths))
	for c, width := range s.widths {
		lefts[c] = left
		s.aisles = append(s.aisles, left-siteSide/2)
		left += width + siteSide
	}
	s.aisles = append(s.aisles, left-siteSide/2)
	s.putZones(w.drawing, lefts)
	for _, p := range s.plots {
		column := p.x
		p.x, p.y, p.w, p.h = lefts[column], s.lanes[p.row]+siteRise, s.widths[column], s.heights[p.row]
		p.put(w)
	}
}

// putZones writes the headings, where there is more than one zone.
func (s *site) putZones(d *Drawing, lefts []int) {
	each := len(lefts) / max(1, len(s.zones))
	for z := range s.zones {
		if len(s.zones) > 1 {
			d.add(Box{Kind: KindZone, Name: cut(s.zones[z].name), X: lefts[min(z*each, len(lefts)-1)], Y: s.y + siteHead, W: nameWidth(cut(s.zones[z].name)), H: lineHeight, In: s.box})
		}
	}
}

func clusterWidth(c *cloud.Cluster) int {
	return labelWidth(cut(c.Name)+" "+c.Range.String(), nil) + 16
}

func (s *site) putClusters(w *world) {
	x := s.x + s.w - 12
	for _, c := range s.clusters {
		x -= clusterWidth(c)
		b := w.drawing.add(Box{Kind: KindCluster, Name: cut(c.Name), Lines: []string{c.Range.String()}, X: x, Y: s.y + 16, W: clusterWidth(c), H: tagHeight + 2, In: s.box, Object: c})
		w.places[c] = place{box: b, site: s}
		x -= 8
	}
}

// putGateways sits the gateways on the upper edge, the first one above the first machine.
func (s *site) putGateways(w *world) {
	if len(s.gateways) == 0 {
		return
	}
	x := max(s.entry()-s.gateways[0].width()/2, s.x+s.title+28)
	x = min(x, s.x+s.w-4-s.pills())
	for i := range s.gateways {
		g := &s.gateways[i]
		h := pillH + len(g.lines)*(lineHeight-4)
		b := Box{Kind: g.kind, Name: cut(g.object.Base().Name), Lines: g.lines, X: x, Y: s.y - h + pillH/2, W: g.width(), H: h, In: s.box, Object: g.object, Off: g.off}
		w.places[g.object] = place{box: w.drawing.add(b), site: s, x: x + b.W/2, onEdge: true}
		x += b.W + 16
	}
}

// door is where a line crosses the edge on its way to or from a place inside.
func (s *site) door(x int) int { return clear(x, s.x, s.w, s.title) }

func sum(all []int) int {
	n := 0
	for _, a := range all {
		n += a
	}
	return n
}

// ranges are those of a VPC or a subnet as they are written below its name.
func ranges(all []netip.Prefix) []string {
	switch len(all) {
	case 0:
		return nil
	case 1:
		return []string{all[0].String()}
	}
	text := all[0].String() + ", " + all[1].String()
	if len(all) > 2 {
		text += " +" + strconv.Itoa(len(all)-2)
	}
	return []string{text}
}

// newSite gathers what a VPC holds; the cells of its subnets are those of the world.
func (w *world) newSite(v *cloud.VPC) *site {
	s := &site{vpc: v, clusters: v.Clusters}
	byZone := map[string]int{}
	for _, n := range v.Subnets {
		if isBare(n) {
			continue
		}
		at, known := byZone[n.Zone]
		if !known {
			at = len(s.zones)
			byZone[n.Zone] = at
			s.zones = append(s.zones, zone{name: n.Zone})
		}
		s.zones[at].plots = append(s.zones[at].plots, w.newPlot(n))
	}
	sort.SliceStable(s.zones, func(i, j int) bool { return s.zones[i].name < s.zones[j].name })
	s.gateways = w.gatewaysOf(v)
	return s
}

// isBare reports whether a subnet stands for a side of a network that has no subnets, and holds no machine of its own.
func isBare(n *cloud.Subnet) bool { return len(n.Ranges) == 0 && n.Name == n.VPC.Name }

// gatewaysOf are what sits on a VPC's edge.
func (w *world) gatewaysOf(v *cloud.VPC) []gateway {
	var all []gateway
	if g := v.InternetGateway; g != nil {
		all = append(all, gateway{object: g, off: g.Detached, kind: KindGateway})
	}
	if g := v.IPv4Gateway; g != nil {
		all = append(all, gateway{object: g, off: g.State != cloud.Active, kind: KindGateway})
	}
	if g := v.IPv6Gateway; g != nil {
		all = append(all, gateway{object: g, kind: KindGateway})
	}
	if g := v.EgressGateway; g != nil {
		all = append(all, gateway{object: g, kind: KindGateway})
	}
	if p := v.SharedSNAT; p != nil {
		all = append(all, gateway{object: p, kind: KindGateway})
	}
	for _, b := range v.Balancers {
		if len(b.Nodes) == 0 || b.Nodes[0].Subnet == nil {
			g := gateway{object: b, kind: KindBalancer}
			if len(b.Nodes) > 0 {
				g.lines = addresses(b.Nodes[0])
			}
			all = append(all, g)
		}
	}
	for _, o := range w.cloud.Objects {
		if e, ok := o.(*cloud.ServiceEndpoint); ok && e.VPC == v {
			all = append(all, gateway{object: e, kind: KindGateway})
		}
	}
	for _, g := range v.VPNGateways {
		all = append(all, gateway{object: g, kind: KindGateway})
	}
	return all
}
