package explain

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// A Place is a step of a trace: leg and step from 0, both -1 for none.
type Place struct {
	Leg, Step int
}

// Parting is where traces of the same question first differ, a place in each: where one drops what another lets pass,
// or where they leave the cloud by different ways. What every cloud does in its own manner to the same effect, such as
// a default ACL against none, is no difference.
func Parting(traces []trace.Trace) []Place {
	places := make([]Place, len(traces))
	for i := range places {
		places[i] = Place{-1, -1}
	}
	if len(traces) < 2 {
		return places
	}
	for leg := range 2 {
		if role, ok := differing(traces, leg); ok {
			for i := range traces {
				places[i] = find(&traces[i], leg, role)
			}
			return places
		}
	}
	return places
}

// A role is what a stage is for, whichever cloud it belongs to.
type role uint8

const (
	entry role = iota
	filter
	exit
	goal
)

func roleOf(s cloud.Stage) role {
	switch s {
	case cloud.StageGatewayIn, cloud.StageEdgeIn:
		return entry
	case cloud.StageGroupOut,
		cloud.StageGroupIn,
		cloud.StageACLOut,
		cloud.StageACLIn,
		cloud.StageNeighbour,
		cloud.StageSourceCheck:
		return filter
	case cloud.StageGuest, cloud.StageBalancer:
		return goal
	}
	return exit
}

// differing is the role in which the traces first differ on a leg.
func differing(traces []trace.Trace, leg int) (role, bool) {
	for i := range traces {
		if s := dropOn(&traces[i], leg); s != nil && !allDropLike(traces, leg, s) {
			return roleOf(s.Stage), true
		}
	}
	first := exitReason(&traces[0], leg)
	for i := range traces {
		if exitReason(&traces[i], leg) != first {
			return exit, true
		}
	}
	return 0, false
}

func dropOn(t *trace.Trace, leg int) *trace.Step {
	if l, s := t.Place(); l == leg {
		return &t.Legs[l].Steps[s]
	}
	return nil
}

func allDropLike(traces []trace.Trace, leg int, s *trace.Step) bool {
	for i := range traces {
		other := dropOn(&traces[i], leg)
		if other == nil || other.Reason != s.Reason {
			return false
		}
	}
	return true
}

// exitReason is why a packet may leave: the reason of the first step that has to do with its way out.
func exitReason(t *trace.Trace, leg int) trace.Reason {
	if p := find(t, leg, exit); p.Step >= 0 {
		return t.Legs[p.Leg].Steps[p.Step].Reason
	}
	return ""
}

// find is the step that drops on this leg, or else the first with this role.
func find(t *trace.Trace, leg int, r role) Place {
	if l, s := t.Place(); l == leg {
		return Place{l, s}
	}
	if leg < len(t.Legs) {
		for s := range t.Legs[leg].Steps {
			if roleOf(t.Legs[leg].Steps[s].Stage) == r {
				return Place{leg, s}
			}
		}
	}
	return Place{-1, -1}
}
