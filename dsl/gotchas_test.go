package dsl_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// A gotcha is a common mistake on AWS, with a question that shows it and one that shows it mended, each as "fixture:
// question".
type gotcha struct {
	trap, mended string
	// stopped is the reason that stops the first question, empty if the mistake is that it passes; stopping is the
	// reason that stops the second, empty if it passes.
	stopped, stopping trace.Reason
	// refused is a part of the error, for a mistake that the API refuses.
	refused string
	// silent says why the language can't express it.
	silent string
}

// fails is a gotcha whose first question is stopped.
func fails(reason trace.Reason, trap, mended string) gotcha {
	return gotcha{trap: trap, mended: mended, stopped: reason}
}

// slips is a gotcha whose first question passes.
func slips(reason trace.Reason, trap, mended string) gotcha {
	return gotcha{trap: trap, mended: mended, stopping: reason}
}

func silent(why string) gotcha { return gotcha{silent: why} }

var awsGotchas = map[int]gotcha{
	1: fails(
		trace.SGNoRule,
		"the-default-group-of-each-cloud: passer-by -> ann tcp/22",
		"a-stranger-is-outside-of-the-range: office -> bastion tcp/22",
	),
	2: fails(
		trace.ACLNoRule,
		"an-acl-needs-a-rule-for-the-answer: reader -> maps tcp/80",
		"an-acl-needs-a-rule-for-the-answer: reader -> catalogue tcp/80",
	),
	3: fails(
		trace.ACLNoRule,
		"aws-a-clients-own-subnet-has-to-let-the-answer-in: one -> server tcp/443",
		"aws-a-clients-own-subnet-has-to-let-the-answer-in: two -> server tcp/443",
	),
	4: fails(
		trace.ACLNoRule,
		"windows-clients-need-the-upper-ports: windows-fan -> score tcp/443",
		"an-acl-needs-a-rule-for-the-answer: reader -> catalogue tcp/80",
	),
	5: slips(
		trace.ACLDeny,
		"the-smaller-acl-number-decides: spammer -> merch tcp/443",
		"the-smaller-acl-number-decides: spammer -> tickets tcp/443",
	),
	6: fails(
		trace.ACLNoRule,
		"aws-answers-need-the-whole-range-of-client-ports: client -> wc tcp/443",
		"aws-answers-need-the-whole-range-of-client-ports: client -> wd tcp/443",
	),
	7: slips(
		trace.SGNoRule,
		"a-network-acl-is-blind-inside-its-subnet: nurse -> records tcp/5432",
		"aws-a-network-balancer-beside-its-target: near -> w1 tcp/80",
	),
	8: fails(
		trace.NoPublicAddress,
		"a-public-subnet-is-not-enough: tractor -> mirror tcp/443",
		"a-public-subnet-is-not-enough: harvester -> mirror tcp/443",
	),
	9: fails(
		trace.NotPublicSubnet,
		"aws-the-main-table-is-everybodys-who-names-none: client -> safe tcp/22",
		"aws-the-main-table-is-everybodys-who-names-none: client -> db tcp/22",
	),
	10: fails(
		trace.WrongAnswerAddress,
		"aws-a-public-address-behind-a-nat-gateway-answers-as-a-stranger: client -> db tcp/443",
		"aws-an-application-balancer-comes-from-its-own-address: client -> web-lb tcp/443",
	),
	11: fails(
		trace.NoRoute,
		"aws-five-private-subnets-and-three-nat-gateways: forgotten -> server tcp/443",
		"aws-five-private-subnets-and-three-nat-gateways: served -> server tcp/443",
	),
	12: fails(
		trace.NATNoWayOut,
		"aws-five-private-subnets-and-three-nat-gateways: stuck -> server tcp/443",
		"aws-five-private-subnets-and-three-nat-gateways: served -> server tcp/443",
	),
	13: fails(
		trace.BlackholeRoute,
		"aws-five-private-subnets-and-three-nat-gateways: passed-by -> server tcp/443",
		"aws-five-private-subnets-and-three-nat-gateways: served -> server tcp/443",
	),
	14: fails(
		trace.ACLNoRule,
		"aws-every-acl-on-the-way-of-a-nat-gateway: e1 -> server tcp/443",
		"aws-every-acl-on-the-way-of-a-nat-gateway: b1 -> server tcp/443",
	),
	15: fails(
		trace.ACLNoRule,
		"aws-every-acl-on-the-way-of-a-nat-gateway: a1 -> server tcp/443",
		"aws-every-acl-on-the-way-of-a-nat-gateway: b1 -> server tcp/443",
	),
	16: fails(
		trace.SGNoRule,
		"aws-a-nat-gateway-has-no-group-of-its-own: wrong -> server tcp/443",
		"aws-a-nat-gateway-has-no-group-of-its-own: right -> server tcp/443",
	),
	17: fails(
		trace.NATUnsolicited,
		"aws-a-nat-gateway-translates-three-protocols-and-forwards-nothing: client -> nat tcp/22",
		"aws-a-nat-gateway-translates-three-protocols-and-forwards-nothing: app -> server udp/53",
	),
	18: fails(
		trace.SGNoRule,
		"a-rule-for-a-group-misses-its-public-callers: teller -> ledger.public tcp/1433",
		"a-rule-for-a-group-misses-its-public-callers: teller -> ledger.private tcp/1433",
	),
	19: fails(
		trace.SGNoRule,
		"a-member-needs-a-rule-on-aws: mate -> cook tcp/9000",
		"a-member-needs-a-rule-on-aws: fitter -> oiler tcp/9000",
	),
	20: slips(
		trace.SGNoRule,
		"out-none-stops-what-the-machine-begins: press -> archive tcp/8443",
		"out-none-stops-what-the-machine-begins: archive -> press tcp/443",
	),
	21: silent("a trace knows no connection that began under other rules"),
	22: silent("a trace knows no connection that began under other rules"),
	23: slips(
		trace.ACLDeny,
		"the-smaller-acl-number-decides: spammer -> merch tcp/443",
		"the-smaller-acl-number-decides: spammer -> tickets tcp/443",
	),
	24: fails(
		trace.NoRoute,
		"aws-a-second-range-needs-its-own-route-at-the-peer: two -> orders tcp/443",
		"aws-a-second-range-needs-its-own-route-at-the-peer: one -> orders tcp/443",
	),
	25: fails(
		trace.NotTransitive,
		"aws-a-third-vpc-needs-a-peering-of-its-own: ann -> cid.private tcp/443",
		"aws-a-third-vpc-needs-a-peering-of-its-own: amy -> cid tcp/443",
	),
	26: fails(
		trace.NotTransitive,
		"aws-a-third-vpc-needs-a-peering-of-its-own: ann -> internet tcp/443",
		"aws-one-nat-gateway-for-many-vpcs: inv -> server tcp/443",
	),
	27: {refused: "they can't be peered"},
	28: fails(
		trace.AttachmentZone,
		"aws-a-transit-gateway-needs-an-attachment-in-the-zone: db -> invoices tcp/8080",
		"aws-a-transit-gateway-needs-an-attachment-in-the-zone: app -> invoices tcp/8080",
	),
	29: fails(
		trace.NoRoute,
		"aws-a-transit-gateway-needs-tables-on-both-sides: app -> znv tcp/443",
		"aws-a-transit-gateway-needs-tables-on-both-sides: app -> ynv tcp/443",
	),
	30: fails(
		trace.ACLNoRule,
		"aws-the-attachments-of-a-transit-gateway-have-acls: app -> invoices tcp/22",
		"aws-the-attachments-of-a-transit-gateway-have-acls: app -> invoices tcp/8080",
	),
	31: fails(
		trace.SourceDestCheck,
		"aws-a-nat-instance-with-its-check-on: app -> server tcp/443",
		"aws-a-nat-instance-stands-in-for-a-nat-gateway: app -> server tcp/443",
	),
	32: fails(
		trace.IPForwardOff,
		"aws-a-nat-instance-that-does-not-forward: app -> server tcp/443",
		"aws-a-nat-instance-stands-in-for-a-nat-gateway: app -> server tcp/443",
	),
	33: fails(
		trace.ACLNoRule,
		"aws-a-gateway-endpoint-among-narrower-routes-and-acls: app2 -> 16.12.1.1 tcp/443",
		"aws-a-gateway-endpoint-among-narrower-routes-and-acls: app2 -> 52.95.1.1 tcp/443",
	),
	34: silent(
		"a bucket's policy is no matter of the network; the trace shows that the service sees the private address",
	),
	35: slips(
		"",
		"aws-a-narrower-route-passes-a-gateway-endpoint-by: app -> server tcp/443",
		"aws-a-narrower-route-passes-a-gateway-endpoint-by: app -> 192.0.2.140 tcp/443",
	),
	36: silent("the language has no interface endpoint; a machine in the default group meets the same"),
	37: fails(
		trace.NoRoute,
		"aws-ipv6-has-rules-and-routes-of-its-own: six -> w2 tcp/80",
		"aws-ipv6-has-rules-and-routes-of-its-own: four -> w2 tcp/80",
	),
	38: slips(
		trace.EgressOnly,
		"aws-every-rule-and-route-is-doubled-for-ipv6: c6 -> nopub tcp/443",
		"aws-every-rule-and-route-is-doubled-for-ipv6: c6 -> priv tcp/443",
	),
	39: fails(
		trace.SGNoRule,
		"a-ping-needs-its-own-rule: phone -> menu icmp/8.0",
		"a-ping-needs-its-own-rule: phone -> till icmp/8.0",
	),
	40: fails(
		trace.UnknownDestination,
		"aws-the-main-table-is-everybodys-who-names-none: db -> 10.0.1.1 icmp/8.0",
		"aws-a-nat-gateway-translates-three-protocols-and-forwards-nothing: app -> server icmp/8.0",
	),
	41: silent("a scenario has no before and after: addresses stay"),
	42: slips(
		trace.NotPublicSubnet,
		"aws-the-main-table-is-everybodys-who-names-none: client -> db tcp/22",
		"aws-the-main-table-is-everybodys-who-names-none: client -> safe tcp/22",
	),
	43: slips(
		trace.ACLNoRule,
		"aws-the-main-table-is-everybodys-who-names-none: db -> safe tcp/22",
		"one-acl-on-two-subnets-judges-twice: probe -> queue tcp/8883",
	),
	44: silent("packets have no size, and the message that one was too large is no question"),
	45: fails(
		trace.SGNoRule,
		"aws-targets-of-an-application-balancer-never-see-clients: client -> web-lb tcp/443",
		"aws-an-application-balancer-comes-from-its-own-address: client -> web-lb tcp/443",
	),
	46: fails(
		trace.SGNoRule,
		"aws-a-network-balancer-leaves-the-clients-address: client -> keep2 tcp/443",
		"aws-a-network-balancer-leaves-the-clients-address: client -> ref tcp/443",
	),
	47: fails(
		trace.WrongAnswerAddress,
		"aws-a-target-can-not-call-itself-through-a-network-balancer: web -> lb tcp/443",
		"aws-a-target-can-not-call-itself-through-a-network-balancer: web -> lb2 tcp/443",
	),
	48: slips(
		trace.SGNoRule,
		"the-resolver-of-aws-is-never-filtered: hermit -> 10.113.0.2 udp/53",
		"the-resolver-of-aws-is-never-filtered: hermit -> oracle udp/53",
	),
	49: fails(
		trace.SGNoRule,
		"aws-a-firewall-that-only-sees-the-answer: app -> db tcp/3306",
		"aws-a-firewall-between-two-subnets: app -> db tcp/3306",
	),
	50: fails(
		trace.SGNoRule,
		"aws-a-firewall-between-a-group-and-its-rule: app -> db tcp/3306",
		"aws-a-firewall-between-a-group-and-its-rule: app -> db tcp/3307",
	),
	51: silent("nothing ages: a trace is of one moment"),
	52: slips(
		"",
		"aws-a-range-learned-from-afar-does-not-take-the-vpcs-own: one -> two tcp/443",
		"aws-a-range-learned-from-afar-does-not-take-the-vpcs-own: one -> 192.168.4.4 tcp/443",
	),
}

