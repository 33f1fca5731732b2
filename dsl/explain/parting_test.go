package explain_test

import (
	"fmt"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/explain"
	"hopwise/dsl/trace"
)

// twins is the same network in three clouds, with places for a line in each.
const twins = `host laptop 203.0.113.10
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw AWS-GATE
    route-table public { AWS-ROUTE }
    security-group web-sg { AWS-RULE }
    network-acl wall { in 1 allow all from 0.0.0.0/0; AWS-OUT }
    subnet front 10.0.1.0/24 {
      route-table public
      network-acl wall
      instance web 10.0.1.10 { eip 198.51.100.7; security-group web-sg; AWS-LISTEN }
    }
  }
}
cloud alibaba {
  vpc shop 10.0.0.0/16 {
    security-group web-sg { ALI-RULE }
    vswitch front 10.0.1.0/24 {
      instance web 10.0.1.10 { eip 198.51.100.7; security-group web-sg; ALI-LISTEN }
    }
  }
}
cloud huawei {
  vpc shop 10.0.0.0/16 {
    security-group web-sg { HUA-RULE }
    subnet front 10.0.1.0/24 {
      instance web 10.0.1.10 { eip 198.51.100.7; security-group web-sg }
    }
  }
}
`

// TestTracesPartWhereTheyFirstDiffer changes one line of a cloud after another. want are the legs, the steps and their
// objects in AWS, Alibaba Cloud and Huawei Cloud.
func TestTracesPartWhereTheyFirstDiffer(t *testing.T) {
	plain := map[string]string{
		"AWS-ROUTE": "0.0.0.0/0 -> igw", "AWS-OUT": "out 1 allow all to 0.0.0.0/0", "AWS-LISTEN": "", "AWS-GATE": "", "ALI-LISTEN": "",
		"AWS-RULE": "in allow tcp/443 from 0.0.0.0/0", "ALI-RULE": "in allow tcp/443 from 0.0.0.0/0",
		"HUA-RULE": "in allow tcp/443 from 0.0.0.0/0",
	}
	for _, test := range []struct{ claim, changed, question, want string }{
		{"by the ways out", "", "laptop -> web tcp/443", "1.2 public, 1.2 198.51.100.7, 1.2 198.51.100.7"},
		{"nowhere if one is asked", "", "laptop -> web tcp/443 on alibaba", "none"},
		{"where one lacks a route", "AWS-ROUTE=", "laptop -> web tcp/443", "1.2 public, 1.2 198.51.100.7, 1.2 198.51.100.7"},
		{"where one lacks a rule", "AWS-RULE=", "laptop -> web tcp/443", "0.2 web-sg, 0.1 network-acl, 0.1 network-acl"},
		{"where another lacks a rule", "ALI-RULE=", "laptop -> web tcp/443", "0.1 wall, 0.2 web-sg, 0.1 network-acl"},
		{"nowhere if all lack a rule", "", "laptop -> web tcp/80", "none, none, none"},
		{"where the answer is dropped", "AWS-OUT=", "laptop -> web tcp/443", "1.1 wall, 1.0 web-sg, 1.0 web-sg"},
		{"where one does not listen", "AWS-LISTEN=listen none", "laptop -> web tcp/443", "0.3 web, 0.3 web, 0.3 web"},
		{"where two lack a rule, for one reason", "ALI-RULE=;HUA-RULE=", "laptop -> web tcp/443", "0.1 wall, 0.2 web-sg, 0.2 web-sg"},
		{"where the drops have two reasons", "AWS-RULE=;ALI-RULE=in deny tcp/443 from 0.0.0.0/0", "laptop -> web tcp/443", "0.2 web-sg, 0.2 web-sg, 0.1 network-acl"},
		{"where one comes in by no gateway", "AWS-GATE=detached", "laptop -> web tcp/443", "0.0 igw, 0.0 198.51.100.7, 0.0 198.51.100.7"},
		{"on the way there", "", "web -> laptop tcp/443", "0.2 public, 0.2 198.51.100.7, 0.2 198.51.100.7"},
	} {
		text := twins
		for mark, line := range plain {
			for _, change := range strings.Split(test.changed, ";") {
				if name, other, ok := strings.Cut(change, "="); ok && name == mark {
					line = other
				}
			}
			text = strings.Replace(text, mark, line, 1)
		}
		s := dsl.Load(text + "trace " + test.question + "\n")
		traces := s.Answer(s.Questions()[0])
		var have []string
		for i, p := range explain.Parting(traces) {
			have = append(have, said(&traces[i], p))
		}
		if have := strings.Join(have, ", "); have != test.want {
			t.Errorf("%s\nhave %s\nwant %s", test.claim, have, test.want)
		}
	}
}

func said(t *trace.Trace, p explain.Place) string {
	if p.Step < 0 {
		return "none"
	}
	return fmt.Sprintf("%d.%d %s", p.Leg, p.Step, t.Legs[p.Leg].Steps[p.Step].At.Base().Name)
}
