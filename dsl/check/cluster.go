package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// A clusterName is what a cluster of a VPC is called.
type clusterName struct {
	vpc  *cloud.VPC
	name string
}

// A podAddress is an address of a cluster.
type podAddress struct {
	cluster *cloud.Cluster
	addr    netip.Addr
}

// cluster declares a container cluster, and its security group unless the scenario states that (alibaba AK-1).
func (w *cloudBuilder) cluster(v *cloud.VPC, s *vocabulary.Statement) {
	c := &cloud.Cluster{Thing: thing(v, s, cloud.NounCluster)}
	if c.Name == "" {
		return
	}
	if w.again(clusterName{v, c.Name}) {
		w.problems.Add(s.At("name"), "duplicate name %s: %s is called so", c.Name, cloud.NounCluster.Article())
		return
	}
	v.Clusters = append(v.Clusters, c)
	for _, b := range s.Body {
		switch b.Row.Keyword {
		case "note":
			w.note(b)
		case "pods":
			if r, ok := b.Args.One("range"); ok {
				c.Range = r.Range
			}
		case "pod":
			w.pod(c, b)
		case "nodes":
			w.place = append(w.place, func() { w.clusterNodes(c, b) })
		}
	}
	w.groups = append(w.groups, func() { w.clusterGroup(c, s) })
}

// clusterGroup finds the stated group of the cluster's name, or makes it: pings from anywhere, everything from the pods
// (alibaba AK-3).
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
		c.Group.Rules[cloud.In] = append(
			c.Group.Rules[cloud.In],
			cloud.Rule{
				Number:  1,
				Allow:   true,
				Service: cloud.Service{Protocol: cloud.AllProtocols},
				Peers:   []cloud.Peer{{Range: c.Range}},
			},
		)
	}
}

// clusterNodes puts the nodes into the cluster's group.
func (w *cloudBuilder) clusterNodes(c *cloud.Cluster, s *vocabulary.Statement) {
	for _, ref := range s.Args.All("machine") {
		if m := lookup[*cloud.Instance](w, c.VPC, ref, cloud.NounInstance); m != nil {
			c.Nodes = append(c.Nodes, m)
			w.putInto(m.Interfaces[0], c.Group)
		}
	}
}

// pod declares a pod. Its address lies in the cluster's range, and every table of the VPC leads it to its node (AK-5).
func (w *cloudBuilder) pod(c *cloud.Cluster, s *vocabulary.Statement) {
	p := &cloud.Pod{Thing: thing(c.VPC, s, cloud.NounPod)}
	a, ok := s.Args.One("address")
	if !ok || !w.name(s, p) {
		return
	}
	p.Addr = a.Addr
	w.place = append(w.place, func() {
		if c.Range.IsValid() && !c.Range.Contains(p.Addr) {
			w.problems.Add(a.Span, "address %s is outside the pods of %s (%s)", p.Addr, c.Name, c.Range)
			return
		}
		if have := w.pods[podAddress{c, p.Addr}]; have != nil {
			w.problems.Add(a.Span, "duplicate address %s: %s has it", p.Addr, have.Name)
			return
		}
		ref, _ := s.Args.One("machine")
		if p.Node = lookup[*cloud.Instance](w, c.VPC, ref, cloud.NounInstance); p.Node == nil {
			return
		}
		p.Node.Pods = append(p.Node.Pods, p)
		c.Pods = append(c.Pods, p)
		w.pods[podAddress{c, p.Addr}] = p
	})
}

// podRoutes are the routes that a cluster writes: each pod's address to its node.
func podRoutes(v *cloud.VPC) []cloud.Route {
	var routes []cloud.Route
	for _, c := range v.Clusters {
		for _, p := range c.Pods {
			routes = append(
				routes,
				cloud.Route{
					Range:  netip.PrefixFrom(p.Addr, p.Addr.BitLen()),
					Target: p.Node.Interfaces[0],
					Origin: cloud.Static,
				},
			)
		}
	}
	return routes
}
