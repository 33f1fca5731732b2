package explain

import (
	"strings"

	"hopwise/dsl/cloud"
)

// Service explains a service, with the names that the language has for it and for its type.
func (h *Help) Service(s cloud.Service, names ...string) {
	if s.Protocol == cloud.AllProtocols {
		h.Say("Every protocol, every port.")
		return
	}
	protocol, rest, _ := strings.Cut(s.String(), "/")
	line := strings.Replace(strings.ToUpper(protocol), "V6", "v6", 1)
	switch {
	case rest == "" && s.HasPorts():
		line += ", every port"
	case rest == "":
		line += ", every type"
	case s.HasPorts():
		line += ", port " + rest
	case s.IsICMP():
		line += ", type " + rest
	default:
		line = "IP protocol " + rest
	}
	for _, name := range names {
		line += ": " + name
	}
	h.say(line, ".")
}
