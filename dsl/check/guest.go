package check

import (
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// iptables reads the iptables block of a machine, without the lines that could not be read.
func (w *cloudBuilder) iptables(i *cloud.Interface, s *vocabulary.Statement) {
	for _, b := range s.Body {
		if !b.Broken {
			inIptables.line(w, &i.Instance().Iptables, b)
		}
	}
}

// inIptables is the block of a guest's own filter and address translation.
var inIptables = place[*cloudBuilder, *cloud.Iptables]{
	{&vocabulary.RowInput, (*cloudBuilder).guestInput},
	{&vocabulary.RowForward, (*cloudBuilder).guestForward},
	{&vocabulary.RowOutput, (*cloudBuilder).guestOutput},
	{&vocabulary.RowGuestSNAT, (*cloudBuilder).guestSNAT},
	{&vocabulary.RowMasquerade, (*cloudBuilder).masquerade},
	{&vocabulary.RowGuestDNAT, (*cloudBuilder).guestDNAT},
	{&vocabulary.RowDrop, (*cloudBuilder).guestDrop},
	{&vocabulary.RowStateful, (*cloudBuilder).guestStateful},
}

func (w *cloudBuilder) guestInput(t *cloud.Iptables, s *vocabulary.Statement) {
	t.Input = policyOf(s)
}

func (w *cloudBuilder) guestForward(t *cloud.Iptables, s *vocabulary.Statement) {
	t.Forward = policyOf(s)
}

func (w *cloudBuilder) guestOutput(t *cloud.Iptables, s *vocabulary.Statement) {
	t.Output = policyOf(s)
}

func policyOf(s *vocabulary.Statement) cloud.GuestPolicy {
	return cloud.GuestPolicy{Drop: vocabulary.WordDrop.IsIn(s), Span: s.Span}
}

func (w *cloudBuilder) guestStateful(t *cloud.Iptables, s *vocabulary.Statement) {
	t.Stateful, t.StatefulSpan = true, s.Span
}

func (w *cloudBuilder) guestSNAT(t *cloud.Iptables, s *vocabulary.Statement) {
	r, _ := vocabulary.ArgRange.In(s)
	to, _ := vocabulary.ArgAddress.In(s)
	if r.Range.Addr().Is4() != to.Addr.Is4() {
		w.problems.Add(to.Span, "invalid %s: it is of another address family than %s", to.Addr, r.Range)
		return
	}
	t.SNAT = append(t.SNAT, cloud.GuestSNAT{Span: s.Span, Range: r.Range, To: to.Addr})
}

func (w *cloudBuilder) masquerade(t *cloud.Iptables, s *vocabulary.Statement) {
	r, _ := vocabulary.ArgRange.In(s)
	except, _ := vocabulary.ArgExcept.In(s)
	if e := except.Range; e.IsValid() && e.Addr().Is4() != r.Range.Addr().Is4() {
		w.problems.Add(except.Span, "invalid %s: it is of another address family than %s", e, r.Range)
		return
	}
	t.SNAT = append(t.SNAT, cloud.GuestSNAT{Span: s.Span, Range: r.Range, Except: except.Range})
}

func (w *cloudBuilder) guestDNAT(t *cloud.Iptables, s *vocabulary.Statement) {
	service, _ := vocabulary.ArgService.In(s)
	to, _ := vocabulary.ArgAddress.In(s)
	inner, _ := vocabulary.ArgInner.In(s)
	if port, ok := w.behind(service, inner); ok {
		t.DNAT = append(t.DNAT, cloud.GuestDNAT{Span: s.Span, Service: service.Service, To: to.Addr, Port: port})
	}
}

func (w *cloudBuilder) guestDrop(t *cloud.Iptables, s *vocabulary.Statement) {
	service, _ := vocabulary.ArgService.In(s)
	r, _ := vocabulary.ArgRange.In(s)
	t.Drops = append(t.Drops, &cloud.Rule{
		Span:    s.Span,
		Service: service.Service,
		Peers:   []cloud.Peer{{Range: r.Range}},
	})
}

func (w *cloudBuilder) policyRouting(i *cloud.Interface, s *vocabulary.Statement) {
	m := i.Instance()
	m.PolicyRouting, m.PolicySpan = vocabulary.WordOn.IsIn(s), s.Span
}

// defaultInterface reads the interface of the default route. It may be declared further down in the block.
func (w *cloudBuilder) defaultInterface(i *cloud.Interface, s *vocabulary.Statement) {
	m := i.Instance()
	ref, ok := vocabulary.ArgInterface.In(s)
	if !ok {
		return
	}
	w.later(phaseResolve, func() {
		var names []string
		for _, other := range m.Further() {
			name := strings.TrimPrefix(other.Name, m.Name+".")
			if name == ref.Text {
				m.Default = other
				return
			}
			names = append(names, name)
		}
		if w.lostHere.has(ref.Text, vocabulary.RowInterface.Noun()) {
			return
		}
		d := w.problems.Add(ref.Span, "undeclared interface %s of %s", ref.Text, m.Name)
		if near := source.Nearest(ref.Text, names); near != "" {
			d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(ref.Span, near)
		}
	})
}

// networksBehind reads the networks that only a machine knows.
func (w *cloudBuilder) networksBehind(i *cloud.Interface, s *vocabulary.Statement) {
	m := i.Instance()
	for _, v := range vocabulary.ArgRanges.In(s) {
		if k := slices.IndexFunc(m.Behind, func(b *cloud.Behind) bool { return b.Range == v.Range }); k >= 0 {
			w.problems.Warn(v.Span, "duplicate range %s: it is behind %s already", v.Range, m.Name)
			continue
		}
		w.cloud.Keeps(&cloud.Behind{
			Thing:   cloud.Thing{Name: v.Range.String(), Noun: cloud.NounBehind, Span: s.Span, VPC: m.VPC},
			Range:   v.Range,
			Machine: m,
		})
	}
}

// behind reads the port after an arrow. A range translates a range of the same length, and both have the same protocol.
func (w *cloudBuilder) behind(outer, v *vocabulary.ServiceValue) (cloud.Inner, bool) {
	o, in := outer.Service, v.Service
	switch {
	case v.Text == "":
		return cloud.Inner{}, true
	case len(in.Ports) != 1 || in.Protocol != o.Protocol:
		w.problems.Add(v.Span, "invalid %s: behind %s stands one port or range of the same protocol", v.Text,
			outer.Text)
		return cloud.Inner{}, false
	}
	ports, called := cloud.Ports{Low: in.Ports[0][0], High: in.Ports[0][1]}, cloud.Ports{High: 65535}
	if len(o.Ports) > 0 {
		called = cloud.Ports{Low: o.Ports[0][0], High: o.Ports[0][1]}
	}
	switch {
	case ports.Count() == 1:
	case len(o.Ports) > 1:
		w.problems.Add(v.Span, "invalid %s: behind several ports and ranges stands one port", v.Text)
		return cloud.Inner{}, false
	case ports.Count() != called.Count():
		w.problems.Add(v.Span, "invalid %s: it has %d ports, and %s has %d", v.Text, ports.Count(), outer.Text,
			called.Count())
		return cloud.Inner{}, false
	}
	return cloud.Inner{Ports: ports, From: called.Low}, true
}
