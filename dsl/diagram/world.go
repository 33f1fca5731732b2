package diagram

import (
	"net/netip"
	"strconv"

	"hopwise/dsl/cloud"
)

// A world is one cloud while it is drawn: a hall whose boxes are VPCs, with the Internet above its first lane.
type world struct {
	hall
	network *cloud.Network
	cloud   *cloud.Cloud
	open    func(*cloud.Subnet) bool
	drawing *Drawing
	sites   []*site
	// cells are those of each subnet, in order.
	cells map[*cloud.Subnet][]*cell
	// places are where things are; nodes where interfaces are.
	places map[cloud.Object]place
	nodes  map[*cloud.Interface]*cell
	// hosts are where the machines on the Internet are, by address.
	hosts map[netip.Addr]place
	// fars are where the networks behind VPN gateways are.
	fars map[cloud.Object]place
}

// A place is where a thing stands: in a plot, or on the edge of a site, or in a lane of the world, at x.
type place struct {
	box    int
	cell   *cell
	plot   *plot
	site   *site
	x      int
	onEdge bool
}

// The measures of a world.
const (
	skyLine  = 48  // where the line of the Internet lies
	skyDepth = 120 // where the first VPCs begin
	skyLane  = 84
	margin   = 24
	siteAway = 32 // between VPCs
	bandH    = 112
	maxWidth = 1800 // of VPCs beside each other, before a new row begins
)

// arrange puts all boxes.
func (w *world) arrange() {
	w.gatherCells()
	for _, v := range w.networks() {
		w.sites = append(w.sites, w.newSite(v))
	}
	rows := w.rows()
	y := skyDepth
	w.lanes = []int{skyLane}
	for _, row := range rows {
		x, height := margin, 0
		for _, s := range row {
			s.put(w, x, y)
			x += s.w + siteAway
			height = max(height, s.h)
		}
		w.drawing.W = max(w.drawing.W, x-siteAway+margin)
		y += height
		w.lanes = append(w.lanes, y+24)
		y += bandH
	}
	w.drawing.H = max(skyDepth, y-bandH+8)
	w.putLinks()
	w.putHosts()
	w.aisles = []int{margin / 2, w.drawing.W - margin/2}
	w.drawing.Sky = skyLine
}

func (w *world) networks() []*cloud.VPC { return w.cloud.Networks() }

// rows are the sites in rows, about as long as each other.
func (w *world) rows() [][]*site {
	total := 0
	for _, s := range w.sites {
		s.measure()
		total += s.w + siteAway
	}
	most := maxWidth
	for total/most*skyDepth*4 > most {
		most += maxWidth / 4
	}
	var rows [][]*site
	width := most
	for _, s := range w.sites {
		if width += s.w + siteAway; width > most {
			rows, width = append(rows, nil), s.w
		}
		s.row = len(rows) - 1
		rows[s.row] = append(rows[s.row], s)
	}
	return rows
}

// gatherCells makes the cells of all subnets.
func (w *world) gatherCells() {
	w.cells = map[*cloud.Subnet][]*cell{}
	for _, v := range w.networks() {
		for _, n := range v.Subnets {
			w.gatherMachines(n)
		}
		for _, n := range v.NATs {
			w.give(newCell(KindNAT, n, n.Interface), n.Interface)
		}
		for _, b := range v.Balancers {
			for _, i := range b.Nodes {
				if i.Subnet != nil {
					w.give(newCell(KindBalancer, b, i), i)
				}
			}
		}
	}
	for _, h := range w.cloud.Hubs {
		for _, n := range h.Feet {
			w.cells[n] = append(w.cells[n], newCell(KindFoot, h, nil))
		}
	}
}

// give puts the cell of an interface into its subnet, and remembers the first one as the place of its thing.
func (w *world) give(c *cell, i *cloud.Interface) {
	w.nodes[i] = c
	w.cells[i.Subnet] = append(w.cells[i.Subnet], c)
	if _, known := w.places[c.object]; !known {
		w.places[c.object] = place{cell: c}
	}
}

// manyMachines is how many machines of a cloud make its drawing so large that each subnet shows fewer: mostNamed.
const (
	manyMachines = 400
	mostNamed    = 4
)

// most is how many machines a closed subnet shows.
func (w *world) most() int {
	if w.cloud.Instances() > manyMachines {
		return mostNamed
	}
	return MostShown
}

// gatherMachines makes the cells of a subnet's machines, and of their further interfaces, wherever those are. A subnet with
// many machines shows those that a question names, and one cell for all others.
func (w *world) gatherMachines(n *cloud.Subnet) {
	shown := len(n.Instances) <= w.most() || w.open(n)
	var more *cell
	named := 0
	for _, m := range n.Instances {
		if !shown && (named == mostNamed || !w.isAsked(m)) {
			if more == nil {
				more = &cell{kind: KindMore, object: n}
			}
			more.count++
			w.hide(m, more)
			continue
		}
		named++
		c := newCell(KindMachine, m, m.Interfaces[0])
		c.pods = m.Pods
		w.give(c, m.Interfaces[0])
		w.giveFurther(m, c)
	}
	if more != nil {
		more.name = "+" + strconv.Itoa(more.count)
		w.cells[n] = append(w.cells[n], more)
	}
}

// giveFurther makes the cells of a machine's interfaces after the first one. One in a network without subnets is a further
// address of its machine.
func (w *world) giveFurther(m *cloud.Instance, c *cell) {
	for _, i := range m.Interfaces[1:] {
		if isBare(i.Subnet) {
			c.lines = append(c.lines, addresses(i)...)
			w.nodes[i] = c
			continue
		}
		w.give(newCell(KindInterface, i, i), i)
	}
}

// hide gives a machine and all that belongs to it the place of the cell that stands for it.
func (w *world) hide(m *cloud.Instance, more *cell) {
	w.places[m] = place{cell: more}
	for _, i := range m.Interfaces {
		w.nodes[i] = more
		w.places[i] = place{cell: more}
	}
	for _, p := range m.Pods {
		w.places[p] = place{cell: more}
	}
}

// isAsked reports whether a question names a machine.
func (w *world) isAsked(m *cloud.Instance) bool {
	for _, q := range w.network.Questions {
		if w.means(q.From, m) || w.means(q.To, m) {
			return true
		}
	}
	return false
}

func (w *world) means(e cloud.Endpoint, m *cloud.Instance) bool {
	return e.Name == m.Name || e.Name == "" && (m.Interfaces[0].Holding(e.Addr) != nil || w.isPublicOf(e.Addr, m))
}

func (w *world) isPublicOf(a netip.Addr, m *cloud.Instance) bool {
	i, _ := w.cloud.PublicOwner(a)
	return i != nil && i.Instance() == m
}

func (w *world) newPlot(n *cloud.Subnet) *plot {
	p := &plot{subnet: n, cells: w.cells[n]}
	if len(n.Instances) > w.most() && w.open(n) {
		p.count = len(n.Instances)
	}
	return p
}
