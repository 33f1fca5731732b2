package check

import (
	"fmt"
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
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
		at := vocabulary.WordPrivate.At(s)
		d := w.problems.Add(at, "unexpected private: a NAT gateway of %s has a public address here",
			w.cloud.Provider.Title)
		d.Hint = "Leave the word out: its private NAT gateways are not in this language."
		d.Fix = &source.Fix{Title: "Remove private", Edits: []source.Edit{{Span: at}}}
	}
	g.Interface = &cloud.Interface{Thing: g.Thing, Owner: g, Subnet: n}
	w.halfTyped[g] = s.Broken || slices.ContainsFunc(s.Body, func(b *vocabulary.Statement) bool {
		return b.Broken && (b.Row == &vocabulary.RowEIP || b.Row == &vocabulary.RowUnread)
	})
	n.VPC.NATs = append(n.VPC.NATs, g)
	w.inIPv4(g.Interface, s)
	w.later(phaseLink, func() { w.publicByNature(g) })
	inNAT.read(w, g, s.Body)
}

// inNAT is the block of a NAT gateway.
var inNAT = place[*cloudBuilder, *cloud.NAT]{
	{&vocabulary.RowEIP, (*cloudBuilder).natAddresses},
	{&vocabulary.RowSNAT, (*cloudBuilder).snat},
	{&vocabulary.RowDNAT, (*cloudBuilder).dnat},
	{&vocabulary.RowEIPMode, (*cloudBuilder).eipMode},
}

// eipMode reads how elastic addresses are bound to a gateway. Beside an active IPv4 gateway there is one way only
// (alibaba/nat-mode-under-ipv4-gateway).
func (w *cloudBuilder) eipMode(g *cloud.NAT, s *vocabulary.Statement) {
	switch {
	case s.Broken:
		return
	case g.Private:
		w.problems.Add(s.Span, "unexpected eip-mode: a private NAT gateway has no public address").Hint =
			"Leave it out: a private one translates to its own address."
		return
	}
	g.NoHairpin = vocabulary.WordMultiBinded.IsIn(s)
	w.later(phaseLimits, func() {
		four := g.VPC.IPv4Gateway
		if !g.NoHairpin || four == nil || four.State != cloud.Active {
			return
		}
		at := vocabulary.WordMultiBinded.At(s)
		d := w.problems.Add(at, "eip-mode multi-binded of %s does not work beside the active IPv4 gateway %s", g.Name,
			four.Name)
		d.Hint, d.Fix = "Write eip-mode nat.", source.Replace(at, vocabulary.WordNAT.Text)
	})
}

func (w *cloudBuilder) snat(g *cloud.NAT, s *vocabulary.Statement) {
	w.later(phaseLink, func() { w.snatEntry(g, s) })
}

func (w *cloudBuilder) dnat(g *cloud.NAT, s *vocabulary.Statement) {
	w.later(phaseLink, func() { w.dnatEntry(g, s) })
}

// publicOf is the public address that stands for the first IPv4 address of a machine's first interface; nil if it has
// none.
func publicOf(m *cloud.Instance) *cloud.PublicAddress {
	for _, a := range m.Interfaces[0].Addresses {
		if a.Private.Is4() {
			return a.Public
		}
	}
	return nil
}

// publicByNature gives a public NAT gateway without a stated address one (aws/nat-gateway-public-or-private).
func (w *cloudBuilder) publicByNature(g *cloud.NAT) {
	if !w.cloud.Provider.NAT.NeedsPublic || g.Private || g.FirstPublic() != nil || len(g.Interface.Addresses) == 0 {
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
		w.problems.Add(s.Span, "unexpected eip: a private NAT gateway has no public address").Hint =
			"Leave it out, or leave out private behind its name."
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
			if place, ok := w.placeInNAT(g.Interface, s.Span); ok {
				w.number(p, g)
				w.cloud.Bind(g.Interface, place, p)
			}
		})
	}
}

