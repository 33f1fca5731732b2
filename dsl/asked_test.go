package dsl_test

import (
	"net/netip"
	"os"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// TestWhatIsWrongIsNotAsked holds what the scenarios of testdata/errors ask against their problems: a line with an error
// asks nothing, and any other trace or expect line asks something. One that ends with "# waits" names what a line that
// can't be read may declare: it asks nothing, and is no problem.
func TestWhatIsWrongIsNotAsked(t *testing.T) {
	for _, name := range fixtures(t, "testdata/errors/*.vpc") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := dsl.Load(string(text))
		asks := asking(s)
		for i, line := range strings.Split(string(text), "\n") {
			here, _ := problemsOn(s, i+1)
			want := isQuestion(line) && !here.HasErrors() && !strings.HasSuffix(line, "# waits")
			if asks[i+1] != want {
				t.Errorf("%s:%d: %s\nhave it asked: %v, want %v", name, i+1, line, asks[i+1], want)
			}
		}
	}
}

func isQuestion(line string) bool {
	return strings.HasPrefix(line, "trace ") || strings.HasPrefix(line, "expect ")
}

// asking are the lines of a scenario that ask something.
func asking(s *dsl.Scenario) map[int]bool {
	lines := map[int]bool{}
	add := func(at source.Span) { lines[s.Lines.Line(at)] = true }
	for _, q := range s.Questions() {
		add(q.Span)
	}
	for _, e := range s.Exposures() {
		add(e.Span)
	}
	for _, e := range s.FindingExpectations() {
		add(e.Span)
	}
	return lines
}

// threeClouds are a machine web in each of three clouds, with what makes an address one of theirs.
const threeClouds = `host laptop 203.0.113.10
host phone 203.0.113.11
host guest 20.0.0.9

cloud aws {
  vpc shop 10.0.0.0/16, 20.0.0.0/16 {
    internet-gateway igw
    vpn-gateway office 192.168.0.0/16
    block-public-access ingress
    subnet front 10.0.1.0/24 {
      instance web 10.0.1.10 {
        eip 198.51.100.7
        interface eth1 in front
      }
      instance here
    }
  }
}

cloud alibaba {
  classic {
    instance old
  }
  vpc mall 10.1.0.0/16 {
    vswitch front 10.1.1.0/24 {
      instance web 10.1.1.10
      nat-gateway nat { eip 198.51.100.20 }
    }
    cluster k8s {
      pods 172.16.0.0/16
      nodes web
      pod p 172.16.0.4 on web
    }
  }
}

cloud huawei {
  vpc bazaar 172.20.0.0/16 {
    shared-snat 198.51.100.30
    subnet front 172.20.1.0/24 {
      instance web 172.20.1.10
    }
  }
  user dev { allow * }
}
`

// TestAQuestionIsAskedOfTheCloudsOfItsEnds asks about ends of every kind.
func TestAQuestionIsAskedOfTheCloudsOfItsEnds(t *testing.T) {
	s := dsl.Load(threeClouds)
	if have := messages(s.Problems); have != "" {
		t.Fatal(have)
	}
	for _, test := range []struct{ line, want string }{
		{"laptop -> web tcp/80", "aws alibaba huawei"},
		{"laptop -> web tcp/80 on alibaba", "alibaba"},
		{"laptop -> here tcp/80", "aws"},
		{"here -> laptop tcp/80", "aws"},
		{"here -> web tcp/80", "aws"},
		{"here -> web tcp/80 on alibaba", "cloud alibaba does not have both here and web"},
		{"old -> here tcp/80", "no cloud has both old and here"},
		{"old -> laptop tcp/80 on aws", "cloud aws does not have both old and laptop"},
		{"old -> laptop tcp/80", "alibaba"},
		{"laptop -> nat tcp/80", "alibaba"},
		{"laptop -> p tcp/80", "alibaba"},
		{"p -> laptop tcp/80", "alibaba"},
		{"laptop -> web.eth1 tcp/80", "aws"},
		{"web -> guest tcp/80", "aws alibaba huawei"},
		{"laptop -> 172.20.1.10 tcp/80", "huawei"},
		{"172.20.9.9 -> laptop tcp/80", "undeclared machine 172.20.9.9: no machine has this private address"},
		{"here -> 10.6.0.1 tcp/80", "aws"},
		{"10.6.0.1 -> laptop tcp/80", "undeclared machine 10.6.0.1: no machine has this private address"},
		{"laptop -> 198.51.100.7 tcp/80", "aws"},
		{"laptop -> 198.51.100.20 tcp/80", "alibaba"},
		{"laptop -> 198.51.100.30 tcp/80", "huawei"},
		{"laptop -> 198.51.100.31 tcp/80", "aws alibaba huawei"},
		{"laptop -> 198.51.100.31 tcp/80 on huawei", "huawei"},
		{"laptop -> 198.51.100.7 tcp/80 on huawei", "huawei"},
		{"192.168.4.4 -> 198.51.100.31 tcp/80", "aws"},
		{"192.168.4.4 -> laptop tcp/80", "aws"},
		{"192.169.4.4 -> laptop tcp/80", "neither 192.169.4.4 nor laptop is in a cloud"},
		{"laptop -> phone tcp/80", "neither laptop nor phone is in a cloud"},
		{"laptop -> 203.0.113.11 tcp/80", "neither laptop nor 203.0.113.11 is in a cloud"},
		{"8.8.8.8 -> laptop tcp/80", "neither 8.8.8.8 nor laptop is in a cloud"},
		{"8.8.8.8 -> laptop tcp/80 on aws", "neither 8.8.8.8 nor laptop is in a cloud"},
		{"8.8.8.8 -> 203.0.113.11 tcp/80", "neither 8.8.8.8 nor 203.0.113.11 is in a cloud"},
		{"laptop -> dev tcp/80", "dev is a user: a question is about a machine or an address"},
		{"laptop -> front tcp/80", "front is a subnet: a question is about a machine or an address"},
		{"nat -> laptop tcp/80", "unexpected nat: a NAT gateway begins no connection of its own"},
	} {
		q, problems := s.Ask("trace " + test.line)
		have := messages(problems)
		if q != nil {
			have = keysOf(q.Clouds)
		}
		if have != test.want && (q != nil || !strings.Contains(have, test.want)) {
			t.Errorf("%s\nhave %q\nwant %q", test.line, have, test.want)
		}
	}
}

