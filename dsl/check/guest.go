package check

import (
	"hopwise/dsl/cloud"
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
}

func (w *cloudBuilder) guestInput(t *cloud.Iptables, s *vocabulary.Statement) {
	t.DropInput = vocabulary.WordDrop.IsIn(s)
}

func (w *cloudBuilder) guestForward(t *cloud.Iptables, s *vocabulary.Statement) {
	t.DropForward = vocabulary.WordDrop.IsIn(s)
}

func (w *cloudBuilder) guestOutput(t *cloud.Iptables, s *vocabulary.Statement) {
	t.DropOutput = vocabulary.WordDrop.IsIn(s)
}

func (w *cloudBuilder) guestSNAT(t *cloud.Iptables, s *vocabulary.Statement) {
	r, _ := vocabulary.ArgRange.In(s)
	to, _ := vocabulary.ArgAddress.In(s)
	t.SNAT = append(t.SNAT, cloud.GuestSNAT{Range: r.Range, To: to.Addr})
}

func (w *cloudBuilder) masquerade(t *cloud.Iptables, s *vocabulary.Statement) {
	r, _ := vocabulary.ArgRange.In(s)
	t.SNAT = append(t.SNAT, cloud.GuestSNAT{Range: r.Range})
}

func (w *cloudBuilder) guestDNAT(t *cloud.Iptables, s *vocabulary.Statement) {
	service, _ := vocabulary.ArgService.In(s)
	to, _ := vocabulary.ArgAddress.In(s)
	inner, _ := vocabulary.ArgInner.In(s)
	if port, ok := w.behind(service, inner); ok {
		t.DNAT = append(t.DNAT, cloud.GuestDNAT{Service: service.Service, To: to.Addr, Port: port})
	}
}

func (w *cloudBuilder) guestDrop(t *cloud.Iptables, s *vocabulary.Statement) {
	service, _ := vocabulary.ArgService.In(s)
	r, _ := vocabulary.ArgRange.In(s)
	t.Drops = append(t.Drops, cloud.GuestDrop{Service: service.Service, Range: r.Range})
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
