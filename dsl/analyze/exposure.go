package analyze

import "hopwise/dsl/cloud"

// A Door is a way to the Internet that a user may or may not open.
type Door struct {
	Title string
	Open  bool
	// Actions are those that the user would take, where the door is open.
	Actions []string
	// Closers are the actions whose denial shuts an open door: all of them together.
	Closers []string
}

// Expose tells of every door of the cloud whether a user may open it for a machine, or for a new one where m is nil.
func Expose(u *cloud.User, c *cloud.Cloud, m *cloud.Instance) []Door {
	var doors []Door
	for k := range c.Provider.Doors {
		d := &c.Provider.Doors[k]
		if d.OnlyNew && m != nil {
			continue
		}
		doors = append(doors, try(u, d, subject(c, m)))
	}
	return doors
}

// subject is the machine as a door sees it: a new one stands in the first VPC.
func subject(c *cloud.Cloud, m *cloud.Instance) cloud.Subject {
	s := cloud.Subject{Machine: m}
	switch {
	case m != nil:
		s.VPC = m.VPC
	case len(c.VPCs) > 0:
		s.VPC = c.VPCs[0]
	}
	return s
}

// try takes the steps of a door, each by the first way that the policy allows.
func try(u *cloud.User, d *cloud.Door, s cloud.Subject) Door {
	door := Door{Title: d.Title, Open: true}
	for k := range d.Steps {
		step := &d.Steps[k]
		if step.Done != nil && step.Done(s) {
			continue
		}
		open := allowed(u, step.Ways)
		if len(open) == 0 {
			return Door{Title: d.Title}
		}
		door.Actions = append(door.Actions, open[0]...)
		if closers := lasts(open); door.Closers == nil || len(closers) < len(door.Closers) {
			door.Closers = closers
		}
	}
	return door
}

// allowed are the ways all of whose actions the policy allows.
func allowed(u *cloud.User, ways [][]string) [][]string {
	var open [][]string
	for _, way := range ways {
		if mayAll(u, way) {
			open = append(open, way)
		}
	}
	return open
}

func mayAll(u *cloud.User, actions []string) bool {
	for _, a := range actions {
		if !u.May(a) {
			return false
		}
	}
	return true
}

// lasts are the last actions of ways, each once: the one that binds what the others made.
func lasts(ways [][]string) []string {
	var closers []string
	for _, way := range ways {
		last := way[len(way)-1]
		known := false
		for _, c := range closers {
			known = known || c == last
		}
		if !known {
			closers = append(closers, last)
		}
	}
	return closers
}
