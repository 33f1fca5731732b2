package diagram

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// spot is the place of a step.
func (c *router) spot(k int) *spot {
	s := &c.steps[k]
	if isGroup(s) {
		return c.ringSpot(k)
	}
	switch at := s.At.(type) {
	case *cloud.ACL:
		return c.gateSpot(k)
	case *cloud.Table:
		return c.tableSpot(at)
	case *cloud.PublicAddress:
		if c.areas[at] == nil {
			return c.edgeSpot(at, s)
		}
	case *cloud.VPC:
		return c.lostSpot(c.areas[at])
	case *cloud.Thing:
		return c.elsewhere(at, s)
	case *cloud.Host:
		return c.owner(s.Before.Destination)
	case *cloud.VPNConnection:
		return c.farSpot(at)
	case *cloud.TransitGateway:
		return c.hubSpot(at, s)
	}
	if c.cellOf(k) != nil {
		return c.machineSpot(k)
	}
	if found := c.spotOf(s.At); found != nil {
		return found
	}
	return c.here
}

// hubSpot is the spot of a hub, with the tag of the table that was asked.
func (c *router) hubSpot(h *cloud.TransitGateway, s *trace.Step) *spot {
	found := c.spotOf(h)
	if s.Asked != nil {
		found.box = tagOf(c.areas[h], s.Asked)
	}
	return found
}

// cellOf is the box in a subnet that a step is about: the machine whose groups judge, or that decides itself; nil for
// other steps.
func (c *router) cellOf(k int) *area {
	s := &c.steps[k]
	about := s.At
	if isGroup(s) {
		about = s.For
	}
	if b, ok := about.(*cloud.BehindMachine); ok {
		about = b.Network.Machine
	}
	switch about.(type) {
	case *cloud.Instance, *cloud.NAT, *cloud.Balancer, *cloud.InterfaceEndpoint, *cloud.Pod:
		if a := c.cell(about, s.On); a != nil && !a.onEdge {
			return a
		}
	}
	return nil
}

// isGroup reports whether security groups make a step.
func isGroup(s *trace.Step) bool {
	return s.Stage == cloud.StageGroupIn || s.Stage == cloud.StageGroupOut
}

// cell is the area of a machine, a NAT gateway, a balancer or a pod at an interface, nil for an object without a box.
func (c *router) cell(o cloud.Object, on *cloud.Interface) *area {
	if on != nil && on.Owner == o && c.areas[on] != nil {
		return c.areas[on]
	}
	return c.areas[o]
}

// goesOn reports whether the packet leaves a cell again after a step there.
func (c *router) goesOn(k int, at *area) bool {
	last := len(c.steps) - 1
	return last > k && (c.cellOf(last) != at || c.steps[last].Stage == cloud.StageGroupOut)
}

// came reports whether the packet has come to a cell before a step there.
func (c *router) came(k int, at *area) bool {
	for j := range k {
		if c.steps[j].Stage != cloud.StageGroupOut && c.cellOf(j) == at {
			return true
		}
	}
	return false
}

// sides are the distances from a cell's middle at which the packet comes and goes.
func (c *router) sides(k int, at *area) (in, out int) {
	if c.goesOn(k, at) {
		in = -through
	}
	if in < 0 || c.came(k, at) {
		out = through
	}
	return in, out
}

// machineSpot is the top of a machine's box.
func (c *router) machineSpot(k int) *spot {
	at := c.cellOf(k)
	in, out := c.sides(k, at)
	if c.here.cell == at {
		in = c.here.out - at.middle()
	}
	if d := c.steps[k].Decision; d == trace.Dropped || d == trace.Delivered {
		out = in
	}
	s := at.spot(in, out)
	if b, ok := c.steps[k].At.(*cloud.BehindMachine); ok {
		s.box = tagOf(at, b.Network)
		return s
	}
	s.box = tagOf(at, c.steps[k].At)
	return s
}

// ringSpot is the ring around the machine whose groups judge.
func (c *router) ringSpot(k int) *spot {
	at := c.cellOf(k)
	if at == nil {
		if found := c.spotOf(c.steps[k].For); found != nil {
			return found
		}
		return c.here
	}
	side, out := c.sides(k, at)
	switch {
	case c.steps[k].Stage != cloud.StageGroupOut:
	case c.here.cell == at:
		side = c.here.out - at.middle()
	case c.came(k, at):
		side = out
	default:
		side = 0
	}
	ring := at.spot(side, side)
	ring.y -= ringGap
	ring.box = tagOf(at, c.steps[k].At)
	return ring
}

