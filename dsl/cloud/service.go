package cloud

import (
	"fmt"
	"strings"
)

// Protocol numbers, and AllProtocols for a rule about each of them.
const (
	ICMP         = 1
	TCP          = 6
	UDP          = 17
	ICMPv6       = 58
	AllProtocols = -1
)

// A Service is what a packet is for or what a rule is about: a protocol, with ports or an ICMP type where it has them.
type Service struct {
	Protocol int
	// Ports are the ranges of destination ports; none stands for every port.
	Ports [][2]uint16
	// Type and Code are those of ICMP, -1 for any.
	Type, Code int
}

// HasPorts reports whether packets of this service have ports.
func (s Service) HasPorts() bool { return s.Protocol == TCP || s.Protocol == UDP }

// IsICMP reports whether the protocol is ICMP, of either family.
func (s Service) IsICMP() bool { return s.Protocol == ICMP || s.Protocol == ICMPv6 }

// IsEcho reports whether the service is a ping.
func (s Service) IsEcho() bool {
	return s.Protocol == ICMP && s.Type == 8 || s.Protocol == ICMPv6 && s.Type == 128
}

// IsRequest reports whether an ICMP message asks for an answer: an echo, a timestamp.
func (s Service) IsRequest() bool { return s.IsEcho() || s.Protocol == ICMP && s.Type == 13 }

// Covers reports whether all of t belongs to s.
func (s Service) Covers(t Service) bool {
	switch {
	case s.Protocol == AllProtocols:
		return true
	case s.Protocol != t.Protocol:
		return false
	case s.IsICMP():
		return (s.Type < 0 || s.Type == t.Type) && (s.Code < 0 || s.Code == t.Code)
	case len(s.Ports) == 0 || !s.HasPorts():
		return true
	}
	for _, want := range t.Ports {
		if !s.coversPorts(want) {
			return false
		}
	}
	return len(t.Ports) > 0
}

// Overlaps reports whether a packet may belong to both services.
func (s Service) Overlaps(t Service) bool {
	if s.Covers(t) || t.Covers(s) {
		return true
	}
	if s.Protocol != t.Protocol {
		return false
	}
	for _, a := range s.Ports {
		for _, b := range t.Ports {
			if a[0] <= b[1] && b[0] <= a[1] {
				return true
			}
		}
	}
	return false
}

func (s Service) coversPorts(want [2]uint16) bool {
	for _, have := range s.Ports {
		if have[0] <= want[0] && want[1] <= have[1] {
			return true
		}
	}
	return false
}

var protocolNames = map[int]string{ICMP: "icmp", TCP: "tcp", UDP: "udp", ICMPv6: "icmpv6", AllProtocols: "all"}

// String writes the service as the language does.
func (s Service) String() string {
	name, known := protocolNames[s.Protocol]
	switch {
	case !known:
		return fmt.Sprintf("proto/%d", s.Protocol)
	case s.IsICMP() && s.Type >= 0 && s.Code >= 0:
		return fmt.Sprintf("%s/%d.%d", name, s.Type, s.Code)
	case s.IsICMP() && s.Type >= 0:
		return fmt.Sprintf("%s/%d", name, s.Type)
	case !s.HasPorts() || len(s.Ports) == 0:
		return name
	}
	parts := make([]string, len(s.Ports))
	for i, p := range s.Ports {
		parts[i] = Ports{Low: p[0], High: p[1]}.String()
	}
	return name + "/" + strings.Join(parts, ",")
}
