package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) user(c *cloud.Cloud, s *vocabulary.Statement) {
	u := &cloud.User{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounUser, Span: s.Span}}
	if w.name(s, u) {
		c.Users = append(c.Users, u)
		inUser.read(w, u, s.Body)
	}
}

// inUser is the block of a user.
var inUser = place[*cloudBuilder, *cloud.User]{
	{&vocabulary.RowAllow, (*cloudBuilder).policy},
	{&vocabulary.RowDeny, (*cloudBuilder).policy},
}

func (w *cloudBuilder) policy(u *cloud.User, s *vocabulary.Statement) {
	for _, a := range vocabulary.ArgActions.In(s) {
		allow := s.Row == &vocabulary.RowAllow
		u.Policy = append(u.Policy, cloud.PolicyStatement{Span: a.Span, Allow: allow, Action: a.Text})
	}
}
