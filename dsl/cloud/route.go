package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A Table is a route table.
type Table struct {
	Thing
	Routes []Route
}

// A Route leads a range to a target.
type Route struct {
	Span   source.Span // zero for a route that the cloud wrote
	Range  netip.Prefix
	Target Target
}

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

// Lookup is the route with the longest prefix that holds an address, nil where none does (aws 3.3, alibaba RT-13). Of two
// with the same range the first one: a table has no two, the check sees to it.
func (t *Table) Lookup(a netip.Addr) *Route {
	var best *Route
	for i := range t.Routes {
		r := &t.Routes[i]
		if r.Range.Contains(a) && (best == nil || r.Range.Bits() > best.Range.Bits()) {
			best = r
		}
	}
	return best
}
