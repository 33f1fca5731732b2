package trace

import "hopwise/dsl/cloud"

// lost are the assumptions about a request on which the drop of its answer depends, by the reason of the drop: that the
// request arrived although no way leads back, and that only the NAT gateway which forwarded it leads back.
var lost = [...]struct {
	reason Reason
	on     cloud.Doubts
}{
	{NoRoute, 1<<cloud.DoubtRequestArrives | 1<<cloud.DoubtForwardedAnswer},
	{WrongAnswerAddress, 1<<cloud.DoubtRequestArrives | 1<<cloud.DoubtForwardedAnswer},
	{NotPublicSubnet, 1 << cloud.DoubtRequestArrives},
	{BlackholeRoute, 1 << cloud.DoubtRequestArrives},
	{AttachmentRoute, 1 << cloud.DoubtRequestArrives},
	{UnknownDestination, 1 << cloud.DoubtRequestArrives},
	{NoPublicAddress, 1 << cloud.DoubtForwardedAnswer},
	{SNATNoEntry, 1 << cloud.DoubtForwardedAnswer},
	{NATHairpin, 1 << cloud.DoubtForwardedAnswer},
}

// aclDrop marks the assumptions on which the drop by an ACL depends.
func (w *walk) aclDrop(s *Step, a *cloud.ACL, i *cloud.Interface) {
	atAttachment := w.stage == cloud.StageTransitGateway
	b, isBalancer := i.Owner.(*cloud.Balancer)
	s.Open |= w.open & (1 << cloud.DoubtClassicACL)
	s.Open.AddIf(cloud.DoubtKeptClient, w.isAnswer && w.open.Has(cloud.DoubtKeptClient))
	s.Open.AddIf(cloud.DoubtNATGatewayACL, !atAttachment && isNAT(i.Owner))
	s.Open.AddIf(cloud.DoubtSharedAttachment, atAttachment && i.Subnet == s.Edge)
	s.Open.AddIf(cloud.DoubtSharedACL, w.stage == cloud.StageACLIn && w.leftBy(a, s.Edge))
	s.Open.AddIf(cloud.DoubtOnTheWay, !atAttachment && w.handsOn(i, s.Direction))
	s.Open.AddIf(cloud.DoubtBalancerACL, isBalancer && b.Kind.Ends)
	s.Open.AddIf(cloud.DoubtFreshACL, len(a.Rules[cloud.In])+len(a.Rules[cloud.Out]) == 0)
}

// leftBy reports whether the packet has left another subnet by an ACL.
func (w *walk) leftBy(a *cloud.ACL, other *cloud.Subnet) bool {
	for k := range w.steps {
		if s := &w.steps[k]; s.Stage == cloud.StageACLOut && s.At == cloud.Object(a) && s.Edge != other {
			return true
		}
	}
	return false
}

// handsOn reports whether an interface belongs to a machine that the packet only passes. For a NAT instance the
// documentation itself says that its groups judge (aws/nat-instance-group).
func (w *walk) handsOn(i *cloud.Interface, d cloud.Direction) bool {
	own := w.packet.Source
	if d == cloud.In {
		own = w.packet.Destination
	}
	m := i.Instance()
	return m != nil && len(m.Iptables.SNAT) == 0 && i.Holding(own) == nil
}

// ruleByGroup marks the assumptions on which a rule depends that lets the packet pass since it names a group, and no
// range of it holds the other end.
func (w *walk) ruleByGroup(s *Step, i *cloud.Interface, r *cloud.Rule) {
	other := w.peer(s.Direction)
	for _, p := range r.Peers {
		if p.Range.Contains(other) {
			return
		}
	}
	_, masqueraded := w.translator.(*cloud.Instance)
	isIn := s.Direction == cloud.In
	s.Open.AddIf(cloud.DoubtApplianceGroup, isIn && i.Holding(w.packet.Destination) == nil)
	s.Open.AddIf(cloud.DoubtMasquerade, isIn && masqueraded)
	s.Open.AddIf(cloud.DoubtIPv6Member, w.packet.Source.Is6())
}

// noRule marks the assumptions on which the default of an interface's groups depends that drops the packet.
func (w *walk) noRule(s *Step, i *cloud.Interface) {
	s.Open.AddIf(cloud.DoubtNewFlow, w.isAnswer)
	s.Open.AddIf(cloud.DoubtOnTheWay, w.handsOn(i, s.Direction))
	s.Open.AddIf(cloud.DoubtGroupAcross, w.namesElsewhere(i, s.Direction))
	if s.Direction == cloud.Out {
		s.Open.AddIf(cloud.DoubtGroupBeyond, w.namesBeyond(i))
		rules := 0
		for _, g := range i.Groups {
			rules += len(g.Rules[cloud.Out])
		}
		s.Open.AddIf(cloud.DoubtFreshGroup, rules == 0)
	}
}

// namesElsewhere reports whether a rule would let the packet pass if it knew the other end, in another VPC.
func (w *walk) namesElsewhere(i *cloud.Interface, d cloud.Direction) bool {
	for _, v := range w.cloud.VPCs {
		if other := w.owner(v, w.peer(d)); other != nil {
			if r, _ := w.groupRule(i, d, other); r != nil && r.Allow {
				return true
			}
		}
	}
	return false
}

// namesBeyond reports whether an outgoing rule names a group of a receiver behind a transit gateway.
func (w *walk) namesBeyond(i *cloud.Interface) bool {
	r := i.Table().Lookup(w.packet.Destination)
	if r == nil {
		return false
	}
	transit, ok := r.Target.(*cloud.TransitGateway)
	if !ok {
		return false
	}
	for _, v := range transit.VPCs {
		if other := w.owner(v, w.packet.Destination); other != nil {
			rule, _ := w.groupRule(i, cloud.Out, other)
			return rule != nil
		}
	}
	return false
}

// unfiltered marks the assumptions on which it depends that no filter sees a packet for a service of the cloud.
func (w *walk) unfiltered(s *Step) {
	for _, v := range w.cloud.VPCs {
		for k := range v.Services {
			own := &v.Services[k]
			s.Open.AddIf(cloud.DoubtServiceAddress, own.Unsure && own.Addr == w.packet.Destination)
		}
	}
}

// translatedByNAT marks the assumptions on which a translation by a NAT gateway depends: that the ACL of its subnet,
// which would stop the packet before or after it, does not see what the gateway forwards.
func (w *walk) translatedByNAT(s *Step, n *cloud.NAT) {
	edge := n.Interface.Subnet
	if edge.ACL == nil {
		return
	}
	before, after := *w, *w
	before.packet, after.packet = s.Before, s.After
	s.Open.AddIf(cloud.DoubtNATVSwitchACL, !before.aclPasses(edge, cloud.In) || !after.aclPasses(edge, cloud.Out))
}
