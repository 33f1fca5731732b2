package cloud_test

import (
	"math/rand"
	"slices"
	"testing"

	"hopwise/dsl/cloud"
)

func all() cloud.Service {
	return cloud.Service{Protocol: cloud.AllProtocols, Type: -1, Code: -1}
}

func ports(protocol int, ranges ...[2]uint16) cloud.Service {
	return cloud.Service{Protocol: protocol, Ports: ranges, Type: -1, Code: -1}
}

func icmp(protocol, kind, code int) cloud.Service {
	return cloud.Service{Protocol: protocol, Type: kind, Code: code}
}

func one(port uint16) [2]uint16 { return [2]uint16{port, port} }

func TestCovers(t *testing.T) {
	web, eighties := ports(cloud.TCP, one(443)), ports(cloud.TCP, [2]uint16{80, 90})
	for _, test := range []struct {
		claim string
		s, t  cloud.Service
		want  bool
	}{
		{"all covers a port", all(), web, true},
		{"all covers a ping", all(), icmp(cloud.ICMP, 8, 0), true},
		{"all covers another protocol", all(), ports(50), true},
		{"all covers all", all(), all(), true},
		{"a port does not cover all", web, all(), false},
		{"a port covers itself", web, web, true},
		{"a port of TCP does not cover one of UDP", web, ports(cloud.UDP, one(443)), false},
		{"a protocol covers its ports", ports(cloud.TCP), web, true},
		{"a port does not cover its protocol", web, ports(cloud.TCP), false},
		{"a range covers its first port", ports(cloud.TCP, [2]uint16{443, 450}), web, true},
		{"a range covers its last port", ports(cloud.TCP, [2]uint16{440, 443}), web, true},
		{"a range ends with its last port", ports(cloud.TCP, [2]uint16{440, 442}), web, false},
		{"a range starts with its first port", ports(cloud.TCP, [2]uint16{444, 450}), web, false},
		{"a list covers a port of one of its ranges", ports(cloud.TCP, one(80), [2]uint16{400, 500}), web, true},
		{"a range does not cover one that overlaps it", eighties, ports(cloud.TCP, [2]uint16{85, 95}), false},
		{"each range of a list has to be covered", eighties, ports(cloud.TCP, [2]uint16{80, 81}, one(99)), false},
		{"icmp covers a type", icmp(cloud.ICMP, -1, -1), icmp(cloud.ICMP, 8, 0), true},
		{"a type covers its codes", icmp(cloud.ICMP, 3, -1), icmp(cloud.ICMP, 3, 4), true},
		{"a code is not another", icmp(cloud.ICMP, 3, 3), icmp(cloud.ICMP, 3, 4), false},
		{"a type is not another", icmp(cloud.ICMP, 0, -1), icmp(cloud.ICMP, 8, 0), false},
		{"ICMP does not cover ICMPv6", icmp(cloud.ICMP, -1, -1), icmp(cloud.ICMPv6, 128, 0), false},
		{"a protocol number covers itself", ports(50), ports(50), true},
		{"a protocol number is not another", ports(50), ports(51), false},
		{"tcp by its number is tcp", ports(6), web, true},
		{"a code covers itself", icmp(cloud.ICMP, 3, 4), icmp(cloud.ICMP, 3, 4), true},
		{"a code does not cover its type", icmp(cloud.ICMP, 3, 4), icmp(cloud.ICMP, 3, -1), false},
		{"a type does not cover icmp", icmp(cloud.ICMP, 8, -1), icmp(cloud.ICMP, -1, -1), false},
		{"a type of ICMPv6 is not another", icmp(cloud.ICMPv6, 129, -1), icmp(cloud.ICMPv6, 128, 0), false},
		{"a port of UDP does not cover UDP", ports(cloud.UDP, one(53)), ports(cloud.UDP), false},
		{"tcp covers itself", ports(cloud.TCP), ports(cloud.TCP), true},
	} {
		if have := test.s.Covers(test.t); have != test.want {
			t.Errorf("%s: %s covers %s\nhave %v\nwant %v", test.claim, test.s, test.t, have, test.want)
		}
	}
}

// TestOverlaps asks each row in both directions: who overlaps is overlapped.
func TestOverlaps(t *testing.T) {
	eighties := ports(cloud.TCP, [2]uint16{80, 90})
	for _, test := range []struct {
		claim string
		s, t  cloud.Service
		want  bool
	}{
		{"what is covered overlaps", ports(cloud.TCP), eighties, true},
		{"ranges share a part", eighties, ports(cloud.TCP, [2]uint16{85, 95}), true},
		{"ranges share one port", eighties, ports(cloud.TCP, [2]uint16{90, 95}), true},
		{"ranges lie side by side", eighties, ports(cloud.TCP, [2]uint16{91, 95}), false},
		{"a list shares a part with one of its ranges", eighties, ports(cloud.TCP, one(22), [2]uint16{70, 80}), true},
		{"a list lies around", eighties, ports(cloud.TCP, one(79), one(91)), false},
		{"ports of another protocol", eighties, ports(cloud.UDP, [2]uint16{85, 95}), false},
		{"types of ICMP", icmp(cloud.ICMP, 8, -1), icmp(cloud.ICMP, 0, -1), false},
		{"a code of a type", icmp(cloud.ICMP, 3, -1), icmp(cloud.ICMP, 3, 4), true},
	} {
		if have, back := test.s.Overlaps(test.t), test.t.Overlaps(test.s); have != test.want || back != test.want {
			t.Errorf("%s: %s overlaps %s\nhave %v, and %v the other way round\nwant %v",
				test.claim, test.s, test.t, have, back, test.want)
		}
	}
}

