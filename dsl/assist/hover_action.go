package assist

import (
	"strconv"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// action names the doors to the Internet that an action opens, or a pattern of actions, and the actions that a pattern
// matches.
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

// meantOf appends the actions of a way that a policy allows.
func meantOf(u *cloud.User, way, actions []string) []string {
	for _, a := range way {
		if u.May(a) {
			actions = append(actions, a)
		}
	}
	return actions
}

// mostNamed is how many names a hover lists before it counts the rest.
const mostNamed = 6

// few lists names, each once, and counts those beyond mostNamed.
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
	return source.Enumerate(once, "and")
}
