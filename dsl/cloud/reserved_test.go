package cloud_test

import (
	"math/big"
	"net/netip"
	"testing"

	"hopwise/dsl/cloud"
)

// TestReserved asks for every address of a subnet whether it is reserved: so many at the start and at the end
// (aws/subnet-reserved-addresses, alibaba/reserved-addresses, huawei/reserved-addresses).
func TestReserved(t *testing.T) {
	for _, test := range []struct {
		cloud, subnet string
		start, end    int64
	}{
		{"aws", "10.0.1.0/24", 4, 1},
		{"aws", "10.0.1.16/28", 4, 1},
		{"aws", "10.0.0.0/16", 4, 1},
		{"aws", "10.0.1.128/25", 4, 1},
		{"aws", "2001:db8:1:2::/64", 4, 1},
		{"alibaba", "10.0.1.0/24", 1, 3},
		{"alibaba", "10.0.1.16/28", 1, 3},
		{"alibaba", "10.0.1.248/29", 1, 3},
		{"alibaba", "172.16.0.0/16", 1, 3},
		{"alibaba", "2001:db8:1:2::/64", 1, 9},
		{"huawei", "10.0.1.0/24", 2, 3},
		{"huawei", "10.0.1.248/29", 2, 3},
	} {
		t.Run(test.cloud+" "+test.subnet, func(t *testing.T) {
			subnet := netip.MustParsePrefix(test.subnet)
			provider := cloud.Find(test.cloud)
			for _, place := range places(subnet) {
				a := at(subnet, place)
				fromEnd := new(big.Int).Sub(size(subnet), place)
				want := place.Cmp(big.NewInt(test.start)) < 0 || fromEnd.Cmp(big.NewInt(test.end)) <= 0
				if have := provider.Reserved(subnet, a); have != want {
					t.Errorf("Reserved(%s)\nhave %v\nwant %v: the first %d and the last %d are",
						a, have, want, test.start, test.end)
				}
			}
		})
	}
}

func size(subnet netip.Prefix) *big.Int {
	return new(big.Int).Lsh(big.NewInt(1), uint(subnet.Addr().BitLen()-subnet.Bits()))
}

// places are the places of the addresses to test: all of a small subnet, both ends and some round numbers of a large
// one.
func places(subnet netip.Prefix) []*big.Int {
	var all []*big.Int
	n := size(subnet)
	if n.IsInt64() && n.Int64() <= 1<<16 {
		for i := range n.Int64() {
			all = append(all, big.NewInt(i))
		}
		return all
	}
	for i := range int64(20) {
		all = append(all, big.NewInt(i), new(big.Int).Sub(n, big.NewInt(i+1)))
	}
	for shift := uint(8); shift < 64; shift += 4 {
		round := new(big.Int).Lsh(big.NewInt(1), shift)
		if round.Cmp(n) < 0 {
			all = append(all, round, new(big.Int).Sub(round, big.NewInt(1)), new(big.Int).Sub(n, round))
		}
	}
	return all
}

func at(subnet netip.Prefix, place *big.Int) netip.Addr {
	start := subnet.Addr().AsSlice()
	sum := new(big.Int).Add(new(big.Int).SetBytes(start), place)
	a, _ := netip.AddrFromSlice(sum.FillBytes(make([]byte, len(start))))
	return a
}
