package trace_test

import (
	"fmt"
	"net/netip"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// The tests below change a random network in a way that may change no answer, besides those in property_test.go that
// give it other names and another order.

// holdText holds the answers of a network against those of a changed text of it.
func (n *network) holdText(t *rapid.T, text string) {
	t.Helper()
	after := dsl.Load(os.Expand(text, asItIs))
	for _, p := range after.Problems {
		t.Fatalf("line %d: %s\nwant no problem in the changed text\n%s", after.Lines.Line(p.Span), p.Message, after.Text)
	}
	n.holdFates(t, n.load(t, asItIs), after, asItIs)
}

// TestFormattingDecidesNothing: the canonical form of a text has its answers.
func TestFormattingDecidesNothing(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		n.holdText(t, dsl.Format(n.text(asItIs)))
	})
}

// TestWhatNothingUsesDecidesNothing: a group, a list, a host and a machine that nothing names change no answer.
func TestWhatNothingUsesDecidesNothing(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		all := n.statements()
		all = append(all, state("host bystander 203.0.113.240"))
		for _, c := range all {
			for _, v := range c.body {
				if !strings.HasPrefix(v.head, "vpc ") {
					continue
				}
				name := strings.Trim(strings.Fields(v.head)[1], "$")
				v.with(
					state("security-group idle-%s", name).add("in deny all from 0.0.0.0/0").with(),
					state("prefix-list none-%s", name).add("10.0.0.0/8"),
					state("route-table spare-%s", name).with(),
				)
				if n.cloud.Groups.Denies {
					continue
				}
				v.body[len(v.body)-3].body = []*statement{state("in allow all from 0.0.0.0/0")}
			}
		}
		n.holdText(t, textOf(all))
	})
}

func textOf(all []*statement) string {
	var b strings.Builder
	for _, s := range all {
		s.write(&b, "")
	}
	return b.String()
}

// TestSplitRangesDecideNothing: a rule for a range of addresses or of ports is one for both of its halves.
func TestSplitRangesDecideNothing(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		all := n.statements()
		for _, c := range all {
			for _, v := range c.body {
				if strings.HasPrefix(v.head, "vpc ") {
					splitRules(v)
				}
			}
		}
		n.holdText(t, textOf(all))
	})
}

var (
	ruleLine  = regexp.MustCompile(`^(?:in|out) (?:\d+ )?(?:allow|deny) `)
	portRange = regexp.MustCompile(`/(\d+)-(\d+)`)
	prefix    = regexp.MustCompile(`[0-9a-f.:]+/\d+`)
)

// splitRules splits the ranges of the rules in a block.
func splitRules(s *statement) {
	for _, line := range s.body {
		splitRules(line)
		if !ruleLine.MatchString(line.head) {
			continue
		}
		at := strings.LastIndex(line.head, " from ")
		if at < 0 {
			at = strings.LastIndex(line.head, " to ")
		}
		service, peers := line.head[:at], line.head[at:]
		line.head = portRange.ReplaceAllStringFunc(service, splitPorts) + prefix.ReplaceAllStringFunc(peers, splitPrefix)
	}
}

func splitPorts(ports string) string {
	var low, high int
	if n, err := fmt.Sscanf(ports, "/%d-%d", &low, &high); n != 2 || err != nil || low == high {
		return ports
	}
	middle := (low + high) / 2
	return "/" + strconv.Itoa(low) + "-" + strconv.Itoa(middle) + "," + strconv.Itoa(middle+1) + "-" + strconv.Itoa(high)
}

func splitPrefix(text string) string {
	p, err := netip.ParsePrefix(text)
	if err != nil || p.Bits() == p.Addr().BitLen() {
		return text
	}
	bytes := p.Addr().AsSlice()
	bytes[p.Bits()/8] |= 0x80 >> (p.Bits() % 8)
	upper, _ := netip.AddrFromSlice(bytes)
	return netip.PrefixFrom(p.Addr(), p.Bits()+1).String() + ", " + netip.PrefixFrom(upper, p.Bits()+1).String()
}

// TestAPacketHasOneFamily: both addresses of a packet are of one family, whatever translates it.
func TestAPacketHasOneFamily(t *testing.T) {
	eachNetwork(t, scope{}, func(t *rapid.T, n *network) {
		n.ask(n.load(t, asItIs), func(line string, tr *trace.Trace) {
			for _, leg := range tr.Legs {
				for _, step := range leg.Steps {
					for _, p := range []trace.Packet{step.Before, step.After} {
						mixed := p.Source.IsValid() && p.Destination.IsValid() && p.Source.Is4() != p.Destination.Is4()
						if mixed && step.Reason != trace.AddressFamily {
							t.Fatalf("%s: %s has a packet from %s to %s\nwant one family", line, step.Reason, p.Source,
								p.Destination)
						}
					}
				}
			}
		})
	})
}
