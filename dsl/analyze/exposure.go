package analyze

import (
	"slices"

	"hopwise/dsl/cloud"
)

// A Door is a way to the Internet that a user may or may not open.
type Door struct {
	Title string
	// Fact is the key of the fact that says how it opens.
	Fact string
	// Open says that the user may open it.
	Open bool
	// There says that it is open already, without any action of the user.
	There bool
	// Actions are those that the user would take to open it.
	Actions []string
	// Closers are the actions whose denial, of all of them together, shuts an open door. For a shut door they are the
	// denied actions that keep it shut: allowing them is the next step to open it.
	Closers []string
}

// A DoorState says whether a user can open a door.
type DoorState string

// The states of a door.
const (
	DoorOpen  DoorState = "open"  // the user may open it
	DoorThere DoorState = "there" // it stands open already
	DoorShut  DoorState = "shut"
)

// State returns the state of a door.
func (d *Door) State() DoorState {
	switch {
	case d.Open:
		return DoorOpen
	case d.There:
		return DoorThere
	}
	return DoorShut
}

// MostDoorEffort bounds how many steps all statements of a scenario about users may take together to look for doors.
// One statement in a network of a thousand machines takes some ten thousand.
const MostDoorEffort = 10_000_000

// Expose reports for every door of the cloud whether a user may open it for a machine, or if m is nil for a new one. A
// new machine may be in any subnet. If the effort runs out, the result means nothing.
func Expose(u *cloud.User, c *cloud.Cloud, m *cloud.Instance, effort *cloud.Effort) []Door {
	var doors []Door
	all := subjects(c, m, effort)
	for k := range c.Provider.Doors {
		if d, here := anywhere(u, &c.Provider.Doors[k], all); here {
			doors = append(doors, d)
		}
	}
	return doors
}

// subjects are the places where the machine is, or where a new one may be: one for each pair of a table and an ACL.
func subjects(c *cloud.Cloud, m *cloud.Instance, effort *cloud.Effort) []cloud.Subject {
	if m != nil {
		return []cloud.Subject{{Machine: m, Cloud: c, VPC: m.VPC, Subnet: m.Interfaces[0].Subnet, Effort: effort}}
	}
	var all []cloud.Subject
	for _, v := range c.VPCs {
		for _, n := range placesIn(v) {
			all = append(all, cloud.Subject{Cloud: c, VPC: v, Subnet: n, Effort: effort})
		}
	}
	if len(all) == 0 {
		v := &cloud.VPC{Cloud: c}
		v.Main = &cloud.Table{Thing: cloud.Thing{VPC: v}}
		all = []cloud.Subject{{Cloud: c, VPC: v, Subnet: &cloud.Subnet{Table: v.Main}, Effort: effort}}
	}
	return all
}

// maxSubnets bounds how many subnets of a VPC are looked at for a new machine. Each is tried with every
// door, and a door looks at all subnets. Clouds allow fewer unless asked for more (alibaba/vswitches-per-vpc).
const maxSubnets = 500

// placesIn are subnets of a VPC, one for each table and ACL.
func placesIn(v *cloud.VPC) []*cloud.Subnet {
	type way struct {
		table *cloud.Table
		acl   *cloud.ACL
	}
	var all []*cloud.Subnet
	known := map[way]bool{}
	for _, n := range v.Subnets[:min(len(v.Subnets), maxSubnets)] {
		if w := (way{n.Table, n.ACL}); !known[w] {
			known[w] = true
			all = append(all, n)
		}
	}
	return all
}

// anywhere tries a door at every place, and a gated one with every NAT gateway there. The closers have to shut it at
// all places: if those of one place leave it open at the next, the closers of the next are added. A door that stands
// open at one place stands open.
func anywhere(u *cloud.User, d *cloud.Door, all []cloud.Subject) (found Door, here bool) {
	for _, s := range gated(d, all) {
		if !s.Effort.Spend(1+size(u)) || !d.For(s) {
			continue
		}
		switch door := try(u, d, s); {
		case !here, door.There, door.Open && !found.Open:
			found, here = door, true
		case door.Open:
			found.Closers = append(found.Closers, door.Closers...)
		default:
			continue
		}
		if found.There {
			return found, here
		}
		if found.Open {
			u = denying(u, found.Closers)
		}
	}
	return found, here
}

// gated are the subjects of a door. A gated door has each subject once for each NAT gateway of its VPC.
func gated(d *cloud.Door, all []cloud.Subject) []cloud.Subject {
	if !d.ThroughNAT {
		return all
	}
	var each []cloud.Subject
	for _, s := range all {
		for _, n := range s.VPC.DoorNATs() {
			s.NAT = n
			each = append(each, s)
		}
	}
	return each
}

// denying is a user whose policy denies these actions too.
func denying(u *cloud.User, actions []string) *cloud.User {
	stricter := *u
	stricter.Policy = append([]cloud.PolicyStatement{}, u.Policy...)
	for _, a := range actions {
		stricter.Policy = append(stricter.Policy, cloud.PolicyStatement{Action: a})
	}
	return &stricter
}

// size is the effort of finding out whether a policy allows an action.
func size(u *cloud.User) int {
	n := 0
	for k := range u.Policy {
		n += 1 + len(u.Policy[k].Action)
	}
	return n / 8
}

// lastResort is the weight of the step that makes the machine itself: its denial is named only if no other step shuts
// the door.
const lastResort = 100

// try takes the steps of a door, each by the first way that the policy allows. The door is shut by the step with the
// fewest last actions, and among equals by the last one, which binds the objects that the others made.
func try(u *cloud.User, d *cloud.Door, s cloud.Subject) Door {
	door := Door{Title: d.Title, Fact: d.Fact}
	least := 0
	for k := range d.Steps {
		step := &d.Steps[k]
		if step.Done != nil && step.Done(s) {
			continue
		}
		if !s.Effort.Spend(len(step.Ways) * size(u)) {
			return door
		}
		open := allowed(u, step.Ways)
		if len(open) == 0 {
			return Door{Title: d.Title, Fact: d.Fact, Closers: missing(u, step.Ways)}
		}
		for _, a := range open[0] {
			door.Actions = add(door.Actions, a)
		}
		closers := lasts(open)
		weight := len(closers)
		if step.Makes {
			weight += lastResort
		}
		if door.Closers == nil || weight <= least {
			door.Closers, least = closers, weight
		}
	}
	door.Open = len(door.Actions) > 0
	door.There = !door.Open
	return door
}

// allowed are the ways all of whose actions the policy allows.
func allowed(u *cloud.User, ways [][]string) [][]string {
	var open [][]string
	for _, way := range ways {
		if refused(u, way) == "" {
			open = append(open, way)
		}
	}
	return open
}

// refused is the first of these actions that the policy does not allow, empty if it allows all.
func refused(u *cloud.User, actions []string) string {
	for _, a := range actions {
		if !u.May(a) {
			return a
		}
	}
	return ""
}

// missing are the actions that keep each of the ways shut.
func missing(u *cloud.User, ways [][]string) []string {
	var shut []string
	for _, way := range ways {
		shut = add(shut, refused(u, way))
	}
	return shut
}

// lasts are the last actions of ways. The last action binds the objects that the others made.
func lasts(ways [][]string) []string {
	var closers []string
	for _, way := range ways {
		closers = add(closers, way[len(way)-1])
	}
	return closers
}

// add adds an action to a list that does not have it.
func add(actions []string, action string) []string {
	if slices.Contains(actions, action) {
		return actions
	}
	return append(actions, action)
}
