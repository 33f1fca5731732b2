package cloud

import "net/netip"

// A Cluster is a container cluster: nodes, and pods on them.
type Cluster struct {
	Thing
	// Nodes are the machines that it runs on.
	Nodes []*Instance
	Pods  []*Pod
	// Range is the range that pods have their addresses from; the zero Prefix in a cloud where that is their subnet's.
	Range netip.Prefix
	// Group is the group that it makes, nil in a cloud where it makes none.
	Group *Group
	// Tables are the tables that have the routes to its pods; TablesStated says that the scenario lists them. Otherwise it
	// is the main table alone (alibaba/pod-routes).
	Tables       []*Table
	TablesStated bool
}

// A Pod has an address of its own. It is either one of the cluster's range, which its node's interface does not have
// (alibaba/pods-are-not-members), or one of a subnet, which its node's interface has (aws/pod-address).
type Pod struct {
	Thing
	// Address is its address, with the public one that an IPv6 address is by itself.
	Address
	Node *Instance
	// At is the interface of its node that it sends by.
	At *Interface
}

// A ClusterModel says how a cloud's container clusters work.
type ClusterModel struct {
	// OwnRange says that pods have addresses of a range of the cluster, to which routes lead, and that the cluster makes
	// a security group; otherwise a pod has an address of its node's subnet, on the node's interface.
	OwnRange bool
	// Translates reports whether a pod of a VPC sends to an address in the name of its node.
	Translates func(v *VPC, a netip.Addr) bool
}

// PodAt is the pod with an address, nil if there is none.
func (v *VPC) PodAt(a netip.Addr) *Pod {
	for _, c := range v.Clusters {
		for _, p := range c.Pods {
			if p.Private == a {
				return p
			}
		}
	}
	return nil
}

// Holder is what has a private address in the VPC: a pod, or an interface; nil if nothing has it.
func (v *VPC) Holder(a netip.Addr) Object {
	if p := v.PodAt(a); p != nil {
		return p
	}
	if i, _ := v.Owner(a); i != nil {
		return i
	}
	return nil
}

// AssignPod gives a pod an address of the interface of its node.
func (v *VPC) AssignPod(p *Pod, i *Interface) {
	if v.owners == nil {
		v.owners = map[netip.Addr]entry{}
	}
	v.owners[p.Private] = entry{at: i, pod: p}
	i.Pods = append(i.Pods, p)
}
