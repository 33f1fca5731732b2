package trace

import (
	"fmt"

	"hopwise/dsl/cloud"
)

// Naively finds the shares of a question a second time: by a walk for each combination of picks and for one port of each
// run that no filter tells apart, which begin at the starts. Each share has its outcome and the stage that decides. It is
// nil for a question with more than mostWalks of them.
func Naively(n *cloud.Network, c *cloud.Cloud, q *cloud.Question, starts []int) map[string]float64 {
	e := enumeration{n, c, q, starts, map[string]float64{}, mostWalks}
	e.picks(nil, 1)
	if e.left == 0 {
		return nil
	}
	return e.shares
}

const mostWalks = 2_000

type enumeration struct {
	network *cloud.Network
	cloud   *cloud.Cloud
	ask     *cloud.Question
	starts  []int
	shares  map[string]float64
	// left is how many walks may follow.
	left int
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
		e.ports(choices, whole, nil, chance)
	}
}

// ports tries every run of the next range, or after the last one walks.
func (e *enumeration) ports(choices []int, whole []cloud.Ports, chosen []uint16, chance float64) {
	if e.left == 0 {
		return
	}
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
	e.left--
}

// Fate is an outcome with the place that decides.
func Fate(legs []Leg, outcome Outcome) string {
	if d := decisionIn(legs); d != nil {
		return fmt.Sprint(outcome, " at stage ", d.Stage, " of ", len(legs), " legs")
	}
	return outcome.String()
}
