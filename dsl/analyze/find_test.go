package analyze_test

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// TestARuleOfAThousandBoxesIsTheLargestThatIsJudged counts peers times ports.
func TestARuleOfAThousandBoxesIsTheLargestThatIsJudged(t *testing.T) {
	for _, test := range []struct {
		peers, ports int
		judged       bool
	}{
		{1000, 0, true},
		{1001, 0, false},
		{1000, 1, true},
		{500, 2, true},
		{501, 2, false},
	} {
		all := netip.MustParsePrefix("10.0.0.0/8")
		wide := cloud.Rule{Span: source.Span{Start: 11, End: 19}, Service: cloud.Service{Protocol: cloud.TCP}}
		wide.Peers = []cloud.Peer{{Range: all}}
		narrow := wide
		narrow.Span, narrow.Peers = source.Span{Start: 21, End: 29}, nil
		for port := range test.ports {
			narrow.Service.Ports = append(narrow.Service.Ports, [2]uint16{uint16(2 * port), uint16(2 * port)})
		}
		for k := range test.peers {
			one := netip.AddrFrom4([4]byte{10, 0, byte(k / 256), byte(k)})
			narrow.Peers = append(narrow.Peers, cloud.Peer{Range: netip.PrefixFrom(one, 32)})
		}
		if have := shadowedBy("aws", true, []cloud.Rule{wide, narrow})[2]; have != test.judged {
			t.Errorf("%d peers and %d ports: judged %v, want %v", test.peers, test.ports, have, test.judged)
		}
	}
}

// TestNothingIsSaidOfARuleOfMoreThanAThousandRanges gives one rule that matters many ranges.
func TestNothingIsSaidOfARuleOfMoreThanAThousandRanges(t *testing.T) {
	for _, test := range []struct{ found, rules string }{
		{"open-to-world g", "security-group g {\nin allow tcp/22 from 0.0.0.0/1, 128.0.0.0/1, MANY\n}"},
		{"open-to-world g", "security-group g {\nin 2 allow tcp/22 from 0.0.0.0/0\nin 1 deny tcp/22 from 10.1.0.0/32, 10.1.0.1/32, MANY\n}"},
		{"acl-one-way a", "network-acl a {\nin 1 allow tcp/22 from 10.1.0.0/32, 10.1.0.1/32, MANY\n}"},
		{"acl-one-way a", "network-acl a {\nin 1 deny tcp/22 from 10.1.0.0/32, 10.1.0.1/32, MANY\nin 2 allow tcp/22 from 0.0.0.0/0\n}"},
		{"acl-one-way a", "network-acl a {\nin 1 allow tcp/22 from 0.0.0.0/0\nout 1 deny tcp to 10.1.0.0/32, 10.1.0.1/32, MANY\n}"},
	} {
		for ranges, want := range map[int]bool{1000: true, 1001: false} {
			many := make([]string, ranges-2)
			for k := range many {
				many[k] = fmt.Sprintf("10.2.%d.%d/32", k/256, k%256)
			}
			text := "cloud alibaba {\nvpc v 10.0.0.0/16 {\nsecurity-group g {\n}\nnetwork-acl a {\n}\n" +
				"vswitch s 10.0.1.0/24 { network-acl a; instance m { security-group g } }\n}\n}\n"
			empty := test.rules[:strings.Index(test.rules, "{")] + "{\n}"
			text = strings.Replace(text, empty, strings.Replace(test.rules, "MANY", strings.Join(many, ", "), 1), 1)
			if have := slices.Contains(findings(load(t, text)), test.found); have != want {
				t.Errorf("%s of %d ranges: told %v, want %v", test.rules, ranges, have, want)
			}
		}
	}
}

// TestAGroupIsLookedAtInSixtyFourSets puts the only public address into a late one.
func TestAGroupIsLookedAtInSixtyFourSets(t *testing.T) {
	for public, want := range map[int]bool{64: true, 65: false} {
		var groups, machines strings.Builder
		for k := 1; k <= 65; k++ {
			fmt.Fprintf(&groups, "security-group g%d {\n}\n", k)
			eip := ""
			if k == public {
				eip = "; eip 198.51.100.1"
			}
			fmt.Fprintf(&machines, "instance m%d { security-group default, g%d%s }\n", k, k, eip)
		}
		s := load(t, "cloud alibaba {\nvpc v 10.0.0.0/16 {\n"+groups.String()+"vswitch s 10.0.1.0/24 {\n"+
			machines.String()+"}\n}\n}\n")
		if have := slices.Contains(findings(s), "open-to-world default"); have != want {
			t.Errorf("the address in set %d: told %v, want %v", public, have, want)
		}
	}
}

