package cloud

import "hopwise/dsl/source"

// A User is a person with an access policy.
type User struct {
	Thing
	Policy []PolicyStatement
}

// A PolicyStatement allows or denies actions.
type PolicyStatement struct {
	Span  source.Span
	Allow bool
	// Action is an action or a pattern of them: * stands for any run of characters, ? for one.
	Action string
}

// May reports whether the policy allows an action: a deny wins over every allow, and an action that no statement allows
// is denied (alibaba/policy-deny-wins).
func (u *User) May(action string) bool {
	allowed := false
	for _, s := range u.Policy {
		if matches(s.Action, action) {
			if !s.Allow {
				return false
			}
			allowed = true
		}
	}
	return allowed
}

// matches reports whether a pattern matches an action. It goes back no further than to the last *, so its time is
// bounded by the product of both lengths.
func matches(pattern, action string) bool {
	p, a, star, retry := 0, 0, -1, 0
	for a < len(action) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, retry = p, a
			p++
		case p < len(pattern) && (pattern[p] == '?' || lower(pattern[p]) == lower(action[a])):
			p++
			a++
		case star >= 0:
			retry++
			p, a = star+1, retry
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
