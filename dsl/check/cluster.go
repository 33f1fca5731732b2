package check

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// A podAddress is the key of a pod: its cluster and its address.
type podAddress struct {
	cluster *cloud.Cluster
	addr    netip.Addr
}

// cluster declares a container cluster, and in a cloud where it makes one its security group, unless that is stated
// (alibaba/cluster-has-a-group).
func (w *cloudBuilder) cluster(v *cloud.VPC, s *vocabulary.Statement) {
	c := &cloud.Cluster{Thing: thing(v, s, cloud.NounCluster)}
	if !w.name(s, c) {
		w.halfTyped[v.Main] = true // its routes may stand there
		return
	}
	v.Clusters = append(v.Clusters, c)
	inCluster.read(w, c, s.Body)
	if w.cloud.Provider.Clusters.OwnRange {
		if !c.TablesStated {
			c.Tables = []*cloud.Table{v.Main}
		}
		w.later(phaseGroups, func() { w.clusterGroup(c, s) })
	}
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
	if g, ok := cloud.Declared[*cloud.Group](w.cloud, c.Name); ok && g.VPC == c.VPC {
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

// clusterNodes reads the nodes, and puts them into the cluster's group.
func (w *cloudBuilder) clusterNodes(c *cloud.Cluster, s *vocabulary.Statement) {
	w.halfTyped[c] = w.halfTyped[c] || s.Broken
	w.later(phasePlace, func() {
		for _, ref := range vocabulary.ArgMachines.In(s) {
			m := lookup[*cloud.Instance](w, c.VPC, ref, cloud.NounInstance)
			if m == nil {
				w.halfTyped[c] = true
				continue
			}
			c.Nodes = append(c.Nodes, m)
			if c.Group != nil {
				w.putInto(m.Interfaces[0], c.Group)
			}
		}
	})
}

// pod declares a pod. It runs on a node of the cluster.
func (w *cloudBuilder) pod(c *cloud.Cluster, s *vocabulary.Statement) {
	p := &cloud.Pod{Thing: thing(c.VPC, s, cloud.NounPod)}
	a, ok := vocabulary.ArgAddress.In(s)
	if !ok || !w.name(s, p) {
		return
	}
	p.Private = a.Addr
	w.later(phaseState, func() {
		ref, _ := vocabulary.ArgMachine.In(s)
		m := lookup[*cloud.Instance](w, c.VPC, ref, cloud.NounInstance)
		switch {
		case m == nil:
			w.halfTyped[c.VPC.Main] = true
			w.loses(p.Name, s.Row)
			return
		case !slices.Contains(c.Nodes, m) && !w.halfTyped[c]:
			w.problems.Add(ref.Span, "%s is no node of %s: a pod runs on one", m.Name, c.Name).Hint =
				"Write nodes " + m.Name + " in the block of " + c.Name + "."
			return
		case w.cloud.Provider.Clusters.OwnRange:
			p.At = w.inRange(c, p, m, a)
		default:
			p.At = w.onInterface(p, m, a)
		}
		if p.At == nil {
			w.loses(p.Name, s.Row)
		} else {
			p.Node = m
			m.Pods = append(m.Pods, p)
			c.Pods = append(c.Pods, p)
		}
	})
}

// inRange is the interface of a pod's node by which it sends with an address of the cluster's range; nil with a diagnostic
// if it can't have the address.
func (w *cloudBuilder) inRange(
	c *cloud.Cluster,
	p *cloud.Pod,
	m *cloud.Instance,
	a *vocabulary.AddressValue,
) *cloud.Interface {
	if c.Range.IsValid() && !c.Range.Contains(p.Private) {
		w.problems.Add(a.Span, "address %s is outside the pods of %s (%s)", p.Private, c.Name, c.Range)
		return nil
	}
	if have := w.pods[podAddress{c, p.Private}]; have != nil {
		w.problems.Add(a.Span, "duplicate address %s: %s has it", p.Private, have.Name)
		return nil
	}
	w.pods[podAddress{c, p.Private}] = p
	return m.Interfaces[0]
}

// onInterface gives a pod an address of its node's interface in the subnet that holds it, and returns the interface
// (aws/pod-address); nil with a diagnostic if it can't have the address.
func (w *cloudBuilder) onInterface(p *cloud.Pod, m *cloud.Instance, a *vocabulary.AddressValue) *cloud.Interface {
	i := m.Interfaces[0]
	for _, other := range m.Further() {
		if !i.Subnet.Holds(p.Private) && other.Subnet != nil && other.Subnet.Holds(p.Private) {
			i = other
		}
	}
	unread := w.halfTyped[m] || w.halfSubnets[m.VPC]
	if !i.Subnet.Holds(p.Private) && unread || !w.usable(i.Subnet, a) {
		return nil
	}
	i.VPC.AssignPod(p, i)
	if p.Private.Is6() && !w.cloud.Provider.IPv6Bandwidth {
		w.later(phasePublish, func() {
			w.cloud.BindPod(p, cloud.NewPublicAddress(p.Private, cloud.NounPublicAddress, p.Span, p.VPC))
		})
	}
	return i
}

// podRoutes adds the routes that clusters write into their tables, from each pod to its node (alibaba/pod-routes).
func podRoutes(v *cloud.VPC) {
	for _, c := range v.Clusters {
		for _, t := range c.Tables {
			for _, p := range c.Pods {
				t.Routes = append(t.Routes, cloud.Route{
					Range:  netip.PrefixFrom(p.Private, p.Private.BitLen()),
					Target: p.At,
					Origin: cloud.Static,
				})
			}
		}
	}
}
