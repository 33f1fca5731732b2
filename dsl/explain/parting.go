package explain

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// A Place is a step of a trace: leg and step from 0, both -1 for none.
type Place struct {
	Leg, Step int
}

// Parting is the place in each trace of the same question where they first differ: one drops a packet that another lets
// pass, or they leave the cloud by different ways. Steps with the same effect, such as that of a default ACL and of no
// ACL, are no difference.
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

// A role is the purpose of a stage, which is the same in every cloud.
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
	case cloud.StageGroupOut, cloud.StageGroupIn, cloud.StageACLOut, cloud.StageACLIn, cloud.StageNeighbour,
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

// exitReason is the reason of the first step on a packet's way out.
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
