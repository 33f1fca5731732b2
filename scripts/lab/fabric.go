//go:build linux

package main

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
)

// A hop is what the fabric, the cloud between the machines, does with a packet: the link at which it comes out, or why
// it comes out at none. The fabric knows subnets, tables, next hops that are machines, the check of source and
// destination, and public addresses that belong to one private address each. It has no memory, and groups are open.
type hop struct {
	to   *link
	lost string
}

// carry takes a packet from a link. It may change the packet's addresses.
func (p *plan) carry(from *link, k packet) hop {
	switch {
	case from.far != nil:
		return hop{to: from.far}
	case len(from.ranges) > 0:
		return from.behind(k)
	case from.at == nil:
		return p.fromInternet(k)
	}
	return p.leave(from.at, k)
}

// behind takes a packet that a guest sends to what is behind it.
func (l *link) behind(k packet) hop {
	for _, other := range l.beyond {
		if other.has(k.destination()) {
			return hop{to: other}
		}
	}
	return hop{lost: "nobody behind " + l.machine.name + " has " + k.destination().String()}
}

// leave takes a packet that an interface of the cloud sends. Where a public address needs no route, it is the way out,
// and only a route that is longer than the default one goes before it.
func (p *plan) leave(i *cloud.Interface, k packet) hop {
	if i.Check && i.Holding(k.source()) == nil {
		return hop{lost: "source check of " + i.Name}
	}
	if i.Subnet.Holds(k.destination()) {
		return p.inside(i.VPC, k)
	}
	route := i.Table().Lookup(k.destination())
	own := i.Holding(k.source())
	if own != nil && own.Public != nil && !k.is6() && p.leavesByOwn(i.VPC, k.destination(), route) {
		return p.toInternet(own.Public.Addr, k)
	}
	if route == nil {
		return hop{lost: "no route in " + i.Table().Name}
	}
	return p.follow(route, i, k)
}

// leavesByOwn reports whether what bears an elastic address leaves by it: in a cloud where that needs no route, towards
// the Internet, and in one of them only where no route is longer than the default one.
func (p *plan) leavesByOwn(v *cloud.VPC, to netip.Addr, route *cloud.Route) bool {
	provider := p.cloud.Provider
	active := v.IPv4Gateway != nil && v.IPv4Gateway.State == cloud.Active
	if provider.PublicNeedsRoute || active || provider.Private(v, to) {
		return false
	}
	return route == nil || route.Range.Bits() == 0 || slices.Contains(provider.Leave, cloud.StageOwnAddress)
}

// follow sends a packet to the target of a route.
func (p *plan) follow(r *cloud.Route, i *cloud.Interface, k packet) hop {
	switch t := r.Target.(type) {
	case cloud.Local:
		return p.inside(i.VPC, k)
	case *cloud.Interface:
		return p.enter(t, k)
	case *cloud.InternetGateway:
		_, own := i.VPC.Owner(k.source())
		return p.gateway(t.Name, own, k)
	case *cloud.IPv4Gateway:
		// Unlike the internet gateway it serves only what leaves by its own interface.
		return p.gateway(t.Name, i.Holding(k.source()), k)
	case *cloud.IPv6Gateway:
		return p.toInternet(k.source(), k)
	}
	return hop{lost: "a route to nowhere in " + i.Table().Name}
}

// gateway sends a packet out by a gateway, with the public address of its source if that has one.
func (p *plan) gateway(name string, own *cloud.Address, k packet) hop {
	if k.is6() && own != nil {
		return p.toInternet(k.source(), k)
	}
	if own != nil && own.Public != nil {
		return p.toInternet(own.Public.Addr, k)
	}
	return hop{lost: "no public address at " + name}
}

// inside delivers a packet for an address of the VPC.
func (p *plan) inside(v *cloud.VPC, k packet) hop {
	i, _ := v.Owner(k.destination())
	if i == nil {
		return hop{lost: "nobody has " + k.destination().String()}
	}
	return p.enter(i, k)
}

// enter gives a packet to an interface.
func (p *plan) enter(i *cloud.Interface, k packet) hop {
	if p.cloud.Provider.ChecksDestination && i.Check && i.Holding(k.destination()) == nil {
		return hop{lost: "destination check of " + i.Name}
	}
	return hop{to: p.at(i)}
}

// toInternet sends a packet out with a public address.
func (p *plan) toInternet(public netip.Addr, k packet) hop {
	k.translate(sourceEnd, public)
	return p.fromInternet(k)
}

// fromInternet takes a packet on the Internet to a host or to a public address of the cloud.
func (p *plan) fromInternet(k packet) hop {
	to := k.destination()
	for _, m := range p.machines {
		if m.host != nil && m.has(to) {
			return hop{to: m.links[0]}
		}
	}
	i, own := p.cloud.PublicOwner(to)
	if own != nil && (i.VPC.InternetGateway != nil || !p.cloud.Provider.PublicNeedsRoute) {
		k.translate(destinationEnd, own.Private)
		return p.edge(i, k)
	}
	for _, v := range p.cloud.VPCs {
		if i, _ := v.Owner(to); i != nil && to.Is6() && v.InternetGateway != nil {
			return p.edge(i, k)
		}
	}
	return hop{lost: "nobody on the Internet has " + to.String()}
}

// edge brings a packet in over the gateway's own table where there is one.
func (p *plan) edge(i *cloud.Interface, k packet) hop {
	if g := i.VPC.InternetGateway; g != nil && g.Edge != nil {
		if r := g.Edge.Lookup(k.destination()); r != nil {
			return p.follow(r, i, k)
		}
	}
	return p.enter(i, k)
}
