package trace_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// A walkedNet is a random network with a procedure that finds the result of a question there a second time, from the
// facts alone.
type walkedNet interface {
	text() string
	// question is a random one of machine number from, or of a host if that is -1.
	question(random *rand.Rand) (from int, p doorPacket)
	fate(from int, p doorPacket) (outcome, by, because, as string)
}

// holdWalks holds outcome, decider, reason and the address that the receiver sees against a procedure, on random
// networks with 25 questions each. Each of the wanted ends has to come often enough.
func holdWalks(t *testing.T, seed int64, nets int, draw func(*rand.Rand) walkedNet, wanted ...string) {
	t.Helper()
	random := rand.New(rand.NewSource(seed))
	seen := map[string]int{}
	for range nets {
		n := draw(random)
		s := dsl.Load(n.text())
		for _, p := range s.Problems {
			t.Fatalf("line %d: %s\n%s", s.Lines.Line(p.Span), p.Message, s.Text)
		}
		for range 25 {
			holdWalk(t, random, n, s, seen)
		}
	}
	t.Log(seen)
	for _, want := range wanted {
		if seen[want] < 5 {
			t.Errorf("%d questions end in %s\nwant at least 5", seen[want], want)
		}
	}
}

func holdWalk(t *testing.T, random *rand.Rand, n walkedNet, s *dsl.Scenario, seen map[string]int) {
	t.Helper()
	from, p := n.question(random)
	if from < 0 && (p.dst == doorHosts[0] || p.dst == doorHosts[1]) {
		return // two hosts need no cloud
	}
	outcome, by, because, as := n.fate(from, p)
	line := fmt.Sprintf("trace %s -> %s tcp/%d from-port 40000", p.src, p.dst, p.dport)
	tr := mustAsk(t, s, line)
	have, want := doorFate(&tr, by, because), spaced(outcome, by, because)
	seen[spaced(outcome, because)]++
	if have != want {
		t.Fatalf("%s\nhave %s\nwant %s\n%s", line, have, want, s.Text)
	}
	if as != "" && arrivedFrom(&tr) != as {
		t.Fatalf("%s\nthe receiver sees %s\nwant %s\n%s", line, arrivedFrom(&tr), as, s.Text)
	}
}

// fateOf sends a packet there and its answer back.
func fateOf(from int, p doorPacket, send func(k int, p doorPacket) doorEnd) (outcome, by, because, as string) {
	there := send(from, p)
	if there.because != "" {
		return "blocked", there.by, there.because, ""
	}
	back := send(there.machine, there.packet.back())
	switch {
	case back.because != "":
		return "one-way", back.by, back.because, there.packet.src
	case back.machine != from || back.packet != p.back():
		return "one-way", "", "stranger", there.packet.src
	}
	return "reachable", "", "", there.packet.src
}

// doorFate is a trace's outcome, decider and reason, as far as the procedure says them too.
func doorFate(tr *trace.Trace, by, because string) string {
	d := tr.Decision()
	if d == nil {
		return tr.Outcome.String()
	}
	have, reason := d.At.Base().Name, string(d.Reason)
	for _, also := range d.Also {
		if also.Base().Name == by {
			have = by
		}
	}
	if because == "stranger" {
		switch d.Reason {
		case trace.WrongAnswerAddress, trace.IPv4Bypassed, trace.NATUnsolicited, trace.Astray, trace.NoReturn:
			have, reason = "", "stranger"
		}
	}
	return spaced(tr.Outcome.String(), have, reason)
}

// spaced are words with a space between, without the empty ones.
func spaced(words ...string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// arrivedFrom is the source address that the request arrived with.
func arrivedFrom(tr *trace.Trace) string {
	steps := tr.Legs[0].Steps
	return steps[len(steps)-1].After.Source.String()
}
