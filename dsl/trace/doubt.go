package trace

import (
	"slices"

	"hopwise/dsl/cloud"
)

// Hangs reports whether a step hangs on a point that a cloud's documentation may leave open: had the model chosen
// otherwise there, the step would be another or would not be here.
func (t *Trace) Hangs(d cloud.Doubt, leg, step int) bool {
	h := hanging{t: t, leg: leg, s: &t.Legs[leg].Steps[step], earlier: t.Legs[leg].Steps[:step]}
	drops := h.s.Decision == Dropped
	acl, isACL := h.s.At.(*cloud.ACL)
	switch d {
	case cloud.DoubtRequestArrives:
		return drops && leg == 1 &&
			h.is(NotPublicSubnet, NoRoute, WrongAnswerAddress, BlackholeRoute, AttachmentRoute, UnknownDestination) &&
			stageIn(t.Legs[0].Steps, cloud.StageGatewayIn)
	case cloud.DoubtNATGatewayACL:
		return drops && isACL && h.s.Stage != cloud.StageTransitGateway && isNAT(h.s.on.Owner)
	case cloud.DoubtNATVSwitchACL:
		return !drops && h.aclOfNAT()
	case cloud.DoubtHairpin:
		return h.comesBack()
	case cloud.DoubtApplianceGroup:
		return h.is(SGRule) && h.s.Direction == cloud.In && h.s.on.Holding(h.s.Before.Destination) == nil && h.byGroup()
	case cloud.DoubtEgressBesideGateway:
		return h.is(EgressOnly) && h.s.At.Base().VPC.InternetGateway != nil
	case cloud.DoubtBlackhole:
		return h.is(BlackholeRoute) && h.hasShorter()
	case cloud.DoubtSharedAttachment:
		return drops && isACL && h.s.Stage == cloud.StageTransitGateway && h.left(acl)
	case cloud.DoubtIPv6Member:
		return h.is(SGRule) && h.s.Before.Source.Is6() && h.byGroup()
	case cloud.DoubtGroupBeyond:
		return h.is(SGNoRule) && h.s.Direction == cloud.Out && h.namesBeyondTransit()
	}
	return h.inferred(d, drops) || h.onClassic(d, isACL && drops) || h.onEntries(d, drops) || h.onOwn(d, isACL && drops)
}

// A hanging is a step that is tested for doubts, with the steps before it.
type hanging struct {
	t       *Trace
	leg     int
	s       *Step
	earlier []Step
}

func (h *hanging) is(reasons ...Reason) bool {
	return slices.Contains(reasons, h.s.Reason)
}

func stageIn(steps []Step, stage cloud.Stage) bool {
	for i := range steps {
		if steps[i].Stage == stage {
			return true
		}
	}
	return false
}

// inferred tests the doubts about behaviour that is inferred from documentation or known from practice only.
func (h *hanging) inferred(d cloud.Doubt, drops bool) bool {
	switch d {
	case cloud.DoubtOtherProtocol:
		return h.is(EIP) && !translatable(h.s.Before.Service) && h.s.Before.Service.Protocol != cloud.ICMPv6
	case cloud.DoubtNATLoop:
		return h.is(NATLoop)
	case cloud.DoubtNATInside:
		n, ok := h.s.At.(*cloud.NAT)
		return ok && h.leg == 0 && h.is(NAT) && n.VPC.Holds(h.s.Before.Destination)
	case cloud.DoubtSharedACL:
		return drops && h.s.Stage == cloud.StageACLIn && h.leftNextDoor()
	case cloud.DoubtMasquerade:
		return h.is(SGRule) && h.s.Direction == cloud.In && h.masqueraded() && h.byGroup()
	case cloud.DoubtNewFlow:
		return h.leg == 1 && h.is(SGNoRule)
	case cloud.DoubtOnTheWay:
		return drops && h.is(SGNoRule, ACLDeny, ACLNoRule) && h.s.Stage != cloud.StageTransitGateway && h.handsOn()
	case cloud.DoubtAbsent:
		_, inVPC := h.s.At.(*cloud.VPC)
		return inVPC && h.is(UnknownDestination)
	case cloud.DoubtKeptClient:
		_, isACL := h.s.At.(*cloud.ACL)
		return drops && isACL && h.leg == 1 && h.keptClient()
	case cloud.DoubtServiceAddress:
		return h.is(UnfilteredService) && h.unsure()
	}
	return false
}

// leftNextDoor reports whether the packet has left another subnet by the ACL that now judges it again.
func (h *hanging) leftNextDoor() bool {
	for i := range h.earlier {
		if e := &h.earlier[i]; e.At == h.s.At && e.For != h.s.For && e.Stage == cloud.StageACLOut {
			return true
		}
	}
	return false
}

