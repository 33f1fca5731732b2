package trace

// A Reason says why a step decided as it did. Its key never changes once it has shipped, since scenarios and links name
// it.
type Reason string

// Why a packet was dropped, or refused where it arrived.
const (
	// SGNoRule is given where no rule of an interface's groups matches and their kind drops the rest.
	SGNoRule Reason = "sg-no-rule"
	// SGDeny is given where the rule that decides denies: the one with the smallest number, and of equal ones a deny.
	SGDeny Reason = "sg-deny"
	// SGIsolated is given where no rule matches and both ends share a group that keeps its members apart.
	SGIsolated Reason = "sg-isolated"
	// ACLDeny is given where the first rule of a network ACL that matches denies.
	ACLDeny Reason = "acl-deny"
	// ACLNoRule is given where no rule of a network ACL matches.
	ACLNoRule Reason = "acl-no-rule"
	// NoRoute is given where no route of the sender's table holds the destination and no reason below says more.
	NoRoute Reason = "no-route"
	// BlackholeRoute is given where the best route leads to a target that is gone, or that is pending or not active: in
	// a subnet's table, a gateway's, or a transit gateway's.
	BlackholeRoute Reason = "blackhole-route"
	// NoPublicAddress is given at a gateway that has no public address to translate to or from, and for a question that
	// needs the public address of a machine without one.
	NoPublicAddress Reason = "no-public-address"
	// NotPublicSubnet is given where the sender has a public address and its table has no route to the internet
	// gateway.
	NotPublicSubnet Reason = "not-public-subnet"
	// NotInternetAddress is given at the edge of a cloud for a private address, and for what claims from outside to
	// come from the VPC that it enters.
	NotInternetAddress Reason = "not-internet-address"
	// NoGateway is given for what comes from the Internet to a VPC without a gateway.
	NoGateway Reason = "no-gateway"
	// GatewayDetached is given at an internet gateway that is attached to no VPC, in both directions.
	GatewayDetached Reason = "gateway-detached"
	// WrongAnswerAddress is given where the answer reaches the client from another address than the one that the client
	// called.
	WrongAnswerAddress Reason = "wrong-answer-address"
	// Astray is given where routes lead to another machine with the same address as the one that is meant.
	Astray Reason = "astray"
	// PlatformPort is given on the way to the Internet for a port that the platform blocks whatever the rules.
	PlatformPort Reason = "platform-port"
	// RoutingLoop is given where an interface would send the same packet again, where a route leads a machine's packet
	// back to it, and after MaxStages.
	RoutingLoop Reason = "routing-loop"
	// NoListener is given where the request is delivered and nothing listens on its port: the machine refuses.
	NoListener Reason = "no-listener"
	// NoAddress is given where the sender, the receiver or a gateway on the way has no address of the family or kind
	// that is needed.
	NoAddress Reason = "no-address"
	// NATLoop is given where the table of a NAT gateway's own subnet leads what it translated back to it.
	NATLoop Reason = "nat-loop"
	// NATHairpin is given where a client of a NAT gateway with entries calls an address of that NAT gateway.
	NATHairpin Reason = "nat-hairpin"
	// NATProtocol is given at a NAT gateway for a protocol or a family that it does not translate.
	NATProtocol Reason = "nat-protocol"
	// NATForeignSource is given at a NAT gateway for a sender outside its VPC that no transit gateway brings.
	NATForeignSource Reason = "nat-foreign-source"
	// NATUnsolicited is given at an address of a NAT gateway, or at a shared one, for what answers nothing and has no
	// entry.
	NATUnsolicited Reason = "nat-unsolicited"
	// NATNoWayOut is given where the table of a NAT gateway's own subnet has no route to the Internet for what it
	// translated.
	NATNoWayOut Reason = "nat-no-way-out"
	// SNATNoEntry is given at a NAT gateway with entries where none covers the sender.
	SNATNoEntry Reason = "snat-no-entry"
	// IPv4Bypassed is given where a machine with a public address sends past the active IPv4 gateway of its VPC.
	IPv4Bypassed Reason = "ipv4-gateway-bypassed"
	// VPCPrivateMode is given in both directions in a VPC whose IPv4 gateway was removed in private mode.
	VPCPrivateMode Reason = "vpc-private-mode"
	// IPv6NoBandwidth is given at an IPv6 gateway for an address without Internet bandwidth.
	IPv6NoBandwidth Reason = "ipv6-no-bandwidth"
	// EgressOnly is given for what enters by an egress-only gateway or rule and answers nothing.
	EgressOnly Reason = "egress-only"
	// PublicBlocked is given at a gateway of a VPC whose own switch shuts it off from the Internet.
	PublicBlocked Reason = "public-access-blocked"
	// EdgeAppliance is given where a gateway's table leads through a machine that has no public address or is not on
	// the way out.
	EdgeAppliance Reason = "edge-appliance"
	// SourceDestCheck is given where an interface with its check on sends a packet of others, and in a cloud that
	// checks destinations also where it receives one.
	SourceDestCheck Reason = "source-dest-check"
	// IPForwardOff is given at a machine that is to hand on a packet of others and whose guest does not forward.
	IPForwardOff Reason = "ip-forward-off"
	// GuestFirewall is given where a chain of the machine's own firewall drops: INPUT, OUTPUT or FORWARD.
	GuestFirewall Reason = "guest-firewall"
	// MartianSource is given at a machine that meets a packet from outside with one of its own addresses as source.
	MartianSource Reason = "martian-source"
	// GuestRoute is given at a machine that keeps the destination's range for a network behind it, where another machine
	// is meant.
	GuestRoute Reason = "guest-route"
	// NoReturn is given where the answer reaches the client past the machine that translated its request.
	NoReturn Reason = "no-return-translation"
	// NotTransitive is given at a peering for what is not from one of its VPCs to the other, and at an endpoint or a
	// VPN gateway for a sender outside its VPC.
	NotTransitive Reason = "not-transitive"
	// AttachmentZone is given at a transit gateway that has no attachment in the zone of the sender.
	AttachmentZone Reason = "attachment-zone"
	// AttachmentRoute is given where no route of a hub's table holds the destination, at an attachment that is associated
	// with no table, and at a VPN connection that no hub attaches.
	AttachmentRoute Reason = "attachment-route"
	// EndpointProtocol is given at a gateway endpoint for all but TCP and pings, and at an interface endpoint for all but
	// TCP and UDP.
	EndpointProtocol Reason = "endpoint-protocol"
	// ListenerAccess is given where the access list of a balancer does not admit the client.
	ListenerAccess Reason = "listener-access"
	// NoListenerRule is given where no listener of a balancer, or of the service behind an interface endpoint, takes the
	// packet's protocol and port.
	NoListenerRule Reason = "no-listener-rule"
	// NoHealthyTarget is given where a balancer's node has no target to send to: it may use none, none passes its check
	// while one of another node does, or its kind sends nothing to those that fail.
	NoHealthyTarget Reason = "no-healthy-target"
	// UnknownDestination is given where no machine has the destination: in a VPC, in a far network, or on the Internet.
	UnknownDestination Reason = "unknown-destination"
	// AddressFamily is given where the two ends, the protocol or the gateway belong to different address families.
	AddressFamily Reason = "address-family"
)

