package cloud

import "net/netip"

// A Network is what a scenario describes: the machines on the Internet, the clouds, and what is asked of them.
type Network struct {
	Title     string
	Notes     []string
	Hosts     []*Host
	Clouds    []*Cloud
	Questions []*Question
	Exposures []*Exposure
	// Findings are what is expected to be found.
	Findings []*FindingExpectation
	hosts    map[string]*Host
	at       map[netip.Addr]*Host
}

// NewNetwork is a network of nothing but the Internet.
func NewNetwork() *Network {
	n := &Network{Notes: []string{}, hosts: map[string]*Host{}, at: map[netip.Addr]*Host{}}
	n.AddHost(Internet())
	return n
}

// AddHost adds a host, whose name and addresses must be free.
func (n *Network) AddHost(h *Host) {
	n.Hosts = append(n.Hosts, h)
	n.hosts[h.Name] = h
	for _, a := range h.Addresses {
		n.at[a] = h
	}
}

// Host is the host with this name, nil where there is none.
func (n *Network) Host(name string) *Host { return n.hosts[name] }

// HostAt is the host with this address, nil where there is none.
func (n *Network) HostAt(a netip.Addr) *Host { return n.at[a] }

// Cloud is the cloud with this key, nil where the scenario has none such.
func (n *Network) Cloud(key string) *Cloud {
	for _, c := range n.Clouds {
		if c.Provider.Key == key {
			return c
		}
	}
	return nil
}

// A Host is a machine on the Internet, outside of every cloud.
type Host struct {
	Thing
	Addresses []netip.Addr
	Ephemeral Ports // the ports that it sends from
	Listen    Listen
}

// Internet is the host that is always there: any machine out there.
func Internet() *Host {
	return &Host{
		Thing:     Thing{Name: "internet", Noun: NounHost},
		Addresses: []netip.Addr{netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8:ffff::1")},
		Ephemeral: AnyClient,
	}
}

// A Cloud is one provider's network. The clouds of a scenario don't see each other; each sees the hosts.
type Cloud struct {
	Provider *Provider
	// Platform is the cloud itself, as the object that decides what nobody configured.
	Platform *Thing
	// Account is the number of the account, empty where the scenario gives none.
	Account string
	VPCs    []*VPC
	// Classic is its classic network, nil where the scenario states none.
	Classic *VPC
	// Peerings and TransitGateways are what joins VPCs.
	Peerings        []*Peering
	TransitGateways []*TransitGateway
	Users           []*User
	// Objects are what the scenario declares in this cloud, in order; what a VPC has without being told is not among
	// them.
	Objects   []Object
	named     map[string]Object
	instances int
	public    map[netip.Addr]entry
}

// Networks are its VPCs and its classic network.
func (c *Cloud) Networks() []*VPC {
	if c.Classic == nil {
		return c.VPCs
	}
	return append(c.VPCs[:len(c.VPCs):len(c.VPCs)], c.Classic)
}

// Declare adds an object under its name, which must be free.
func (c *Cloud) Declare(o Object) {
	if c.named == nil {
		c.named = map[string]Object{}
	}
	c.named[o.Base().Name] = o
	c.Objects = append(c.Objects, o)
}

// Object is what the scenario declares under a name, nil where it declares nothing so.
func (c *Cloud) Object(name string) Object { return c.named[name] }

// PublicOwner is the interface and its address that a public address of this cloud belongs to; nil where none does.
func (c *Cloud) PublicOwner(a netip.Addr) (*Interface, *Address) {
	if e, ok := c.public[a]; ok {
		return e.at, e.address()
	}
	return nil, nil
}

// Instance is the machine with this name, nil where there is none.
func (c *Cloud) Instance(name string) *Instance {
	m, _ := c.named[name].(*Instance)
	return m
}

// Instances is how many machines there are.
func (c *Cloud) Instances() int { return c.instances }

// Add puts a machine into its subnet.
func (c *Cloud) Add(m *Instance) {
	c.instances++
	s := m.Interfaces[0].Subnet
	s.Instances = append(s.Instances, m)
}

// Bind gives a private address, by its place on the interface, a public one.
func (c *Cloud) Bind(i *Interface, place int, p *PublicAddress) {
	if c.public == nil {
		c.public = map[netip.Addr]entry{}
	}
	c.public[p.Addr] = entry{i, place}
	i.Addresses[place].Public = p
}
