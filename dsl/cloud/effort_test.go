package cloud

import (
	"net/netip"
	"testing"
)

// TestASearchWithoutEffortFindsNothing asks for what is there, once without a limit and once with one that the first
// step reaches.
func TestASearchWithoutEffortFindsNothing(t *testing.T) {
	c := &Cloud{Provider: &Alibaba}
	public := &PublicAddress{Addr: netip.MustParseAddr("198.51.100.1")}
	network := func() *VPC {
		v := &VPC{Cloud: c}
		v.Main = &Table{Thing: Thing{VPC: v}}
		n := &Subnet{Thing: Thing{VPC: v}, Table: v.Main}
		m := &Instance{}
		i := &Interface{Thing: Thing{VPC: v}, Owner: m, Subnet: n}
		i.Addresses = []Address{{Private: netip.MustParseAddr("10.0.0.1"), Public: public}}
		m.Interfaces = []*Interface{i}
		n.Instances = []*Instance{m}
		v.Subnets = []*Subnet{n}
		return v
	}
	v, next := network(), network()
	c.VPCs = []*VPC{v, next}
	c.Peerings = []*Peering{{Ends: [2]*VPC{v, next}}}
	m := v.Subnets[0].Instances[0]
	v.Main.Routes = []Route{{Range: netip.MustParsePrefix("0.0.0.0/0"), Target: m.Interfaces[0]}}
	v.Balancers = []*Balancer{{Listeners: []Listener{{Targets: []*Instance{m}}}}}
	g := &NAT{Interface: &Interface{Addresses: []Address{{Public: public}}}}
	g.SNAT = []SNATEntry{{Ranges: prefixes("10.0.0.0/24"), Via: public}}
	for _, test := range []struct {
		claim string
		finds func(Subject) bool
	}{
		{"an address", hasPublicIPv4},
		{"a machine", func(s Subject) bool { return s.machines(v, func(*Instance) bool { return true }) }},
		{"a target", func(s Subject) bool { return targets(s, func(*Balancer) bool { return true }) }},
		{"a route", func(s Subject) bool { return s.leads(v.Main, func(Target) bool { return true }) }},
		{"a subnet", func(s Subject) bool { return s.anySubnet(func(Target) bool { return true }) }},
		{"a neighbour", isJoined},
		{"an entry", func(s Subject) bool { return s.translated(g, netip.MustParseAddr("10.0.0.1")) != nil }},
	} {
		s := Subject{Machine: m, Cloud: c, VPC: v, Subnet: v.Subnets[0]}
		if !test.finds(s) {
			t.Errorf("%s is not found without a limit", test.claim)
		}
		for most := range 3 {
			effort := Effort(most)
			if s.Effort = &effort; test.finds(s) && effort < 0 {
				t.Errorf("%s is found with an effort of %d, which was spent", test.claim, most)
			}
		}
	}
}

// TestAVPCIsTriedWithItsPublicNATGateways counts the NAT gateways that a door may go through: no private one, at most
// twenty, and a new one.
func TestAVPCIsTriedWithItsPublicNATGateways(t *testing.T) {
	v := &VPC{}
	for range 25 {
		v.NATs = append(v.NATs, &NAT{Private: true}, &NAT{})
	}
	all := v.DoorNATs()
	if len(all) != 21 || all[20] != nil {
		t.Fatalf("have %d\nwant 20, and nil behind them", len(all))
	}
	for i, n := range all[:20] {
		if n != v.NATs[2*i+1] {
			t.Errorf("%d: have %+v\nwant the next public one", i, n)
		}
	}
}
