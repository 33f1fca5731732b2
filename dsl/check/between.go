package check

import (
	"slices"

	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) peering(c *cloud.Cloud, s *vocabulary.Statement) {
	p := &cloud.Peering{
		Thing:       cloud.Thing{Name: s.Name(), Noun: cloud.NounPeering, Span: s.Span},
		InterRegion: vocabulary.WordInterRegion.IsIn(s),
		Pending:     vocabulary.WordPending.IsIn(s),
	}
	if !w.name(s, p) {
		return
	}
	c.Peerings = append(c.Peerings, p)
	w.later(phasePlace, func() {
		one, _ := vocabulary.ArgOneVPC.In(s)
		other, _ := vocabulary.ArgOtherVPC.In(s)
		p.Ends = [2]*cloud.VPC{w.namedVPC(one), w.namedVPC(other)}
		if p.Ends[0] == nil || p.Ends[1] == nil {
			w.halfTyped[p] = true
			return
		}
		if p.Ends[0] == p.Ends[1] {
			w.problems.Add(s.Span, "peering %s joins vpc %s with itself", p.Name, p.Ends[0].Name)
		}
		w.apart(p.Ends[0], p.Ends[1], s)
		w.peered(p, s)
	})
}

// halfPeered reports whether the VPCs of a peering could not be read, so that nothing is said of what no peering joins.
func (w *cloudBuilder) halfPeered() bool {
	return slices.ContainsFunc(w.cloud.Peerings, func(p *cloud.Peering) bool { return w.halfTyped[p] })
}

// apart adds a diagnostic about a peering between VPCs with overlapping ranges (aws/peering-overlap).
func (w *cloudBuilder) apart(a, b *cloud.VPC, s *vocabulary.Statement) {
	if a == b || !w.cloud.Provider.Peerings.RefusesOverlap {
		return
	}
	ends := [2]*cloud.VPC{a, b}
	shared, known := w.clashes[ends]
	if !known {
		shared = clash(a, b)
		w.clashes[ends] = shared
	}
	if shared[0].IsValid() {
		w.problems.Add(s.Span, "vpc %s %s overlaps vpc %s %s: they can't be peered", a.Name, shared[0], b.Name,
			shared[1])
	}
}

// clash returns the first range of VPC a that overlaps one of b, and the first such range of b, both in the order of
// the text; two invalid ranges if none overlap. It goes through the ranges of the VPC that has fewer.
func clash(a, b *cloud.VPC) [2]netip.Prefix {
	of, in := a.RangeIndex(), b.RangeIndex()
	if of.Len() <= in.Len() {
		for k := range of.Len() {
			if at := in.Overlapping(of.At(k)); at >= 0 {
				return [2]netip.Prefix{of.At(k), in.At(at)}
			}
		}
		return [2]netip.Prefix{}
	}
	first, other := -1, 0
	for k := range in.Len() {
		if at := of.Overlapping(in.At(k)); at >= 0 && (first < 0 || at < first) {
			first, other = at, k
		}
	}
	if first < 0 {
		return [2]netip.Prefix{}
	}
	return [2]netip.Prefix{of.At(first), in.At(other)}
}

// peered adds a diagnostic about a second peering between two VPCs (aws/peering-once).
func (w *cloudBuilder) peered(p *cloud.Peering, s *vocabulary.Statement) {
	one, other := p.Ends[0], p.Ends[1]
	if !w.cloud.Provider.Peerings.Once || one == other {
		return
	}
	if have := w.peerings[p.Ends]; have != nil {
		w.problems.Add(s.Span, "duplicate peering: %s joins vpc %s and vpc %s already", have.Name, one.Name, other.Name)
		return
	}
	w.peerings[p.Ends], w.peerings[[2]*cloud.VPC{other, one}] = p, p
}

func (w *cloudBuilder) namedVPC(ref *vocabulary.Value) *cloud.VPC {
	v, ok := cloud.Declared[*cloud.VPC](w.cloud, ref.Text)
	if !ok {
		w.another(ref, "vpc", cloud.NounVPC, is[*cloud.VPC])
	}
	return v
}

func (w *cloudBuilder) transitGateway(c *cloud.Cloud, s *vocabulary.Statement) {
	w.joiner(c, s, cloud.NounTransitGateway, inTransit)
}

func (w *cloudBuilder) cen(c *cloud.Cloud, s *vocabulary.Statement) {
	w.joiner(c, s, cloud.NounCEN, inCEN)
}

// A transitPlace is the block of an object that joins VPCs.
type transitPlace = place[*cloudBuilder, *cloud.TransitGateway]

// inTransit is the block of a transit gateway.
var inTransit = transitPlace{
	{&vocabulary.RowAttachSubnets, (*cloudBuilder).attachSubnets},
	{&vocabulary.RowGroupReferences, (*cloudBuilder).groupReferences},
	{&vocabulary.RowTransitRoute, (*cloudBuilder).transitRoute},
}

