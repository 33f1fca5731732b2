package analyze

import "hopwise/dsl/cloud"

// unenforced finds the machines that the ACL of their subnet does not filter (alibaba/acl-skips-retired-types).
func (f *finder) unenforced() {
	for _, m := range f.machines {
		if !f.cloud.Provider.Retired(m) {
			continue
		}
		for _, i := range m.Interfaces {
			if i.Subnet != nil && i.Subnet.ACL != nil {
				f.add(Finding{Code: ACLNotEnforced, At: m, Span: m.Span, Other: i.Subnet.ACL})
				break
			}
		}
	}
}

// deadReferences finds the rules that name a group whose members they never meet, or an empty list.
func (f *finder) deadReferences() {
	for _, v := range f.cloud.Networks() {
		for _, g := range v.Filters() {
			for d := range g.Rules {
				for k := range g.Rules[d] {
					f.deadReference(g, cloud.Direction(d), k)
				}
			}
		}
		for _, a := range v.ACLs {
			for d := range a.Rules {
				for k := range a.Rules[d] {
					if r := &a.Rules[d][k]; len(r.Peers) == 0 {
						f.add(Finding{
							Code:      DeadReference,
							Cause:     EmptyList,
							At:        a,
							Span:      r.Span,
							Rule:      r,
							Direction: cloud.Direction(d),
							Needless:  true,
						})
					}
				}
			}
		}
	}
}

func (f *finder) deadReference(g *cloud.Group, d cloud.Direction, k int) {
	r := &g.Rules[d][k]
	found := Finding{Code: DeadReference, At: g, Span: r.Span, Rule: r, Direction: d}
	dead := 0
	for _, p := range r.Peers {
		if cause := f.neverMet(g, d, p.Group); cause != NoCause {
			found.Cause, found.Other = cause, p.Group
			dead++
		}
	}
	if len(r.Peers) == 0 {
		found.Cause = EmptyList
	}
	// A group without any rule for a direction gets the default ones of its kind.
	found.Needless = dead == len(r.Peers) && (len(g.Rules[d]) > 1 || d == cloud.In)
	if found.Cause != NoCause {
		f.add(found)
	}
}

// neverMet is the cause why a rule of a group never meets a member of another. The members of a group of another
// account are unknown, so there is no cause.
func (f *finder) neverMet(g *cloud.Group, d cloud.Direction, named *cloud.Group) Cause {
	switch {
	case named == nil || named.VPC == nil || named == g:
		return NoCause
	case named.VPC != g.VPC && !f.carries(g.VPC, named.VPC, d):
		return Apart
	}
	return when(f.members[named] == 0, NoMember)
}

// carries reports whether membership is known from one VPC to another: over a peering in the same region
// (aws/security-group-reference-peering), and inwards over a transit gateway whose switch for references is on
// (aws/security-group-reference-transit-gateway).
func (f *finder) carries(v, other *cloud.VPC, d cloud.Direction) bool {
	for _, p := range f.cloud.Peerings {
		if f.cloud.Provider.Groups.AcrossVPCs && p.Other(v) == other && !p.InterRegion && !p.Pending {
			return true
		}
	}
	for _, h := range f.cloud.TransitGateways {
		if d == cloud.In && h.References && h.Joins(v) && h.Joins(other) {
			return true
		}
	}
	return false
}

// unused finds the groups, tables, ACLs and VPN connections that nothing uses. The main table and the default group and ACL of a VPC are
// left out.
func (f *finder) unused() {
	named := f.namedGroups()
	for _, v := range f.cloud.Networks() {
		used := map[cloud.Object]bool{cloud.Object(v.Main): true, cloud.Object(v.DefaultGroup): true}
		if v.DefaultACL != nil {
			used[v.DefaultACL] = true
		}
		for _, s := range v.Subnets {
			used[s.Table] = true
			if s.ACL != nil {
				used[s.ACL] = true
			}
		}
		if v.InternetGateway != nil && v.InternetGateway.Edge != nil {
			used[v.InternetGateway.Edge] = true
		}
		for _, c := range v.Clusters {
			if c.Group != nil {
				used[c.Group] = true
			}
		}
		for _, g := range v.Groups {
			f.unusedObject(g, used[g] || f.members[g] > 0 || named[g])
		}
		for _, t := range v.Tables {
			f.unusedObject(t, used[t] || f.forgotten[t])
		}
		for _, a := range v.ACLs {
			f.unusedObject(a, used[a])
		}
	}
	f.unusedHubs()
}

// unusedHubs finds the tables of hubs with which no attachment is associated, and the VPN connections that no hub attaches.
func (f *finder) unusedHubs() {
	for _, h := range f.cloud.TransitGateways {
		used := map[*cloud.HubTable]bool{}
		for _, a := range h.Attached() {
			used[h.Table(a)] = true
		}
		for _, t := range h.Tables {
			f.unusedObject(t, used[t] || !h.Stated)
		}
	}
	for _, c := range f.cloud.Connections {
		f.unusedObject(c, c.Hub != nil)
	}
}

func (f *finder) unusedObject(o cloud.Object, used bool) {
	if !used {
		f.add(Finding{Code: Unused, At: o, Span: o.Base().Span, Needless: true})
	}
}

// namedGroups are the groups that a rule of another one names.
func (f *finder) namedGroups() map[*cloud.Group]bool {
	named := map[*cloud.Group]bool{}
	for _, v := range f.cloud.Networks() {
		for _, g := range v.Filters() {
			for d := range g.Rules {
				for _, r := range g.Rules[d] {
					for _, p := range r.Peers {
						if p.Group != nil && p.Group != g {
							named[p.Group] = true
						}
					}
				}
			}
		}
	}
	return named
}
