package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// A Packet is the header that the stages look at: addresses, protocol and ports.
type Packet struct {
	// Service is the protocol, with type and code for ICMP. The ports are in the two fields below.
	Service                      cloud.Service
	Source, Destination          netip.Addr
	SourcePorts, DestinationPort Ports
	// sender is the interface whose groups the packet carries: a rule that names a group sees them. It is lost
	// where addresses are translated (aws/security-group-reference-lost).
	sender *cloud.Interface
	// vouched says that the packet carries its sender although the source address is another's: a balancer that leaves
	// the client's address in place.
	vouched bool
}

// HasPorts reports whether the packet has ports at all.
func (p Packet) HasPorts() bool { return p.Service.HasPorts() }

// shift gives the packet the destination port of a translation.
func (p *Packet) shift(to cloud.Inner) {
	if p.HasPorts() {
		p.DestinationPort = Ports{Ports: cloud.Port(to.Of(p.DestinationPort.Low))}
	}
}

// same reports whether two packets have the same addresses and ports.
func (p Packet) same(q Packet) bool {
	return p.Source == q.Source && p.Destination == q.Destination && p.SourcePorts == q.SourcePorts &&
		p.DestinationPort == q.DestinationPort
}

// reverse is the answer to a packet.
func (p Packet) reverse() Packet {
	p.Source, p.Destination = p.Destination, p.Source
	p.SourcePorts, p.DestinationPort = p.DestinationPort, p.SourcePorts
	p.sender, p.vouched = nil, false
	switch {
	case p.Service.Protocol == cloud.ICMP && p.Service.Type == 8:
		p.Service.Type = 0
	case p.Service.Protocol == cloud.ICMP && p.Service.Type == 13:
		p.Service.Type = 14
	case p.Service.Protocol == cloud.ICMPv6 && p.Service.Type == 128:
		p.Service.Type = 129
	}
	return p
}

// refusal is the answer of a machine where nothing listens: a reset for TCP, for everything else an ICMP message that
// the port or the protocol is unreachable.
func (p Packet) refusal() Packet {
	r := p.reverse()
	if p.Service.Protocol == cloud.TCP {
		return r
	}
	code := 2
	if p.Service.Protocol == cloud.UDP {
		code = 3
	}
	r.Service = cloud.Service{Protocol: cloud.ICMP, Type: 3, Code: code}
	if p.Source.Is6() {
		r.Service = unreachable6
	}
	r.SourcePorts, r.DestinationPort = Ports{}, Ports{}
	return r
}

// unreachable4 and unreachable6 are the messages over IPv4 and IPv6 that a port is unreachable.
var (
	unreachable4 = cloud.Service{Protocol: cloud.ICMP, Type: 3, Code: 3}
	unreachable6 = cloud.Service{Protocol: cloud.ICMPv6, Type: 1, Code: 4}
)

// answers reports whether the packet belongs to the flow that q began: its exact reverse, or a message about it.
func (p Packet) answers(q Packet) bool {
	if p.Source != q.Destination || p.Destination != q.Source {
		return false
	}
	if p.isError() {
		return true
	}
	back := q.reverse()
	return p.Service.Protocol == back.Service.Protocol && p.Service.Type == back.Service.Type &&
		p.SourcePorts == back.SourcePorts && p.DestinationPort == back.DestinationPort
}

func (p Packet) isError() bool {
	return p.Service.Protocol == cloud.ICMP && p.Service.Type == 3 ||
		p.Service.Protocol == cloud.ICMPv6 && p.Service.Type == 1
}
