package analyze

import (
	"sort"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// shadowed finds the rules to which earlier ones leave no traffic.
func (f *finder) shadowed() {
	for _, v := range f.cloud.Networks() {
		for _, g := range v.Filters() {
			for d := range g.Rules {
				rules := inOrder(g.Rules[d], f.cloud.Provider.Groups.Numbered)
				f.shadowedIn(g, cloud.Direction(d), rules, f.groupCause())
			}
		}
		for _, a := range v.ACLs {
			for d := range a.Rules {
				f.shadowedIn(a, cloud.Direction(d), inOrder(a.Rules[d], false), NoCause)
			}
		}
	}
}

func (f *finder) groupCause() Cause {
	if f.cloud.Provider.Groups.Numbered {
		return NoCause
	}
	return Repeats
}

// inOrder are rules as they are asked: by their numbers, of equal ones a deny first (clouds/security-group-priority);
// the rules of an ACL are in order already, and those of a group without order are asked all at once.
func inOrder(rules []cloud.Rule, byNumber bool) []*cloud.Rule {
	all := make([]*cloud.Rule, len(rules))
	for i := range rules {
		all[i] = &rules[i]
	}
	if byNumber {
		sort.SliceStable(all, func(i, j int) bool { return all[i].Before(all[j]) })
	}
	return all
}

func (f *finder) shadowedIn(at cloud.Object, d cloud.Direction, rules []*cloud.Rule, cause Cause) {
	if len(rules) < 2 {
		return
	}
	planes := make([]plane, len(rules))
	for i, r := range rules {
		planes[i] = newPlane(r)
		if f.effort -= 4 * len(planes[i].boxes); f.effort < 0 {
			return
		}
		if len(planes[i].boxes) == 0 {
			continue
		}
		if by := f.leavesNothing(planes[:i], planes[i].boxes); by != nil {
			f.add(Finding{
				Code:      ShadowedRule,
				Cause:     cause,
				At:        at,
				Span:      r.Span,
				Rule:      r,
				Direction: d,
				By:        by,
				Needless:  true,
			})
		}
	}
}

// leavesNothing returns the rules that take all of some traffic: one that does so alone, or else several together; nil
// if something is left.
func (f *finder) leavesNothing(before []plane, traffic []box) []source.Span {
	rest := traffic
	var takers []*plane
	for i := range before {
		if f.effort -= len(rest) * (1 + len(before[i].boxes)); f.effort < 0 {
			return nil
		}
		left, taken := before[i].outOf(rest)
		if !taken {
			continue
		}
		rest = left
		takers = append(takers, &before[i])
		if len(rest) == 0 {
			return alone(takers, traffic)
		}
	}
	return nil
}

// alone returns the statement of the one rule that takes all of some traffic by itself, or else those of all rules.
func alone(takers []*plane, traffic []box) []source.Span {
	var all []source.Span
	for _, p := range takers {
		if rest, _ := p.outOf(traffic); len(rest) == 0 {
			return []source.Span{p.rule.Span}
		}
		all = append(all, p.rule.Span)
	}
	return all
}
