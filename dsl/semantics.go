package dsl

// Semantics is the version of the language's meaning. It grows by one whenever an existing scenario may get another
// outcome, because a cloud changed or because a verdict was corrected. A link holds the version and the outcomes of its
// day, and the page says if an answer differs today. Additions to the language, better reasons and better words leave
// the version alone. The golden links (site/testdata/links.json) check this: a link of the present version has to give
// the outcomes that it holds. The history:
//
//	1  the first that links hold
//	2  on Alibaba and Huawei Cloud a peering looks at the destination only, a CEN learns vSwitches, a listener comes
//	   before its access list, and a DNAT entry for all ports takes the packets that a NAT gateway translates; on AWS
//	   a VPN gateway serves its VPC only, neighbours of a network balancer meet no ACL, blocked public access looks at
//	   the sender, and 64:ff9b::/96 leads to a NAT gateway
//	3  hidden characters, port 0 in a question, and names that are too long, not composed or words of the language
//	   (local, new), are refused (source.SinceNames); an object with addresses of both families has IPv4 first, in
//	   whichever order its ranges are written; on Huawei Cloud a new group lets its members in, the default group opens
//	   nothing to the world, and groups are asked in their order; guests route, translate and filter as kernels do: by
//	   which interface an answer leaves, whose answers are masqueraded, what a drop takes of the ports; a sender with a
//	   private address that nobody has is an error; the name of a balancer that faces the Internet leads to its public
//	   addresses, its nodes send to healthy targets of the zones that they serve, where none is healthy all but classic
//	   ones send to all, and a classic one has an address of a vSwitch and answers by the table of that; what the API of
//	   a balancer refuses is an error; where chance picks a node, a target or one of a NAT gateway's addresses and some
//	   of the ways fail, a question is flaky, and a refusal is a failure; clients of a NAT gateway on Alibaba Cloud
//	   reach its DNAT entries, on Huawei Cloud an entry forwards beside an elastic address; the routes to pods stand in
//	   main, an ACL does not see what a table leads to a machine of the same subnet, and a VPN that shares a VPC's range
//	   leads astray; a pod runs on a node of its cluster, whose FORWARD chain judges what it sends and receives; a
//	   transit gateway picks a zone by chance where a VPC has no foot in the sender's, and learns no range that overlaps
//	   one of a VPC attached before; what a CEN brings into a VPC follows its table main, and on Huawei Cloud
//	   what a peering brings, to a machine or a NAT gateway, to which what a VPN brings goes too
const Semantics = 3
