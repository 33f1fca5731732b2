package dsl_test

import (
	"strings"
	"testing"

	"hopwise/dsl"
)

// failing is a scenario where every kind of expectation can fail.
const failing = `host laptop 203.0.113.10
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table public { 0.0.0.0/0 -> igw }
    route-table private { 0.0.0.0/0 -> nat }
    security-group web-sg { in allow tcp/443 from 0.0.0.0/0 }
    subnet front 10.0.1.0/24 {
      route-table public
      instance web 10.0.1.10 { eip 198.51.100.7; security-group web-sg }
      nat-gateway nat { eip 198.51.100.8 }
    }
    subnet back 10.0.2.0/24 {
      route-table private
      instance db 10.0.2.10 { security-group web-sg }
    }
  }
  user dev { allow ec2:* }
  user ops { deny * }
}
cloud alibaba {
  vpc yard 10.3.0.0/16 {
    vswitch bench 10.3.1.0/24 {
      instance saw
      nat-gateway drain
    }
  }
}
`

// TestAFailedExpectationSaysWhy checks that a mismatch says what happened instead, where, and by which line.
func TestAFailedExpectationSaysWhy(t *testing.T) {
	for _, test := range []struct{ expected, want string }{
		{"laptop -> web tcp/443 blocked", "expected blocked, found reachable: web-sg allows tcp/443 from 0.0.0.0/0 (line 7)"},
		{"laptop -> web tcp/443 refused", "expected refused, found reachable: web listens there (line 10)"},
		{"laptop -> web tcp/22 reachable", "expected reachable, found blocked: web-sg has no rule that allows tcp/22 from 203.0.113.10 (line 7)"},
		{"laptop -> web tcp/22 blocked by igw", "expected blocked by igw, found it by web-sg: web-sg has no rule"},
		{"laptop -> web tcp/22 blocked because acl-deny", "expected blocked because acl-deny, found because sg-no-rule: web-sg has no rule"},
		{"laptop -> web tcp/443 reachable via nat", "expected to pass nat, and the request passes igw (line 4), default, web-sg (line 7) and web (line 10)"},
		{"laptop -> web tcp/443 reachable via web-sg, igw", "expected to pass igw after web-sg, and the request passes igw (line 4)"},
		{"db -> web.public tcp/443 reachable via shop on aws", "expected to pass shop, and the request passes web-sg (line 7), default, private (line 6), default, nat (line 11), default, public (line 5), igw (line 4), default, web-sg (line 7) and web (line 10)"},
		{"db -> laptop tcp/443 reachable as 10.0.2.10", "expected to arrive as 10.0.2.10, arrives as 198.51.100.8, which igw gave it (line 4)"},
		{"laptop -> web tcp/443 reachable as 10.0.0.1", "expected to arrive as 10.0.0.1, arrives as 203.0.113.10: nothing on its way translates the source address"},
		{"laptop -> drain tcp/22 blocked as 10.0.0.1", "expected to arrive as 10.0.0.1, and no packet is sent"},
		{"laptop -> web tcp/443 from-port 5 blocked on aws", "expected blocked, found reachable: web-sg allows"},
	} {
		holdMismatch(t, failing, test.expected, test.want)
	}
}

// holdMismatch checks how what is said of an expectation begins; it is empty where the expectation holds.
func holdMismatch(t *testing.T, text, expected, want string) {
	t.Helper()
	s := dsl.Load(text + "expect " + expected + "\n")
	if len(s.Problems) > 0 || len(s.Questions()) != 1 {
		t.Fatalf("%s: have %v", expected, s.Problems)
	}
	have := s.Judge(s.Questions()[0])[0].Mismatch
	if !strings.HasPrefix(have, want) || want == "" && have != "" {
		t.Errorf("expect %s\nhave %s\nwant %s", expected, have, want)
	}
}

