package cloud

import (
	"cmp"
	"net/netip"
)

// A RangeIndex finds the first of its ranges, in the order in which they were added, that overlaps or contains a given
// one, in time independent of their number. The zero RangeIndex is empty and ready for use.
//
// It is a binary trie of address bits: the depth of a range is the length of its prefix.
type RangeIndex struct {
	nodes []rangeNode
	added []netip.Prefix
}

// A rangeNode is a range of the trie, added or not. The number of an added range is its place counted from 1; 0 means
// none.
type rangeNode struct {
	halves [2]int32
	// here is the number of the range itself; below is the lowest number of it and of all ranges inside it.
	here, below int32
}

// Add adds a range. A range that was added before keeps its number.
func (x *RangeIndex) Add(r netip.Prefix) {
	if x.nodes == nil {
		x.nodes = make([]rangeNode, 2) // all addresses of each family
	}
	x.added = append(x.added, r)
	number := int32(len(x.added))
	path, at := pathOf(r)
	for bit := 0; ; bit++ {
		n := &x.nodes[at]
		if n.below == 0 {
			n.below = number
		}
		if bit == r.Bits() {
			n.here = cmp.Or(n.here, number)
			return
		}
		half := path.half(bit)
		if n.halves[half] == 0 {
			n.halves[half] = int32(len(x.nodes))
			x.nodes = append(x.nodes, rangeNode{})
		}
		at = x.nodes[at].halves[half]
	}
}

// Len is the number of added ranges.
func (x *RangeIndex) Len() int { return len(x.added) }

// At returns the range that was added at a place, from 0.
func (x *RangeIndex) At(place int) netip.Prefix { return x.added[place] }

// A path is the bits of an address; the first one is bit number from.
type path struct {
	bytes [16]byte
	from  int
}

// pathOf returns the path to a range and the node where it begins, the root of the family.
func pathOf(r netip.Prefix) (path, int32) {
	a := r.Addr()
	if a.Is4() {
		return path{a.As16(), 96}, 0
	}
	return path{a.As16(), 0}, 1
}

// half is the half in which the path goes on from a range of this many bits.
func (p *path) half(bit int) byte {
	bit += p.from
	return p.bytes[bit/8] >> (7 - bit%8) & 1
}

// Holding returns the place of the first added range that contains r, -1 if none does.
func (x *RangeIndex) Holding(r netip.Prefix) int {
	first, _ := x.down(r)
	return int(first) - 1
}

// Overlapping returns the place of the first added range that overlaps r, -1 if none does.
func (x *RangeIndex) Overlapping(r netip.Prefix) int {
	first, at := x.down(r)
	if at >= 0 && x.nodes[at].below > 0 && (first == 0 || x.nodes[at].below < first) {
		first = x.nodes[at].below
	}
	return int(first) - 1
}

// Has reports whether r was added.
func (x *RangeIndex) Has(r netip.Prefix) bool {
	_, at := x.down(r)
	return at >= 0 && x.nodes[at].here > 0
}

// down returns the lowest number on the way to the node of r, and that node, -1 if it does not exist.
func (x *RangeIndex) down(r netip.Prefix) (first, at int32) {
	if x.nodes == nil {
		return 0, -1
	}
	path, at := pathOf(r)
	for bit := 0; ; bit++ {
		if n := x.nodes[at].here; n > 0 && (first == 0 || n < first) {
			first = n
		}
		if bit == r.Bits() {
			return first, at
		}
		if at = x.nodes[at].halves[path.half(bit)]; at == 0 {
			return first, -1
		}
	}
}

// Last is the last address of a range.
func Last(r netip.Prefix) netip.Addr {
	bytes := r.Addr().As16()
	from := r.Bits() + 128 - r.Addr().BitLen()
	for bit := from; bit < 128; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	if a := netip.AddrFrom16(bytes); r.Addr().Is6() {
		return a
	}
	return netip.AddrFrom16(bytes).Unmap()
}
