package cloud

// A Doubt is an assumption: a behaviour that the documentation of a cloud leaves open. Package trace marks the steps
// that depend on it.
type Doubt uint8

// Doubts is a set of assumptions. The zero Doubts is empty.
type Doubts uint64

// Has reports whether the set holds an assumption.
func (d Doubts) Has(one Doubt) bool { return d>>one&1 != 0 }

// Add adds an assumption.
func (d *Doubts) Add(one Doubt) { *d |= 1 << one }

// AddIf adds an assumption if the condition holds.
func (d *Doubts) AddIf(one Doubt, holds bool) {
	if holds {
		d.Add(one)
	}
}

const (
	// DoubtRequestArrives: a request to a public address arrives in a subnet without a route for the answer.
	DoubtRequestArrives Doubt = iota
	// DoubtNATGatewayACL: the ACL of a NAT gateway's subnet filters packets both before and after translation.
	DoubtNATGatewayACL
	// DoubtNATVSwitchACL: the ACL of a NAT gateway's vSwitch does not filter the packets that the gateway forwards.
	DoubtNATVSwitchACL
	// DoubtHairpin: a packet to a public address of the same network leaves for the Internet edge and enters again.
	DoubtHairpin
	// DoubtApplianceGroup: a rule that names a group matches at a machine on the way too.
	DoubtApplianceGroup
	// DoubtEgressBesideGateway: the internet gateway lets no IPv6 into a subnet whose route leads to an egress-only
	// gateway.
	DoubtEgressBesideGateway
	// DoubtBlackhole: a blackhole route drops although a shorter route holds the destination.
	DoubtBlackhole
	// DoubtSharedAttachment: the ACL of a transit gateway attachment's subnet filters in both directions for a machine
	// there.
	DoubtSharedAttachment
	// DoubtIPv6Member: a rule that names a group matches the IPv6 addresses of its members.
	DoubtIPv6Member
	// DoubtGroupBeyond: an outgoing rule does not match members of a group behind a transit gateway.
	DoubtGroupBeyond
	// DoubtOtherProtocol: an internet gateway translates every IP protocol.
	DoubtOtherProtocol
	// DoubtNATLoop: a NAT gateway drops a packet that its own route table leads back to it.
	DoubtNATLoop
	// DoubtNATInside: a NAT gateway translates the source address between two subnets of its VPC.
	DoubtNATInside
	// DoubtSharedACL: an ACL shared by two subnets filters twice between them, out of the one and into the other.
	DoubtSharedACL
	// DoubtMasquerade: a rule that names a group matches a masqueraded packet by the groups of the machine that
	// translated it.
	DoubtMasquerade
	// DoubtNewFlow: a security group treats an answer without a tracked request as a new connection.
	DoubtNewFlow
	// DoubtOnTheWay: the security groups and the ACL of a machine filter packets that it forwards.
	DoubtOnTheWay
	// DoubtAbsent: a packet to an unassigned address is dropped without an answer.
	DoubtAbsent
	// DoubtKeptClient: with client addresses preserved, the ACL of the target's subnet filters the answer.
	DoubtKeptClient
	// DoubtServiceAddress: the address of a service of the cloud is known from practice only.
	DoubtServiceAddress
	// DoubtClassicDeny: traffic from a classic balancer passes group rules that deny the client.
	DoubtClassicDeny
	// DoubtClassicACL: an ACL filters traffic from a classic balancer.
	DoubtClassicACL
	// DoubtClassicEdge: a classic balancer works without a route to the IPv4 gateway.
	DoubtClassicEdge
	// DoubtStaticFirst: a static public address goes before a DNAT entry for all ports.
	DoubtStaticFirst
	// DoubtElasticBehindNAT: under an active IPv4 gateway, a machine with an elastic address follows its route to a
	// NAT gateway.
	DoubtElasticBehindNAT
	// DoubtForwardedAnswer: the answer to a DNAT-forwarded request needs a route to the NAT gateway.
	DoubtForwardedAnswer
	// DoubtCheckPlace: the source/destination check drops foreign packets on their way out, not on their way in.
	DoubtCheckPlace
	// DoubtServiceGroup: security groups do not filter traffic to the cloud's own services.
	DoubtServiceGroup
	// DoubtBalancerSource: an application balancer calls its targets from its own addresses.
	DoubtBalancerSource
	// DoubtBalancerACL: the ACL of its subnet filters traffic to an application balancer.
	DoubtBalancerACL
	// DoubtGroupAcross: a rule that names a group does not match its members in another VPC.
	DoubtGroupAcross
	// DoubtFreshACL: a new ACL has no rules.
	DoubtFreshACL
	// DoubtFreshGroup: a new advanced group has no outgoing rule.
	DoubtFreshGroup
	// DoubtPolicyRouting: the guest has policy routes, or has none, where the scenario does not say.
	DoubtPolicyRouting
	// DoubtNameless: a name leads nowhere once all nodes of its balancer have left it.
	DoubtNameless
	// DoubtNATHairpin: a NAT gateway drops what its own clients send to one of its addresses.
	DoubtNATHairpin
	// DoubtForwardedElastic: a machine with an elastic address answers what a DNAT entry forwarded to it by the NAT
	// gateway.
	DoubtForwardedElastic
	// DoubtEndpointPort: an interface endpoint drops what calls a port that its service does not listen on.
	DoubtEndpointPort
	// DoubtMainTable: what a hub brings into a VPC as a whole follows its main table.
	DoubtMainTable
	// DoubtVPNOnward: what a VPN gateway brings goes on to no peering, no NAT gateway and not to the Internet.
	DoubtVPNOnward
)

// An Open is an assumption that the model makes for a cloud.
type Open struct {
	Doubt Doubt
	// Fact is the key of the fact that states it.
	Fact string
}
