package analyze_test

import (
	"fmt"
	"math/rand"
	"net/netip"
	"testing"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A packet is one of the small set on which the oracle tries rules: a service and the address at the other end.
type packet struct {
	service cloud.Service
	peer    netip.Addr
}

// fewPackets is a packet of every sort that a rule of drawRule can tell from others.
func fewPackets() []packet {
	var services []cloud.Service
	for _, protocol := range []int{cloud.TCP, cloud.UDP} {
		for _, port := range []uint16{0, 1, 2, 3, 4, 5, 6, 7, 8, 65535} {
			services = append(services, cloud.Service{Protocol: protocol, Ports: [][2]uint16{{port, port}}})
		}
	}
	for kind := range 3 {
		for code := range 3 {
			services = append(services, cloud.Service{Protocol: cloud.ICMP, Type: kind, Code: code})
		}
	}
	services = append(services, cloud.Service{Protocol: 50})
	peers := []netip.Addr{
		netip.MustParseAddr("192.0.2.1"),
		netip.MustParseAddr("0.0.0.0"),
		netip.MustParseAddr("255.255.255.255"),
		netip.MustParseAddr("2001:db8::1"),
		netip.MustParseAddr("2001:db8::2"),
	}
	for i := range 8 {
		peers = append(peers, netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}))
	}
	var all []packet
	for _, s := range services {
		for _, p := range peers {
			all = append(all, packet{s, p})
		}
	}
	return all
}

func drawRule(random *rand.Rand, line int) cloud.Rule {
	r := cloud.Rule{
		Span:   source.Span{Start: line*10 + 1, End: line*10 + 9},
		Number: 1 + random.Intn(3),
		Allow:  random.Intn(2) == 0,
	}
	switch random.Intn(8) {
	case 0:
		r.Service = cloud.Service{Protocol: cloud.AllProtocols}
	case 1:
		r.Service = cloud.Service{Protocol: cloud.ICMP, Type: random.Intn(4) - 1, Code: -1}
	case 2:
		r.Service = cloud.Service{Protocol: cloud.ICMP, Type: random.Intn(3), Code: random.Intn(3)}
	case 3:
		r.Service = cloud.Service{Protocol: cloud.UDP, Ports: drawPorts(random)}
	default:
		r.Service = cloud.Service{Protocol: cloud.TCP, Ports: drawPorts(random)}
	}
	for range 1 + random.Intn(2) {
		r.Peers = append(r.Peers, cloud.Peer{Range: drawRange(random)})
	}
	return r
}

func drawPorts(random *rand.Rand) [][2]uint16 {
	var all [][2]uint16
	for range random.Intn(3) {
		low := uint16(random.Intn(8))
		high := low + uint16(random.Intn(int(8-low)))
		if random.Intn(6) == 0 {
			high = 65535
		}
		all = append(all, [2]uint16{low, high})
	}
	return all
}

func drawRange(random *rand.Rand) netip.Prefix {
	switch random.Intn(8) {
	case 0:
		return netip.MustParsePrefix("0.0.0.0/0")
	case 1:
		return []netip.Prefix{netip.MustParsePrefix("0.0.0.0/1"), netip.MustParsePrefix("128.0.0.0/1")}[random.Intn(2)]
	case 2:
		return netip.MustParsePrefix([]string{"::/0", "2001:db8::1/128"}[random.Intn(2)])
	}
	p, _ := netip.AddrFrom4([4]byte{10, 0, 0, byte(random.Intn(8))}).Prefix(29 + random.Intn(4))
	return p
}

func matches(r *cloud.Rule, p packet) bool {
	for _, peer := range r.Peers {
		if peer.Range.Contains(p.peer) {
			return r.Service.Covers(p.service)
		}
	}
	return false
}

// TestShadowedRulesAgreeWithTryingEveryPacket draws lists of rules and tries every packet of a small set on them: a
// rule is told exactly where no packet is left to it.
func TestShadowedRulesAgreeWithTryingEveryPacket(t *testing.T) {
	packets := fewPackets()
	random := rand.New(rand.NewSource(1))
	found := 0
	for range 1500 {
		rules := make([]cloud.Rule, 2+random.Intn(7))
		for i := range rules {
			rules[i] = drawRule(random, i)
		}
		for _, list := range []struct {
			key    string
			inACL  bool
			before func(a, b int) bool
		}{
			{"aws", true, func(a, b int) bool { return a < b }},
			{"aws", false, func(a, b int) bool { return a < b }},
			{"alibaba", false, func(a, b int) bool {
				return rules[a].Before(&rules[b]) || a < b && !rules[b].Before(&rules[a])
			}},
		} {
			have, want := shadowedBy(list.key, list.inACL, rules), map[int]bool{}
			for i := range rules {
				if naivelyShadowed(packets, rules, i, list.before) {
					want[i] = true
				}
			}
			found += len(want)
			if fmt.Sprint(have) != fmt.Sprint(want) {
				t.Fatalf("%s, in an ACL: %v\nhave %v\nwant %v\nrules %+v", list.key, list.inACL, have, want, rules)
			}
		}
	}
	if found < 1000 {
		t.Errorf("have %d shadowed rules in all: the draw is too tame", found)
	}
}

func shadowedBy(key string, inACL bool, rules []cloud.Rule) map[int]bool {
	v := &cloud.VPC{Thing: cloud.Thing{Name: "v"}}
	v.Main = &cloud.Table{Thing: cloud.Thing{Name: "main", VPC: v}}
	list := append([]cloud.Rule{}, rules...)
	if inACL {
		v.ACLs = []*cloud.ACL{{Thing: cloud.Thing{Name: "acl", VPC: v}, Rules: [2][]cloud.Rule{cloud.In: list}}}
	} else {
		v.Groups = []*cloud.Group{{Thing: cloud.Thing{Name: "sg", VPC: v}, Rules: [2][]cloud.Rule{cloud.In: list}}}
	}
	n := &cloud.Network{Clouds: []*cloud.Cloud{{Provider: cloud.Find(key), VPCs: []*cloud.VPC{v}}}}
	have := map[int]bool{}
	for _, f := range analyze.Network(n, true) {
		if f.Code == analyze.ShadowedRule {
			have[f.Span.Start/10] = true
		}
	}
	return have
}

func naivelyShadowed(packets []packet, rules []cloud.Rule, i int, before func(a, b int) bool) bool {
	for _, p := range packets {
		if !matches(&rules[i], p) {
			continue
		}
		taken := false
		for j := range rules {
			taken = taken || j != i && before(j, i) && matches(&rules[j], p)
		}
		if !taken {
			return false
		}
	}
	return true
}
