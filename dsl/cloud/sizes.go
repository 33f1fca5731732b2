package cloud

import (
	"fmt"
	"net/netip"
)

// Sizes are the prefix lengths that a cloud allows for a range, the shortest and the longest of each family; both are 0
// for a family without a known limit. With a Step above 1, IPv6 lengths go up in steps of it.
type Sizes struct {
	V4, V6 [2]int
	Step   int
}

// of returns the lengths for the family of a range, and their step.
func (s Sizes) of(r netip.Prefix) (bits [2]int, step int) {
	if r.Addr().Is4() {
		return s.V4, 1
	}
	return s.V6, max(s.Step, 1)
}

// Allow reports whether a range has an allowed length.
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
