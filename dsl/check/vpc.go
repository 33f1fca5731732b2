package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) vpc(s *vocabulary.Statement) {
	v := &cloud.VPC{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounVPC, Span: s.Span}, Cloud: w.cloud}
	v.VPC = v
	if !w.name(s, v) {
		v.Name = nameless(s)
	}
	for _, r := range s.Args.All("range") {
		if w.allowed(r, v) && w.fits(r, v.RangeIndex(), w.cloud.Provider.VPCSizes, "vpc "+v.Name) {
			v.AddRange(r.Range)
		}
	}
	v.Ranges = ipv4First(v.Ranges)
	w.halfTyped[v] = s.Broken || len(v.Ranges) == 0
	w.cloud.VPCs = append(w.cloud.VPCs, v)
	w.later(phaseSystemRoutes, func() { w.ownRoutes(v) })
	w.defaults(v)
	for _, b := range s.Body {
		w.inVPC(v, b)
	}
	if w.halfTyped[v] {
		w.grow(v)
	}
}

// grow gives a VPC with unreadable ranges those of its subnets, so that these go on working.
func (w *cloudBuilder) grow(v *cloud.VPC) {
	for _, n := range v.Subnets {
		for _, r := range n.Ranges {
			if !v.HoldsRange(r) {
				v.AddRange(r)
			}
		}
	}
	v.Ranges = ipv4First(v.Ranges)
}

// ipv4First sorts IPv4 ranges before IPv6 ranges, whatever their order in the text: an object with an address of either
// family gets IPv4.
func ipv4First(ranges []netip.Prefix) []netip.Prefix {
	var four, six []netip.Prefix
	for _, r := range ranges {
		if r.Addr().Is4() {
			four = append(four, r)
		} else {
			six = append(six, r)
		}
	}
	return append(four, six...)
}

// nameless is the name of a network whose own name is missing or taken: its range. So its block goes on working.
func nameless(s *vocabulary.Statement) string {
	if r, ok := s.Args.One("range"); ok {
		return r.Text
	}
	return s.Row.Keyword
}

// allowed reports whether the cloud allows a range for a VPC, with a diagnostic if not.
func (w *cloudBuilder) allowed(r *vocabulary.Value, v *cloud.VPC) bool {
	for _, never := range w.cloud.Provider.Refused {
		if never.Overlaps(r.Range) {
			w.refuse(cloud.AboutRanges, r.Span, "invalid %s for vpc %s: %s allows no VPC in %s", r.Text, v.Name,
				w.cloud.Provider.Title, never)
			return false
		}
	}
	return true
}

// defaults makes the objects that a VPC has without a statement.
func (w *cloudBuilder) defaults(v *cloud.VPC) {
	p := w.cloud.Provider
	v.Main = &cloud.Table{Thing: cloud.Thing{Name: "main", Noun: cloud.NounTable, VPC: v}}
	v.Tables = append(v.Tables, v.Main)
	v.DefaultGroup = &cloud.Group{
		Thing: cloud.Thing{Name: "default", Noun: cloud.NounGroup, VPC: v},
		Kind:  p.Groups.Kinds[0],
	}
	v.Groups = append(v.Groups, v.DefaultGroup)
	p.Groups.Default(v.DefaultGroup)
	if p.ACLs.Default != nil {
		v.DefaultACL = &cloud.ACL{Thing: cloud.Thing{Name: "default", Noun: cloud.NounACL, VPC: v}}
		v.ACLs = append(v.ACLs, v.DefaultACL)
		p.ACLs.Default(v.DefaultACL)
	}
}

func (w *cloudBuilder) inVPC(v *cloud.VPC, s *vocabulary.Statement) {
	switch s.Row.Keyword {
	case "note":
		w.note(s)
	case "internet-gateway":
		w.internetGateway(v, s)
	case "route-table":
		w.table(v, s)
	case "security-group":
		w.group(v, s)
	case "network-acl":
		w.acl(v, s)
	case "subnet", "vswitch":
		w.subnet(v, s)
	case "load-balancer":
		w.balancer(v, s)
	case "cluster":
		w.cluster(v, s)
	default:
		w.gateway(v, s)
		w.edges(v, s)
	}
}

func (w *cloudBuilder) subnet(v *cloud.VPC, s *vocabulary.Statement) {
	n := &cloud.Subnet{
		Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounSubnet, Span: s.Span, VPC: v},
		Zone:  "a",
		Table: v.Main,
		ACL:   v.DefaultACL,
	}
	if !w.name(s, n) {
		n.Name = nameless(s)
	}
	if z, ok := s.Args.One("where"); ok {
		n.Zone = z.Text
	}
	taken := w.takenIn(v)
	for _, r := range s.Args.All("range") {
		if w.fits(r, taken, w.cloud.Provider.SubnetSizes, s.Row.Keyword+" "+n.Name) && w.inside(r, v, s) {
			n.Ranges = append(n.Ranges, r.Range)
		}
	}
	n.Ranges = ipv4First(n.Ranges)
	for _, r := range n.Ranges {
		taken.Add(r)
	}
	w.halfTyped[n] = s.Broken
	w.halfSubnets[v] = w.halfSubnets[v] || s.Broken
	v.Subnets = append(v.Subnets, n)
	for _, b := range s.Body {
		w.inSubnet(n, b)
	}
}

func (w *cloudBuilder) inSubnet(n *cloud.Subnet, s *vocabulary.Statement) {
	v := n.VPC
	switch s.Row.Keyword {
	case "note":
		w.note(s)
	case "instance":
		w.instance(n, s)
	case "nat-gateway":
		w.nat(n, s)
	case "route-table":
		w.later(phaseResolve, func() {
			if ref, ok := s.Args.One("table"); ok {
				if t := lookup(w, v, ref, cloud.NounTable, v.Main); t != nil {
					n.Table = t
				}
			}
		})
	case "network-acl":
		w.later(phaseResolve, func() {
			if ref, ok := s.Args.One("acl"); ok {
				if a := lookup(w, v, ref, cloud.NounACL, v.OwnACLs()...); a != nil {
					n.ACL = a
				}
			}
		})
	}
}

// takenIn are the ranges of the subnets of a VPC that were read so far.
func (w *cloudBuilder) takenIn(v *cloud.VPC) *cloud.RangeIndex {
	if w.subnetRanges[v] == nil {
		w.subnetRanges[v] = &cloud.RangeIndex{}
	}
	return w.subnetRanges[v]
}

// fits reports whether a range has an allowed size and overlaps no other, with a diagnostic if not.
func (w *cloudBuilder) fits(r *vocabulary.Value, others *cloud.RangeIndex, sizes cloud.Sizes, owner string) bool {
	if !sizes.Allow(r.Range) {
		w.refuse(cloud.AboutSizes, r.Span, "invalid %s for %s: %s takes %s", r.Text, owner, w.cloud.Provider.Title,
			sizes.Text(r.Range))
		return false
	}
	if at := others.Overlapping(r.Range); at >= 0 {
		w.problems.Add(r.Span, "%s %s overlaps %s", owner, r.Text, others.At(at))
		return false
	}
	return true
}

func (w *cloudBuilder) inside(r *vocabulary.Value, v *cloud.VPC, s *vocabulary.Statement) bool {
	if v.HoldsRange(r.Range) || w.halfTyped[v] {
		return true
	}
	w.problems.Add(r.Span, "%s %s is outside vpc %s (%s)", s.Row.Keyword, r.Text, v.Name, written(v.Ranges))
	return false
}
