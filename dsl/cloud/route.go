package cloud

import (
	"iter"
	"net/netip"

	"hopwise/dsl/source"
)

// A Table is a route table.
type Table struct {
	Thing
	// Routes are the routes of this table; the routes of every table are in its VPC.
	Routes []Route
}

// All are the routes that apply to the table: those of its VPC, then its own.
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

// common are the routes of every table of the VPC.
func (t *Table) common() []Route {
	if t.VPC == nil {
		return nil
	}
	return t.VPC.Routes
}

// A Route leads a range to a target.
type Route struct {
	Span   source.Span // zero for a route that the cloud writes
	Range  netip.Prefix
	Target Target
	// Origin ranks routes for the same range.
	Origin Origin
}

// An Origin is the way in which a route came into its table. Of two routes for the same range the one with the higher
// origin wins (aws/route-static-first).
type Origin uint8

const (
	// Propagated is the origin of a route learned from a gateway.
	Propagated Origin = iota
	// FromList is the origin of a route stated by a prefix list.
	FromList
	// Static is the origin of a stated route and of a system route.
	Static
)

// A Target is the next hop of a route.
type Target interface{ target() }

// Local is the target of the system routes inside a VPC.
type Local struct{}

// Blackhole is the target of a route whose target was deleted: the route wins and drops the packet.
type Blackhole struct{}

// ServiceRange is the target of a system route to the cloud's own services.
type ServiceRange struct{}

func (Local) target()            {}
func (Blackhole) target()        {}
func (ServiceRange) target()     {}
func (*InternetGateway) target() {}

// Lookup returns the route for an address, nil if the table has none. The longest prefix wins (clouds/longest-prefix),
// of equal prefixes the higher origin; an address of a local route ignores propagated ones
// (aws/local-before-propagated).
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

// outranks reports whether a route wins over another for the same range: by its origin, and a stated route over a local
// one, which it replaces (aws/route-inside-vpc).
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
