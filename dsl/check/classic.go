package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// classic reads the classic network of a cloud (alibaba/classic-two-interfaces).
func (w *cloudBuilder) classic(s *vocabulary.Statement) {
	if w.cloud.Classic != nil {
		w.problems.Add(s.Span, "duplicate classic: a cloud has one classic network").Hint =
			"Put its machines and groups into the first one."
		return
	}
	v := cloud.NewClassic(w.cloud, cloud.Thing{Name: s.Row.Keyword, Noun: cloud.NounClassic, Span: s.Span})
	w.cloud.Classic = v
	inner := v.Subnets[0]
	w.next[inner] = w.cloud.Provider.Classic.First
	for _, b := range s.Body {
		switch b.Row.Keyword {
		case "note":
			w.note(b)
		case "instance":
			w.instance(inner, b)
		case "security-group":
			w.classicGroup(v, b)
		}
	}
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
		w.problems.Add(s.Span, "duplicate security-group default")
		return
	default:
		g = v.DefaultGroup
		g.Span, g.Internet.Span, g.Internet.Rules = s.Span, s.Span, [2][]cloud.Rule{}
	}
	if k, ok := s.Args.One("kind"); ok && k.Text != g.Kind.Word {
		w.problems.Add(k.Span, "unexpected %s: the classic network has %s groups only", k.Text, g.Kind.Word)
	}
	if a, ok := s.Args.One("number"); ok {
		g.Account = a.Text
	}
	w.halfTyped[g] = s.Broken
	w.later(phaseResolve, func() { w.sideRules(g, s) })
}

// sideRules reads the rules of a group of the classic network into the halves that they name.
func (w *cloudBuilder) sideRules(g *cloud.Group, s *vocabulary.Statement) {
	for _, b := range s.Body {
		half := g
		switch b.Row.Keyword {
		case "note":
			w.note(b)
			continue
		case "inner":
			w.inner(g, b)
			continue
		case g.Internet.Kind.Side:
			half = g.Internet
		}
		if r, ok := w.rule(g.VPC, b, half); ok {
			d := direction(b)
			half.Rules[d] = append(half.Rules[d], r)
		}
	}
}

// byMachine reports whether a rule of a kind may name a range, with a diagnostic if not. An inner rule of the classic
// network names single addresses (alibaba/classic-inner-rules), or all addresses, as those of a product do
// (alibaba/cluster-group-of-2017).
func (w *cloudBuilder) byMachine(p *vocabulary.Value, d cloud.Direction, k *cloud.GroupKind) bool {
	if !k.InByMachine || d != cloud.In || p.Range.IsSingleIP() || p.Range.Bits() == 0 {
		return true
	}
	w.problems.Add(p.Span,
		"invalid %s: an %s rule lets in single addresses and groups, no range", p.Text, k.Side).Hint =
		"Put the machines of the range into a security group and name that, or write each address."
	return false
}

// publicSide gives a machine of the classic network its public address on a second interface, without translation.
func (w *cloudBuilder) publicSide(m *cloud.Instance, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	if len(m.Interfaces) > 1 {
		w.problems.Add(s.Span, "duplicate %s: %s has one already", s.Row.Keyword, m.Name)
		return
	}
	v, stated := s.Args.One("address")
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
		if i.Addresses[0].Public == nil {
			removeInterface(m, i)
			return
		}
		i.Addresses[0].Private = p.Addr
	})
}
