package diagram

import (
	"net/netip"
	"strconv"

	"hopwise/dsl/cloud"
)

// A layout makes the drawing of one cloud. It is the area that holds the VPCs, with the Internet above the first lane.
type layout struct {
	area
	network *cloud.Network
	cloud   *cloud.Cloud
	open    func(*cloud.Subnet) bool
	drawing *Drawing
	// areas are the areas of objects, interfaces included. An object in several subnets has that of its first
	// interface.
	areas map[cloud.Object]*area
	// onEdges are the objects of each VPC that may sit on its edge.
	onEdges map[*cloud.VPC][]cloud.Object
	// outsiders are the boxes on the line of the Internet, end is the place of the next one.
	outsiders []*outsider
	end       int
}

// The measures of a layout.
const (
	internetLine = 48 // the height of the line of the Internet
	internetLane = 76
	pillH        = 24
)

// arrange puts all boxes.
func (w *layout) arrange() {
	w.gather()
	n, width, height := 0, 1, 1
	for _, v := range w.kids {
		n, width, height = n+1, max(width, v.W), max(height, v.H)
	}
	w.fold(columnsFor(n, width, height, 20))
	w.fit(&cloudForm, 0)
	w.lay(&cloudForm)
	w.drawing.W, w.drawing.H = w.W, w.H
	for _, v := range w.kids {
		w.putVPC(v)
	}
	w.putLinks()
	w.putOutsiders()
}

// gather makes the areas of all VPCs, of the subnets and of the objects in them, and measures them.
func (w *layout) gather() {
	vpcs := w.cloud.Networks()
	for _, v := range vpcs {
		a := w.newArea(&w.area, KindVPC, v)
		if v.IsClassic() {
			a.Kind, a.Name = KindClassic, "classic network"
		}
		a.Lines = ranges(v.Ranges)
		for _, n := range v.Subnets {
			if !isBare(n) {
				w.newArea(a, KindSubnet, n).Lines = ranges(n.Ranges)
			}
		}
	}
	for _, v := range vpcs {
		w.gatherCells(v)
	}
	for _, h := range w.cloud.TransitGateways {
		for _, n := range h.Attachments {
			w.newArea(w.areas[n], KindAttachment, h)
		}
	}
	w.onEdges = map[*cloud.VPC][]cloud.Object{}
	for _, o := range w.cloud.Objects {
		v := o.Base().VPC
		w.onEdges[v] = append(w.onEdges[v], o)
	}
	for _, a := range w.kids {
		w.measureVPC(a)
	}
}

// isBare reports whether a subnet stands for a side of a network that has no subnets, and holds no machine of its own.
func isBare(n *cloud.Subnet) bool { return len(n.Ranges) == 0 && n.Side != nil }

// newArea makes the area of an object in another area. The first area of an object is the one that lines lead to.
func (w *layout) newArea(in *area, kind Kind, o cloud.Object) *area {
	a := &area{in: in}
	a.Kind, a.Name, a.Object = kind, cut(o.Base().Name), o
	in.kids = append(in.kids, a)
	if w.areas[o] == nil {
		w.areas[o] = a
	}
	return a
}

// gatherCells makes the areas in the subnets of a VPC.
func (w *layout) gatherCells(v *cloud.VPC) {
	for _, n := range v.Subnets {
		w.gatherMachines(n)
	}
	for _, n := range v.NATs {
		w.newCell(KindNAT, n, n.Interface)
	}
	for _, e := range v.Endpoints {
		w.newCell(KindEndpoint, e, e.Interface)
	}
	for _, b := range v.Balancers {
		for _, i := range b.Nodes {
			if i.Subnet != nil {
				w.newCell(KindBalancer, b, i)
			}
		}
	}
}

// newCell makes the area of an interface in its subnet, with the name of an object.
func (w *layout) newCell(kind Kind, o cloud.Object, i *cloud.Interface) *area {
	a := w.newArea(w.areas[i.Subnet], kind, o)
	a.Lines = addresses(i)
	for _, g := range i.Groups {
		a.hang(KindGroup, g).Tint = tint(g.Name)
	}
	w.areas[i] = a
	return a
}

// hang gives an area a tag.
func (a *area) hang(kind Kind, o cloud.Object) *area {
	t := &area{in: a}
	t.Kind, t.Name, t.Object = kind, cut(o.Base().Name), o
	a.tags = append(a.tags, t)
	return t
}

