package cloud

import "net/netip"

// A ClassicModel is a cloud's network from before its VPCs: one flat network that all its customers share, where each
// machine has an interface inside and, if it has a public address, another that the Internet sees (alibaba 5.7). It has
// no route table, no network ACL and no translation.
//
// It is a VPC value all the same, with a subnet for each of the two sides: what a packet meets there is the data below.
type ClassicModel struct {
	// Range is where the inner addresses lie, and First is the first one that is given.
	Range netip.Prefix
	First netip.Addr
	// Services is where the cloud's own services lie, which the inner side leads to.
	Services netip.Prefix
	// Intranet and Internet are the sides, each with its own stages and its own half of every group.
	Intranet, Internet ClassicSide
	// Default fills the group of a machine that names none.
	Default func(g *Group)
}

// A ClassicSide is one of the two sides of a machine of the classic network.
type ClassicSide struct {
	Ways
	// Public says that it is the side of the Internet.
	Public bool
	// Kind is the kind of the half of a group that filters it.
	Kind *GroupKind
}

// Leads reports whether a guest sends to an address by this side: to every private one by the inner, to all others by
// the public one.
func (f *ClassicSide) Leads(to netip.Addr) bool { return IsPrivateSpace(to) != f.Public }

// NewClassic makes the classic network of a cloud, empty but for its default group.
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

// NewClassicGroup makes a group of the classic network: the half for the inner side, which knows the one for the
// public.
func NewClassicGroup(v *VPC, t Thing) *Group {
	m := v.Cloud.Provider.Classic
	g := &Group{Thing: t, Kind: m.Intranet.Kind}
	g.Internet = &Group{Thing: t, Kind: m.Internet.Kind, whole: g}
	return g
}
