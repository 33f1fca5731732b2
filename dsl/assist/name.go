package assist

import (
	"net/netip"
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/syntax"
	"hopwise/dsl/vocabulary"
)

// object offers an object's name, unless the list before the cursor has it.
func (c *completer) object(o cloud.Object) {
	b := o.Base()
	before := c.spot.Before
	for i := len(before) - 1; i > 0 && (before[i].Kind == syntax.Comma || before[i].Kind == syntax.BothWays); i -= 2 {
		if before[i-1].Text == b.Name {
			return
		}
	}
	c.offer(b.Name, "name", string(b.Noun))
	if c.anyThing {
		c.also(b)
	}
}

// also adds the noun of an object to the completion that offers its name, if that says another.
func (c *completer) also(b *cloud.Thing) {
	at, there := c.seen[suggestion{b.Name, b.Name}]
	if !there || slices.Contains(strings.Split(c.found[at].Detail, ", "), string(b.Noun)) {
		return
	}
	c.found[at].Detail += ", " + string(b.Noun)
}

// vpcs returns the VPCs whose names may stand here.
func (c *completer) vpcs() []*cloud.VPC {
	if c.vpc != nil {
		return []*cloud.VPC{c.vpc}
	}
	var all []*cloud.VPC
	for _, w := range c.clouds() {
		all = append(all, w.Networks()...)
	}
	return all
}

// each offers the objects that fit: those of the VPC around the spot, and those outside of every VPC.
func (c *completer) each(fits func(cloud.Object) bool) {
	for _, w := range c.clouds() {
		for _, o := range w.Objects {
			if v := o.Base().VPC; fits(o) && (c.vpc == nil || v == nil || v == c.vpc) {
				c.object(o)
			}
		}
	}
}

func isVPC(o cloud.Object) bool        { _, ok := o.(*cloud.VPC); return ok }
func isACL(o cloud.Object) bool        { _, ok := o.(*cloud.ACL); return ok }
func isGroup(o cloud.Object) bool      { _, ok := o.(*cloud.Group); return ok }
func isInstance(o cloud.Object) bool   { _, ok := o.(*cloud.Instance); return ok }
func isPrefixList(o cloud.Object) bool { _, ok := o.(*cloud.PrefixList); return ok }

// named offers the objects that a name means, by their noun; none for a name that its statement declares.
func (c *completer) named(s *vocabulary.Slot) {
	noun := s.Arg.Names()
	if noun == "" {
		return
	}
	switch s.Arg {
	case &vocabulary.ArgExposed.Arg:
		c.offer("new", "word", "a machine that this user would create")
	case &vocabulary.ArgServiceHost.Arg:
		for _, h := range c.doc.Network.Hosts[1:] { // the first one stands for the whole Internet
			c.object(h)
		}
		return
	case &vocabulary.ArgAttached.Arg:
		c.blackhole()
		c.attachments(s)
		return
	case &vocabulary.ArgAppliances.Arg, &vocabulary.ArgPublisher.Arg:
		c.joinedVPCs()
		return
	case &vocabulary.ArgInterface.Arg:
		c.ownInterfaces()
		return
	}
	fits := func(o cloud.Object) bool { return o.Base().Noun == noun }
	c.each(fits)
	if c.vpc != nil {
		c.own(fits)
	}
}

// hub returns the transit gateway or the CEN around the spot, or nil.
func (c *completer) hub() *cloud.TransitGateway {
	for _, around := range c.spot.Around {
		if h, ok := c.doc.stated(c.cloud, around.Span).(*cloud.TransitGateway); ok {
			return h
		}
	}
	return nil
}

// attachable offers what a hub may attach: subnets or VPCs, by the noun of the argument, and VPN connections.
func (c *completer) attachable(s *vocabulary.Slot) {
	c.each(func(o cloud.Object) bool {
		return o.Base().Noun == s.Arg.Names() || o.Base().Noun == cloud.NounVPNConnection
	})
}

// attachments offers the attachments of the hub around the spot, or what it may attach if it has none.
func (c *completer) attachments(s *vocabulary.Slot) {
	h := c.hub()
	if h == nil || len(h.Attached()) == 0 {
		c.attachable(s)
		return
	}
	for _, a := range h.Attached() {
		c.object(a)
	}
}

// joinedVPCs offers the VPCs that the hub around the spot attaches.
func (c *completer) joinedVPCs() {
	if h := c.hub(); h != nil {
		for _, v := range h.VPCs {
			c.object(v)
		}
	}
}