// tagOf is the box of an object's tag on an area, a group's or a pod's; without a tag it is the area's own box.
func tagOf(a *area, o cloud.Object) int {
	for _, t := range a.tags {
		if t.Object.Base() == o.Base() {
			return t.index
		}
	}
	return a.index
}

// gateSpot is on the edge of the subnet whose ACL judges, or for an ACL that does not see the packet in a lane within.
func (c *router) gateSpot(k int) *spot {
	s := &c.steps[k]
	a := c.areas[s.Edge]
	if a == nil {
		return c.here
	}
	x := a.gate(a.middle())
	switch {
	case s.Reason == trace.ACLSameSubnet && c.here.area == a:
		return c.laneAbove(tagOf(a, s.At))
	case s.Direction == cloud.In:
		x = c.gateTo(k, a, x)
	case c.here.area == a:
		x = c.here.gateOut
	}
	gate := a.topSpot(x)
	gate.box = tagOf(a, s.At)
	return gate
}

// laneAbove is the spot in the lane above the packet.
func (c *router) laneAbove(box int) *spot {
	s := c.here.area.laneSpot(c.here.lane, c.here.out)
	s.box, s.gate, s.gateOut = box, c.here.gateOut, c.here.gateOut
	return s
}

// gateTo is the x at which the packet crosses the edge of a subnet on its way to its destination there.
func (c *router) gateTo(k int, a *area, otherwise int) int {
	for j := k + 1; j < len(c.steps); j++ {
		if at := c.cellOf(j); at != nil {
			if at.in != a {
				break
			}
			in, _ := c.sides(j, at)
			return a.gate(at.middle()) + in
		}
	}
	if to := c.owner(c.steps[k].Before.Destination); to.area == a {
		return to.gate
	}
	return otherwise
}

// tableSpot is above the edge of the subnet that the packet leaves, or for the table of a gateway at the gateway.
func (c *router) tableSpot(t *cloud.Table) *spot {
	a := c.here.area
	if a.Kind != KindSubnet {
		return c.here
	}
	s := a.in.laneSpot(a.row, c.here.gateOut)
	s.box = tagOf(a, t)
	return s
}

// edgeSpot is the place of a translation without a gateway: on the edge of the VPC, above the machine with the address.
func (c *router) edgeSpot(a *cloud.PublicAddress, s *trace.Step) *spot {
	vpc := c.areas[a.VPC]
	from := c.here
	if !from.isIn(vpc) {
		from = c.owner(s.After.Destination)
		return vpc.topSpot(vpc.gate(from.gate))
	}
	return vpc.topSpot(vpc.gate(max(from.gateOut, from.out)))
}

// isIn reports whether a spot lies in an area or on its edge.
func (s *spot) isIn(a *area) bool { return s.area == a || s.area.in == a }

// lostSpot is the place of a packet that is lost in a VPC: in a lane or on the edge.
func (c *router) lostSpot(vpc *area) *spot {
	switch a := c.here.area; {
	case vpc == nil:
		return c.here
	case a.in == vpc:
		return vpc.laneSpot(a.row, c.here.gateOut)
	case a != vpc:
		return vpc.topSpot(entry(vpc))
	}
	return vpc.laneSpot(0, c.here.out)
}

// elsewhere is the spot of an object without a box: the platform, one of its services, a machine far away.
func (c *router) elsewhere(t *cloud.Thing, s *trace.Step) *spot {
	a := c.here.area
	onEdge := c.here.onEdge && a.isNetwork()
	switch {
	case s.Reason == trace.PrivateName, s.Reason == trace.PublicName:
		return c.here // nothing is sent yet
	case t.Noun == cloud.NounFar || t.Noun == cloud.NounHost:
		return c.owner(s.Before.Destination)
	case a == &c.area, onEdge && s.Decision == trace.Dropped:
		return c.highSpot(-1, c.here.out, internetLane)
	case s.Stage == cloud.StageBlockedPort && a.Kind == KindSubnet:
		return c.laneAbove(a.index)
	case onEdge:
		return c.here
	case a.Kind == KindSubnet:
		a = a.in
	}
	return a.topSpot(a.gate(max(c.here.gateOut, c.here.out)))
}
