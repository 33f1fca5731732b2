package explain

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"hopwise/dsl/cloud"
)

// Address names the owner of an address, in each cloud that may have it.
func (h *Help) Address(a netip.Addr) {
	if host := h.Network.HostAt(a); host != nil {
		h.say("The address of host ", host.Name, ".")
		return
	}
	for _, c := range h.Clouds {
		h.addressIn(c, a)
	}
	switch {
	case len(h.Sentences) > 0:
	case cloud.IsPrivateSpace(a):
		h.say("A private address, which the Internet does not carry. Nobody here has it.")
	default:
		h.say("An address on the Internet. Nobody here has it: it stands for a machine out there.")
	}
}

func (h *Help) addressIn(c *cloud.Cloud, a netip.Addr) {
	on := ""
	if len(h.Clouds) > 1 {
		on = " on " + c.Provider.Title
	}
	h.publicIn(c, a, on)
	if p := podAt(c, a); p != nil && (h.VPC == nil || p.VPC == h.VPC) {
		h.say("The address of pod ", p.Name, ", in ", p.VPC.Title(), on, ".")
		return
	}
	for _, v := range c.Networks() {
		if h.VPC != nil && v != h.VPC || !v.Holds(a) {
			continue
		}
		n := subnetOf(v, a)
		switch i, _ := v.Owner(a); {
		case i != nil:
			h.say("The private address of ", i.Owner.Base().Name, ", in ", v.Title(), on, ".")
		case v.IsClassic():
			if v == h.VPC {
				h.say("An address of ", v.Title(), ". Nobody here has it.")
			}
		case n == nil:
			h.say("An address of ", v.Title(), on, ", in no subnet.")
		case reserved(c.Provider, n, a):
			h.say(c.Provider.Title, " keeps this address of ", n.Name, " for itself.")
		default:
			h.say("An address of ", n.Name, " in ", v.Title(), on, ". Nobody has it.")
		}
	}
}

// publicIn names the owner of a public address; on is the end of the sentence, with the cloud.
func (h *Help) publicIn(c *cloud.Cloud, a netip.Addr, on string) {
	if i, entry := c.PublicOwner(a); i != nil {
		line := "The " + string(entry.Public.Noun) + " of " + i.Owner.Base().Name + on
		if entry.Private.IsValid() && entry.Private != a {
			line += ", which stands for " + entry.Private.String()
		}
		h.say(line, ".")
	}
	for _, v := range c.VPCs {
		if s := v.SharedSNAT; s != nil && s.Addr == a {
			h.say("The shared SNAT of ", v.Title(), on, ".")
		}
	}
}

// podAt is the pod with an address, or nil.
func podAt(c *cloud.Cloud, a netip.Addr) *cloud.Pod {
	for _, o := range c.Objects {
		if p, ok := o.(*cloud.Pod); ok && p.Private == a {
			return p
		}
	}
	return nil
}

func subnetOf(v *cloud.VPC, a netip.Addr) *cloud.Subnet {
	for _, n := range v.Subnets {
		if n.Holds(a) {
			return n
		}
	}
	return nil
}

func reserved(p *cloud.Provider, n *cloud.Subnet, a netip.Addr) bool {
	return slices.ContainsFunc(n.Ranges, func(r netip.Prefix) bool { return r.Contains(a) && p.Reserved(r, a) })
}

// Range says how large a range is and which VPC or subnet has it.
func (h *Help) Range(r netip.Prefix) {
	family := "IPv4"
	if r.Addr().Is6() {
		family = "IPv6"
	}
	if r.Bits() == 0 {
		h.say("Every ", family, " address.")
		return
	}
	h.say(size(r), ", ", r.Addr().String(), " to ", cloud.Last(r).String(), ".")
	if cloud.IsPrivateSpace(r.Addr()) && cloud.IsPrivateSpace(cloud.Last(r)) {
		h.say("It is private: the Internet does not carry it.")
	}
	for _, c := range h.Clouds {
		for _, v := range c.Networks() {
			if h.VPC == nil || v == h.VPC {
				h.holders(v, r)
			}
		}
	}
}

// holders names a VPC or a subnet that has exactly this range.
func (h *Help) holders(v *cloud.VPC, r netip.Prefix) {
	if slices.Contains(v.Ranges, r) {
		h.say("It is the range of ", v.Title(), ".")
	}
	for _, n := range v.Subnets {
		if n.Side == nil && slices.Contains(n.Ranges, r) {
			h.say("It is the range of ", n.Name, ".")
			h.machines(n, r)
		}
	}
}

// machines counts the addresses of a subnet: those for machines, and those that the cloud reserves.
func (h *Help) machines(n *cloud.Subnet, r netip.Prefix) {
	p := n.VPC.Cloud.Provider
	first, last := r.Addr(), cloud.Last(r)
	low, high := 0, 0
	for a := first; p.Reserved(r, a) && a != last; a = a.Next() {
		low++
	}
	for a := last; p.Reserved(r, a) && a != first; a = a.Prev() {
		high++
	}
	line := p.Title + " keeps the first " + strconv.Itoa(low) + " and the last " + strconv.Itoa(high) + " for itself"
	if bits := r.Addr().BitLen() - r.Bits(); bits < 32 {
		line += ": " + strconv.Itoa(1<<bits-low-high) + " addresses are for machines"
	}
	h.say(line, ".")
}

// size counts the addresses of a range, in words.
func size(r netip.Prefix) string {
	switch bits := r.Addr().BitLen() - r.Bits(); {
	case bits == 0:
		return "One address"
	case bits <= 32:
		return strconv.Itoa(1<<bits) + " addresses"
	default:
		return "2^" + strconv.Itoa(bits) + " addresses"
	}
}

func ranges(all []netip.Prefix) string {
	words := make([]string, len(all))
	for i, r := range all {
		words[i] = r.String()
	}
	return strings.Join(words, ", ")
}
