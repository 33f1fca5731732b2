package cloud

// alibabaBases are the facts that decisions and findings rest on in Alibaba Cloud, where they are not those of every
// cloud.
var alibabaBases = []Basis{
	{"sg-default", "alibaba/basic-group-lets-out"},
	{"sg-same-group", "alibaba/members-reach-each-other"},
	{"sg-isolated", "alibaba/isolation-is-the-weakest"},
	{"eip", "alibaba/public-address-is-a-way-out"},
	{"dnat", "alibaba/dnat-keeps-the-client"},
	{"nat-unsolicited", "alibaba/nat-gateway-lets-in"},
	{"nat-hairpin", "alibaba/snat-does-not-reach-own-dnat"},
	{"nat-no-way-out", "alibaba/nat-gateway-behind-ipv4-gateway"},
	{"ipv4-gateway-bypassed", "alibaba/ipv4-gateway-makes-routes-decide"},
	{"vpc-private-mode", "alibaba/deleted-in-private-mode"},
	{"ipv6-no-bandwidth", "alibaba/ipv6-needs-bandwidth"},
	{"acl-not-enforced", "alibaba/acl-skips-retired-types"},
	{"clb-direct", "alibaba/classic-balancer-passes-groups"},
	{"listener-access", "alibaba/access-list-of-a-listener"},
	{"routing-loop", "alibaba/public-address-serves-its-own"},
	{"balanced", "alibaba/balancers-and-client-addresses"},
	{"public-address", "alibaba/public-address-is-a-way-out"},
	{"acl-one-way", "alibaba/acl-has-no-memory"},
	{"acl-not-enforced", "alibaba/acl-skips-retired-types"},
	{"dead-entry", "alibaba/snat-needs-route-and-entry"},
	{"dead-reference", "alibaba/group-reference-in-the-same-vpc"},
	{"idle-address", "alibaba/ipv4-gateway-makes-routes-decide"},
	{"unused", "alibaba/one-table-per-vswitch"},
	{AboutACLPeers, "alibaba/acl-rule-fields"},
	{AboutDefaultACL, "alibaba/acl-is-optional"},
	{AboutReserved, "alibaba/reserved-addresses"},
	{AboutRanges, "alibaba/vpc-range-sizes"},
	{AboutSizes, "alibaba/vswitch-range-sizes"},
	{AboutRoutes, "alibaba/no-route-into-the-service-range"},
}

// alibabaOpen are the points that the documentation of Alibaba Cloud leaves open.
var alibabaOpen = []Open{
	{DoubtClassicDeny, "alibaba/classic-balancer-and-denies"},
	{DoubtClassicACL, "alibaba/acl-and-classic-balancers"},
	{DoubtNATVSwitchACL, "alibaba/acl-of-the-nat-gateways-vswitch"},
	{DoubtClassicEdge, "alibaba/classic-balancer-beside-ipv4-gateway"},
	{DoubtStaticFirst, "alibaba/static-address-before-dnat"},
	{DoubtElasticBehindNAT, "alibaba/eip-behind-nat-under-ipv4-gateway"},
	{DoubtHairpin, "alibaba/way-to-a-public-address-of-the-same-vpc"},
	{DoubtForwardedAnswer, "alibaba/dnat-answer-needs-a-route"},
	{DoubtCheckPlace, "alibaba/source-check-looks-at-the-way-out"},
	{DoubtServiceGroup, "alibaba/groups-and-the-clouds-services"},
	{DoubtBalancerSource, "alibaba/application-balancer-source"},
	{DoubtBalancerACL, "alibaba/acl-and-application-balancers"},
	{DoubtFreshACL, "alibaba/acl-of-the-console"},
	{DoubtFreshGroup, "alibaba/fresh-advanced-group"},
}