// ownInterfaces offers the further interfaces of the machine around the spot, by the names that they have there.
func (c *completer) ownInterfaces() {
	for _, around := range c.spot.Around {
		if m, ok := c.doc.stated(c.cloud, around.Span).(*cloud.Instance); ok {
			for _, i := range m.Further() {
				c.offer(strings.TrimPrefix(i.Name, m.Name+"."), "name", string(i.Noun))
			}
		}
	}
}

// own offers the objects that a VPC has without a statement: main, default.
func (c *completer) own(fits func(cloud.Object) bool) {
	for _, o := range c.vpc.Implied() {
		if fits(o) {
			c.object(o)
		}
	}
}

func (c *completer) blackhole() { c.offer("blackhole", "word", "the target was deleted") }

// targets offers what a route may lead to.
func (c *completer) targets() {
	c.each(func(o cloud.Object) bool {
		switch o := o.(type) {
		case *cloud.Peering:
			return c.vpc == nil || o.Other(c.vpc) != nil
		case *cloud.TransitGateway:
			return c.vpc == nil || o.Joins(c.vpc)
		}
		_, leads := o.(cloud.Target)
		return leads
	})
	c.each(isInstance)
	if c.vpc != nil {
		c.interfaces(c.machines())
	}
	c.blackhole()
}

// machines returns the instances whose names may stand here.
func (c *completer) machines() []*cloud.Instance {
	var all []*cloud.Instance
	for _, v := range c.vpcs() {
		for _, n := range v.Subnets {
			all = append(all, n.Instances...)
		}
	}
	return all
}

// interfaces offers the further interfaces of machines by their names: router.eth1.
func (c *completer) interfaces(machines []*cloud.Instance) {
	for _, m := range machines {
		for _, i := range m.Further() {
			c.object(i)
		}
	}
}

// deciders offers the objects that can drop a packet or let it pass.
func (c *completer) deciders(s *vocabulary.Slot) {
	c.anyThing = true
	c.each(func(o cloud.Object) bool {
		if s.Arg == &vocabulary.ArgPassed.Arg && isVPC(o) {
			return false // a packet passes its gateways, not the VPC itself
		}
		return o.Base().Noun.Decides()
	})
	for _, v := range c.vpcs() {
		if v.IsClassic() {
			c.object(v)
		}
		for _, o := range v.Implied() {
			c.object(o)
			c.offer(v.Name+"."+o.Base().Name, "name", string(o.Base().Noun))
		}
	}
	c.offer("platform", "name", "the cloud itself")
}

// ends offers the sources and destinations of a question, and behind a dot the kinds of a machine's addresses.
func (c *completer) ends(s *vocabulary.Slot) {
	if name, _, dotted := strings.Cut(c.typed, "."); dotted {
		for _, w := range c.clouds() {
			switch o := w.End(name).(type) {
			case *cloud.Instance:
				c.addressKinds(name, o.Interfaces)
				c.interfaces([]*cloud.Instance{o})
			case *cloud.Balancer:
				c.addressKinds(name, o.Nodes)
			}
		}
		c.face(name)
		return
	}
	for _, h := range c.doc.Network.Hosts {
		c.offer(h.Name, "name", string(h.Noun))
	}
	for _, w := range c.clouds() {
		for _, o := range w.Objects {
			switch o.(type) {
			case *cloud.NAT, *cloud.Balancer, *cloud.InterfaceEndpoint:
				if s.Arg == &vocabulary.ArgFrom.Arg {
					continue // it begins no connection of its own
				}
				c.offer(o.Base().Name, "name", string(o.Base().Noun))
			case *cloud.Instance, *cloud.Pod:
				c.offer(o.Base().Name, "name", string(o.Base().Noun))
			}
		}
	}
	c.interfaces(c.machines())
}

// face offers the public face of a service that has an endpoint.
func (c *completer) face(name string) {
	h := c.doc.Network.Host(name)
	for _, w := range c.clouds() {
		if h != nil && w.Serves(h) {
			c.addressKind(name, cloud.PublicKind, h.Addresses[0])
		}
	}
}

// addressKinds offers the kinds of the addresses of some interfaces, behind the name of their owner and a dot.
func (c *completer) addressKinds(name string, interfaces []*cloud.Interface) {
	for _, i := range interfaces {
		for _, a := range i.Addresses {
			if a.Private.IsValid() {
				c.addressKind(name, cloud.PrivateKind, a.Private)
			}
			if a.Public != nil {
				c.addressKind(name, cloud.PublicKind, a.Public.Addr)
			}
		}
	}
}