// masqueraded reports whether a machine was the last to translate the packet's source.
func (h *hanging) masqueraded() bool {
	for i := len(h.earlier) - 1; i >= 0; i-- {
		if source, _ := h.earlier[i].Translated(); source {
			_, machine := h.earlier[i].At.(*cloud.Instance)
			return machine
		}
	}
	return false
}

// handsOn reports whether a filter belongs to a machine that the packet only passes. For a NAT instance the
// documentation itself says that its groups judge (aws/nat-instance-group).
func (h *hanging) handsOn() bool {
	own := h.s.Before.Source
	if h.s.Direction == cloud.In {
		own = h.s.Before.Destination
	}
	m := h.s.on.Instance()
	return m != nil && len(m.Iptables.SNAT) == 0 && h.s.on.Holding(own) == nil
}

// keptClient reports whether a balancer in the subnets brought the request with the client's own address.
func (h *hanging) keptClient() bool {
	request := h.t.Legs[0].Steps
	for i := range request {
		s := &request[i]
		if b, ok := s.At.(*cloud.Balancer); ok && b.Kind.Nodes && s.Reason == Balanced &&
			s.After.Source == s.Before.Source {
			return true
		}
	}
	return false
}

func (h *hanging) unsure() bool {
	for _, v := range h.t.Cloud.VPCs {
		for _, s := range h.t.Cloud.Provider.Services(v) {
			if s.Unsure && s.Addr == h.s.Before.Destination {
				return true
			}
		}
	}
	return false
}

// onClassic tests the doubts about balancers outside of all subnets.
func (h *hanging) onClassic(d cloud.Doubt, dropsByACL bool) bool {
	switch d {
	case cloud.DoubtClassicDeny:
		if !h.is(CLBDirect) {
			return false
		}
		w := h.walk(h.s.Before)
		r, _ := w.groupRule(h.s.on, cloud.In, w.neighbourOf(h.s.on, cloud.In))
		return r != nil && !r.Allow
	case cloud.DoubtClassicACL:
		return dropsByACL && h.classic(h.t.Legs[0].Steps) != nil || h.checkMeetsACL()
	case cloud.DoubtClassicEdge:
		b := h.classic([]Step{*h.s})
		return b != nil && b.VPC.IPv4Gateway != nil && b.VPC.IPv4Gateway.State != cloud.Created &&
			!b.VPC.Holds(h.s.Before.Source)
	}
	return false
}

// checkMeetsACL reports whether a classic balancer finds its target unhealthy because an ACL drops its check.
func (h *hanging) checkMeetsACL() bool {
	b, isBalancer := h.s.At.(*cloud.Balancer)
	m, isMachine := h.s.For.(*cloud.Instance)
	if !isBalancer || !isMachine || !h.is(NoHealthyTarget) || m.Interfaces[0].Subnet.ACL == nil {
		return false
	}
	i, p := m.Interfaces[0], h.s.Before
	p.Source, p.Destination = b.Kind.Source, i.Addresses[0].Private
	p.shift(b.Listener(h.walk(p).asked()).Port)
	return h.walk(p).acl(i.Subnet, cloud.In, i) != onward
}

// onOwn tests the doubts about the cloud's own services, balancers in subnets, and new groups and ACLs.
func (h *hanging) onOwn(d cloud.Doubt, dropsByACL bool) bool {
	switch d {
	case cloud.DoubtServiceGroup:
		g, isGroup := h.s.At.(*cloud.Group)
		if !isGroup || !h.is(UnfilteredService) {
			return false
		}
		r, _ := h.walk(h.s.Before).groupRule(h.s.on, h.s.Direction, nil)
		return r != nil && !r.Allow || r == nil && (h.s.Direction == cloud.In || !g.Kind.OutOpen)
	case cloud.DoubtBalancerSource:
		b, isBalancer := h.s.At.(*cloud.Balancer)
		return isBalancer && h.is(Balanced) && b.Kind.Ends
	case cloud.DoubtBalancerACL:
		if !dropsByACL {
			return false
		}
		b, isBalancer := h.s.on.Owner.(*cloud.Balancer)
		return isBalancer && b.Kind.Ends
	case cloud.DoubtGroupAcross:
		return h.is(SGNoRule) && h.namesElsewhere()
	case cloud.DoubtFreshACL:
		a, isACL := h.s.At.(*cloud.ACL)
		return isACL && dropsByACL && len(a.Rules[cloud.In])+len(a.Rules[cloud.Out]) == 0
	case cloud.DoubtFreshGroup:
		return h.is(SGNoRule) && h.s.Direction == cloud.Out && h.ruleless()
	}
	return false
}

// ruleless reports whether the groups of an interface have no outgoing rule at all.
func (h *hanging) ruleless() bool {
	for _, g := range h.s.on.Groups {
		if len(g.Rules[cloud.Out]) > 0 {
			return false
		}
	}
	return true
}

