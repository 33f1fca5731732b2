package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// classic reads the classic network of a cloud (alibaba/classic-two-interfaces).
func (w *cloudBuilder) classic(c *cloud.Cloud, s *vocabulary.Statement) {
	if c.Classic != nil {
		w.problems.Add(s.Span, "duplicate classic: a cloud has one classic network").Hint =
			"Put its machines and groups into the first one."
		return
	}
	v := cloud.NewClassic(c, cloud.Thing{Name: s.Row.Keyword, Noun: cloud.NounClassic, Span: s.Span})
	c.Classic = v
	w.next[v.Subnets[0]] = c.Provider.Classic.First
	inClassic.read(w, v, s.Body)
}

// inClassic is the block of the classic network.
var inClassic = place[*cloudBuilder, *cloud.VPC]{
	{&vocabulary.RowMachine, (*cloudBuilder).machine},
	{&vocabulary.RowSides, (*cloudBuilder).classicGroup},
}

// machine reads a machine of the classic network.
func (w *cloudBuilder) machine(v *cloud.VPC, s *vocabulary.Statement) {
	w.newMachine(v.Subnets[0], s, inMachine)
}

// inMachine is the block of a machine of the classic network.
var inMachine = machinePlace{
	{&vocabulary.RowMemberships, (*cloudBuilder).memberships},
	{&vocabulary.RowPublicIP, (*cloudBuilder).publicSide},
	{&vocabulary.RowIPForward, (*cloudBuilder).ipForward},
	{&vocabulary.RowIptables, (*cloudBuilder).iptables},
	{&vocabulary.RowListen, (*cloudBuilder).machineListens},
	{&vocabulary.RowOS, (*cloudBuilder).system},
	{&vocabulary.RowType, (*cloudBuilder).machineType},
}

// classicGroup reads a group of the classic network, which has a half for each side
// (alibaba/classic-rules-for-each-side).
func (w *cloudBuilder) classicGroup(v *cloud.VPC, s *vocabulary.Statement) {
	t := cloud.Thing{Name: s.Name(), Noun: cloud.NounGroup, Span: s.Span, VPC: v}
	g := cloud.NewClassicGroup(v, t)
	switch {
	case t.Name != "default":
		if !w.name(s, g) {
			return
		}
		v.Groups = append(v.Groups, g)
	case !v.DefaultGroup.Span.IsZero():
		w.problems.Add(s.Span, "duplicate security-group default%s", w.already(v.DefaultGroup.Span))
		return
	default:
		g = v.DefaultGroup
		g.Span, g.Internet.Span, g.Internet.Rules = s.Span, s.Span, [2][]cloud.Rule{}
	}
	if k, ok := vocabulary.ArgGroupType.In(s); ok && k.Text != g.Kind.Word {
		w.problems.Add(k.Span, "unexpected %s: the classic network has %s groups only", k.Text, g.Kind.Word)
	}
	if a, ok := vocabulary.ArgNumber.In(s); ok {
		g.Account = a.Text
	}
	w.halfTyped[g] = s.Broken
	w.later(phaseResolve, func() { inSides.read(w, g, s.Body) })
}

// inSides is the block of a group of the classic network.
var inSides = place[*cloudBuilder, *cloud.Group]{
	{&vocabulary.RowInner, (*cloudBuilder).inner},
	{&vocabulary.RowInternet, (*cloudBuilder).internetRule},
	{&vocabulary.RowIntranet, (*cloudBuilder).intranetRule},
}

func (w *cloudBuilder) internetRule(g *cloud.Group, s *vocabulary.Statement) {
	w.sideRule(g.Internet, s)
}

func (w *cloudBuilder) intranetRule(g *cloud.Group, s *vocabulary.Statement) { w.sideRule(g, s) }

// sideRule reads a rule of a group of the classic network into the half of its side.
func (w *cloudBuilder) sideRule(half *cloud.Group, s *vocabulary.Statement) {
	d := cloud.Out
	if vocabulary.WordIn.IsIn(s) {
		d = cloud.In
	}
	if r, ok := w.rule(half.VPC, s, half, d); ok {
		half.Rules[d] = append(half.Rules[d], r)
	}
}

// byMachine reports whether a rule of a kind may name a range, with a diagnostic if not. An inner rule of the classic
// network names single addresses (alibaba/classic-inner-rules), or all addresses, as those of a product do
// (alibaba/cluster-group-of-2017).
func (w *cloudBuilder) byMachine(p *vocabulary.RangeValue, d cloud.Direction, k *cloud.GroupKind) bool {
	if !k.InByMachine || d != cloud.In || p.Range.IsSingleIP() || p.Range.Bits() == 0 {
		return true
	}
	w.problems.Add(p.Span,
		"invalid %s: an %s rule lets in single addresses and groups, no range", p.Text, k.Side).Hint =
		"Put the machines of the range into a security group and name that, or write each address."
	return false
}

// publicSide gives a machine of the classic network its public address on a second interface, without translation.
func (w *cloudBuilder) publicSide(first *cloud.Interface, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	m := first.Instance()
	if len(m.Interfaces) > 1 {
		w.problems.Add(s.Span, "duplicate %s: %s has one already", s.Row.Keyword, m.Name)
		return
	}
	v, stated := vocabulary.ArgAddress.In(s)
	p := w.newPublic(m, v, stated, cloud.NounPublicAddress, s.Span)
	if p == nil {
		return
	}
	i := w.newInterface(
		m,
		m.VPC.Subnets[1],
		cloud.Thing{Name: m.Name + ".public", Noun: cloud.NounInterface, Span: s.Span, VPC: m.VPC},
	)
	w.later(phasePublish, func() {
		i.Addresses = []cloud.Address{{}}
		w.bind(i, 0, p, s.Span)
		i.Addresses[0].Private = p.Addr
		if i.Addresses[0].Public == nil {
			removeInterface(m, i)
		}
	})
}
