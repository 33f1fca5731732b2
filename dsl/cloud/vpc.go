package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A VPC is a private network of a cloud, or its classic network, which has subnets and groups and no tables.
type VPC struct {
	Thing
	Cloud   *Cloud
	Ranges  []netip.Prefix
	Subnets []*Subnet
	Groups  []*Group
	ACLs    []*ACL
	Tables  []*Table
	// Routes are those that every table has: the cloud's own, and PodRoutes, those of clusters.
	Routes, PodRoutes []Route
	// Main is the table of a subnet that names none.
	Main *Table
	// DefaultGroup is what an instance is in that names none.
	DefaultGroup *Group
	// DefaultACL is the ACL of a subnet that names none; nil where the cloud has no such thing.
	DefaultACL *ACL
	// InternetGateway is nil where there is none.
	InternetGateway *InternetGateway
	// EgressGateway, IPv4Gateway and IPv6Gateway are nil where there is none.
	EgressGateway *EgressGateway
	IPv4Gateway   *IPv4Gateway
	IPv6Gateway   *IPv6Gateway
	VPNGateways   []*VPNGateway
	NATs          []*NAT
	Balancers     []*Balancer
	Clusters      []*Cluster
	// UserRanges are public ranges that count as private here.
	UserRanges []netip.Prefix
	// PublicAccess is what the VPC's own switch lets through.
	PublicAccess PublicAccess
	// PublicAccessSpan is the line that says so.
	PublicAccessSpan source.Span
	// SharedSNAT is the platform's own way out for who has no other; nil where there is none.
	SharedSNAT *PublicAddress
	owners     map[netip.Addr]entry
	ranges     RangeIndex
}

// AddRange gives the VPC a range.
func (v *VPC) AddRange(r netip.Prefix) {
	v.Ranges = append(v.Ranges, r)
	v.ranges.Add(r)
}

// Holds reports whether an address lies in one of the VPC's ranges.
func (v *VPC) Holds(a netip.Addr) bool {
	return a.IsValid() && v.HoldsRange(netip.PrefixFrom(a, a.BitLen()))
}

// HoldsRange reports whether all of a range lies in one of the VPC's.
func (v *VPC) HoldsRange(r netip.Prefix) bool { return v.ranges.Holding(r) >= 0 }

// RangeIndex is that of the VPC's ranges.
func (v *VPC) RangeIndex() *RangeIndex { return &v.ranges }

// Title is how a sentence names it: "VPC shop".
func (v *VPC) Title() string {
	if v.IsClassic() {
		return "the classic network"
	}
	return string(NounVPC) + " " + v.Name
}

// IsClassic reports whether it is the cloud's classic network.
func (v *VPC) IsClassic() bool { return v.Noun == NounClassic }

// Implied is what it has without being told: tables, groups and ACLs that no statement has to declare.
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

// OwnACLs is the ACL that it has without being told, where the cloud has such a thing.
func (v *VPC) OwnACLs() []*ACL {
	if v.DefaultACL == nil {
		return nil
	}
	return []*ACL{v.DefaultACL}
}

// Filters are the lists of rules that stand at its interfaces: its groups, in the classic network both halves of each.
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

// An entry is an address of an interface, by its place there.
type entry struct {
	at    *Interface
	place int
}

func (e entry) address() *Address { return &e.at.Addresses[e.place] }

// Owner is the interface and its entry that a private address belongs to; nil where none does.
func (v *VPC) Owner(a netip.Addr) (*Interface, *Address) {
	if e, ok := v.owners[a]; ok {
		return e.at, e.address()
	}
	return nil, nil
}

// Place is the place of a private address that an interface owns.
func (v *VPC) Place(a netip.Addr) int { return v.owners[a].place }

// Assign gives an interface a private address.
func (v *VPC) Assign(i *Interface, a netip.Addr) {
	if v.owners == nil {
		v.owners = map[netip.Addr]entry{}
	}
	v.owners[a] = entry{i, len(i.Addresses)}
	i.Addresses = append(i.Addresses, Address{Private: a})
}

// AssignFirst gives an interface a private address before those that it has.
func (v *VPC) AssignFirst(i *Interface, a netip.Addr) {
	v.Assign(i, a)
	last := len(i.Addresses) - 1
	i.Addresses[0], i.Addresses[last] = i.Addresses[last], i.Addresses[0]
	v.owners[i.Addresses[last].Private] = entry{i, last}
	v.owners[a] = entry{i, 0}
}

// A Subnet is a range of a VPC where machines live: a subnet, a vSwitch.
type Subnet struct {
	Thing
	Ranges    []netip.Prefix
	Zone      string
	Table     *Table // nil in the classic network
	ACL       *ACL   // nil where none is bound
	Instances []*Instance
	// Side is the side of the classic network that it stands for, nil in a VPC.
	Side *ClassicSide
}

// Holds reports whether an address lies in one of the subnet's ranges.
func (s *Subnet) Holds(a netip.Addr) bool {
	for _, r := range s.Ranges {
		if r.Contains(a) {
			return true
		}
	}
	return false
}
