package cloud

import (
	"net/netip"
	"testing"
)

// TestASearchCostsWhatItLooksAt holds what searches cost in a network of two VPCs: one step for each thing that is looked
// at and one for the list of each. With less they find nothing.
func TestASearchCostsWhatItLooksAt(t *testing.T) {
	c := &Cloud{Provider: &Alibaba}
	v, next := aVPC(c), aVPC(c)
	c.VPCs = []*VPC{v, next}
	c.Peerings = []*Peering{{Ends: [2]*VPC{v, next}}}
	c.TransitGateways = []*TransitGateway{{}, {}}
	m, g := v.Subnets[0].Instances[1], v.NATs[0]
	anyMachine := func(*Instance) bool { return true }
	anyTarget := func(Target) bool { return true }
	facing := balancerFilter{"alb", false}
	for _, test := range []struct {
		claim string
		finds func(Subject) bool
		cost  Effort
	}{
		{"an address of the second interface", hasPublicIPv4, 1 + 1 + 1 + 2},
		{"a machine", func(s Subject) bool { return s.machines(v, anyMachine) }, 1 + 2},
		{"the second machine", func(s Subject) bool {
			return s.machines(v, func(other *Instance) bool { return other == m })
		}, 1 + 2},
		{"a target of the second balancer", facing.targets, 1 + 1 + 1 + 2},
		{"a balancer", facing.there, 2},
		{"a listener", facing.listens, 2},
		{"a way from the second node of a balancer", func(s Subject) bool { return facing.leads(s, anyTarget) },
			1 + 1 + 2 + 1 + 1 + 2},
		{"a route", func(s Subject) bool { return s.leads(v.Main, anyTarget) }, 1 + 2},
		{"a subnet", func(s Subject) bool { return s.anySubnet(anyTarget) }, 1 + 1 + 2},
		{"a link to a neighbour with a NAT gateway", isJoined, 1 + 1 + 2 + 1 + 1 + 2},
		{"another's address", isElsewhere, 4},
		{"an address in the VPC", isBesidePublic, 4},
		{"a NAT gateway", func(s Subject) bool { return s.anyNAT(v, func(*NAT) bool { return true }) }, 2},
		{"a route to a NAT gateway", func(s Subject) bool { return leadsToNAT(s.through(g)) }, 1 + 2},
		{"an SNAT entry", func(s Subject) bool { return isTranslated(s.through(g)) }, 1 + 1 + 2},
		{"a DNAT entry", func(s Subject) bool { return isForwarded(s.through(g)) }, 2},
	} {
		s := Subject{Machine: m, Cloud: c, VPC: v, Subnet: v.Subnets[0]}
		if !test.finds(s) {
			t.Errorf("%s is not found without a limit", test.claim)
		}
		effort := Effort(100)
		s.Effort = &effort
		if found := test.finds(s); !found || 100-effort != test.cost {
			t.Errorf("%s: found %v, at a cost of %d\nwant %d", test.claim, found, 100-effort, test.cost)
		}
		for most := range test.cost {
			effort = most
			if test.finds(s) && effort >= 0 {
				t.Errorf("%s is found with an effort of %d\nwant %d at least", test.claim, most, test.cost)
			}
		}
		effort = test.cost
		if !test.finds(s) || effort != 0 {
			t.Errorf("%s: with an effort of %d have %d left\nwant it found, and none left", test.claim, test.cost, effort)
		}
	}
}

// aVPC is a VPC with two machines in its first subnet. The second machine has a second interface with a public address.
// The main table leads to a NAT gateway, and a balancer with two nodes has the second machine among its targets.
func aVPC(c *Cloud) *VPC {
	v := &VPC{Cloud: c}
	place := func(owner Object, n *Subnet, addresses ...string) *Interface {
		i := &Interface{Thing: Thing{VPC: v}, Owner: owner, Subnet: n}
		for _, a := range addresses {
			i.Addresses = append(i.Addresses, Address{Private: netip.MustParseAddr(a)})
		}
		return i
	}
	bind := func(i *Interface, at int) *PublicAddress {
		last := byte(10*len(c.VPCs) + len(c.public))
		p := NewPublicAddress(netip.AddrFrom4([4]byte{198, 51, 100, last}), NounElasticAddress, v.Span, v)
		c.Bind(i, at, p)
		return p
	}
	v.Main = &Table{Thing: Thing{VPC: v}}
	bare := &Table{Thing: Thing{VPC: v}}
	front := &Subnet{Thing: Thing{VPC: v}, Table: v.Main}
	back := &Subnet{Thing: Thing{VPC: v}, Table: bare}
	one, two := &Instance{}, &Instance{}
	one.Interfaces = []*Interface{place(one, front, "10.0.0.1")}
	two.Interfaces = []*Interface{place(two, front, "10.0.0.2"), place(two, front, "10.0.0.3", "10.0.0.4")}
	bind(two.Interfaces[1], 1)
	front.Instances = []*Instance{one, two}
	v.Subnets = []*Subnet{front, back}
	nat := &NAT{}
	nat.Interface = place(nat, front, "10.0.0.5")
	via := bind(nat.Interface, 0)
	nat.SNAT = []SNATEntry{{Ranges: prefixes("10.0.0.2/32"), Via: via}}
	nat.DNAT = []DNATEntry{
		{Public: via, Service: onPort(TCP, 22), To: one.Interfaces[0]},
		{Public: via, Service: onPort(TCP, 80), To: two.Interfaces[0]},
	}
	v.NATs = []*NAT{nat, {Private: true}}
	v.Main.Routes = []Route{
		{Range: netip.MustParsePrefix("10.9.0.0/16"), Target: Blackhole{}},
		{Range: netip.MustParsePrefix("0.0.0.0/0"), Target: nat},
	}
	inner := &Balancer{Kind: Alibaba.Balancers[1], Internal: true, Listeners: []Listener{{Targets: []Backend{{Machine: one}}}}}
	inner.Nodes = []*Interface{place(inner, front, "10.0.0.7")}
	lb := &Balancer{Kind: Alibaba.Balancers[1], Listeners: []Listener{{Targets: []Backend{{Machine: one}, {Machine: two}}}}}
	lb.Nodes = []*Interface{place(lb, back, "10.0.1.1"), place(lb, front, "10.0.0.6")}
	v.Balancers = []*Balancer{inner, lb}
	return v
}

// TestATableIsSearchedOnce follows two routes to one machine that forwards, and finds no way on.
func TestATableIsSearchedOnce(t *testing.T) {
	v := aVPC(&Cloud{Provider: &AWS})
	m := v.Subnets[0].Instances[0]
	m.Forward, m.Interfaces[0].Subnet = true, v.Subnets[1]
	for i := range v.Main.Routes {
		v.Main.Routes[i].Target = m.Interfaces[0]
	}
	effort := Effort(100)
	s := Subject{Machine: m, VPC: v, Subnet: v.Subnets[0], Effort: &effort}
	if s.leads(v.Main, toInternetGateway) || effort != 100-(1+2)-1-1-1 {
		t.Errorf("have %d left\nwant 94: two routes of the main table, none of the machine's, and none to pods in either", effort)
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
