package cloud

import (
	"net/netip"
	"slices"

	"hopwise/dsl/source"
)

// An InterfaceEndpoint is an address in a subnet behind which a service answers, with groups of its own
// (aws/interface-endpoint, alibaba/endpoint-has-an-interface). It is reached as any address of its VPC is, over peerings,
// hubs and VPNs too (aws/interface-endpoint-reach, alibaba/endpoint-reach).
type InterfaceEndpoint struct {
	Thing
	// Service is the service's public face; nil if its name is not declared.
	Service   *Host
	Interface *Interface
	// PrivateDNS says that the service's own name leads here in the VPC; DNSSpan is the line that states it.
	PrivateDNS bool
	DNSSpan    source.Span
}

// An EndpointModel says how a cloud's interface endpoints work.
type EndpointModel struct {
	// PrivateDNS says that the name of a service leads to its endpoints unless the scenario says otherwise.
	PrivateDNS bool
}

// EndpointsOf are the interface endpoints of a VPC for a service.
func (v *VPC) EndpointsOf(h *Host) []*InterfaceEndpoint {
	var all []*InterfaceEndpoint
	for _, e := range v.Endpoints {
		if e.Service == h {
			all = append(all, e)
		}
	}
	return all
}

// Serves reports whether an interface endpoint of the cloud leads to a service.
func (c *Cloud) Serves(h *Host) bool {
	return slices.ContainsFunc(c.VPCs, func(v *VPC) bool { return len(v.EndpointsOf(h)) > 0 })
}

// EndpointAt is the interface endpoint with an address in the VPC, nil if there is none.
func (v *VPC) EndpointAt(a netip.Addr) *InterfaceEndpoint {
	i, _ := v.Owner(a)
	if i == nil {
		return nil
	}
	e, _ := i.Owner.(*InterfaceEndpoint)
	return e
}
