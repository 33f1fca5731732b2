package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// exposure reads expect USER can expose NAME. In the place of a machine, new stands for one that the user would make.
func (a *asker) exposure(s *vocabulary.Statement) {
	user, _ := s.Args.One("user")
	target, hasTarget := s.Args.One("target")
	if s.Broken || !hasTarget {
		return
	}
	for _, c := range a.network.Clouds {
		u, ok := c.Object(user.Text).(*cloud.User)
		if !ok {
			continue
		}
		m := c.Instance(target.Text)
		if m == nil && target.Text != "new" {
			a.problems.Add(target.Span, "undeclared machine %s in cloud %s", target.Text, c.Provider.Key).Hint = "In the place of a machine, new stands for one that the user would make."
			return
		}
		a.exposures = append(a.exposures, &cloud.Exposure{Span: s.Span, User: u, Machine: m, Cloud: c, Can: s.Args.Has("can")})
		return
	}
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
