//go:build linux

package main

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// A machine is a kernel with a network namespace of its own: a guest, a host on the Internet, or what lies behind a
// guest.
type machine struct {
	name string
	// guest is the instance of the scenario, nil for every other machine.
	guest *cloud.Instance
	// host is the host of the scenario, nil for every other machine.
	host   *cloud.Host
	links  []*link
	listen cloud.Listen
	space  *space
}

// A link is an interface of a machine. What the machine sends by it the fabric gets, and the other way round.
type link struct {
	machine *machine
	device  string
	// at is the interface of the scenario, nil outside of the cloud.
	at *cloud.Interface
	// addresses are the machine's own, each with the length of the range that is on the link.
	addresses []netip.Prefix
	// far is the guest's end of the link of a machine that is behind it, nil for every other link.
	far *link
	// ranges are what lies behind the guest over this link, and beyond the machines there that are in question.
	ranges []netip.Prefix
	beyond []*link
	// tunnel is its place among the machine's links and among the tunnels of the space.
	tunnel int
}

func (m *machine) add(l link) *link {
	l.machine = m
	l.tunnel = len(m.links)
	l.device = fmt.Sprintf("eth%d", l.tunnel)
	m.links = append(m.links, &l)
	return m.links[len(m.links)-1]
}

func (m *machine) has(a netip.Addr) bool {
	return slices.ContainsFunc(m.links, func(l *link) bool { return l.has(a) })
}

func (l *link) has(a netip.Addr) bool {
	return slices.ContainsFunc(l.addresses, func(p netip.Prefix) bool { return p.Addr() == a })
}

// A plan is the machines that a cloud of a scenario needs, hosts included.
type plan struct {
	network  *cloud.Network
	cloud    *cloud.Cloud
	machines []*machine
}

// newPlan makes the machines of a cloud, and a machine behind a guest for each of the addresses that lie there. It
// returns an error for what the lab can't express.
func newPlan(n *cloud.Network, c *cloud.Cloud, asked []netip.Addr) (*plan, error) {
	p := &plan{network: n, cloud: c}
	if err := p.inexpressible(); err != nil {
		return nil, err
	}
	for _, h := range n.Hosts {
		m := &machine{name: h.Name, host: h, listen: h.Listen}
		m.add(link{addresses: whole(h.Addresses)})
		p.machines = append(p.machines, m)
	}
	p.addStrangers(asked)
	for _, v := range c.VPCs {
		for _, s := range v.Subnets {
			for _, i := range s.Instances {
				p.addGuest(i, asked)
			}
		}
	}
	return p, nil
}

// addStrangers gives the host internet, which is any machine out there, the public addresses in question that nobody
// has.
func (p *plan) addStrangers(asked []netip.Addr) {
	at := slices.IndexFunc(p.machines, func(m *machine) bool { return m.name == cloud.Internet().Name })
	for _, a := range asked {
		if owner, _ := p.cloud.PublicOwner(a); a.IsValid() && owner == nil && p.holder(a) == nil && !p.private(a) {
			l := p.machines[at].links[0]
			l.addresses = append(l.addresses, netip.PrefixFrom(a, a.BitLen()))
		}
	}
}

func (p *plan) private(a netip.Addr) bool {
	return slices.ContainsFunc(p.cloud.VPCs, func(v *cloud.VPC) bool { return p.cloud.Provider.Private(v, a) })
}

func (p *plan) addGuest(i *cloud.Instance, asked []netip.Addr) {
	m := &machine{name: i.Name, guest: i, listen: i.Listen}
	p.machines = append(p.machines, m)
	for _, at := range i.Interfaces {
		l := m.add(link{at: at})
		for _, a := range at.Addresses {
			l.addresses = append(l.addresses, netip.PrefixFrom(a.Private, l.lengthFor(a.Private)))
		}
	}
	p.addBehind(m, asked)
}

