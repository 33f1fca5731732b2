// Package trace walks a packet through a network, there and back, and says what decided its fate.
//
// A Trace is a slice of steps a leg: where, which decision, for which reason, by which line of the scenario, and the
// packet afterwards. It holds no prose: text, page and lessons are views of it.
//
// The way is a list of stages, given by the cloud's Provider, and one loop that runs them. A stage is a small function
// that lets the packet go on, drops it, changes it, or sends it somewhere else by giving it a new list. The answer goes
// through the same loop as the request, and IPv6 through the same stages as IPv4.
//
// The source port of a request is a range. A filter that lets only a part of it through cuts it, and each part is
// walked by itself; Run compares what becomes of them.
package trace

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// An Outcome is what becomes of a question.
type Outcome uint8

const (
	// Unknown is no verdict: the rules cut the ports into more parts than a question may have.
	Unknown Outcome = iota
	// Reachable: the request is delivered, and the answer comes back.
	Reachable
	// Blocked: the request is dropped on its way.
	Blocked
	// OneWay: the request is delivered, and the answer is dropped on its way.
	OneWay
	// Refused: the request is delivered to a machine that does not listen, and the refusal comes back.
	Refused
	// Flaky: the fate depends on the port that the client happens to send from.
	Flaky
)

var outcomeWords = [...]string{
	Unknown: "unknown", Reachable: "reachable", Blocked: "blocked", OneWay: "one-way", Refused: "refused", Flaky: "flaky",
}

// String is the outcome as the language writes it.
func (o Outcome) String() string { return outcomeWords[o] }

// Outcomes are the words of all verdicts: every outcome but Unknown.
func Outcomes() []string { return outcomeWords[Unknown+1:] }

// A Decision is what a step does with the packet.
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
	// For is what the decision is about where that is not At: the subnet of an ACL, the target of a route.
	For cloud.Object
	// Span is the statement responsible, zero where nobody wrote it.
	Span source.Span
	// Rule is the rule that matched, nil where none did; Route likewise.
	Rule  *cloud.Rule
	Route *cloud.Route
	// Before and After are the packet on both sides of the step.
	Before, After Packet
	// on is the interface that a filter stands before.
	on *cloud.Interface
}

// Translated tells which of the packet's addresses the step changed.
func (s *Step) Translated() (source, destination bool) {
	return s.Before.Source != s.After.Source, s.Before.Destination != s.After.Destination
}

// A Leg is a packet's way in one direction.
type Leg struct {
	// Start is the packet as it was sent.
	Start Packet
	Steps []Step
}

// A Trace is what becomes of a question in one cloud.
type Trace struct {
	Cloud    *cloud.Cloud
	Question *cloud.Question
	Outcome  Outcome
	// Legs are the request and, where it was delivered, the answer.
	Legs []Leg
	// Branches are the traces of each node and target of a balancer, where there is a choice; the trace itself is the
	// best of them.
	Branches []Trace
	// Shares are the parts of the source ports, where the outcome is Flaky; the legs are then those of a part that
	// fails.
	Shares []Share
	// Translated says that the ports of the shares are those that a NAT chose, and not the client's.
	Translated bool
}

// Place is where the deciding step stands: the leg and the step in it, both -1 where nothing stops the packet.
func (t *Trace) Place() (leg, step int) {
	leg, step = -1, -1
	for l := range t.Legs {
		for s := range t.Legs[l].Steps {
			switch d := &t.Legs[l].Steps[s]; {
			case d.Decision == Dropped:
				return l, s
			case d.Reason == NoListener:
				leg, step = l, s
			}
		}
	}
	return leg, step
}

// Decision is the deciding step, nil where nothing stops the packet.
func (t *Trace) Decision() *Step {
	l, s := t.Place()
	if l < 0 {
		return nil
	}
	return &t.Legs[l].Steps[s]
}
