package check

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// A clusterName is the key of a cluster: its VPC and its name.
type clusterName struct {
	vpc  *cloud.VPC
	name string
}

// A podAddress is the key of a pod: its cluster and its address.
type podAddress struct {
	cluster *cloud.Cluster
	addr    netip.Addr
}

// cluster declares a container cluster, and its security group if that is not stated (alibaba/cluster-has-a-group).
func (w *cloudBuilder) cluster(v *cloud.VPC, s *vocabulary.Statement) {
	c := &cloud.Cluster{Thing: thing(v, s, cloud.NounCluster), Tables: []*cloud.Table{v.Main}}
	if c.Name == "" {
		w.halfTyped[v.Main] = true // its routes may stand there
		return
	}
	if w.again(clusterName{v, c.Name}) {
		w.problems.Add(s.NameSpan(), "duplicate name %s: %s is called so", c.Name, c.Noun.Article())
		return
	}
	v.Clusters = append(v.Clusters, c)
	inCluster.read(w, c, s.Body)
	w.later(phaseGroups, func() { w.clusterGroup(c, s) })
}

// inCluster is the block of a cluster.
var inCluster = place[*cloudBuilder, *cloud.Cluster]{
	{&vocabulary.RowPods, (*cloudBuilder).podRange},
	{&vocabulary.RowNodes, (*cloudBuilder).clusterNodes},
	{&vocabulary.RowPod, (*cloudBuilder).pod},
	{&vocabulary.RowPodTables, (*cloudBuilder).podTables},
}

// podTables reads the list of the tables that have the routes to the cluster's pods, which takes the place of the main
// one.
func (w *cloudBuilder) podTables(c *cloud.Cluster, s *vocabulary.Statement) {
	c.TablesStated = true
	w.later(phaseResolve, func() {
		c.Tables = nil
		for _, ref := range vocabulary.ArgTables.In(s) {
			t := lookup(w, c.VPC, ref, cloud.NounTable, c.VPC.Main)
			switch {
			case t == nil:
			case slices.Contains(c.Tables, t):
				w.problems.Add(ref.Span, "duplicate table %s: the list names it already", t.Name)
			default:
				c.Tables = append(c.Tables, t)
			}
		}
	})
}

func (w *cloudBuilder) podRange(c *cloud.Cluster, s *vocabulary.Statement) {
	if r, ok := vocabulary.ArgRange.In(s); ok {
		c.Range = r.Range
	}
}

// clusterGroup finds the stated group with the cluster's name, or makes one that lets in pings from everywhere and
// everything from the pods (alibaba/cluster-group-of-today).
func (w *cloudBuilder) clusterGroup(c *cloud.Cluster, s *vocabulary.Statement) {
	if g, ok := w.cloud.Object(c.Name).(*cloud.Group); ok && g.VPC == c.VPC {
		c.Group = g
		return
	}
	c.Group = &cloud.Group{
		Thing: cloud.Thing{Name: c.Name, Noun: cloud.NounGroup, VPC: c.VPC},
		Kind:  w.cloud.Provider.Groups.Kinds[0],
	}
	c.Group.Span = c.Span
	if !w.name(s, c.Group) {
		return
	}
	c.VPC.Groups = append(c.VPC.Groups, c.Group)
	c.Group.Rules[cloud.In] = []cloud.Rule{
		{
			Number:  1,
			Allow:   true,
			Service: cloud.Service{Protocol: cloud.ICMP, Type: -1, Code: -1},
			Peers:   cloud.Everywhere()[:1],
		},
	}
	if c.Range.IsValid() {
		c.Group.Rules[cloud.In] = append(c.Group.Rules[cloud.In], cloud.Rule{
			Number:  1,
			Allow:   true,
			Service: cloud.Service{Protocol: cloud.AllProtocols},
			Peers:   []cloud.Peer{{Range: c.Range}},
		})
	}
}

// clusterNodes puts the nodes into the cluster's group.
func (w *cloudBuilder) clusterNodes(c *cloud.Cluster, s *vocabulary.Statement) {
	w.later(phasePlace, func() {
		for _, ref := range vocabulary.ArgMachines.In(s) {
			if m := lookup[*cloud.Instance](w, c.VPC, ref, cloud.NounInstance); m != nil {
				w.putInto(m.Interfaces[0], c.Group)
			}
		}
	})
}

// pod declares a pod. Its address is in the cluster's range.
func (w *cloudBuilder) pod(c *cloud.Cluster, s *vocabulary.Statement) {
	p := &cloud.Pod{Thing: thing(c.VPC, s, cloud.NounPod)}
	a, ok := vocabulary.ArgAddress.In(s)
	if !ok || !w.name(s, p) {
		return
	}
	p.Addr = a.Addr
	w.later(phasePlace, func() {
		if c.Range.IsValid() && !c.Range.Contains(p.Addr) {
			w.problems.Add(a.Span, "address %s is outside the pods of %s (%s)", p.Addr, c.Name, c.Range)
			return
		}
		if have := w.pods[podAddress{c, p.Addr}]; have != nil {
			w.problems.Add(a.Span, "duplicate address %s: %s has it", p.Addr, have.Name)
			return
		}
		ref, _ := vocabulary.ArgMachine.In(s)
		if p.Node = lookup[*cloud.Instance](w, c.VPC, ref, cloud.NounInstance); p.Node == nil {
			w.halfTyped[c.VPC.Main] = true
			return
		}
		p.Node.Pods = append(p.Node.Pods, p)
		c.Pods = append(c.Pods, p)
		w.pods[podAddress{c, p.Addr}] = p
	})
}

// podRoutes adds the routes that clusters write into their tables, from each pod to its node (alibaba/pod-routes).
func podRoutes(v *cloud.VPC) {
	for _, c := range v.Clusters {
		for _, t := range c.Tables {
			for _, p := range c.Pods {
				t.Routes = append(t.Routes, cloud.Route{
					Range:  netip.PrefixFrom(p.Addr, p.Addr.BitLen()),
					Target: p.Node.Interfaces[0],
					Origin: cloud.Static,
				})
			}
		}
	}
}
