package dsl

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
)

// An Exposure is an answer about a user and a machine: every door to the Internet, and whether the user may open it.
type Exposure struct {
	Doors []analyze.Door
	// Can says that the user may open a door.
	Can   bool
	Holds bool
	// Mismatch says what the expectation overlooks, empty where it holds.
	Mismatch string
}

// Exposures are the statements about users and doors, in order: one for each cloud that a statement is asked of.
func (s *Scenario) Exposures() []*cloud.Exposure { return s.Network.Exposures }

// Expose answers a statement about a user and a machine.
func (s *Scenario) Expose(e *cloud.Exposure) Exposure {
	x := Exposure{Doors: analyze.Expose(e.User, e.Cloud, e.Machine)}
	var open []string
	for _, d := range x.Doors {
		if d.Open {
			open = append(open, d.Title)
		}
	}
	x.Can = len(open) > 0
	if x.Holds = x.Can == e.Can; !x.Holds {
		x.Mismatch = e.User.Name + " can open no door: each needs an action that the policy does not allow"
		if x.Can {
			x.Mismatch = e.User.Name + " can open " + strings.Join(open, ", ")
		}
	}
	return x
}

// DoorMark is the mark of a door: open, there already or shut. Open is what nobody wants.
func DoorMark(d *analyze.Door) string {
	switch {
	case d.Open:
		return "✕"
	case d.There:
		return "●"
	}
	return "✓"
}

// DoorText says what becomes of a door: by which actions it opens and which shut it, or what keeps it shut.
func DoorText(d *analyze.Door) string {
	switch {
	case d.Open:
		return "opens by " + strings.Join(d.Actions, ", ") + "; to shut it, deny " + list(d.Closers)
	case d.There:
		return "stands open already"
	}
	return "is shut: the policy does not allow " + either(d.Closers)
}

// Text is the whole answer as lines of text: a door a line.
func (x *Exposure) Text(c *cloud.Cloud) string {
	verdict := "cannot expose"
	if x.Can {
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
		fmt.Fprintf(&b, "  %s %s%s  %s\n", DoorMark(d), d.Title, strings.Repeat(" ", width-utf8.RuneCountInString(d.Title)), DoorText(d))
	}
	return b.String()
}

// list joins names by commas and a last and; either, by a last or.
func list(names []string) string { return enumerate(names, " and ") }

func either(names []string) string { return enumerate(names, " or ") }

func enumerate(names []string, last string) string {
	n := len(names) - 1
	if n < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n], ", ") + last + names[n]
}