func (c *completer) addressKind(name string, k cloud.AddressKind, a netip.Addr) {
	if a.Is6() {
		k = cloud.IPv6Kind
	}
	c.offer(name+"."+string(k), "name", a.String())
}

// peers offers the peers of a rule: ranges, and the groups and prefix lists that the cloud lets a rule name.
func (c *completer) peers() {
	if c.cloud == nil {
		return
	}
	g := c.group()
	if g != nil && g.Internet != nil {
		c.sidePeers(g)
		return
	}
	switch {
	case g == nil && c.cloud.Provider.ACLs.Lists:
		c.each(isPrefixList)
	case g != nil:
		c.each(isPrefixList)
	}
	if g != nil && g.Kind != nil && g.Kind.References {
		c.each(func(o cloud.Object) bool {
			return isGroup(o) && (g.Kind.SelfReference || o != cloud.Object(g))
		})
	}
	c.everywhere()
	for _, v := range c.vpcs() {
		c.firstRange(&v.Thing, v.Ranges)
		for _, n := range v.Subnets {
			c.firstRange(&n.Thing, n.Ranges)
		}
	}
	c.hosts()
}

// sidePeers offers the peers of a rule in the classic network: addresses on the public side, groups and machines on the
// inner side.
func (c *completer) sidePeers(g *cloud.Group) {
	if len(c.spot.Before) > 0 && c.spot.Before[0].Text == g.Internet.Kind.Side {
		c.everywhere()
		c.hosts()
		return
	}
	c.each(func(o cloud.Object) bool { return isGroup(o) && o != cloud.Object(g) })
	c.inner()
}

// hosts offers the addresses of the machines on the Internet under their names.
func (c *completer) hosts() {
	for _, h := range c.doc.Network.Hosts[1:] { // the first one stands for the whole Internet
		c.write(h.Name, "range", string(h.Noun)+", "+h.Addresses[0].String(), h.Addresses[0].String())
	}
}

// inner offers the private addresses of machines under their names.
func (c *completer) inner() {
	for _, m := range c.machines() {
		if all := m.Interfaces[0].Addresses; len(all) > 0 {
			a := all[0].Private.String()
			c.write(m.Name, "range", string(m.Noun)+", "+a, a)
		}
	}
}

// group returns the security group around the spot, or nil.
func (c *completer) group() *cloud.Group {
	for _, around := range c.spot.Around {
		if g, ok := c.doc.stated(c.cloud, around.Span).(*cloud.Group); ok {
			return g
		}
	}
	return nil
}

func (c *completer) everywhere() {
	c.offer("0.0.0.0/0", "range", "every IPv4 address")
	c.offer("::/0", "range", "every IPv6 address")
}

// firstRange offers the first range of something under its name.
func (c *completer) firstRange(t *cloud.Thing, ranges []netip.Prefix) {
	if len(ranges) > 0 {
		c.write(t.Name, "range", string(t.Noun)+", "+ranges[0].String(), ranges[0].String())
	}
}

// ranges offers the ranges that a route, an entry or a list may name. Statements that declare a range get none.
func (c *completer) ranges() {
	switch c.spot.Place {
	case vocabulary.InTable:
		c.each(isPrefixList)
	case vocabulary.InNAT, vocabulary.InIptables, vocabulary.InBalancer, vocabulary.InTransit,
		vocabulary.InCEN, vocabulary.InHubTable, vocabulary.InList:
	default:
		return
	}
	c.everywhere()
	if c.cloud == nil {
		return
	}
	for _, v := range c.cloud.VPCs {
		c.firstRange(&v.Thing, v.Ranges)
	}
	if c.vpc != nil && c.spot.Place != vocabulary.InTable {
		for _, n := range c.vpc.Subnets {
			c.firstRange(&n.Thing, n.Ranges)
		}
	}
}

// addresses offers the addresses of the NAT gateway around the spot, or in a guest's tables those of the machines.
// Elsewhere the writer invents an address.
func (c *completer) addresses(s *vocabulary.Slot) {
	switch c.spot.Place {
	case vocabulary.InNAT:
		n, ok := c.doc.stated(c.cloud, c.spot.Around[len(c.spot.Around)-1].Span).(*cloud.NAT)
		if !ok || s.Row == &vocabulary.RowEIP {
			return
		}
		for _, p := range n.Publics() {
			c.offer(p.Name, "range", string(p.Noun))
		}
	case vocabulary.InIptables:
		c.inner()
	}
}