// Why a packet went on.
const (
	// SGRule is given where a rule of an interface's groups that allows decides.
	SGRule Reason = "sg-rule"
	// SGDefault is given where no written rule decides and the groups' kind lets the packet pass.
	SGDefault Reason = "sg-default"
	// SGSameGroup is given where both ends share a group whose members reach each other.
	SGSameGroup Reason = "sg-same-group"
	// SGEstablished is given where the groups of the interface let pass what the packet answers.
	SGEstablished Reason = "sg-established"
	// ACLRule is given where the first rule of a network ACL that matches allows.
	ACLRule Reason = "acl-rule"
	// ACLSameSubnet is given where the packet stays in the subnet of a network ACL.
	ACLSameSubnet Reason = "acl-same-subnet"
	// ACLNone is given where the packet crosses the edge of a subnet without a network ACL.
	ACLNone Reason = "acl-none"
	// Route is given where a route of a table holds the destination best and its target takes the packet.
	Route Reason = "route"
	// LocalRoute is given where the cloud's own route decides: to the VPC or to the cloud's own services.
	LocalRoute Reason = "local-route"
	// EIP is given where a private and a public address are exchanged one to one, in either direction.
	EIP Reason = "eip"
	// UnfilteredService is given where a filter, or all of them, let pass what is for the cloud's own services.
	UnfilteredService Reason = "unfiltered-service"
	// ACLEstablished is given where a network ACL with a memory let pass what the packet answers.
	ACLEstablished Reason = "acl-established"
	// ACLNotEnforced is given where the type of an instance supports no network ACL.
	ACLNotEnforced Reason = "acl-not-enforced"
	// NAT is given where a source is translated to an address that several share, and where that is undone for the
	// answer.
	NAT Reason = "nat"
	// DNAT is given where a destination is translated to forward the packet, and where that is undone for the answer.
	DNAT Reason = "dnat"
	// CLBDirect is given where a balancer outside the VPC brings the packet past the groups of its target.
	CLBDirect Reason = "clb-direct"
	// Gateway is given where a gateway lets the packet pass with its addresses in place.
	Gateway Reason = "gateway"
	// Link is given where a peering or a transit gateway carries the packet to another VPC.
	Link Reason = "link"
	// Forwarded is given where a machine hands on a packet of others with its addresses in place.
	Forwarded Reason = "forwarded"
	// GuestInterface is given where the guest's routing chooses between the interface whose address the packet bears and
	// another one.
	GuestInterface Reason = "guest-interface"
	// PrivateName is given where the name of a service leads to an interface endpoint in the sender's VPC.
	PrivateName Reason = "private-name"
	// PublicName is given where the name of a service that has an interface endpoint in the cloud leads to its public
	// face all the same.
	PublicName Reason = "public-name"
	// Balanced is given where a balancer sends the packet on to a target.
	Balanced Reason = "balanced"
	// Arrived is given where the packet reaches the machine or service that it is for.
	Arrived Reason = "arrived"
)

