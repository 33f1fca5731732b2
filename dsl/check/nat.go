package check

import (
	"fmt"
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) nat(n *cloud.Subnet, s *vocabulary.Statement) {
	g := &cloud.NAT{
		Thing:   cloud.Thing{Name: s.Name(), Noun: cloud.NounNAT, Span: s.Span, VPC: n.VPC},
		Private: vocabulary.WordPrivate.IsIn(s),
	}
	if !w.name(s, g) {
		return
	}
	if g.Private && !w.cloud.Provider.NAT.MayBePrivate {
		w.problems.Add(vocabulary.WordPrivate.At(s), "unexpected private: a NAT gateway of %s has a public address here",
			w.cloud.Provider.Title)
	}
	g.Interface = &cloud.Interface{Thing: g.Thing, Owner: g, Subnet: n}
	n.VPC.NATs = append(n.VPC.NATs, g)
	if v, _ := vocabulary.ArgAddress.In(s); v.Addr.Is6() {
		w.problems.Add(v.Span, "invalid %s: the address of a NAT gateway is IPv4", v.Addr)
	} else {
		w.privateAddress(g.Interface, s)
	}
	w.later(phaseLink, func() { w.publicByNature(g) })
	inNAT.read(w, g, s.Body)
}

// inNAT is the block of a NAT gateway.
var inNAT = place[*cloudBuilder, *cloud.NAT]{
	{&vocabulary.RowEIP, (*cloudBuilder).natAddresses},
	{&vocabulary.RowSNAT, (*cloudBuilder).snat},
	{&vocabulary.RowDNAT, (*cloudBuilder).dnat},
}

func (w *cloudBuilder) snat(g *cloud.NAT, s *vocabulary.Statement) {
	w.later(phaseLink, func() { w.snatEntry(g, s) })
}

func (w *cloudBuilder) dnat(g *cloud.NAT, s *vocabulary.Statement) {
	w.later(phaseLink, func() { w.dnatEntry(g, s) })
}

// publicByNature gives a public NAT gateway without a stated address one (aws/nat-gateway-public-or-private).
func (w *cloudBuilder) publicByNature(g *cloud.NAT) {
	if !w.cloud.Provider.NAT.MayBePrivate || g.Private || g.FirstPublic() != nil || len(g.Interface.Addresses) == 0 {
		return
	}
	p := cloud.NewPublicAddress(netip.Addr{}, cloud.NounElasticAddress, g.Span, g.VPC)
	w.number(p, g)
	w.cloud.Bind(g.Interface, 0, p)
}

// natAddresses binds public addresses to the gateway's private one.
func (w *cloudBuilder) natAddresses(g *cloud.NAT, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	if g.Private {
		w.problems.Add(s.Span, "unexpected eip: a private NAT gateway has no public address")
		return
	}
	values := vocabulary.ArgAddresses.In(s)
	if len(values) == 0 {
		values = []*vocabulary.AddressValue{{}}
	}
	for _, v := range values {
		p := w.newPublic(g, v, v.Addr.IsValid(), cloud.NounElasticAddress, s.Span)
		if p == nil {
			continue
		}
		w.later(phasePublish, func() {
			if len(g.Interface.Addresses) == 0 || w.isHosts(p, s.Span) {
				return
			}
			w.number(p, g)
			place := 0
			if g.Interface.Addresses[0].Public != nil {
				place = len(g.Interface.Addresses)
				g.Interface.Addresses = append(
					g.Interface.Addresses,
					cloud.Address{Private: g.Interface.Addresses[0].Private},
				)
			}
			w.cloud.Bind(g.Interface, place, p)
		})
	}
}

// The ranks of SNAT entries: the narrower entry applies (alibaba/narrowest-snat-entry). The rank of an entry for a
// range is the length of its prefix.
const (
	rankVPC     = -1
	rankMachine = 200
)

func (w *cloudBuilder) snatEntry(g *cloud.NAT, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	e := cloud.SNATEntry{Span: s.Span}
	subnet, bySubnet := vocabulary.ArgSourceSubnet.In(s)
	machine, byMachine := vocabulary.ArgMachine.In(s)
	r, byRange := vocabulary.ArgRange.In(s)
	switch {
	case bySubnet:
		n := lookup[*cloud.Subnet](w, g.VPC, subnet, cloud.NounSubnet)
		if n == nil || len(n.Ranges) == 0 {
			return
		}
		e.Ranges, e.Rank = n.Ranges, n.Ranges[0].Bits()
	case byMachine:
		m := lookup[*cloud.Instance](w, g.VPC, machine, cloud.NounInstance)
		if m == nil || len(m.Interfaces[0].Addresses) == 0 {
			return
		}
		a := m.Interfaces[0].Addresses[0].Private
		e.Ranges, e.Rank = []netip.Prefix{netip.PrefixFrom(a, a.BitLen())}, rankMachine
	case byRange:
		e.Ranges, e.Rank = []netip.Prefix{r.Range}, r.Range.Bits()
	default:
		e.Ranges, e.Rank = g.VPC.Ranges, rankVPC
	}
	if len(e.Ranges) == 0 {
		return // the VPC's own range could not be read
	}
	key := senders{g, w.textOf(e.Ranges)}
	if w.seen[key] {
		w.problems.Add(s.Span, "duplicate entry: %s has an SNAT entry for the same senders", g.Name)
		return
	}
	via, ok := w.natPublic(g, s)
	if !ok {
		return
	}
	e.Via = via
	g.SNAT = append(g.SNAT, e)
	w.seen[key] = true
}