// placeInNAT is the place of the next public address among the addresses of a NAT gateway's interface. In a cloud whose
// gateways have a private address for each, it gives one (aws/nat-gateway-several-addresses).
func (w *cloudBuilder) placeInNAT(i *cloud.Interface, at source.Span) (int, bool) {
	place := len(i.Addresses)
	switch {
	case i.Addresses[0].Public == nil:
		return 0, true
	case !w.cloud.Provider.NAT.PrivateEach:
		i.Addresses = append(i.Addresses, cloud.Address{Private: i.Addresses[0].Private})
		return place, true
	}
	a := w.firstFree(i.Subnet)
	if !a.IsValid() {
		w.problems.Add(at, "%s has no address left for %s", i.Subnet.Name, i.Name)
		return 0, false
	}
	i.VPC.Assign(i, a)
	return place, true
}

func (w *cloudBuilder) snatEntry(g *cloud.NAT, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	e := cloud.SNATEntry{Span: s.Span}
	e.Ranges, e.WholeVPC = w.sendersOf(g, s)
	if len(e.Ranges) == 0 {
		return // there is a diagnostic, or the VPC's own range could not be read
	}
	key := senders{g, w.textOf(e.Ranges)}
	if w.seen[key] {
		w.problems.Add(s.Span, "duplicate entry: %s has an SNAT entry for the same senders", g.Name)
		return
	}
	refs := vocabulary.ArgLent.In(s)
	for _, v := range refs {
		if w.isOuter(g, v) {
			e.Via = append(e.Via, v.Addr)
		}
	}
	if len(e.Via) < len(refs) || len(g.Interface.Addresses) == 0 {
		return
	}
	k := len(g.SNAT)
	g.SNAT = append(g.SNAT, e)
	w.seen[key] = true
	if len(refs) == 0 {
		w.later(phaseLimits, func() { g.SNAT[k].Via = g.Lent() })
	}
}

// sendersOf are the IPv4 ranges of the senders that an SNAT entry covers, and whether they are those of the whole VPC;
// none with a diagnostic, or for a VPC without a readable range.
func (w *cloudBuilder) sendersOf(g *cloud.NAT, s *vocabulary.Statement) (ranges []netip.Prefix, all bool) {
	subnet, bySubnet := vocabulary.ArgSourceSubnet.In(s)
	machine, byMachine := vocabulary.ArgMachine.In(s)
	r, byRange := vocabulary.ArgRange.In(s)
	switch {
	case bySubnet:
		n := lookup[*cloud.Subnet](w, g.VPC, subnet, cloud.NounSubnet)
		if n == nil {
			return nil, false
		}
		ranges = ipv4Of(n.Ranges)
		if len(ranges) == 0 && len(n.Ranges) > 0 {
			w.problems.Add(subnet.Span, "%s has no IPv4 range, and %s translates no other", n.Name, g.Name)
		}
		return ranges, false
	case byMachine:
		m := lookup[*cloud.Instance](w, g.VPC, machine, cloud.NounInstance)
		a := w.ipv4Address(m, machine)
		if !a.IsValid() {
			return nil, false
		}
		return []netip.Prefix{netip.PrefixFrom(a, a.BitLen())}, false
	case byRange && r.Range.Addr().Is6():
		w.problems.Add(r.Span, "invalid %s: a NAT gateway translates IPv4 addresses", r.Text)
		return nil, false
	case byRange:
		return []netip.Prefix{r.Range}, false
	}
	return ipv4Of(g.VPC.Ranges), true
}

// ipv4Of are the IPv4 ranges among others, which stand first (ipv4First).
func ipv4Of(ranges []netip.Prefix) []netip.Prefix {
	k := slices.IndexFunc(ranges, func(r netip.Prefix) bool { return r.Addr().Is6() })
	if k < 0 {
		return ranges
	}
	return ranges[:k]
}