func keysOf(clouds []*cloud.Cloud) string {
	var keys []string
	for _, c := range clouds {
		keys = append(keys, c.Provider.Key)
	}
	return strings.Join(keys, " ")
}

// TestAQuestionIsAskedOfTheCloudsOfAUser asks about a user of two clouds, and machines of one and of both.
func TestAQuestionIsAskedOfTheCloudsOfAUser(t *testing.T) {
	s := dsl.Load("cloud alibaba {\nvpc v 10.0.0.0/16 {\nvswitch s 10.0.1.0/24 {\ninstance app\ninstance here\n}\n}\nuser dev\n}\n" +
		"cloud huawei {\nvpc v 10.0.0.0/16 {\nsubnet s 10.0.1.0/24 {\ninstance app\n}\n}\nuser dev\nuser ops\n}\n")
	for _, test := range []struct{ line, want string }{
		{"expect dev can expose app", "alibaba huawei"},
		{"expect dev cannot expose new", "alibaba huawei"},
		{"expect dev can expose app on huawei", "huawei"},
		{"expect dev can expose here", "alibaba"},
		{"expect ops can expose app", "huawei"},
		{"expect ops can expose here", "undeclared machine here: no cloud has it and ops"},
		{"expect dev can expose here on huawei", "undeclared machine here: no cloud has it and dev"},
		{"expect app can expose here", "undeclared user app"},
	} {
		exposures, problems := s.AskUser(test.line)
		have := messages(problems)
		if have == "" {
			var asked []*cloud.Cloud
			for _, e := range exposures {
				asked = append(asked, e.Cloud)
			}
			have = keysOf(asked)
		}
		if have != test.want {
			t.Errorf("%s\nhave %q\nwant %q", test.line, have, test.want)
		}
	}
}

// TestPodsWithoutANodeAreNotAskedAbout: what is wrong with such a pod is said at its own line alone.
func TestPodsWithoutANodeAreNotAskedAbout(t *testing.T) {
	for pod, want := range map[string]string{
		"pod lost 172.16.0.4 on nowhere": "undeclared instance nowhere",
		"pod lost 172.17.0.4 on app":     "address 172.17.0.4 is outside the pods of c (172.16.0.0/16)",
		"pod lost 172.16.0.3 on app":     "duplicate address 172.16.0.3: first has it",
	} {
		s := dsl.Load("cloud alibaba {\nvpc v 10.0.0.0/16 {\nvswitch s 10.0.1.0/24 {\ninstance app\n}\n" +
			"cluster c {\npods 172.16.0.0/16\nnodes app\npod first 172.16.0.3 on app\n" + pod + "\n}\n}\n}\n" +
			"trace lost -> app tcp/80\ntrace app -> lost tcp/80\n")
		if have := messages(s.Problems); have != want || len(s.Questions()) > 0 {
			t.Errorf("%s\nhave the problems %q and %d questions\nwant %q, and none", pod, have, len(s.Questions()), want)
		}
	}
}

// TestAClusterWhoseNameIsTakenMakesNoGroup: a prefix list is called like it.
func TestAClusterWhoseNameIsTakenMakesNoGroup(t *testing.T) {
	s := dsl.Load("cloud alibaba {\nvpc v 10.0.0.0/16 {\nprefix-list taken { 10.9.0.0/16 }\ncluster taken\n}\n}\n")
	if have := s.Network.Clouds[0].VPCs[0].Groups; len(have) != 1 || have[0].Name != "default" {
		t.Errorf("have %d groups, want default alone", len(have))
	}
}

