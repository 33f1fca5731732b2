package analyze

import (
	"net/netip"

	"hopwise/dsl/cloud"
)

// deadEntries finds the entries of NAT gateways that serve nobody (alibaba 4.3, 4.5).
func (f *finder) deadEntries() {
	for _, v := range f.cloud.VPCs {
		for _, n := range v.NATs {
			for k := range n.SNAT {
				e := &n.SNAT[k]
				if cause := f.deadSNAT(n, e); cause != NoCause {
					f.add(Finding{Code: DeadEntry, Cause: cause, At: n, Span: e.Span})
				}
			}
			for k := range n.DNAT {
				e := &n.DNAT[k]
				found := Finding{Code: DeadEntry, At: n, Span: e.Span, Other: e.To.Owner, Address: e.To.Addresses[0].Public}
				switch {
				case found.Address != nil: // DN-4
					found.Cause, found.Needless = OwnAddress, true
				case !leadsTo(e.To, n): // DN-6
					found.Cause = NoRoute
				default:
					continue
				}
				f.add(found)
			}
		}
	}
}

func leadsTo(i *cloud.Interface, n *cloud.NAT) bool {
	return i.Subnet == nil || leads(i.Subnet.Table, func(to cloud.Target) bool { return to == cloud.Target(n) })
}

// deadSNAT is why no machine leaves by an entry: it covers none, or only such as leave by their own address, or such whose
// table does not lead to the gateway (alibaba SN-5, SN-8).
func (f *finder) deadSNAT(n *cloud.NAT, e *cloud.SNATEntry) Cause {
	switch {
	case e.Via == nil:
		return NoAddress
	case len(f.machines) == 0 || !inside(e.Ranges, n.VPC.Ranges):
		return NoCause
	}
	cause := NoMachine
	for _, i := range f.interfaces {
		if f.effort--; i.Subnet != nil && i.VPC == n.VPC {
			f.effort -= len(i.Subnet.Table.Routes)
		}
		if f.effort < 0 {
			return NoCause
		}
		switch held, covered := senderOf(i, n, e); {
		case !covered:
		case held != nil && held.Public != nil && f.ownFirst(n.VPC):
			if cause == NoMachine {
				cause = OwnAddress
			}
		case leadsTo(i, n):
			return NoCause
		default:
			cause = NoRoute
		}
	}
	return cause
}

// senderOf is the address of an interface that an entry covers, nil for that of a pod on its machine.
func senderOf(i *cloud.Interface, n *cloud.NAT, e *cloud.SNATEntry) (*cloud.Address, bool) {
	if i.VPC != n.VPC {
		return nil, false
	}
	for k := range i.Addresses {
		if hold(e.Ranges, i.Addresses[k].Private) {
			return &i.Addresses[k], true
		}
	}
	if m := i.Instance(); m != nil {
		for _, p := range m.Pods {
			if hold(e.Ranges, p.Addr) {
				return nil, true
			}
		}
	}
	return nil, false
}

func hold(ranges []netip.Prefix, a netip.Addr) bool {
	for _, r := range ranges {
		if r.Contains(a) {
			return true
		}
	}
	return false
}

// inside reports whether each range lies in one of others.
func inside(ranges, others []netip.Prefix) bool {
	for _, r := range ranges {
		in := false
		for _, o := range others {
			in = in || o.Bits() <= r.Bits() && o.Contains(r.Addr())
		}
		if !in {
			return false
		}
	}
	return true
}

// ownFirst reports whether a machine's own public address goes before every route of its table (alibaba 2.4).
func (f *finder) ownFirst(v *cloud.VPC) bool {
	if v.IPv4Gateway != nil && v.IPv4Gateway.State != cloud.Created {
		return false
	}
	for _, s := range f.cloud.Provider.Leave {
		if s == cloud.StageOwnAddress {
			return true
		}
	}
	return false
}
