package analyze_test

import (
	"strings"
	"testing"

	"hopwise/dsl"
)

// TestExpose asks of users what the doors of their cloud are: rows read as sentences.
func TestExpose(t *testing.T) {
	shop := func(inVPC, policy, expect string) string {
		return "cloud alibaba {\n  vpc shop 10.0.0.0/16 {\n" + inVPC + "\n    vswitch front 10.0.1.0/24 { instance app 10.0.1.5 }\n  }\n  user dev {\n" + policy + "\n  }\n}\n" + expect
	}
	for _, test := range []struct{ claim, text string }{
		{"a policy without statements opens nothing", shop("", "", "expect dev cannot expose app")},
		{"who may do everything opens a door", shop("", "allow *", "expect dev can expose app")},
		{"creating with bandwidth is a door", shop("", "allow ecs:*\ndeny ecs:AllocatePublicIpAddress", "expect dev can expose new")},
		{"an explicit deny wins", shop("", "deny *\nallow *", "expect dev cannot expose app")},
		{"an elastic address needs both actions", shop("", "allow vpc:AllocateEipAddress", "expect dev cannot expose app")},
		{"two actions make a door", shop("", "allow vpc:AllocateEipAddress\nallow vpc:AssociateEipAddress", "expect dev can expose app")},
		{"a NAT gateway without an address is none", shop("", "allow vpc:*\ndeny vpc:*Eip*", "expect dev cannot expose app")},
		{"an entry on a NAT gateway that is there is one", shop("vswitch back 10.0.2.0/24 { nat-gateway nat { eip } }", "allow vpc:CreateSnatEntry", "expect dev can expose app")},
		{"an active IPv4 gateway wants a route too", shop("ipv4-gateway edge active", "allow vpc:AllocateEipAddress\nallow vpc:AssociateEipAddress", "expect dev cannot expose app")},
		{"a question mark is one character", shop("", "allow ecs:AllocatePublicIpAddres?", "expect dev can expose app")},
		{"on AWS the gateway is the choke point", "cloud aws {\n  vpc v 10.0.0.0/16 { subnet s 10.0.1.0/24 { instance app } }\n  user dev {\n    allow ec2:AllocateAddress\n    allow ec2:AssociateAddress\n  }\n}\nexpect dev cannot expose app"},
		{"on AWS a public subnet and an address are a door", "cloud aws {\n  vpc v 10.0.0.0/16 {\n    internet-gateway igw\n    route-table main { 0.0.0.0/0 -> igw }\n    subnet s 10.0.1.0/24 { instance app }\n  }\n  user dev {\n    allow ec2:*Address\n  }\n}\nexpect dev can expose app"},
	} {
		s := dsl.Load(test.text + "\n")
		for _, p := range s.Problems {
			t.Errorf("%s: %s", test.claim, p.Message)
		}
		for _, e := range s.Exposures() {
			if x := s.Expose(e); !x.Holds {
				t.Errorf("%s: %s", test.claim, x.Mismatch)
			}
		}
		if len(s.Exposures()) != 1 {
			t.Errorf("%s: have %d questions, want 1", test.claim, len(s.Exposures()))
		}
	}
}

func TestOpenDoorsNameWhatShutsThem(t *testing.T) {
	s := dsl.Load("cloud alibaba {\n  vpc v 10.0.0.0/16 { vswitch s 10.0.1.0/24 { instance app } }\n  user dev { allow vpc:*Eip* }\n}\nexpect dev cannot expose app\n")
	x := s.Expose(s.Exposures()[0])
	if want := "deny vpc:AssociateEipAddress to shut it"; !strings.Contains(x.Mismatch, want) {
		t.Errorf("have %q\nwant it to say %q", x.Mismatch, want)
	}
}
