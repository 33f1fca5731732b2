package cloud

import "net/netip"

// A Cluster is a container cluster: nodes, and pods on them.
type Cluster struct {
	Thing
	Range netip.Prefix
	Pods  []*Pod
	Group *Group
	// Tables are the tables that have the routes to its pods; TablesStated says that the scenario lists them. Otherwise it
	// is the main table alone (alibaba/pod-routes).
	Tables       []*Table
	TablesStated bool
}

// A Pod has an address of the cluster's range, which its node's interface does not have (alibaba/pods-are-not-members).
type Pod struct {
	Thing
	Addr netip.Addr
	Node *Instance
}

// PodAt is the pod with an address, nil if there is none.
func (v *VPC) PodAt(a netip.Addr) *Pod {
	for _, c := range v.Clusters {
		for _, p := range c.Pods {
			if p.Addr == a {
				return p
			}
		}
	}
	return nil
}
