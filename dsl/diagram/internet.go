package diagram

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// mostHosts is how many machines on the Internet are drawn; the last one stands for all that have no place.
const mostHosts = 10

// titleWidth is the room for the cloud's name, below the line on its left.
const titleWidth = 128

// An outsider is what stands on the line of the Internet: a host, or a private network that a VPN gateway leads to.
type outsider struct {
	kind      Kind
	object    cloud.Object
	name      string
	addresses []netip.Addr
}

// putHosts puts the hosts onto the line of the Internet: those that the scenario names, and those that it asks about.
func (w *world) putHosts() {
	w.hosts, w.fars = map[netip.Addr]place{}, map[cloud.Object]place{}
	all := w.outsiders()
	total := 0
	for _, o := range all {
		total += o.width()
	}
	w.drawing.W = max(w.drawing.W, total+margin+titleWidth)
	x := w.firstDoor()
	if x+total > w.drawing.W && len(all) > 1 {
		x = max(titleWidth, w.drawing.W-total)
	}
	w.drawing.W = max(w.drawing.W, x+total)
	for _, o := range all {
		w.putOutsider(o, x)
		x += o.width()
	}
}

// firstDoor is where the line from the first host falls straight into the first VPC.
func (w *world) firstDoor() int {
	if len(w.sites) == 0 {
		return titleWidth
	}
	s := w.sites[0]
	if len(s.gateways) > 0 {
		return w.places[s.gateways[0].object].x
	}
	return s.entry()
}

func (w *world) putOutsider(o outsider, x int) {
	b := Box{Kind: o.kind, Name: cut(o.name), X: x - 6, Y: skyLine - 6, W: o.width() - 16, H: 12, In: -1, Object: o.object}
	if a := o.label(); a != "" {
		b.Lines = []string{a}
	}
	p := place{box: w.drawing.add(b), x: x}
	if o.kind == KindFar {
		w.fars[o.object] = p
		return
	}
	w.places[o.object] = p
	for _, a := range o.addresses {
		w.hosts[a] = p
	}
}

// label is the address beside the name, empty where the name is the address.
func (o *outsider) label() string {
	switch g, isFar := o.object.(*cloud.VPNGateway); {
	case isFar && o.kind == KindFar:
		return ranges(g.Ranges)[0]
	case o.addresses[0].String() == o.name:
		return ""
	}
	return o.addresses[0].String()
}

func (o *outsider) width() int {
	return roundUp(nameWidth(cut(o.name)) + lineWidth(o.label()) + 56)
}

func (w *world) outsiders() []outsider {
	var all []outsider
	for _, h := range w.network.Hosts {
		if !h.Span.IsZero() || w.asks(h.Name) {
			all = append(all, outsider{KindHost, h, h.Name, h.Addresses})
		}
	}
	for _, q := range w.network.Questions {
		for _, e := range []cloud.Endpoint{q.From, q.To} {
			if e.Name == "" && w.isOutside(e.Addr) && !known(all, e.Addr) {
				all = append(all, outsider{KindHost, &cloud.Thing{Name: e.Addr.String(), Noun: cloud.NounHost}, e.Addr.String(), []netip.Addr{e.Addr}})
			}
		}
	}
	all = all[:min(len(all), mostHosts)]
	for _, s := range w.sites {
		for _, g := range s.vpc.VPNGateways {
			all = append(all, outsider{KindFar, g, "", nil})
		}
	}
	return all
}

func (w *world) asks(name string) bool {
	for _, q := range w.network.Questions {
		if q.From.Name == name || q.To.Name == name {
			return true
		}
	}
	return false
}

// isOutside reports whether an address is one on the Internet that nobody in the cloud has.
func (w *world) isOutside(a netip.Addr) bool {
	if i, _ := w.cloud.PublicOwner(a); i != nil || cloud.IsPrivateSpace(a) {
		return false
	}
	for _, s := range w.sites {
		if s.vpc.Holds(a) || s.vpc.SharedSNAT != nil && s.vpc.SharedSNAT.Addr == a {
			return false
		}
		for _, g := range s.vpc.VPNGateways {
			if g.Holds(a) {
				return false
			}
		}
	}
	return true
}

func known(all []outsider, a netip.Addr) bool {
	for _, o := range all {
		for _, have := range o.addresses {
			if have == a {
				return true
			}
		}
	}
	return false
}
