package vocabulary

import (
	"fmt"
	"strconv"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A protocol is a protocol that the language has a word for.
type protocol struct {
	word   string
	number int
	// types are the types of ICMP.
	types []Type
}

// protocols are all protocols with a word. It is a list, not a map: the linker lays it out, and no code fills it when
// the program starts.
var protocols = [...]protocol{
	{"all", cloud.AllProtocols, nil},
	{"icmp", cloud.ICMP, []Type{
		{"echo-request", 8}, {"echo-reply", 0}, {"destination-unreachable", 3}, {"redirect", 5}, {"time-exceeded", 11},
		{"parameter-problem", 12}, {"timestamp-request", 13}, {"timestamp-reply", 14},
	}},
	{"tcp", cloud.TCP, nil},
	{"udp", cloud.UDP, nil},
	{"icmpv6", cloud.ICMPv6, []Type{
		{"echo-request", 128}, {"echo-reply", 129}, {"destination-unreachable", 1}, {"packet-too-big", 2},
		{"time-exceeded", 3}, {"parameter-problem", 4},
	}},
}

// protocolOf returns the protocol with a word, or nil.
func protocolOf(word string) *protocol {
	for i := range protocols {
		if protocols[i].word == word {
			return &protocols[i]
		}
	}
	return nil
}

// A Type is a type of ICMP with its name.
type Type struct {
	Name   string
	Number int
}

// Types are the types of a protocol, by its word; nil for a protocol without types (clouds/ping-types).
func Types(word string) []Type {
	if p := protocolOf(word); p != nil {
		return p.types
	}
	return nil
}

func readService(text string, v *Reading) *trouble {
	word, rest, has := strings.Cut(text, "/")
	if word == "proto" {
		return readProtocol(rest, v)
	}
	p := protocolOf(word)
	switch {
	case p == nil:
		return unknownService(text, word)
	case rest == "*" || rest == "any" || rest == "all" || rest == "-1/-1":
		return &trouble{message: word + " alone is all of it", instead: word}
	case rest == "ping" && p.number != cloud.AllProtocols:
		return &trouble{message: "a ping is an echo-request", instead: word + "/echo-request"}
	}
	v.Service = cloud.Service{Protocol: p.number, Type: -1, Code: -1}
	switch {
	case !has:
		return nil
	case v.Service.HasPorts():
		return readPortList(rest, &v.Service)
	case p.types != nil:
		return readType(rest, p, &v.Service)
	}
	return &trouble{message: word + " has no ports", instead: word}
}

// readProtocol reads the number of a protocol.
func readProtocol(text string, v *Reading) *trouble {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 255 {
		return &trouble{
			message: "proto takes a protocol number from 0 to 255",
			hint:    "Write proto/50, for example.",
		}
	}
	v.Service = cloud.Service{Protocol: n, Type: -1, Code: -1}
	return nil
}

// readListener reads the service of a listener, which may be http or https with a port for TCP.
func readListener(text string, v *Reading) *trouble {
	if word, port, ok := strings.Cut(text, "/"); ok && (word == "http" || word == "https") {
		v.Layer7 = true
		return readService("tcp/"+port, v)
	}
	return readService(text, v)
}

func unknownService(text, word string) *trouble {
	var words []string
	for _, k := range Protocols {
		words = append(words, k.Name)
	}
	t := &trouble{message: "a service is tcp/PORT, udp/PORT, icmp, icmpv6, all or proto/NUMBER"}
	if known := wellKnown(strings.ToLower(text)); known != "" {
		t.hint, t.instead = fmt.Sprintf("%s is %s.", text, known), known
	} else if other := turned(strings.ToLower(text)); other != "" {
		t.instead = other
	} else if looksLikePorts(text) {
		t.hint = "Write tcp/" + text + " or udp/" + text + "."
	} else if near := source.Nearest(strings.ToLower(word), words); near != "" {
		t.instead = near + text[len(word):]
	}
	return t
}

// turned reads a service in the spelling of other tools: any, tcp:443, 443/tcp. It is empty for anything else.
func turned(text string) string {
	switch text {
	case "any", "*", "-1", "any/any":
		return "all"
	}
	for _, mark := range []string{":", "/"} {
		before, behind, _ := strings.Cut(text, mark)
		for _, known := range []string{before + "/" + behind, behind + "/" + before} {
			word, _, _ := strings.Cut(known, "/")
			if protocolOf(word) != nil && readService(known, &Reading{}) == nil {
				return known
			}
		}
	}
	return ""
}

func readPortList(text string, s *cloud.Service) *trouble {
	for _, part := range strings.Split(text, ",") {
		p, t := readPortRange(part)
		if t != nil {
			return t
		}
		s.Ports = append(s.Ports, p)
	}
	return nil
}

func readPortRange(text string) ([2]uint16, *trouble) {
	low, high, isRange := strings.Cut(text, "-")
	if !isRange {
		high = low
	}
	from, err := strconv.ParseUint(low, 10, 16)
	to, err2 := strconv.ParseUint(high, 10, 16)
	switch {
	case err != nil || err2 != nil:
		return [2]uint16{}, &trouble{message: "a port is a number from 0 to 65535"}
	case from > to:
		return [2]uint16{}, &trouble{
			message: "the range of ports runs backwards",
			hint:    fmt.Sprintf("Write %d-%d.", to, from),
		}
	}
	return [2]uint16{uint16(from), uint16(to)}, nil
}

func readType(text string, p *protocol, s *cloud.Service) *trouble {
	names := make([]string, 0, len(p.types))
	for _, known := range p.types {
		if known.Name == text {
			s.Type = known.Number
			return nil
		}
		names = append(names, known.Name)
	}
	word, code, has := strings.Cut(text, ".")
	n, err := strconv.ParseUint(word, 10, 8)
	if err != nil {
		t := &trouble{message: "an ICMP type is a number to 255 or a name such as echo-request"}
		if near := source.Nearest(text, names); near != "" {
			t.hint, t.instead = "Did you mean "+near+"?", p.word+"/"+near
		}
		return t
	}
	s.Type = int(n)
	if has {
		c, err := strconv.ParseUint(code, 10, 8)
		if err != nil {
			return &trouble{message: "an ICMP code is a number to 255"}
		}
		s.Code = int(c)
	}
	return nil
}
