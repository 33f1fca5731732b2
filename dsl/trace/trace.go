// Package trace walks a packet through a network, there and back, and says what decided its fate.
//
// A Trace has a slice of steps for each leg. A step names the object that decides, its decision, the reason, the line
// of the scenario, and the packet before and after. A trace holds no prose: text, page and lessons are views of it.
//
// The way is a list of stages, given by the cloud's Provider, and one loop that runs them. A stage is a small function
// that lets the packet go on, drops it, changes it, or sends it somewhere else by giving it a new list. The answer goes
// through the same loop as the request, and IPv6 through the same stages as IPv4.
//
// The source port of a request is a range. A filter that lets only a part of it pass divides it: those ports go on, the
// others end there as a part of their own. Where chance picks a node, a target or an address, the packet is walked for
// each of them. Each combination of picks with a part of the ports goes a way, with a share of the connections, and all
// ways together are the verdict.
//
// A step is complete when it is made: its place, the assumptions it depends on, and, where they are asked for, the
// candidates that it chose from.
package trace

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// An Outcome is the result of a question.
type Outcome uint8

const (
	// Unknown: there are more picks of chance than a question may try, so there is no verdict.
	Unknown Outcome = iota
	// Reachable: the request is delivered, and the answer comes back.
	Reachable
	// Blocked: the request is dropped on its way.
	Blocked
	// OneWay: the request is delivered, and the answer is dropped on its way.
	OneWay
	// Refused: the request is delivered to a machine that does not listen, and the refusal comes back.
	Refused
	// Flaky: chance decides: the port that the client happens to send from, or what a look-up, a balancer or a translator
	// picks.
	Flaky
)

var outcomeWords = [...]string{
	Unknown: "unknown", Reachable: "reachable", Blocked: "blocked", OneWay: "one-way", Refused: "refused", Flaky: "flaky",
}

// String is the outcome as the language writes it.
func (o Outcome) String() string { return outcomeWords[o] }

// Outcomes are the words of all verdicts: every outcome but Unknown.
func Outcomes() []string { return outcomeWords[Unknown+1:] }

// A Decision is the effect of a step on its packet.
type Decision uint8

const (
	// Passed lets it go on.
	Passed Decision = iota
	// Skipped lets it go on unseen: the filter does not apply here.
	Skipped
	// Dropped ends its way.
	Dropped
	// Delivered ends its way at its goal.
	Delivered
)

// A Step is one decision on a packet's way.
type Step struct {
	// Stage is the stage that made it.
	Stage    cloud.Stage
	Decision Decision
	Reason   Reason
	// Direction is that of a filter: what comes in or what goes out.
	Direction cloud.Direction
	// At is the object that decides.
	At cloud.Object
	// Also are further objects that decide together with it: several groups without a rule.
	Also []cloud.Object
	// For is the object that the decision is about if it is not At: the subnet of an ACL, the target of a route.
	For cloud.Object
	// Span is the statement responsible, zero if it is not in the scenario.
	Span source.Span
	// Rule is the rule that matched, and Route the route; nil if none did.
	Rule  *cloud.Rule
	Route *cloud.Route
	// Asked is the table of a hub that was asked, nil at any other object, and Carried the route that it has.
	Asked   *cloud.HubTable
	Carried *cloud.TransitRoute
	// Ignored is a longer route that is propagated and so gives way to a local one; nil if there is none.
	Ignored *cloud.Route
	// Before and After are the packet on both sides of the step.
	Before, After Packet
	// On is the interface that the packet left or entered last: the one whose traffic a filter judges. It is nil on the
	// Internet.
	On *cloud.Interface
	// Edge is the subnet that the packet leaves or enters there: the one whose ACL judges; nil outside of all subnets.
	Edge *cloud.Subnet
	// Open are the assumptions that the step depends on: had the model chosen otherwise where the documentation of a
	// cloud leaves a point open, the step would be another or would not be here.
	Open cloud.Doubts
	// Targets are targets of a balancer on whose state the step depends: all that a node does not send to where it has
	// none, and the one that it sends to although it fails its check.
	Targets []*TargetHealth
	// Considered are the rules, routes or entries that the step chose from, in the order in which they are tried: empty
	// for a step without such a choice, and in a trace that was not asked for them.
	Considered []*Candidate
}

// Translated reports which of the packet's addresses the step changed.
func (s *Step) Translated() (source, destination bool) {
	return s.Before.Source != s.After.Source, s.Before.Destination != s.After.Destination
}

// A Leg is a packet's way in one direction.
type Leg struct {
	// Start is the packet as it was sent, and From the interface of this cloud that sent it, nil if it came from
	// outside.
	Start Packet
	From  *cloud.Interface
	// Behind is the network behind an instance that the packet comes from, nil for none.
	Behind *cloud.Behind
	Steps  []Step
}

// A Trace is the answer to a question in one cloud: the outcome, and the packet's ways there and back.
type Trace struct {
	Cloud    *cloud.Cloud
	Question *cloud.Question
	Outcome  Outcome
	// Ways are the ways that a connection may go: those that fail before those that work, and the larger ones before the
	// smaller ones. If none works, those with the outcome of the trace come first. There is none if that is Unknown.
	Ways []*Way
	// Shown is the index of the way that the trace shows, the first one unless another was asked for.
	Shown int
	// Legs are those of the shown way: the request and, where it was delivered, the answer.
	Legs []Leg
	// Deciders are what decides whether a connection works, if the outcome is Flaky.
	Deciders []Chance
	// Shares are the parts of a range of source ports if the outcome is Flaky and the port decides.
	Shares []Share
	// Translated says that a translator chose the ports of the shares, and not the client.
	Translated bool
	network    *cloud.Network
}

// Place returns the leg of the deciding step of the shown way and its place there, both -1 if nothing stops the packet.
func (t *Trace) Place() (leg, step int) { return placeIn(t.Legs) }

// Decision returns the deciding step of the shown way, nil if nothing stops the packet.
func (t *Trace) Decision() *Step { return decisionIn(t.Legs) }

func placeIn(legs []Leg) (leg, step int) {
	leg, step = -1, -1
	for l := range legs {
		for s := range legs[l].Steps {
			switch d := &legs[l].Steps[s]; {
			case d.Decision == Dropped:
				return l, s
			case d.Reason == NoListener:
				leg, step = l, s
			}
		}
	}
	return leg, step
}

func decisionIn(legs []Leg) *Step {
	l, s := placeIn(legs)
	if l < 0 {
		return nil
	}
	return &legs[l].Steps[s]
}
