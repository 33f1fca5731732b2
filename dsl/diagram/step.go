package diagram

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// spot is where a step stands.
func (c *courier) spot(k int) *spot {
	s, w := &c.steps[k], c.world
	switch s.Stage {
	case cloud.StageGroupIn, cloud.StageGroupOut:
		return c.ringSpot(k)
	}
	switch at := s.At.(type) {
	case *cloud.ACL:
		return c.gateSpot(k)
	case *cloud.Table:
		return c.tableSpot(at)
	case *cloud.PublicAddress:
		if _, sits := w.places[at]; !sits {
			return c.doorSpot(at, s)
		}
	case *cloud.VPC:
		return c.lostSpot(w.places[at].site)
	case *cloud.Thing:
		return c.elsewhere(at, s)
	case *cloud.Host:
		if p, known := w.places[at]; known {
			return w.skySpot(p)
		}
		return c.outside(s.Before.Destination)
	case *cloud.Pod:
		pod := c.machineSpot(k)
		pod.box = w.places[at].boxOr(pod.box)
		return pod
	case *cloud.Instance, *cloud.NAT, *cloud.Balancer:
		if c.cellOf(k) != nil {
			return c.machineSpot(k)
		}
	}
	if found := w.spotOf(s.At); found != nil {
		return found
	}
	return c.here
}

// boxOr is the box of a place, or another where it has none yet.
func (p place) boxOr(other int) int {
	if p.box == 0 {
		return other
	}
	return p.box
}

// cellOf is the cell that a step is about: the machine whose groups judge, or that decides itself; nil for all others.
func (c *courier) cellOf(k int) *cell {
	s := &c.steps[k]
	switch s.Stage {
	case cloud.StageGroupIn:
		return c.cell(s.For, s.Before.Destination, c.entered(k))
	case cloud.StageGroupOut:
		return c.cell(s.For, s.Before.Source, nil)
	}
	switch at := s.At.(type) {
	case *cloud.Pod:
		return c.world.places[at.Node].cell
	case *cloud.Instance, *cloud.NAT, *cloud.Balancer:
		return c.cell(at, s.Before.Destination, c.entered(k))
	}
	return nil
}

// entered is the subnet that the packet came into before a step of the machine there; nil where no ACL tells.
func (c *courier) entered(k int) *cloud.Subnet {
	for j := k - 1; j >= 0; j-- {
		n, _ := c.steps[j].For.(*cloud.Subnet)
		switch {
		case n != nil && c.steps[j].Direction == cloud.In:
			return n
		case c.steps[j].Stage != cloud.StageGroupIn:
			return nil
		}
	}
	return nil
}

// cell is where a machine, a NAT gateway or a balancer is met under an address, or else in a subnet; nil for what stands in
// none.
func (c *courier) cell(o cloud.Object, a netip.Addr, in *cloud.Subnet) *cell {
	var all []*cloud.Interface
	switch o := o.(type) {
	case *cloud.Instance:
		all = o.Interfaces
	case *cloud.Balancer:
		all = o.Nodes
	}
	for _, i := range all {
		if n := c.world.nodes[i]; n != nil && (i.Holding(a) != nil || in != nil && i.Subnet == in) {
			return n
		}
	}
	return c.world.places[o].cell
}

// goesOn reports whether the packet leaves a cell again after a step there.
func (c *courier) goesOn(k int, at *cell) bool {
	last := len(c.steps) - 1
	return last > k && (c.cellOf(last) != at || c.steps[last].Stage == cloud.StageGroupOut)
}

// came reports whether the packet has come to a cell before a step there.
func (c *courier) came(k int, at *cell) bool {
	for j := range k {
		if c.steps[j].Stage != cloud.StageGroupOut && c.cellOf(j) == at {
			return true
		}
	}
	return false
}

// sides are how far aside of a cell's middle the packet comes to it and goes.
func (c *courier) sides(k int, at *cell) (in, out int) {
	if c.goesOn(k, at) {
		in = -through
	}
	if in < 0 || c.came(k, at) {
		out = through
	}
	return in, out
}

// machineSpot is the top of a machine's box.
func (c *courier) machineSpot(k int) *spot {
	at := c.cellOf(k)
	in, out := c.sides(k, at)
	if c.here.cell == at {
		in = c.here.leave.X - at.x
	}
	if c.steps[k].Decision == trace.Dropped || c.steps[k].Decision == trace.Delivered {
		out = in
	}
	return at.spot(in, out)
}

// ringSpot is the ring around the machine whose groups judge.
func (c *courier) ringSpot(k int) *spot {
	s := &c.steps[k]
	at := c.cellOf(k)
	if at == nil {
		if found := c.world.spotOf(s.For); found != nil {
			return found
		}
		return c.here
	}
	side, out := c.sides(k, at)
	if s.Stage == cloud.StageGroupOut {
		side = 0
		if c.came(k, at) {
			side = out
		}
	}
	ring := at.spot(side, side)
	ring.at.Y, ring.leave.Y = at.ring, at.ring
	ring.box = c.world.tagOf(at, s.At)
	return ring
}

