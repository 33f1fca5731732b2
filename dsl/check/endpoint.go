package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// interfaceEndpoint declares an endpoint with an address in a subnet (aws/interface-endpoint,
// alibaba/endpoint-has-an-interface).
func (w *cloudBuilder) interfaceEndpoint(n *cloud.Subnet, s *vocabulary.Statement) {
	e := &cloud.InterfaceEndpoint{
		Thing:      thing(n.VPC, s, cloud.NounPrivateEndpoint),
		PrivateDNS: w.cloud.Provider.Endpoints.PrivateDNS,
	}
	if !w.name(s, e) {
		return
	}
	i := &cloud.Interface{Thing: e.Thing, Owner: e, Subnet: n}
	e.Interface = i
	n.VPC.Endpoints = append(n.VPC.Endpoints, e)
	w.inIPv4(i, s)
	inEndpoint.read(w, e, s.Body)
	w.later(phaseResolve, func() { w.membership(i) })
	w.later(phaseLink, func() { w.serviceOf(e, s) })
}

// inEndpoint is the block of an interface endpoint.
var inEndpoint = place[*cloudBuilder, *cloud.InterfaceEndpoint]{
	{&vocabulary.RowMemberships, func(w *cloudBuilder, e *cloud.InterfaceEndpoint, s *vocabulary.Statement) {
		w.memberships(e.Interface, s)
	}},
	{&vocabulary.RowPrivateDNS, (*cloudBuilder).privateDNS},
}

func (w *cloudBuilder) privateDNS(e *cloud.InterfaceEndpoint, s *vocabulary.Statement) {
	if !s.Broken {
		e.PrivateDNS, e.DNSSpan = vocabulary.WordOn.IsIn(s), s.Span
	}
}

// inIPv4 reads the address of something that has IPv4 only, or queues the assignment of one.
func (w *cloudBuilder) inIPv4(i *cloud.Interface, s *vocabulary.Statement) {
	if v, _ := vocabulary.ArgAddress.In(s); v.Addr.Is6() {
		w.problems.Add(v.Span, "invalid %s: the address of %s is IPv4", v.Addr, i.Noun.Article())
		return
	}
	w.privateAddress(i, s)
}

// serviceOf finds the host whose service an endpoint leads to.
func (w *cloudBuilder) serviceOf(e *cloud.InterfaceEndpoint, s *vocabulary.Statement) {
	ref, ok := vocabulary.ArgServiceHost.In(s)
	if !ok {
		return
	}
	h := w.network.Host(ref.Text)
	switch other := w.cloud.Named(ref.Text); {
	case h == w.network.Hosts[0]:
		w.problems.Add(ref.Span, "unexpected %s: it stands for every machine there, and an endpoint leads to one service",
			h.Name).Hint = "Declare the service: host NAME ADDRESS { listen tcp/443 }."
	case h != nil:
		e.Service = h
	case len(other) > 0:
		w.problems.Add(ref.Span, "%s is %s, not a host", ref.Text, articles(other)).Hint =
			"An endpoint leads to the service of a host, which is its public face."
	case w.lost.has(ref.Text, vocabulary.RowHost.Noun()):
	default:
		d := w.problems.Add(ref.Span, "undeclared host %s", ref.Text)
		d.Hint = "Declare its public face at the top level: host " + ref.Text + " 203.0.113.200 { listen tcp/443 }."
		if near := w.suggester.Nearest(ref.Text, namesOf(w.network.Hosts, every)); near != "" {
			d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(ref.Span, near)
		}
	}
}
