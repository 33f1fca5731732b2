package dsl_test

import (
	"os"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
)

// An advice is a recommendation of a vendor's guide or a common mistake, and the fixtures that show it.
type advice struct {
	says string
	// shown are the fixtures that show it: a trace by its name, doors as "exposures/name", or a diagnostic as "error: "
	// and a part of its message.
	shown string
	// unsaid says why the language can't express it, in the place of fixtures.
	unsaid string
	// steady reports that nothing fails in the fixture.
	steady bool
}

// doorsGuide is from the guide on the ways of a VPC to the Internet.
var doorsGuide = []advice{
	{says: "a VPC needs no route to the Internet", shown: "an-elastic-address-needs-no-route, no-door-no-route"},
	{says: "a machine has four ways", shown: "each-door-of-its-own"},
	{says: "deny AllocatePublicIpAddress", shown: "exposures/the-list-that-forgets-the-making-of-a-machine"},
	{
		says:  "deny the five actions of elastic addresses",
		shown: "exposures/the-list-that-forgets-the-making-of-a-machine, exposures/an-address-can-be-taken-from-another",
	},
	{
		says:  "deny the making of load balancers and registration",
		shown: "exposures/an-existing-balancer-needs-a-registration-only",
	},
	{says: "a load balancer lets in and not out", shown: "a-balancers-target-answers-without-any-way-out"},
	{says: "control the entries of NAT gateways", shown: "exposures/entries-of-a-nat-gateway-are-doors-of-their-own"},
	{
		says:  "SNAT for the VPC, a vSwitch, a range or a machine",
		shown: "snat-entries-make-private-and-public-vswitches, the-narrowest-snat-entry-applies",
	},
	{
		says:  "DNAT for the log-on to one machine",
		shown: "snat-entries-make-private-and-public-vswitches, the-group-sees-the-inner-port-of-a-dnat-entry",
	},
	{says: "strict outgoing rules hold any public address back", shown: "outgoing-rules-hold-an-elastic-address-back"},
	{says: "limit who may change groups", shown: "exposures/filters-are-doors-once-a-way-is-there"},
	{
		says:  "a group is stateful, and is the interface's and not the VPC's",
		shown: "each-interface-has-groups-of-its-own, an-advanced-group-lets-an-answer-out",
	},
	{
		says:  "a network ACL holds a whole vSwitch back",
		shown: "an-acl-holds-a-whole-vswitch-back-but-for-retired-types",
	},
	{says: "a network ACL is stateless", shown: "an-alibaba-acl-forgets-what-it-let-in"},
	{says: "a network ACL overrides groups", shown: "a-group-can-not-cure-an-acl"},
	{says: "retired types slip past", shown: "a-retired-type-slips-past-the-acl"},
	{
		says:   "watch for open groups and public addresses",
		unsaid: "configuration audit drops no packet: findings are tested beside the findings",
	},
}

