package explain

import (
	"fmt"
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// Sentence says the outcome of a question and why, with every other cause by which it fails.
func Sentence(t *trace.Trace) string {
	says := sentence(t)
	if more := also(t, func(*trace.Step) string { return "" }); more != "" {
		says += " " + strings.ToUpper(more[:1]) + more[1:] + "."
	}
	return says
}

func sentence(t *trace.Trace) string {
	why, before := Because(t), ""
	switch {
	case t.Outcome == trace.Unknown:
		return "No verdict: there are too many nodes, targets and addresses on the way to try them all."
	case t.Outcome == trace.Reachable:
		return "The request arrives, and the answer comes back."
	case t.Outcome == trace.Flaky:
		others := "Otherwise"
		if fromPorts(t) {
			others = "From the others"
		}
		return fmt.Sprintf("It works %s. %s %s.", howOften(t), others, why)
	case isMixed(t):
		before = "No connection works. "
	case t.Outcome == trace.Refused:
		who := called(t.Ways[0].Decision().At)
		if rest, shared := strings.CutPrefix(who, "the "); shared {
			who = "The " + rest
		}
		return "The request arrives. " + who + " does not listen there and refuses."
	case t.Outcome == trace.OneWay:
		before = "The request arrives. "
	}
	return fmt.Sprintf("%s%s: %s.", before, fails[t.Outcome], why)
}

// fails are the outcomes of ways that fail as beginnings of sentences.
var fails = [...]string{
	trace.Refused: "The request is refused",
	trace.OneWay:  "The answer does not come back",
	trace.Blocked: "The request does not arrive",
}

// isMixed reports whether ways have several outcomes.
func isMixed(t *trace.Trace) bool {
	return slices.ContainsFunc(t.Ways, func(w *trace.Way) bool { return w.Outcome != t.Outcome })
}

// Because is the deciding step of the first way as a clause: "web-sg has no rule that allows tcp/22 from 203.0.113.10".
// It is empty if nothing stops the packet.
func Because(t *trace.Trace) string {
	if len(t.Ways) == 0 {
		return ""
	}
	return WayBecause(t.Ways[0])
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
	switch {
	case (b.Name == "main" || b.Name == "default") && b.VPC != nil:
		return implied(b)
	case b.IsShared():
		return "the " + titled(o)
	}
	return b.Name
}

// titled is the name of an object, with its noun if another object has the name too: "security group bastion".
func titled(o cloud.Object) string {
	b := o.Base()
	if b.IsShared() {
		return string(b.Noun) + " " + b.Name
	}
	return b.Name
}

// implied names an object that need not be declared: "the route table main of shop".
func implied(b *cloud.Thing) string {
	return fmt.Sprintf("the %s %s of %s", b.Noun, b.Name, strings.TrimPrefix(b.VPC.Title(), "VPC "))
}

// howOften is the share that works: "from 43.8 % of the client's ports".
func howOften(t *trace.Trace) string {
	share := percent(t.Working())
	switch {
	case fromPorts(t) && t.Translated:
		return "from " + share + " of the ports that a translator may choose"
	case fromPorts(t):
		return "from " + share + " of the client's ports"
	}
	return "for " + share + " of the connections: " + decide(t.Deciders)
}

// fromPorts reports whether the ports of one range decide alone.
func fromPorts(t *trace.Trace) bool { return len(t.Deciders) == 1 && len(t.Shares) > 0 && !t.Joint() }

// decide says by what it is decided whether a connection works: "the target that is picked decides".
func decide(by []trace.Chance) string {
	var words []string
	for _, c := range by {
		words = append(words, chances[c])
	}
	switch last := len(words) - 1; {
	case last == 0 && by[0] == trace.TranslatorPort:
		return words[0] + " decide"
	case last == 0:
		return words[0] + " decides"
	case by[last] == trace.TranslatorPort && by[last-1] == trace.ClientPort:
		words[last] = "those that translators choose"
	}
	return source.Enumerate(words, "and") + " decide together"
}

var chances = [...]string{
	trace.PickedNode: "the node that is picked", trace.PickedEndpoint: "the endpoint that is picked",
	trace.PickedTarget:  "the target that is picked",
	trace.PickedZone:    "the zone that is picked",
	trace.PickedAddress: "the address that is picked",
	trace.ClientPort:    "the client's port", trace.TranslatorPort: "the ports that translators choose",
}

// Share says of a flaky trace how often it works, with the ports from which it does.
func Share(t *trace.Trace) string {
	var ports []string
	for _, s := range t.Shares {
		if s.Outcome == trace.Reachable {
			ports = append(ports, s.Ports.String())
		}
	}
	says := "it works " + howOften(t)
	if len(ports) > 0 {
		says += " (" + strings.Join(firstFew(ports), ", ") + ")"
	}
	return says
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
const Default = "set by the cloud"

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
