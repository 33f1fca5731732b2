package dsl

import (
	"net/netip"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
	"hopwise/dsl/vocabulary"
)

// object offers a name of the scenario, unless the list that is being written has it already.
func (c *completer) object(o cloud.Object) {
	b := o.Base()
	before := c.spot.Before
	for i := len(before) - 1; i > 0 && (before[i].Kind == syntax.Comma || before[i].Kind == syntax.BothWays); i -= 2 {
		if before[i-1].Text == b.Name {
			return
		}
	}
	c.offer(b.Name, "name", string(b.Noun))
}

// cloudsHere are the clouds that a name may be of.
func (c *completer) cloudsHere() []*cloud.Cloud {
	if c.cloud != nil {
		return []*cloud.Cloud{c.cloud}
	}
	return c.scenario.Network.Clouds
}

// vpcs are the VPCs that a name may be of.
func (c *completer) vpcs() []*cloud.VPC {
	if c.vpc != nil {
		return []*cloud.VPC{c.vpc}
	}
	var all []*cloud.VPC
	for _, w := range c.cloudsHere() {
		all = append(all, w.Networks()...)
	}
	return all
}

// each offers the objects that fit, of the VPC that the spot lies in and of none.
func (c *completer) each(fits func(cloud.Object) bool) {
	for _, w := range c.cloudsHere() {
		for _, o := range w.Objects {
			if v := o.Base().VPC; fits(o) && (c.vpc == nil || v == nil || v == c.vpc) {
				c.object(o)
			}
		}
	}
}

func is[T cloud.Object](o cloud.Object) bool {
	_, ok := o.(T)
	return ok
}

// meant says by the label of a name which objects it can mean. A name that its statement declares can mean none.
var meant = map[string]func(cloud.Object) bool{
	"table":   is[*cloud.Table],
	"acl":     is[*cloud.ACL],
	"group":   is[*cloud.Group],
	"subnet":  is[*cloud.Subnet],
	"net":     is[*cloud.Subnet],
	"machine": is[*cloud.Instance],
	"list":    is[*cloud.PrefixList],
	"vpc":     is[*cloud.VPC],
	"one":     is[*cloud.VPC],
	"other":   is[*cloud.VPC],
	"user":    is[*cloud.User],
	"target":  func(o cloud.Object) bool { return is[*cloud.VPC](o) || is[*cloud.Instance](o) },
}

func (c *completer) named(s *vocabulary.Slot) {
	fits := meant[s.Label]
	if fits == nil {
		return
	}
	switch {
	case s.Label == "target" && s.Row.In[0] == vocabulary.AtTop:
		fits = is[*cloud.Instance]
		c.offer("new", "word", "a machine that this user would create")
	case s.Label == "target":
		fits = is[*cloud.VPC]
		c.blackhole()
	}
	c.each(fits)
	if c.vpc != nil {
		c.own(fits)
	}
}

// own offers what a VPC has without being told.
func (c *completer) own(fits func(cloud.Object) bool) {
	for _, o := range c.vpc.Implied() {
		if fits(o) {
			c.object(o)
		}
	}
}

func (c *completer) blackhole() { c.offer("blackhole", "word", "what stood there is gone") }

// targets are what a route may lead to.
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
	c.each(is[*cloud.Instance])
	if c.vpc != nil {
		c.interfaces(c.machines())
	}
	c.blackhole()
}

// machines are those of the VPCs that a name may be of.
func (c *completer) machines() []*cloud.Instance {
	var all []*cloud.Instance
	for _, v := range c.vpcs() {
		for _, n := range v.Subnets {
			all = append(all, n.Instances...)
		}
	}
	return all
}

// further are the interfaces of a machine behind its first.
func further(m *cloud.Instance) []*cloud.Interface { return m.Interfaces[min(1, len(m.Interfaces)):] }

// interfaces offers the further interfaces of machines, which have names of their own: router.eth1.
func (c *completer) interfaces(machines []*cloud.Instance) {
	for _, m := range machines {
		for _, i := range further(m) {
			c.object(i)
		}
	}
}

