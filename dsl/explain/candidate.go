package explain

import (
	"net/netip"
	"strconv"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// Candidate is a rule, a route or an entry as the scenario writes it. One that is not in the scenario is put as the
// language would write it.
func Candidate(c *trace.Candidate, s *trace.Step, lines *source.Lines) string {
	switch {
	case c.Kind == trace.Members:
		return "its members reach each other"
	case c.Kind == trace.Rest:
		return rest(c)
	case c.To != nil:
		return c.Range.String() + " -> " + name(c.To) + " propagated"
	case !c.Span.IsZero():
		return strings.Join(strings.Fields(lines.Text(c.Span)), " ")
	case c.Rule != nil:
		return side(c.At) + numbered(c.Rule, s.Direction)
	}
	return c.Range.String() + " -> " + target(c.Route.Target)
}

func rest(c *trace.Candidate) string {
	switch at := c.At.Base().Noun; {
	case at == cloud.NounTable, at == cloud.NounTransitGateway, at == cloud.NounCEN:
		return "everything else has no route"
	case c.Allow:
		return "everything else passes"
	}
	return "everything else is dropped"
}

// numbered is a rule as the language writes it: "in 100 allow all from 0.0.0.0/0, ::/0".
func numbered(r *cloud.Rule, d cloud.Direction) string {
	words := directions[d] + " "
	if r.Number > 0 {
		words += strconv.Itoa(r.Number) + " "
	}
	return words + effect(r, d, ends(r.Peers))
}

func target(t cloud.Target) string {
	if o, ok := t.(cloud.Object); ok {
		return name(o)
	}
	if t == cloud.Target(cloud.ServiceRange{}) {
		return "the cloud's own services"
	}
	return "local"
}

// Why says in a few words why a candidate does not decide a step, or that it does.
func Why(c *trace.Candidate, s *trace.Step) string {
	switch c.Why {
	case trace.Decides:
		if c.Kind == trace.Rest {
			return "nothing else matches"
		}
	case trace.AnotherProtocol:
		return "another protocol: " + protocol(s.Before.Service) + " is not " + protocol(about(c))
	case trace.AnotherPort:
		return "another port: " + s.Before.DestinationPort.String() + " is not " + ports(about(c))
	case trace.AnotherType:
		return "another type: " + s.Before.Service.String() + " is not " + about(c).String()
	case trace.AnotherFamily:
		if compared(c, s).Is4() {
			return "IPv6 only, and the packet is IPv4"
		}
		return "IPv4 only, and the packet is IPv6"
	case trace.OutsideRange:
		return compared(c, s).String() + outside(c)
	case trace.AnotherAddress:
		return "another address than " + s.Before.Destination.String()
	case trace.NoMember:
		return [...]string{cloud.In: "the sender", cloud.Out: "the receiver"}[s.Direction] + " is no member" + of(c)
	case trace.UnknownReceiver:
		return "the receiver is a member" + of(c) + ", and not known by this address from here"
	case trace.UnknownSender:
		return "the packet does not carry its sender's groups"
	}
	return whys[c.Why]
}

// compared is the address of the packet that a candidate is held against.
func compared(c *trace.Candidate, s *trace.Step) netip.Addr {
	if c.Route != nil || s.Asked != nil {
		return s.Before.Destination
	}
	return otherEnd(s)
}

var whys = [...]string{
	trace.Decides:        "it matches",
	trace.MatchesToo:     "it matches too",
	trace.NotAsked:       "no rule is asked",
	trace.DecidedBefore:  "decided before",
	trace.LongerRoute:    "a longer route wins",
	trace.OwnRoute:       "it is propagated: the cloud's own route wins",
	trace.OutrankedRoute: "another route for the same range wins",
	trace.NarrowerEntry:  "a narrower entry wins",
	trace.DeadEntry:      "its machine has a public address of its own",
}

// about is the service of a candidate.
func about(c *trace.Candidate) cloud.Service {
	if c.Rule != nil {
		return c.Rule.Service
	}
	return c.Service
}

func protocol(s cloud.Service) string {
	s.Ports, s.Type, s.Code = nil, -1, -1
	return s.String()
}

func ports(s cloud.Service) string {
	_, words, _ := strings.Cut(s.String(), "/")
	return words
}

func outside(c *trace.Candidate) string {
	switch {
	case c.Rule != nil:
		var ranges []cloud.Peer
		for _, p := range c.Rule.Peers {
			if p.Group == nil {
				ranges = append(ranges, p)
			}
		}
		return " is outside " + peers(ranges)
	case c.Range.IsValid():
		return " is outside " + c.Range.String()
	}
	return " is none of its senders"
}

// of names the groups of a rule.
func of(c *trace.Candidate) string {
	if c.Rule == nil {
		return ""
	}
	var names []string
	for _, p := range c.Rule.Peers {
		if p.Group != nil {
			names = append(names, p.Group.Name)
		}
	}
	return " of " + strings.Join(names, ", ")
}
