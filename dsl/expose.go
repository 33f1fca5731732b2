package dsl

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
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
	var x Exposure
	var open []string
	effort := cloud.Effort(analyze.MostDoorEffort / max(1, len(s.Network.Exposures)))
	doors := analyze.Expose(e.User, e.Cloud, e.Machine, &effort)
	if effort < 0 {
		return Exposure{
			Unknown:  true,
			Mismatch: "no verdict: with so many statements about users, the scenario is too large to look for doors",
		}
	}
	for _, state := range []string{DoorOpen, DoorThere, DoorShut} {
		for k := range doors {
			if DoorState(&doors[k]) == state {
				x.Doors = append(x.Doors, doors[k])
			}
		}
	}
	for k := range x.Doors {
		if x.Doors[k].Open {
			open = append(open, x.Doors[k].Title)
		}
	}
	x.Can = len(open) > 0
	x.Holds = x.Can == e.Can
	switch {
	case x.Holds:
	case x.Can:
		x.Mismatch = e.User.Name + " can open " + source.Enumerate(open, "and") + s.statements(e.User, true)
	default:
		x.Mismatch = e.User.Name + " can open no door: each needs an action that the policy does not allow" +
			s.statements(e.User, false)
	}
	return x
}

// statements names the lines of a policy that allow, or that deny, in brackets; it is empty if there are none.
func (s *Scenario) statements(u *cloud.User, allow bool) string {
	verb := "denied"
	if allow {
		verb = "allowed"
	}
	var lines []string
	for _, p := range u.Policy {
		if line := strconv.Itoa(s.Lines.Line(p.Span)); p.Allow == allow && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	switch len(lines) {
	case 0:
		return ""
	case 1:
		return " (" + verb + " by line " + lines[0] + ")"
	}
	return " (" + verb + " by lines " + source.Enumerate(lines, "and") + ")"
}

// The states of a door.
const (
	DoorOpen  = "open"  // the user may open it
	DoorThere = "there" // it stands open already
	DoorShut  = "shut"
)

// DoorState returns DoorOpen, DoorThere or DoorShut.
func DoorState(d *analyze.Door) string {
	switch {
	case d.Open:
		return DoorOpen
	case d.There:
		return DoorThere
	}
	return DoorShut
}

// marks are the signs of the states of a door. A door that the user may open is the bad case.
var marks = map[string]string{DoorOpen: "✕", DoorThere: "●", DoorShut: "✓"}

// doorText says by which actions a door opens and which denials shut it, or what keeps it shut.
func doorText(d *analyze.Door) string {
	switch {
	case d.Open:
		return "opens by " + strings.Join(d.Actions, ", ") + "; to shut it, deny " + source.Enumerate(d.Closers, "and")
	case d.There:
		return "stands open already"
	}
	return "is shut: the policy does not allow " + source.Enumerate(d.Closers, "or")
}

// Text is the answer as text, a line for each door.
func (x *Exposure) Text(c *cloud.Cloud) string {
	verdict := "cannot expose"
	switch {
	case x.Unknown:
		verdict = "no verdict"
	case x.Can:
		verdict = "can expose"
	}
	width := 0
	for _, d := range x.Doors {
		width = max(width, utf8.RuneCountInString(d.Title))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", c.Provider.Title, verdict)
	for k := range x.Doors {
		d := &x.Doors[k]
		fmt.Fprintf(
			&b,
			"  %s %s%s  %s\n",
			marks[DoorState(d)],
			d.Title,
			strings.Repeat(" ", width-utf8.RuneCountInString(d.Title)),
			doorText(d),
		)
	}
	return b.String()
}
