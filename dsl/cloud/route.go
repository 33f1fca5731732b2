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
		for _, routes := range [][]Route{t.VPC.Routes, t.Routes} {
			for i := range routes {
				if !yield(&routes[i]) {
					return
				}
			}
		}
	}
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

// LeadsOut reports whether any route of the table leads to an internet gateway.
func (t *Table) LeadsOut() bool {
	for _, r := range t.Routes {
		if _, ok := r.Target.(*InternetGateway); ok {
			return true
		}
	}
	return false
}