// TestAFailedExpectationIsHeldAgainstEveryWay asks balancers of two nodes and of three targets: each way may fulfil an
// expectation, and where none does, what is so on all of them is said.
func TestAFailedExpectationIsHeldAgainstEveryWay(t *testing.T) {
	const ways = `host laptop 203.0.113.10
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table main { 0.0.0.0/0 -> igw }
    security-group open { in allow all from 0.0.0.0/0 }
    security-group shut { in allow tcp from 10.0.0.0/16 }
    security-group none { in allow tcp from 10.0.0.0/16 }
    load-balancer two application { subnet a, b; security-group open; listen tcp/80 -> good }
    load-balancer three network { subnet a; security-group open; listen udp/53 -> deaf, bad, worse, good }
    subnet a 10.0.1.0/24 {
      instance good 10.0.1.10 { security-group open }
      instance deaf 10.0.1.11 { security-group open; listen tcp/53 }
      instance bad 10.0.1.12 { security-group shut }
      instance worse 10.0.1.13 { security-group none }
    }
    subnet b 10.0.2.0/24 zone b { instance other 10.0.2.10 }
  }
}
`
	for _, test := range []struct{ expected, want string }{
		{"two tcp/80 reachable as 10.0.1.4", ""},
		{"two tcp/80 reachable as 10.0.2.4", ""},
		{"two tcp/80 reachable as 10.0.3.4", "expected to arrive as 10.0.3.4, arrives as 10.0.1.4 or 10.0.2.4"},
		{"three udp/53 flaky by deaf because no-listener via bad", "expected to pass bad, and the request passes igw"},
		{"three udp/53 flaky by shut because sg-no-rule via good", ""},
		{"three udp/53 flaky by none because sg-no-rule", ""},
		{"three udp/53 flaky by deaf because sg-no-rule", "expected flaky because sg-no-rule, found because no-listener: it works for 25 % of the connections: the target that is picked decides; deaf does not listen on udp/53, and refuses (line 13); also: shut has no rule that allows udp/53 from 203.0.113.10 (line 7); none has no rule"},
		{"three udp/53 flaky by igw", "expected flaky by igw, found it by deaf, shut and none: it works"},
		{"three udp/53 reachable", "expected reachable, found flaky: it works for 25 % of the connections: the target that is picked decides; deaf does not listen"},
	} {
		holdMismatch(t, ways, "laptop -> "+test.expected, test.want)
	}
}

// TestAFailedStatementNamesItsCloud checks that findings and exposures can be expected of one cloud.
func TestAFailedStatementNamesItsCloud(t *testing.T) {
	for _, test := range []struct{ expected, want string }{
		{"finding public-address on aws", ""},
		{"finding public-address on alibaba", "expected finding public-address on alibaba, found none"},
		{"no finding public-address on alibaba", ""},
		{"no finding public-address at web on aws", "expected no finding public-address at web on aws, found public-address: web has an address of its own on the Internet, 198.51.100.7 (line 10)"},
	} {
		s := dsl.Load(failing + "expect " + test.expected + "\n")
		if have := s.Lacks(s.FindingExpectations()[0]); have != test.want {
			t.Errorf("expect %s\nhave %s\nwant %s", test.expected, have, test.want)
		}
	}
	for _, test := range []struct{ expected, want string }{
		{"dev cannot expose web on aws", " (allowed by line 18)"},
		{"ops can expose web on aws", "ops can open no door: each needs an action that the policy does not allow (denied by line 19)"},
		{"ops cannot expose web on aws", ""},
	} {
		s := dsl.Load(failing + "expect " + test.expected + "\n")
		if have := s.Expose(s.Exposures()[0]).Mismatch; !strings.HasSuffix(have, test.want) {
			t.Errorf("expect %s\nhave %s\nwant %s", test.expected, have, test.want)
		}
	}
}

// TestAStatedAddressIsNobodyElses checks that an address that a balancer states further down is given to no object
// before it.
func TestAStatedAddressIsNobodyElses(t *testing.T) {
	s := dsl.Load(`cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    subnet front 10.0.1.0/24 { instance web { eip } }
    load-balancer first network { subnet front }
    load-balancer second network { subnet front; eip 198.51.100.1 }
  }
}
`)
	if have := messages(s.Problems); have != "" {
		t.Errorf("have %s\nwant nothing wrong", have)
	}
}

// TestAFlakyTraceNamesThreeRangesOfPorts lets the answer out to as many ranges of the client's ports.
func TestAFlakyTraceNamesThreeRangesOfPorts(t *testing.T) {
	for ports, want := range map[string]string{
		"2000-2999":                          "it works from 1.6 % of the client's ports (2000-2999); wall denies what no rule names",
		"2000-2999,4000,5000-5001":           "(2000-2999, 4000, 5000-5001); wall",
		"2000-2999,4000,5000-5001,6000-6001": "(2000-2999, 4000, 5000-5001, …); wall",
		"1024-65534":                         "it works from more than 99.9 % of the client's ports (1024-65534); wall",
		"1024-1074":                          "it works from less than 0.1 % of the client's ports (1024-1074); wall",
		"1024-1664":                          "it works from 1 % of the client's ports (1024-1664); wall",
		"2000-2999,4000,5000-5001,6000-6001,7000": "(2000-2999, 4000, 5000-5001, …); wall",
	} {
		s := dsl.Load(`host laptop 203.0.113.10
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table public { 0.0.0.0/0 -> igw }
    security-group web-sg { in allow tcp/443 from 0.0.0.0/0 }
    network-acl wall {
      in 10 allow all from 0.0.0.0/0
      out 10 allow tcp/` + ports + ` to 0.0.0.0/0
    }
    subnet front 10.0.1.0/24 {
      route-table public
      network-acl wall
      instance web 10.0.1.10 { eip 198.51.100.7; security-group web-sg }
    }
  }
}
expect laptop -> web tcp/443 reachable
`)
		have := s.Judge(s.Questions()[0])[0].Mismatch
		if !strings.Contains(have, want) || !strings.HasPrefix(have, "expected reachable, found flaky: it works ") {
			t.Errorf("answers to %s\nhave %s\nwant %s", ports, have, want)
		}
	}
}
