package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// inIptables reads a line of a guest's iptables block.
func (w *cloudBuilder) inIptables(t *cloud.Iptables, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	service, _ := s.Args.One("service")
	r, _ := s.Args.One("range")
	to, _ := s.Args.One("address")
	inner, _ := s.Args.One("inner")
	switch s.Row.Keyword {
	case "note":
		w.note(s)
	case "input":
		t.DropInput = s.Args.Has("drop")
	case "forward":
		t.DropForward = s.Args.Has("drop")
	case "output":
		t.DropOutput = s.Args.Has("drop")
	case "snat":
		t.SNAT = append(t.SNAT, cloud.GuestSNAT{Range: r.Range, To: to.Addr})
	case "masquerade":
		t.SNAT = append(t.SNAT, cloud.GuestSNAT{Range: r.Range})
	case "dnat":
		if port, ok := w.behind(service, inner); ok {
			t.DNAT = append(t.DNAT, cloud.GuestDNAT{Service: cloud.Service(service.Service), To: to.Addr, Port: port})
		}
	case "drop":
		t.Drops = append(t.Drops, cloud.GuestDrop{Service: cloud.Service(service.Service), Range: r.Range})
	}
}

// behind reads the port after an arrow. A range translates a range of the same length, and both have the same protocol.
func (w *cloudBuilder) behind(outer, v *vocabulary.Value) (cloud.Inner, bool) {
	o, in := outer.Service, v.Service
	switch {
	case v.Text == "":
		return cloud.Inner{}, true
	case len(in.Ports) != 1 || in.Protocol != o.Protocol:
		w.problems.Add(v.Span, "invalid %s: behind %s stands one port or range of the same protocol", v.Text,
			outer.Text)
		return cloud.Inner{}, false
	}
	ports := cloud.Ports{Low: in.Ports[0][0], High: in.Ports[0][1]}
	if len(o.Ports) == 0 {
		return cloud.Inner{Ports: ports}, ports.Count() == 1
	}
	called := cloud.Ports{Low: o.Ports[0][0], High: o.Ports[0][1]}
	if ports.Count() > 1 && (len(o.Ports) != 1 || ports.Count() != called.Count()) {
		w.problems.Add(v.Span, "invalid %s: it has %d ports, and %s has %d", v.Text, ports.Count(), outer.Text,
			called.Count())
		return cloud.Inner{}, false
	}
	return cloud.Inner{Ports: ports, From: called.Low}, true
}
