package trace_test

import (
	"math/rand"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// eachAWS runs a test on random networks of AWS with everything in them; the seed is fixed, so that a failure comes
// again.
func eachAWS(t *testing.T, test func(t *testing.T, random *rand.Rand, w *awsNetwork)) {
	t.Helper()
	random := rand.New(rand.NewSource(4))
	for range 80 {
		test(t, random, randomAWS(random))
	}
}

const awsQuestions = 25

// askAWS asks random questions and gives those that the network has an answer to.
func askAWS(t *testing.T, random *rand.Rand, s *dsl.Scenario, see func(line string, tr *trace.Trace)) {
	t.Helper()
	for range awsQuestions {
		line := awsQuestion(random)
		if tr := put(t, s, line, asItIs); tr != nil {
			see(line, tr)
		}
	}
}

// TestEveryWayOnAWSEnds: every leg of every trace ends, each step goes on where the last one stopped, an answer exists
// exactly where the request was delivered, and every way there is to end is taken by some question.
func TestEveryWayOnAWSEnds(t *testing.T) {
	outcomes, reasons := map[trace.Outcome]int{}, map[trace.Reason]int{}
	eachAWS(t, func(t *testing.T, random *rand.Rand, w *awsNetwork) {
		s := w.load(t, asItIs)
		askAWS(t, random, s, func(line string, tr *trace.Trace) {
			outcomes[tr.Outcome]++
			for _, one := range append([]trace.Trace{*tr}, tr.Branches...) {
				endsWell(t, line+"\n"+s.Text, &one)
			}
			if d := tr.Decision(); d != nil {
				reasons[d.Reason]++
			}
		})
	})
	t.Log(outcomes, reasons)
	for _, o := range []trace.Outcome{trace.Reachable, trace.Blocked, trace.OneWay, trace.Refused, trace.Flaky} {
		if outcomes[o] < 5 {
			t.Errorf("%d questions are %s\nwant at least 5: the generator has to make more of them", outcomes[o], o)
		}
	}
	if len(reasons) < 20 {
		t.Errorf(
			"questions fail for %d reasons: %v\nwant at least 20: the generator has to make more of them",
			len(reasons),
			reasons,
		)
	}
}

func endsWell(t *testing.T, about string, tr *trace.Trace) {
	t.Helper()
	if d := tr.Decision(); d == nil || d.Reason != trace.RoutingLoop {
		for _, leg := range tr.Legs {
			wellFormed(t, about, leg)
		}
	}
	delivered := ends(tr.Legs[0]) == trace.Delivered
	if delivered != (len(tr.Legs) == 2) {
		t.Fatalf(
			"the request was delivered: %v, and there are %d legs\nwant an answer exactly after a delivery\n%s",
			delivered,
			len(tr.Legs),
			about,
		)
	}
	if tr.Outcome != trace.Flaky && (tr.Outcome == trace.Blocked) == delivered {
		t.Fatalf(
			"have %s, the request was delivered: %v\nwant blocked exactly where it was not\n%s",
			tr.Outcome,
			delivered,
			about,
		)
	}
}

// TestNamesDecideNothingInANetwork: with every name another, every answer is the same.
func TestNamesDecideNothingInANetwork(t *testing.T) {
	eachAWS(t, func(t *testing.T, random *rand.Rand, w *awsNetwork) {
		s := w.load(t, asItIs)
		other := func(name string) string { return "z" + reversed(name) + "-名" }
		after := w.load(t, other)
		askAWS(t, random, s, func(line string, tr *trace.Trace) {
			if have := put(t, after, line, other); fate(*have) != fate(*tr) {
				t.Fatalf(
					"%s: renaming changes the answer\nhave %s\nwant %s\n%s",
					line,
					fate(*have),
					fate(*tr),
					after.Text,
				)
			}
		})
	})
}

// TestTheOrderOfStatementsDecidesNothing: statements of a VPC, and rules of a group, may stand in any order. (What a
// VPC says of its balancer stays behind its subnets' machines: addresses that are left out are given in order.)
func TestTheOrderOfStatementsDecidesNothing(t *testing.T) {
	eachAWS(t, func(t *testing.T, random *rand.Rand, w *awsNetwork) {
		s := w.load(t, asItIs)
		shuffled := *w
		for v := range w.inside {
			shuffled.inside[v] = append([]string{}, w.inside[v]...)
			shuffle(random, shuffled.inside[v])
		}
		shuffled.groups = append([]awsGroup{}, w.groups...)
		random.Shuffle(len(shuffled.groups), func(i, k int) {
			shuffled.groups[i], shuffled.groups[k] = shuffled.groups[k], shuffled.groups[i]
		})
		for i := range shuffled.groups {
			shuffled.groups[i].in = append([]string{}, shuffled.groups[i].in...)
			shuffle(random, shuffled.groups[i].in)
		}
		after := shuffled.load(t, asItIs)
		askAWS(t, random, s, func(line string, tr *trace.Trace) {
			if have := put(t, after, line, asItIs); fate(*have) != fate(*tr) {
				t.Fatalf(
					"%s: another order of the statements changes the answer\nhave %s\nwant %s\n%s\nbefore\n%s",
					line,
					fate(*have),
					fate(*tr),
					after.Text,
					s.Text,
				)
			}
		})
	})
}

func shuffle(random *rand.Rand, lines []string) {
	random.Shuffle(len(lines), func(i, k int) { lines[i], lines[k] = lines[k], lines[i] })
}

// TestOneMoreRuleTakesNothingAway: one more allow rule in any group, through NAT, balancers, machines that forward and
// all, leaves everything that worked at work. A first out rule is another matter: it takes the place of the group's
// default.
func TestOneMoreRuleTakesNothingAway(t *testing.T) {
	gained := 0
	eachAWS(t, func(t *testing.T, random *rand.Rand, w *awsNetwork) {
		s := w.load(t, asItIs)
		more := *w
		more.groups = append([]awsGroup{}, w.groups...)
		g := &more.groups[random.Intn(awsGroups)]
		g.in = append(g.in[:len(g.in):len(g.in)], "in allow "+awsService(random)+" from "+awsPeer(random))
		if len(g.out) > 0 {
			g.out = append(g.out[:len(g.out):len(g.out)], "out allow "+awsService(random)+" to "+awsPeer(random))
		}
		after := more.load(t, asItIs)
		askAWS(t, random, s, func(line string, tr *trace.Trace) {
			have, want := works(*put(t, after, line, asItIs)), works(*tr)
			switch {
			case have < want:
				t.Fatalf(
					"%s: one more rule in %s takes something away\nhave %.4f that works\nwant at least %.4f\n%s",
					line,
					g.name,
					have,
					want,
					after.Text,
				)
			case have > want:
				gained++
			}
		})
	})
	if gained == 0 {
		t.Error("no rule let anything more through\nwant some that do: the generator has to make groups that stop more")
	}
}
