package dsl

// Semantics is the number of the language's meaning. It grows by one whenever a scenario that somebody may have in hand may
// come to another outcome than before, be it because a cloud changed or because we know it better: a link holds the number
// and the outcomes of its day, and the page says where an answer is another today. What only adds to the language, or gives
// the same outcome better reasons or words, leaves the number alone. The golden links (site/testdata/links.json) hold that:
// one of the present number comes to the outcomes that it was made with. Its history:
//
//	1  the first that links hold
//	2  a peering of Alibaba or Huawei Cloud looks at the destination only, a CEN learns vSwitches, a listener comes before
//	   its access list, a DNAT entry for all ports translates what a NAT gateway does, AWS asks the sender's own source
//	   check, takes fewer routes into its tables, and reaches IPv6 by 64:ff9b::/96
const Semantics = 2
