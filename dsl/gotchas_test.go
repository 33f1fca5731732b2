package dsl_test

import (
	"strconv"
	"testing"

	"hopwise/dsl/trace"
)

// A gotcha is one of the numbered traps of the sheet on AWS (section 19).
type gotcha struct {
	// reason is what decides the broken state; empty where the trap is that something works.
	reason trace.Reason
	// fixtures show it, broken and mended.
	fixtures []string
	// silent says why the language can't say it.
	silent string
}

func shows(reason trace.Reason, fixtures ...string) gotcha {
	return gotcha{reason: reason, fixtures: fixtures}
}

func silent(why string) gotcha { return gotcha{silent: why} }

var awsGotchas = map[int]gotcha{
	1:  shows(trace.SGNoRule, "the-default-group-of-each-cloud", "a-stranger-is-outside-of-the-range"),
	2:  shows(trace.ACLNoRule, "an-acl-needs-a-rule-for-the-answer"),
	3:  shows(trace.ACLNoRule, "aws-a-clients-own-subnet-has-to-let-the-answer-in"),
	4:  shows(trace.ACLNoRule, "windows-clients-need-the-upper-ports", "aws-answers-need-the-whole-range-of-client-ports"),
	5:  shows(trace.ACLDeny, "the-smaller-acl-number-decides"),
	6:  shows(trace.ACLNoRule, "aws-answers-need-the-whole-range-of-client-ports", "stating-default-replaces-its-rules"),
	7:  shows(trace.ACLNoRule, "a-network-acl-is-blind-inside-its-subnet"),
	8:  shows(trace.NoPublicAddress, "a-public-subnet-is-not-enough"),
	9:  shows(trace.NotPublicSubnet, "aws-the-main-table-is-everybodys-who-names-none"),
	10: shows(trace.WrongAnswerAddress, "aws-a-public-address-behind-a-nat-gateway-answers-as-a-stranger", "aws-an-application-balancer-comes-from-its-own-address"),
	11: shows(trace.NoRoute, "aws-five-private-subnets-and-three-nat-gateways"),
	12: shows(trace.NATNoWayOut, "aws-five-private-subnets-and-three-nat-gateways"),
	13: shows(trace.BlackholeRoute, "aws-five-private-subnets-and-three-nat-gateways"),
	14: shows(trace.ACLNoRule, "aws-every-acl-on-the-way-of-a-nat-gateway"),
	15: shows(trace.ACLNoRule, "aws-every-acl-on-the-way-of-a-nat-gateway"),
	16: shows(trace.SGNoRule, "aws-a-nat-gateway-has-no-group-of-its-own"),
	17: shows(trace.NATUnsolicited, "aws-a-nat-gateway-translates-three-protocols-and-forwards-nothing"),
	18: shows(trace.SGNoRule, "a-rule-for-a-group-misses-its-public-callers"),
	19: shows(trace.SGNoRule, "a-member-needs-a-rule-on-aws"),
	20: shows(trace.SGNoRule, "out-none-stops-what-the-machine-begins"),
	21: silent("a trace knows no connection that began under other rules"),
	22: silent("a trace knows no connection that began under other rules"),
	23: shows(trace.ACLDeny, "the-smaller-acl-number-decides"),
	24: shows(trace.NoRoute, "aws-a-second-range-needs-its-own-route-at-the-peer"),
	25: shows(trace.NotTransitive, "aws-a-third-vpc-needs-a-peering-of-its-own"),
	26: shows(trace.NotTransitive, "aws-a-third-vpc-needs-a-peering-of-its-own", "aws-a-gateway-endpoint-needs-the-group-to-let-the-service-out", "aws-one-nat-gateway-for-many-vpcs"),
	27: silent("what the API refuses is an error of the text: two VPCs that share a range can't be peered"),
	28: shows(trace.AttachmentZone, "aws-a-transit-gateway-needs-a-foot-in-the-zone"),
	29: shows(trace.NoRoute, "aws-a-transit-gateway-needs-tables-on-both-sides"),
	30: shows(trace.ACLNoRule, "aws-the-feet-of-a-transit-gateway-have-acls"),
	31: shows(trace.SourceDestCheck, "aws-a-nat-instance-with-its-check-on", "aws-a-nat-instance-stands-in-for-a-nat-gateway"),
	32: shows(trace.IPForwardOff, "aws-a-nat-instance-that-does-not-forward", "aws-a-nat-instance-with-a-shut-forward-chain", "aws-a-nat-instance-whose-group-does-not-know-the-subnet", "aws-a-nat-instance-stands-in-for-a-nat-gateway"),
	33: shows(trace.SGNoRule, "aws-a-gateway-endpoint-needs-the-group-to-let-the-service-out"),
	34: silent("a bucket's policy is no matter of the network; the trace shows that the service sees the private address"),
	35: shows("", "aws-a-narrower-route-passes-a-gateway-endpoint-by"),
	36: silent("the language has no interface endpoint; a machine in the default group meets the same"),
	37: shows(trace.SGNoRule, "aws-every-rule-and-route-is-doubled-for-ipv6"),
	38: shows(trace.EgressOnly, "aws-every-rule-and-route-is-doubled-for-ipv6"),
	39: shows(trace.SGNoRule, "a-ping-needs-its-own-rule"),
	40: shows(trace.UnknownDestination, "aws-the-main-table-is-everybodys-who-names-none", "aws-a-nat-gateway-translates-three-protocols-and-forwards-nothing"),
	41: silent("a scenario has no before and after: addresses stay"),
	42: shows(trace.NotPublicSubnet, "aws-the-main-table-is-everybodys-who-names-none"),
	43: shows(trace.ACLNoRule, "one-acl-on-two-subnets-judges-twice"),
	44: silent("packets have no size"),
	45: shows(trace.SGNoRule, "aws-targets-of-an-application-balancer-never-see-clients", "aws-an-application-balancers-subnets-need-the-targets-answers", "aws-an-application-balancer-comes-from-its-own-address"),
	46: shows(trace.SGNoRule, "aws-a-network-balancer-leaves-the-clients-address"),
	47: shows(trace.WrongAnswerAddress, "aws-a-target-can-not-call-itself-through-a-network-balancer"),
	48: shows(trace.SGNoRule, "the-resolver-of-aws-is-never-filtered"),
	49: shows(trace.SGNoRule, "aws-a-firewall-that-only-sees-the-answer", "aws-a-firewall-between-two-subnets"),
	50: shows(trace.SGNoRule, "aws-a-firewall-between-a-group-and-its-rule"),
	51: silent("nothing ages: a trace is of one moment"),
	52: shows("", "aws-a-range-learned-from-afar-does-not-take-the-vpcs-own"),
}

