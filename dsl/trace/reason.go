package trace

// A Reason is why a step decided as it did. Its key never changes once shipped: scenarios name it.
type Reason string

// Why a packet was dropped.
const (
	SGNoRule           Reason = "sg-no-rule"
	SGDeny             Reason = "sg-deny"
	SGIsolated         Reason = "sg-isolated"
	ACLDeny            Reason = "acl-deny"
	ACLNoRule          Reason = "acl-no-rule"
	NoRoute            Reason = "no-route"
	BlackholeRoute     Reason = "blackhole-route"
	NoPublicAddress    Reason = "no-public-address"
	NotPublicSubnet    Reason = "not-public-subnet"
	NotInternetAddress Reason = "not-internet-address"
	NoGateway          Reason = "no-gateway"
	GatewayDetached    Reason = "gateway-detached"
	WrongAnswerAddress Reason = "wrong-answer-address"
	Astray             Reason = "astray"
	PlatformPort       Reason = "platform-port"
	RoutingLoop        Reason = "routing-loop"
	NoListener         Reason = "no-listener"
	NoAddress          Reason = "no-address"
	NATLoop            Reason = "nat-loop"
	NATHairpin         Reason = "nat-hairpin"
	NATProtocol        Reason = "nat-protocol"
	NATForeignSource   Reason = "nat-foreign-source"
	NATUnsolicited     Reason = "nat-unsolicited"
	NATNoWayOut        Reason = "nat-no-way-out"
	SNATNoEntry        Reason = "snat-no-entry"
	IPv4Bypassed       Reason = "ipv4-gateway-bypassed"
	VPCPrivateMode     Reason = "vpc-private-mode"
	IPv6NoBandwidth    Reason = "ipv6-no-bandwidth"
	EgressOnly         Reason = "egress-only"
	PublicBlocked      Reason = "public-access-blocked"
	EdgeAppliance      Reason = "edge-appliance"
	SourceDestCheck    Reason = "source-dest-check"
	IPForwardOff       Reason = "ip-forward-off"
	GuestFirewall      Reason = "guest-firewall"
	NoReturn           Reason = "no-return-translation"
	NotTransitive      Reason = "not-transitive"
	AttachmentZone     Reason = "attachment-zone"
	AttachmentRoute    Reason = "attachment-route"
	EndpointProtocol   Reason = "endpoint-protocol"
	ListenerAccess     Reason = "listener-access"
	NoListenerRule     Reason = "no-listener-rule"
	NoHealthyTarget    Reason = "no-healthy-target"
	UnknownDestination Reason = "unknown-destination"
	AddressFamily      Reason = "address-family"
)

// Why a packet went on.
const (
	SGRule            Reason = "sg-rule"
	SGDefault         Reason = "sg-default"
	SGSameGroup       Reason = "sg-same-group"
	SGEstablished     Reason = "sg-established"
	ACLRule           Reason = "acl-rule"
	ACLSameSubnet     Reason = "acl-same-subnet"
	ACLNone           Reason = "acl-none"
	Route             Reason = "route"
	LocalRoute        Reason = "local-route"
	EIP               Reason = "eip"
	UnfilteredService Reason = "unfiltered-service"
	ACLEstablished    Reason = "acl-established"
	ACLNotEnforced    Reason = "acl-not-enforced"
	NAT               Reason = "nat"
	DNAT              Reason = "dnat"
	CLBDirect         Reason = "clb-direct"
	Gateway           Reason = "gateway"
	Link              Reason = "link"
	Forwarded         Reason = "forwarded"
	Balanced          Reason = "balanced"
	Arrived           Reason = "arrived"
)

// An Entry is a row of the catalogue of reasons.
type Entry struct {
	Reason Reason
	// Decision is what a step with this reason does.
	Decision Decision
	// Title says it in a few words, without a full stop.
	Title string
}

// Catalogue is every reason, in the order of the language page. Each has a scenario in testdata that shows it.
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
	{
		EdgeAppliance,
		Dropped,
		"the machine in the gateway's route table can't take the traffic, or is not on the way out",
	},
	{SourceDestCheck, Dropped, "the interface drops what is neither from it nor for it"},
	{IPForwardOff, Dropped, "the guest does not forward"},
	{GuestFirewall, Dropped, "the guest's own firewall drops it"},
	{NoReturn, Dropped, "the answer does not come back by the machine that translated the request"},
	{NotTransitive, Dropped, "a peering does not carry traffic on to a third network"},
	{AttachmentZone, Dropped, "the transit gateway has no attachment in this zone"},
	{AttachmentRoute, Dropped, "the transit gateway has no route for the destination"},
	{EndpointProtocol, Dropped, "a gateway endpoint carries TCP and pings only"},
	{ListenerAccess, Dropped, "the balancer's access list keeps the client out"},
	{NoListenerRule, Dropped, "nothing listens there on the balancer"},
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
	{Balanced, Passed, "the balancer sends it on to a target"},
	{Arrived, Delivered, "the packet arrives"},
}

// Find is the row of a reason.
func (r Reason) Find() Entry {
	for _, e := range Catalogue {
		if e.Reason == r {
			return e
		}
	}
	panic("trace: reason " + string(r) + " is in no row of the catalogue")
}

// Reasons are the keys of the catalogue, for those who check what a scenario names.
func Reasons() []string {
	keys := make([]string, len(Catalogue))
	for i, e := range Catalogue {
		keys[i] = string(e.Reason)
	}
	return keys
}
