package trace

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// ownAddress lets a sender with a public address leave by it, past the route table (alibaba 2.4, 4.5).
func ownAddress(w *walk) verdict {
	held := w.from.Holding(w.packet.Source)
	if held == nil || held.Public == nil || w.cloud.Provider.Private(w.from.VPC, w.packet.Destination) {
		return onward
	}
	w.translate(held.Public, held.Public.Span, func(p *Packet) { p.Source = held.Public.Addr })
	return w.goOut()
}

// gatewayOut is an internet gateway on the way out: it translates a private address that has a public one, and drops every
// other (aws 4).
func gatewayOut(w *walk) verdict {
	v := w.from.VPC
	g := v.InternetGateway
	held := w.from.Holding(w.packet.Source)
	switch {
	case g.Detached:
		return w.drop(g, GatewayDetached, g.Span)
	case cloud.IsPrivateSpace(w.packet.Destination):
		return w.drop(g, NotInternetAddress, g.Span)
	case held == nil || held.Public == nil:
		return w.drop(g, NoPublicAddress, g.Span)
	}
	w.translate(g, g.Span, func(p *Packet) { p.Source = held.Public.Addr }).For = held.Public
	return w.goOut()
}

// goOut brings the packet to the Internet, from where it may come in again: to a public address of the same cloud.
func (w *walk) goOut() verdict {
	if i, _ := w.cloud.PublicOwner(w.packet.Destination); i != nil {
		return w.comeIn()
	}
	h := hostAt(w.network, w.packet.Destination)
	w.end = end{host: h}
	if cloud.IsPrivateSpace(w.packet.Destination) {
		return w.drop(w.cloud.Platform, NotInternetAddress, source.Span{})
	}
	return w.receive(h, h.Listen)
}

// gatewayIn is an internet gateway on the way in: the reverse of gatewayOut. The subnet's table is not asked (aws 4).
func gatewayIn(w *walk) verdict {
	i, held := w.cloud.PublicOwner(w.packet.Destination)
	if i == nil {
		return w.ownerless()
	}
	g := i.VPC.InternetGateway
	switch {
	case g == nil:
		return w.drop(i.VPC, NoGateway, i.VPC.Span)
	case g.Detached:
		return w.drop(g, GatewayDetached, g.Span)
	case cloud.IsPrivateSpace(w.packet.Source):
		return w.drop(g, NotInternetAddress, g.Span)
	}
	w.translate(g, g.Span, func(p *Packet) { p.Destination = held.Private }).For = held.Public
	return w.enter(i, w.cloud.Provider.Enter)
}

// edgeIn is the platform on the way in: it knows which private address a public one stands for (alibaba EI-3).
func edgeIn(w *walk) verdict {
	i, held := w.cloud.PublicOwner(w.packet.Destination)
	switch {
	case i == nil:
		return w.ownerless()
	case cloud.IsPrivateSpace(w.packet.Source):
		return w.drop(w.cloud.Platform, NotInternetAddress, source.Span{})
	}
	w.translate(held.Public, held.Public.Span, func(p *Packet) { p.Destination = held.Private })
	return w.enter(i, w.cloud.Provider.Enter)
}

// ownerless drops a packet from the Internet for an address that is nobody's public one. Where a VPC with a gateway has it
// as a private one, the gateway has nothing to translate it to.
func (w *walk) ownerless() verdict {
	a := w.packet.Destination
	v := w.vpcOf(a)
	switch {
	case v != nil && v.InternetGateway != nil:
		return w.drop(v.InternetGateway, NoPublicAddress, v.InternetGateway.Span)
	case v != nil || cloud.IsPrivateSpace(a):
		return w.drop(w.cloud.Platform, NotInternetAddress, source.Span{})
	}
	return w.drop(w.cloud.Platform, UnknownDestination, source.Span{})
}

func (w *walk) vpcOf(a netip.Addr) *cloud.VPC {
	for _, v := range w.cloud.VPCs {
		if v.Holds(a) {
			return v
		}
	}
	return nil
}
