package trace

import (
	"fmt"
	"net/netip"
	"testing"

	"hopwise/dsl/cloud"
)

// TestWaysThatDifferInAddressesOnlyAreOne merges ways by three addresses of a gateway: two of them are dropped by an
// ACL, and the third one passes.
func TestWaysThatDifferInAddressesOnlyAreOne(t *testing.T) {
	gateway := &cloud.Thing{Name: "nat", Noun: cloud.NounNAT}
	acl := &cloud.Thing{Name: "wall", Noun: cloud.NounACL}
	by := func(last byte, d Decision) *part {
		address := netip.AddrFrom4([4]byte{198, 51, 100, last})
		before, after := Packet{Source: netip.MustParseAddr("10.0.1.10")}, Packet{Source: address}
		// A machine of the Internet is made anew for each walk.
		far := &cloud.Host{Thing: cloud.Thing{Name: "192.0.2.9", Noun: cloud.NounHost}}
		steps := []Step{
			{At: gateway, Reason: NAT, Before: before, After: after},
			{At: acl, Decision: d, For: far, Before: after, After: after},
		}
		p := &part{made: []choice{{took: int(last), of: 3}}, share: 1.0 / 3, outcome: Blocked}
		p.legs = []Leg{{Steps: steps}}
		if d == Delivered {
			p.outcome = Reachable
		}
		return p
	}
	tr := Trace{Cloud: &cloud.Cloud{}, Question: &cloud.Question{}}
	tr.compare([]*part{by(0, Dropped), by(1, Delivered), by(2, Dropped)})
	have := fmt.Sprint(tr.Outcome, tr.Deciders)
	for k := range tr.Ways {
		w := tr.Ways[k]
		have += fmt.Sprintf("; %.3f %s %v %v", w.Share, w.Outcome, w.Picks, w.Sources())
	}
	want := fmt.Sprintf("flaky [%d]; 0.667 blocked [{%[1]d [198.51.100.0 198.51.100.2]}] [198.51.100.0 198.51.100.2]"+
		"; 0.333 reachable [{%[1]d [198.51.100.1]}] [198.51.100.1]", PickedAddress)
	if have != want {
		t.Errorf("have %s\nwant %s", have, want)
	}
	tr.compare([]*part{by(0, Dropped), by(1, Dropped), by(2, Dropped)})
	if w := tr.Ways[0]; len(tr.Ways) != 1 || !exceeds(w.Share, 0.999) || w.Picks != nil || len(w.Sources()) != 3 {
		t.Errorf("have %d ways, of the first %v\nwant one, of all addresses, and none of them told", len(tr.Ways), w.Picks)
	}
}
