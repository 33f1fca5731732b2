package cloud_test

import (
	"math/rand"
	"net/netip"
	"testing"

	"hopwise/dsl/cloud"
)

// TestRangeIndexAgainstTheDefinition compares the index with a linear search, for ranges of both families that lie
// close together.
func TestRangeIndexAgainstTheDefinition(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	draw := func() netip.Prefix {
		if random.Intn(2) == 0 {
			a := netip.AddrFrom4([4]byte{10, 0, byte(random.Intn(4)), byte(random.Intn(256))})
			p, _ := a.Prefix([]int{0, 8, 22, 24, 26, 28, 32}[random.Intn(7)])
			return p
		}
		a := netip.AddrFrom16([16]byte{0: 0x20, 1: 1, 15: byte(random.Intn(8))})
		p, _ := a.Prefix([]int{0, 16, 125, 126, 127, 128}[random.Intn(6)])
		return p
	}
	first := func(all []netip.Prefix, is func(netip.Prefix) bool) int {
		for i, have := range all {
			if is(have) {
				return i
			}
		}
		return -1
	}
	for range 3000 {
		var index cloud.RangeIndex
		var all []netip.Prefix
		for range random.Intn(8) {
			r := draw()
			index.Add(r)
			all = append(all, r)
		}
		r := draw()
		same := first(all, func(have netip.Prefix) bool { return have == r }) >= 0
		holds := first(all, func(have netip.Prefix) bool { return have.Bits() <= r.Bits() && have.Contains(r.Addr()) })
		overlaps := first(all, r.Overlaps)
		if index.Has(r) != same || index.Holding(r) != holds || index.Overlapping(r) != overlaps {
			t.Fatalf("%v among %v\nhave %v, held by %d, overlapping %d\nwant %v, held by %d, overlapping %d",
				r, all, index.Has(r), index.Holding(r), index.Overlapping(r), same, holds, overlaps)
		}
	}
}

func TestLastIsTheLastAddress(t *testing.T) {
	for text, want := range map[string]string{
		"0.0.0.0/0":        "255.255.255.255",
		"10.0.0.0/8":       "10.255.255.255",
		"10.0.1.128/25":    "10.0.1.255",
		"10.0.1.6/31":      "10.0.1.7",
		"10.0.1.7/32":      "10.0.1.7",
		"::/0":             "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
		"2001:db8::/61":    "2001:db8:0:7:ffff:ffff:ffff:ffff",
		"2001:db8::4/127":  "2001:db8::5",
		"2001:db8::4/128":  "2001:db8::4",
		"::ffff:0:0:0/120": "::ffff:0:0:ff",
	} {
		if have := cloud.Last(netip.MustParsePrefix(text)); have != netip.MustParseAddr(want) {
			t.Errorf("Last(%s)\nhave %s\nwant %s", text, have, want)
		}
	}
}