// addBehind makes a machine for each address in question of the ranges behind a guest.
func (p *plan) addBehind(m *machine, asked []netip.Addr) {
	var ranges []netip.Prefix
	for _, b := range m.guest.Behind {
		ranges = append(ranges, b.Range)
	}
	if len(ranges) == 0 {
		return
	}
	near := m.add(link{ranges: ranges})
	for _, a := range asked {
		if !slices.ContainsFunc(ranges, func(r netip.Prefix) bool { return r.Contains(a) }) || p.holder(a) != nil {
			continue
		}
		other := &machine{name: a.String()}
		near.beyond = append(near.beyond, other.add(link{addresses: whole([]netip.Addr{a}), far: near}))
		p.machines = append(p.machines, other)
	}
}

// ephemeral are the ports that the machine sends from.
func (m *machine) ephemeral() cloud.Ports {
	switch {
	case m.guest != nil:
		return m.guest.Ephemeral
	case m.host != nil:
		return m.host.Ephemeral
	}
	return cloud.AnyClient
}

// droppedPorts are the ranges of ports that the machine's own rules drop.
func (m *machine) droppedPorts() []cloud.Ports {
	if m.guest == nil {
		return nil
	}
	var all []cloud.Ports
	for _, d := range m.guest.Iptables.Drops {
		for _, r := range d.Service.Ports {
			all = append(all, cloud.Ports{Low: r[0], High: r[1]})
		}
	}
	return all
}

// lengthFor is the length of the range that comes with the next address: that of its subnet, for a further address of a
// range none.
func (l *link) lengthFor(a netip.Addr) int {
	for _, r := range l.at.Subnet.Ranges {
		if r.Contains(a) && !slices.ContainsFunc(l.addresses, func(p netip.Prefix) bool { return r.Contains(p.Addr()) }) {
			return r.Bits()
		}
	}
	return a.BitLen()
}

func whole(addresses []netip.Addr) []netip.Prefix {
	var all []netip.Prefix
	for _, a := range addresses {
		all = append(all, netip.PrefixFrom(a, a.BitLen()))
	}
	return all
}

// holder is the machine that has an address, nil if none has.
func (p *plan) holder(a netip.Addr) *machine {
	for _, m := range p.machines {
		if m.has(a) {
			return m
		}
	}
	return nil
}

// at is the link of an interface of the scenario, nil if it is none of a machine.
func (p *plan) at(i *cloud.Interface) *link {
	for _, m := range p.machines {
		for _, l := range m.links {
			if l.at == i {
				return l
			}
		}
	}
	return nil
}

// errInexpressible is the error of a scenario that the lab can't build.
var errInexpressible = errors.New("the lab has no")

// inexpressible says what the scenario has that is not emulated here, nil if the lab can express it.
func (p *plan) inexpressible() error {
	for _, v := range p.cloud.Networks() {
		switch {
		case v.IsClassic():
			return fmt.Errorf("%w %s", errInexpressible, v.Noun)
		case v.PublicAccess != cloud.PublicOpen:
			return fmt.Errorf("%w %s", errInexpressible, v.Switch().Name)
		case v.SharedSNAT != nil:
			return fmt.Errorf("%w %s", errInexpressible, v.SharedSNAT.Noun)
		}
	}
	for _, o := range p.cloud.Objects {
		if !expressible(o) {
			return fmt.Errorf("%w %s", errInexpressible, o.Base().Noun)
		}
	}
	return nil
}

// expressible reports whether the lab emulates an object, or it does nothing here.
func expressible(o cloud.Object) bool {
	switch o := o.(type) {
	case *cloud.InternetGateway:
		return !o.Detached
	case *cloud.IPv4Gateway:
		return o.State != cloud.Removed
	case *cloud.VPC, *cloud.Subnet, *cloud.Table, *cloud.Group, *cloud.ACL, *cloud.Instance, *cloud.Interface,
		*cloud.PublicAddress,
		*cloud.PrefixList, *cloud.User, *cloud.IPv6Gateway, *cloud.Behind:
		return true
	}
	return false
}

// openGroups lets everything through the groups of a cloud, and takes away its ACLs: the lab is about what stands
// behind them.
func openGroups(c *cloud.Cloud) {
	for _, v := range c.VPCs {
		for _, g := range append(v.Groups, v.DefaultGroup) {
			g.Apart = false
			g.Rules = [2][]cloud.Rule{{cloud.AllowAll(1)}, {cloud.AllowAll(1)}}
		}
		for _, s := range v.Subnets {
			s.ACL = nil
		}
	}
}
