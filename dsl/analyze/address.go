package analyze

import "hopwise/dsl/cloud"

// publics finds the machines' own addresses on the Internet.
func (f *finder) publics() {
	for _, m := range f.machines {
		for _, i := range m.Interfaces {
			for _, a := range i.Addresses {
				if a.Public != nil && a.Public.Addr.Is4() {
					f.add(Finding{Code: PublicAddress, At: m, Span: a.Public.Span, Address: a.Public})
				}
			}
		}
	}
}

// idle finds the public addresses that can't be used where they are bound.
func (f *finder) idle() {
	for _, i := range f.interfaces {
		for _, a := range i.Addresses {
			if a.Public == nil || !a.Public.Addr.Is4() {
				continue
			}
			cause := f.shutIn(i)
			if b, ok := i.Owner.(*cloud.Balancer); ok && len(b.Listeners) == 0 {
				cause = NoListener
			}
			f.idleAddress(a.Public, i, cause)
		}
	}
	for _, v := range f.cloud.VPCs {
		for _, n := range v.NATs {
			if p := n.FirstPublic(); p != nil {
				f.idleAddress(p, n.Interface, f.idleNAT(n))
			}
		}
	}
}

func (f *finder) idleAddress(p *cloud.PublicAddress, i *cloud.Interface, cause Cause) {
	if cause == NoCause {
		return
	}
	found := Finding{Code: IdleAddress, Cause: cause, At: i.Owner, Span: p.Span, Address: p}
	if i.Subnet != nil {
		found.Other = i.Table()
	}
	f.add(found)
}

// idleNAT is the cause why a NAT gateway uses none of its addresses.
func (f *finder) idleNAT(n *cloud.NAT) Cause {
	switch {
	case f.cloud.Provider.NAT.Entries && len(n.SNAT)+len(n.DNAT) == 0:
		return NoEntry
	case !f.targets[n]:
		return NoRoute
	}
	return f.shutIn(n.Interface)
}

// shutIn is the cause why an interface does not reach the Internet from its public address
// (aws/internet-access-conditions, alibaba/ipv4-gateway-makes-routes-decide).
func (f *finder) shutIn(i *cloud.Interface) Cause {
	if i.Subnet == nil {
		return NoCause
	}
	v, t := i.VPC, i.Table()
	if v.PublicAccess == cloud.PublicShut || v.IPv4Gateway != nil && v.IPv4Gateway.State == cloud.Removed {
		return ShutOff
	}
	cause, known := f.outs[t]
	if !known {
		cause = f.shutBy(v, t)
		f.outs[t] = cause
	}
	return cause
}

// shutBy is the cause why a public address does not reach the Internet by a table. It always does in a cloud that asks
// no table.
func (f *finder) shutBy(v *cloud.VPC, t *cloud.Table) Cause {
	g := v.IPv4Gateway
	switch {
	case f.cloud.Provider.PublicNeedsRoute:
		isAttached := func(to cloud.Target) bool {
			gateway, ok := to.(*cloud.InternetGateway)
			return ok && !gateway.Detached
		}
		switch {
		case leads(t, isAttached):
			return NoCause
		case v.InternetGateway == nil:
			return NoGateway
		case t.LeadsOut():
			return Detached
		}
		return NoWayOut
	case g != nil && g.State == cloud.Active:
		return when(!leads(t, func(to cloud.Target) bool { return to == cloud.Target(g) }), NoWayOut)
	}
	return NoCause
}

// leads reports whether a route of a table leads to a target that isMeant accepts, or to a machine or another network
// by which a packet may get there.
func leads(t *cloud.Table, isMeant func(cloud.Target) bool) bool {
	for k := range t.Routes {
		to := t.Routes[k].Target
		switch to.(type) {
		case *cloud.Interface, *cloud.TransitGateway, *cloud.Peering:
			return true
		}
		if isMeant(to) {
			return true
		}
	}
	return false
}
