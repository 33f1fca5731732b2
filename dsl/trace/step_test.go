package trace_test

import (
	"fmt"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

const placed = `host client 203.0.113.5
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table main { 0.0.0.0/0 -> igw }
    security-group open { in allow all from 0.0.0.0/0 }
    subnet unreadable 10.9.9.0/24 { instance ghost }
    subnet front 10.0.1.0/24 {
      instance web 10.0.1.10 { eip 198.51.100.10; security-group open }
      instance mute 10.0.1.11 { eip 198.51.100.11; security-group open; iptables { output drop } }
    }
  }
}
cloud alibaba {
  classic {
    instance left 10.50.0.1 { public-ip 198.51.100.121 }
  }
}
`

// TestEachStepKnowsItsPlace holds the interface that sends each leg, and of each step the stage, the interface and the
// subnet.
func TestEachStepKnowsItsPlace(t *testing.T) {
	s := dsl.Load(placed)
	for question, want := range map[string][]string{
		"client -> web tcp/80": {
			"from nobody",
			place("igw", cloud.StageGatewayIn, "the Internet"),
			place("default", cloud.StageACLIn, "web in front"),
			place("open", cloud.StageGroupIn, "web in front"),
			place("web", cloud.StageGuest, "web in front"),
			"from web",
			place("open", cloud.StageGroupOut, "web in front"),
			place("default", cloud.StageACLOut, "web in front"),
			place("main", cloud.StageRoute, "web in front"),
			place("igw", cloud.StageGatewayOut, "web in front"),
			place("client", cloud.StageGatewayOut, "the Internet"),
		},
		"client -> mute tcp/80": {
			"from nobody",
			place("igw", cloud.StageGatewayIn, "the Internet"),
			place("default", cloud.StageACLIn, "mute in front"),
			place("open", cloud.StageGroupIn, "mute in front"),
			place("mute", cloud.StageGuest, "mute in front"),
			"from mute",
			place("mute", cloud.StageGuest, "mute in front"),
		},
		"web -> 10.0.1.10 tcp/80": {"from web", place("web", 0, "web in front"), "from web", place("web", 0, "web in front")},
		"left -> client tcp/80": {
			"from left.public",
			place("default", cloud.StageGroupOut, "left.public in internet"),
			place("client", cloud.StageSideOut, "the Internet"),
			"from nobody",
			place("default", cloud.StageGroupIn, "left.public in internet"),
			place("left", cloud.StageGuest, "left.public in internet"),
		},
		"ghost -> web tcp/80": {"from ghost", place("ghost", 0, "the Internet")},
	} {
		q, _ := s.Ask("trace " + question)
		if q == nil {
			t.Fatalf("%s: no question", question)
		}
		have := places(s.Answer(q)[0])
		if fmt.Sprint(have) != fmt.Sprint(want) {
			t.Errorf("%s: have\n%q\nwant\n%q", question, have, want)
		}
	}
}

func places(tr trace.Trace) []string {
	var all []string
	for _, leg := range tr.Legs {
		from := "nobody"
		if leg.From != nil {
			from = leg.From.Name
		}
		all = append(all, "from "+from)
		for i := range leg.Steps {
			s := &leg.Steps[i]
			where := "the Internet"
			if s.On != nil {
				where = s.On.Name + " in " + s.Edge.Name
			}
			all = append(all, place(s.At.Base().Name, s.Stage, where))
		}
	}
	return all
}

func place(at string, stage cloud.Stage, where string) string {
	return fmt.Sprintf("%s in stage %d at %s", at, stage, where)
}
