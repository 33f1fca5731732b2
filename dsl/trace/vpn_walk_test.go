package trace_test

import (
	"net/netip"
	"testing"

	"hopwise/dsl/cloud"
)

// What follows says a second time, sharing nothing with the engine but the text of a scenario, what a VPN gateway
// carries between its ranges and the machines of its VPC, as the tables of their subnets lead (aws/vpn-gateway-own-vpc,
// alibaba/vpn-gateway-goes-on, huawei/vpn-gateway-writes-routes). Filters are open.

var (
	vpnRange  = netip.MustParsePrefix("192.168.0.0/16")
	vpnMember = netip.MustParseAddr("192.168.7.7")
)

type vpnWalk struct {
	net *network
	luck
}

func (w *vpnWalk) send(from *machine, p datagram) arrival {
	v := w.net.vpcs[0]
	switch {
	case from != nil:
		return w.leave(from, v, p)
	case p.src == vpnMember:
		return w.inside(v, p)
	}
	return lost("platform", w.why(p.dst))
}

// why says why nobody on the Internet reaches a private address.
func (w *vpnWalk) why(a netip.Addr) string {
	if w.net.owner(a) != nil || a == vpnMember {
		return "no-public-address"
	}
	return "not-internet-address"
}

func (w *vpnWalk) inside(v *vpc, p datagram) arrival {
	if m := w.net.owner(p.dst); m != nil {
		return arrival{machine: m, packet: p}
	}
	return lost(v.name, "unknown-destination")
}

// leave follows the table of a machine's subnet. On Huawei Cloud the gateway has written its range into main, unless a
// route for it stands there.
func (w *vpnWalk) leave(m *machine, v *vpc, p datagram) arrival {
	t, office := w.net.effective(m.subnet), v.other("vpn-gateway")
	if v.prefix().Contains(p.dst) {
		if r := t.longest(p.dst); !m.subnet.prefix().Contains(p.dst) && r != nil && r.to.Bits() > v.prefix().Bits() {
			return lost(t.name, "blackhole-route")
		}
		return w.inside(v, p)
	}
	if w.net.cloud.VPN.WritesRoutes && t.name == "main" && office != "" {
		t.add(&route{to: vpnRange, target: office})
	}
	switch r := t.longest(p.dst); {
	case r == nil:
		return lost(t.name, "no-route")
	case r.target == "blackhole":
		return lost(t.name, "blackhole-route")
	case !vpnRange.Contains(p.dst):
		return lost(office, "unknown-destination")
	}
	return arrival{packet: p}
}

// TestAVPNGatewayCarriesAsTheFactsSay holds traces of random networks against the procedure above.
func TestAVPNGatewayCarriesAsTheFactsSay(t *testing.T) {
	for _, key := range cloud.Keys() {
		t.Run(key, func(t *testing.T) {
			walkTest{
				scope:   scope{cloud: key, vpcs: 1, open: true, only: []string{"vpn-gateway"}},
				decider: func(n *network) decider { return &vpnWalk{net: n} },
				receivers: func(n *network) []netip.Addr {
					var all []netip.Addr
					if n.vpcs[0].other("vpn-gateway") != "" {
						all = append(all, vpnMember, vpnMember)
					}
					for _, m := range n.machines() {
						all = append(all, m.addr(), m.subnet.at(77))
					}
					return all
				},
				ports: []int{443},
				wanted: []string{
					"reachable", "blocked no-route", "blocked blackhole-route", "one-way blackhole-route",
					"blocked unknown-destination", "blocked no-public-address",
				},
			}.run(t)
		})
	}
}
