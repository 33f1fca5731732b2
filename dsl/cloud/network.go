package cloud

import (
	"net/netip"
	"slices"
)

// A Network is a scenario: the hosts on the Internet, the clouds, and the questions about them.
type Network struct {
	Title     string
	Notes     []string
	Hosts     []*Host
	Clouds    []*Cloud
	Questions []*Question
	Exposures []*Exposure
	// Findings are the expectations about findings.
	Findings []*FindingExpectation
	hosts    map[string]*Host
	at       map[netip.Addr]*Host
}

// NewNetwork makes a network with the host internet only.
func NewNetwork() *Network {
	n := &Network{Notes: []string{}, hosts: map[string]*Host{}, at: map[netip.Addr]*Host{}}
	n.AddHost(Internet())
	return n
}

// AddHost adds a host. Its name and addresses must be free.
func (n *Network) AddHost(h *Host) {
	n.Hosts = append(n.Hosts, h)
	n.hosts[h.Name] = h
	for _, a := range h.Addresses {
		n.at[a] = h
	}
}

// Host returns the host with this name, nil if there is none.
func (n *Network) Host(name string) *Host { return n.hosts[name] }

// HostAt returns the host with this address, nil if there is none.
func (n *Network) HostAt(a netip.Addr) *Host { return n.at[a] }

// Cloud returns the cloud with this key, nil if the scenario does not have it.
func (n *Network) Cloud(key string) *Cloud {
	for _, c := range n.Clouds {
		if c.Provider.Key == key {
			return c
		}
	}
	return nil
}

// HasUser reports whether a cloud has a user with this name.
func (n *Network) HasUser(name string) bool {
	for _, c := range n.Clouds {
		if c.Taken(ScopeUsers, name) != nil {
			return true
		}
	}
	return false
}

// A Host is a machine on the Internet, outside of every cloud.
type Host struct {
	Thing
	Addresses []netip.Addr
	Ephemeral Ports // its source ports as a client
	Listen    Listen
}

