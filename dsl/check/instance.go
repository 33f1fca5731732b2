package check

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) instance(n *cloud.Subnet, s *vocabulary.Statement) {
	m := &cloud.Instance{
		Thing:     cloud.Thing{Name: s.Name(), Noun: cloud.NounInstance, Span: s.Span, VPC: n.VPC},
		Ephemeral: cloud.LinuxClient,
	}
	if !w.name(s, m) {
		return
	}
	i := w.newInterface(m, n, cloud.Thing{Name: m.Name, Noun: cloud.NounInterface, Span: s.Span, VPC: n.VPC})
	w.cloud.Add(m)
	w.privateAddress(i, s)
	for _, b := range s.Body {
		w.inInstance(m, b)
	}
	w.later(phaseResolve, func() { w.membership(i) })
}

// newInterface makes an interface of a machine, with the cloud's default for its source/destination check.
func (w *cloudBuilder) newInterface(m *cloud.Instance, n *cloud.Subnet, t cloud.Thing) *cloud.Interface {
	i := &cloud.Interface{Thing: t, Owner: m, Subnet: n, Check: w.cloud.Provider.Check}
	m.Interfaces = append(m.Interfaces, i)
	return i
}

func (w *cloudBuilder) inInstance(m *cloud.Instance, s *vocabulary.Statement) {
	switch s.Row.Keyword {
	case "listen":
		m.Listen = w.listen(s, m.Listen)
	case "os":
		if s.Args.Has("windows") {
			m.Ephemeral = cloud.WindowsClient
		}
	case "ip-forward":
		m.Forward = s.Args.Has("on")
	case "type":
		v, _ := s.Args.One("text")
		m.Type = v.Text
	case "iptables":
		for _, b := range s.Body {
			w.inIptables(&m.Iptables, b)
		}
	case "interface":
		w.furtherInterface(m, s)
	case "public-ip":
		if m.VPC.IsClassic() {
			w.publicSide(m, s)
			return
		}
		w.inInterface(m.Interfaces[0], s)
	default:
		w.inInterface(m.Interfaces[0], s)
	}
}

// inInterface reads a line about an interface: the first one of an instance, or a further one.
func (w *cloudBuilder) inInterface(i *cloud.Interface, s *vocabulary.Statement) {
	switch s.Row.Keyword {
	case "note":
		w.note(s)
	case "eip":
		w.publicAddress(i, s, cloud.NounElasticAddress)
	case "public-ip":
		if w.cloud.Provider.AssignedToFirst && i != i.Instance().Interfaces[0] {
			w.problems.Add(s.Span, "unexpected public-ip: only the first interface of a machine has one").Hint =
				"Write eip here."
			return
		}
		w.publicAddress(i, s, cloud.NounPublicAddress)
	case "ipv6":
		w.ipv6(i, s)
	case "address":
		w.furtherAddress(i, s)
	case "source-dest-check":
		if !s.Broken {
			i.Check, i.CheckSpan = s.Args.Has("on"), s.Span
		}
	case "security-group":
		w.later(phaseResolve, func() { w.join(i, s.Args.All("group")) })
	}
}

// An interfaceName is the key of a further interface: its machine and its name.
type interfaceName struct {
	machine *cloud.Instance
	name    string
}

// furtherInterface makes a further interface of a machine. Its subnet may be declared further down.
func (w *cloudBuilder) furtherInterface(m *cloud.Instance, s *vocabulary.Statement) {
	if s.Name() == "" {
		return
	}
	if w.again(interfaceName{m, s.Name()}) {
		w.problems.Add(s.At("name"), "duplicate interface %s of %s", s.Name(), m.Name)
		return
	}
	i := w.newInterface(
		m,
		nil,
		cloud.Thing{Name: m.Name + "." + s.Name(), Noun: cloud.NounInterface, Span: s.Span, VPC: m.VPC},
	)
	w.later(phasePlace, func() {
		ref, _ := s.Args.One("subnet")
		i.Subnet = lookup[*cloud.Subnet](w, m.VPC, ref, cloud.NounSubnet)
		if i.Subnet == nil {
			removeInterface(m, i)
			return
		}
		if first := m.Interfaces[0].Subnet; w.cloud.Provider.OneZone && i.Subnet.Zone != first.Zone {
			w.problems.Add(ref.Span, "%s is in zone %s and %s in zone %s: the interfaces of a machine are in one zone",
				i.Subnet.Name, i.Subnet.Zone, m.Name, first.Zone)
		}
		w.privateAddress(i, s)
	})
	for _, b := range s.Body {
		w.inInterface(i, b)
	}
	w.later(phaseResolve, func() { w.membership(i) })
}

