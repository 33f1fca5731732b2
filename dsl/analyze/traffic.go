package analyze

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// A box is a rectangle of traffic: the services of a packet on one axis, the address at its other end on the other. A
// rule is a few boxes. Rules leave something to another rule if a part of its boxes remains after theirs are cut out:
// exact, and without trying a single packet.
type box struct {
	// low and high are services: the protocol's number, then 16 bits of a port, or of an ICMP type and code.
	low, high uint32
	// from and to are addresses of one family. The members of a group are apart from all addresses.
	from, to netip.Addr
	group    *cloud.Group
}

// boxes returns the traffic of a rule.
func boxes(r *cloud.Rule) []box {
	var all []box
	for _, s := range r.Service.Spans() {
		for _, p := range r.Peers {
			b := box{low: s[0], high: s[1], group: p.Group}
			if p.Group == nil {
				b.from, b.to = p.Range.Addr(), cloud.Last(p.Range)
			}
			all = append(all, b)
		}
	}
	return all
}

// meets reports whether two boxes share traffic.
func (b *box) meets(o *box) bool {
	if b.low > o.high || o.low > b.high || b.group != o.group {
		return false
	}
	return b.group != nil || b.from.Compare(o.to) <= 0 && o.from.Compare(b.to) <= 0
}

// without adds the remains of a box to rest after another, which it meets, is cut out.
func (b box) without(o *box, rest []box) []box {
	if b.low < o.low {
		rest = append(rest, box{b.low, o.low - 1, b.from, b.to, b.group})
		b.low = o.low
	}
	if b.high > o.high {
		rest = append(rest, box{o.high + 1, b.high, b.from, b.to, b.group})
		b.high = o.high
	}
	if b.group != nil {
		return rest
	}
	if b.from.Less(o.from) {
		rest = append(rest, box{b.low, b.high, b.from, o.from.Prev(), nil})
		b.from = o.from
	}
	if o.to.Less(b.to) {
		rest = append(rest, box{b.low, b.high, o.to.Next(), b.to, nil})
	}
	return rest
}

// cut takes boxes out of others. It reports whether anything was taken.
func cut(from, out []box) (rest []box, taken bool) {
	for k := range out {
		o := &out[k]
		for i := 0; i < len(from); i++ {
			if !from[i].meets(o) {
				continue
			}
			rest, taken = from[:0:0], true
			for j := range from {
				if from[j].meets(o) {
					rest = from[j].without(o, rest)
				} else {
					rest = append(rest, from[j])
				}
			}
			from = rest
			break
		}
	}
	return from, taken
}

// families are all addresses of each family.
var families = [...]netip.Prefix{
	netip.PrefixFrom(netip.IPv4Unspecified(), 0),
	netip.PrefixFrom(netip.IPv6Unspecified(), 0),
}

// everywhere reports for each family whether the ranges among peers hold all of its addresses.
func everywhere(peers []cloud.Peer) (all [len(families)]bool) {
	for k, f := range families {
		rest := []box{{from: f.Addr(), to: cloud.Last(f)}}
		for _, p := range peers {
			if p.Group == nil {
				rest, _ = cut(rest, []box{{from: p.Range.Addr(), to: cloud.Last(p.Range)}})
			}
		}
		all[k] = len(rest) == 0
	}
	return all
}

// A plane is a rule with its traffic.
type plane struct {
	rule  *cloud.Rule
	boxes []box
	// members are the boxes of a rule for every address in both families: it takes the members of each group too.
	members []box
}

// mostBoxes bounds the boxes of a rule.
const mostBoxes = 1000

// isLong reports whether a rule has more boxes than that, by long prefix lists. It is not judged.
func isLong(r *cloud.Rule) bool { return len(r.Peers)*max(1, len(r.Service.Ports)) > mostBoxes }

func newPlane(r *cloud.Rule) plane {
	p := plane{rule: r}
	if isLong(r) {
		return p
	}
	p.boxes = boxes(r)
	if all := everywhere(r.Peers); all[0] && all[1] {
		for _, s := range r.Service.Spans() {
			p.members = append(p.members, box{low: s[0], high: s[1]})
		}
	}
	return p
}

// outOf cuts the rule's traffic out of other traffic, members of groups included.
func (p *plane) outOf(from []box) (rest []box, taken bool) {
	rest, taken = cut(from, p.boxes)
	for _, m := range p.members {
		for k := 0; k < len(rest); k++ {
			if m.group = rest[k].group; m.group != nil && m.meets(&rest[k]) {
				rest, _ = cut(rest, []box{m})
				taken, k = true, -1
			}
		}
	}
	return rest, taken
}
