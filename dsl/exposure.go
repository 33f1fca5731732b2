package dsl

import (
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
)

// An Exposure is the answer about a user and a machine: every door to the Internet, and whether the user may open it.
type Exposure struct {
	// Doors are first those that the user may open, then those that stand open, then the shut ones.
	Doors []analyze.Door
	// Can reports that the user may open a door. Unknown reports that the scenario is too large to tell; then Doors is
	// empty.
	Can, Unknown bool
	Holds        bool
	// Mismatch says in what the expectation is wrong, empty if it holds.
	Mismatch string
}

// Exposures are the statements about users and doors, in order, one for each cloud that a statement asks.
func (s *Scenario) Exposures() []*cloud.Exposure { return s.Network.Exposures }

// Expose answers a statement about a user and a machine.
func (s *Scenario) Expose(e *cloud.Exposure) Exposure {
	effort := cloud.Effort(analyze.MostDoorEffort / max(1, len(s.Network.Exposures)))
	doors := analyze.Expose(e.User, e.Cloud, e.Machine, &effort)
	if effort < 0 {
		return Exposure{Unknown: true, Mismatch: explain.UnknownDoors}
	}
	var x Exposure
	for _, state := range []analyze.DoorState{analyze.DoorOpen, analyze.DoorThere, analyze.DoorShut} {
		for k := range doors {
			if doors[k].State() == state {
				x.Doors = append(x.Doors, doors[k])
			}
		}
	}
	x.Can = len(x.Doors) > 0 && x.Doors[0].Open
	x.Holds = x.Can == e.Can
	if !x.Holds {
		x.Mismatch = explain.DoorsMismatch(e.User, x.Doors, s.Lines)
	}
	return x
}
