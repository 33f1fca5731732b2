package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// An Attached is what a transit gateway or a CEN attaches: a VPC or a VPN connection, after which the attachment is
// called.
type Attached interface {
	Object
	attached()
}

func (*VPC) attached()           {}
func (*VPNConnection) attached() {}

// A HubTable is a route table of a transit gateway or a CEN. It decides where packets go that come from the attachments
// associated with it (aws/transit-gateway-tables, alibaba/cen-tables).
type HubTable struct {
	// Thing has no name for the one table of a hub that states none.
	Thing
	Hub *TransitGateway
	// Routes are the stated routes, and those that attachments propagate.
	Routes []TransitRoute
}

// A TransitRoute is a route of a transit gateway: to an attachment, or a blackhole.
type TransitRoute struct {
	// Span is the statement that states or propagates it.
	Span       source.Span
	Range      netip.Prefix
	To         Attached // nil for a blackhole
	Propagated bool
}

// Lookup returns the route for an address, nil if there is none: the longest prefix wins, and of equal prefixes a
// stated route wins over a propagated one (aws/transit-gateway-longest-prefix), and one that a VPC propagates over that
// of a VPN connection.
func (t *HubTable) Lookup(a netip.Addr) *TransitRoute {
	var best *TransitRoute
	for i := range t.Routes {
		r := &t.Routes[i]
		if !r.Range.Contains(a) {
			continue
		}
		if best == nil || r.Range.Bits() > best.Range.Bits() ||
			r.Range.Bits() == best.Range.Bits() && r.rank() > best.rank() {
			best = r
		}
	}
	return best
}

// rank orders routes for the same range, the higher before the lower.
func (r *TransitRoute) rank() int {
	_, isVPC := r.To.(*VPC)
	switch {
	case !r.Propagated:
		return 2
	case isVPC:
		return 1
	}
	return 0
}

// NewTable adds a table.
func (h *TransitGateway) NewTable(name string, at source.Span) *HubTable {
	t := &HubTable{Thing: Thing{Name: name, Noun: NounTable, Span: at}, Hub: h}
	h.Tables = append(h.Tables, t)
	return t
}

// Connect attaches a VPN connection.
func (h *TransitGateway) Connect(c *VPNConnection) {
	c.Hub = h
	h.Connections = append(h.Connections, c)
}

// Attaches reports whether a VPC or a VPN connection is attached.
func (h *TransitGateway) Attaches(a Attached) bool {
	switch a := a.(type) {
	case *VPC:
		return h.joined[a]
	case *VPNConnection:
		return a.Hub == h
	}
	return false
}

// Attached are the VPCs and the VPN connections that it attaches.
func (h *TransitGateway) Attached() []Attached {
	var all []Attached
	for _, v := range h.VPCs {
		all = append(all, v)
	}
	for _, c := range h.Connections {
		all = append(all, c)
	}
	return all
}

// Associate associates an attachment with a table.
func (h *TransitGateway) Associate(a Attached, t *HubTable) {
	if h.associated == nil {
		h.associated = map[Attached]*HubTable{}
	}
	h.associated[a] = t
}

// Table returns the table with which an attachment is associated, nil if there is none.
func (h *TransitGateway) Table(a Attached) *HubTable { return h.associated[a] }

// Leads reports whether the tables lead an address from an attachment to a VPC: straight, or by way of other VPCs whose
// own tables don't hold it, as through one that inspects.
func (h *TransitGateway) Leads(from Attached, a netip.Addr, to *VPC) bool {
	for range h.Attached() {
		t := h.Table(from)
		if t == nil {
			return false
		}
		r := t.Lookup(a)
		if r == nil || r.To == nil {
			return false
		}
		v, isVPC := r.To.(*VPC)
		switch {
		case isVPC && v == to:
			return true
		case !isVPC || v.Holds(a):
			return false
		}
		from = v
	}
	return false
}