// ipv4Address is the first IPv4 address of the first interface of a machine, which an entry means by its name; invalid
// with a diagnostic where it has only IPv6, and without one for a machine that has no address yet, or nil.
func (w *cloudBuilder) ipv4Address(m *cloud.Instance, ref *vocabulary.Value) netip.Addr {
	if m == nil || len(m.Interfaces[0].Addresses) == 0 {
		return netip.Addr{}
	}
	for _, a := range m.Interfaces[0].Addresses {
		if a.Private.Is4() {
			return a.Private
		}
	}
	w.problems.Add(ref.Span, "%s has no IPv4 address, and a NAT gateway translates no other", m.Name)
	return netip.Addr{}
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

// isOuter reports whether entries of a gateway may use an address, with a diagnostic if not.
func (w *cloudBuilder) isOuter(g *cloud.NAT, v *vocabulary.AddressValue) bool {
	switch {
	case len(g.Interface.Addresses) == 0:
		return false // the range of its subnet is unreadable
	case g.Has(v.Addr):
		return true
	case w.halfTyped[g]:
		return false
	case g.Private:
		d := w.problems.Add(v.Span, "undeclared address %s: the address of %s is %s", v.Addr, g.Name, g.Inner()[0])
		d.Hint, d.Fix = "It has no other address.", source.Replace(v.Span, g.Inner()[0].String())
	default:
		d := w.problems.Add(v.Span, "undeclared address %s: %s has no such eip", v.Addr, g.Name)
		own := written(g.Outer())
		d.Hint = "Write eip " + v.Text + " in its block."
		if own != "" {
			d.Hint = "It has " + own + ". Write eip " + own + ", " + v.Text + " in its block for one more."
		}
	}
	return false
}

func (w *cloudBuilder) dnatEntry(g *cloud.NAT, s *vocabulary.Statement) {
	outer, _ := vocabulary.ArgAddress.In(s)
	ref, _ := vocabulary.ArgMachine.In(s)
	service, _ := vocabulary.ArgService.In(s)
	inner, _ := vocabulary.ArgInner.In(s)
	if s.Broken || !w.isOuter(g, outer) {
		return
	}
	m := w.forwardsTo(g, ref)
	to := w.ipv4Address(m, ref)
	if !to.IsValid() {
		return
	}
	port, ok := w.behind(service, inner)
	if !ok || w.narrows(service, inner) {
		return
	}
	e := cloud.DNATEntry{
		Span:    s.Span,
		Outer:   outer.Addr,
		Service: service.Service,
		To:      m.Interfaces[0],
		Inner:   to,
		Port:    port,
		Dead:    !g.Private && !w.cloud.Provider.NAT.BesideElastic && publicOf(m) != nil,
	}
	if !e.AnyPort() && len(e.Service.Ports) == 0 {
		w.problems.Add(service.Span, "invalid %s: an entry forwards ports of tcp or udp, or all", service.Text)
		return
	}
	w.addDNAT(g, e, m)
}

// narrows reports whether an entry leads several ports to one, with a diagnostic: a range goes to one of equal length
// (alibaba/dnat-port-entry).
func (w *cloudBuilder) narrows(outer, inner *vocabulary.ServiceValue) bool {
	ports, in := outer.Service.Ports, inner.Service.Ports
	if len(in) != 1 || in[0][0] != in[0][1] || len(ports) == 1 && ports[0][0] == ports[0][1] {
		return false
	}
	w.problems.Add(inner.Span, "invalid %s: %s has several ports, and an entry leads each to a port of its own",
		inner.Text, outer.Text).Hint = "Write a range as long, or an entry for each port."
	return true
}

// forwardsTo returns the machine that an entry names, nil with a diagnostic if the gateway can't forward to it.
func (w *cloudBuilder) forwardsTo(g *cloud.NAT, ref *vocabulary.Value) *cloud.Instance {
	at := g.VPC
	if m := w.cloud.Instance(ref.Text); m != nil && m.VPC != at && w.cloud.Provider.Peerings.ByMain {
		switch {
		case at.Joins(m.VPC):
			at = m.VPC
		case w.halfPeered():
			return nil // the diagnostic is at the line of the peering
		}
	}
	before := len(w.problems)
	m := lookup[*cloud.Instance](w, at, ref, cloud.NounInstance)
	if there := w.cloud.Instance(ref.Text); m == nil && there != nil && len(w.problems) > before {
		w.problems[before].Hint = w.farEntry(at, there.VPC)
	}
	if m == nil || g.Private {
		return m
	}
	if p := publicOf(m); p != nil && p.Noun == cloud.NounElasticAddress &&
		w.cloud.Provider.NAT.RefusesElastic {
		w.problems.Add(ref.Span, "%s has the public address %s: an entry for it can't be made", m.Name, p.Name).Hint =
			"Take the address from it, or the entry."
		return nil
	}
	return m
}

// farEntry is the hint about an entry that names a machine of another VPC.
func (w *cloudBuilder) farEntry(here, there *cloud.VPC) string {
	if !w.cloud.Provider.Peerings.ByMain {
		return "An entry forwards to a machine of its own VPC: put a NAT gateway into " + titled(there) + " for this one."
	}
	return "An entry reaches a peered VPC: write peering NAME " + here.Name + " <-> " + there.Name + " in the cloud."
}

// addDNAT adds an entry that forwards to a machine, unless an entry of the gateway forwards the same.
func (w *cloudBuilder) addDNAT(g *cloud.NAT, e cloud.DNATEntry, m *cloud.Instance) {
	outside := w.services(called{by: g, addr: e.Outer, anyPort: e.AnyPort()})
	inside := w.services(called{by: g, at: e.To, anyPort: e.AnyPort()})
	at := outside.Overlapping(e.Service)
	if w.cloud.Provider.NAT.InnerOnce {
		if k := inside.Overlapping(e.Inside()); k >= 0 && (at < 0 || k < at) {
			w.problems.Add(e.Span, "duplicate entry: %s forwards to %s of %s already", g.Name, g.DNAT[k].Inside(), m.Name)
			return
		}
	}
	if at >= 0 {
		w.problems.Add(e.Span, "duplicate entry: %s forwards %s of %s already", g.Name, g.DNAT[at].Service, e.Outer)
		return
	}
	outside.Add(e.Service, len(g.DNAT))
	inside.Add(e.Inside(), len(g.DNAT))
	g.DNAT = append(g.DNAT, e)
}

// called is a place where an object accepts services: an address, or an interface behind it.
type called struct {
	by, at  cloud.Object
	addr    netip.Addr
	anyPort bool
}

// services are the services that are accepted at a place so far.
func (w *cloudBuilder) services(at called) *cloud.ServiceIndex {
	if w.takes[at] == nil {
		w.takes[at] = &cloud.ServiceIndex{}
	}
	return w.takes[at]
}

// natRoute writes the default route to the first public NAT gateway into the main table, in a cloud that does so
// (alibaba/nat-gateway-writes-a-route). A private one writes none (alibaba/vpc-nat-gateway).
func (w *cloudBuilder) natRoute(v *cloud.VPC) {
	k := slices.IndexFunc(v.NATs, func(g *cloud.NAT) bool { return !g.Private })
	if k < 0 || !w.cloud.Provider.NAT.WritesRoute {
		return
	}
	w.defaultRoute(v.Main, netip.MustParsePrefix("0.0.0.0/0"), v.NATs[k])
}

// defaultRoute adds a route that the cloud writes, unless the table states one for the range.
func (w *cloudBuilder) defaultRoute(t *cloud.Table, r netip.Prefix, to cloud.Target) {
	if slices.ContainsFunc(t.Routes, func(have cloud.Route) bool { return have.Range == r }) {
		return
	}
	t.Routes = append(t.Routes, cloud.Route{Range: r, Target: to, Origin: cloud.Static})
}
