package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) user(s *vocabulary.Statement) {
	u := &cloud.User{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounUser, Span: s.Span}}
	if !w.name(s, u) {
		return
	}
	w.cloud.Users = append(w.cloud.Users, u)
	for _, b := range s.Body {
		if b.Row.Keyword == "note" {
			w.note(b)
			continue
		}
		for _, a := range b.Args.All("action") {
			allow := b.Row.Keyword == "allow"
			u.Policy = append(u.Policy, cloud.PolicyStatement{Span: a.Span, Allow: allow, Action: a.Text})
		}
	}
}
