package dsl_test

import (
	"net/netip"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/trace"
)

// TestEveryEndHasAnAnswer asks about every pair of ends of every fixture: each question has an answer in words, which
// name no address that a packet lacks, and a reachable request arrives at its destination, unless an object on the way
// forwards it to another machine.
func TestEveryEndHasAnAnswer(t *testing.T) {
	for _, name := range fixtures(t, "testdata/traces/*.txt") {
		s := dsl.Load(scenarioOf(t, name))
		ends := endsOf(s)
		for _, from := range ends {
			for _, to := range ends {
				q, _ := s.Ask("trace " + from + " -> " + to + " tcp/443")
				if q == nil || from == to {
					continue // two hosts, or ends in different clouds
				}
				for _, tr := range s.Answer(q) {
					if hops := explain.Hops(&tr, s.Lines); strings.Contains(hops, (netip.Addr{}).String()) {
						t.Errorf("%s: %s: have %s\nwant no address named that a packet lacks", name, q, hops)
					}
					arrivedThere(t, name, &tr)
				}
			}
		}
	}
}

func endsOf(s *dsl.Scenario) []string {
	ends := []string{"192.0.2.77", "2001:db8:77::77"}
	for _, h := range s.Network.Hosts {
		ends = append(ends, h.Name)
	}
	for _, c := range s.Network.Clouds {
		for _, o := range c.Objects {
			switch o.(type) {
			case *cloud.Instance, *cloud.NAT, *cloud.Balancer, *cloud.Pod:
				ends = append(ends, o.Base().Name)
			}
		}
	}
	return ends
}

// arrivedThere compares the place where a reachable request was delivered with its destination, unless an object on the
// way forwarded it.
func arrivedThere(t *testing.T, name string, tr *trace.Trace) {
	t.Helper()
	if tr.Outcome != trace.Reachable {
		return
	}
	m := tr.Cloud.Instance(tr.Question.To.Name)
	if m == nil || len(m.Iptables.DNAT) > 0 {
		return
	}
	steps := tr.Legs[0].Steps
	for i := range steps {
		if steps[i].Reason == trace.DNAT || steps[i].Reason == trace.Balanced {
			return
		}
	}
	if at := steps[len(steps)-1].At; at.Base().Name != m.Name {
		t.Errorf(
			"%s: %s is reachable\nhave it delivered at %s\nwant it delivered at %s",
			name,
			tr.Question,
			at.Base().Name,
			m.Name,
		)
	}
}

// TestWhoLacksAnAddressTakesNoPart asks about machines in a subnet whose range could not be read.
func TestWhoLacksAnAddressTakesNoPart(t *testing.T) {
	const text = `host site 203.0.113.9
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw { route-table edge }
    route-table edge { 10.0.1.0/24 -> wall }
    route-table main { 0.0.0.0/0 -> igw }
    route-table translated { 0.0.0.0/0 -> nat }
    route-table guarded { 0.0.0.0/0 -> proxy }
    security-group open { in allow all from 0.0.0.0/0 }
    subnet lost 10.9.9.0/24 {
      instance wall { source-dest-check off; ip-forward on }
      instance proxy {
        security-group open
        source-dest-check off
        ip-forward on
        iptables { masquerade 10.0.0.0/16 }
      }
      nat-gateway nat
    }
    subnet front 10.0.1.0/24 { instance web 10.0.1.10 { eip 198.51.100.10 } }
    subnet back 10.0.2.0/24 {
      route-table translated
      instance app 10.0.2.10
    }
    subnet mid 10.0.3.0/24 {
      route-table guarded
      instance desk 10.0.3.10
    }
    load-balancer homeless network { listen tcp/80 -> web }
    load-balancer lb network { subnet back; listen tcp/80 -> wall }
  }
}
cloud alibaba {
  vpc farm 10.0.0.0/16 {
    vswitch lost 10.9.9.0/24 { instance node }
    cluster k {
      nodes node
      pod pod 10.0.7.7 on node
    }
  }
}
`
	s := dsl.Load(text)
	for question, want := range map[string]struct {
		by     string
		reason trace.Reason
	}{
		"web -> wall tcp/80":       {"wall", trace.NoAddress},
		"wall -> web tcp/80":       {"wall", trace.NoAddress},
		"site -> homeless tcp/80":  {"homeless", trace.NoAddress},
		"app -> site tcp/80":       {"nat", trace.NoAddress},
		"desk -> site tcp/80":      {"igw", trace.NoPublicAddress},
		"site -> nat tcp/80":       {"nat", trace.NoAddress},
		"site -> web tcp/80":       {"wall", trace.EdgeAppliance},
		"app -> lb.private tcp/80": {"lb", trace.NoHealthyTarget},
		"pod -> site tcp/80":       {"node", trace.NoAddress},
	} {
		q, problems := s.Ask("trace " + question)
		if q == nil {
			t.Errorf("%s: %v", question, problems)
			continue
		}
		d := s.Answer(q)[0].Decision()
		if d == nil || d.At.Base().Name != want.by || d.Reason != want.reason {
			t.Errorf("%s: have %+v\nwant it dropped by %s because %s", question, d, want.by, want.reason)
		}
	}
}