// groupsGuide is from the guidelines for security groups: advice, six inbound use cases and the outbound one.
var groupsGuide = []advice{
	{says: "prefer deny rules", shown: "deny-wins-a-tie, the-smallest-priority-decides"},
	{says: "databases only for groups that need them", shown: "databases-let-in-those-who-need-them"},
	{
		says:  "different groups for different systems",
		shown: "a-rule-opens-its-own-ports-only, groups-of-one-machine-add-up",
	},
	{says: "production and test in different groups", shown: "production-and-test-are-strangers"},
	{says: "no public address where none is needed", shown: "nobody-outside-calls-a-private-address", steady: true},
	{says: "spread load by a balancer", shown: "a-balancer-tries-every-target, each-door-of-its-own"},
	{
		says:  "SNAT where only the way out is needed",
		shown: "nothing-comes-in-by-a-nat-gateway-unasked, snat-entries-make-private-and-public-vswitches",
	},
	{says: "a group as a whitelist: what no rule allows is denied", shown: "a-website-is-open-on-two-ports"},
	{
		says:  "a basic group lets everything out, an advanced one nothing",
		shown: "an-advanced-group-starts-shut, an-alibaba-group-with-out-none-still-lets-everything-out",
	},
	{
		says:  "members of a basic group reach each other, those of an advanced one don't",
		shown: "members-of-a-basic-group-are-past-every-rule, an-advanced-group-needs-a-rule-on-both-ends",
	},
	{says: "in a VPC one rule holds for both networks", shown: "one-rule-holds-for-both-networks"},
	{says: "log-on for certain addresses", shown: "only-one-administrator-may-log-on"},
	{says: "0.0.0.0/0 opens to everybody", shown: "an-old-cluster-is-open-to-everybody"},
	{
		says:  "keep members apart who need not meet",
		shown: "inner-deny-keeps-members-apart, isolation-is-the-weakest-word-of-a-group",
	},
	{says: "name groups instead of addresses", shown: "a-rule-that-names-a-group-lets-its-members-in"},
	{says: "case 1: a website", shown: "a-website-is-open-on-two-ports"},
	{says: "case 2: log-on for one user", shown: "only-one-administrator-may-log-on"},
	{says: "case 3: databases", shown: "databases-let-in-those-who-need-them"},
	{says: "case 3, misleading: a deny with priority 100", shown: "a-deny-with-the-lowest-priority-does-nothing"},
	{says: "case 4: only certain protocols", shown: "a-ping-needs-a-rule-for-icmp"},
	{says: "case 5, scenario 1: a group of the same account", shown: "a-rule-that-names-a-group-lets-its-members-in"},
	{says: "case 5, scenario 2: a group of another account", shown: "databases-let-in-those-who-need-them"},
	{
		says:  "case 5: not between VPCs, which a CEN joins",
		shown: "a-group-means-nothing-in-another-vpc, a-cen-joins-its-vpcs-where-the-tables-lead-to-it",
	},
	{
		says:  "case 6: only certain sites, the deny behind the allows",
		shown: "an-outgoing-whitelist-needs-its-deny-behind-the-allows",
	},
	{
		says:  "in the classic network, public rules and internal ones",
		shown: "each-side-of-the-classic-network-has-rules-of-its-own, outgoing-rules-of-the-classic-network-hold-for-their-side",
	},
	{
		says:  "inside the classic network, name groups and not ranges",
		shown: "a-whitelist-in-the-classic-network-names-groups, a-group-of-the-classic-network-is-known-inside-only",
	},
}

// clusterGuide is from the guide on the security group of a container cluster.
var clusterGuide = []advice{
	{says: "the rules of a cluster made since 2017", shown: "the-group-of-a-cluster-in-three-generations"},
	{says: "ports 443 and 80 may be closed", shown: "the-group-of-a-cluster-in-three-generations"},
	{
		says:  "older clusters are open: tighten them",
		shown: "an-old-cluster-is-open-to-everybody, a-classic-cluster-is-tightened-as-in-february-2017",
	},
	{says: "don't open what a balancer brings", shown: "a-cluster-lets-in-what-its-balancer-brings"},
	{says: "keep pings and log-ons", shown: "an-old-cluster-is-open-to-everybody"},
	{says: "keep the rule for the containers' range", shown: "pods-need-the-rule-for-their-range"},
	{says: "let a group in and not addresses", shown: "outsiders-come-into-a-cluster-by-a-group-of-their-own"},
	{says: "no elastic address for a node", shown: "a-node-without-an-elastic-address-is-not-called"},
	{says: "in the classic network, rules for each side", shown: "a-classic-cluster-is-tightened-as-in-february-2017"},
	{says: "members of the cluster's group reach each other", shown: "an-advanced-group-cuts-a-cluster-apart"},
}

