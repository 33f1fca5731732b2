package cloud

// A Doubt is a point that a cloud's documentation may leave open, so that the model had to choose. Package trace knows
// which steps hang on it.
type Doubt uint8

const (
	// DoubtRequestArrives: a request to a public address arrives although no route leads its answer back.
	DoubtRequestArrives Doubt = iota
	// DoubtNATGatewayACL: the ACL of a NAT gateway's subnet judges both legs.
	DoubtNATGatewayACL
	// DoubtNATVSwitchACL: the ACL of a NAT gateway's subnet does not see what it forwards.
	DoubtNATVSwitchACL
	// DoubtHairpin: a packet to a public address of the same network goes out and comes in again.
	DoubtHairpin
	// DoubtApplianceGroup: a rule that names a group matches at a machine that the packet only passes.
	DoubtApplianceGroup
	// DoubtEgressBesideGateway: a subnet behind an egress-only gateway lets nothing in by the internet gateway.
	DoubtEgressBesideGateway
	// DoubtBlackhole: no shorter route takes the place of one whose target is gone.
	DoubtBlackhole
	// DoubtSharedAttachment: the ACL of a transit gateway's attachment judges a machine in the same subnet twice.
	DoubtSharedAttachment
	// DoubtIPv6Member: a group knows its members by IPv6 too.
	DoubtIPv6Member
	// DoubtGroupBeyond: an outgoing rule knows no group behind a transit gateway.
	DoubtGroupBeyond
	// DoubtOtherProtocol: an internet gateway translates every protocol.
	DoubtOtherProtocol
	// DoubtNATLoop: a NAT gateway drops what its own table leads back to it.
	DoubtNATLoop
	// DoubtNATInside: between two subnets too a NAT gateway translates to its address.
	DoubtNATInside
	// DoubtSharedACL: an ACL that two subnets share judges twice what goes from the one to the other.
	DoubtSharedACL
	// DoubtMasquerade: who translates in its own name carries its own groups.
	DoubtMasquerade
	// DoubtNewFlow: a group judges an answer whose request it has not seen as a new connection.
	DoubtNewFlow
	// DoubtOnTheWay: the group and the ACL of a machine judge what it only hands on.
	DoubtOnTheWay
	// DoubtAbsent: what is for an address that no machine has is lost in silence.
	DoubtAbsent
	// DoubtKeptClient: the ACL of a target judges its answer to a client whose address a balancer left in place.
	DoubtKeptClient
	// DoubtServiceAddress: a service of the cloud has this address.
	DoubtServiceAddress
	// DoubtClassicDeny: what a classic balancer brings passes a rule that denies the client.
	DoubtClassicDeny
	// DoubtClassicACL: an ACL judges what a classic balancer brings.
	DoubtClassicACL
	// DoubtClassicEdge: a classic balancer does not depend on the IPv4 gateway.
	DoubtClassicEdge
	// DoubtStaticFirst: a public address of its own goes before a forwarding entry for every port.
	DoubtStaticFirst
	// DoubtElasticBehindNAT: under an active IPv4 gateway a machine with a public address follows its route to a NAT
	// gateway.
	DoubtElasticBehindNAT
	// DoubtForwardedAnswer: the answer of a forwarded port needs a route to the NAT gateway that forwarded it.
	DoubtForwardedAnswer
	// DoubtCheckPlace: the check of an interface looks at what it sends only.
	DoubtCheckPlace
	// DoubtServiceGroup: a group lets pass what goes to the cloud's own services, whatever its rules say.
	DoubtServiceGroup
	// DoubtBalancerSource: a balancer that ends connections calls its targets from its own addresses.
	DoubtBalancerSource
	// DoubtBalancerACL: the ACL of its subnet judges what reaches a balancer that ends connections.
	DoubtBalancerACL
	// DoubtGroupAcross: a rule does not know the members of a group of another VPC.
	DoubtGroupAcross
	// DoubtFreshACL: a new ACL has no rule but those that are stated.
	DoubtFreshACL
	// DoubtFreshGroup: a new group that lets nothing out by itself has no outgoing rule but those that are stated.
	DoubtFreshGroup
)

// An Open point is a doubt with the fact that says what the cloud leaves open.
type Open struct {
	Doubt Doubt
	// Fact is its key.
	Fact string
}
