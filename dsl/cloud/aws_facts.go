package cloud

// awsFacts are the facts behind a trace's decisions, where they are not those of every cloud; and what the documentation
// leaves open.
var awsFacts = []Fact{
	{"sg-rule", "Groups only allow: the rules of all groups of an interface add up, and one that matches is enough."},          // 6.1
	{"local-route", "A local route covers the whole VPC and leads to every subnet, whatever the other subnet's table says."},   // 3.2
	{"eip", "An internet gateway exchanges a private address for its public one, one to one, and remembers nothing."},          // 4
	{"no-gateway", "Nothing enters or leaves a VPC by itself: it needs an internet gateway."},                                  // 4
	{"gateway-detached", "A gateway serves the VPC that it is attached to; a route to a detached one drops."},                  // 3.4, 4
	{"not-public-subnet", "A public address works only where the subnet's own table leads to the internet gateway."},           // 4
	{"nat-protocol", "A NAT gateway translates TCP, UDP and ICMP, and of IPv6 only what is for 64:ff9b::/96."},                 // 5
	{"not-transitive", "Peerings, VPN gateways and gateway endpoints serve their own VPCs, and nothing on from there."},        // 10, 12
	{"nat-loop", "A NAT gateway sends by the table of its own subnet, so it can't serve the subnet that it is in."},            // 5
	{"nat-foreign-source", "A NAT gateway serves its own VPC and what a transit gateway brings, nobody else."},                 // 5
	{"nat-unsolicited", "A NAT gateway forwards no port and answers no ping: it lets in answers only."},                        // 5
	{"nat-no-way-out", "A NAT gateway needs the internet gateway for its public address: its own subnet has to lead there."},   // 5
	{"public-access-blocked", "The switch stands above all gateways of a VPC; with ingress, only NAT and egress-only remain."}, // 4
	{"edge-appliance", "A machine in a gateway's table needs a public address, and the way out has to pass it too."},           // 3.5
	{"source-dest-check", "An interface takes and sends only what bears one of its own addresses, until its check is off."},    // 2
	{"attachment-zone", "A transit gateway stands in one subnet a zone, and only machines of those zones reach it."},           // 11
	{"endpoint-protocol", "A gateway endpoint carries TCP, and pings."},                                                        // 12
	{"balanced", "An application balancer calls its target itself; a network balancer leaves the client's address in place."},  // 14
}

// awsDoubts are the open points of section 22, and what other sections of the sheet infer or take from practice.
var awsDoubts = []Open{
	{DoubtRequestArrives, "AWS says only that such a machine can't be reached by its public address, not that it sees the request."},                           // 22.1
	{DoubtNATGatewayACL, "AWS nowhere says in one place that the ACL of a NAT gateway's subnet judges the packet on both of its legs."},                        // 22.2
	{DoubtHairpin, "AWS does not document which addresses and ACLs apply where a packet leaves by the internet gateway and comes in again."},                   // 22.3
	{DoubtApplianceGroup, "AWS does not say whether a rule that names a group still knows the sender at a machine on the way."},                                // 22.4
	{DoubtEgressBesideGateway, "AWS does not say what becomes of it where the VPC has an internet gateway besides."},                                           // 22.5
	{DoubtBlackhole, "AWS says that such a route stays, not that no shorter route takes its place."},                                                           // 22.6
	{DoubtSharedFoot, "AWS lists both directions of the ACL for a machine in the transit gateway's own subnet; it is taken at its word."},                      // 22.7
	{DoubtIPv6Member, "AWS speaks of the private addresses of a group's members; that their IPv6 addresses count too is taken from practice."},                 // 22.8
	{DoubtGroupBeyond, "AWS documents that a transit gateway carries groups for incoming rules; that outgoing rules don't see them is inferred."},              // 22.8
	{DoubtOtherProtocol, "AWS names no protocol that an internet gateway leaves out; that it translates all of them is taken from practice."},                  // 4
	{DoubtNATLoop, "AWS says that a NAT gateway belongs in a public subnet, not what becomes of a packet that its own table leads back to it."},                // 5
	{DoubtNATInside, "AWS documents routes through a NAT gateway inside a VPC; that the receiver sees the gateway's address is inferred."},                     // 5
	{DoubtSharedACL, "AWS does not say that an ACL of two subnets judges twice what goes from one to the other: it follows from their edges."},                 // 7
	{DoubtMasquerade, "AWS does not say whose groups a packet carries that a machine has translated; that it is the machine's own is inferred."},               // 6.2
	{DoubtNewFlow, "AWS does not say how a group judges an answer whose request it has not seen; that it takes it as a new one is inferred."},                  // 6.3
	{DoubtOnTheWay, "AWS does not spell out that the filters of a machine on the way judge what it hands on: it is an interface in a subnet."},                 // 13.2
	{DoubtAbsent, "AWS does not say what becomes of a packet for an address that no machine has; that it is lost in silence is practice."},                     // 1
	{DoubtKeptClient, "AWS does not say how ACLs judge the answer to a client whose address a network balancer left in place, which the balancer takes back."}, // 14
	{DoubtServiceAddress, "AWS says that no filter sees this service; the address itself is taken from practice."},                                             // 9
}
