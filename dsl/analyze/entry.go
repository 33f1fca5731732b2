package analyze

import (
	"net/netip"
	"slices"
	"sort"

	"hopwise/dsl/cloud"
)

// deadEntries finds the entries of NAT gateways that serve no machine.
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
				found := Finding{Code: DeadEntry, At: n, Span: e.Span, Other: e.To.Owner}
				switch {
				// A machine with a public address takes nothing from an entry (alibaba/dnat-entry-needs-an-instance).
				case e.Dead:
					found.Cause, found.Needless, found.Address = OwnAddress, true, e.To.Holding(e.Inner).Public
				// Its answers need a route to the gateway (alibaba/dnat-answer-needs-a-route); those of a peered VPC have
				// one in that of the gateway (huawei/nat-gateway-and-peered-vpcs).
				case e.To.VPC == v && !leadsTo(e.To, n):
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
	return i.Subnet == nil || leads(i.Table(), func(to cloud.Target) bool { return to == cloud.Target(n) })
}

// deadSNAT is the cause why no machine leaves by an entry: it covers no machine, or only machines that leave by an
// address of their own (alibaba/public-address-before-snat) or whose table does not lead to the gateway
// (alibaba/snat-needs-route-and-entry).
func (f *finder) deadSNAT(n *cloud.NAT, e *cloud.SNATEntry) Cause {
	switch {
	case len(e.Via) == 0:
		return NoAddress
	case len(f.machines) == 0,
		slices.ContainsFunc(e.Ranges, func(r netip.Prefix) bool { return !n.VPC.HoldsRange(r) }):
		return NoCause
	}
	cause := NoMachine
	for _, r := range e.Ranges {
		all := f.senders[n.VPC]
		first := sort.Search(len(all), func(k int) bool { return !all[k].addr.Less(r.Addr()) })
		for k := first; k < len(all) && r.Contains(all[k].addr); k++ {
			i := all[k].at
			if f.effort--; i.Subnet != nil {
				f.effort -= len(i.Table().Routes)
			}
			if f.effort < 0 {
				return NoCause
			}
			switch held := sending(i, e); {
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
	}
	return cause
}

// A sender is an address that an interface sends from: its own, or that of a pod on its machine.
type sender struct {
	addr netip.Addr
	at   *cloud.Interface
}

// sendersOf are the senders of interfaces by VPC, in the order of their addresses.
func sendersOf(interfaces []*cloud.Interface) map[*cloud.VPC][]sender {
	all := map[*cloud.VPC][]sender{}
	for _, i := range interfaces {
		for _, a := range i.Addresses {
			all[i.VPC] = append(all[i.VPC], sender{a.Private, i})
		}
		if m := i.Instance(); m != nil {
			for _, p := range m.Pods {
				all[i.VPC] = append(all[i.VPC], sender{p.Private, i})
			}
		}
	}
	for _, senders := range all {
		sort.Slice(senders, func(a, b int) bool { return senders[a].addr.Less(senders[b].addr) })
	}
	return all
}

// sending is the first address of an interface that an entry covers, nil if it covers the address of a pod only.
func sending(i *cloud.Interface, e *cloud.SNATEntry) *cloud.Address {
	for k := range i.Addresses {
		if e.Covers(i.Addresses[k].Private) {
			return &i.Addresses[k]
		}
	}
	return nil
}

// ownFirst reports whether a machine's own public address goes before every route of its table
// (alibaba/public-address-is-a-way-out).
func (f *finder) ownFirst(v *cloud.VPC) bool {
	if v.IPv4Gateway != nil && v.IPv4Gateway.State != cloud.Created {
		return false
	}
	return slices.Contains(f.cloud.Provider.Leave, cloud.StageOwnAddress)
}