// inCEN is the block of a cen.
var inCEN = transitPlace{
	{&vocabulary.RowAttachVPCs, (*cloudBuilder).attachVPCs},
}

// joiner declares a transit gateway, or an object of another noun that joins VPCs as one does.
func (w *cloudBuilder) joiner(c *cloud.Cloud, s *vocabulary.Statement, noun cloud.Noun, block transitPlace) {
	h := &cloud.TransitGateway{Thing: cloud.Thing{Name: s.Name(), Noun: noun, Span: s.Span}}
	if !w.name(s, h) {
		return
	}
	c.TransitGateways = append(c.TransitGateways, h)
	block.read(w, h, s.Body)
	w.later(phaseLink, func() { w.propagate(h) })
}

func (w *cloudBuilder) groupReferences(h *cloud.TransitGateway, s *vocabulary.Statement) {
	h.References = vocabulary.WordOn.IsIn(s)
}

func (w *cloudBuilder) attachSubnets(h *cloud.TransitGateway, s *vocabulary.Statement) {
	w.halfTyped[h] = w.halfTyped[h] || s.Broken
	w.later(phasePlace, func() {
		for _, ref := range vocabulary.ArgSubnets.In(s) {
			w.attach(h, ref)
		}
	})
}

// attach attaches a subnet to a transit gateway.
func (w *cloudBuilder) attach(h *cloud.TransitGateway, ref *vocabulary.Value) {
	if n, ok := cloud.Declared[*cloud.Subnet](w.cloud, ref.Text); ok {
		w.attachOne(h, n, ref)
		return
	}
	w.another(ref, "subnet", cloud.NounSubnet, is[*cloud.Subnet])
	w.halfTyped[h] = true
}

// attachOne attaches a subnet unless one of its zone is attached. The zone of a half-typed one may be another.
func (w *cloudBuilder) attachOne(h *cloud.TransitGateway, n *cloud.Subnet, ref *vocabulary.Value) {
	switch at := h.Attachment(n.VPC, n.Zone, false); {
	case at == nil:
		h.Attach(n)
	case !w.halfTyped[n]:
		w.problems.Add(ref.Span, "duplicate zone %s: %s has an attachment there in %s", n.Zone, h.Name, at.Name)
	}
}

func (w *cloudBuilder) attachVPCs(h *cloud.TransitGateway, s *vocabulary.Statement) {
	w.halfTyped[h] = w.halfTyped[h] || s.Broken
	w.later(phasePlace, func() {
		for _, ref := range vocabulary.ArgVPCs.In(s) {
			v := w.namedVPC(ref)
			if v == nil {
				w.halfTyped[h] = true
				continue
			}
			h.Join(v)
		}
	})
}

func (w *cloudBuilder) transitRoute(h *cloud.TransitGateway, s *vocabulary.Statement) {
	w.later(phaseLink, func() { w.transitLine(h, s) })
}

func (w *cloudBuilder) transitLine(h *cloud.TransitGateway, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	r, _ := vocabulary.ArgRange.In(s)
	target, _ := vocabulary.ArgAttachedVPC.In(s)
	route := cloud.TransitRoute{Span: s.Span, Range: r.Range}
	if target.Text != "blackhole" {
		if route.VPC = w.namedVPC(target); route.VPC == nil {
			return
		}
		if !h.Joins(route.VPC) {
			if w.halfTyped[h] {
				return
			}
			w.problems.Add(target.Span, "vpc %s is not attached to %s", target.Text, h.Name)
			return
		}
	}
	if w.again(transitRange{h, r.Range}) {
		w.problems.Add(r.Span, "duplicate route %s in %s", r.Range, h.Name)
		return
	}
	h.Routes = append(h.Routes, route)
}

// A transitRange is the key of a stated route of a transit gateway.
type transitRange struct {
	transit *cloud.TransitGateway
	r       netip.Prefix
}

// propagate adds routes for the ranges of the attached VPCs to the transit gateway's table
// (aws/transit-gateway-tables), or in another cloud for those of their subnets (alibaba/cen-learns-vswitches).
func (w *cloudBuilder) propagate(h *cloud.TransitGateway) {
	for _, v := range h.VPCs {
		if !w.cloud.Provider.SubnetsPropagate {
			learn(h, v, v.Ranges)
			continue
		}
		for _, n := range v.Subnets {
			learn(h, v, n.Ranges)
		}
	}
}

func learn(h *cloud.TransitGateway, v *cloud.VPC, ranges []netip.Prefix) {
	for _, r := range ranges {
		h.Routes = append(h.Routes, cloud.TransitRoute{Span: h.Span, Range: r, VPC: v, Propagated: true})
	}
}