// TestWhatALongListLeavesNoTimeForIsNotTold compares some rules, and then more than a scenario may have.
func TestWhatALongListLeavesNoTimeForIsNotTold(t *testing.T) {
	const late = `vpc w 10.1.0.0/16 {
network-acl late-acl {
in 1 allow tcp/443 from 0.0.0.0/0
in 2 deny tcp/443 from 10.0.0.0/8
}
security-group late-sg {
in allow tcp/22 from 0.0.0.0/0
}
vswitch late-net 10.1.1.0/24 {
network-acl late-acl
nat-gateway late-nat {
eip 203.0.113.1
snat instance late
}
instance late { eip 203.0.113.2; security-group late-sg }
}
}
}
`
	all := []string{
		"open-to-world late-sg", "shadowed-rule late-acl", "acl-one-way late-acl", "dead-entry late-nat",
	}
	for _, test := range []struct {
		claim     string
		few, many int
		before    func(n int) string
		lost      []string
	}{
		{"rules of an ACL", 100, 3300, func(n int) string {
			return "cloud aws {\nvpc v 10.0.0.0/16 {\nnetwork-acl long {\n" +
				lines(n, func(k int) string { return fmt.Sprintf("in %d deny tcp/%d from 10.0.0.0/8", k+1, 2*k) }) +
				"}\nsubnet a 10.0.1.0/24 { network-acl long }\n}\n}\ncloud alibaba {\n"
		}, all},
		{"open rules of a group in eight sets", 100, 900, func(n int) string {
			return "cloud alibaba {\nvpc v 10.0.0.0/16 {\nsecurity-group g {\n" +
				lines(n, func(k int) string { return fmt.Sprintf("in allow udp/%d from 0.0.0.0/0", 2*k) }) + "}\n" +
				lines(8, func(k int) string { return fmt.Sprintf("security-group g%d {\n}", k) }) +
				"vswitch a 10.0.1.0/24 {\n" +
				lines(8, func(k int) string { return fmt.Sprintf("instance m%d { security-group g, g%d }", k, k) }) +
				"}\n}\n"
		}, all},
		{"routes before three hundred machines of nine entries", 10, 2000, func(n int) string {
			return "cloud alibaba {\nvpc v 10.0.0.0/16 {\nroute-table main {\n" +
				lines(n, func(k int) string { return fmt.Sprintf("172.16.%d.%d/32 -> blackhole", k/256, k%256) }) +
				"}\nvswitch a 10.0.0.0/20 {\nnat-gateway nat {\neip 203.0.113.3\n" +
				lines(9, func(k int) string { return fmt.Sprintf("snat 10.0.0.0/%d", 16+k) }) + "}\n" +
				lines(300, func(k int) string { return fmt.Sprintf("instance m%d { eip }", k) }) + "}\n}\n"
		}, all[3:]},
	} {
		for n, isTold := range map[int]bool{test.few: true, test.many: false} {
			told := findings(load(t, test.before(n)+late))
			for _, f := range test.lost {
				if have := slices.Contains(told, f); have != isTold {
					t.Errorf("after %d %s: %s is told: %v, want %v", n, test.claim, f, have, isTold)
				}
			}
		}
	}
}

func lines(n int, line func(k int) string) string {
	var b strings.Builder
	for k := range n {
		b.WriteString(line(k) + "\n")
	}
	return b.String()
}

func load(t *testing.T, text string) *dsl.Scenario {
	t.Helper()
	s := dsl.Load(text)
	for _, p := range s.Problems {
		t.Fatalf("line %d: %s", s.Lines.Line(p.Span), p.Message)
	}
	return s
}

// findings are the codes of what is found, each with its object.
func findings(s *dsl.Scenario) []string {
	var all []string
	for _, f := range s.Findings() {
		all = append(all, string(f.Code)+" "+f.At.Base().Name)
	}
	return all
}
