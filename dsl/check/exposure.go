package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// exposure reads expect USER can expose NAME, which is asked of each cloud that has both. In the place of a machine, new
// stands for one that the user would make.
func (a *asker) exposure(s *vocabulary.Statement) {
	user, _ := s.Args.One("user")
	target, hasTarget := s.Args.One("target")
	if s.Broken || !hasTarget {
		return
	}
	if !a.isUser(user.Text) {
		a.notAUser(user)
		return
	}
	before := len(a.Exposures)
	for _, c := range a.network.Clouds {
		u, ok := c.Object(user.Text).(*cloud.User)
		if m := c.Instance(target.Text); ok && (m != nil || target.Text == "new") {
			a.Exposures = append(a.Exposures, &cloud.Exposure{Span: s.Span, User: u, Machine: m, Cloud: c, Can: s.Args.Has("can")})
		}
	}
	if len(a.Exposures) == before {
		a.problems.Add(target.Span, "undeclared machine %s: no cloud has it and %s", target.Text, user.Text).Hint =
			"In the place of a machine, new stands for one that the user would make."
	}
}

func (a *asker) isUser(name string) bool {
	for _, have := range a.users() {
		if have == name {
			return true
		}
	}
	return false
}

func (a *asker) notAUser(user *vocabulary.Value) {
	d := a.problems.Add(user.Span, "undeclared user %s", user.Text)
	if near := source.Nearest(user.Text, a.users()); near != "" {
		d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(user.Span, near)
	}
}

func (a *asker) users() []string {
	var names []string
	for _, c := range a.network.Clouds {
		for _, u := range c.Users {
			names = append(names, u.Name)
		}
	}
	return names
}
