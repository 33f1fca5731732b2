package explain

import (
	"fmt"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// Sentence says the outcome of a question and why.
func Sentence(t *trace.Trace) string {
	switch t.Outcome {
	case trace.Unknown:
		return "No verdict: the load balancers on the way have too many nodes and targets to try them all."
	case trace.Reachable:
		return "The request arrives, and the answer comes back."
	case trace.Refused:
		return fmt.Sprintf("The request arrives. %s does not listen there and refuses.", name(t.Decision().At))
	case trace.Flaky:
		others := "From the others"
		if t.Joint() {
			others = "Otherwise"
		}
		return fmt.Sprintf("It works %s. %s %s.", howOften(t), others, Because(t))
	case trace.OneWay:
		return fmt.Sprintf("The request arrives. The answer does not come back: %s.", Because(t))
	}
	return fmt.Sprintf("The request does not arrive: %s.", Because(t))
}

// Because is the deciding step as a clause: "web-sg has no rule that allows tcp/22 from 203.0.113.10". It is empty if
// nothing stops the packet.
func Because(t *trace.Trace) string {
	leg, _ := t.Place()
	d := t.Decision()
	if d == nil {
		return ""
	}
	return Subject(d) + " " + Step(d, leg == 1)
}

// Subject is the object of a step as a sentence names it.
func Subject(s *trace.Step) string {
	switch s.At.Base().Noun {
	case cloud.NounPlatform:
		return "the platform"
	case cloud.NounClassic:
		return "the classic network"
	}
	return called(s.At)
}

// called is an object as a sentence names it: by its name, with its noun and its VPC if the name alone says little.
func called(o cloud.Object) string {
	b := o.Base()
	if (b.Name == "main" || b.Name == "default") && b.VPC != nil {
		return implied(b)
	}
	return b.Name
}

// implied names an object that need not be declared: "the route table main of shop".
func implied(b *cloud.Thing) string {
	return fmt.Sprintf("the %s %s of %s", b.Noun, b.Name, strings.TrimPrefix(b.VPC.Title(), "VPC "))
}

func working(t *trace.Trace) float64 {
	sum := 0.0
	for _, s := range t.Shares {
		if s.Outcome == trace.Reachable || s.Outcome == trace.Refused {
			sum += s.Portion
		}
	}
	return sum
}

// howOften is the share that works: "from 43.8 % of the client's ports".
func howOften(t *trace.Trace) string {
	share := percent(working(t))
	switch {
	case t.Joint():
		return "for " + share + " of the connections: the client's port and those that translators choose " +
			"decide together"
	case t.Translated:
		return "from " + share + " of the ports that a translator may choose"
	}
	return "from " + share + " of the client's ports"
}

// Share says of a flaky trace how often it works, with the ports from which it does.
func Share(t *trace.Trace) string {
	var ports []string
	for _, s := range t.Shares {
		if s.Outcome == trace.Reachable || s.Outcome == trace.Refused {
			ports = append(ports, s.Ports.String())
		}
	}
	const most = 3
	if len(ports) > most {
		ports = append(ports[:most], "…")
	}
	return "it works " + howOften(t) + " (" + strings.Join(ports, ", ") + ")"
}

// percent has one digit behind the point. It never rounds to all or nothing, which would be false of a share.
func percent(share float64) string {
	switch p := share * 100; {
	case p < 0.1:
		return "less than 0.1 %"
	case p > 99.9:
		return "more than 99.9 %"
	default:
		return strings.TrimSuffix(fmt.Sprintf("%.1f", p), ".0") + " %"
	}
}

// Default is the origin of rules, routes and objects that the cloud adds by itself.
const Default = "the cloud's default"

// Origin is the origin of what decided a step, empty if that is in the scenario.
func Origin(s *trace.Step) string {
	at := s.At.Base()
	switch {
	case at.Noun == cloud.NounPlatform, at.Noun == cloud.NounService:
		return "the cloud itself"
	case s.Reason == trace.LocalRoute:
		return "the cloud's own route"
	case s.Rule != nil && s.Rule.Span.IsZero(), s.Route != nil && s.Route.Span.IsZero():
		return Default
	case at.Noun == cloud.NounHost, at.Noun == cloud.NounFar, s.Reason == trace.ACLNone, !at.Span.IsZero():
		return ""
	}
	return Default
}

// Fact is the fact that a step rests on; nil if none is known.
func Fact(t *trace.Trace, s *trace.Step) *cloud.Fact { return t.Cloud.Provider.Fact(string(s.Reason)) }

// Open is the fact about a point that the cloud's documentation leaves open and that a step depends on; nil if it leaves
// none open.
func Open(t *trace.Trace, s *trace.Step) *cloud.Fact {
	for _, o := range t.Cloud.Provider.Open {
		if s.Open.Has(o.Doubt) {
			return cloud.FindFact(o.Fact)
		}
	}
	return nil
}
