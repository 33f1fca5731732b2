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
