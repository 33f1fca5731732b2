package cloud

import (
	"fmt"
	"math/bits"
	"net/netip"
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

// A Service is a protocol, with destination ports or an ICMP type if the protocol has them.
type Service struct {
	Protocol int
	// Ports are the ranges of destination ports; empty for every port.
	Ports [][2]uint16
	// Type and Code are the ICMP type and code, -1 for any.
	Type, Code int
}

// onPort is the service of one port.
func onPort(protocol int, port uint16) Service {
	return Service{Protocol: protocol, Ports: [][2]uint16{{port, port}}}
}

// HasPorts reports whether packets of this service have ports.
func (s Service) HasPorts() bool { return s.Protocol == TCP || s.Protocol == UDP }

// IsICMP reports whether the protocol is ICMP, of either family.
func (s Service) IsICMP() bool { return s.Protocol == ICMP || s.Protocol == ICMPv6 }

// IsEcho reports whether the service is a ping.
func (s Service) IsEcho() bool {
	return s.Protocol == ICMP && s.Type == 8 || s.Protocol == ICMPv6 && s.Type == 128
}

// IsEchoReply6 reports whether the service is the answer to a ping over IPv6.
func (s Service) IsEchoReply6() bool { return s.Protocol == ICMPv6 && s.Type == 129 }

// IsRequest reports whether an ICMP message is a request: an echo, a timestamp.
func (s Service) IsRequest() bool { return s.IsEcho() || s.Protocol == ICMP && s.Type == 13 }

// Covers reports whether every packet of t belongs to s.
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

// Spans are the service as intervals of numbers of 24 bits: the protocol number, then 16 bits of the port, or of the
// ICMP type and code.
func (s Service) Spans() [][2]uint32 {
	start := uint32(s.Protocol) << 16
	switch {
	case s.Protocol == AllProtocols:
		return [][2]uint32{{0, 1<<24 - 1}}
	case s.HasPorts() && len(s.Ports) > 0:
		spans := make([][2]uint32, len(s.Ports))
		for i, p := range s.Ports {
			spans[i] = [2]uint32{start | uint32(p[0]), start | uint32(p[1])}
		}
		return spans
	case s.IsICMP() && s.Type >= 0 && s.Code >= 0:
		one := start | uint32(s.Type)<<8 | uint32(s.Code)
		return [][2]uint32{{one, one}}
	case s.IsICMP() && s.Type >= 0:
		return [][2]uint32{{start | uint32(s.Type)<<8, start | uint32(s.Type)<<8 | 0xff}}
	}
	return [][2]uint32{{start, start | 0xffff}}
}

// A ServiceIndex finds the first of its services that overlaps a given one. The zero ServiceIndex is empty and ready
// for use.
type ServiceIndex struct {
	spans RangeIndex
	// numbers are the numbers of the services, one for each span.
	numbers []int
}

// Add adds a service with a number, which has to be higher than those of the services before it.
func (x *ServiceIndex) Add(s Service, number int) {
	for _, r := range s.ranges() {
		x.spans.Add(r)
		x.numbers = append(x.numbers, number)
	}
}

// Overlapping returns the number of the first service that overlaps s, -1 if none does.
func (x *ServiceIndex) Overlapping(s Service) int {
	first := -1
	for _, r := range s.ranges() {
		if at := x.spans.Overlapping(r); at >= 0 && (first < 0 || x.numbers[at] < first) {
			first = x.numbers[at]
		}
	}
	return first
}

// ranges are the spans of a service as prefixes: each number is written as an IPv4 address.
func (s Service) ranges() []netip.Prefix {
	var all []netip.Prefix
	for _, span := range s.Spans() {
		for low, end := uint64(span[0]), uint64(span[1])+1; low < end; {
			size := bits.Len64(end-low) - 1
			if low > 0 {
				size = min(size, bits.TrailingZeros64(low))
			}
			at := netip.AddrFrom4([4]byte{byte(low >> 24), byte(low >> 16), byte(low >> 8), byte(low)})
			all = append(all, netip.PrefixFrom(at, 32-size))
			low += 1 << size
		}
	}
	return all
}

// name is the word for the protocol, empty for one that has none.
func (s Service) name() string {
	switch s.Protocol {
	case ICMP:
		return "icmp"
	case TCP:
		return "tcp"
	case UDP:
		return "udp"
	case ICMPv6:
		return "icmpv6"
	case AllProtocols:
		return "all"
	}
	return ""
}

// String writes the service as the language does.
func (s Service) String() string {
	name := s.name()
	switch {
	case name == "":
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
