package cloud

import "hopwise/dsl/source"

// A User is somebody with an access policy.
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

// May reports whether the policy allows an action: an explicit deny wins, then an allow, and what nothing names is
// denied (alibaba 8.1).
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

// matches reports whether a pattern means an action. It goes back to the last * at most, so that its time is bounded by
// the product of both lengths.
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
