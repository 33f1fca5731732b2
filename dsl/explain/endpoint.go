package explain

import (
	"fmt"

	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// privateName says to which endpoint the name of a service leads.
func privateName(s *trace.Step, _ bool) string {
	e := s.For.(*cloud.InterfaceEndpoint)
	return fmt.Sprintf("gives %s the address of %s, %s: its private DNS is on in %s", e.Service.Name, e.Name, destination(s),
		e.VPC.Name)
}

// publicName says why the name of a service leads to its public face.
func publicName(s *trace.Step, _ bool) string {
	says := "gives the name its public address, " + destination(s)
	switch o := s.For.(type) {
	case *cloud.InterfaceEndpoint:
		return fmt.Sprintf("%s: the private DNS of %s is off", says, o.Name)
	case *cloud.VPC:
		return fmt.Sprintf("%s: %s has no endpoint for it", says, o.Title())
	case *cloud.VPNGateway:
		return fmt.Sprintf("%s: what is behind %s asks outside of every VPC", says, o.Name)
	}
	return says + ", which is asked for"
}

func endpointProtocol(s *trace.Step, _ bool) string {
	if s.At.Base().Noun == cloud.NounPrivateEndpoint {
		return "carries TCP and UDP, not " + service(s)
	}
	return "carries TCP and pings, not " + service(s)
}

func noListenerRule(s *trace.Step, _ bool) string {
	if s.At.Base().Noun == cloud.NounPrivateEndpoint {
		return fmt.Sprintf("takes nothing for %s: %s does not listen on it", service(s), name(s.For))
	}
	return "does not listen on " + service(s)
}

// endpointDefaults says what an interface endpoint leads to, and what its VPC's name for that is.
func (h *Help) endpointDefaults(e *cloud.InterfaceEndpoint) {
	h.addressesOf(e.Interface)
	if !h.States(e.Span, "security-group") && len(e.Interface.Groups) == 1 {
		h.say("It names no security group: it is in ", e.Interface.Groups[0].Name, ".")
	}
	if e.Service == nil {
		return
	}
	state := "off: the name " + e.Service.Name + " leads to its public face"
	if e.PrivateDNS {
		state = "on: in " + e.VPC.Name + " the name " + e.Service.Name + " leads here"
	}
	h.say("Its private-dns is ", state, ".")
}

// podDefaults says where a pod runs.
func (h *Help) podDefaults(p *cloud.Pod) {
	if p.Node != nil {
		h.say("Its address is ", p.Private.String(), ", and it runs on ", p.Node.Name, ".")
	}
}
