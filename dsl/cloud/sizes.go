package cloud

import (
	"fmt"
	"net/netip"
)

// Sizes are the lengths that the prefix of a range may have in a cloud, the shortest and the longest of each family;
// both are 0 where nothing is known. Those of IPv6 go up in steps where Step is more than 1.
type Sizes struct {
	V4, V6 [2]int
	Step   int
}

// of are the lengths of a range's family, and their step.
func (s Sizes) of(r netip.Prefix) (bits [2]int, step int) {
	if r.Addr().Is4() {
		return s.V4, 1
	}
	return s.V6, max(s.Step, 1)
}

// Allow reports whether a range may have its length.
func (s Sizes) Allow(r netip.Prefix) bool {
	bits, step := s.of(r)
	return bits[1] == 0 || r.Bits() >= bits[0] && r.Bits() <= bits[1] && (r.Bits()-bits[0])%step == 0
}

// Text says which lengths a range of this family may have: "a range from /16 to /28".
func (s Sizes) Text(r netip.Prefix) string {
	bits, step := s.of(r)
	switch {
	case bits[0] == bits[1]:
		return fmt.Sprintf("an IPv6 range of /%d", bits[0])
	case step > 1:
		return fmt.Sprintf("an IPv6 range from /%d to /%d in steps of %d", bits[0], bits[1], step)
	}
	return fmt.Sprintf("a range from /%d to /%d", bits[0], bits[1])
}