// Internet is the host internet, which every network has: any machine on the Internet.
func Internet() *Host {
	return &Host{
		Thing:     Thing{Name: "internet", Noun: NounHost},
		Addresses: []netip.Addr{netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8:ffff::1")},
		Ephemeral: AnyClient,
	}
}

// A Cloud is the network at one provider. The clouds of a scenario reach the hosts, but not each other.
type Cloud struct {
	Provider *Provider
	// Platform is the cloud itself, as the object that decides what no statement configures.
	Platform *Thing
	// Account is the number of the account, empty if it is not stated.
	Account string
	VPCs    []*VPC
	// Classic is its classic network, nil if it is not stated.
	Classic *VPC
	// Peerings and TransitGateways join VPCs.
	Peerings        []*Peering
	TransitGateways []*TransitGateway
	// Connections are its VPN connections.
	Connections []*VPNConnection
	Users       []*User
	// Objects are the declared objects of this cloud, in order; they don't include those of VPC.Implied.
	Objects   []Object
	named     names
	instances int
	// gateways are the machines with a network behind them.
	gateways []*Instance
	public   map[netip.Addr]entry
}

// Networks are its VPCs and its classic network.
func (c *Cloud) Networks() []*VPC {
	if c.Classic == nil {
		return c.VPCs
	}
	return append(c.VPCs[:len(c.VPCs):len(c.VPCs)], c.Classic)
}

// Has reports whether something in the cloud has an address: an interface, a pod, or a service of the cloud itself.
func (c *Cloud) Has(a netip.Addr) bool {
	if _, bound := c.public[a]; bound {
		return true
	}
	return slices.ContainsFunc(c.Networks(), func(v *VPC) bool {
		owner, _ := v.Owner(a)
		return owner != nil || v.PodAt(a) != nil || v.SharedSNAT != nil && v.SharedSNAT.Addr == a ||
			slices.ContainsFunc(v.Services, func(s OwnService) bool { return s.Addr == a })
	})
}

// Homes are the networks in which something has a private address.
func (c *Cloud) Homes(a netip.Addr) []*VPC {
	var all []*VPC
	for _, v := range c.Networks() {
		if owner, _ := v.Owner(a); owner != nil || v.PodAt(a) != nil {
			all = append(all, v)
		}
	}
	return all
}

// IsIn reports whether an end of a question is something in a network.
func (c *Cloud) IsIn(e Endpoint, v *VPC) bool {
	if e.Name != "" {
		o := c.End(e.Name)
		return o != nil && o.Base().VPC == v
	}
	owner, _ := v.Owner(e.Addr)
	return owner != nil || v.PodAt(e.Addr) != nil || slices.ContainsFunc(c.Fars(), func(f Far) bool {
		return f.Holds(e.Addr) && leadsInto(f, v)
	})
}

// leadsInto reports whether a far network is joined with a VPC: by the gateway there, or by a hub that attaches both.
func leadsInto(f Far, v *VPC) bool {
	switch f := f.(type) {
	case *VPNGateway:
		return f.VPC == v
	case *VPNConnection:
		return f.Hub != nil && f.Hub.Joins(v)
	}
	return false
}

// Home is the network in which something has a private address, nil if nothing has it. Where several have it, it is that
// of the other end of a question, or else the first.
func (c *Cloud) Home(a netip.Addr, other Endpoint) *VPC {
	homes := c.Homes(a)
	if len(homes) == 0 {
		return nil
	}
	if len(homes) > 1 {
		for _, v := range homes {
			if c.IsIn(other, v) {
				return v
			}
		}
	}
	return homes[0]
}

// BehindAt are the networks behind machines that have the narrowest range with an address, one for each machine.
func (c *Cloud) BehindAt(a netip.Addr) []*Behind {
	var found []*Behind
	bits := -1
	for _, m := range c.gateways {
		for _, b := range m.Behind {
			switch {
			case !b.Range.Contains(a) || b.Range.Bits() < bits:
				continue
			case b.Range.Bits() > bits:
				found, bits = nil, b.Range.Bits()
			}
			found = append(found, b)
		}
	}
	return found
}

// Fars are its VPN gateways and VPN connections.
func (c *Cloud) Fars() []Far {
	var all []Far
	for _, v := range c.VPCs {
		for _, g := range v.VPNGateways {
			all = append(all, g)
		}
	}
	for _, n := range c.Connections {
		all = append(all, n)
	}
	return all
}

// FarsAt are the ways to the far networks with the narrowest range that holds an address, as a sender of something: where
// some lead into a VPC of the other end, only those. clash says that they lead to several networks, and nothing tells which
// one is meant.
func (c *Cloud) FarsAt(a netip.Addr, other Endpoint) (fars []Far, clash bool) {
	all := slices.DeleteFunc(c.Fars(), func(f Far) bool { return !f.Holds(a) })
	near := slices.Clone(all)
	near = slices.DeleteFunc(near, func(f Far) bool {
		return !slices.ContainsFunc(c.VPCs, func(v *VPC) bool { return leadsInto(f, v) && c.IsIn(other, v) })
	})
	if len(near) > 0 {
		return narrowest(near, a), false
	}
	fars = narrowest(all, a)
	return fars, len(fars) > 1
}

// narrowest are the far networks whose range for an address is the narrowest.
func narrowest(all []Far, a netip.Addr) []Far {
	var found []Far
	most := -1
	for _, f := range all {
		bits := -1
		for _, r := range f.Network() {
			if r.Contains(a) {
				bits = max(bits, r.Bits())
			}
		}
		if bits > most {
			found, most = nil, bits
		}
		if bits == most {
			found = append(found, f)
		}
	}
	return found
}

// IsFar reports whether an address belongs to a far network.
func (c *Cloud) IsFar(a netip.Addr) bool {
	return slices.ContainsFunc(c.Fars(), func(f Far) bool { return f.Holds(a) })
}

// Keeps adds a network behind a machine.
func (c *Cloud) Keeps(b *Behind) {
	if len(b.Machine.Behind) == 0 {
		c.gateways = append(c.gateways, b.Machine)
	}
	b.Machine.Behind = append(b.Machine.Behind, b)
}

// PublicOwner returns the interface and its private address to which a public address is bound, nil if it is not bound.
func (c *Cloud) PublicOwner(a netip.Addr) (*Interface, *Address) {
	if e, ok := c.public[a]; ok {
		return e.at, e.address()
	}
	return nil, nil
}

// Instance returns the machine with this name, nil if there is none.
func (c *Cloud) Instance(name string) *Instance {
	m, _ := c.End(name).(*Instance)
	return m
}

// Instances is the number of machines.
func (c *Cloud) Instances() int { return c.instances }

// Add puts a machine into its subnet.
func (c *Cloud) Add(m *Instance) {
	c.instances++
	s := m.Interfaces[0].Subnet
	s.Instances = append(s.Instances, m)
}

// Bind binds a public address to a private one, given by its index in the addresses of the interface.
func (c *Cloud) Bind(i *Interface, place int, p *PublicAddress) {
	if c.public == nil {
		c.public = map[netip.Addr]entry{}
	}
	c.public[p.Addr] = entry{at: i, place: place}
	i.Addresses[place].Public = p
}

// BindPod makes the IPv6 address of a pod its public one too.
func (c *Cloud) BindPod(p *Pod, public *PublicAddress) {
	if c.public == nil {
		c.public = map[netip.Addr]entry{}
	}
	c.public[public.Addr] = entry{at: p.At, pod: p}
	p.Public = public
}
