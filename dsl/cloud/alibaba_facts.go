package cloud

// alibabaFacts are the facts behind a trace's decisions, where they are not those of every cloud.
var alibabaFacts = []Fact{
	{"sg-default", "A basic group lets out what no rule denies; an advanced one lets nothing out."},                               // 5.1
	{"sg-same-group", "Members of a basic group reach each other before any rule is asked."},                                      // 5.1, 5.4
	{"sg-isolated", "A basic group may keep its members apart; a rule that lets them in goes before."},                            // 5.4
	{"eip", "A public address is a way out by itself: it goes before the route table, until an IPv4 gateway is active."},          // 2.4, EI-3, G4-4
	{"dnat", "A DNAT entry exchanges only the destination: the machine and its filters see the client's own address."},            // DN-5
	{"nat-unsolicited", "A NAT gateway lets in answers, what a DNAT entry forwards, and pings to its own address."},               // SN-6, NG-6
	{"nat-hairpin", "A NAT gateway does not turn a packet around: what it lends out can't call what it forwards itself."},         // NG-5
	{"nat-no-way-out", "Under an active IPv4 gateway a NAT gateway needs a route to it from its own vSwitch."},                    // G4-8
	{"ipv4-gateway-bypassed", "Once the IPv4 gateway is active, a public address is of use only where the table leads to it."},    // G4-4
	{"vpc-private-mode", "An IPv4 gateway that is deleted in private mode leaves its VPC without any Internet."},                  // G4-11
	{"ipv6-no-bandwidth", "An IPv6 address is private until Internet bandwidth is bought for that very address."},                 // G6-1, G6-2
	{"acl-not-enforced", "Network ACLs do not filter instances of retired types."},                                                // NA-15
	{"clb-direct", "What a classic balancer sends on passes its targets' groups; their ACL and their guest still see it."},        // LB-5, NA-3
	{"listener-access", "An access list judges the client of each listener; without entries it lets everybody pass."},             // LB-7
	{"routing-loop", "A public address serves its own private one: what a machine hands on in another's name follows the table."}, // 4.5, P8
	{"balanced", "A classic balancer leaves the client's address in place on layer 4; the others call from their own."},           // LB-3, LB-10
}

// alibabaDoubts are the unverified points of section 14 and of the facts marked L.
var alibabaDoubts = []Open{
	{DoubtClassicDeny, "Alibaba Cloud does not document whether a rule that denies the client stops what a classic balancer brings."},              // LB-6
	{DoubtClassicACL, "Older documentation filters what a classic balancer sends on, newer speaks of the balancer only."},                          // 14, NA-3
	{DoubtNATVSwitchACL, "Alibaba Cloud does not document whether the ACL of a NAT gateway's own vSwitch sees what it forwards."},                  // NA-17
	{DoubtClassicEdge, "That a classic balancer does not depend on the IPv4 gateway is inferred, not documented."},                                 // G4-13
	{DoubtStaticFirst, "Which goes first, a public address of its own or a DNAT entry for all ports, is not documented."},                          // 4.5
	{DoubtElasticBehindNAT, "What becomes of an elastic address behind a NAT gateway, under an active IPv4 gateway, is not documented."},           // 14
	{DoubtHairpin, "Alibaba Cloud does not document the way of a packet to the public address of a machine in the same VPC."},                      // 14
	{DoubtForwardedAnswer, "That the answer of a forwarded port needs a route to the same NAT gateway is inferred from an example."},               // DN-6
	{DoubtCheckPlace, "Alibaba Cloud does not document whether the check drops it on its way in or on its way out."},                               // 14
	{DoubtServiceGroup, "Alibaba Cloud documents that its ACLs spare its own services, and not whether a group may hold them back."},               // 14, NA-10
	{DoubtBalancerSource, "On machines that were not upgraded, an application balancer may call from the cloud's service addresses."},              // 14
	{DoubtBalancerACL, "Alibaba Cloud names network balancers among what an ACL filters, and not application balancers."},                          // NA-2, 4.6
	{DoubtFreshACL, "Which rules the console puts into a new ACL is not documented: this one has none, and so denies everything."},                 // NA-11
	{DoubtFreshGroup, "Pages of the manual contradict each other on whether the console gives an advanced group a rule that lets everything out."}, // 14
}
