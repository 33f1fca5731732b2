package analyze

import (
	"slices"
	"sort"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// mostEffort bounds how many pairs of rules are compared in a scenario, so that no text can take long: past it no
// further rule is judged. The largest lists that clouds take, a thousand rules, cost a tenth of it.
const mostEffort = 5_000_000

// A finder looks through one cloud.
type finder struct {
	cloud  *cloud.Cloud
	whole  bool
	effort int
	found  []Finding
	// machines are all instances, interfaces all that groups may filter.
	machines   []*cloud.Instance
	interfaces []*cloud.Interface
	// members counts the interfaces in a group.
	members map[*cloud.Group]int
	// groupSets are the sets of groups that interfaces are in, each once; setsOf are the places of the sets with a
	// group.
	groupSets []groupSet
	setsOf    map[*cloud.Group][]int
	// senders are the addresses that interfaces send from, by VPC and in order.
	senders map[*cloud.VPC][]sender
	// targets are the targets of the tables in use. outs remembers shutBy for a table: a cause, or NoCause if a
	// public address reaches the Internet by it.
	targets map[cloud.Target]bool
	outs    map[*cloud.Table]Cause
	// forgotten are the tables that no subnet uses and that a subnet should.
	forgotten map[*cloud.Table]bool
}

// A groupSet is a set of groups that interfaces share, with the first of them that has a public address.
type groupSet struct {
	groups []*cloud.Group
	public *cloud.Interface
}

// Network returns the findings of a network by their places in the text. whole says that the text has no error:
// otherwise findings that rest on the absence of something are left out.
func Network(n *cloud.Network, whole bool) []Finding {
	var all []Finding
	effort := mostEffort
	for _, c := range n.Clouds {
		f := &finder{cloud: c, whole: whole, effort: effort}
		f.look()
		effort = f.effort
		all = append(all, f.found...)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Span.Start < all[j].Span.Start })
	return all
}

// look goes through the catalogue in its order.
func (f *finder) look() {
	f.collect()
	f.opened()
	f.publics()
	f.shadowed()
	f.oneWays()
	f.unenforced()
	f.deadRoutes()
	f.deadHubRoutes()
	f.deadEntries()
	f.deadReferences()
	f.idle()
	f.pathMTUs()
	f.overlappingPeers()
	f.unusedWaysOut()
	f.podRoutes()
	f.unused()
}

// add keeps a finding, unless it rests on an absence and a part of the text can't be read.
func (f *finder) add(found Finding) {
	row, _ := Find(string(found.Code))
	if found.Span.IsZero() || row.Absence && !f.whole {
		return
	}
	found.Cloud = f.cloud
	f.found = append(f.found, found)
}

// collect gathers machines, interfaces and the members of groups.
func (f *finder) collect() {
	f.members, f.targets, f.outs = map[*cloud.Group]int{}, map[cloud.Target]bool{}, map[*cloud.Table]Cause{}
	f.setsOf, f.forgotten = map[*cloud.Group][]int{}, map[*cloud.Table]bool{}
	f.follow()
	for _, o := range f.cloud.Objects {
		switch o := o.(type) {
		case *cloud.Instance:
			f.machines = append(f.machines, o)
			f.interfaces = append(f.interfaces, o.Interfaces...)
		case *cloud.Balancer:
			f.interfaces = append(f.interfaces, o.Nodes...)
		case *cloud.InterfaceEndpoint:
			f.interfaces = append(f.interfaces, o.Interface)
		}
	}
	f.senders = sendersOf(f.interfaces)
	known := map[*cloud.Group][]int{}
	for _, i := range f.interfaces {
		if len(i.Groups) == 0 {
			continue
		}
		for _, g := range i.Groups {
			f.members[g]++
		}
		first := i.Groups[0]
		at := f.groupSetOf(i, known[first])
		switch {
		case at < 0 && len(known[first]) >= mostGroupSets:
			continue
		case at < 0:
			at = len(f.groupSets)
			f.groupSets = append(f.groupSets, groupSet{groups: i.Groups})
			for _, g := range i.Groups {
				f.setsOf[g] = append(f.setsOf[g], at)
			}
			known[first] = append(known[first], at)
		}
		if f.groupSets[at].public == nil && publicOf(i) != nil {
			f.groupSets[at].public = i
		}
	}
}

// follow gathers the targets of the tables in use.
func (f *finder) follow() {
	followed := map[*cloud.Table]bool{}
	for _, v := range f.cloud.VPCs {
		for _, s := range v.Subnets {
			if followed[s.Table] {
				continue
			}
			followed[s.Table] = true
			for k := range s.Table.Routes {
				f.targets[s.Table.Routes[k].Target] = true
			}
		}
	}
}

// mostGroupSets bounds how many sets with the same first group are looked at.
const mostGroupSets = 64

// groupSetOf is the place of an interface's set of groups among these, -1 for a new one.
func (f *finder) groupSetOf(i *cloud.Interface, known []int) int {
	for _, at := range known {
		if slices.Equal(f.groupSets[at].groups, i.Groups) {
			return at
		}
	}
	return -1
}

// publicOf is the first public IPv4 address of an interface, nil if it has none.
func publicOf(i *cloud.Interface) *cloud.PublicAddress {
	for _, a := range i.Addresses {
		if a.Public != nil && a.Public.Addr.Is4() {
			return a.Public
		}
	}
	return nil
}

// spanOf is the statement of an interface; for the first one of a machine that of the machine.
func spanOf(i *cloud.Interface) source.Span {
	if i.Span.IsZero() {
		return i.Owner.Base().Span
	}
	return i.Span
}
