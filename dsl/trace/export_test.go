package trace

import (
	"fmt"

	"hopwise/dsl/cloud"
)

// Naively finds the shares of a question a second time: by a walk for each combination of picks and for one port of each
// run that no filter tells apart, which begin at the starts. Each share has its outcome and the stage that decides. It
// gives up, with nil, where a circle of translators chooses ports again and again.
func Naively(n *cloud.Network, c *cloud.Cloud, q *cloud.Question, starts []int) map[string]float64 {
	e := enumeration{network: n, cloud: c, ask: q, starts: starts, shares: map[string]float64{}}
	if e.picks(nil, 1); e.tooMany {
		return nil
	}
	return e.shares
}

// mostPorts is how many ranges of ports are tried with one another.
const mostPorts = 4

type enumeration struct {
	network *cloud.Network
	cloud   *cloud.Cloud
	ask     *cloud.Question
	starts  []int
	shares  map[string]float64
	tooMany bool
}

// picks tries every alternative of the next choice, or where there is none every port.
func (e *enumeration) picks(choices []int, chance float64) {
	w := walk{network: e.network, cloud: e.cloud, carrier: (*walk).carry, choices: choices}
	legs, _ := w.ask(e.ask)
	for k := range w.fork {
		e.picks(append(append([]int{}, choices...), k), chance/float64(w.fork))
	}
	if w.fork == 0 {
		whole := []cloud.Ports{legs[0].Start.SourcePorts.Ports}
		for range w.free[1:] {
			whole = append(whole, cloud.AnyClient)
		}
		if e.tooMany = e.tooMany || len(whole) > mostPorts; e.tooMany {
			return
		}
		e.ports(choices, whole, nil, chance)
	}
}

// ports tries every run of the next range, or after the last one walks.
func (e *enumeration) ports(choices []int, whole []cloud.Ports, chosen []uint16, chance float64) {
	if len(chosen) < len(whole) {
		span := whole[len(chosen)]
		for k, start := range e.starts {
			low, high := max(start, int(span.Low)), int(span.High)
			if k+1 < len(e.starts) {
				high = min(high, e.starts[k+1]-1)
			}
			if low <= high {
				share := float64(high-low+1) / float64(span.Count())
				e.ports(choices, whole, append(append([]uint16{}, chosen...), uint16(low)), chance*share)
			}
		}
		return
	}
	w := walk{network: e.network, cloud: e.cloud, carrier: (*walk).carry, choices: choices, chosen: chosen}
	legs, outcome := w.ask(e.ask)
	e.shares[Fate(legs, outcome)] += chance
}

// Fate is an outcome with the place that decides.
func Fate(legs []Leg, outcome Outcome) string {
	if d := decisionIn(legs); d != nil {
		return fmt.Sprint(outcome, " at stage ", d.Stage, " of ", len(legs), " legs")
	}
	return outcome.String()
}
