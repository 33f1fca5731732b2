package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *world) instance(n *cloud.Subnet, s *vocabulary.Statement) {
	m := &cloud.Instance{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounInstance, Span: s.Span, VPC: n.VPC}, Ephemeral: cloud.LinuxClient}
	if !w.name(s, m) {
		return
	}
	i := &cloud.Interface{Thing: m.Thing, Instance: m, Subnet: n}
	i.Noun = cloud.NounInterface
	m.Interfaces = []*cloud.Interface{i}
	w.cloud.Add(m)
	w.privateAddress(i, s)
	for _, b := range s.Body {
		w.inInstance(m, b)
	}
	w.resolve = append(w.resolve, func() { w.membership(i) })
}

func (w *world) inInstance(m *cloud.Instance, s *vocabulary.Statement) {
	i := m.Interfaces[0]
	switch {
	case w.later(s):
	case s.Row.Keyword == "note":
		w.note(s)
	case s.Row.Keyword == "eip":
		w.publicAddress(i, s, cloud.NounElasticAddress)
	case s.Row.Keyword == "public-ip":
		w.publicAddress(i, s, cloud.NounPublicAddress)
	case s.Row.Keyword == "listen":
		m.Listen = listen(s, m.Listen)
	case s.Row.Keyword == "os" && s.Args.Has("windows"):
		m.Ephemeral = cloud.WindowsClient
	case s.Row.Keyword == "security-group":
		w.resolve = append(w.resolve, func() { w.join(i, s) })
	}
}

// join puts an interface into the groups that a statement names.
func (w *world) join(i *cloud.Interface, s *vocabulary.Statement) {
	for _, ref := range s.Args.All("group") {
		g := lookup(w, i.VPC, ref, cloud.NounGroup, i.VPC.DefaultGroup)
		switch {
		case g == nil:
		case len(i.Groups) > 0 && i.Groups[0].Kind != g.Kind:
			w.problems.Add(ref.Span, "%s is %s and %s is %s: the groups of one interface are of one kind", g.Name, g.Kind.Word, i.Groups[0].Name, i.Groups[0].Kind.Word)
		default:
			i.Groups = append(i.Groups, g)
		}
	}
}

// membership puts an interface that names no group into the default one. It runs after join.
func (w *world) membership(i *cloud.Interface) {
	if len(i.Groups) == 0 {
		i.Groups = []*cloud.Group{i.VPC.DefaultGroup}
	}
}

// privateAddress reads the address of a machine, or sees to it that it is given one.
func (w *world) privateAddress(i *cloud.Interface, s *vocabulary.Statement) {
	v, stated := s.Args.One("address")
	if !stated && !s.Broken {
		w.give = append(w.give, func() { w.givePrivate(i) })
	}
	if !stated || !w.usable(i.Subnet, v) {
		return
	}
	i.VPC.Assign(i, v.Addr)
}

// usable reports whether a machine of the subnet may have an address; what is wrong is told.
func (w *world) usable(n *cloud.Subnet, v vocabulary.Value) bool {
	owner, _ := n.VPC.Owner(v.Addr)
	switch {
	case len(n.Ranges) == 0:
		return false
	case !n.Holds(v.Addr):
		w.problems.Add(v.Span, "address %s is outside %s (%s)", v.Addr, n.Name, n.Ranges[0])
		return false
	case w.reserved(n, v.Addr):
		w.problems.Add(v.Span, "invalid %s: %s keeps this address of %s for itself", v.Addr, w.cloud.Provider.Title, n.Name).Hint =
			"The first one that a machine may have is " + w.firstFree(n).String() + "."
		return false
	case owner != nil:
		w.problems.Add(v.Span, "duplicate address %s: %s has it", v.Addr, owner.Name)
		return false
	}
	return true
}

func (w *world) reserved(n *cloud.Subnet, a netip.Addr) bool {
	for _, r := range n.Ranges {
		if r.Contains(a) {
			return w.cloud.Provider.Reserved(r, a)
		}
	}
	return false
}

// firstFree is the first address of a subnet that the cloud hands out and nobody has; invalid where all are taken. It
// goes on from where it stopped the last time: an address that was taken then is taken still.
func (w *world) firstFree(n *cloud.Subnet) netip.Addr {
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

func (w *world) givePrivate(i *cloud.Interface) {
	if len(i.Subnet.Ranges) == 0 {
		return
	}
	a := w.firstFree(i.Subnet)
	if !a.IsValid() {
		w.problems.Add(i.Span, "%s has no address left for %s", i.Subnet.Name, i.Name)
		return
	}
	i.VPC.Assign(i, a)
}

// publicAddress binds a public address to the first private one. It does so when private addresses are given, so that
// there is one.
func (w *world) publicAddress(i *cloud.Interface, s *vocabulary.Statement, noun cloud.Noun) {
	if s.Broken {
		return
	}
	v, stated := s.Args.One("address")
	p := cloud.NewPublicAddress(v.Addr, noun, s.Span, i.VPC)
	if stated {
		if holder := w.taken[v.Addr]; holder != nil {
			w.problems.Add(v.Span, "duplicate address %s: %s has it", v.Addr, holder.Base().Name)
			return
		}
		if cloud.IsPrivateSpace(v.Addr) || nowhere(v.Addr) {
			w.problems.Add(v.Span, "invalid %s: it is no address of the Internet", v.Addr)
			return
		}
		w.taken[v.Addr] = i
	}
	w.give = append(w.give, func() { w.bind(i, p, s.Span) })
}

func (w *world) bind(i *cloud.Interface, p *cloud.PublicAddress, at source.Span) {
	if len(i.Addresses) == 0 {
		return
	}
	if have := i.Addresses[0].Public; have != nil {
		w.problems.Add(at, "%s has the public address %s already, and a machine's private address has one", i.Name, have.Name)
		return
	}
	if h := w.network.HostAt(p.Addr); h != nil {
		w.problems.Add(at, "duplicate address %s: host %s has it", p.Addr, h.Name)
		return
	}
	if !p.Addr.IsValid() {
		p.Addr = w.freePublic()
		p.Name = p.Addr.String()
		w.taken[p.Addr] = i
	}
	w.cloud.Bind(i, 0, p)
}

// given is where public addresses come from that the scenario leaves out: documentation space (RFC 5737).
var given = netip.MustParsePrefix("198.51.100.0/24")

// freePublic is the first address of given that nobody has, and past its end whatever comes next: a scenario with more
// machines than that still works.
func (w *world) freePublic() netip.Addr {
	for w.taken[w.nextPublic] != nil || w.network.HostAt(w.nextPublic) != nil {
		w.nextPublic = w.nextPublic.Next()
	}
	return w.nextPublic
}