// textOf writes ranges as text, and keeps the text of an object's ranges.
func (w *cloudBuilder) textOf(ranges []netip.Prefix) string {
	have, known := w.texts[&ranges[0]]
	if !known {
		have = fmt.Sprint(ranges)
		w.texts[&ranges[0]] = have
	}
	return have
}

// senders are the senders of an SNAT entry, which are the same however it names them
// (alibaba/one-snat-entry-per-source).
type senders struct {
	nat    *cloud.NAT
	ranges string
}

// natPublic returns the public address that an entry names, or the first one of the gateway.
func (w *cloudBuilder) natPublic(g *cloud.NAT, s *vocabulary.Statement) (*cloud.PublicAddress, bool) {
	if len(g.Interface.Addresses) == 0 {
		return nil, false // the range of its subnet is unreadable
	}
	v, stated := vocabulary.ArgAddress.In(s)
	if !stated {
		return g.FirstPublic(), true
	}
	if i, at := w.cloud.PublicOwner(v.Addr); i == g.Interface {
		return at.Public, true
	}
	w.problems.Add(v.Span, "undeclared address %s: %s has no such eip", v.Addr, g.Name)
	return nil, false
}

func (w *cloudBuilder) dnatEntry(g *cloud.NAT, s *vocabulary.Statement) {
	p, ok := w.natPublic(g, s)
	ref, _ := vocabulary.ArgMachine.In(s)
	service, _ := vocabulary.ArgService.In(s)
	inner, _ := vocabulary.ArgInner.In(s)
	if !ok || s.Broken {
		return
	}
	m := w.forwardsTo(g, ref)
	if m == nil {
		return
	}
	port, ok := w.behind(service, inner)
	if !ok {
		return
	}
	e := cloud.DNATEntry{
		Span:    s.Span,
		Public:  p,
		Service: service.Service,
		To:      m.Interfaces[0],
		Port:    port,
	}
	if !e.AnyPort() && len(e.Service.Ports) == 0 {
		w.problems.Add(service.Span, "invalid %s: an entry forwards ports of tcp or udp, or all", service.Text)
		return
	}
	w.addDNAT(g, e, m)
}

// forwardsTo returns the machine that an entry names, nil with a diagnostic if the gateway can't forward to it.
func (w *cloudBuilder) forwardsTo(g *cloud.NAT, ref *vocabulary.Value) *cloud.Instance {
	at := g.VPC
	if m := w.cloud.Instance(ref.Text); m != nil && m.VPC != at && w.cloud.Provider.Peerings.ToNAT {
		switch {
		case at.Joins(m.VPC):
			at = m.VPC
		case slices.ContainsFunc(w.cloud.Peerings, func(p *cloud.Peering) bool { return w.halfTyped[p] }):
			return nil // the diagnostic is at the line of the peering
		}
	}
	m := lookup[*cloud.Instance](w, at, ref, cloud.NounInstance)
	if m == nil || len(m.Interfaces[0].Addresses) == 0 {
		return nil
	}
	if p := m.Interfaces[0].Addresses[0].Public; p != nil && p.Noun == cloud.NounElasticAddress &&
		w.cloud.Provider.NAT.RefusesElastic {
		w.problems.Add(ref.Span, "%s has the public address %s: an entry for it can't be made", m.Name, p.Name).Hint =
			"Take the address from it, or the entry."
		return nil
	}
	return m
}

// addDNAT adds an entry that forwards to a machine, unless an entry of the gateway forwards the same.
func (w *cloudBuilder) addDNAT(g *cloud.NAT, e cloud.DNATEntry, m *cloud.Instance) {
	outside, inside := w.services(called{g, e.Public, e.AnyPort()}), w.services(called{g, e.To, e.AnyPort()})
	at := outside.Overlapping(e.Service)
	if w.cloud.Provider.NAT.InnerOnce {
		if k := inside.Overlapping(e.Inside()); k >= 0 && (at < 0 || k < at) {
			w.problems.Add(e.Span, "duplicate entry: %s forwards to %s of %s already", g.Name, g.DNAT[k].Inside(), m.Name)
			return
		}
	}
	if at >= 0 {
		w.problems.Add(e.Span, "duplicate entry: %s forwards %s of %s already", g.Name, g.DNAT[at].Service,
			e.Public.Name)
		return
	}
	outside.Add(e.Service, len(g.DNAT))
	inside.Add(e.Inside(), len(g.DNAT))
	g.DNAT = append(g.DNAT, e)
}

// called is a place where an object accepts services: a public address, or an interface behind it.
type called struct {
	by, at  cloud.Object
	anyPort bool
}

// services are the services that are accepted at a place so far.
func (w *cloudBuilder) services(at called) *cloud.ServiceIndex {
	if w.takes[at] == nil {
		w.takes[at] = &cloud.ServiceIndex{}
	}
	return w.takes[at]
}

// natRoute writes the default route to the first NAT gateway into the main table, in a cloud that does so
// (alibaba/nat-gateway-writes-a-route).
func (w *cloudBuilder) natRoute(v *cloud.VPC) {
	if len(v.NATs) == 0 || !w.cloud.Provider.NAT.WritesRoute {
		return
	}
	w.defaultRoute(v.Main, netip.MustParsePrefix("0.0.0.0/0"), v.NATs[0])
}

// defaultRoute adds a route that the cloud writes, unless the table states one for the range.
func (w *cloudBuilder) defaultRoute(t *cloud.Table, r netip.Prefix, to cloud.Target) {
	if slices.ContainsFunc(t.Routes, func(have cloud.Route) bool { return have.Range == r }) {
		return
	}
	t.Routes = append(t.Routes, cloud.Route{Range: r, Target: to, Origin: cloud.Static})
}
