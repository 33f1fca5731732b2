package analyze

import (
	"net/netip"
	"sort"

	"hopwise/dsl/cloud"
)

// deadRoutes finds the routes that carry nothing: their target can't take it, or another route always wins.
func (f *finder) deadRoutes() {
	for _, v := range f.cloud.VPCs {
		for _, t := range v.Tables {
			rivals := rivalsOf(t)
			for k := range t.Routes {
				r := &t.Routes[k]
				if r.Span.IsZero() {
					continue
				}
				cause := f.deadTarget(r)
				needless := cause == NoCause
				if needless {
					cause = rivals.beat(r)
				}
				if cause != NoCause {
					f.add(Finding{Code: DeadRoute, Cause: cause, At: t, Span: r.Span, Route: r, Other: targetOf(r), Needless: needless && r.Origin != cloud.FromList})
				}
			}
		}
	}
}

// targetOf is what a route leads to as an object, nil for a blackhole.
func targetOf(r *cloud.Route) cloud.Object {
	if i, ok := r.Target.(*cloud.Interface); ok {
		return i.Owner
	}
	o, _ := r.Target.(cloud.Object)
	return o
}

// deadTarget is why what a route leads to takes nothing.
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

// deadMachine is why a machine hands nothing on of what is routed to it. What is for the machine itself it takes, and so it
// does answers to what it translated, which need it to forward too.
func (f *finder) deadMachine(r *cloud.Route, i *cloud.Interface) Cause {
	m := i.Instance()
	if m == nil {
		return NoCause
	}
	for _, have := range m.Interfaces {
		for _, a := range have.Addresses {
			if r.Range.Contains(a.Private) {
				return NoCause
			}
		}
	}
	for _, p := range m.Pods {
		if r.Range.Contains(p.Addr) {
			return NoCause
		}
	}
	if i.Check && f.cloud.Provider.ChecksDestination {
		return Checked
	}
	return when(!m.Forward, NotForwarding)
}

// rivals is what the routes of a table have against one another.
type rivals struct {
	// best is the highest origin among the routes of a range, own the ranges that the cloud routes inside, covered those
	// all of whose addresses longer routes take.
	best         map[netip.Prefix]cloud.Origin
	own, covered map[netip.Prefix]bool
}

func rivalsOf(t *cloud.Table) rivals {
	r := rivals{best: map[netip.Prefix]cloud.Origin{}, own: map[netip.Prefix]bool{}, covered: coveredRanges(t)}
	for k := range t.Routes {
		route := &t.Routes[k]
		r.best[route.Range] = max(r.best[route.Range], route.Origin)
		if _, own := route.Target.(cloud.Local); own {
			r.own[route.Range] = true
		}
	}
	return r
}

// beat is why another route of the table always wins over one: a better origin for the same range; over a learned one the
// cloud's own, however short it is (aws 3.3); longer ones that take all of it.
func (r *rivals) beat(route *cloud.Route) Cause {
	if r.best[route.Range] > route.Origin {
		return Beaten
	}
	if route.Origin == cloud.Propagated {
		for bits := route.Range.Bits(); bits >= 0; bits-- {
			if wider, _ := route.Range.Addr().Prefix(bits); r.own[wider] {
				return Beaten
			}
		}
	}
	return when(r.covered[route.Range], Covered)
}

// coveredRanges are the ranges of a table all of whose addresses longer routes take. It goes from the longest to the
// shortest: two halves that are taken make a whole that is.
func coveredRanges(t *cloud.Table) map[netip.Prefix]bool {
	var ranges []netip.Prefix
	for k := range t.Routes {
		// A learned route may lose to the cloud's own one and then takes nothing.
		if t.Routes[k].Origin != cloud.Propagated {
			ranges = append(ranges, t.Routes[k].Range)
		}
	}
	sort.SliceStable(ranges, func(i, j int) bool { return ranges[i].Bits() > ranges[j].Bits() })
	taken, covered := map[netip.Prefix]bool{}, map[netip.Prefix]bool{}
	for _, r := range ranges {
		for !taken[r] {
			taken[r] = true
			if r.Bits() == 0 || !taken[sibling(r)] {
				break
			}
			r, _ = r.Addr().Prefix(r.Bits() - 1)
			covered[r] = true
		}
	}
	return covered
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