// tagOf is the box of a group's tag, or of its machine where the tag is not drawn.
func (w *world) tagOf(at *cell, group cloud.Object) int {
	for k := range at.tags() {
		if at.groups[k].Base() == group.Base() {
			return at.box + 1 + k
		}
	}
	return at.box
}

// gateSpot is the edge of the subnet whose ACL judges; for one that does not see the packet a lane within.
func (c *courier) gateSpot(k int) *spot {
	s := &c.steps[k]
	p := c.plotOf(k)
	if p == nil {
		return c.here
	}
	if s.Reason == trace.ACLSameSubnet && c.here.plot == p {
		at := Point{c.here.leave.X, p.lanes[c.here.row]}
		return &spot{box: p.acl, at: at, leave: at, plot: p, row: c.here.row, site: p.site, gate: c.here.gateOut, gateOut: c.here.gateOut, inLane: true}
	}
	gate := p.gate(p.x + p.w/2)
	switch {
	case s.Direction == cloud.Out && c.here.plot == p:
		gate = c.here.gateOut
	case s.Direction == cloud.In:
		gate = c.gateTo(k, p, gate)
	}
	at := Point{gate, p.y}
	return &spot{box: p.acl, at: at, leave: at, plot: p, site: p.site, gate: gate, gateOut: gate, outside: true}
}

// plotOf is the subnet whose ACL a step is about.
func (c *courier) plotOf(k int) *plot {
	s := &c.steps[k]
	if n, ok := s.For.(*cloud.Subnet); ok {
		return c.world.places[n].plot
	}
	address := s.Before.Source
	if s.Direction == cloud.In {
		address = s.Before.Destination
	}
	if at := c.cell(s.For, address, nil); at != nil {
		return at.plot
	}
	return nil
}

// gateTo is where the packet crosses the edge of a subnet on its way to what it is for there.
func (c *courier) gateTo(k int, p *plot, otherwise int) int {
	for j := k + 1; j < len(c.steps); j++ {
		if at := c.cellOf(j); at != nil {
			if at.plot != p {
				break
			}
			in, _ := c.sides(j, at)
			return p.gate(at.x) + in
		}
	}
	if i, _ := p.subnet.VPC.Owner(c.steps[k].Before.Destination); i != nil && c.world.nodes[i] != nil && c.world.nodes[i].plot == p {
		return p.gate(c.world.nodes[i].x)
	}
	return otherwise
}

// tableSpot is before the edge of the subnet that the packet leaves; for a gateway's own table at the gateway.
func (c *courier) tableSpot(t *cloud.Table) *spot {
	p := c.here.plot
	if p == nil {
		return c.here
	}
	lane := c.world.inLane(p.site, p.row, c.here.gateOut)
	lane.box = p.box
	if p.subnet.Table == t {
		lane.box = p.table
	}
	return lane
}

// doorSpot is where a public address translates that belongs to no gateway: on the edge of the VPC, above who has it.
func (c *courier) doorSpot(a *cloud.PublicAddress, s *trace.Step) *spot {
	site := c.world.places[a.VPC].site
	if c.here.site == site {
		return site.top(site.door(max(c.here.gateOut, c.here.leave.X)))
	}
	to := c.owner(s.After.Destination)
	return site.top(site.door(to.gate))
}

// lostSpot is where a packet is that a VPC does not know what to do with: in its lane, or on its edge.
func (c *courier) lostSpot(s *site) *spot {
	switch {
	case s == nil:
		return c.here
	case c.here.site != s:
		return s.top(s.entry())
	case c.here.plot != nil:
		return c.world.inLane(s, c.here.plot.row, c.here.gateOut)
	}
	return c.world.inLane(s, 0, c.here.leave.X)
}

// elsewhere is the spot of what has no box: the platform, one of its services, a machine far away.
func (c *courier) elsewhere(t *cloud.Thing, s *trace.Step) *spot {
	switch {
	case t.Noun == cloud.NounFar || t.Noun == cloud.NounHost:
		return c.owner(s.Before.Destination)
	case c.here.site == nil, c.here.onEdge && s.Decision == trace.Dropped:
		at := Point{c.here.leave.X, skyLane}
		return &spot{box: -1, at: at, leave: at, inLane: true}
	case s.Stage == cloud.StageBlockedPort && c.here.plot != nil:
		p := c.here.plot
		at := Point{c.here.leave.X, p.lanes[c.here.row]}
		return &spot{box: p.box, at: at, leave: at, plot: p, row: c.here.row, site: p.site, gate: c.here.gateOut, gateOut: c.here.gateOut, inLane: true}
	case c.here.onEdge:
		return c.here
	}
	return c.here.site.top(c.here.site.door(max(c.here.gateOut, c.here.leave.X)))
}