func TestServiceIsWrittenAsItIsRead(t *testing.T) {
	for _, test := range []struct {
		s    cloud.Service
		want string
	}{
		{all(), "all"},
		{ports(cloud.TCP), "tcp"},
		{ports(cloud.TCP, [2]uint16{80, 80}, [2]uint16{8000, 8999}), "tcp/80,8000-8999"},
		{ports(cloud.UDP, [2]uint16{53, 53}), "udp/53"},
		{icmp(cloud.ICMP, -1, -1), "icmp"},
		{icmp(cloud.ICMP, 8, -1), "icmp/8"},
		{icmp(cloud.ICMP, 3, 4), "icmp/3.4"},
		{icmp(cloud.ICMPv6, 128, -1), "icmpv6/128"},
		{icmp(cloud.ICMPv6, 1, 0), "icmpv6/1.0"},
		{icmp(cloud.ICMP, 0, 0), "icmp/0.0"},
		{icmp(cloud.ICMP, 0, -1), "icmp/0"},
		{ports(cloud.UDP), "udp"},
		{ports(50), "proto/50"},
	} {
		if have := test.s.String(); have != test.want {
			t.Errorf("String of %#v\nhave %s\nwant %s", test.s, have, test.want)
		}
	}
}

func TestAListenerAnswersPingsAnyway(t *testing.T) {
	none := cloud.Listen{Stated: true}
	web := cloud.Listen{Stated: true, Services: []cloud.Service{ports(cloud.TCP, [2]uint16{443, 443})}}
	for _, test := range []struct {
		claim  string
		listen cloud.Listen
		asked  cloud.Service
		want   bool
	}{
		{"without a listen line everything is answered", cloud.Listen{}, ports(cloud.TCP, [2]uint16{22, 22}), true},
		{"listen none answers no port", none, ports(cloud.TCP, [2]uint16{22, 22}), false},
		{"listen none answers a ping", none, icmp(cloud.ICMP, 8, 0), true},
		{"listen none answers a ping of IPv6", none, icmp(cloud.ICMPv6, 128, 0), true},
		{"a machine answers a port on which it listens", web, ports(cloud.TCP, [2]uint16{443, 443}), true},
		{"a machine does not answer another port", web, ports(cloud.TCP, [2]uint16{80, 80}), false},
	} {
		if have := test.listen.Answers(test.asked); have != test.want {
			t.Errorf("%s: %s\nhave %v\nwant %v", test.claim, test.asked, have, test.want)
		}
	}
}

// TestServiceIndexAgainstTheDefinition compares the index with a linear search, for services that lie close together and
// for those at the ends of their protocol.
func TestServiceIndexAgainstTheDefinition(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	protocols := []int{0, cloud.ICMP, cloud.TCP, cloud.UDP, 50, cloud.ICMPv6, 255}
	draw := func() cloud.Service {
		protocol := protocols[random.Intn(len(protocols))]
		switch s := ports(protocol); {
		case random.Intn(8) == 0:
			return all()
		case s.IsICMP():
			return icmp(protocol, []int{-1, 0, 3, 8, 255}[random.Intn(5)], []int{-1, 0, 4, 255}[random.Intn(4)])
		case s.HasPorts():
			for range random.Intn(3) {
				low := []uint16{0, 1, 79, 80, 81, 65534, 65535}[random.Intn(7)]
				high := uint16(min(65535, int(low)+random.Intn(4)))
				s.Ports = append(s.Ports, [2]uint16{low, high})
			}
			return s
		default:
			return s
		}
	}
	for range 3000 {
		var index cloud.ServiceIndex
		var added []cloud.Service
		for range random.Intn(6) {
			s := hierarchical(draw())
			index.Add(s, 10*len(added))
			added = append(added, s)
		}
		s := hierarchical(draw())
		want := slices.IndexFunc(added, s.Overlaps)
		if want > 0 {
			want *= 10
		}
		if have := index.Overlapping(s); have != want {
			t.Fatalf("%v among %v\nhave %d\nwant %d", s, added, have, want)
		}
	}
}

// hierarchical is the service without a code if it has no type: the language has no such one.
func hierarchical(s cloud.Service) cloud.Service {
	if s.Type < 0 {
		s.Code = -1
	}
	return s
}

func TestAServiceKnowsItsProtocol(t *testing.T) {
	for _, test := range []struct {
		s                                 cloud.Service
		hasPorts, isICMP, isEcho, request bool
	}{
		{ports(cloud.TCP, one(8)), true, false, false, false},
		{ports(cloud.UDP, one(8)), true, false, false, false},
		{ports(50), false, false, false, false},
		{all(), false, false, false, false},
		{icmp(cloud.ICMP, 8, 0), false, true, true, true},
		{icmp(cloud.ICMP, 0, 0), false, true, false, false},
		{icmp(cloud.ICMP, 13, 0), false, true, false, true},
		{icmp(cloud.ICMP, 128, 0), false, true, false, false},
		{icmp(cloud.ICMPv6, 128, 0), false, true, true, true},
		{icmp(cloud.ICMPv6, 129, 0), false, true, false, false},
		{icmp(cloud.ICMPv6, 8, 0), false, true, false, false},
		{icmp(cloud.ICMPv6, 13, 0), false, true, false, false},
	} {
		if s := test.s; s.HasPorts() != test.hasPorts || s.IsICMP() != test.isICMP || s.IsEcho() != test.isEcho ||
			s.IsRequest() != test.request {
			t.Errorf("%s: have ports %v, ICMP %v, echo %v, request %v\nwant %+v",
				s, s.HasPorts(), s.IsICMP(), s.IsEcho(), s.IsRequest(), test)
		}
	}
}
