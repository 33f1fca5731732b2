package check

import (
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *world) table(v *cloud.VPC, s *vocabulary.Statement) {
	t := v.Main
	if s.Name() == "main" {
		if !t.Span.IsZero() {
			w.problems.Add(s.Span, "duplicate route-table main")
			return
		}
		t.Span = s.Span
	} else {
		t = &cloud.Table{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounTable, Span: s.Span, VPC: v}}
		if !w.name(s, t) {
			return
		}
		v.Tables = append(v.Tables, t)
	}
	for _, b := range s.Body {
		if b.Row.Keyword == "note" {
			w.note(b)
			continue
		}
		w.resolve = append(w.resolve, func() { w.route(t, b) })
	}
}

func (w *world) route(t *cloud.Table, s *vocabulary.Statement) {
	r, hasRange := s.Args.One("range")
	target, hasTarget := s.Args.One("target")
	if s.Broken || !hasRange || !hasTarget {
		return
	}
	if s.Args.Has("propagated") {
		w.cloud.Partial = true
		w.problems.Add(s.At("propagated"), "propagated is not modelled yet: cloud %s has no verdicts while it stands here", w.cloud.Provider.Key)
		return
	}
	to := w.target(t.VPC, target)
	if to == nil || !w.routable(t, r) {
		return
	}
	t.Routes = append(t.Routes, cloud.Route{Span: s.Span, Range: r.Range, Target: to})
}

// routable reports whether a table may have a route for this range.
func (w *world) routable(t *cloud.Table, r vocabulary.Value) bool {
	for _, have := range t.Routes {
		if have.Range == r.Range {
			w.problems.Add(r.Span, "duplicate route %s in %s", r.Range, t.Name).Hint = "A table has one route for a range."
			return false
		}
	}
	for _, never := range w.cloud.Provider.Unroutable {
		if never.Overlaps(r.Range) && r.Range.Bits() >= never.Bits() {
			w.problems.Add(r.Span, "route %s is inside %s, which %s routes nowhere", r.Range, never, w.cloud.Provider.Title)
			return false
		}
	}
	for _, own := range w.cloud.Provider.SystemRoutes(t.VPC) {
		if own.Range.Overlaps(r.Range) && r.Range.Bits() >= own.Range.Bits() {
			w.problems.Add(r.Span, "route %s is inside %s, which %s routes by itself", r.Range, own.Range, w.cloud.Provider.Title)
			return false
		}
	}
	return true
}

// target is what a route leads to, nil after telling why it can't.
func (w *world) target(v *cloud.VPC, ref vocabulary.Value) cloud.Target {
	if ref.Text == "blackhole" {
		return cloud.Blackhole{}
	}
	found := w.cloud.Object(ref.Text)
	if found == nil {
		d := w.problems.Add(ref.Span, "undeclared target %s", ref.Text)
		if near := source.Nearest(ref.Text, append(namesOf[*cloud.InternetGateway](w, v, nil), "blackhole")); near != "" {
			d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(ref.Span, near)
		}
		return nil
	}
	if _, machine := found.(*cloud.Instance); machine {
		w.cloud.Partial = true
		w.problems.Add(ref.Span, "a route to an instance is not modelled yet: cloud %s has no verdicts while it stands here", w.cloud.Provider.Key)
		return nil
	}
	to, ok := found.(cloud.Target)
	switch {
	case !ok:
		w.problems.Add(ref.Span, "%s is a %s: a route can't lead there", ref.Text, strings.ToLower(string(found.Base().Noun)))
		return nil
	case found.Base().VPC != v:
		w.problems.Add(ref.Span, "%s belongs to vpc %s, not to vpc %s", ref.Text, found.Base().VPC.Name, v.Name)
		return nil
	}
	return to
}

// systemRoutes adds the routes that the cloud writes into every table by itself.
func (w *world) systemRoutes(v *cloud.VPC) {
	system := w.cloud.Provider.SystemRoutes(v)
	for _, t := range v.Tables {
		t.Routes = append(append([]cloud.Route{}, system...), t.Routes...)
	}
}
