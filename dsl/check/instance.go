package check

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// A machinePlace is the block of a machine, or of a further interface. A line about an interface that stands in the
// block of a machine is about its first one.
type machinePlace = place[*cloudBuilder, *cloud.Interface]

func (w *cloudBuilder) instance(n *cloud.Subnet, s *vocabulary.Statement) {
	w.newMachine(n, s, inInstance)
}

// newMachine declares a machine with its first interface in a subnet.
func (w *cloudBuilder) newMachine(n *cloud.Subnet, s *vocabulary.Statement, block machinePlace) {
	m := &cloud.Instance{
		Thing:     cloud.Thing{Name: s.Name(), Noun: cloud.NounInstance, Span: s.Span, VPC: n.VPC},
		Ephemeral: cloud.LinuxClient,
	}
	if !w.name(s, m) {
		return
	}
	i := w.newInterface(m, n, m.Thing)
	m.Default, m.PolicyRouting = i, w.cloud.Provider.PolicyRouting
	w.cloud.Add(m)
	w.privateAddress(i, s)
	block.read(w, i, s.Body)
	w.later(phaseResolve, func() { w.membership(i) })
}

// newInterface makes an interface of a machine, with the cloud's default for its source/destination check.
func (w *cloudBuilder) newInterface(m *cloud.Instance, n *cloud.Subnet, t cloud.Thing) *cloud.Interface {
	i := &cloud.Interface{Thing: t, Owner: m, Subnet: n, Check: w.cloud.Provider.Check}
	m.Interfaces = append(m.Interfaces, i)
	return i
}

// inInstance is the block of an instance.
var inInstance = machinePlace{
	{&vocabulary.RowMemberships, (*cloudBuilder).memberships},
	{&vocabulary.RowEIP, (*cloudBuilder).eip},
	{&vocabulary.RowPublicIP, (*cloudBuilder).publicIP},
	{&vocabulary.RowIPv6, (*cloudBuilder).ipv6},
	{&vocabulary.RowAddress, (*cloudBuilder).furtherAddress},
	{&vocabulary.RowInterface, (*cloudBuilder).furtherInterface},
	{&vocabulary.RowSourceDestCheck, (*cloudBuilder).sourceDestCheck},
	{&vocabulary.RowIPForward, (*cloudBuilder).ipForward},
	{&vocabulary.RowIptables, (*cloudBuilder).iptables},
	{&vocabulary.RowPolicyRouting, (*cloudBuilder).policyRouting},
	{&vocabulary.RowDefaultInterface, (*cloudBuilder).defaultInterface},
	{&vocabulary.RowBehind, (*cloudBuilder).networksBehind},
	{&vocabulary.RowListen, (*cloudBuilder).machineListens},
	{&vocabulary.RowOS, (*cloudBuilder).system},
	{&vocabulary.RowType, (*cloudBuilder).machineType},
}

// inInterface is the block of a further interface.
var inInterface = machinePlace{
	{&vocabulary.RowMemberships, (*cloudBuilder).memberships},
	{&vocabulary.RowEIP, (*cloudBuilder).eip},
	{&vocabulary.RowPublicIP, (*cloudBuilder).publicIP},
	{&vocabulary.RowIPv6, (*cloudBuilder).ipv6},
	{&vocabulary.RowAddress, (*cloudBuilder).furtherAddress},
	{&vocabulary.RowSourceDestCheck, (*cloudBuilder).sourceDestCheck},
}

func (w *cloudBuilder) machineListens(i *cloud.Interface, s *vocabulary.Statement) {
	m := i.Instance()
	m.Listen = w.listen(s, m.Listen)
}

func (w *cloudBuilder) system(i *cloud.Interface, s *vocabulary.Statement) {
	if vocabulary.WordWindows.IsIn(s) {
		i.Instance().Ephemeral = cloud.WindowsClient
	}
}