func removeInterface(m *cloud.Instance, i *cloud.Interface) {
	m.Interfaces = slices.DeleteFunc(m.Interfaces, func(other *cloud.Interface) bool { return other == i })
}

// join puts an interface into groups. They are of one kind.
func (w *cloudBuilder) join(i *cloud.Interface, refs []*vocabulary.Value) {
	for _, ref := range refs {
		g := lookup(w, i.VPC, ref, cloud.NounGroup, i.VPC.DefaultGroup)
		switch {
		case g == nil:
		case w.seen[member{i, g}]:
			w.problems.Warn(ref.Span, "duplicate group %s: %s is in it already", g.Name, i.Name)
		case len(i.Groups) > 0 && i.Groups[0].Kind != g.Kind:
			w.problems.Add(ref.Span, "%s is %s and %s is %s: the groups of one interface are of one kind", g.Name,
				g.Kind.Word, i.Groups[0].Name, i.Groups[0].Kind.Word)
		default:
			w.putInto(i, g)
		}
	}
}

// putInto makes an interface a member of a group.
func (w *cloudBuilder) putInto(i *cloud.Interface, g *cloud.Group) {
	w.seen[member{i, g}] = true
	i.Groups = append(i.Groups, g)
}

// A member is the key of a membership: an interface and a group that a line names for it.
type member struct {
	at    *cloud.Interface
	group *cloud.Group
}

// membership puts an interface without a stated group into the default one. It runs after join. In the classic network,
// the Internet interface of a machine is in the Internet halves of the same groups.
func (w *cloudBuilder) membership(i *cloud.Interface) {
	if len(i.Groups) == 0 {
		i.Groups = []*cloud.Group{i.VPC.DefaultGroup}
	}
	w.later(phaseLimits, func() { w.crowded(i) })
	if !i.VPC.IsClassic() {
		return
	}
	for _, further := range i.Instance().Interfaces[1:] {
		for _, g := range i.Groups {
			further.Groups = append(further.Groups, g.Internet)
		}
	}
}

// crowded adds a diagnostic about too many groups or rules of an interface.
func (w *cloudBuilder) crowded(i *cloud.Interface) {
	model, rules := w.cloud.Provider.Groups, 0
	for _, g := range i.Groups {
		rules += len(g.Rules[cloud.In]) + len(g.Rules[cloud.Out])
	}
	switch {
	case model.MaxMemberships > 0 && len(i.Groups) > model.MaxMemberships:
		w.problems.Warn(i.Span, "%s is in %d groups: an interface is in %d at most", i.Name, len(i.Groups),
			model.MaxMemberships)
	case model.MaxRules > 0 && rules > model.MaxRules:
		w.problems.Warn(i.Span, "the groups of %s have %d rules: %d at most count for an interface", i.Name, rules,
			model.MaxRules)
	}
}

// privateAddress reads the address of an interface, or queues the assignment of one.
func (w *cloudBuilder) privateAddress(i *cloud.Interface, s *vocabulary.Statement) {
	v, stated := s.Args.One("address")
	if !stated && !s.Broken {
		w.later(phaseAssign, func() { w.givePrivate(i) })
	}
	if !stated || !w.usable(i.Subnet, v) {
		return
	}
	i.VPC.Assign(i, v.Addr)
	w.global(i, v.Addr)
}

// global makes an IPv6 address its own public address, in a cloud where it needs no bandwidth.
func (w *cloudBuilder) global(i *cloud.Interface, a netip.Addr) {
	if a.Is6() && !w.cloud.Provider.IPv6Bandwidth {
		w.later(phasePublish, func() {
			w.cloud.Bind(i, i.VPC.Place(a), cloud.NewPublicAddress(a, cloud.NounPublicAddress, i.Span, i.VPC))
		})
	}
}

// usable reports whether an interface in the subnet may have an address, with a diagnostic if not.
func (w *cloudBuilder) usable(n *cloud.Subnet, v *vocabulary.Value) bool {
	owner, _ := n.VPC.Owner(v.Addr)
	switch {
	case len(n.Ranges) == 0:
		return false
	case !n.Holds(v.Addr) && w.halfTyped[n]:
		return false
	case !n.Holds(v.Addr):
		w.problems.Add(v.Span, "address %s is outside %s (%s)", v.Addr, n.Name, n.Ranges[0])
		return false
	case w.kept(n, v.Addr):
		d := w.refuse(cloud.AboutReserved, v.Span,
			"invalid %s: %s keeps this address of %s for itself", v.Addr, w.cloud.Provider.Title, n.Name)
		d.Hint = "The first one that a machine may have is " + w.firstFree(n).String() + "."
		return false
	case owner != nil:
		w.problems.Add(v.Span, "duplicate address %s: %s has it", v.Addr, owner.Name)
		return false
	}
	return true
}

