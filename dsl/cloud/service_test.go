package cloud_test

import (
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
