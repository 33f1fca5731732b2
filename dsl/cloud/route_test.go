package cloud_test

import (
	"math/rand"
	"net/netip"
	"testing"

	"hopwise/dsl/cloud"
)

// TestLookupIsTheLongestPrefix compares Lookup with a comparison bit by bit, on random tables with many overlapping
// ranges.
func TestLookupIsTheLongestPrefix(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for k := range 2_000 {
		table := randomTable(random)
		keys := cloud.Keys()
		table.VPC.Cloud.Provider = cloud.Find(keys[k%len(keys)])
		for range 20 {
			a := randomAddress(random)
			have, want := table.Lookup(a), naiveLookup(table, a)
			if have != want {
				t.Fatalf("Lookup(%s) among %s\nhave %s\nwant %s", a, rangesOf(table), rangeOf(have), rangeOf(want))
			}
		}
	}
}

// TestLookupFollowsTheModel asks tables of a cloud whose routes have priorities: the route with the best one decides,
// whatever its length.
func TestLookupFollowsTheModel(t *testing.T) {
	table := &cloud.Table{Routes: []cloud.Route{
		{Range: netip.MustParsePrefix("10.0.0.0/8"), Target: cloud.Blackhole{}, Origin: cloud.Static},
		{Range: netip.MustParsePrefix("10.1.0.0/16"), Target: cloud.Blackhole{}, Origin: cloud.Propagated},
	}}
	byPriority := func(r, other *cloud.Route) bool { return r.Origin > other.Origin }
	table.VPC = &cloud.VPC{Cloud: &cloud.Cloud{Provider: &cloud.Provider{Routing: &cloud.RoutingModel{Wins: byPriority}}}}
	if have := table.Lookup(netip.MustParseAddr("10.1.2.3")); have != &table.Routes[0] {
		t.Errorf("have %s\nwant %s", rangeOf(have), rangeOf(&table.Routes[0]))
	}
}

// TestLocalRoutesMayGoFirst asks tables with a propagated route inside of a local one: only where local routes go first
// does the longer one lose.
func TestLocalRoutesMayGoFirst(t *testing.T) {
	table := &cloud.Table{Routes: []cloud.Route{
		{Range: netip.MustParsePrefix("10.0.0.0/16"), Target: cloud.Local{}, Origin: cloud.Static},
		{Range: netip.MustParsePrefix("10.0.9.0/24"), Target: cloud.Blackhole{}, Origin: cloud.Propagated},
	}}
	for localFirst, want := range map[bool]int{true: 0, false: 1} {
		model := *cloud.Find("aws").Routing
		model.LocalFirst = localFirst
		table.VPC = &cloud.VPC{Cloud: &cloud.Cloud{Provider: &cloud.Provider{Routing: &model}}}
		if have := table.Lookup(netip.MustParseAddr("10.0.9.1")); have != &table.Routes[want] {
			t.Errorf("local first: %v\nhave %s\nwant %s", localFirst, rangeOf(have), rangeOf(&table.Routes[want]))
		}
	}
}

// TestAStatedTransitRouteWins asks transit gateways with two routes for one range, in either order, and with a longer
// one (aws/transit-gateway-longest-prefix).
func TestAStatedTransitRouteWins(t *testing.T) {
	wide, long := netip.MustParsePrefix("10.0.0.0/16"), netip.MustParsePrefix("10.0.1.0/24")
	for _, test := range []struct {
		claim  string
		routes []cloud.TransitRoute
		want   int
	}{
		{"the stated one stands first", []cloud.TransitRoute{{Range: wide}, {Range: wide, Propagated: true}}, 0},
		{"the stated one stands last", []cloud.TransitRoute{{Range: wide, Propagated: true}, {Range: wide}}, 1},
		{"of two stated ones the first", []cloud.TransitRoute{{Range: wide}, {Range: wide}}, 0},
		{"of two propagated ones the first", []cloud.TransitRoute{
			{Range: wide, Propagated: true}, {Range: wide, Propagated: true},
		}, 0},
		{"a longer propagated one before", []cloud.TransitRoute{{Range: long, Propagated: true}, {Range: wide}}, 0},
		{"a longer propagated one behind", []cloud.TransitRoute{{Range: wide}, {Range: long, Propagated: true}}, 1},
	} {
		h := &cloud.HubTable{Routes: test.routes}
		if have := h.Lookup(netip.MustParseAddr("10.0.1.1")); have != &h.Routes[test.want] {
			t.Errorf("%s\nhave %+v\nwant %+v", test.claim, have, h.Routes[test.want])
		}
	}
}

// randomAddress is one of 10.0.0.0/28 or 2001:db8::/124, most of the time.
func randomAddress(random *rand.Rand) netip.Addr {
	if random.Intn(2) == 0 {
		return netip.AddrFrom4([4]byte{10, 0, 0, byte(random.Intn(20))})
	}
	a := netip.MustParseAddr("2001:db8::").As16()
	a[15] = byte(random.Intn(20))
	return netip.AddrFrom16(a)
}

func randomTable(random *rand.Rand) *cloud.Table {
	table := &cloud.Table{Thing: cloud.Thing{VPC: &cloud.VPC{Cloud: &cloud.Cloud{}}}}
	seen := map[netip.Prefix]bool{}
	for range random.Intn(12) {
		a := randomAddress(random)
		bits := a.BitLen() - random.Intn(6)
		if random.Intn(8) == 0 {
			bits = 0
		}
		p := netip.PrefixFrom(a, bits).Masked()
		if !seen[p] {
			seen[p] = true
			table.Routes = append(table.Routes, cloud.Route{Range: p, Target: cloud.Blackhole{}})
		}
	}
	return table
}

// naiveLookup tries every length from the longest and every route of that length.
func naiveLookup(table *cloud.Table, a netip.Addr) *cloud.Route {
	for bits := 128; bits >= 0; bits-- {
		for i := range table.Routes {
			r := &table.Routes[i]
			if r.Range.Bits() == bits && sameStart(r.Range.Addr(), a, bits) {
				return r
			}
		}
	}
	return nil
}

func sameStart(a, b netip.Addr, bits int) bool {
	if a.Is4() != b.Is4() {
		return false
	}
	x, y := a.AsSlice(), b.AsSlice()
	for bit := range bits {
		if (x[bit/8]^y[bit/8])&(0x80>>(bit%8)) != 0 {
			return false
		}
	}
	return true
}

func rangeOf(r *cloud.Route) string {
	if r == nil {
		return "no route"
	}
	return r.Range.String()
}

func rangesOf(table *cloud.Table) (all []string) {
	for i := range table.Routes {
		all = append(all, rangeOf(&table.Routes[i]))
	}
	return all
}
