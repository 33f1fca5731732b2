package cloud

// huaweiBases are the facts behind decisions and findings that hold in Huawei Cloud only.
var huaweiBases = []Basis{
	{"sg-default", "huawei/new-group-and-its-members"},
	{"sg-rule", "huawei/groups-in-their-order"},
	{"sg-deny", "huawei/groups-in-their-order"},
	{"eip", "huawei/eip-before-default-route"},
	{"routing-loop", "huawei/eip-serves-its-own"},
	{"acl-established", "huawei/acl-remembers"},
	{"acl-no-rule", "huawei/acl-denies-the-rest"},
	{"public-address", "huawei/eip-before-default-route"},
	{"dead-entry", "huawei/nat-needs-a-rule"},
	{"nat-hairpin", "huawei/snat-and-own-dnat"},
	{"overlapping-peers", "huawei/peering-with-overlap"},
	{"dead-reference", "huawei/group-of-the-region"},
	{"idle-address", "huawei/nat-needs-a-rule"},
	{"unused", "huawei/one-table-per-subnet"},
	{AboutACLPeers, "huawei/acl-rule-fields"},
	{AboutDefaultACL, "huawei/acl-is-optional"},
	{AboutReserved, "huawei/reserved-addresses"},
	{AboutSizes, "huawei/vpc-and-subnet-range-sizes"},
}

// huaweiOpen are the points that the documentation of Huawei Cloud leaves open.
var huaweiOpen = []Open{
	{DoubtPolicyRouting, "huawei/guest-policy-routes"},
	{DoubtServiceGroup, "huawei/groups-and-the-clouds-services"},
	{DoubtGroupAcross, "huawei/group-across-vpcs"},
	{DoubtNATHairpin, "huawei/snat-and-own-dnat"},
	{DoubtForwardedElastic, "huawei/dnat-beside-eip"},
	{DoubtVPNOnward, "huawei/vpn-gateway-goes-on"},
}