// alibabaGotchas are common mistakes on Alibaba Cloud.
var alibabaGotchas = []advice{
	{
		says:  "a private vSwitch is on the Internet",
		shown: "a-route-does-not-hold-back-an-elastic-address, an-active-ipv4-gateway-makes-routes-decide",
	},
	{says: "searching for the missing route", shown: "an-elastic-address-needs-no-route, no-door-no-route"},
	{
		says:  "the NAT route is gone and the server still there",
		shown: "taking-the-nat-route-away-does-not-cut-off-an-elastic-address",
	},
	{
		says:  "NAT gateway and route, no entry",
		shown: "a-nat-gateway-without-an-entry-lets-nobody-out, snat-entries-make-private-and-public-vswitches",
	},
	{says: "a custom table has no NAT route", shown: "a-custom-table-does-not-get-the-nat-route"},
	{says: "a new NAT gateway, the old way", shown: "a-nat-gateway-finds-a-stated-route-in-its-place"},
	{
		says:  "the partner sees a wrong address",
		shown: "snat-never-takes-over-from-an-elastic-address, a-dnat-entry-for-a-port-is-no-way-out, an-elastic-address-on-the-second-interface-is-a-way-in-only",
	},
	{says: "elastic address and DNAT exclude each other", shown: "error: an entry for it can't be made"},
	{says: "one NAT gateway does not hairpin", shown: "one-nat-gateway-does-not-turn-a-packet-around"},
	{says: "the group sees the inner port", shown: "the-group-sees-the-inner-port-of-a-dnat-entry"},
	{
		says:  "a denied peer connects: a fellow member",
		shown: "members-reach-each-other-past-a-deny, inner-deny-keeps-members-apart",
	},
	{
		says:  "isolated members connect on some ports",
		shown: "isolation-is-the-weakest-word-of-a-group, one-friendly-group-is-enough",
	},
	{says: "an advanced group lets nothing out", shown: "an-advanced-group-starts-shut"},
	{says: "members of an advanced group don't talk", shown: "an-advanced-group-needs-a-rule-on-both-ends"},
	{says: "an advanced group names no group", shown: "error: a rule of an advanced group names ranges, not groups"},
	{says: "no rule for the own group", shown: "error: a rule can't name its own group here"},
	{
		says:  "allowed and still blocked",
		shown: "priorities-count-across-groups, the-same-priority-makes-deny-win-across-groups",
	},
	{says: "a deny at 100 does nothing", shown: "a-deny-with-the-lowest-priority-does-nothing"},
	{
		says:  "an outgoing whitelist with equal priorities",
		shown: "an-outgoing-whitelist-needs-its-deny-behind-the-allows",
	},
	{says: "port 25", shown: "outgoing-mail-is-blocked-by-the-platform"},
	{says: "a group of a peered VPC", shown: "a-group-means-nothing-in-another-vpc"},
	{says: "a rule for a group misses a public caller", shown: "a-rule-for-a-group-misses-its-public-callers"},
	{says: "an ACL lets in and not back", shown: "an-alibaba-acl-forgets-what-it-let-in"},
	{says: "an ACL can't part two servers of one vSwitch", shown: "a-network-acl-is-blind-inside-its-subnet"},
	{says: "an empty ACL kills its vSwitch", shown: "an-acl-without-rules-shuts-its-vswitch"},
	{says: "an ACL is ignored for one server", shown: "a-retired-type-slips-past-the-acl"},
	{says: "the port of an inbound ACL rule is the destination's", shown: "a-reply-meets-the-clients-own-acl"},
	{
		says:  "the port is closed and the site is up",
		shown: "a-classic-balancer-goes-past-the-groups-and-not-past-the-acl",
	},
	{says: "an empty whitelist", shown: "an-empty-access-list-lets-everybody-pass"},
	{says: "only allow rules on a balancer", shown: "only-a-deny-closes-a-balancers-group"},
	{says: "a backend without updates", shown: "a-balancers-target-answers-without-any-way-out, each-door-of-its-own"},
	{says: "the guest blocks health checks", shown: "a-target-that-drops-the-health-check-gets-nothing"},
	{says: "an activated IPv4 gateway cuts off", shown: "an-active-ipv4-gateway-makes-routes-decide"},
	{
		says:  "a deleted IPv4 gateway",
		shown: "a-removed-ipv4-gateway-leaves-no-internet, exposures/a-removed-ipv4-gateway-has-to-be-made-again",
	},
	{says: "NAT behind an IPv4 gateway", shown: "a-nat-gateway-needs-a-way-to-the-ipv4-gateway"},
	{
		says:   "an elastic address on the second interface",
		shown:  "an-elastic-address-on-the-second-interface-is-a-way-in-only",
		steady: true,
	},
	{says: "replies by another interface", unsaid: "the guest always answers from the interface that was called"},
	{says: "a cut-through interface", unsaid: "the language has no binding mode: an elastic address is translated"},
	{says: "denied AllocatePublicIpAddress", shown: "exposures/the-list-that-forgets-the-making-of-a-machine"},
	{says: "a deny in a resource group's policy", unsaid: "a user has one policy, without scopes"},
	{says: "a global IPv6 address is unreachable", shown: "an-ipv6-address-needs-bandwidth-and-a-route"},
	{says: "a partner's public range", shown: "a-user-range-follows-the-route-table"},
	{
		says:  "a route inside a vSwitch's range",
		shown: "error: is inside 10.0.1.0/24, which Alibaba Cloud routes by itself",
	},
	{says: "attached and no route", shown: "a-cen-joins-its-vpcs-where-the-tables-lead-to-it"},
	{says: "pods of two nodes", shown: "pods-need-the-rule-for-their-range"},
	{says: "the node count is stuck", unsaid: "quotas are no part of the model"},
	{says: "a virtual address in the vSwitch", unsaid: "the language has no floating private addresses"},
	{says: "the guest shows no public address", shown: "an-elastic-address-needs-no-route"},
	{
		says:  "replies die at the proxy",
		shown: "the-check-of-a-proxy-drops-what-it-hands-back, a-proxy-server-on-huawei-cloud-by-its-conditions",
	},
	{says: "requests arrive and don't leave", shown: "a-proxys-guest-drops-before-it-sends"},
	{
		says:  "packets leave with a private source",
		shown: "a-proxy-server-on-huawei-cloud-by-its-conditions, the-check-of-a-proxy-drops-what-it-hands-back",
	},
	{says: "works until the reboot", shown: theRestart},
	{says: "the client shows another address", shown: "a-proxy-server-on-huawei-cloud-by-its-conditions"},
	{
		says:  "nothing arrives at the proxy",
		shown: "a-proxy-server-on-huawei-cloud-by-its-conditions, a-proxys-group-lets-in-the-port-of-the-far-server",
	},
	{
		says:  "the proxy lost its own way",
		shown: "a-proxy-without-an-elastic-address-leads-to-itself, a-proxy-server-on-huawei-cloud-by-its-conditions",
	},
	{says: "a virtual address as next hop", unsaid: "the language has no floating private addresses"},
	{says: "narrow routes catch the proxy", shown: "one-narrow-route-for-a-proxy-needs-a-table-of-its-own"},
}

