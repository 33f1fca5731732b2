package check

import (
	"iter"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// exposure reads expect USER can expose NAME [on CLOUD], for each cloud that has both. The name new stands for a
// machine that the user would make.
func (a *asker) exposure(s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	user, _ := vocabulary.ArgUser.In(s)
	target, _ := vocabulary.ArgExposed.In(s)
	if !a.network.HasUser(user.Text) {
		a.notAUser(user)
		return
	}
	before := len(a.Exposures)
	clouds := a.network.Clouds
	if only, restricted := vocabulary.ArgCloud.In(s); restricted {
		c := a.stated(only)
		if c == nil {
			return
		}
		clouds = []*cloud.Cloud{c}
	}
	for _, c := range clouds {
		u, ok := cloud.Declared[*cloud.User](c, user.Text)
		if m := c.Instance(target.Text); ok && (m != nil || target.Text == "new") {
			a.Exposures = append(
				a.Exposures,
				&cloud.Exposure{Span: s.Span, User: u, Machine: m, Cloud: c, Can: vocabulary.WordCan.IsIn(s)},
			)
		}
	}
	if len(a.Exposures) == before {
		d := a.problems.Add(target.Span, "undeclared machine %s: no cloud has it and %s", target.Text, user.Text)
		d.Hint = "In the place of a machine, new stands for one that the user would make."
		if near := a.suggester.Nearest(target.Text, exposable(clouds, user.Text)); near != "" {
			d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(target.Span, near)
		}
	}
}

// exposable are the names of the machines in the clouds that have a user.
func exposable(clouds []*cloud.Cloud, user string) iter.Seq[string] {
	var all []iter.Seq[string]
	for _, c := range clouds {
		if c.Taken(cloud.ScopeUsers, user) != nil {
			all = append(all, namesOf(c.Objects, is[*cloud.Instance]))
		}
	}
	return inTurn(all)
}

func (a *asker) notAUser(user *vocabulary.Value) {
	d := a.problems.Add(user.Span, "undeclared user %s", user.Text)
	var all []iter.Seq[string]
	for _, c := range a.network.Clouds {
		all = append(all, namesOf(c.Users, every))
	}
	if near := a.suggester.Nearest(user.Text, inTurn(all)); near != "" {
		d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(user.Span, near)
	}
}
