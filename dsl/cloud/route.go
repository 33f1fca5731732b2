package cloud

import (
	"iter"
	"net/netip"

	"hopwise/dsl/source"
)

// A Table is a route table.
type Table struct {
	Thing
	// Routes are its own; those that every table of its VPC has are the VPC's.
	Routes []Route
}

// All are the routes of the table, those of its VPC first.
func (t *Table) All() iter.Seq[*Route] {
	return func(yield func(*Route) bool) {
		for _, routes := range [][]Route{t.common(), t.Routes} {
			for i := range routes {
				if !yield(&routes[i]) {
					return
				}
			}
		}
	}
}

// common are the routes that every table of its VPC has.
func (t *Table) common() []Route {
	if t.VPC == nil {
		return nil
	}
	return t.VPC.Routes
}

// A Route leads a range to a target.
type Route struct {
	Span   source.Span // zero for a route that the cloud wrote
	Range  netip.Prefix
	Target Target
	// Origin ranks routes of one range.
	Origin Origin
}

// An Origin is where a route comes from; of two with the same range the later origin wins (aws 3.3).
type Origin uint8

const (
	// Propagated routes were learned from a gateway.
	Propagated Origin = iota
	// FromList routes were stated by a prefix list.
	FromList
	// Static routes were stated, or are the cloud's own.
	Static
)

// A Target is where a route leads.
type Target interface{ target() }

// Local is the target of the routes that the cloud writes for the VPC itself.
type Local struct{}

// Blackhole is a target that is gone: the route wins and drops.
type Blackhole struct{}

// ServiceRange is the target of a cloud's route to its own services.
type ServiceRange struct{}

func (Local) target()            {}
func (Blackhole) target()        {}
func (ServiceRange) target()     {}
func (*InternetGateway) target() {}

// Lookup is the route that applies to an address, nil where none does: the longest prefix wins, of one prefix the
// origin with the higher rank; and where the VPC's own route holds the address, none that was propagated counts (aws
// 3.3, alibaba RT-13).
func (t *Table) Lookup(a netip.Addr) *Route {
	var best *Route
	local := t.isLocal(a)
	for r := range t.All() {
		switch {
		case !r.Range.Contains(a) || local && r.Origin == Propagated:
		case best == nil, r.Range.Bits() > best.Range.Bits(), r.Range.Bits() == best.Range.Bits() && r.outranks(best):
			best = r
		}
	}
	return best
}

// outranks reports whether a route wins over another of the same range: by its origin, and a stated one over the
// cloud's own, whose target it replaces (aws 3.2).
func (r *Route) outranks(other *Route) bool {
	_, own := other.Target.(Local)
	return r.Origin > other.Origin || own && r.Origin == other.Origin
}

// LeadsOut reports whether any route of the table leads to an internet gateway.
func (t *Table) LeadsOut() bool {
	for _, r := range t.Routes {
		if _, ok := r.Target.(*InternetGateway); ok {
			return true
		}
	}
	return false
}

func (t *Table) isLocal(a netip.Addr) bool {
	for r := range t.All() {
		if _, ok := r.Target.(Local); ok && r.Range.Contains(a) {
			return true
		}
	}
	return false
}