// TestAdviceIsShown checks that every advice has its fixtures, and that between them a question fails and one works.
func TestAdviceIsShown(t *testing.T) {
	if len(alibabaGotchas) != 57 {
		t.Errorf("have %d gotchas of Alibaba Cloud, want 57", len(alibabaGotchas))
	}
	errors := expectedErrors(t)
	for title, list := range map[string][]advice{
		"doors": doorsGuide, "groups": groupsGuide, "clusters": clusterGuide, "gotchas": alibabaGotchas,
	} {
		for k, a := range list {
			if (a.shown == "") == (a.unsaid == "") {
				t.Errorf("%s %d, %s: it is shown, or it is said why not", title, k+1, a.says)
			}
			if a.shown != "" {
				show(t, a, errors)
			}
		}
	}
}

func show(t *testing.T, a advice, errors string) {
	t.Helper()
	works, fails := a.steady, a.steady
	for _, name := range strings.Split(a.shown, ", ") {
		if text, isError := strings.CutPrefix(a.shown, "error: "); isError {
			if !strings.Contains(errors, text) {
				t.Errorf("%s: no line of testdata/errors expects %q", a.says, text)
			}
			return
		}
		folder := "traces/"
		if strings.Contains(name, "/") {
			folder, works, fails = "", true, true
		}
		path := "testdata/" + folder + name + ".txt"
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s: fixture %s is gone", a.says, path)
			continue
		}
		good, bad := outcomes(dsl.Load(scenarioOf(t, path)).Questions())
		works, fails = works || good, fails || bad
	}
	if !works || !fails {
		t.Errorf("%s: its fixtures show it working: %v, and failing: %v; both are wanted", a.says, works, fails)
	}
}

// outcomes reports whether any question is expected to work, and any to fail.
func outcomes(questions []*cloud.Question) (good, bad bool) {
	for _, q := range questions {
		if q.Expected != nil {
			reachable := q.Expected.Outcome == "reachable"
			good, bad = good || reachable, bad || !reachable
		}
	}
	return good, bad
}

func expectedErrors(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, name := range fixtures(t, "testdata/errors/*.vpc") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	return all.String()
}

