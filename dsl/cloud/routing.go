package cloud

import "net/netip"

// A RoutingModel says how a cloud's routes decide.
type RoutingModel struct {
	// Table is the table that decides where a packet goes on which an interface sends; nil in the classic network.
	Table func(i *Interface) *Table
	// Wins reports whether a route wins over another of its table that holds the same address.
	Wins func(r, other *Route) bool
	// LocalFirst says that an address in the range of a local route ignores the propagated ones, however long those are.
	LocalFirst bool
}

// byPrefix is the model of every cloud so far: the table of the sender's subnet (clouds/sender-table), and the longest
// prefix (clouds/longest-prefix).
var byPrefix = RoutingModel{Table: subnetTable, Wins: longerPrefix, LocalFirst: true}

// subnetTable is the table of an interface's subnet. What stands in no subnet brings packets into the VPC as a whole,
// where its main table decides (alibaba/cen-and-the-main-table, huawei/main-table-for-what-comes-in).
func subnetTable(i *Interface) *Table {
	if i.Subnet == nil {
		return i.VPC.Main
	}
	return i.Subnet.Table
}

// longerPrefix prefers the longer prefix. For the same range it prefers the higher origin (aws/route-static-first), and
// a stated route to a local one, which it replaces (aws/route-inside-vpc).
func longerPrefix(r, other *Route) bool {
	if r.Range.Bits() != other.Range.Bits() {
		return r.Range.Bits() > other.Range.Bits()
	}
	_, own := other.Target.(Local)
	return r.Origin > other.Origin || own && r.Origin == other.Origin
}

// Table is the table that decides where a packet goes on which the interface sends; nil in the classic network.
func (i *Interface) Table() *Table { return i.VPC.Cloud.Provider.Routing.Table(i) }

// Lookup returns the route for an address, nil if the table has none.
func (t *Table) Lookup(a netip.Addr) *Route {
	model := t.VPC.Cloud.Provider.Routing
	var best *Route
	local := model.LocalFirst && t.isLocal(a)
	for r := range t.All() {
		if r.Range.Contains(a) && !(local && r.Origin == Propagated) && (best == nil || model.Wins(r, best)) {
			best = r
		}
	}
	return best
}

// Ignored returns the longest route for an address that gives way to a local one since it is propagated; nil if none is
// longer than that.
func (t *Table) Ignored(a netip.Addr, local *Route) *Route {
	longest := local
	for r := range t.All() {
		if r.Origin == Propagated && r.Range.Contains(a) && r.Range.Bits() > longest.Range.Bits() {
			longest = r
		}
	}
	if longest == local {
		return nil
	}
	return longest
}

func (t *Table) isLocal(a netip.Addr) bool {
	for r := range t.All() {
		if _, ok := r.Target.(Local); ok && r.Range.Contains(a) {
			return true
		}
	}
	return false
}