func (w *cloudBuilder) ipForward(i *cloud.Interface, s *vocabulary.Statement) {
	i.Instance().Forward = vocabulary.WordOn.IsIn(s)
}

func (w *cloudBuilder) machineType(i *cloud.Interface, s *vocabulary.Statement) {
	v, _ := vocabulary.ArgText.In(s)
	i.Instance().Type = v.Text
}

func (w *cloudBuilder) sourceDestCheck(i *cloud.Interface, s *vocabulary.Statement) {
	if !s.Broken {
		i.Check, i.CheckSpan = vocabulary.WordOn.IsIn(s), s.Span
	}
}

func (w *cloudBuilder) memberships(i *cloud.Interface, s *vocabulary.Statement) {
	w.later(phaseResolve, func() { w.join(i, vocabulary.ArgGroups.In(s)) })
}

// furtherInterface makes a further interface of a machine. Its subnet may be declared further down.
func (w *cloudBuilder) furtherInterface(first *cloud.Interface, s *vocabulary.Statement) {
	m := first.Instance()
	w.halfTyped[m] = w.halfTyped[m] || s.Broken
	if !w.innerName(m, s, cloud.NounInterface, addressWords[:]...) {
		return
	}
	i := w.newInterface(
		m,
		nil,
		cloud.Thing{Name: m.Name + "." + s.Name(), Noun: cloud.NounInterface, Span: s.Span, VPC: m.VPC},
	)
	w.later(phasePlace, func() {
		ref, _ := vocabulary.ArgSubnet.In(s)
		i.Subnet = lookup[*cloud.Subnet](w, m.VPC, ref, cloud.NounSubnet)
		if i.Subnet == nil {
			w.halfTyped[m] = true
			removeInterface(m, i)
			w.loses(s.Name(), s.Row)
			return
		}
		if first := m.Interfaces[0].Subnet; w.cloud.Provider.OneZone && i.Subnet.Zone != first.Zone {
			w.problems.Add(ref.Span, "%s is in zone %s and %s in zone %s: the interfaces of a machine are in one zone",
				i.Subnet.Name, i.Subnet.Zone, m.Name, first.Zone)
		}
		w.privateAddress(i, s)
	})
	inInterface.read(w, i, s.Body)
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
	v, stated := vocabulary.ArgAddress.In(s)
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
func (w *cloudBuilder) usable(n *cloud.Subnet, v *vocabulary.AddressValue) bool {
	owner, _ := n.VPC.Owner(v.Addr)
	switch {
	case len(n.Ranges) == 0:
		return false
	case !n.Holds(v.Addr) && w.halfTyped[n]:
		return false
	case !n.Holds(v.Addr):
		w.problems.Add(v.Span, "address %s is outside %s (%s)", v.Addr, n.Name, written(n.Ranges))
		return false
	case w.kept(n, v.Addr):
		d := w.refuse(cloud.AboutReserved, v.Span,
			"invalid %s: %s keeps this address of %s for itself", v.Addr, w.cloud.Provider.Title, n.Name)
		if free := w.firstFree(n); free.BitLen() == v.Addr.BitLen() {
			d.Hint = "The first one that a machine may have is " + free.String() + "."
		}
		return false
	case owner != nil:
		w.problems.Add(v.Span, "duplicate address %s: %s has it", v.Addr, n.VPC.Holder(v.Addr).Base().Name)
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
	if len(i.Subnet.Ranges) == 0 {
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
	if s.Broken {
		return
	}
	v, _ := vocabulary.ArgAddress.In(s)
	if v.Addr.Is4() {
		w.problems.Add(v.Span, "invalid %s: an IPv6 address is meant", v.Addr)
		return
	}
	internet, egress := vocabulary.WordInternet.IsIn(s), vocabulary.WordEgressOnly.IsIn(s)
	if !w.cloud.Provider.IPv6Bandwidth && (internet || egress) {
		word := &vocabulary.WordInternet
		if egress {
			word = &vocabulary.WordEgressOnly
		}
		d := w.refuse(cloud.AboutIPv6, word.At(s),
			"unexpected %s: on %s the route table decides whether an IPv6 address reaches the Internet", word,
			w.cloud.Provider.Title)
		d.Fix = &source.Fix{
			Title: "Remove " + word.Text,
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
func (w *cloudBuilder) further(i *cloud.Interface, v *vocabulary.AddressValue) bool {
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
	if s.Broken {
		return
	}
	v, _ := vocabulary.ArgAddress.In(s)
	var p *cloud.PublicAddress
	switch {
	case !vocabulary.WordEIP.IsIn(s):
	case v.Addr.Is6():
		w.problems.Add(vocabulary.WordEIP.At(s),
			"unexpected eip: it stands for an IPv4 address, and %s is one of IPv6", v.Addr).Hint = w.global6()
	default:
		public, stated := vocabulary.ArgPublic.In(s)
		p = w.newPublic(i, public, stated, cloud.NounElasticAddress, s.Span)
	}
	w.later(phaseState, func() {
		if !w.further(i, v) {
			return
		}
		w.global(i, v.Addr)
		if p != nil {
			w.later(phasePublish, func() { w.bind(i, i.VPC.Place(v.Addr), p, s.Span) })
		}
	})
}

// eip binds an elastic address to the first private one.
func (w *cloudBuilder) eip(i *cloud.Interface, s *vocabulary.Statement) {
	v := &vocabulary.AddressValue{}
	all := vocabulary.ArgAddresses.In(s)
	if len(all) > 0 {
		v = all[0]
	}
	if len(all) > 1 && !s.Broken {
		w.problems.Add(all[1].Span, "unexpected %s: a private address of a machine has one public address",
			all[1].Addr).Hint = "Write address, a further private one and eip " + all[1].Text + " for it."
		return
	}
	w.publicAddress(i, v, cloud.NounElasticAddress, s)
}

// publicIP binds an assigned public address to the first private one.
func (w *cloudBuilder) publicIP(i *cloud.Interface, s *vocabulary.Statement) {
	if w.cloud.Provider.AssignedToFirst && i != i.Instance().Interfaces[0] {
		w.problems.Add(s.Span, "unexpected public-ip: only the first interface of a machine has one").Hint =
			"Write eip here."
		return
	}
	v, _ := vocabulary.ArgAddress.In(s)
	w.publicAddress(i, v, cloud.NounPublicAddress, s)
}

// publicAddress binds a public address to the first private one, after private addresses are assigned.
func (w *cloudBuilder) publicAddress(
	i *cloud.Interface,
	v *vocabulary.AddressValue,
	noun cloud.Noun,
	s *vocabulary.Statement,
) {
	if s.Broken {
		return
	}
	p := w.newPublic(i, v, v.Addr.IsValid(), noun, s.Span)
	if p != nil {
		w.later(phasePublish, func() { w.bind(i, primary(i), p, s.Span) })
	}
}

// newPublic makes a public address for an object, nil with a diagnostic if the stated one is not allowed. Without a
// stated address, bind assigns one.
func (w *cloudBuilder) newPublic(
	o cloud.Object,
	v *vocabulary.AddressValue,
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
		w.problems.Add(at, "%s has the public address %s already, and a private address has one", i.Name, have.Name).Hint =
			"Leave one out, or write address, a further private one and eip for it."
		return
	}
	if w.isHosts(p, at) {
		return
	}
	w.number(p, i)
	w.cloud.Bind(i, place, p)
}

// isHosts reports whether a host has a public address, with a diagnostic if so. It runs when all hosts are read.
func (w *cloudBuilder) isHosts(p *cloud.PublicAddress, at source.Span) bool {
	h := w.network.HostAt(p.Addr)
	if h != nil {
		w.problems.Add(at, "duplicate address %s: host %s has it", p.Addr, h.Name)
	}
	return h != nil
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
