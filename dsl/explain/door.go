package explain

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

// UnknownDoors says why there is no verdict about a user.
const UnknownDoors = "no verdict: with so many statements about users, the scenario is too large to look for doors"

// DoorsMismatch says how the doors of a machine differ from the expectation about a user, by the lines of the policy.
func DoorsMismatch(u *cloud.User, doors []analyze.Door, lines *source.Lines) string {
	var open []string
	for k := range doors {
		if doors[k].Open {
			open = append(open, doors[k].Title)
		}
	}
	if len(open) > 0 {
		return u.Name + " can open " + source.Enumerate(open, "and") + statements(u, true, lines)
	}
	return u.Name + " can open no door: each needs an action that the policy does not allow" +
		statements(u, false, lines)
}

// statements names the lines of a policy that allow, or that deny, in brackets; it is empty if there are none.
func statements(u *cloud.User, allow bool, lines *source.Lines) string {
	verb := "denied"
	if allow {
		verb = "allowed"
	}
	var numbers []string
	for _, p := range u.Policy {
		if n := strconv.Itoa(lines.Line(p.Span)); p.Allow == allow && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return ""
	}
	return " (" + verb + " by " + linesNamed(numbers) + ")"
}

// Doors is the answer about a user as text, a line for each door. known is false if the scenario is too large to tell.
func Doors(c *cloud.Cloud, doors []analyze.Door, known bool) string {
	verdict, width := "cannot expose", 0
	for k := range doors {
		width = max(width, utf8.RuneCountInString(doors[k].Title))
		if doors[k].Open {
			verdict = "can expose"
		}
	}
	if !known {
		verdict = "no verdict"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", c.Provider.Title, verdict)
	for k := range doors {
		d := &doors[k]
		sign, words := door(d)
		fmt.Fprintf(&b, "  %s %-*s  %s\n", sign, width, d.Title, words)
	}
	return b.String()
}

// door says by which actions a door opens and which denials shut it, or what keeps it shut. A door that the user may
// open is the bad case.
func door(d *analyze.Door) (sign, words string) {
	switch d.State() {
	case analyze.DoorOpen:
		return "✕", "opens by " + strings.Join(d.Actions, ", ") +
			"; to shut it, deny " + source.Enumerate(d.Closers, "and")
	case analyze.DoorThere:
		return "●", "stands open already"
	}
	return "✓", "is shut: the policy does not allow " + source.Enumerate(d.Closers, "or")
}
