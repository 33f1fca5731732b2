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
	PlatformPort       Reason = "platform-port"
	RoutingLoop        Reason = "routing-loop"
	NoListener         Reason = "no-listener"
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
	{PlatformPort, Dropped, "the platform blocks this port on the way to the Internet"},
	{RoutingLoop, Dropped, "the routes lead in a circle"},
	{NoListener, Delivered, "nothing listens there"},
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