// TestTheFirstTitleStands reads a text with two.
func TestTheFirstTitleStands(t *testing.T) {
	if have := dsl.Load("title \"One\"\ntitle \"Two\"\n").Network.Title; have != "One" {
		t.Errorf("have the title %q, want One", have)
	}
}

// TestNothingStandsBesideListenNone reads a host that says both.
func TestNothingStandsBesideListenNone(t *testing.T) {
	h := dsl.Load("host laptop 203.0.113.10 {\nlisten none\nlisten tcp/80\n}\n").Network.Host("laptop")
	if !h.Listen.Stated || len(h.Listen.Services) > 0 {
		t.Errorf("have %v, want that it listens for nothing", h.Listen)
	}
}

// TestAnIPv6AddressIsAdvisedAsItsCloudHasIt reads an eip for one in two clouds.
func TestAnIPv6AddressIsAdvisedAsItsCloudHasIt(t *testing.T) {
	for key, want := range map[string]string{
		"aws {\nvpc v 2001:db8::/56 {\nsubnet":      "Leave it out: an IPv6 address reaches the Internet by itself",
		"alibaba {\nvpc v 2001:db8::/56 {\nvswitch": "Write ipv6, the address and internet",
	} {
		hints := ""
		for _, p := range dsl.Load("cloud " + key + " s 2001:db8::/64 {\ninstance m { address 2001:db8::20 eip }\n}\n}\n}\n").Problems {
			hints += p.Hint
		}
		if !strings.HasPrefix(hints, want) {
			t.Errorf("%s\nhave %q\nwant %q", key, hints, want)
		}
	}
}

// wrongAddresses is a machine first that states addresses of every wrong kind, and others that can't have theirs.
const wrongAddresses = `host outside 203.0.113.9
cloud aws {
  vpc v 10.0.0.0/16, 2001:db8::/56 {
    subnet s 10.0.1.0/24, 2001:db8::/64 {
      instance first 10.0.1.10 {
        ipv6 10.0.1.30
        ipv6 2001:db8::30 internet
        ipv6 2001:db8::31 egress-only
        eip 198.51.100.1, 198.51.100.2
        eip 198.51.100.5 x
        address 10.0.1.31 eip 10.0.0.1
        address 10.0.1.3 eip 198.51.100.3
        eip 203.0.113.9
      }
      instance second 10.0.1.10
      instance kept 10.0.1.3
      instance stray 10.0.9.9 { address 10.0.9.10; address 10.0.1.3 }
    }
    subnet over 10.0.1.0/25 {
      instance lost 10.0.1.20
    }
    subnet half 10.0.2.0/24 10.0 {
      instance far 10.0.3.5
    }
  }
}
`

// TestAWrongAddressIsNobodys: an address that a machine can't have stays free, and one that somebody has stays theirs.
func TestAWrongAddressIsNobodys(t *testing.T) {
	s := dsl.Load(wrongAddresses)
	owners := map[string]string{
		"10.0.1.10": "first", "10.0.1.3": "", "10.0.9.9": "", "10.0.9.10": "", "10.0.1.20": "", "10.0.3.5": "",
		"10.0.1.30": "", "2001:db8::30": "", "2001:db8::31": "", "10.0.1.31": "first",
	}
	for a, want := range owners {
		have := ""
		if i, _ := s.Network.Clouds[0].VPCs[0].Owner(netip.MustParseAddr(a)); i != nil {
			have = i.Name
		}
		if have != want {
			t.Errorf("%s: have the owner %q, want %q", a, have, want)
		}
	}
	for _, a := range s.Network.Clouds[0].Instance("first").Interfaces[0].Addresses {
		if a.Public != nil {
			t.Errorf("%s: have the public address %s, want none", a.Private, a.Public.Name)
		}
	}
}

// TestANameOfAnExpectationExists asks for objects by their names, alone and behind the name of their VPC.
func TestANameOfAnExpectationExists(t *testing.T) {
	s := dsl.Load(threeClouds)
	for name, want := range map[string]bool{
		"web": true, "shop.web": true, "mall.web": true, "bazaar.web": true, "office.web": false,
		"here": true, "shop.here": true, "mall.here": false,
		"front": true, "shop.front": true, "shop.igw": true, "mall.nat": true, "k8s": true, "mall.k8s": true,
		"shop": true, "dev": true,
		"main": true, "default": true, "platform": true, "shop.main": true, "shop.default": true,
		"bazaar.main": true, "shop.platform": false,
		"classic": true, "classic.default": true, "classic.main": false, "classic.old": true,
		"block-public-access": true, "shop.block-public-access": true, "mall.block-public-access": false,
		"internet": true, "laptop": true, "shop.laptop": false, "lap": false, "aws": false,
	} {
		if have := s.Has(name); have != want {
			t.Errorf("%s: have %v, want %v", name, have, want)
		}
	}
	if dsl.Load("cloud aws { vpc shop 10.0.0.0/16 }").Has("block-public-access") {
		t.Error("have block-public-access where no VPC states it, want nothing")
	}
}
