package dsl

import (
	"strconv"
	"strings"

	"hopwise/dsl/cloud"
)

// action says which doors to the Internet an action, or a pattern of them, is a part of, and what a pattern means.
func (h *hoverer) action(pattern string) {
	if h.cloud == nil {
		return
	}
	meant := &cloud.User{Policy: []cloud.PolicyStatement{{Allow: true, Action: pattern}}}
	var actions, doors []string
	for k := range h.cloud.Provider.Doors {
		d := &h.cloud.Provider.Doors[k]
		before := len(actions)
		for _, step := range d.Steps {
			for _, way := range step.Ways {
				actions = meantOf(meant, way, actions)
			}
		}
		if len(actions) > before {
			doors = append(doors, d.Title)
		}
	}
	if len(doors) == 0 {
		h.say("No door to the Internet needs it.")
		return
	}
	h.say("A part of ", few(doors), ".")
	if strings.ContainsAny(pattern, "*?") {
		h.say("Of the actions that doors need it means ", few(actions), ".")
	}
}

// meantOf adds those of a way's actions that a policy allows.
func meantOf(u *cloud.User, way, actions []string) []string {
	for _, a := range way {
		if u.May(a) {
			actions = append(actions, a)
		}
	}
	return actions
}

// mostNamed is how many names a hover says before it counts the rest.
const mostNamed = 6

// few names the first of many, each once.
func few(names []string) string {
	var once []string
	known := map[string]bool{}
	for _, n := range names {
		if !known[n] {
			known[n] = true
			once = append(once, n)
		}
	}
	if len(once) > mostNamed+1 {
		once = append(once[:mostNamed:mostNamed], strconv.Itoa(len(once)-mostNamed)+" more")
	}
	return list(once)
}