// addresses are those of an interface: each private one, followed by the public one that is translated to it.
func addresses(i *cloud.Interface) []string {
	var all []string
	for k := range i.Addresses {
		a := &i.Addresses[k]
		if a.Private.IsValid() {
			all = append(all, a.Private.String())
		}
		if a.Public != nil && a.Public.Addr != a.Private {
			all = append(all, a.Public.Addr.String())
		}
	}
	return all
}

// A closed subnet shows mostNamed of its machines if it does not show all. In a cloud with more than manyMachines it
// shows all only if it has no more than mostNamed.
const (
	manyMachines = 400
	mostNamed    = 4
)

// most is the largest number of machines that a closed subnet shows.
func (w *layout) most() int {
	if w.cloud.Instances() > manyMachines {
		return mostNamed
	}
	return MostShown
}

// gatherMachines makes the areas of a subnet's machines, and of their further interfaces, wherever those are. A subnet
// with many machines shows those that a question names, and one box for all others.
func (w *layout) gatherMachines(n *cloud.Subnet) {
	many := len(n.Instances) > w.most()
	open := !many || w.open(n)
	if many && open {
		w.areas[n].Count = len(n.Instances)
	}
	var more *area
	named := 0
	for _, m := range n.Instances {
		if open || named < mostNamed && w.isAsked(m) {
			named++
			w.gatherMachine(m)
			continue
		}
		if more == nil {
			more = w.newArea(w.areas[n], KindMore, n)
		}
		more.Count++
		more.Name = "+" + strconv.Itoa(more.Count)
		w.hide(m, more)
	}
}

// gatherMachine makes the areas of a machine. An interface in a network without subnets is a further address.
func (w *layout) gatherMachine(m *cloud.Instance) {
	a := w.newCell(KindMachine, m, m.Interfaces[0])
	for _, p := range m.Pods {
		a.hang(KindPod, p).Lines = []string{p.Private.String()}
		w.areas[p] = a
	}
	for _, b := range m.Behind {
		t := a.hang(KindBehind, b)
		t.Name, t.Lines = string(KindBehind), []string{b.Name}
	}
	for _, i := range m.Interfaces[1:] {
		if isBare(i.Subnet) {
			a.Lines = append(a.Lines, addresses(i)...)
			w.areas[i] = a
			continue
		}
		w.newCell(KindInterface, i, i)
	}
}

// hide gives a machine, its interfaces and its pods the area of the box that stands for them.
func (w *layout) hide(m *cloud.Instance, more *area) {
	w.areas[m] = more
	for _, i := range m.Interfaces {
		w.areas[i] = more
	}
	for _, p := range m.Pods {
		w.areas[p] = more
	}
}

// isAsked reports whether a question names a machine.
func (w *layout) isAsked(m *cloud.Instance) bool {
	for _, q := range w.network.Questions {
		if w.means(&q.From, m) || w.means(&q.To, m) {
			return true
		}
	}
	return false
}

func (w *layout) means(e *cloud.Endpoint, m *cloud.Instance) bool {
	i, _ := w.cloud.PublicOwner(e.Addr)
	return e.Name == m.Name || e.Name == "" && (m.Interfaces[0].Holding(e.Addr) != nil || i != nil && i.Instance() == m)
}

// add draws an area that has its place.
func (w *layout) add(a *area) *area {
	if a.In = -1; a.in != nil && a.in != &w.area {
		a.In = a.in.index
	}
	a.index = len(w.drawing.Boxes)
	w.drawing.Boxes = append(w.drawing.Boxes, &a.Box)
	return a
}

// tag draws an area as a small box on another.
func (w *layout) tag(on, a *area, x, y, width, height int) {
	a.in, a.X, a.Y, a.W, a.H = on, x, y, width, height
	w.add(a)
}

// ranges are those of a VPC or a subnet as they are written below its name.
func ranges(all []netip.Prefix) []string {
	text := ""
	for k := range all {
		switch {
		case k == 2:
			return []string{text + " +" + strconv.Itoa(len(all)-2)}
		case k == 1:
			text += ", "
		}
		text += all[k].String()
	}
	if text == "" {
		return nil
	}
	return []string{text}
}
