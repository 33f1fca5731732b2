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

// TestAnOpenRuleHasAThousandRanges names both halves of all addresses, and others to make up the number.
func TestAnOpenRuleHasAThousandRanges(t *testing.T) {
	for ranges, want := range map[int]bool{1000: true, 1001: false} {
		peers := []string{"0.0.0.0/1", "128.0.0.0/1"}
		for k := len(peers); k < ranges; k++ {
			peers = append(peers, fmt.Sprintf("10.0.%d.%d/32", k/256, k%256))
		}
		s := load(t, "cloud alibaba {\nvpc v 10.0.0.0/16 {\nsecurity-group g {\nin allow tcp/22 from "+
			strings.Join(peers, ", ")+"\n}\nvswitch s 10.0.1.0/24 { instance m { security-group g } }\n}\n}\n")
		if have := slices.Contains(codes(s), "open-to-world"); have != want {
			t.Errorf("%d ranges: told %v, want %v", ranges, have, want)
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
		if have := slices.Contains(codes(s), "open-to-world"); have != want {
			t.Errorf("the address in set %d: told %v, want %v", public, have, want)
		}
	}
}

// TestWhatALongListLeavesNoTimeForIsNotTold compares some rules, and then more than a scenario may have.
func TestWhatALongListLeavesNoTimeForIsNotTold(t *testing.T) {
	const after = `cloud alibaba {
vpc w 10.0.0.0/16 {
network-acl mute {
in 1 allow tcp/443 from 0.0.0.0/0
in 2 deny tcp/443 from 10.0.0.0/8
}
security-group wide {
in allow tcp/22 from 0.0.0.0/0
}
vswitch s 10.0.1.0/24 {
network-acl mute
nat-gateway nat {
eip 198.51.100.1
snat instance m
}
instance m { eip 198.51.100.2; security-group wide }
}
}
}
`
	want := []string{"acl-one-way", "dead-entry", "open-to-world", "shadowed-rule"}
	for rules, told := range map[int]bool{100: true, 3300: false} {
		var list strings.Builder
		for k := 1; k <= rules; k++ {
			fmt.Fprintf(&list, "in %d deny tcp/%d from 10.0.0.0/8\n", k, 2*k)
		}
		s := load(t, "cloud aws {\nvpc v 10.0.0.0/16 {\nnetwork-acl long {\n"+list.String()+
			"}\nsubnet a 10.0.1.0/24 { network-acl long }\n}\n}\n"+after)
		for _, code := range want {
			if have := slices.Contains(codes(s), code); have != told {
				t.Errorf("after %d rules: %s is told: %v, want %v", rules, code, have, told)
			}
		}
	}
}

func load(t *testing.T, text string) *dsl.Scenario {
	t.Helper()
	s := dsl.Load(text)
	for _, p := range s.Problems {
		t.Fatalf("line %d: %s", s.Lines.Line(p.Span), p.Message)
	}
	return s
}

func codes(s *dsl.Scenario) []string {
	var all []string
	for _, f := range s.Findings() {
		all = append(all, string(f.Code))
	}
	return all
}