// An Entry is a row of the catalogue of reasons.
type Entry struct {
	Reason Reason
	// Decision is that of a step with this reason.
	Decision Decision
	// Title is the reason in a few words, without a full stop.
	Title string
}

// Catalogue has a row for every reason, in the order in which the reference lists them. Each reason has a scenario in
// testdata that shows it.
var Catalogue = []Entry{
	{SGNoRule, Dropped, "no rule of the groups allows it"},
	{SGDeny, Dropped, "a deny rule of a group matches first"},
	{SGIsolated, Dropped, "the group keeps its own members apart"},
	{ACLDeny, Dropped, "a numbered rule of the network ACL denies it"},
	{ACLNoRule, Dropped, "no numbered rule matches, and the ACL denies the rest"},
	{NoRoute, Dropped, "no route of the subnet's table holds the destination"},
	{BlackholeRoute, Dropped, "the route's target is gone"},
	{NoPublicAddress, Dropped, "one end has no public address, and nothing translates for it"},
	{NotPublicSubnet, Dropped, "the address is public, but the subnet has no route to the internet gateway"},
	{NotInternetAddress, Dropped, "the Internet carries no private address"},
	{NoGateway, Dropped, "the VPC has no internet gateway"},
	{GatewayDetached, Dropped, "the internet gateway is attached to nothing"},
	{WrongAnswerAddress, Dropped, "the answer comes from another address than the one that was called"},
	{Astray, Dropped, "it reaches another machine that has the same address"},
	{PlatformPort, Dropped, "the platform blocks this port on the way to the Internet"},
	{RoutingLoop, Dropped, "the routes lead in a circle"},
	{NoListener, Delivered, "nothing listens there"},
	{NoAddress, Dropped, "the machine has no address"},
	{NATLoop, Dropped, "the NAT gateway's own subnet leads back to it"},
	{NATHairpin, Dropped, "the NAT gateway does not turn around what it would forward itself"},
	{NATProtocol, Dropped, "the NAT gateway does not translate this protocol"},
	{NATForeignSource, Dropped, "the NAT gateway serves no sender from outside its VPC"},
	{NATUnsolicited, Dropped, "nothing inside asked for it, and no entry forwards it"},
	{NATNoWayOut, Dropped, "the NAT gateway's own subnet does not lead to the Internet"},
	{SNATNoEntry, Dropped, "no SNAT entry covers the sender"},
	{IPv4Bypassed, Dropped, "the subnet's table does not lead to the active IPv4 gateway"},
	{VPCPrivateMode, Dropped, "the VPC's IPv4 gateway was removed and left it private"},
	{IPv6NoBandwidth, Dropped, "the IPv6 address was given no Internet bandwidth"},
	{EgressOnly, Dropped, "the gateway lets in only answers"},
	{PublicBlocked, Dropped, "the VPC's own switch blocks public access"},
	{EdgeAppliance, Dropped, "the machine in the gateway's route table can't take the traffic, or is not on " +
		"the way out"},
	{SourceDestCheck, Dropped, "the interface drops what is neither from it nor for it"},
	{IPForwardOff, Dropped, "the guest does not forward"},
	{GuestFirewall, Dropped, "the guest's own firewall drops it"},
	{MartianSource, Dropped, "it comes from outside with the machine's own address as its source"},
	{GuestRoute, Dropped, "the guest keeps this range for a network behind it"},
	{NoReturn, Dropped, "the answer does not come back by the machine that translated the request"},
	{NotTransitive, Dropped, "a peering does not carry traffic on to a third network"},
	{AttachmentZone, Dropped, "the transit gateway has no attachment in this zone"},
	{AttachmentRoute, Dropped, "the transit gateway has no route for the destination"},
	{EndpointProtocol, Dropped, "the endpoint does not carry this protocol"},
	{ListenerAccess, Dropped, "the balancer's access list keeps the client out"},
	{NoListenerRule, Dropped, "nothing listens there on the balancer or behind the endpoint"},
	{NoHealthyTarget, Dropped, "the balancer reaches none of its targets"},
	{UnknownDestination, Dropped, "no machine has that address"},
	{AddressFamily, Dropped, "one end has only IPv4 and the other only IPv6"},
	{SGRule, Passed, "a rule of a group allows it"},
	{SGDefault, Passed, "the group's default lets it pass"},
	{SGSameGroup, Passed, "members of the group reach each other"},
	{SGEstablished, Passed, "it answers a connection that was let through"},
	{ACLRule, Passed, "a numbered rule of the network ACL allows it"},
	{ACLSameSubnet, Skipped, "a network ACL does not see traffic inside its subnet"},
	{ACLNone, Skipped, "no network ACL is bound to the subnet"},
	{Route, Passed, "a route holds the destination"},
	{LocalRoute, Passed, "the cloud's own route leads there"},
	{EIP, Passed, "an address is translated"},
	{UnfilteredService, Passed, "no filter sees the cloud's own services"},
	{ACLEstablished, Passed, "it answers what the network ACL let through"},
	{ACLNotEnforced, Skipped, "the instance's type does not support network ACLs"},
	{NAT, Passed, "the source address is translated"},
	{DNAT, Passed, "the destination address is translated"},
	{CLBDirect, Passed, "a classic balancer reaches its targets past their groups"},
	{Gateway, Passed, "the gateway lets it pass"},
	{Link, Passed, "it is carried to the other network"},
	{Forwarded, Passed, "the machine forwards it"},
	{GuestInterface, Passed, "the guest's own routes choose the interface"},
	{PrivateName, Passed, "the name leads to an endpoint in the VPC"},
	{PublicName, Passed, "the name leads to the public face of the service"},
	{Balanced, Passed, "the balancer sends it on to a target"},
	{Arrived, Delivered, "the packet arrives"},
}

// Find returns the row of a reason.
func (r Reason) Find() Entry {
	for _, e := range Catalogue {
		if e.Reason == r {
			return e
		}
	}
	panic("trace: reason " + string(r) + " is in no row of the catalogue")
}

// Reasons returns the keys of the catalogue.
func Reasons() []string {
	keys := make([]string, len(Catalogue))
	for i, e := range Catalogue {
		keys[i] = string(e.Reason)
	}
	return keys
}
