package dsl

// Semantics is the number of the language's meaning. It grows by one whenever a scenario that somebody may have in hand
// may come to another outcome than before, be it because a cloud changed or because we know it better: a link holds the
// number and the outcomes of its day, and the page says where an answer is another today. What only adds to the
// language, or gives the same outcome better reasons or words, leaves the number alone. The golden links
// (site/testdata/links.json) hold that: one of the present number comes to the outcomes that it was made with. Its
// history:
//
//	1  the first that links hold
//	2  on Alibaba and Huawei Cloud a peering looks at the destination only, a CEN learns vSwitches, a listener comes before
//	   its access list, and a DNAT entry for all ports takes what a NAT gateway translates; on AWS a VPN gateway serves its
//	   VPC only, neighbours of a network balancer meet no ACL, blocked public access looks at the sender, and
//	   64:ff9b::/96 leads to a NAT gateway
//	3  what does not show, or turns the direction of text, is refused, and so are names that are too long or not composed
//	   (source.SinceNames); what has addresses of both families has IPv4 first, in whichever order its ranges are written
const Semantics = 3
