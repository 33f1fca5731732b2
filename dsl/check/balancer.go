package check

import (
	"net/netip"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *world) balancer(v *cloud.VPC, s *vocabulary.Statement) {
	b := &cloud.Balancer{Thing: thing(v, s, cloud.NounBalancer), Internal: s.Args.Has("internal")}
	kind, _ := s.Args.One("kind")
	if b.Kind = w.balancerKind(kind); b.Kind == nil || !w.name(s, b) {
		return
	}
	b.Preserve = b.Kind.Preserve
	v.Balancers = append(v.Balancers, b)
	var subnets, groups []*vocabulary.Value
	var addresses []*vocabulary.Statement
	for _, line := range s.Body {
		switch line.Row.Keyword {
		case "note":
			w.note(line)
		case "subnet", "vswitch":
			subnets = append(subnets, line.Args.All("subnet")...)
		case "security-group":
			groups = append(groups, line.Args.All("group")...)
		case "eip":
			addresses = append(addresses, line)
		case "listen":
			w.link = append(w.link, func() { w.listener(b, line) })
		case "access":
			access(b, line)
		case "preserve-client-address":
			b.Preserve = line.Args.Has("on")
		}
	}
	w.place = append(w.place, func() {
		w.nodes(b, s, subnets)
		w.publish = append(w.publish, func() { w.balancerAddresses(b, s, addresses) })
	})
	w.resolve = append(w.resolve, func() { w.balancerGroups(b, groups) })
}

func (w *world) balancerKind(v *vocabulary.Value) *cloud.BalancerKind {
	var words []string
	for _, k := range w.cloud.Provider.Balancers {
		if k.Word == v.Text {
			return k
		}
		words = append(words, k.Word)
	}
	if v.Text != "" {
		d := w.problems.Add(v.Span, "unexpected %s: %s has no such load balancer", v.Text, w.cloud.Provider.Title)
		if len(words) > 0 {
			d.Hint = "Its kinds are " + strings.Join(words, " and ") + "."
		}
	}
	return nil
}

// nodes gives a balancer its interfaces: one in each subnet, or one outside of all.
func (w *world) nodes(b *cloud.Balancer, s *vocabulary.Statement, refs []*vocabulary.Value) {
	if !b.Kind.Nodes {
		b.Nodes = []*cloud.Interface{{Thing: b.Thing, Owner: b}}
		if b.Internal && len(b.VPC.Subnets) > 0 {
			w.give = append(w.give, func() { w.innerAddress(b) })
		}
		if len(refs) > 0 {
			w.problems.Add(refs[0].Span, "unexpected subnet: a %s lives in none", b.Kind.Word)
		}
		return
	}
	for _, ref := range refs {
		n := lookup[*cloud.Subnet](w, b.VPC, ref, cloud.NounSubnet)
		if n == nil {
			continue
		}
		i := &cloud.Interface{Thing: b.Thing, Owner: b, Subnet: n}
		b.Nodes = append(b.Nodes, i)
		w.give = append(w.give, func() { w.givePrivate(i) })
	}
	if len(b.Nodes) == 0 {
		w.problems.Add(s.Span, "%s has no subnet: its nodes live in the subnets that it names", b.Name)
	}
}

// innerAddress gives an internal balancer outside of the subnets an address of the VPC: the last that the first subnet has
// free, so that no machine's given address depends on it.
func (w *world) innerAddress(b *cloud.Balancer) {
	n := b.VPC.Subnets[0]
	if len(n.Ranges) == 0 {
		return
	}
	a := lastOf(n.Ranges[0])
	for owner, _ := b.VPC.Owner(a); n.Ranges[0].Contains(a) && (owner != nil || w.cloud.Provider.Reserved(n.Ranges[0], a)); owner, _ = b.VPC.Owner(a) {
		a = a.Prev()
	}
	if n.Ranges[0].Contains(a) {
		b.VPC.Assign(b.Nodes[0], a)
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

func (w *world) balancerGroups(b *cloud.Balancer, refs []*vocabulary.Value) {
	if len(refs) > 0 && !b.Kind.Groups {
		w.problems.Add(refs[0].Span, "unexpected security-group: a %s is in none", b.Kind.Word)
		return
	}
	for _, i := range b.Nodes {
		w.join(i, refs)
		if len(refs) == 0 && b.Kind.DefaultGroup {
			i.Groups = []*cloud.Group{b.VPC.DefaultGroup}
		}
	}
}

// balancerAddresses binds the public addresses to the nodes, one after another; those that are left out are given.
func (w *world) balancerAddresses(b *cloud.Balancer, s *vocabulary.Statement, lines []*vocabulary.Statement) {
	var values []*vocabulary.Value
	at := s
	for _, l := range lines {
		values, at = append(values, l.Args.All("address")...), l
	}
	if b.Internal && len(lines) > 0 {
		w.problems.Add(lines[0].Span, "unexpected eip: an internal balancer has no public address")
		return
	}
	for n, i := range b.Nodes {
		if b.Internal {
			continue
		}
		v := &vocabulary.Value{}
		if n < len(values) {
			v = values[n]
		}
		p := w.newPublic(b, v, v.Addr.IsValid(), cloud.NounElasticAddress, at.Span)
		if p == nil {
			continue
		}
		if i.Subnet == nil {
			// A balancer outside of the VPC has no private address that its public one could stand for.
			i.Addresses = []cloud.Address{{}}
		}
		w.bind(i, 0, p, at.Span)
	}
}

func (w *world) listener(b *cloud.Balancer, s *vocabulary.Statement) {
	v, ok := s.Args.One("listener")
	if !ok || s.Broken {
		return
	}
	inner, _ := s.Args.One("inner")
	port, ok := w.behind(v, inner)
	if !ok {
		return
	}
	l := cloud.Listener{Span: s.Span, Service: cloud.Service(v.Service), Port: port, Layer7: v.Layer7 || b.Kind.Ends}
	for _, ref := range s.Args.All("machine") {
		if m := lookup[*cloud.Instance](w, b.VPC, ref, cloud.NounInstance); m != nil {
			l.Targets = append(l.Targets, m)
		}
	}
	for _, have := range b.Listeners {
		if have.Service.Overlaps(l.Service) {
			w.problems.Add(v.Span, "duplicate listener: %s listens on %s already", b.Name, have.Service)
			return
		}
	}
	b.Listeners = append(b.Listeners, l)
}

// access adds a line to a balancer's access list.
func access(b *cloud.Balancer, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	b.Access.Span, b.Access.Stated, b.Access.Allow = s.Span, true, s.Args.Has("allow")
	b.Access.Ranges = append(b.Access.Ranges, ranges(s)...)
}
