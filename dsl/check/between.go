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
	return w.lostHere.hasRow(&vocabulary.RowPeering) || slices.ContainsFunc(w.cloud.Peerings, func(p *cloud.Peering) bool { return w.halfTyped[p] })
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
			shared[1]).Hint = "Give one of them another range: no route could tell the two apart."
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
		w.problems.Add(s.Span, "duplicate peering: %s joins vpc %s and vpc %s already", have.Name, one.Name,
			other.Name).Hint = "Leave one of them out."
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
