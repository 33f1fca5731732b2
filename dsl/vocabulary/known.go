package vocabulary

import (
	"sort"
	"strings"
)

// A Known is a name for something, as people say it, and what the language writes for it.
type Known struct {
	Name, Text string
}

// KnownServices are the names of services that people know, and the protocols, as a service may start.
func KnownServices() []Known {
	known := make([]Known, 0, len(wellKnown)+len(protocolWords))
	for name, text := range wellKnown {
		known = append(known, Known{name, text})
	}
	sort.Slice(known, func(i, j int) bool { return known[i].Name < known[j].Name })
	for _, w := range protocolWords {
		text := w
		if n := protocols[w]; n == 6 || n == 17 || w == "proto" {
			text += "/"
		}
		known = append(known, Known{w, text})
	}
	return known
}

// KnownTypes are the names of the ICMP types that may stand behind a protocol and its slash; none for other protocols.
func KnownTypes(protocol string) []string {
	var names []string
	for name := range icmpTypes[protocols[protocol]] {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// ServiceName is the name that people know a service by, as it is written: "https" for tcp/443; empty where it has none.
func ServiceName(text string) string {
	name := ""
	for known, written := range wellKnown {
		if written == text && (name == "" || len(known) < len(name)) && !strings.Contains(text, ",") {
			name = known
		}
	}
	return name
}

// OutcomeHelp says what an outcome means; empty for what is none.
func OutcomeHelp(outcome string) string {
	switch outcome {
	case "reachable":
		return "The request arrives, and the answer comes back."
	case "blocked":
		return "The request is dropped on its way: the client times out."
	case "one-way":
		return "The request arrives, and the answer is dropped: the client times out all the same."
	case "refused":
		return "The request arrives at a machine that does not listen there, and a refusal comes back."
	case "flaky":
		return "It depends on the port that the client happens to send from."
	}
	return ""
}

// TypeName is the name of an ICMP type, by its protocol's word; empty where it has none.
func TypeName(protocol string, number int) string {
	for name, n := range icmpTypes[protocols[protocol]] {
		if n == number {
			return name
		}
	}
	return ""
}
