package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) internetGateway(v *cloud.VPC, s *vocabulary.Statement) {
	g := &cloud.InternetGateway{Thing: thing(v, s, cloud.NounInternetGateway), Detached: vocabulary.WordDetached.IsIn(s)}
	w.halfGateways[v] = w.halfGateways[v] || s.Broken
	if !w.name(s, g) || !w.only(s, v.InternetGateway != nil, v) {
		return
	}
	v.InternetGateway = g
	inGateway.read(w, g, s.Body)
}

// inGateway is the block of an internet gateway.
var inGateway = place[*cloudBuilder, *cloud.InternetGateway]{
	{&vocabulary.RowGatewayTable, (*cloudBuilder).gatewayTable},
}

func (w *cloudBuilder) gatewayTable(g *cloud.InternetGateway, s *vocabulary.Statement) {
	w.later(phaseLink, func() {
		if ref, ok := vocabulary.ArgTable.In(s); ref.Text == "main" {
			w.problems.Add(ref.Span, "unexpected main: a gateway has a table of its own")
		} else if ok {
			g.Edge = lookup[*cloud.Table](w, g.VPC, ref, cloud.NounTable)
			w.later(phaseLimits, func() { w.edgeTable(g, ref) })
		}
	})
}

// edgeTable checks the route table of an internet gateway: its routes are stated by ranges of the VPC, and lead to
// machines (aws/gateway-table-routes).
func (w *cloudBuilder) edgeTable(g *cloud.InternetGateway, ref *vocabulary.Value) {
	if g.Edge == nil {
		return
	}
	for _, n := range g.VPC.Subnets {
		if n.Table == g.Edge {
			w.problems.Warn(ref.Span, "route table %s serves %s and subnet %s: a gateway has a table of its own",
				g.Edge.Name, g.Name, n.Name)
			break
		}
	}
	for i := range g.Edge.Routes {
		r := &g.Edge.Routes[i]
		if why := unfitForEdge(g.VPC, r); why != "" && !w.halfTyped[g.VPC] {
			w.problems.Add(r.Span, "route %s of %s %s: the table of a gateway leads into the VPC", r.Range, g.Edge.Name,
				why)
		}
	}
}

// unfitForEdge says why the table of a gateway can't have a route, empty if it can.
func unfitForEdge(v *cloud.VPC, r *cloud.Route) string {
	switch r.Target.(type) {
	case *cloud.Interface, cloud.Blackhole:
	default:
		return "leads to no machine"
	}
	switch {
	case r.Origin != cloud.Static:
		return "is not stated by its range"
	case !v.HoldsRange(r.Range):
		return "is outside vpc " + v.Name
	}
	return ""
}

// thing makes the Thing of an object of a VPC.
func thing(v *cloud.VPC, s *vocabulary.Statement, noun cloud.Noun) cloud.Thing {
	return cloud.Thing{Name: s.Name(), Noun: noun, Span: s.Span, VPC: v}
}

// only adds a diagnostic about a second gateway of a kind of which a VPC has one.
func (w *cloudBuilder) only(s *vocabulary.Statement, second bool, v *cloud.VPC) bool {
	if second {
		w.problems.Add(s.Span, "duplicate %s: a VPC has one, and vpc %s has it already", s.Row.Keyword, v.Name)
	}
	return !second
}

func (w *cloudBuilder) egressGateway(v *cloud.VPC, s *vocabulary.Statement) {
	g := &cloud.EgressGateway{Thing: thing(v, s, cloud.NounEgressGateway)}
	if w.name(s, g) && w.only(s, v.EgressGateway != nil, v) {
		v.EgressGateway = g
	}
}

func (w *cloudBuilder) ipv4Gateway(v *cloud.VPC, s *vocabulary.Statement) {
	g := &cloud.IPv4Gateway{Thing: thing(v, s, cloud.NounIPv4Gateway), State: state(s)}
	if w.name(s, g) && w.only(s, v.IPv4Gateway != nil, v) {
		v.IPv4Gateway = g
	}
}

func (w *cloudBuilder) ipv6Gateway(v *cloud.VPC, s *vocabulary.Statement) {
	g := &cloud.IPv6Gateway{Thing: thing(v, s, cloud.NounIPv6Gateway)}
	if w.name(s, g) && w.only(s, v.IPv6Gateway != nil, v) {
		v.IPv6Gateway = g
	}
}

func (w *cloudBuilder) vpnGateway(v *cloud.VPC, s *vocabulary.Statement) {
	g := &cloud.VPNGateway{Thing: thing(v, s, cloud.NounVPNGateway)}
	for _, r := range vocabulary.ArgRanges.In(s) {
		if r.Range.Addr().Is6() && w.cloud.Provider.VPN.OnlyIPv4 {
			w.problems.Add(r.Span, "invalid %s for %s: a VPN gateway carries IPv4 only", r.Text, g.Name).Hint =
				"A VPN connection that a transit gateway attaches carries IPv6 too."
			continue
		}
		g.Ranges = append(g.Ranges, r.Range)
	}
	if w.name(s, g) && w.only(s, w.cloud.Provider.VPN.OnlyOne && len(v.VPNGateways) > 0, v) {
		v.VPNGateways = append(v.VPNGateways, g)
	}
}

