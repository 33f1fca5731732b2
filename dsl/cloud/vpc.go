package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A VPC is a private network of a cloud.
type VPC struct {
	Thing
	Cloud   *Cloud
	Ranges  []netip.Prefix
	Subnets []*Subnet
	Groups  []*Group
	ACLs    []*ACL
	Tables  []*Table
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
	owners     map[netip.Addr]*Interface
}

// Holds reports whether an address lies in one of the VPC's ranges.
func (v *VPC) Holds(a netip.Addr) bool {
	for _, r := range v.Ranges {
		if r.Contains(a) {
			return true
		}
	}
	return false
}

// Owner is the interface and its entry that a private address belongs to; nil where none does.
func (v *VPC) Owner(a netip.Addr) (*Interface, *Address) {
	if i := v.owners[a]; i != nil {
		return i, i.Holding(a)
	}
	return nil, nil
}

// Assign gives an interface a private address.
func (v *VPC) Assign(i *Interface, a netip.Addr) {
	if v.owners == nil {
		v.owners = map[netip.Addr]*Interface{}
	}
	v.owners[a] = i
	i.Addresses = append(i.Addresses, Address{Private: a})
}

// A Subnet is a range of a VPC where machines live: a subnet, a vSwitch.
type Subnet struct {
	Thing
	Ranges    []netip.Prefix
	Zone      string
	Table     *Table
	ACL       *ACL // nil where none is bound
	Instances []*Instance
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
