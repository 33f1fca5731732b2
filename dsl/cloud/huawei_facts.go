package cloud

// huaweiFacts are the facts behind a trace's decisions, where they are not those of every cloud.
var huaweiFacts = []Fact{
	{"eip", "An elastic address goes before a default route, and a longer route before it."},                                        // HW-4
	{"routing-loop", "An elastic address serves its own private one: what a machine hands on in another's name follows the table."}, // P8
	{"acl-established", "A network ACL remembers here: the answer to what it let through passes."},                                  // HW-12
	{"acl-no-rule", "As soon as an ACL is bound to a subnet, it drops what no rule of it matches."},                                 // HW-12
}

// huaweiDoubts are points that the sheet leaves open.
var huaweiDoubts = []Open{
	{DoubtServiceGroup, "Huawei Cloud documents that its ACLs spare its own services, and not whether a group may hold them back."},          // HW-12, HW-13
	{DoubtGroupAcross, "Huawei Cloud lets a rule name any group of its region, and is read here as not knowing its members over a peering."}, // HW-9, 12
}
