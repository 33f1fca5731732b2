package explain

import (
	"strconv"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// Action names the doors to the Internet of a cloud that an action opens, or a pattern of actions, and the actions that
// a pattern matches.
func (h *Help) Action(p *cloud.Provider, pattern string) {
	meant := &cloud.User{Policy: []cloud.PolicyStatement{{Allow: true, Action: pattern}}}
	var actions, doors []string
	for k := range p.Doors {
		d := &p.Doors[k]
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
