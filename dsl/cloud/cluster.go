package cloud

import "net/netip"

// A Cluster is a container cluster: nodes, and pods on them.
type Cluster struct {
	Thing
	Range netip.Prefix
	Nodes []*Instance
	Pods  []*Pod
	Group *Group
}

// A Pod has an address of the cluster's range that is none of its node's interface (alibaba AK-6).
type Pod struct {
	Thing
	Addr netip.Addr
	Node *Instance
}
