package analyze

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// deadRoutes finds the routes that carry nothing: their target can't take it, or another route always wins.
func (f *finder) deadRoutes() {
	for _, v := range f.cloud.VPCs {
		common := rivalsOf(v.Routes, nil)
		for _, t := range v.Tables {
			rivals := rivalsOf(t.Routes, common)
			for k := range t.Routes {
				r := &t.Routes[k]
				cause := f.deadTarget(r)
				needless := cause == NoCause
				if needless {
					cause = rivals.beat(r)
				}
				if cause != NoCause {
					f.add(Finding{
						Code:     DeadRoute,
						Cause:    cause,
						At:       t,
						Span:     r.Span,
						Route:    r,
						Other:    targetOf(r),
						Needless: needless && r.Origin != cloud.FromList,
					})
				}
			}
		}
	}
}

// deadHubRoutes finds the static routes of hubs that lead a range to a far network which has nothing of it.
func (f *finder) deadHubRoutes() {
	for _, h := range f.cloud.TransitGateways {
		for _, t := range h.Tables {
			for k := range t.Routes {
				r := &t.Routes[k]
				far, isFar := r.To.(cloud.Far)
				if !isFar || slices.ContainsFunc(far.Network(), r.Range.Overlaps) {
					continue
				}
				at := cloud.Object(h)
				if h.Stated {
					at = t
				}
				f.add(Finding{
					Code: DeadRoute, Cause: NotThere, At: at, Span: r.Span, Route: &cloud.Route{Span: r.Span, Range: r.Range}, Other: far,
				})
			}
		}
	}
}

// podRoutes finds the clusters that don't say which of several tables have the routes to their pods (alibaba/pod-routes).
func (f *finder) podRoutes() {
	for _, v := range f.cloud.VPCs {
		for _, c := range v.Clusters {
			if len(c.Tables) > 0 && len(v.Tables) > 1 && len(c.Pods) > 0 && !c.TablesStated {
				f.add(Finding{Code: PodRoutes, At: c, Span: c.Span})
			}
		}
	}
}

// targetOf is the target of a route as an object, nil for a blackhole.
func targetOf(r *cloud.Route) cloud.Object {
	if i, ok := r.Target.(*cloud.Interface); ok {
		return i.Owner
	}
	o, _ := r.Target.(cloud.Object)
	return o
}

// deadTarget is the cause why the target of a route takes nothing.
func (f *finder) deadTarget(r *cloud.Route) Cause {
	switch t := r.Target.(type) {
	case cloud.Blackhole:
		return Gone
	case *cloud.InternetGateway:
		return when(t.Detached, Detached)
	case *cloud.Peering:
		return when(t.Pending, Pending)
	case *cloud.IPv4Gateway:
		return when(t.State != cloud.Active, NotActive)
	case *cloud.EgressGateway:
		return when(r.Range.Addr().Is4(), OtherFamily)
	case *cloud.NAT:
		return when(r.Range.Addr().Is6() && !f.cloud.Provider.NAT.Embeds.Contains(r.Range.Addr()), OtherFamily)
	case *cloud.Interface:
		return f.deadMachine(r, t)
	}
	return NoCause
}

func when(is bool, c Cause) Cause {
	if is {
		return c
	}
	return NoCause
}

// deadMachine is the cause why a machine hands nothing on of what is routed to it. A route that holds an address of the
// machine itself is never dead.
func (f *finder) deadMachine(r *cloud.Route, i *cloud.Interface) Cause {
	m := i.Instance()
	for _, have := range m.Interfaces {
		for _, a := range have.Addresses {
			if r.Range.Contains(a.Private) {
				return NoCause
			}
		}
	}
	for _, p := range m.Pods {
		if r.Range.Contains(p.Private) {
			return NoCause
		}
	}
	if i.Check && f.cloud.Provider.ChecksDestination {
		return Checked
	}
	return when(!m.Forward, NotForwarding)
}

// rivals tell which routes of a table always lose to others.
type rivals struct {
	// common are the routes that all tables of the VPC have, nil in these themselves.
	common *rivals
	// best is the highest origin among the routes of a range. own are the ranges of the cloud's local routes, taken the
	// ranges all of whose addresses routes hold, covered those that longer routes hold completely.
	best                map[netip.Prefix]cloud.Origin
	own, taken, covered map[netip.Prefix]bool
}

func rivalsOf(routes []cloud.Route, common *rivals) *rivals {
	r := &rivals{
		common,
		map[netip.Prefix]cloud.Origin{},
		map[netip.Prefix]bool{},
		map[netip.Prefix]bool{},
		map[netip.Prefix]bool{},
	}
	for k := range routes {
		route := &routes[k]
		r.best[route.Range] = max(r.best[route.Range], route.Origin)
		if _, own := route.Target.(cloud.Local); own {
			r.own[route.Range] = true
		}
		// A propagated route may lose to the cloud's own one and then takes nothing.
		if route.Origin != cloud.Propagated {
			r.take(route.Range)
		}
	}
	return r
}

// take notes that a route takes a range: two halves that are taken make a whole that is.
func (r *rivals) take(taken netip.Prefix) {
	for !r.takes(taken) {
		r.taken[taken] = true
		if taken.Bits() == 0 || !r.takes(sibling(taken)) {
			return
		}
		taken, _ = taken.Addr().Prefix(taken.Bits() - 1)
		r.covered[taken] = true
	}
}

func (r *rivals) takes(taken netip.Prefix) bool {
	return r.taken[taken] || r.common != nil && r.common.taken[taken]
}

// beat is the cause why a route always loses: to one with a better origin for the same range (aws/route-static-first),
// a propagated one to the cloud's own however short that is (aws/local-before-propagated), or to longer ones that hold
// all of it.
func (r *rivals) beat(route *cloud.Route) Cause {
	if max(r.best[route.Range], r.common.best[route.Range]) > route.Origin {
		return Beaten
	}
	if route.Origin == cloud.Propagated {
		for bits := route.Range.Bits(); bits >= 0; bits-- {
			if wider, _ := route.Range.Addr().Prefix(bits); r.common.own[wider] {
				return Beaten
			}
		}
	}
	return when(r.covered[route.Range] || r.common.covered[route.Range], Covered)
}

// sibling is the other half of the range that is one bit shorter.
func sibling(r netip.Prefix) netip.Prefix {
	bytes := r.Addr().As16()
	bit := r.Bits() - 1 + 128 - r.Addr().BitLen()
	bytes[bit/8] ^= 1 << (7 - bit%8)
	a := netip.AddrFrom16(bytes)
	if r.Addr().Is4() {
		a = a.Unmap()
	}
	return netip.PrefixFrom(a, r.Bits())
}