// TestEveryGotchaIsShown holds the numbers of the sheet against the fixtures: each that the language can say is shown
// broken, for its reason, and mended.
func TestEveryGotchaIsShown(t *testing.T) {
	const numbers = 52
	for n := 1; n <= numbers; n++ {
		g, listed := awsGotchas[n]
		if !listed || (g.silent == "") == (len(g.fixtures) == 0) {
			t.Errorf("gotcha %d has no fixtures and no word on why it can't be said, or both", n)
			continue
		}
		t.Run(strconv.Itoa(n), func(t *testing.T) { g.isShown(t) })
	}
}

func (g gotcha) isShown(t *testing.T) {
	broken, mended := g.reason == "", len(g.fixtures) == 0
	for _, name := range g.fixtures {
		for _, tr := range answers(t, "testdata/traces/"+name+".txt") {
			if tr.Cloud.Provider.Key != "aws" {
				continue
			}
			if d := tr.Decision(); d != nil && d.Reason == g.reason {
				broken = true
			}
			mended = mended || tr.Outcome == trace.Reachable
		}
	}
	if len(g.fixtures) > 0 && (!broken || !mended) {
		t.Errorf("%v: broken by %s: %v, mended: %v\nwant both", g.fixtures, g.reason, broken, mended)
	}
}