// A condition has to be met before the clients of a proxy server reach the Internet: the facts under "Proxy server" in
// dsl/facts/huawei.md.
type condition struct {
	advice
	// outcome and because are in an expect of the fixture where the condition is broken.
	outcome, because string
}

const (
	theConditions = "a-proxy-server-on-huawei-cloud-by-its-conditions"
	theCheck      = "the-check-of-a-proxy-drops-what-it-hands-back"
	theGuest      = "a-proxys-guest-drops-before-it-sends"
	theGroup      = "a-proxys-group-lets-in-the-port-of-the-far-server"
	theRestart    = "a-proxy-that-restarts-forgets-what-was-not-saved"
)

var proxyConditions = [][]condition{
	{
		{
			advice{
				says:  "P has an elastic address",
				shown: "a-proxy-without-an-elastic-address-leads-to-itself, " + theConditions,
			},
			"blocked",
			"routing-loop",
		},
	},
	{{advice{says: "the client's table leads to P", shown: theConditions}, "blocked", "no-route"}},
	{{advice{says: "the client has no address of its own", shown: theConditions}, "reachable", ""}},
	{{advice{says: "the client's group lets it out", shown: theConditions}, "blocked", "sg-no-rule"}},
	{{advice{says: "P's group lets in the port of the far server", shown: theGroup}, "blocked", "sg-no-rule"}},
	{{advice{says: "P forwards", shown: theGuest}, "blocked", "ip-forward-off"}},
	{{advice{says: "P's FORWARD chain accepts", shown: theGuest}, "blocked", "guest-firewall"}},
	{
		{advice{says: "P translates, checked", shown: theCheck + ", " + theConditions}, "blocked", "source-dest-check"},
		{advice{says: "P translates, unchecked, a rule for others", shown: theConditions}, "blocked", "routing-loop"},
		{
			advice{says: "P translates, unchecked, a wrong address", shown: theCheck + ", " + theConditions},
			"blocked",
			"routing-loop",
		},
	},
	{{advice{says: "P's check is off", shown: theCheck + ", " + theConditions}, "one-way", "source-dest-check"}},
	{{advice{says: "P's group lets it out", shown: theGroup}, "blocked", "sg-no-rule"}},
	{
		{
			advice{
				says:  "the ACLs let it through, the client's and P's",
				shown: "an-acl-stands-before-and-behind-the-proxy",
			},
			"blocked",
			"acl-no-rule",
		},
	},
	{{advice{says: "the next hop is in the same VPC", shown: "error: does not belong to vpc"}, "", ""}},
	{
		{
			advice{says: "P has one interface", shown: "a-proxy-with-two-interfaces-sends-by-its-first"},
			"blocked",
			"routing-loop",
		},
	},
	{
		{advice{says: "the rules survive a restart", shown: theRestart}, "blocked", "routing-loop"},
		{advice{says: "forwarding survives a restart", shown: theRestart}, "blocked", "ip-forward-off"},
		{advice{says: "the rules survive a restart, in a subnet of its own", shown: theRestart}, "blocked", "no-route"},
	},
	{
		{
			advice{says: "names are resolved", shown: "a-client-of-a-proxy-asks-the-resolver-itself"},
			"blocked",
			"sg-no-rule",
		},
	},
}

// TestEachConditionOfAProxyFailsOnItsOwn checks the list against the fixtures.
func TestEachConditionOfAProxyFailsOnItsOwn(t *testing.T) {
	if len(proxyConditions) != 15 {
		t.Errorf("have %d conditions, want 15", len(proxyConditions))
	}
	errors := expectedErrors(t)
	for _, ways := range proxyConditions {
		for _, c := range ways {
			if c.unsaid != "" {
				continue
			}
			show(t, c.advice, errors)
			if c.outcome != "" && !states(t, c) {
				t.Errorf("%s: %s has no expect that is %s because %s", c.says, c.shown, c.outcome, c.because)
			}
		}
	}
}

// states reports whether a fixture expects the outcome of the broken condition.
func states(t *testing.T, c condition) bool {
	t.Helper()
	for _, name := range strings.Split(c.shown, ", ") {
		for _, q := range dsl.Load(scenarioOf(t, "testdata/traces/"+name+".txt")).Questions() {
			if e := q.Expected; e != nil && e.Outcome == c.outcome && e.Because == c.because {
				return true
			}
		}
	}
	return false
}
