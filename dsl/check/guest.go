package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// inIptables reads a line of a guest's own firewall.
func (w *world) inIptables(t *cloud.Iptables, s *vocabulary.Statement) {
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
		t.DNAT = append(t.DNAT, cloud.GuestDNAT{Service: cloud.Service(service.Service), To: to.Addr, Port: innerPort(inner)})
	case "drop":
		t.Drops = append(t.Drops, cloud.GuestDrop{Service: cloud.Service(service.Service), Range: r.Range})
	}
}

// innerPort is the port that a service behind an arrow names, 0 where it names none.
func innerPort(v *vocabulary.Value) uint16 {
	if len(v.Service.Ports) == 0 {
		return 0
	}
	return v.Service.Ports[0][0]
}
