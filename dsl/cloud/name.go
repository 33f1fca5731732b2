package cloud

// A Scope is a set of kinds of objects among which a name is unique in a cloud: one place of a text could mean any of
// them. Objects of two scopes may share a name, as an instance and its security group do; the place says which one is
// meant.
type Scope uint8

// The scopes.
const (
	// ScopeEnds are senders and receivers, the targets of routes, and endpoints of services. The hosts on the Internet
	// belong to those of every cloud.
	ScopeEnds Scope = iota
	// ScopePeers are what a rule may name: groups and prefix lists.
	ScopePeers
	// ScopeNetworks are VPCs, and the networks far away that a hub attaches as it does a VPC.
	ScopeNetworks
	ScopeSubnets
	ScopeTables
	ScopeACLs
	ScopeUsers
	ScopeClusters
	scopeCount
)

// Scope is the scope of the names of this kind of object.
func (n Noun) Scope() Scope {
	switch n {
	case NounGroup, NounPrefixList:
		return ScopePeers
	case NounVPC, NounClassic, NounVPNConnection:
		return ScopeNetworks
	case NounSubnet:
		return ScopeSubnets
	case NounTable:
		return ScopeTables
	case NounACL:
		return ScopeACLs
	case NounUser:
		return ScopeUsers
	case NounCluster:
		return ScopeClusters
	}
	return ScopeEnds
}

// names are the declared objects of a cloud by their names, one map for each scope.
type names [scopeCount]map[string]Object

// Declare adds an object under its name, which must be free in its scope.
func (c *Cloud) Declare(o Object) {
	b := o.Base()
	in := &c.named[b.Noun.Scope()]
	if *in == nil {
		*in = map[string]Object{}
	}
	(*in)[b.Name] = o
	c.Objects = append(c.Objects, o)
}

// Taken is the declared object that has a name in a scope, nil if it is free.
func (c *Cloud) Taken(in Scope, name string) Object { return c.named[in][name] }

// End is the declared sender, receiver or target of routes with this name, nil if there is none.
func (c *Cloud) End(name string) Object { return c.Taken(ScopeEnds, name) }

// Named are all declared objects with this name, one of each scope at most.
func (c *Cloud) Named(name string) []Object {
	var all []Object
	for in := range scopeCount {
		if o := c.Taken(in, name); o != nil {
			all = append(all, o)
		}
	}
	return all
}

// Declared is the declared object of a type with this name; false if there is none.
func Declared[T Object](c *Cloud, name string) (T, bool) {
	for in := range scopeCount {
		if o, ok := c.named[in][name].(T); ok {
			return o, true
		}
	}
	var none T
	return none, false
}

// IsShared reports whether the thing's name alone says little: another object of its cloud has it too, one that a packet
// may meet.
func (t *Thing) IsShared() bool {
	if t.VPC == nil {
		return false
	}
	n := 0
	for _, o := range t.VPC.Cloud.Named(t.Name) {
		if in := o.Base().Noun.Scope(); in != ScopeUsers && in != ScopeClusters {
			n++
		}
	}
	return n > 1
}
