package analyze

import "hopwise/dsl/cloud"

// A Door is a way to the Internet that a user may or may not open.
type Door struct {
	Title string
	// Open says that the user may open it.
	Open bool
	// There says that it stands open already, without any action of the user's.
	There bool
	// Actions are those that the user would take, where the door is open.
	Actions []string
	// Closers are the actions whose denial shuts an open door, all of them together. Of a shut one they are those that
	// keep it shut: allowing them is the next step to open it.
	Closers []string
}

// MostDoorEffort is how many steps all statements of a scenario about users may take together to look for doors. One
// about a network of a thousand machines takes some ten thousand.
const MostDoorEffort = 10_000_000

// Expose tells of every door of the cloud whether a user may open it for a machine, or for a new one where m is nil. A
// new one may stand in any subnet. Where the effort is spent, what is told means nothing.
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

// subjects are the places where the machine stands, or where a new one may: one for each way that a subnet is led and
// filtered.
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

// maxSubnets is how many subnets of a VPC are looked at for a machine that is yet to be made. Each is tried with every
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

// anywhere tries a door at every place, and a gated one there with every NAT gateway. What shuts it has to shut it at
// all of them: where the closers of one place leave it open at the next, those of that one are added. Where it stands
// open at one, it stands open.
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

// gated are the subjects of a door, those of a gated one with each NAT gateway of their VPC.
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

// size is how much of a policy is read to find out whether it allows an action.
func size(u *cloud.User) int {
	n := 0
	for k := range u.Policy {
		n += 1 + len(u.Policy[k].Action)
	}
	return n / 8
}

// lastResort is what the denial of a step weighs that makes the machine itself: it is named where nothing else shuts
// the door.
const lastResort = 100

// try takes the steps of a door, each by the first way that the policy allows. The step with the fewest last actions is
// the one to shut it by; of two the later, which binds what the former made.
func try(u *cloud.User, d *cloud.Door, s cloud.Subject) Door {
	door := Door{Title: d.Title}
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
			return Door{Title: d.Title, Closers: missing(u, step.Ways)}
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

// refused is the first of these actions that the policy does not allow, empty where it allows all.
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

// lasts are the last actions of ways: the one that binds what the others made.
func lasts(ways [][]string) []string {
	var closers []string
	for _, way := range ways {
		closers = add(closers, way[len(way)-1])
	}
	return closers
}

// add adds an action to a list that does not have it.
func add(actions []string, action string) []string {
	for _, have := range actions {
		if have == action {
			return actions
		}
	}
	return append(actions, action)
}
