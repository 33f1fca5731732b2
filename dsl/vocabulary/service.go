package vocabulary

import (
	"fmt"
	"strconv"
	"strings"

	"hopwise/dsl/source"
)

// A Service is a protocol with ports or an ICMP type, as it is written.
type Service struct {
	// Protocol is its number, -1 for all of them.
	Protocol int
	// Ports are ranges of ports; nil means every port.
	Ports [][2]uint16
	// Type and Code are the ICMP type and code, -1 for any.
	Type, Code int
}

var protocols = map[string]int{"all": -1, "icmp": 1, "tcp": 6, "udp": 17, "icmpv6": 58}

func readService(text string, v *Value) *trouble {
	word, rest, has := strings.Cut(text, "/")
	if word == "proto" {
		n, err := strconv.Atoi(rest)
		if err != nil || n < 0 || n > 255 {
			return &trouble{
				message: "proto takes a protocol number from 0 to 255",
				hint:    "Write proto/50, for example.",
			}
		}
		v.Service = Service{Protocol: n, Type: -1, Code: -1}
		return nil
	}
	number, known := protocols[word]
	switch {
	case known && (rest == "*" || rest == "any" || rest == "all" || rest == "-1/-1"):
		return &trouble{message: word + " alone is all of it", instead: word}
	case known && number != -1 && rest == "ping":
		return &trouble{message: "a ping is an echo-request", instead: word + "/echo-request"}
	case !known:
		return unknownService(text, word)
	}
	v.Service = Service{Protocol: number, Type: -1, Code: -1}
	switch {
	case !has:
		return nil
	case number == 6 || number == 17:
		return readPortList(rest, &v.Service)
	case icmpTypes[number] != nil:
		return readType(rest, &v.Service)
	}
	return &trouble{message: word + " has no ports", instead: word}
}

// readListener reads the service of a listener, which may be http or https with a port for TCP.
func readListener(text string, v *Value) *trouble {
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
			if _, ok := protocols[word]; ok && readService(known, &Value{}) == nil {
				return known
			}
		}
	}
	return ""
}

func readPortList(text string, s *Service) *trouble {
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

// protocolWord is the word of a protocol with ICMP types.
func protocolWord(number int) string {
	for word, n := range protocols {
		if n == number {
			return word
		}
	}
	return ""
}

func readType(text string, s *Service) *trouble {
	names := make([]string, 0, len(icmpTypes[s.Protocol]))
	for _, known := range icmpTypes[s.Protocol] {
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
			t.hint, t.instead = "Did you mean "+near+"?", protocolWord(s.Protocol)+"/"+near
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
