package analyze

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// unusedWaysOut finds the subnets that seem to have forgotten a table: their machines have no public address, the main
// table that they use leads to no NAT gateway, and a table that no subnet uses does.
func (f *finder) unusedWaysOut() {
	for _, v := range f.cloud.VPCs {
		used := map[*cloud.Table]bool{v.Main: true}
		for _, s := range v.Subnets {
			used[s.Table] = true
		}
		for _, t := range v.Tables {
			if r := natRouteOf(t); r != nil && !used[t] {
				f.unusedWayOut(t, r)
			}
		}
	}
}

// unusedWayOut finds the subnets that should use a table with a route to a NAT gateway.
func (f *finder) unusedWayOut(t *cloud.Table, r *cloud.Route) {
	n := r.Target.(*cloud.NAT)
	for _, s := range t.VPC.Subnets {
		if s.Table != t.VPC.Main || s == n.Interface.Subnet || natRouteOf(s.Table) != nil || !isPrivate(s) ||
			s.Span == (source.Span{}) {
			continue
		}
		f.forgotten[t] = true
		f.add(Finding{Code: UnusedWayOut, At: s, Span: s.Span, Other: t, Route: r})
	}
}

// natRouteOf is the first route of a table that leads to a NAT gateway; nil if none does.
func natRouteOf(t *cloud.Table) *cloud.Route {
	for k := range t.Routes {
		if _, ok := t.Routes[k].Target.(*cloud.NAT); ok {
			return &t.Routes[k]
		}
	}
	return nil
}

// isPrivate reports whether a subnet has machines and none of them has a public address.
func isPrivate(s *cloud.Subnet) bool {
	for _, m := range s.Instances {
		if publicOf(m.Interfaces[0]) != nil {
			return false
		}
	}
	return len(s.Instances) > 0
}

// overlappingPeers finds the peerings that join subnets which share addresses: neither reaches the other, since each VPC
// delivers such an address itself (huawei/peering-with-overlap, alibaba/peering-with-overlap).
func (f *finder) overlappingPeers() {
	if f.cloud.Provider.Peerings.RefusesOverlap {
		return
	}
	for _, p := range f.cloud.Peerings {
		if p.Ends[0] == nil || p.Ends[1] == nil {
			continue // a VPC that the text does not have
		}
		if a, b := f.clash(p); a != nil {
			f.add(Finding{Code: OverlappingPeers, At: p, Span: p.Span, Shared: [2]*cloud.Subnet{a, b}})
		}
	}
}

// clash returns the first subnet of the one end of a peering that shares addresses with one of the other, and that one;
// nil if none does.
func (f *finder) clash(p *cloud.Peering) (a, b *cloud.Subnet) {
	index, at := &cloud.RangeIndex{}, []*cloud.Subnet(nil)
	if f.effort -= len(p.Ends[0].Subnets) + len(p.Ends[1].Subnets); f.effort < 0 {
		return nil, nil
	}
	for _, s := range p.Ends[0].Subnets {
		for _, r := range s.Ranges {
			index.Add(r)
			at = append(at, s)
		}
	}
	for _, s := range p.Ends[1].Subnets {
		for _, r := range s.Ranges {
			if k := index.Overlapping(r); k >= 0 {
				return at[k], s
			}
		}
	}
	return nil, nil
}
