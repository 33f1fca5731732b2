package cloud

// A Fact is what decisions for a reason follow from in a cloud, as a sentence for those who wonder at one.
type Fact struct {
	// Reason is the key of the reason.
	Reason, Text string
}

// Fact is the fact behind a reason, empty where none is known: the cloud's own, or the one that is true in each.
func (p *Provider) Fact(reason string) string {
	for _, facts := range [][]Fact{p.Facts, sharedFacts} {
		for i := range facts {
			if facts[i].Reason == reason {
				return facts[i].Text
			}
		}
	}
	return ""
}

// sharedFacts are true in every cloud that has the thing at all.
var sharedFacts = []Fact{
	{"sg-established", "A security group remembers what it let through, so the answer passes without a rule."},               // aws 6.3, alibaba SG-4, huawei HW-9
	{"sg-no-rule", "What no rule of the groups allows is dropped in silence: the sender waits until it gives up."},           // aws 6.1, 18.4, alibaba SG-6
	{"sg-rule", "Of the rules that match, the smallest priority decides; of equal ones, a deny."},                            // alibaba 5.3, huawei 11
	{"sg-deny", "Of the rules that match, the smallest priority decides; of equal ones, a deny."},                            // alibaba 5.3, huawei 11
	{"sg-default", "A new group lets everything out, by a rule that may be taken away."},                                     // aws 6.1, huawei HW-10
	{"acl-rule", "The rules of a network ACL are tried by their numbers, and the first that matches decides."},               // aws 7, alibaba NA-6
	{"acl-deny", "The rules of a network ACL are tried by their numbers, and the first that matches decides."},               // aws 7, alibaba NA-6
	{"acl-no-rule", "A network ACL drops what no rule matches, and has no memory: an answer needs a rule of its own."},       // aws 7, alibaba NA-5, NA-9
	{"acl-same-subnet", "A network ACL stands on its subnet's edge and does not see what stays inside."},                     // aws 7, alibaba NA-4, huawei HW-12
	{"acl-none", "No network ACL is bound to a subnet by itself, and without one nothing is filtered there."},                // alibaba NA-1, huawei HW-12
	{"route", "Of all routes that hold the destination, the one with the longest prefix applies."},                           // aws 3.3, alibaba RT-13, huawei HW-2
	{"local-route", "Each table has a route for every subnet; an address in none of them follows the other routes."},         // alibaba RT-10, RT-11, huawei HW-1
	{"no-route", "The sender's own table is asked, and what no route of it holds goes nowhere."},                             // aws 3.1, alibaba 2, huawei HW-5
	{"blackhole-route", "The longest route wins even where its target is gone: there is no second best."},                    // aws 3.3
	{"eip", "A public address is exchanged for a private one at the cloud's edge; the machine sees only the private one."},   // alibaba EI-3, huawei HW-4
	{"no-public-address", "A gateway gives no address: who leaves by it needs a public one."},                                // aws 4, alibaba G4-7
	{"not-internet-address", "Nobody routes private ranges on the Internet."},                                                // aws 4
	{"wrong-answer-address", "A client takes an answer only from the address that it called."},                               // aws 4, alibaba EI-6
	{"astray", "Nobody checks the way back: an answer follows its table to whoever has the address there."},                  // aws 10
	{"platform-port", "No mail leaves for port 25 unless the account has asked the cloud for it; no rule opens the port."},   // aws 9, alibaba SG-7
	{"routing-loop", "Each table leads on by itself, and none sees that together they lead in a circle."},                    // aws 5, huawei 11
	{"no-listener", "A machine refuses at once where nothing listens; what a filter drops is met with silence."},             // aws 18.4
	{"no-address", "What has no address in a network can't send there, and can't be called."},                                // aws 2
	{"nat", "A translator lends its own address and remembers who asked, so that the answer finds its way."},                 // aws 5, alibaba SN-6
	{"dnat", "Only the destination is exchanged: the receiver sees the client's own address."},                               // alibaba DN-5
	{"nat-protocol", "A NAT gateway translates TCP, UDP and ICMP over IPv4."},                                                // aws 5, alibaba NG-2
	{"nat-unsolicited", "A NAT gateway lets in answers, and what a DNAT entry forwards."},                                    // alibaba SN-6, DN-1
	{"snat-no-entry", "A route to the NAT gateway is not enough: an SNAT entry has to cover the sender."},                    // alibaba SN-8, huawei HW-6
	{"egress-only", "Egress-only lets out what begins inside, and in only the answers."},                                     // aws 4, alibaba G6-4
	{"source-dest-check", "With its check on, an interface sends nothing in the name of others."},                            // alibaba 12, huawei HW-8
	{"ip-forward-off", "A system hands on packets of others only where forwarding is switched on in it."},                    // aws 13.1
	{"forwarded", "A machine that forwards hands a packet on as it is; it is the next table that leads on."},                 // aws 13.2
	{"guest-firewall", "The machine's own firewall comes after all filters of the cloud, which know nothing of it."},         // aws 13.1
	{"no-return-translation", "Only the machine that translated a request can turn its answer back."},                        // aws 13.1
	{"not-transitive", "A peering carries what goes from one of its VPCs to the other, and nothing on from there."},          // aws 10, alibaba IC-1
	{"link", "The tables of both sides have to lead here: with one of them, only one direction works."},                      // aws 10, 11, alibaba IC-1, IC-4
	{"attachment-route", "What joins many networks has a table of its own, and carries nothing that no route there holds."},  // aws 11, alibaba IC-3
	{"no-listener-rule", "A balancer takes only what one of its listeners is for."},                                          // aws 14, alibaba 4.4
	{"no-healthy-target", "A balancer sends only to targets that pass its checks, which meet filters of their own."},         // aws 14, alibaba LB-4
	{"unknown-destination", "A range may be routed where no machine has the address: the packet ends there in silence."},     // aws 1
	{"address-family", "IPv4 and IPv6 are two networks: what is stated for the one says nothing of the other."},              // aws 3.2, alibaba G6-5
	{"unfiltered-service", "No filter sees the cloud's own name, time and metadata services: they work whatever the rules."}, // aws 9, alibaba NA-10
	{"gateway", "A gateway on the VPC's edge stands in no subnet: no group and no ACL filters there."},                       // aws 7
	{"arrived", "The answer is a packet of its own: tables and filters without memory judge it anew."},                       // aws 0.4, alibaba NA-5
}
