package dsl_test

import (
	"fmt"
	"slices"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/vocabulary"
)

// noted has a note in every block.
const noted = `
note "1"
host laptop 203.0.113.10 { note "2" }
cloud aws {
	note "3"
	vpc shop 10.0.0.0/16 {
		note "4"
		security-group web-sg { note "5" }
		network-acl wall { note "6" }
		route-table main { note "7" }
		internet-gateway igw { note "8" }
		prefix-list offices { note "9" }
		subnet front 10.0.1.0/24 {
			note "10"
			nat-gateway nat { note "11" }
			instance web 10.0.1.10 {
				note "12"
				iptables { note "13" }
				interface eth1 in front 10.0.1.11 { note "14" }
			}
		}
		load-balancer lb network {
			note "15"
			subnet front
		}
	}
	transit-gateway hub { note "16"; route-table spokes { note "23" } }
	user dev { note "17" }
}
cloud alibaba {
	vpc shop 10.0.0.0/16 {
		cluster kube { note "18" }
	}
	cen net { note "19" }
	classic {
		note "20"
		security-group old-sg { note "21" }
		instance old { note "22" }
	}
	vpc mall 10.1.0.0/16 {
		vswitch back 10.1.1.0/24 { endpoint door interface laptop { note "24" } }
	}
}
`

// TestANoteOfEveryBlockIsShown: a note may stand in every block, and none is lost.
func TestANoteOfEveryBlockIsShown(t *testing.T) {
	s := dsl.Load(noted)
	for _, p := range s.Problems {
		t.Errorf("line %d: %s", s.Lines.Line(p.Span), p.Message)
	}
	var want []string
	for _, r := range vocabulary.Rows {
		if r.Keyword == "note" {
			for i := range r.In {
				want = append(want, fmt.Sprint(i+1))
			}
		}
	}
	have := slices.Clone(s.Network.Notes)
	slices.Sort(have)
	slices.Sort(want)
	if !slices.Equal(have, want) {
		t.Errorf("have the notes %v\nwant %v", have, want)
	}
}