// deciders are what may stop a packet or see it pass.
func (c *completer) deciders(s *vocabulary.Slot) {
	c.each(func(o cloud.Object) bool {
		if s.Label == "passed" && is[*cloud.VPC](o) {
			return false // it is passed by its gateways
		}
		return !is[*cloud.Subnet](o) && !is[*cloud.PrefixList](o) && !is[*cloud.User](o)
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

// ends are what a question may be put from or to. Behind a dot stand the kinds of its addresses.
func (c *completer) ends(s *vocabulary.Slot) {
	if name, _, dotted := strings.Cut(c.typed, "."); dotted {
		for _, w := range c.cloudsHere() {
			if m := w.Instance(name); m != nil {
				c.addressKinds(m)
			}
		}
		return
	}
	for _, h := range c.scenario.Network.Hosts {
		c.offer(h.Name, "name", string(h.Noun))
	}
	for _, w := range c.cloudsHere() {
		for _, o := range w.Objects {
			switch o.(type) {
			case *cloud.NAT:
				if s.Label == "from" {
					continue // it begins no connection of its own
				}
				c.offer(o.Base().Name, "name", string(o.Base().Noun))
			case *cloud.Instance, *cloud.Balancer, *cloud.Pod:
				c.offer(o.Base().Name, "name", string(o.Base().Noun))
			}
		}
	}
	c.interfaces(c.machines())
}

// addressKinds offers what may stand behind a machine's name and a dot.
func (c *completer) addressKinds(m *cloud.Instance) {
	for _, i := range m.Interfaces {
		for _, a := range i.Addresses {
			c.addressKind(m, cloud.PrivateKind, a.Private, !a.Private.Is4())
			if a.Public != nil {
				c.addressKind(m, cloud.PublicKind, a.Public.Addr, !a.Public.Addr.Is4())
			}
		}
	}
	c.interfaces([]*cloud.Instance{m})
}

func (c *completer) addressKind(m *cloud.Instance, k cloud.AddressKind, a netip.Addr, v6 bool) {
	if v6 {
		k = cloud.IPv6Kind
	}
	c.offer(m.Name+"."+string(k), "name", a.String())
}

// peers are the other ends of a rule: groups and prefix lists where the cloud lets a rule name them, and ranges.
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
		c.each(is[*cloud.PrefixList])
	case g != nil:
		c.each(is[*cloud.PrefixList])
	}
	if g != nil && g.Kind != nil && g.Kind.References {
		c.each(func(o cloud.Object) bool {
			return is[*cloud.Group](o) && (g.Kind.SelfReference || o != cloud.Object(g))
		})
	}
	c.everywhere()
	for _, v := range c.vpcs() {
		c.place(&v.Thing, v.Ranges)
		for _, n := range v.Subnets {
			c.place(&n.Thing, n.Ranges)
		}
	}
	c.hosts()
}

// sidePeers are the other ends of a rule in the classic network: addresses on the public side, groups and machines on
// the inner one.
func (c *completer) sidePeers(g *cloud.Group) {
	if len(c.spot.Before) > 0 && c.spot.Before[0].Text == g.Internet.Kind.Side {
		c.everywhere()
		c.hosts()
		return
	}
	c.each(func(o cloud.Object) bool { return is[*cloud.Group](o) && o != cloud.Object(g) })
	c.inner()
}

// hosts offers the addresses of the machines on the Internet under their names.
func (c *completer) hosts() {
	for _, h := range c.scenario.Network.Hosts[1:] { // the first one is everybody
		c.write(h.Name, "range", string(h.Noun)+", "+h.Addresses[0].String(), h.Addresses[0].String())
	}
}

// inner offers the private addresses of machines under their names.
func (c *completer) inner() {
	for _, m := range c.machines() {
		if i := m.Interfaces; len(i) > 0 && len(i[0].Addresses) > 0 {
			a := i[0].Addresses[0].Private.String()
			c.write(m.Name, "range", string(m.Noun)+", "+a, a)
		}
	}
}

// group is the security group that the spot lies in, nil where it lies in none.
func (c *completer) group() *cloud.Group {
	for _, around := range c.spot.Around {
		if g, ok := c.scenario.stated(c.cloud, around.Span).(*cloud.Group); ok {
			return g
		}
	}
	return nil
}

func (c *completer) everywhere() {
	c.offer("0.0.0.0/0", "range", "every IPv4 address")
	c.offer("::/0", "range", "every IPv6 address")
}

// place offers the first range of something under its name.
func (c *completer) place(t *cloud.Thing, ranges []netip.Prefix) {
	if len(ranges) > 0 {
		c.write(t.Name, "range", string(t.Noun)+", "+ranges[0].String(), ranges[0].String())
	}
}

// ranges are those that a route, an entry or a list may be about. Where a statement makes a range its own, none is
// offered.
func (c *completer) ranges() {
	switch c.spot.Place {
	case vocabulary.InTable:
		c.each(is[*cloud.PrefixList])
	case vocabulary.InNAT, vocabulary.InIptables, vocabulary.InBalancer, vocabulary.InTransit, vocabulary.InList:
	default:
		return
	}
	c.everywhere()
	if c.cloud == nil {
		return
	}
	for _, v := range c.cloud.VPCs {
		c.place(&v.Thing, v.Ranges)
	}
	if c.vpc != nil && c.spot.Place != vocabulary.InTable {
		for _, n := range c.vpc.Subnets {
			c.place(&n.Thing, n.Ranges)
		}
	}
}

// addresses are a NAT gateway's own, and for a guest's tables those of the machines around it. Others are made up.
func (c *completer) addresses(s *vocabulary.Slot) {
	switch c.spot.Place {
	case vocabulary.InNAT:
		n, ok := c.scenario.stated(c.cloud, c.spot.Around[len(c.spot.Around)-1].Span).(*cloud.NAT)
		if !ok || len(s.Row.Forms) == 1 && s.Row.Forms[0] == "[ADDRESS,]" {
			return
		}
		for _, p := range n.Publics() {
			c.offer(p.Name, "range", string(p.Noun))
		}
	case vocabulary.InIptables:
		c.inner()
	}
}

// stated is the object that a statement of a cloud declares, nil where it declares none that the network has.
func (s *Scenario) stated(c *cloud.Cloud, at source.Span) cloud.Object {
	if c == nil {
		return nil
	}
	for _, o := range c.Objects {
		if o.Base().Span == at {
			return o
		}
		if m, ok := o.(*cloud.Instance); ok {
			for _, i := range further(m) {
				if i.Span == at {
					return i
				}
			}
		}
	}
	for _, v := range c.Networks() {
		for _, o := range append(v.Implied(), v) {
			if o.Base().Span == at {
				return o
			}
		}
	}
	return nil
}
