package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A VPC is a private network of a cloud, or its classic network, which has subnets and groups but no tables.
type VPC struct {
	Thing
	Cloud   *Cloud
	Ranges  []netip.Prefix
	Subnets []*Subnet
	Groups  []*Group
	ACLs    []*ACL
	Tables  []*Table
	// Routes are the system routes, which every table has.
	Routes []Route
	// Services are the cloud's own services in the VPC.
	Services []OwnService
	// Main is the main route table, used by every subnet that names none.
	Main *Table
	// DefaultGroup is the group of every instance that names none.
	DefaultGroup *Group
	// DefaultACL is the ACL of every subnet that names none; nil in a cloud without default ACLs.
	DefaultACL *ACL
	// InternetGateway, EgressGateway, IPv4Gateway and IPv6Gateway are nil in a VPC without one.
	InternetGateway *InternetGateway
	EgressGateway   *EgressGateway
	IPv4Gateway     *IPv4Gateway
	IPv6Gateway     *IPv6Gateway
	VPNGateways     []*VPNGateway
	NATs            []*NAT
	Balancers       []*Balancer
	Endpoints       []*InterfaceEndpoint
	Clusters        []*Cluster
	// UserRanges are public ranges that the VPC declares private.
	UserRanges []netip.Prefix
	// PublicAccess is the state of the VPC's switch for public access.
	PublicAccess PublicAccess
	// PublicAccessSpan is the line that states PublicAccess.
	PublicAccessSpan source.Span
	// SharedSNAT is the platform's address for senders without another way out; nil without shared SNAT.
	SharedSNAT *PublicAddress
	owners     map[netip.Addr]entry
	ranges     RangeIndex
}

// AddRange adds a range to the VPC.
func (v *VPC) AddRange(r netip.Prefix) {
	v.Ranges = append(v.Ranges, r)
	v.ranges.Add(r)
}

// Holds reports whether an address lies in one of the VPC's ranges.
func (v *VPC) Holds(a netip.Addr) bool {
	return a.IsValid() && v.HoldsRange(netip.PrefixFrom(a, a.BitLen()))
}

// HoldsRange reports whether a range lies inside one of the VPC's ranges.
func (v *VPC) HoldsRange(r netip.Prefix) bool { return v.ranges.Holding(r) >= 0 }

// RangeIndex is the index of the VPC's ranges.
func (v *VPC) RangeIndex() *RangeIndex { return &v.ranges }

// Title names the network in a sentence: "VPC shop".
func (v *VPC) Title() string {
	if v.IsClassic() {
		return "the classic network"
	}
	return string(NounVPC) + " " + v.Name
}

// IsClassic reports whether it is the cloud's classic network.
func (v *VPC) IsClassic() bool { return v.Noun == NounClassic }

// Implied are the objects that exist without a statement: the main table, the default group and the default ACL.
func (v *VPC) Implied() []Object {
	var all []Object
	if v.Main != nil {
		all = append(all, v.Main)
	}
	all = append(all, v.DefaultGroup)
	if v.DefaultACL != nil {
		all = append(all, v.DefaultACL)
	}
	return all
}

// OwnACLs is the default ACL, empty in a cloud without default ACLs.
func (v *VPC) OwnACLs() []*ACL {
	if v.DefaultACL == nil {
		return nil
	}
	return []*ACL{v.DefaultACL}
}

// Filters are the security groups at its interfaces, in the classic network both halves of each.
func (v *VPC) Filters() []*Group {
	if !v.IsClassic() {
		return v.Groups
	}
	var all []*Group
	for _, g := range v.Groups {
		all = append(all, g, g.Internet)
	}
	return all
}

// An entry is an address of an interface, by its index in Addresses, or that of a pod on it.
type entry struct {
	at    *Interface
	place int
	pod   *Pod
}

func (e entry) address() *Address {
	if e.pod != nil {
		return &e.pod.Address
	}
	return &e.at.Addresses[e.place]
}

// Owner returns the interface that has a private address, and the address there; nil if no interface has it.
func (v *VPC) Owner(a netip.Addr) (*Interface, *Address) {
	if e, ok := v.owners[a]; ok {
		return e.at, e.address()
	}
	return nil, nil
}

// Place is the index of a private address among the addresses of its interface.
func (v *VPC) Place(a netip.Addr) int { return v.owners[a].place }

// Assign gives an interface a private address.
func (v *VPC) Assign(i *Interface, a netip.Addr) {
	if v.owners == nil {
		v.owners = map[netip.Addr]entry{}
	}
	v.owners[a] = entry{at: i, place: len(i.Addresses)}
	i.Addresses = append(i.Addresses, Address{Private: a})
}

// AssignFirst gives an interface a private address, as its first.
func (v *VPC) AssignFirst(i *Interface, a netip.Addr) {
	v.Assign(i, a)
	last := len(i.Addresses) - 1
	i.Addresses[0], i.Addresses[last] = i.Addresses[last], i.Addresses[0]
	v.owners[i.Addresses[last].Private] = entry{at: i, place: last}
	v.owners[a] = entry{at: i}
}

// A Subnet is a part of a VPC that holds machines: a subnet, a vSwitch.
type Subnet struct {
	Thing
	Ranges    []netip.Prefix
	Zone      string
	Table     *Table // nil in the classic network
	ACL       *ACL   // nil if none is bound
	Instances []*Instance
	// Side is the side of the classic network that the subnet stands for, nil in a VPC.
	Side *ClassicSide
}

// Holds reports whether an address lies in one of the subnet's ranges.
func (s *Subnet) Holds(a netip.Addr) bool {
	return anyContains(s.Ranges, a)
}