func (w *cloudBuilder) kept(n *cloud.Subnet, a netip.Addr) bool {
	for _, r := range n.Ranges {
		if r.Contains(a) {
			return w.cloud.Provider.Reserved(r, a)
		}
	}
	return false
}

// firstFree returns the first free address of a subnet that is not reserved, invalid if there is none. It goes on at
// the result of the last call, as addresses are never released.
func (w *cloudBuilder) firstFree(n *cloud.Subnet) netip.Addr {
	a, known := w.next[n]
	if !known {
		a = n.Ranges[0].Addr()
	}
	for ; n.Ranges[0].Contains(a); a = a.Next() {
		if owner, _ := n.VPC.Owner(a); owner == nil && !w.cloud.Provider.Reserved(n.Ranges[0], a) {
			w.next[n] = a
			return a
		}
	}
	w.next[n] = a
	return netip.Addr{}
}

func (w *cloudBuilder) givePrivate(i *cloud.Interface) {
	if i.Subnet == nil || len(i.Subnet.Ranges) == 0 {
		return
	}
	a := w.firstFree(i.Subnet)
	switch {
	case !a.IsValid():
		w.problems.Add(i.Span, "%s has no address left for %s", i.Subnet.Name, i.Name)
		return
	case a.Is6() && i.Instance() == nil:
		// NAT gateways and balancers need IPv4, which their public addresses are translated to.
		if !w.halfTyped[i.Subnet] {
			w.problems.Add(i.Span, "%s has no IPv4 range for %s", i.Subnet.Name, i.Name)
		}
		return
	}
	// The assigned address is the first one of the interface, before stated further ones.
	i.VPC.AssignFirst(i, a)
	w.global(i, a)
}

// ipv6 adds an IPv6 address. In a cloud with bandwidth for IPv6, it reaches the Internet only if that is stated.
func (w *cloudBuilder) ipv6(i *cloud.Interface, s *vocabulary.Statement) {
	v, ok := s.Args.One("address")
	if !ok || s.Broken {
		return
	}
	if v.Addr.Is4() {
		w.problems.Add(v.Span, "invalid %s: an IPv6 address is meant", v.Addr)
		return
	}
	internet, egress := s.Args.Has("internet"), s.Args.Has("egress-only")
	if !w.cloud.Provider.IPv6Bandwidth && (internet || egress) {
		word := "internet"
		if egress {
			word = "egress-only"
		}
		d := w.refuse(cloud.AboutIPv6, s.At(word),
			"unexpected %s: on %s the route table decides whether an IPv6 address reaches the Internet", word,
			w.cloud.Provider.Title)
		d.Fix = &source.Fix{
			Title: "Remove " + word,
			Edits: []source.Edit{{Span: source.Span{Start: v.Span.End, End: d.Span.End}}},
		}
		return
	}
	w.later(phaseState, func() {
		if !w.further(i, v) {
			return
		}
		_, held := i.VPC.Owner(v.Addr)
		held.EgressOnly = egress
		if internet || egress || !w.cloud.Provider.IPv6Bandwidth {
			w.later(phasePublish, func() {
				w.cloud.Bind(
					i,
					i.VPC.Place(v.Addr),
					cloud.NewPublicAddress(v.Addr, cloud.NounPublicAddress, s.Span, i.VPC),
				)
			})
		}
	})
}

// global6 is the hint about the way of an IPv6 address to the Internet.
func (w *cloudBuilder) global6() string {
	if w.cloud.Provider.IPv6Bandwidth {
		return "Write ipv6, the address and internet: an IPv6 address is not translated."
	}
	return "Leave it out: an IPv6 address reaches the Internet by itself, where the route table leads there."
}

// further assigns a stated further address to an interface.
func (w *cloudBuilder) further(i *cloud.Interface, v *vocabulary.Value) bool {
	if i.Subnet == nil || !w.usable(i.Subnet, v) {
		return false
	}
	i.VPC.Assign(i, v.Addr)
	return true
}

