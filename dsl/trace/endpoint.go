package trace

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// aimAtHost sets the address that the name of a host leads to: in a VPC with endpoints for its service and private names
// that of one of them, by chance, unless its public face is asked for (aws/interface-endpoint-name,
// alibaba/endpoint-name). It reports whether the choice is made.
func (w *walk) aimAtHost(h *cloud.Host, kind cloud.AddressKind, s *sender) bool {
	if all := w.named(h, s.network()); len(all) > 0 && kind != cloud.PublicKind {
		k, ok := w.choose(len(all))
		if ok {
			w.packet.Destination = all[k].Interface.Addresses[0].Private
		}
		return ok
	}
	as := s.addr
	if f := w.family(); f.IsValid() {
		as = f
	}
	w.packet.Destination = sameFamily(h.Addresses, as)
	return true
}

// named are the endpoints of a VPC, nil for none, to which the name of a host leads there.
func (w *walk) named(h *cloud.Host, v *cloud.VPC) []*cloud.InterfaceEndpoint {
	var all []*cloud.InterfaceEndpoint
	if v == nil {
		return nil
	}
	for _, e := range v.EndpointsOf(h) {
		if e.PrivateDNS && len(e.Interface.Addresses) > 0 {
			all = append(all, e)
		}
	}
	return all
}

// network is the VPC whose resolver a sender asks, nil for one outside of every VPC.
func (s *sender) network() *cloud.VPC {
	switch {
	case s.at != nil:
		return s.at.VPC
	case s.behind != nil:
		return s.behind.Machine.VPC
	}
	return nil
}

// tellName notes which address the name of a service gave, where an endpoint of the cloud leads to it, and why.
func (w *walk) tellName(to cloud.Endpoint, s *sender) {
	h := w.network.Host(to.Name)
	if h == nil || !w.cloud.Serves(h) {
		return
	}
	v := s.network()
	if v != nil && to.Kind != cloud.PublicKind {
		if e := v.EndpointAt(w.packet.Destination); e != nil {
			w.pass(w.cloud.Platform, PrivateName, stated(e)).For = e
			return
		}
	}
	step := w.pass(w.cloud.Platform, PublicName, source.Span{})
	switch {
	case to.Kind == cloud.PublicKind:
	case s.far != nil:
		step.For = s.far
	case v != nil && len(v.EndpointsOf(h)) > 0:
		e := v.EndpointsOf(h)[0]
		step.For, step.Span = e, stated(e)
	case v != nil:
		step.For, step.Span = v, v.Span
	}
}

// stated is the line by which an endpoint has private names, or has none.
func stated(e *cloud.InterfaceEndpoint) source.Span {
	if e.DNSSpan.IsZero() {
		return e.Span
	}
	return e.DNSSpan
}

// serve is an interface endpoint that was called: the service behind it answers what its host listens for. It carries TCP
// and UDP, and no ping (aws/endpoint-protocols, alibaba/endpoint-protocols); what calls another port of it gets
// no answer (aws/interface-endpoint-port, alibaba/endpoint-port).
func (w *walk) serve(e *cloud.InterfaceEndpoint) verdict {
	switch {
	case w.isAnswer:
	case !w.packet.HasPorts():
		return w.drop(e, EndpointProtocol, e.Span)
	case e.Service != nil && !e.Service.Listen.Answers(w.asked()):
		s := w.step(Dropped, e, NoListenerRule, e.Service.Span)
		s.For = e.Service
		s.Open.Add(cloud.DoubtEndpointPort)
		return dropped
	}
	v := w.receive(end{at: w.to}, e, cloud.Listen{})
	if v == arrived && !w.isAnswer && e.Service != nil {
		w.steps[len(w.steps)-1].For = e.Service
	}
	return v
}
