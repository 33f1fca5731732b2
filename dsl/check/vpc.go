package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) vpc(c *cloud.Cloud, s *vocabulary.Statement) {
	v := &cloud.VPC{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounVPC, Span: s.Span}, Cloud: c}
	v.VPC = v
	if !w.name(s, v) {
		v.Name = nameless(s)
	}
	for _, r := range vocabulary.ArgRanges.In(s) {
		if w.allowed(r, v) && w.fits(r, v.RangeIndex(), w.cloud.Provider.VPCSizes, "vpc "+v.Name) {
			v.AddRange(r.Range)
		}
	}
	v.Ranges = ipv4First(v.Ranges)
	w.halfTyped[v] = s.Broken || len(v.Ranges) == 0
	c.VPCs = append(c.VPCs, v)
	w.later(phaseSystemRoutes, func() { w.ownRoutes(v) })
	w.defaults(v)
	inVPC.read(w, v, s.Body)
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
	if all := vocabulary.ArgRanges.In(s); len(all) > 0 {
		return all[0].Text
	}
	return s.Row.Keyword
}

// allowed reports whether the cloud allows a range for a VPC, with a diagnostic if not.
func (w *cloudBuilder) allowed(r *vocabulary.RangeValue, v *cloud.VPC) bool {
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

// inVPC is the block of a VPC.
var inVPC = place[*cloudBuilder, *cloud.VPC]{
	{&vocabulary.RowInternetGateway, (*cloudBuilder).internetGateway},
	{&vocabulary.RowTable, (*cloudBuilder).table},
	{&vocabulary.RowGroup, (*cloudBuilder).group},
	{&vocabulary.RowACL, (*cloudBuilder).acl},
	{&vocabulary.RowSubnet, (*cloudBuilder).subnet},
	{&vocabulary.RowVSwitch, (*cloudBuilder).subnet},
	{&vocabulary.RowPrefixList, (*cloudBuilder).prefixList},
	{&vocabulary.RowBalancer, (*cloudBuilder).balancer},
	{&vocabulary.RowEgressGateway, (*cloudBuilder).egressGateway},
	{&vocabulary.RowVPNGateway, (*cloudBuilder).vpnGateway},
	{&vocabulary.RowEndpoint, (*cloudBuilder).endpoint},
	{&vocabulary.RowBlockPublicAccess, (*cloudBuilder).blockPublicAccess},
	{&vocabulary.RowIPv4Gateway, (*cloudBuilder).ipv4Gateway},
	{&vocabulary.RowIPv6Gateway, (*cloudBuilder).ipv6Gateway},
	{&vocabulary.RowUserRange, (*cloudBuilder).userRange},
	{&vocabulary.RowCluster, (*cloudBuilder).cluster},
	{&vocabulary.RowSharedSNAT, (*cloudBuilder).sharedSNAT},
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
	if z, ok := vocabulary.ArgZone.In(s); ok {
		n.Zone = z.Text
	}
	taken := w.takenIn(v)
	for _, r := range vocabulary.ArgRanges.In(s) {
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
	inSubnet.read(w, n, s.Body)
}

// inSubnet is the block of a subnet.
var inSubnet = place[*cloudBuilder, *cloud.Subnet]{
	{&vocabulary.RowSubnetTable, (*cloudBuilder).subnetTable},
	{&vocabulary.RowSubnetACL, (*cloudBuilder).subnetACL},
	{&vocabulary.RowInstance, (*cloudBuilder).instance},
	{&vocabulary.RowNAT, (*cloudBuilder).nat},
	{&vocabulary.RowInterfaceEndpoint, (*cloudBuilder).interfaceEndpoint},
}

func (w *cloudBuilder) subnetTable(n *cloud.Subnet, s *vocabulary.Statement) {
	w.later(phaseResolve, func() {
		if ref, ok := vocabulary.ArgTable.In(s); ok {
			if t := lookup(w, n.VPC, ref, cloud.NounTable, n.VPC.Main); t != nil {
				n.Table = t
			}
		}
	})
}

func (w *cloudBuilder) subnetACL(n *cloud.Subnet, s *vocabulary.Statement) {
	w.later(phaseResolve, func() {
		if ref, ok := vocabulary.ArgACL.In(s); ok {
			if a := lookup(w, n.VPC, ref, cloud.NounACL, n.VPC.OwnACLs()...); a != nil {
				n.ACL = a
			}
		}
	})
}

// takenIn are the ranges of the subnets of a VPC that were read so far.
func (w *cloudBuilder) takenIn(v *cloud.VPC) *cloud.RangeIndex {
	if w.subnetRanges[v] == nil {
		w.subnetRanges[v] = &cloud.RangeIndex{}
	}
	return w.subnetRanges[v]
}

// fits reports whether a range has an allowed size and overlaps no other, with a diagnostic if not.
func (w *cloudBuilder) fits(r *vocabulary.RangeValue, others *cloud.RangeIndex, sizes cloud.Sizes, owner string) bool {
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

func (w *cloudBuilder) inside(r *vocabulary.RangeValue, v *cloud.VPC, s *vocabulary.Statement) bool {
	if v.HoldsRange(r.Range) || w.halfTyped[v] {
		return true
	}
	w.problems.Add(r.Span, "%s %s is outside vpc %s (%s)", s.Row.Keyword, r.Text, v.Name, written(v.Ranges))
	return false
}
