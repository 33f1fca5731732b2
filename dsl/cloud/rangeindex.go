package cloud

import (
	"cmp"
	"net/netip"
)

// A RangeIndex finds, among ranges that are numbered in the order in which they were added, those that share addresses
// with another, however many there are. The zero RangeIndex is empty and ready for use.
//
// It is a tree of bits: a range stands as deep as it is long, what holds it above it and what it holds below.
type RangeIndex struct {
	nodes []rangeNode
	added []netip.Prefix
}

// A rangeNode is a range, added or not. Numbers are from 1, and 0 is none.
type rangeNode struct {
	halves [2]int32
	// here is the number of the range itself, below the lowest of it and of those that it holds.
	here, below int32
}

// Add adds a range. One that was there keeps its number.
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

// Len is how many ranges were added.
func (x *RangeIndex) Len() int { return len(x.added) }

// At is the range that was added at a place.
func (x *RangeIndex) At(place int) netip.Prefix { return x.added[place] }

// A path is the bits of an address, the first of which is at from.
type path struct {
	bytes [16]byte
	from  int
}

// pathOf is the path to a range, and the node where it begins: that of all addresses of the family.
func pathOf(r netip.Prefix) (path, int32) {
	a := r.Addr()
	if a.Is4() {
		return path{a.As16(), 96}, 0
	}
	return path{a.As16(), 0}, 1
}

// half is which half of the range that is so many bits long the path goes on to.
func (p *path) half(bit int) byte {
	bit += p.from
	return p.bytes[bit/8] >> (7 - bit%8) & 1
}

// Holding is the first range that was added of those that hold all of another, by its place from 0; -1 where none does.
func (x *RangeIndex) Holding(r netip.Prefix) int {
	first, _ := x.down(r)
	return int(first) - 1
}

// Overlapping is the first range that was added of those that share an address with another; -1 where none does.
func (x *RangeIndex) Overlapping(r netip.Prefix) int {
	first, at := x.down(r)
	if at >= 0 && x.nodes[at].below > 0 && (first == 0 || x.nodes[at].below < first) {
		first = x.nodes[at].below
	}
	return int(first) - 1
}

// Has reports whether this very range was added.
func (x *RangeIndex) Has(r netip.Prefix) bool {
	_, at := x.down(r)
	return at >= 0 && x.nodes[at].here > 0
}

// down goes to the node of a range, -1 where there is none, and finds the lowest number on its way.
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
