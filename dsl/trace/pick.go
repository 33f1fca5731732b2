package trace

import (
	"slices"
)

// A choice is one that a walk made.
type choice struct {
	// took is the alternative, from 0, and of their number.
	took, of int
	// isName says that the choice is about the name that was called. Any other one shows in the step that was made next:
	// isAnswer and step are its place.
	isName   bool
	isAnswer bool
	step     int
	// zone is the zone that was taken, empty for any other choice.
	zone string
}

// choose takes one of n open ways, each of which is as likely. If the walk has no choice for it yet, the walk is void.
func (w *walk) choose(n int) (int, bool) {
	if n == 1 {
		return 0, true
	}
	if len(w.made) == len(w.choices) {
		w.fork = n
		return 0, false
	}
	took := w.choices[len(w.made)]
	w.made = append(w.made, choice{
		took: took, of: n, isName: !w.packet.Destination.IsValid(), isAnswer: w.isAnswer, step: len(w.steps),
	})
	return took, true
}

// pickedZone says of the last choice, if it was one, that it was about zones.
func (w *walk) pickedZone(of int, zone string) {
	if of > 1 {
		w.made[len(w.made)-1].zone = zone
	}
}

// chance is how likely the choices of the walk are.
func (w *walk) chance() float64 {
	all := 1.0
	for _, p := range w.made {
		all /= float64(p.of)
	}
	return all
}

// Alternatives are those of a choice that go one way.
type alternatives struct {
	Pick
	took []int
	of   int
}

// pickedOn is a choice as a way shows it.
func (t *Trace) pickedOn(legs []Leg, c choice) alternatives {
	of, name := t.shown(legs, c)
	return alternatives{Pick{of, []string{name}}, []int{c.took}, c.of}
}

// shown is what a choice is of, and the alternative that was taken.
func (t *Trace) shown(legs []Leg, c choice) (Chance, string) {
	if c.isName {
		if first := &legs[0].Steps[0]; first.Reason == PrivateName {
			return PickedEndpoint, first.For.Base().Name
		}
		return PickedNode, legs[0].Start.Destination.String()
	}
	if c.zone != "" {
		return PickedZone, c.zone
	}
	leg := 0
	if c.isAnswer {
		leg = 1
	}
	s := &legs[leg].Steps[c.step]
	source, _ := s.Translated()
	switch {
	case s.Reason != Balanced && source:
		return PickedAddress, s.After.Source.String()
	case s.For != nil:
		return PickedTarget, s.For.Base().Name
	case s.Reason == Balanced:
		return PickedTarget, s.After.Destination.String()
	}
	return PickedTarget, s.At.Base().Name
}

// join adds the alternatives of the same choice.
func (p *alternatives) join(other alternatives) {
	p.took = union(p.took, other.took)
	p.Names = union(p.Names, other.Names)
}

// union are the elements of a list, and those of another that it lacks.
func union[E comparable](all, more []E) []E {
	for _, e := range more {
		if !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	return all
}

// matters reports whether some alternatives go another way.
func (p *alternatives) matters() bool { return len(p.took) < p.of }

// deciders are the picks on which it depends whether a connection works: among their alternatives the share that works
// differs.
func (t *Trace) deciders() []Chance {
	var some []Chance
	for of := PickedNode; of <= PickedAddress; of++ {
		if t.decides(of) {
			some = append(some, of)
		}
	}
	return some
}

func (t *Trace) decides(of Chance) bool {
	type tally struct{ all, works float64 }
	tallies := map[string]*tally{}
	for _, w := range t.Ways {
		for _, p := range w.Picks {
			if p.Of != of {
				continue
			}
			for _, name := range p.Names {
				if tallies[name] == nil {
					tallies[name] = &tally{}
				}
				share := w.Share / float64(len(p.Names))
				tallies[name].all += share
				if w.Works() {
					tallies[name].works += share
				}
			}
		}
	}
	least, most := 1.0, 0.0
	for _, n := range tallies {
		least, most = min(least, n.works/n.all), max(most, n.works/n.all)
	}
	return exceeds(most, least)
}

// everyChance is all by which the ways differ.
func (t *Trace) everyChance() []Chance {
	var differs [TranslatorPort + 1]bool
	for _, w := range t.Ways {
		for _, p := range w.Picks {
			differs[p.Of] = true
		}
		for _, p := range w.Ports {
			differs[p.Of] = true
		}
	}
	var all []Chance
	for of, does := range differs {
		if does {
			all = append(all, Chance(of))
		}
	}
	return all
}