// primary is the index of an interface's first IPv4 address.
func primary(i *cloud.Interface) int {
	for k := range i.Addresses {
		if i.Addresses[k].Private.Is4() {
			return k
		}
	}
	return len(i.Addresses)
}

// furtherAddress adds a private address to an interface, with an elastic one if stated.
func (w *cloudBuilder) furtherAddress(i *cloud.Interface, s *vocabulary.Statement) {
	v, ok := s.Args.One("address")
	if !ok || s.Broken {
		return
	}
	var p *cloud.PublicAddress
	switch {
	case !s.Args.Has("eip"):
	case v.Addr.Is6():
		w.problems.Add(s.At("eip"),
			"unexpected eip: it stands for an IPv4 address, and %s is one of IPv6", v.Addr).Hint = w.global6()
	default:
		public, stated := s.Args.One("public")
		p = w.newPublic(i, public, stated, cloud.NounElasticAddress, s.Span)
	}
	w.later(phaseState, func() {
		if w.further(i, v) && p != nil {
			w.later(phasePublish, func() { w.bind(i, i.VPC.Place(v.Addr), p, s.Span) })
		}
	})
}

// publicAddress binds a public address to the first private one, after private addresses are assigned.
func (w *cloudBuilder) publicAddress(i *cloud.Interface, s *vocabulary.Statement, noun cloud.Noun) {
	if s.Broken {
		return
	}
	v, stated := s.Args.One("address")
	if more := s.Args.All("address"); len(more) > 1 {
		w.problems.Add(more[1].Span, "unexpected %s: a private address of a machine has one public address",
			more[1].Addr)
		return
	}
	p := w.newPublic(i, v, stated, noun, s.Span)
	if p != nil {
		w.later(phasePublish, func() { w.bind(i, primary(i), p, s.Span) })
	}
}

// newPublic makes a public address for an object, nil with a diagnostic if the stated one is not allowed. Without a
// stated address, bind assigns one.
func (w *cloudBuilder) newPublic(
	o cloud.Object,
	v *vocabulary.Value,
	stated bool,
	noun cloud.Noun,
	at source.Span,
) *cloud.PublicAddress {
	p := cloud.NewPublicAddress(v.Addr, noun, at, o.Base().VPC)
	if !stated {
		return p
	}
	holder := w.taken[v.Addr]
	switch {
	case holder != nil:
		w.problems.Add(v.Span, "duplicate address %s: %s has it", v.Addr, holder.Base().Name)
		return nil
	case v.Addr.Is6():
		w.problems.Add(v.Span, "invalid %s: a public address that is translated is IPv4", v.Addr)
		return nil
	case cloud.IsPrivateSpace(v.Addr) || nowhere(v.Addr):
		w.problems.Add(v.Span, "invalid %s: it is no address of the Internet", v.Addr)
		return nil
	}
	w.taken[v.Addr] = o
	return p
}

// bind binds a public address to a private one, given by its index. An interface without addresses has a diagnostic
// already.
func (w *cloudBuilder) bind(i *cloud.Interface, place int, p *cloud.PublicAddress, at source.Span) {
	if len(i.Addresses) <= place {
		if place > 0 && !w.halfTyped[i.Subnet] {
			w.problems.Add(at, "%s has no IPv4 address that a public one could stand for", i.Name).Hint = w.global6()
		}
		return
	}
	if have := i.Addresses[place].Public; have != nil {
		w.problems.Add(at, "%s has the public address %s already, and a private address has one", i.Name, have.Name)
		return
	}
	if h := w.network.HostAt(p.Addr); h != nil {
		w.problems.Add(at, "duplicate address %s: host %s has it", p.Addr, h.Name)
		return
	}
	w.number(p, i)
	w.cloud.Bind(i, place, p)
}

// number assigns a public address that was left out.
func (w *cloudBuilder) number(p *cloud.PublicAddress, o cloud.Object) {
	if !p.Addr.IsValid() {
		p.Addr = w.freePublic()
		p.Name = p.Addr.String()
		w.taken[p.Addr] = o
	}
}

// given is the range of assigned public addresses, which is for documentation (clouds/documentation-ranges).
var given = netip.MustParsePrefix("198.51.100.0/24")

// freePublic returns the first free public address of given. After the end of the range it goes on with the next
// addresses, so that a scenario with more machines works.
func (w *cloudBuilder) freePublic() netip.Addr {
	for w.taken[w.nextPublic] != nil || w.network.HostAt(w.nextPublic) != nil {
		w.nextPublic = w.nextPublic.Next()
	}
	return w.nextPublic
}
