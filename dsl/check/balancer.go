package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) balancer(v *cloud.VPC, s *vocabulary.Statement) {
	b := &cloud.Balancer{Thing: thing(v, s, cloud.NounBalancer), Internal: vocabulary.WordInternal.IsIn(s)}
	kind, _ := vocabulary.ArgBalancerKind.In(s)
	if b.Kind = w.balancerKind(kind); b.Kind == nil || !w.name(s, b) {
		return
	}
	b.Preserve = b.Kind.Preserve
	v.Balancers = append(v.Balancers, b)
	block := &balancerBlock{Balancer: b}
	inBalancer.read(w, block, s.Body)
	for _, line := range block.lists {
		w.access(b, line)
	}
	w.later(phasePlace, func() {
		w.nodes(b, s, block.subnets)
		w.later(phasePublish, func() { w.balancerAddresses(b, s, block.publics) })
	})
	w.later(phaseResolve, func() { w.balancerGroups(b, block.groups) })
}

// A balancerBlock is a balancer with what the lines of its block state together.
type balancerBlock struct {
	*cloud.Balancer
	subnets, groups []*vocabulary.Value
	publics         []*cloud.PublicAddress
	lists           []*vocabulary.Statement
}

// inBalancer is the block of a load balancer.
var inBalancer = place[*cloudBuilder, *balancerBlock]{
	{&vocabulary.RowMemberships, (*cloudBuilder).balancerMemberships},
	{&vocabulary.RowEIP, (*cloudBuilder).balancerPublics},
	{&vocabulary.RowBalancerSubnets, (*cloudBuilder).balancerSubnets},
	{&vocabulary.RowBalancerVSwitches, (*cloudBuilder).balancerSubnets},
	{&vocabulary.RowListener, (*cloudBuilder).listener},
	{&vocabulary.RowAccess, (*cloudBuilder).accessList},
	{&vocabulary.RowPreserveClient, (*cloudBuilder).preserveClient},
}

func (w *cloudBuilder) balancerMemberships(b *balancerBlock, s *vocabulary.Statement) {
	b.groups = append(b.groups, vocabulary.ArgGroups.In(s)...)
}

func (w *cloudBuilder) balancerSubnets(b *balancerBlock, s *vocabulary.Statement) {
	w.halfTyped[b.Balancer] = w.halfTyped[b.Balancer] || s.Broken
	b.subnets = append(b.subnets, vocabulary.ArgSubnets.In(s)...)
}

func (w *cloudBuilder) accessList(b *balancerBlock, s *vocabulary.Statement) {
	b.lists = append(b.lists, s)
}

func (w *cloudBuilder) preserveClient(b *balancerBlock, s *vocabulary.Statement) {
	if !s.Broken {
		b.Preserve = vocabulary.WordOn.IsIn(s)
	}
}

func (w *cloudBuilder) balancerKind(v *vocabulary.Value) *cloud.BalancerKind {
	var words []string
	for _, k := range w.cloud.Provider.Balancers {
		if k.Word == v.Text {
			return k
		}
		words = append(words, k.Word)
	}
	if v.Text != "" {
		d := w.problems.Add(v.Span, "unexpected %s: %s has no such load balancer", v.Text, w.cloud.Provider.Title)
		d.Hint = "Write " + vocabulary.Either(words) + "."
		if near := source.Nearest(v.Text, words); near != "" {
			d.Fix = source.Replace(v.Span, near)
		}
	}
	return nil
}

// nodes gives a balancer its interfaces: one in each of its subnets, or one outside of the VPC.
func (w *cloudBuilder) nodes(b *cloud.Balancer, s *vocabulary.Statement, refs []*vocabulary.Value) {
	if !b.Kind.Nodes {
		b.Nodes = []*cloud.Interface{{Thing: b.Thing, Owner: b}}
		if b.Internal && len(b.VPC.Subnets) > 0 {
			w.later(phaseAssign, func() { w.innerAddress(b) })
		}
		if len(refs) > 0 {
			w.problems.Add(refs[0].Span, "unexpected subnet: a %s is in no subnet", b.Kind.Word)
		}
		return
	}
	for _, ref := range refs {
		n := lookup[*cloud.Subnet](w, b.VPC, ref, cloud.NounSubnet)
		if n == nil {
			w.halfTyped[b] = true
			continue
		}
		if w.again(nodePlace{b, n}) {
			w.problems.Add(ref.Span, "duplicate subnet %s: %s has a node there already", n.Name, b.Name)
			continue
		}
		i := &cloud.Interface{Thing: b.Thing, Owner: b, Subnet: n}
		b.Nodes = append(b.Nodes, i)
		w.later(phaseAssign, func() { w.givePrivate(i) })
	}
	if len(b.Nodes) == 0 && !w.halfTyped[b] {
		w.problems.Add(s.Span, "%s has no subnet: its nodes live in the subnets that it names", b.Name)
	}
}

// A nodePlace is the key of a node: a balancer and a subnet.
type nodePlace struct {
	balancer *cloud.Balancer
	subnet   *cloud.Subnet
}

// innerAddress assigns an internal balancer without nodes an address of the VPC: the last free one of the first subnet,
// so that the addresses of machines, which are assigned from the start, don't depend on it.
func (w *cloudBuilder) innerAddress(b *cloud.Balancer) {
	n := b.VPC.Subnets[0]
	if len(n.Ranges) == 0 {
		return
	}
	r := n.Ranges[0]
	for a := lastOf(r); r.Contains(a); a = a.Prev() {
		if owner, _ := b.VPC.Owner(a); owner == nil && !w.cloud.Provider.Reserved(r, a) {
			b.VPC.Assign(b.Nodes[0], a)
			return
		}
	}
}

