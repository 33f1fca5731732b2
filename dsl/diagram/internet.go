package diagram

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// mostHosts bounds how many hosts are drawn that no trace meets.
const mostHosts = 10

// titleWidth is the room for the cloud's name, below the line on its left.
const titleWidth = 128

// An outsider is a box on the line of the Internet: a host, or a private network that a VPN gateway or a VPN connection
// leads to.
type outsider struct {
	area
	addresses []netip.Addr
	far       cloud.Far // nil for a host
}

// putOutsiders puts the hosts that the scenario names onto the line of the Internet, and the networks far away. One
// behind a VPN connection bears the name of that, which has no other box.
func (w *layout) putOutsiders() {
	w.end = titleWidth
	if len(w.kids) > 0 {
		w.end = firstGate(w.kids[0])
	}
	for _, h := range w.network.Hosts {
		if !h.Span.IsZero() && len(w.outsiders) < mostHosts {
			w.putHost(h, h.Addresses)
		}
	}
	for _, f := range w.cloud.Fars() {
		o := &outsider{far: f}
		o.Kind, o.Object, o.Lines = KindFar, f, ranges(f.Network())
		if c, ok := f.(*cloud.VPNConnection); ok {
			o.Name, o.Off = cut(c.Name), c.Hub == nil
		}
		w.putOutsider(o)
	}
}

// firstGate is the place where the line from the first host falls straight into the first VPC.
func firstGate(a *area) int {
	for _, g := range a.tags {
		if g.Kind != KindCluster {
			return g.middle()
		}
	}
	return entry(a)
}

func (w *layout) putHost(o cloud.Object, addresses []netip.Addr) *outsider {
	h := &outsider{addresses: addresses}
	h.Kind, h.Name, h.Object = KindHost, cut(o.Base().Name), o
	if a := addresses[0].String(); a != h.Name {
		h.Lines = []string{a}
	}
	w.putOutsider(h)
	return h
}

// putOutsider puts an outsider behind the others.
func (w *layout) putOutsider(o *outsider) {
	w.outsiders = append(w.outsiders, o)
	width := nameWidth(o.Name) + 32
	for _, l := range o.Lines {
		width += lineWidth(l) + 8
	}
	w.tag(&w.area, &o.area, w.end-6, internetLine-6, width, 12)
	w.end += roundUp(width) + 16
	w.drawing.W = max(w.drawing.W, w.end)
}

// outside is the outsider with an address on the Internet, or in a network far away. A new one is put
// behind the others.
func (w *layout) outside(a netip.Addr) *outsider {
	for _, o := range w.outsiders {
		if o.far != nil && o.far.Holds(a) {
			return o
		}
		if slices.Contains(o.addresses, a) {
			return o
		}
	}
	if h := w.network.HostAt(a); h != nil {
		return w.putHost(h, h.Addresses)
	}
	return w.putHost(&cloud.Thing{Name: a.String()}, []netip.Addr{a})
}

// farSpot is the spot of the network behind a VPN connection.
func (w *layout) farSpot(c *cloud.VPNConnection) *spot {
	for _, o := range w.outsiders {
		if o.far == cloud.Far(c) {
			return w.internetSpot(&o.area)
		}
	}
	panic("diagram: every VPN connection is drawn")
}