func state(s *vocabulary.Statement) cloud.GatewayState {
	switch {
	case vocabulary.WordActive.IsIn(s):
		return cloud.Active
	case vocabulary.WordRemoved.IsIn(s):
		return cloud.Removed
	}
	return cloud.Created
}

func ranges(s *vocabulary.Statement) []netip.Prefix {
	var all []netip.Prefix
	for _, v := range vocabulary.ArgRanges.In(s) {
		all = append(all, v.Range)
	}
	return all
}

func (w *cloudBuilder) blockPublicAccess(v *cloud.VPC, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	v.PublicAccess, v.PublicAccessSpan = cloud.PublicEgress, s.Span
	if vocabulary.WordBidirectional.IsIn(s) {
		v.PublicAccess = cloud.PublicShut
	}
}

func (w *cloudBuilder) userRange(v *cloud.VPC, s *vocabulary.Statement) {
	if v.UserRanges = append(v.UserRanges, ranges(s)...); len(v.UserRanges) > w.cloud.Provider.MaxUserRanges {
		w.problems.Add(s.Span, "vpc %s has %d user ranges, and may have %d", v.Name, len(v.UserRanges),
			w.cloud.Provider.MaxUserRanges)
	}
}

func (w *cloudBuilder) sharedSNAT(v *cloud.VPC, s *vocabulary.Statement) {
	a, ok := vocabulary.ArgAddress.In(s)
	if !ok {
		return
	}
	p := w.newPublic(v, a, true, cloud.NounSharedSNAT, s.Span)
	if p == nil {
		return
	}
	w.later(phasePublish, func() {
		if !w.isHosts(p, s.Span) {
			v.SharedSNAT = p
		}
	})
}

func (w *cloudBuilder) prefixList(v *cloud.VPC, s *vocabulary.Statement) {
	l := &cloud.PrefixList{Thing: thing(v, s, cloud.NounPrefixList)}
	if w.name(s, l) {
		inList.read(w, &listBlock{l, map[netip.Prefix]bool{}}, s.Body)
	}
}

// A listBlock is a prefix list while its ranges are read, which are the keys of listed.
type listBlock struct {
	*cloud.PrefixList
	listed map[netip.Prefix]bool
}

// inList is the block of a prefix list.
var inList = place[*cloudBuilder, *listBlock]{
	{&vocabulary.RowListed, (*cloudBuilder).listedRanges},
}

func (w *cloudBuilder) listedRanges(l *listBlock, s *vocabulary.Statement) {
	for _, r := range vocabulary.ArgRanges.In(s) {
		if l.listed[r.Range] {
			w.problems.Add(r.Span, "duplicate range %s in %s", r.Range, l.Name)
			continue
		}
		l.listed[r.Range] = true
		l.Ranges = append(l.Ranges, r.Range)
	}
}

// MaxListed is the largest number of ranges that rules and routes may take from prefix lists in a scenario. Real lists
// have at most a thousand entries.
const MaxListed = 50_000

// mayList reports whether one more line may name a prefix list, with a diagnostic if not.
func (w *cloudBuilder) mayList(l *cloud.PrefixList, at *vocabulary.Value) bool {
	if w.expanded += len(l.Ranges); w.expanded <= MaxListed {
		return true
	}
	w.problems.Add(at.Span, "unexpected %s: the prefix lists that rules and routes name stand for more than %d ranges",
		l.Name, MaxListed)
	return false
}

func (w *cloudBuilder) endpoint(v *cloud.VPC, s *vocabulary.Statement) {
	e := &cloud.ServiceEndpoint{Thing: thing(v, s, cloud.NounEndpoint)}
	if !w.name(s, e) {
		return
	}
	w.later(phaseLink, func() {
		if ref, ok := vocabulary.ArgPrefixList.In(s); ok {
			e.List = lookup[*cloud.PrefixList](w, v, ref, cloud.NounPrefixList)
		}
	})
}

// ipv6Route writes ::/0 into the main table of a VPC with an IPv6 gateway (alibaba/ipv6-gateway-writes-a-route).
func (w *cloudBuilder) ipv6Route(v *cloud.VPC) {
	if v.IPv6Gateway != nil {
		w.defaultRoute(v.Main, netip.MustParsePrefix("::/0"), v.IPv6Gateway)
	}
}

// vpnRoutes writes routes for the ranges of its VPN gateways into the main table of a VPC
// (huawei/vpn-gateway-writes-routes).
func (w *cloudBuilder) vpnRoutes(v *cloud.VPC) {
	if !w.cloud.Provider.VPN.WritesRoutes {
		return
	}
	for _, g := range v.VPNGateways {
		for _, r := range g.Ranges {
			w.defaultRoute(v.Main, r, g)
		}
	}
}