// lastOf is the last address of a range.
func lastOf(r netip.Prefix) netip.Addr {
	bytes := r.Addr().AsSlice()
	for bit := r.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	a, _ := netip.AddrFromSlice(bytes)
	return a
}

func (w *cloudBuilder) balancerGroups(b *cloud.Balancer, refs []*vocabulary.Value) {
	if len(refs) > 0 && !b.Kind.Groups {
		w.problems.Add(refs[0].Span, "unexpected security-group: a %s is in no security group", b.Kind.Word)
		return
	}
	if len(b.Nodes) == 0 {
		return
	}
	first := b.Nodes[0]
	w.join(first, refs)
	if len(refs) == 0 && b.Kind.DefaultGroup {
		first.Groups = []*cloud.Group{b.VPC.DefaultGroup}
	}
	for _, i := range b.Nodes[1:] {
		i.Groups = first.Groups
	}
}

// balancerPublics adds the public addresses that a line states. They are taken as soon as it is read, so that none of
// them is assigned to another object.
func (w *cloudBuilder) balancerPublics(b *balancerBlock, s *vocabulary.Statement) {
	if b.Internal {
		w.problems.Add(s.Span, "unexpected eip: an internal balancer has no public address")
		return
	}
	for _, v := range vocabulary.ArgAddresses.In(s) {
		if p := w.newPublic(b.Balancer, v, true, cloud.NounElasticAddress, s.Span); p != nil {
			b.publics = append(b.publics, p)
		}
	}
}

// balancerAddresses binds the public addresses to the nodes in order, and assigns the ones that are left out.
func (w *cloudBuilder) balancerAddresses(b *cloud.Balancer, s *vocabulary.Statement, publics []*cloud.PublicAddress) {
	if b.Internal {
		return
	}
	if nodes := len(b.Nodes); nodes > 0 && len(publics) > nodes && !w.halfTyped[b] {
		w.problems.Add(publics[nodes].Span,
			"unexpected %s: %s has a public address for each subnet that it names and no more", publics[nodes].Name,
			b.Name)
	}
	for n, i := range b.Nodes {
		p := cloud.NewPublicAddress(netip.Addr{}, cloud.NounElasticAddress, s.Span, b.VPC)
		if n < len(publics) {
			p = publics[n]
		}
		if i.Subnet == nil {
			// A balancer outside of the VPC has no private address.
			i.Addresses = []cloud.Address{{}}
		}
		w.bind(i, 0, p, p.Span)
	}
}

func (w *cloudBuilder) listener(b *balancerBlock, s *vocabulary.Statement) {
	w.later(phaseLink, func() { w.addListener(b.Balancer, s) })
}

func (w *cloudBuilder) addListener(b *cloud.Balancer, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	v, _ := vocabulary.ArgListener.In(s)
	inner, _ := vocabulary.ArgInner.In(s)
	port, ok := w.behind(v, inner)
	if !ok {
		return
	}
	if !w.listens(b, v) {
		return
	}
	l := cloud.Listener{Span: s.Span, Service: v.Service, Port: port, Layer7: v.Layer7 || b.Kind.Ends}
	named := map[*cloud.Instance]bool{}
	for _, ref := range vocabulary.ArgMachines.In(s) {
		switch m := lookup[*cloud.Instance](w, b.VPC, ref, cloud.NounInstance); {
		case m == nil:
		case named[m]:
			w.problems.Warn(ref.Span, "duplicate target %s: it stands in this line already", m.Name)
		default:
			named[m] = true
			l.Targets = append(l.Targets, m)
		}
	}
	taken := w.services(called{by: b})
	if at := taken.Overlapping(l.Service); at >= 0 {
		w.problems.Add(v.Span, "duplicate listener: %s listens on %s already", b.Name, b.Listeners[at].Service)
		return
	}
	taken.Add(l.Service, len(b.Listeners))
	b.Listeners = append(b.Listeners, l)
}

// listens reports whether a balancer can listen for a service, with a diagnostic if not. A balancer listens for ports
// of TCP or UDP. An application balancer reads HTTP only (aws/load-balancer-http-only), a classic one too
// (alibaba/classic-balancer-layer-7), and a network balancer does not.
func (w *cloudBuilder) listens(b *cloud.Balancer, v *vocabulary.ServiceValue) bool {
	s := v.Service
	switch {
	case !s.HasPorts():
		w.problems.Add(v.Span, "invalid %s: a load balancer listens for ports of tcp or udp", v.Text)
	case b.Kind.Ends && s.Protocol == cloud.UDP:
		w.problems.Add(v.Span, "invalid %s: a load balancer of kind %s listens for HTTP, which comes over tcp", v.Text,
			b.Kind.Word)
	case v.Layer7 && b.Kind.Nodes && !b.Kind.Ends:
		w.problems.Add(v.Span, "invalid %s: a load balancer of kind %s passes connections on and does not read HTTP",
			v.Text, b.Kind.Word)
	default:
		return true
	}
	return false
}

// access adds a line to a balancer's access list. All lines of a list allow, or all deny.
func (w *cloudBuilder) access(b *cloud.Balancer, s *vocabulary.Statement) {
	allow, none := vocabulary.WordAllow.IsIn(s), vocabulary.WordNone.IsIn(s)
	switch {
	case s.Broken:
		return
	case b.Access.Stated && (b.Access.Allow != allow || none || len(b.Access.Ranges) == 0):
		w.problems.Add(s.Span, "unexpected access: it contradicts another access line of %s", b.Name)
		return
	}
	b.Access.Span, b.Access.Stated, b.Access.Allow = s.Span, true, allow
	b.Access.Ranges = append(b.Access.Ranges, ranges(s)...)
}
