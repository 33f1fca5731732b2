package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) peering(s *vocabulary.Statement) {
	p := &cloud.Peering{
		Thing:       cloud.Thing{Name: s.Name(), Noun: cloud.NounPeering, Span: s.Span},
		InterRegion: s.Args.Has("inter-region"),
		Pending:     s.Args.Has("pending"),
	}
	if !w.name(s, p) {
		return
	}
	w.cloud.Peerings = append(w.cloud.Peerings, p)
	w.place = append(w.place, func() {
		for i, label := range []string{"one", "other"} {
			ref, _ := s.Args.One(label)
			p.Ends[i] = w.namedVPC(ref)
		}
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

// apart tells of ranges that two VPCs share: a peering between them is refused (aws 10).
func (w *cloudBuilder) apart(a, b *cloud.VPC, s *vocabulary.Statement) {
	if a == b || !w.cloud.Provider.PeeringRefusesOverlap {
		return
	}
	ends := [2]*cloud.VPC{a, b}
	shared, known := w.clashes[ends]
	if !known {
		shared = clash(a, b)
		w.clashes[ends] = shared
	}
	if shared[0].IsValid() {
		w.problems.Add(
			s.Span,
			"vpc %s %s overlaps vpc %s %s: they can't be peered",
			a.Name,
			shared[0],
			b.Name,
			shared[1],
		)
	}
}

// clash is the first range of a VPC that shares an address with one of another, and the first of those, in the order in
// which they are written; two invalid ones where none does. It goes through the VPC with fewer ranges.
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
	first, other := -1, -1
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

// peered tells of a second peering between two VPCs, where the cloud has one (aws 10).
func (w *cloudBuilder) peered(p *cloud.Peering, s *vocabulary.Statement) {
	one, other := p.Ends[0], p.Ends[1]
	if !w.cloud.Provider.PeeringOnce || one == other {
		return
	}
	if have := w.peerings[p.Ends]; have != nil {
		w.problems.Add(s.Span, "duplicate peering: %s joins vpc %s and vpc %s already", have.Name, one.Name, other.Name)
		return
	}
	w.peerings[p.Ends], w.peerings[[2]*cloud.VPC{other, one}] = p, p
}

func (w *cloudBuilder) namedVPC(ref *vocabulary.Value) *cloud.VPC {
	found := w.cloud.Object(ref.Text)
	v, ok := found.(*cloud.VPC)
	switch {
	case ok:
	case found != nil:
		w.problems.Add(ref.Span, "%s is %s, not a VPC", ref.Text, found.Base().Noun.Article())
	default:
		w.undeclared(ref, "vpc", func(o cloud.Object) bool { _, ok := o.(*cloud.VPC); return ok })
	}
	return v
}

func (w *cloudBuilder) transitGateway(s *vocabulary.Statement) {
	h := &cloud.TransitGateway{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounTransitGateway, Span: s.Span}}
	if s.Row.Keyword == "cen" {
		h.Noun = cloud.NounCEN
	}
	if !w.name(s, h) {
		return
	}
	w.cloud.TransitGateways = append(w.cloud.TransitGateways, h)
	for _, b := range s.Body {
		switch b.Row.Keyword {
		case "note":
			w.note(b)
		case "attach":
			w.halfTyped[h] = w.halfTyped[h] || b.Broken
			w.place = append(w.place, func() { w.attach(h, b) })
		case "security-group-references":
			h.References = b.Args.Has("on")
		case "":
			w.link = append(w.link, func() { w.transitRoute(h, b) })
		}
	}
	w.link = append(w.link, func() { w.propagate(h) })
}

// attach gives a transit gateway its attachments, or its VPCs.
func (w *cloudBuilder) attach(h *cloud.TransitGateway, s *vocabulary.Statement) {
	for _, ref := range s.Args.All("subnet") {
		found := w.cloud.Object(ref.Text)
		n, ok := found.(*cloud.Subnet)
		switch {
		case !ok && found != nil:
			w.halfTyped[h] = true
			w.problems.Add(ref.Span, "%s is %s, not a subnet", ref.Text, found.Base().Noun.Article())
		case !ok:
			w.halfTyped[h] = true
			w.undeclared(ref, "subnet", func(o cloud.Object) bool { _, ok := o.(*cloud.Subnet); return ok })
		case h.Attachment(n.VPC, n.Zone, false) != nil && w.halfTyped[n]:
		case h.Attachment(n.VPC, n.Zone, false) != nil:
			w.problems.Add(
				ref.Span,
				"duplicate zone %s: %s has an attachment there in %s",
				n.Zone,
				h.Name,
				h.Attachment(n.VPC, n.Zone, false).Name,
			)
		default:
			h.Attach(n)
		}
	}
	for _, ref := range s.Args.All("vpc") {
		v := w.namedVPC(ref)
		if v == nil {
			w.halfTyped[h] = true
			continue
		}
		h.Join(v)
	}
}

func (w *cloudBuilder) transitRoute(h *cloud.TransitGateway, s *vocabulary.Statement) {
	r, _ := s.Args.One("range")
	target, ok := s.Args.One("target")
	if !ok || s.Broken {
		return
	}
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

// A transitRange is a range that a transit gateway has a route for.
type transitRange struct {
	transit *cloud.TransitGateway
	r       netip.Prefix
}

// propagate puts the ranges of the attached VPCs into the transit gateway's table, or where the cloud does so those of
// their subnets (alibaba IC-3).
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