// namesElsewhere reports whether a rule would let the packet pass if it knew the other end, in another VPC.
func (h *hanging) namesElsewhere() bool {
	w := h.walk(h.s.Before)
	for _, v := range h.t.Cloud.VPCs {
		if other := w.owner(v, w.peer(h.s.Direction)); other != nil && v != h.s.on.VPC {
			if r, _ := w.groupRule(h.s.on, h.s.Direction, other); r != nil && r.Allow {
				return true
			}
		}
	}
	return false
}

// classic is the balancer outside of all subnets that sends the packet on in one of some steps; nil if none does.
func (h *hanging) classic(steps []Step) *cloud.Balancer {
	for i := range steps {
		if b, ok := steps[i].At.(*cloud.Balancer); ok && !b.Kind.Nodes && steps[i].Reason == Balanced {
			return b
		}
	}
	return nil
}

// onEntries tests the doubts about NAT gateways with entries, and about the check of an interface.
func (h *hanging) onEntries(d cloud.Doubt, drops bool) bool {
	v := h.s.At.Base().VPC
	source, _ := h.s.Translated()
	switch d {
	case cloud.DoubtStaticFirst:
		if h.s.Stage != cloud.StageOwnAddress || !source {
			return false
		}
		for _, n := range v.NATs {
			if h.s.At.Base().Noun == cloud.NounPublicAddress && n.TranslatesWhole(h.s.Before.Source) {
				return true
			}
		}
	case cloud.DoubtElasticBehindNAT:
		if _, ok := h.s.At.(*cloud.NAT); !ok || h.leg == 1 || !source || v.IPv4Gateway == nil ||
			v.IPv4Gateway.State != cloud.Active {
			return false
		}
		_, held := v.Owner(h.s.Before.Source)
		return held != nil && held.Public != nil
	case cloud.DoubtForwardedAnswer:
		return drops && h.leg == 1 && h.is(NoRoute, WrongAnswerAddress, NoPublicAddress, SNATNoEntry, NATHairpin) &&
			h.forwarded()
	case cloud.DoubtCheckPlace:
		return h.is(SourceDestCheck)
	}
	return false
}

func (h *hanging) forwarded() bool {
	request := h.t.Legs[0].Steps
	for i := range request {
		if _, ok := request[i].At.(*cloud.NAT); ok && request[i].Reason == DNAT {
			return true
		}
	}
	return false
}

func (h *hanging) walk(p Packet) *walk { return &walk{cloud: h.t.Cloud, packet: p} }

// aclOfNAT reports whether the ACL of a NAT gateway's subnet would stop what the gateway translates.
func (h *hanging) aclOfNAT() bool {
	n, ok := h.s.At.(*cloud.NAT)
	if !ok || n.Interface.Subnet.ACL == nil || !h.is(NAT, DNAT) {
		return false
	}
	s := n.Interface.Subnet
	return h.walk(h.s.Before).acl(s, cloud.In, n.Interface) != onward ||
		h.walk(h.s.After).acl(s, cloud.Out, n.Interface) != onward
}

// comesBack reports whether the packet enters the VPC that it has left for the Internet.
func (h *hanging) comesBack() bool {
	if _, to := h.s.Translated(); !to || h.s.Reason != EIP {
		return false
	}
	for i := range h.earlier {
		if source, _ := h.earlier[i].Translated(); source && h.earlier[i].At.Base().VPC == h.s.At.Base().VPC {
			return true
		}
	}
	return false
}

// byGroup reports whether a rule matched by a group and by no range.
func (h *hanging) byGroup() bool {
	a := h.walk(h.s.Before).peer(h.s.Direction)
	for _, p := range h.s.Rule.Peers {
		if p.Group == nil && p.Range.Contains(a) {
			return false
		}
	}
	return true
}

// hasShorter reports whether another route of the table holds the destination.
func (h *hanging) hasShorter() bool {
	t, ok := h.s.At.(*cloud.Table)
	if !ok {
		return false
	}
	for r := range t.All() {
		if r != h.s.Route && r.Range.Contains(h.s.Before.Destination) {
			return true
		}
	}
	return false
}

// left reports whether the packet has left the subnet of an ACL before, by that ACL.
func (h *hanging) left(a *cloud.ACL) bool {
	for i := range h.earlier {
		if e := &h.earlier[i]; e.At == cloud.Object(a) && e.For == h.s.For && e.Direction == cloud.Out {
			return true
		}
	}
	return false
}

// namesBeyondTransit reports whether an outgoing rule names a group of a receiver behind a transit gateway.
func (h *hanging) namesBeyondTransit() bool {
	i, a := h.s.on, h.s.Before.Destination
	r := i.Subnet.Table.Lookup(a)
	if r == nil {
		return false
	}
	transit, ok := r.Target.(*cloud.TransitGateway)
	if !ok {
		return false
	}
	w := h.walk(h.s.Before)
	for _, v := range transit.VPCs {
		if other := w.owner(v, a); other != nil {
			rule, _ := w.groupRule(i, cloud.Out, other)
			return rule != nil
		}
	}
	return false
}
