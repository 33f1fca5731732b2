package dsl

import (
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
)

// An Exposure is an answer about a user and a machine: every door to the Internet, and whether the user may open it.
type Exposure struct {
	Doors []analyze.Door
	// Can says that a door stays open.
	Can   bool
	Holds bool
	// Mismatch says what the expectation overlooks, empty where it holds.
	Mismatch string
}

// Exposures are the statements about users and doors, in order.
func (s *Scenario) Exposures() []*cloud.Exposure { return s.Network.Exposures }

// Expose answers a statement about a user and a machine.
func (s *Scenario) Expose(e *cloud.Exposure) Exposure {
	x := Exposure{Doors: analyze.Expose(e.User, e.Cloud, e.Machine)}
	for _, d := range x.Doors {
		x.Can = x.Can || d.Open
	}
	if x.Holds = x.Can == e.Can; !x.Holds {
		x.Mismatch = e.User.Name + " can open no door: each needs an action that the policy does not allow"
		if x.Can {
			x.Mismatch = e.User.Name + " can open " + openDoors(x.Doors)
		}
	}
	return x
}

// openDoors lists the doors that stay open, each with the denial that would shut it.
func openDoors(doors []analyze.Door) string {
	var open []string
	for _, d := range doors {
		if d.Open {
			open = append(open, d.Title+" (by "+strings.Join(d.Actions, ", ")+"; deny "+strings.Join(d.Closers, " and ")+" to shut it)")
		}
	}
	return strings.Join(open, "; ")
}
