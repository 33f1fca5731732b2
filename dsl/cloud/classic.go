package cloud

import "net/netip"

// A ClassicModel is a cloud's classic network, older than its VPCs: one flat network that all customers share. Each
// machine has an interface on the intranet, and another on the Internet if it has a public address
// (alibaba/classic-two-interfaces). There are no route tables, no network ACLs (alibaba/classic-has-no-routes-or-acls)
// and no translation.
//
// It is modelled as a VPC with two subnets, one for each side.
type ClassicModel struct {
	// Range is the range of intranet addresses, and First the first address that is assigned.
	Range netip.Prefix
	First netip.Addr
	// Services is the range of the cloud's own services, which the intranet reaches.
	Services netip.Prefix
	// Intranet and Internet are the two sides, each with its own stages and its own half of every group.
	Intranet, Internet ClassicSide
	// Default fills the default group.
	Default func(g *Group)
}

// A ClassicSide is one of the two sides of a machine of the classic network.
type ClassicSide struct {
	Ways
	// Public says that it is the Internet side.
	Public bool
	// Kind is the kind of the half of each group that filters this side.
	Kind *GroupKind
}

// Leads reports whether a guest sends to an address by this side: to private addresses by the intranet, to all others
// by the Internet side.
func (f *ClassicSide) Leads(to netip.Addr) bool { return IsPrivateSpace(to) != f.Public }

// NewClassic makes the classic network of a cloud, with its default group.
func NewClassic(c *Cloud, t Thing) *VPC {
	m := c.Provider.Classic
	v := &VPC{Thing: t, Cloud: c}
	v.VPC = v
	v.AddRange(m.Range)
	for _, f := range []*ClassicSide{&m.Intranet, &m.Internet} {
		s := &Subnet{Thing: Thing{Name: f.Kind.Side, Noun: NounSubnet, Span: v.Span, VPC: v}, Side: f}
		if !f.Public {
			s.Ranges = v.Ranges
		}
		v.Subnets = append(v.Subnets, s)
	}
	v.DefaultGroup = NewClassicGroup(v, Thing{Name: "default", Noun: NounGroup, VPC: v})
	v.Groups = append(v.Groups, v.DefaultGroup)
	m.Default(v.DefaultGroup)
	return v
}

// NewClassicGroup makes a group of the classic network: the half for the intranet, with the half for the Internet side
// in its field Internet.
func NewClassicGroup(v *VPC, t Thing) *Group {
	m := v.Cloud.Provider.Classic
	g := &Group{Thing: t, Kind: m.Intranet.Kind}
	g.Internet = &Group{Thing: t, Kind: m.Internet.Kind, whole: g}
	return g
}
