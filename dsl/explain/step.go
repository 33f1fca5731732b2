package explain

import (
	"fmt"
	"net/netip"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// Step is the clause for a step of a leg, which follows the name of its object. answer says that the leg is the answer.
func Step(s *trace.Step, answer bool) string {
	words, side := clauseOf(s, answer), decidedSide(s)
	switch {
	case len(s.Targets) > 0:
		return withTargets(words, s)
	case words == "":
		return s.Reason.Find().Title
	case side == "":
		return words
	}
	if open, ok := strings.CutSuffix(words, ")"); ok {
		return open + ", " + side + ")"
	}
	return words + " (" + side + ")"
}

// decidedSide is the side of the classic network on which a group decided, with the direction: "internet in". It is
// empty for all other objects.
func decidedSide(s *trace.Step) string {
	words := side(s.At)
	if words != "" {
		words += directions[s.Direction]
	}
	return words
}

// A clause puts the effect of a step into words that follow the name of its object.
type clause struct {
	reason trace.Reason
	// says is a clause that is the same for every step.
	says string
	// say makes the clause of one step. answer says that the step is of an answer.
	say func(s *trace.Step, answer bool) string
}

// clauses say more than the titles of the reasons. A reason that is not among them is said by its title.
//
// It is a list, not a map: the linker lays it out, and no code fills it when the program starts.
var clauses = [...]clause{
	{reason: trace.SGRule, say: rule},
	{reason: trace.SGDeny, say: rule},
	{reason: trace.SGDefault, say: groupDefault},
	{reason: trace.SGSameGroup, says: "lets its members reach each other"},
	{reason: trace.SGEstablished, say: established},
	{reason: trace.SGNoRule, say: func(s *trace.Step, _ bool) string { return noRule(s, "has no rule that allows ") }},
	{reason: trace.SGIsolated, says: "keeps its members apart"},
	{reason: trace.ACLRule, say: rule},
	{reason: trace.ACLDeny, say: rule},
	{
		reason: trace.ACLNoRule,
		say:    func(s *trace.Step, _ bool) string { return noRule(s, "denies what no rule names: ") },
	},
	{
		reason: trace.ACLSameSubnet,
		say:    func(s *trace.Step, _ bool) string { return "does not see traffic inside " + name(s.For) },
	},
	{reason: trace.ACLNone, say: func(s *trace.Step, _ bool) string { return "is not bound to " + name(s.For) }},
	{reason: trace.Route, say: route},
	{reason: trace.LocalRoute, say: route},
	{reason: trace.NoRoute, say: noRoute},
	{reason: trace.NotPublicSubnet, say: notPublic},
	{reason: trace.BlackholeRoute, say: blackhole},
	{reason: trace.EIP, say: translation},
	{reason: trace.NAT, say: sourceTranslation},
	{reason: trace.DNAT, say: destinationTranslation},
	{reason: trace.Balanced, say: func(s *trace.Step, _ bool) string {
		if name(s.For) == s.After.Destination.String() {
			return "sends it on to " + name(s.For)
		}
		return fmt.Sprintf("sends it on to %s, %s", name(s.For), s.After.Destination)
	}},
	{reason: trace.Gateway, says: "lets it pass"},
	{reason: trace.Link, say: link},
	{reason: trace.Forwarded, says: "forwards it, its addresses as they are"},
	{reason: trace.GuestInterface, say: guestInterface},
	{reason: trace.CLBDirect, says: "reaches its target past the target's groups"},
	{reason: trace.ACLEstablished, says: "lets the answer pass: it let the request pass"},
	{reason: trace.ACLNotEnforced, say: func(s *trace.Step, _ bool) string {
		return "does not filter " + name(s.For) + ", whose type supports no network ACL"
	}},
	{reason: trace.NATLoop, say: natLoop},
	{reason: trace.NATHairpin, say: func(s *trace.Step, _ bool) string {
		return "does not turn a packet around to its own address " + destination(s)
	}},
	{reason: trace.NATProtocol, say: func(s *trace.Step, _ bool) string { return natProtocol(s) }},
	{reason: trace.NATForeignSource, say: func(s *trace.Step, _ bool) string {
		return fmt.Sprintf("serves its own VPC only: %s is outside", s.Before.Source)
	}},
	{reason: trace.NATUnsolicited, say: unsolicited},
	{reason: trace.NATNoWayOut, says: "does not lead the NAT gateway to the Internet"},
	{reason: trace.SNATNoEntry, say: func(s *trace.Step, _ bool) string {
		return fmt.Sprintf("has no SNAT entry that covers %s", s.Before.Source)
	}},
	{reason: trace.IPv4Bypassed, say: bypassed},
	{reason: trace.VPCPrivateMode, says: "was removed and left the VPC without any Internet"},
	{
		reason: trace.IPv6NoBandwidth,
		say:    func(s *trace.Step, _ bool) string { return "knows no Internet bandwidth for " + ownAddress(s) },
	},
	{reason: trace.EgressOnly, says: "lets in only answers, and nothing asked for this"},
	{reason: trace.PublicBlocked, says: "is shut off from the Internet by the VPC's own switch"},
	{reason: trace.EdgeAppliance, say: edgeAppliance},
	{reason: trace.SourceDestCheck, say: sourceDestCheck},
	{reason: trace.IPForwardOff, says: "does not forward what is for somebody else"},
	{
		reason: trace.GuestFirewall,
		say:    func(s *trace.Step, _ bool) string { return "drops " + service(s) + " by its own firewall" },
	},
	{reason: trace.MartianSource, say: func(s *trace.Step, _ bool) string {
		return fmt.Sprintf("takes nothing from outside that bears its own address, %s", s.Before.Source)
	}},
	{reason: trace.GuestRoute, say: func(s *trace.Step, _ bool) string {
		return fmt.Sprintf("keeps %s: the guest has a network of its own there, so it never leaves", destination(s))
	}},
	{reason: trace.NoReturn, says: "translated the request, and the answer does not come back by it"},
	{reason: trace.NotTransitive, say: notTransitive},
	{reason: trace.AttachmentZone, say: attachmentZone},
	{reason: trace.AttachmentRoute, say: attachmentRoute},
	{reason: trace.EndpointProtocol, say: endpointProtocol},
	{reason: trace.PrivateName, say: privateName},
	{reason: trace.PublicName, say: publicName},
	{reason: trace.ListenerAccess, say: func(s *trace.Step, _ bool) string {
		return fmt.Sprintf("keeps %s out by its access list", s.Before.Source)
	}},
	{reason: trace.NoListenerRule, say: noListenerRule},
	{reason: trace.NoHealthyTarget, says: "has no target to send to"},
	{reason: trace.Astray, say: astray},
	{reason: trace.NoAddress, says: "has no such address in this scenario"},
	{reason: trace.NoPublicAddress, say: noPublicAddress},
	{reason: trace.NotInternetAddress, say: notInternet},
	{reason: trace.NoGateway, says: "has no internet gateway to come in by"},
	{reason: trace.GatewayDetached, says: "is attached to nothing"},
	{
		reason: trace.PlatformPort,
		say:    func(s *trace.Step, _ bool) string { return "blocks " + service(s) + " on the way to the Internet" },
	},
	{reason: trace.UnknownDestination, say: unknownDestination},
	{reason: trace.WrongAnswerAddress, say: wrongAnswer},
	{reason: trace.AddressFamily, say: addressFamily},
	{reason: trace.RoutingLoop, say: routingLoop},
	{reason: trace.UnfilteredService, says: "lets it pass: no filter sees the cloud's own services"},
	{
		reason: trace.NoListener,
		say:    func(s *trace.Step, _ bool) string { return "does not listen on " + service(s) + ", and refuses" },
	},
	{reason: trace.Arrived, say: arrived},
}

func clauseOf(s *trace.Step, answer bool) string {
	for i := range clauses {
		switch c := &clauses[i]; {
		case c.reason != s.Reason:
		case c.say != nil:
			return c.say(s, answer)
		default:
			return c.says
		}
	}
	return ""
}

func name(o cloud.Object) string { return o.Base().Name }

func destination(s *trace.Step) string { return s.Before.Destination.String() }

// service is the packet's service as the filters see it, with its destination port.
func service(s *trace.Step) string {
	p := s.Before
	what := p.Service
	if p.HasPorts() {
		what.Ports = [][2]uint16{{p.DestinationPort.Low, p.DestinationPort.High}}
	}
	return what.String()
}

// rule is a rule in words: "allows tcp/443 from 0.0.0.0/0", with its number if it has one, and for an ACL with the
// subnet that the packet enters or leaves.
func rule(s *trace.Step, _ bool) string {
	verb := "allows"
	if !s.Rule.Allow {
		verb = "denies"
	}
	words := fmt.Sprintf("%s %s %s %s", verb, s.Rule.Service, towards[s.Direction], peers(s.Rule.Peers))
	switch {
	case s.At.Base().Noun == cloud.NounACL:
		return fmt.Sprintf("%s (rule %d, %s)", words, s.Rule.Number, edge(s))
	case s.Rule.Number > 0:
		return fmt.Sprintf("%s (priority %d)", words, s.Rule.Number)
	}
	return words
}

// edge says which subnet a packet enters or leaves by an ACL.
func edge(s *trace.Step) string {
	return [...]string{cloud.In: "entering ", cloud.Out: "leaving "}[s.Direction] + name(s.For)
}

func groupDefault(s *trace.Step, answer bool) string {
	if s.Rule == nil {
		return "lets everything " + directions[s.Direction] + " unless a rule says otherwise"
	}
	return rule(s, answer)
}

func established(s *trace.Step, _ bool) string {
	if s.Direction == cloud.Out {
		return "lets the answer out: it let the request in"
	}
	return "lets the answer in: it let the request out"
}

func noRule(s *trace.Step, words string) string {
	words = fmt.Sprintf("%s%s %s %s", words, service(s), towards[s.Direction], otherEnd(s))
	if s.At.Base().Noun == cloud.NounACL {
		words += " (" + edge(s) + ")"
	}
	return words
}

// otherEnd is the address that a packet comes from or goes to, as a filter sees it.
func otherEnd(s *trace.Step) netip.Addr {
	if s.Direction == cloud.Out {
		return s.Before.Destination
	}
	return s.Before.Source
}

func route(s *trace.Step, _ bool) string {
	switch {
	case s.For != nil:
		return fmt.Sprintf("leads %s to %s (%s)", destination(s), name(s.For), s.Route.Range)
	case s.Route.Target == cloud.Target(cloud.ServiceRange{}):
		return fmt.Sprintf("leads %s to the cloud's own services (%s)", destination(s), s.Route.Range)
	}
	words := fmt.Sprintf("leads %s to its machine: %s is local", destination(s), s.Route.Range)
	if s.Ignored != nil {
		words += fmt.Sprintf(", and %s is propagated and gives way to it", s.Ignored.Range)
	}
	return words
}

// noRoute names the source address of a packet that a machine sends for another: its translation may be missing.
func noRoute(s *trace.Step, _ bool) string {
	words := "has no route that holds " + destination(s)
	if s.For != nil {
		words += fmt.Sprintf(", which %s sends as %s", name(s.For), s.Before.Source)
	}
	return words
}

// blackhole names the route. A hub has tables of its own, so for one it names the destination.
func blackhole(s *trace.Step, _ bool) string {
	switch {
	case s.Route == nil && isNamed(s.Asked):
		return fmt.Sprintf("drops what goes to %s: %s of %s leads nowhere", destination(s), s.Carried.Range, s.Asked.Name)
	case s.Route == nil:
		return fmt.Sprintf("drops what goes to %s: its route leads nowhere", destination(s))
	}
	return fmt.Sprintf("leads %s to a target that is gone or can't take it", s.Route.Range)
}

func notPublic(s *trace.Step, answer bool) string {
	if answer {
		return fmt.Sprintf("has no route to the internet gateway, so nothing leads back to %s", destination(s))
	}
	return fmt.Sprintf("has no route to the internet gateway, so nothing leads to %s", destination(s))
}

// translation names the addresses before and after. If the cloud itself translates, it adds that no route is asked.
func translation(s *trace.Step, _ bool) string {
	if s.Before.Destination != s.After.Destination {
		return fmt.Sprintf("translates %s to %s", s.Before.Destination, s.After.Destination)
	}
	if s.Stage == cloud.StageOwnAddress {
		return fmt.Sprintf("translates %s to %s: no route is asked", s.Before.Source, s.After.Source)
	}
	return fmt.Sprintf("translates %s to %s", s.Before.Source, s.After.Source)
}

func sourceTranslation(s *trace.Step, answer bool) string {
	if !answer && s.Before.Source.Is6() && s.After.Source.Is4() {
		return fmt.Sprintf("translates %s to %s, and goes on to %s over IPv4",
			s.Before.Source, s.After.Source, s.After.Destination)
	}
	if s.Before.Destination != s.After.Destination {
		return fmt.Sprintf("hands the answer to %s, which asked", s.After.Destination)
	}
	return fmt.Sprintf("translates %s to %s", s.Before.Source, s.After.Source)
}

func destinationTranslation(s *trace.Step, _ bool) string {
	if s.Before.Source != s.After.Source {
		return fmt.Sprintf("answers for %s as %s", s.Before.Source, s.After.Source)
	}
	return fmt.Sprintf("forwards %s to %s", s.Before.Destination, s.After.Destination)
}

// unsolicited names the machine of an entry that is dead.
func unsolicited(s *trace.Step, _ bool) string {
	if s.For != nil {
		return fmt.Sprintf("has a dead entry for %s to %s: %s has a public address of its own", service(s), destination(s),
			name(s.For))
	}
	return "has no entry for " + service(s) + " to " + destination(s) + ", and nothing inside asked for it"
}

// link names the table of a hub that states its tables, and the route there.
func link(s *trace.Step, _ bool) string {
	switch {
	case s.For == nil:
		return "carries it to the other VPC"
	case isNamed(s.Asked):
		return fmt.Sprintf("carries it to %s, as %s says (%s)", name(s.For), s.Asked.Name, s.Carried.Range)
	}
	return "carries it to " + name(s.For)
}

// isNamed reports whether a table of a hub is one that the scenario states.
func isNamed(t *cloud.HubTable) bool { return t != nil && t.Name != "" }

// attachmentRoute names the table of a hub that lacks a route, or the attachment that has no table.
func attachmentRoute(s *trace.Step, _ bool) string {
	switch {
	case s.At.Base().Noun == cloud.NounVPNConnection:
		return "is attached to no hub"
	case s.Asked == nil && s.For != nil:
		return fmt.Sprintf("routes nothing from %s: it is associated with no table", name(s.For))
	case isNamed(s.Asked):
		return fmt.Sprintf("has no route for %s in %s", destination(s), s.Asked.Name)
	}
	return "has no route for " + destination(s)
}

func attachmentZone(s *trace.Step, _ bool) string {
	from := s.For.(*cloud.Subnet)
	return fmt.Sprintf("has no attachment in zone %s, where %s is", from.Zone, from.Name)
}

// notTransitive names the VPCs that the object serves: a peering serves two, an endpoint or a VPN gateway its own.
func notTransitive(s *trace.Step, _ bool) string {
	serves := "it serves its own VPC only"
	g, isVPN := s.At.(*cloud.VPNGateway)
	switch {
	case s.At.Base().Noun == cloud.NounPeering:
		serves = "only from one VPC to the other"
	case isVPN && g.VPC.Cloud.Provider.VPN.ToNAT:
		serves = "what it brings goes on to no peering, and to the Internet by a NAT gateway only"
	case isVPN && g.VPC.Cloud.Provider.VPN.ByMain:
		serves = "what it brings goes on to no peering, no NAT gateway and not to the Internet"
	}
	return fmt.Sprintf("carries nothing from %s on to %s: %s", s.Before.Source, destination(s), serves)
}

// wrongAnswer names the address that answered. A balancer that leaves the client's address in place never sees the
// answer of a target that called itself.
func wrongAnswer(s *trace.Step, _ bool) string {
	if s.At.Base().Noun == cloud.NounBalancer {
		return fmt.Sprintf("never sees the answer: %s finds its own address as the client's and answers itself",
			name(s.Also[0]))
	}
	if s.Before.Source != s.After.Source {
		return fmt.Sprintf("gives the data that follow the address %s: it has not seen the request", s.After.Source)
	}
	return "answers from " + s.After.Source.String() + ", which nobody called"
}

// astray says, also of a private network far away, that a table leads to the wrong one of two machines with the same address, or that a machine is that one.
func astray(s *trace.Step, _ bool) string {
	switch s.At.Base().Noun {
	case cloud.NounTable, cloud.NounTransitGateway, cloud.NounCEN:
		if len(s.Also) > 0 && isFar(s.Also[0]) {
			return fmt.Sprintf("leads to %s, behind which another machine has the address %s", name(s.Also[0]), destination(s))
		}
		return "leads to another machine that has the address " + destination(s)
	}
	return "is another machine that has the address " + destination(s)
}

// isFar reports whether an object leads to a private network far away.
func isFar(o cloud.Object) bool {
	_, far := o.(cloud.Far)
	return far
}

// ownAddress is the end of the packet that belongs to the cloud.
func ownAddress(s *trace.Step) string {
	if s.Stage == cloud.StageIPv6GatewayOut {
		return s.Before.Source.String()
	}
	return destination(s)
}

func edgeAppliance(s *trace.Step, _ bool) string {
	if s.At.Base().Noun == cloud.NounInstance {
		return "has no public address, and a machine in the gateway's table needs one"
	}
	return fmt.Sprintf("takes nothing from %s that leaves past the machine in its table", s.Before.Source)
}

func sourceDestCheck(s *trace.Step, _ bool) string {
	if s.Stage == cloud.StageSourceCheck {
		return fmt.Sprintf("may not send in the name of %s: its source/destination check is on", s.Before.Source)
	}
	return fmt.Sprintf("takes nothing for %s: its source/destination check is on", destination(s))
}

// guestInterface says by which interface a guest sends what bears the address of another one.
func guestInterface(s *trace.Step, _ bool) string {
	by := s.For.(*cloud.Interface)
	if by.Holding(s.Before.Source) != nil {
		return fmt.Sprintf("sends by %s what bears its address: the guest has policy routes", by.Name)
	}
	return fmt.Sprintf("sends %s by %s, as its own routes say: the guest has no policy routes", s.Before.Source, by.Name)
}

// isSent reports whether the packet has a destination. One to an object that the sender can't call is never sent.
func isSent(s *trace.Step) bool { return s.Before.Destination.IsValid() }

func unknownDestination(s *trace.Step, _ bool) string {
	if !isSent(s) {
		return "has no address to send it to"
	}
	words := "knows no machine with the address " + destination(s)
	if s.For != nil {
		words += fmt.Sprintf(": %s has no route for %s to a NAT gateway", called(s.For), s.For.Base().VPC.Cloud.Provider.NAT.Embeds)
	}
	return words
}

func noPublicAddress(s *trace.Step, _ bool) string {
	switch {
	case !isSent(s):
		return "has no public address to be called by"
	case s.Stage == cloud.StageSide:
		return fmt.Sprintf("has no public address to reach %s by", destination(s))
	case s.Stage == cloud.StageGatewayOut && s.Before.Source.Is6():
		return fmt.Sprintf("takes nothing from %s, which is no address of its VPC", s.Before.Source)
	case s.For != nil:
		return calledByPrivate(s)
	}
	return fmt.Sprintf("has no public address for %s to leave by", s.Before.Source)
}

// calledByPrivate speaks of a call from the Internet to a private address, for which a public one may stand.
func calledByPrivate(s *trace.Step) string {
	byPlatform := s.At.Base().Noun == cloud.NounPlatform
	p, ok := s.For.(*cloud.PublicAddress)
	switch {
	case ok && byPlatform:
		return fmt.Sprintf("can't deliver it: the Internet carries no private address, and %s is called there by %s", destination(s), p.Addr)
	case ok:
		return fmt.Sprintf("takes no private address from the Internet, where %s is called by %s", destination(s), p.Addr)
	case byPlatform:
		return fmt.Sprintf("can't deliver it: %s has no public address, and the Internet carries no private one", destination(s))
	}
	return "has no public address that stands for " + destination(s)
}

// notInternet names the address that is private. One of a VPC's public range is so too: the Internet does not lead there,
// and a gateway takes none from there as a sender.
func notInternet(s *trace.Step, _ bool) string {
	if s.At.Base().Noun == cloud.NounTable {
		return fmt.Sprintf("leads %s to the Internet: it has no route to %s, where that is", destination(s), s.For.Base().Name)
	}
	a, byPlatform := s.Before.Destination, s.At.Base().Noun == cloud.NounPlatform
	if !cloud.IsPrivateSpace(a) && (!byPlatform || cloud.IsPrivateSpace(s.Before.Source)) {
		a = s.Before.Source
	}
	if byPlatform {
		return fmt.Sprintf("can't deliver it: %s is a private address, and the Internet carries none", a)
	}
	return fmt.Sprintf("takes no private address from or to the Internet: %s", a)
}

// bypassed names the source address of an answer that left past the gateway.
func bypassed(s *trace.Step, _ bool) string {
	if len(s.Also) == 0 {
		return "does not lead to the IPv4 gateway, which is active"
	}
	return fmt.Sprintf("leads past the IPv4 gateway, which is active: the answer comes from %s, which nobody called",
		s.Before.Source)
}

// routingLoop names the source address of a packet that a table leads back to the machine that sent it: often that
// address shows what to mend.
func routingLoop(s *trace.Step, _ bool) string {
	if s.Route == nil || len(s.Also) == 0 {
		return "stops a packet that goes in a circle"
	}
	return fmt.Sprintf("leads %s back to %s, which sends it as %s (%s)",
		destination(s), name(s.Also[0]), s.Before.Source, s.Route.Range)
}

func arrived(s *trace.Step, answer bool) string {
	switch {
	case answer:
		return "has its answer"
	case s.At.Base().Noun == cloud.NounService:
		return "is the cloud's own service: it answers"
	case s.At.Base().Noun == cloud.NounPrivateEndpoint && s.For != nil:
		return fmt.Sprintf("takes %s to %s, which answers behind it", service(s), name(s.For))
	}
	return "receives " + service(s)
}

func addressFamily(s *trace.Step, _ bool) string {
	switch {
	case s.At.Base().Noun == cloud.NounEgressGateway:
		return fmt.Sprintf("carries IPv6 only, and nothing to %s", s.Before.Destination)
	case s.Before.Source.Is4() == s.Before.Destination.Is4():
		return fmt.Sprintf("can't carry it: %s and %s are of different families", service(s), s.Before.Destination)
	}
	return fmt.Sprintf("can't carry it: %s and %s are of different families", s.Before.Source, s.Before.Destination)
}

// natLoop names the network to which a table has no route.
func natLoop(s *trace.Step, _ bool) string {
	if s.For != nil {
		return fmt.Sprintf("leads %s back to %s: it has no route to %s, where that is", destination(s), name(s.Also[0]),
			s.For.Base().Name)
	}
	return "is in a subnet that leads to itself"
}

func natProtocol(s *trace.Step) string {
	if s.Before.Source.Is6() {
		return "translates no IPv6"
	}
	return "translates TCP, UDP and ICMP, not " + service(s)
}