// TestEveryGotchaIsShown asks the questions of each gotcha and checks what stops them.
func TestEveryGotchaIsShown(t *testing.T) {
	const numbers = 52
	for n := 1; n <= numbers; n++ {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			switch g := awsGotchas[n]; {
			case g.refused != "":
				isRefused(t, g.refused)
			case g.trap != "" && g.mended != "":
				ends := answersTo(t, g.trap)
				if !slices.Contains(ends, g.stopped) {
					t.Errorf("%s: have %q\nwant %q", g.trap, ends, g.stopped)
				}
				if ends = answersTo(t, g.mended); !slices.Contains(ends, g.stopping) {
					t.Errorf("%s: have %q\nwant %q", g.mended, ends, g.stopping)
				}
			case g.silent == "":
				t.Error("it has no questions, and no word on why the language can't express it")
			}
		})
	}
}

// isRefused checks that an error fixture of AWS announces a message.
func isRefused(t *testing.T, part string) {
	t.Helper()
	for _, name := range fixtures(t, "testdata/errors/aws-*.vpc") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range expected.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[2], part) {
				return
			}
		}
	}
	t.Errorf("no file of testdata/errors announces %q", part)
}

// answersTo returns the reasons that stop a question of a fixture on AWS, given as "fixture: question"; a reachable one
// has the empty reason.
func answersTo(t *testing.T, which string) []trace.Reason {
	t.Helper()
	name, line, _ := strings.Cut(which, ": ")
	s := dsl.Load(scenarioOf(t, "testdata/traces/"+name+".txt"))
	var all []trace.Reason
	for _, q := range s.Questions() {
		if q.String() != line {
			continue
		}
		for _, tr := range s.Answer(q) {
			if tr.Cloud.Provider.Key != "aws" {
				continue
			}
			if d := tr.Decision(); d != nil {
				all = append(all, d.Reason)
			} else if tr.Outcome == trace.Reachable {
				all = append(all, "")
			}
		}
	}
	return all
}
