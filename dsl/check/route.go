package check

import (
	"net/netip"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) table(v *cloud.VPC, s *vocabulary.Statement) {
	t := v.Main
	if s.Name() == "main" {
		if !t.Span.IsZero() {
			w.problems.Add(s.Span, "duplicate route-table main%s", w.already(t.Span))
			return
		}
		t.Span = s.Span
	} else {
		t = &cloud.Table{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounTable, Span: s.Span, VPC: v}}
		if !w.name(s, t) {
			w.halfTyped[v.Main] = true // it may be this one
			return
		}
		v.Tables = append(v.Tables, t)
	}
	inTable.read(w, t, s.Body)
}

// inTable is the block of a route table.
var inTable = place[*cloudBuilder, *cloud.Table]{
	{&vocabulary.RowRoute, func(w *cloudBuilder, t *cloud.Table, s *vocabulary.Statement) {
		w.later(phaseLink, func() { w.route(t, s) })
	}},
}

func (w *cloudBuilder) route(t *cloud.Table, s *vocabulary.Statement) {
	if s.Broken {
		w.halfTyped[t] = true
		return
	}
	destination, _ := vocabulary.ArgDestination.In(s)
	target, _ := vocabulary.ArgTarget.In(s)
	isRange := w.namesRange(s, destination)
	to := w.target(t.VPC, target)
	if to == nil || isRange {
		w.halfTyped[t] = true
		return
	}
	if e, ok := to.(*cloud.ServiceEndpoint); ok {
		w.later(phaseLimits, func() { w.toEndpoint(e, &destination.Value) })
	}
	origin := cloud.Static
	if vocabulary.WordPropagated.IsIn(s) {
		origin = cloud.Propagated
	}
	if destination.Range.IsValid() {
		if w.routable(t, destination, to, origin) {
			w.addRoute(t, cloud.Route{Span: s.Span, Range: destination.Range, Target: to, Origin: origin})
		}
		return
	}
	if l := lookup[*cloud.PrefixList](w, t.VPC, &destination.Value, cloud.NounPrefixList); l != nil &&
		w.mayList(l, &destination.Value) {
		for _, r := range l.Ranges {
			listed := &vocabulary.RangeValue{Value: destination.Value, Range: r}
			if !w.routable(t, listed, to, min(origin, cloud.FromList)) {
				continue
			}
			w.addRoute(t, cloud.Route{Span: s.Span, Range: r, Target: to, Origin: min(origin, cloud.FromList)})
		}
	}
}

// namesRange reports whether a word in the place of a route's destination is no prefix list but means a range, with a
// diagnostic if so.
func (w *cloudBuilder) namesRange(s *vocabulary.Statement, destination *vocabulary.RangeValue) bool {
	switch {
	case destination.Range.IsValid(), w.cloud.Taken(cloud.ScopePeers, destination.Text) != nil,
		w.lostHere.has(destination.Text, string(cloud.NounPrefixList)):
		return false
	case destination.Text == "local":
		w.ownRoute(destination.Span)
		return true
	case !w.meansRange(&destination.Value):
		return false
	}
	lineForEach(&w.problems[len(w.problems)-1], s, destination)
	return true
}

// ownRoute adds a diagnostic about the word local in a route.
func (w *cloudBuilder) ownRoute(at source.Span) {
	w.problems.Add(at, "unexpected local: the cloud writes its own routes").Hint = "Leave the route out."
}

// lineForEach turns a repair that puts several ranges into the place of a route's one into a line for each.
func lineForEach(d *source.Diagnostic, s *vocabulary.Statement, destination *vocabulary.RangeValue) {
	if d.Fix == nil || !strings.Contains(d.Fix.Edits[0].Text, ", ") {
		return
	}
	target, _ := vocabulary.ArgTarget.In(s)
	behind := " " + vocabulary.WordArrow.Text + " " + target.Text
	if vocabulary.WordPropagated.IsIn(s) {
		behind += " " + vocabulary.WordPropagated.Text
	}
	lines := strings.ReplaceAll(d.Fix.Edits[0].Text, ", ", behind+"; ") + behind
	d.Hint = "Write a line for each range."
	d.Fix = &source.Fix{Title: "Write " + lines, Edits: []source.Edit{{Span: s.Span, Text: lines}}}
}

// toEndpoint adds a diagnostic about a route to a gateway endpoint for another range than its service's prefix list
// (aws/gateway-endpoint-route).
func (w *cloudBuilder) toEndpoint(e *cloud.ServiceEndpoint, destination *vocabulary.Value) {
	if e.List != nil && w.cloud.Taken(cloud.ScopePeers, destination.Text) != cloud.Object(e.List) {
		w.problems.Add(destination.Span,
			"unexpected %s: a route to %s is for its prefix list", destination.Text, e.Name).Hint =
			"Write " + e.List.Name + " -> " + e.Name + "."
	}
}

// routable reports whether a table may have a route for this range. Two prefix lists may hold the same range if they
// lead it to the same target; otherwise the cloud takes one at random (aws/route-lists-ambiguous).
func (w *cloudBuilder) routable(t *cloud.Table, r *vocabulary.RangeValue, to cloud.Target, origin cloud.Origin) bool {
	if have := w.routes[tableRange{t, r.Range, origin}]; have != nil {
		switch {
		case origin != cloud.FromList:
			w.problems.Add(r.Span, "duplicate route %s in %s", r.Range, t.Name).Hint =
				"A table has one route for a range."
		case have != to:
			w.problems.Add(r.Span,
				"duplicate route %s in %s: another prefix list leads it elsewhere", r.Range, t.Name).Hint =
				"The cloud would take one of the two at random and keep it."
		}
		return false
	}
	for _, never := range w.cloud.Provider.Unroutable {
		if never.Overlaps(r.Range) && r.Range.Bits() >= never.Bits() {
			w.refuse(cloud.AboutRoutes, r.Span, "route %s is inside %s, which %s routes nowhere", r.Range, never,
				w.cloud.Provider.Title)
			return false
		}
	}
	if origin == cloud.Propagated || w.steers(t, r, to) {
		return true
	}
	own := w.systemRoutes(t.VPC)
	switch at := own.Holding(r.Range); {
	case at < 0:
		return true
	case own.At(at) == r.Range:
		w.refuse(cloud.AboutOwnRoutes, r.Span, "duplicate route %s: %s has it by itself", r.Range,
			w.cloud.Provider.Title)
	default:
		w.refuse(cloud.AboutOwnRoutes, r.Span, "route %s is inside %s, which %s routes by itself", r.Range, own.At(at),
			w.cloud.Provider.Title)
	}
	return false
}

// A tableRange is the key of a route: a table, a range and an origin.
type tableRange struct {
	table  *cloud.Table
	r      netip.Prefix
	origin cloud.Origin
}

// addRoute adds a stated route to a table.
func (w *cloudBuilder) addRoute(t *cloud.Table, r cloud.Route) {
	t.Routes = append(t.Routes, r)
	w.routes[tableRange{t, r.Range, r.Origin}] = r.Target
}

// systemRoutes are the ranges of the system routes in a VPC.
func (w *cloudBuilder) systemRoutes(v *cloud.VPC) *cloud.RangeIndex {
	if w.systemRanges[v] == nil {
		index := &cloud.RangeIndex{}
		for _, own := range w.cloud.Provider.SystemRoutes(v) {
			index.Add(own.Range)
		}
		w.systemRanges[v] = index
	}
	return w.systemRanges[v]
}

// steers reports whether a route may override the cloud's own one for a part of the VPC: to a machine or a NAT gateway,
// for the whole of a subnet or of the VPC, in a cloud that allows it (aws/route-inside-vpc).
func (w *cloudBuilder) steers(t *cloud.Table, r *vocabulary.RangeValue, to cloud.Target) bool {
	if !w.cloud.Provider.SteersInside {
		return false
	}
	switch to.(type) {
	case *cloud.Interface, *cloud.NAT, cloud.Blackhole:
	default:
		return false
	}
	// An unreadable range may be this one.
	return w.halfTyped[t.VPC] || w.halfSubnets[t.VPC] || w.takenIn(t.VPC).Has(r.Range) ||
		t.VPC.RangeIndex().Has(r.Range)
}

// target returns the target with a name, nil with a diagnostic if there is none.
func (w *cloudBuilder) target(v *cloud.VPC, ref *vocabulary.Value) cloud.Target {
	if ref.Text == "blackhole" {
		return cloud.Blackhole{}
	}
	name, second, dotted := strings.Cut(ref.Text, ".")
	found := w.cloud.End(name)
	if found == nil {
		w.noTarget(ref, name, v)
		return nil
	}
	if dotted {
		second = ref.Text
	}
	to := w.asTarget(found, second)
	switch {
	case to == nil && dotted:
		if !w.lostHere.has(strings.TrimPrefix(ref.Text, name+"."), vocabulary.RowInterface.Noun()) {
			w.problems.Add(ref.Span, "undeclared interface %s", ref.Text)
		}
		return nil
	case to == nil:
		d := w.problems.Add(ref.Span, "%s is %s: a route can't lead there", ref.Text, found.Base().Noun.Article())
		d.Hint = routeHint(found)
		return nil
	case !joins(found, v):
		if !w.halfTyped[found] {
			w.problems.Add(ref.Span, "%s does not %s vpc %s", ref.Text, belongs(found), v.Name)
		}
		return nil
	}
	return to
}

// noTarget adds a diagnostic about a name in the place of a target that no end has.
func (w *cloudBuilder) noTarget(ref *vocabulary.Value, name string, v *cloud.VPC) {
	if instead := wayOut(name, v); instead != "" {
		d := w.problems.Add(ref.Span, "undeclared target %s", name)
		d.Hint, d.Fix = "Write "+instead+".", source.Replace(ref.Span, instead)
		return
	}
	switch {
	case name == "local":
		w.ownRoute(ref.Span)
		return
	case isImplied(name) && len(w.cloud.Named(name)) == 0:
		w.problems.Add(ref.Span, "%s is a name that every cloud has already: a route can't lead there", name)
		return
	case vocabulary.KnownTarget(name) != "" && v.InternetGateway == nil && !w.halfGateways[v]:
		w.problems.Add(ref.Span, "undeclared target %s", name).Hint = w.noInternetGateway(v)
		return
	}
	if other := w.cloud.Named(name); len(other) > 0 && !w.lostHere.has(name, "target") {
		d := w.problems.Add(ref.Span, "%s is %s: a route can't lead there", name, articles(other))
		w.between(d, ref, v)
		return
	}
	d := w.undeclared(ref, "target", func(o cloud.Object) bool { return w.asTarget(o, "") != nil && joins(o, v) })
	if d == nil {
		return
	}
	gone := source.Replace(ref.Span, "blackhole")
	if called := w.called(name, v); d.Fix == nil && called != "" {
		d.Hint, d.Fix = "Did you mean "+called+"?", source.Replace(ref.Span, called)
	}
	if d.Fix == nil {
		d.Hint, d.Fix = goneHint, gone
		return
	}
	d.Hint += " " + goneHint
	d.Fix, d.Choices = nil, []*source.Fix{d.Fix, gone}
}

// between says what a route leads to that should lead to another VPC.
func (w *cloudBuilder) between(d *source.Diagnostic, ref *vocabulary.Value, v *cloud.VPC) {
	other, ok := cloud.Declared[*cloud.VPC](w.cloud, ref.Text)
	if !ok || other == v {
		return
	}
	d.Hint = "A peering leads there: peering NAME " + v.Name + " <-> " + other.Name + " in the cloud, and NAME as the target."
}

// noInternetGateway says what a VPC without an internet gateway needs.
func (w *cloudBuilder) noInternetGateway(v *cloud.VPC) string {
	row, p := &vocabulary.RowInternetGateway, w.cloud.Provider
	if row.KnownIn(p.Key) {
		return "Write " + row.Keyword + " NAME into vpc " + v.Name + ", and lead the route to it."
	}
	return p.Title + " " + row.InsteadIn(p.Key).Explanation + "."
}

// called is the target of a VPC that a word of a console means: the only one of its kind, otherwise empty.
func (w *cloudBuilder) called(word string, v *cloud.VPC) string {
	noun, found := vocabulary.TermNoun(word, w.cloud.Provider.Key), ""
	for _, o := range w.cloud.Objects {
		if !strings.EqualFold(string(o.Base().Noun), noun) || !joins(o, v) || w.asTarget(o, "") == nil {
			continue
		}
		if found != "" {
			return ""
		}
		found = o.Base().Name
	}
	return found
}

// goneHint is for a route whose target may have been deleted: the route stays.
const goneHint = "The route to something that was deleted leads to blackhole."

// routeHint says how a thing that is no target is reached, empty if that is not certain.
func routeHint(found cloud.Object) string {
	switch o := found.(type) {
	case *cloud.InterfaceEndpoint:
		return "It needs no route: it has an address in its subnet, which the name of its service leads to."
	case *cloud.VPNConnection:
		if o.Hub != nil {
			return "A route leads to " + o.Hub.Name + ", which attaches it."
		}
	}
	return ""
}

// wayOut is the target that is meant by a common word for it, empty if there is none.
func wayOut(word string, v *cloud.VPC) string {
	instead := vocabulary.KnownTarget(word)
	if instead != "internet-gateway" {
		return instead
	}
	if v.InternetGateway == nil {
		return ""
	}
	return v.InternetGateway.Name
}

// belongs is the verb of the diagnostic about a target of another VPC: an object does not belong to the VPC.
func belongs(o cloud.Object) string {
	switch o.(type) {
	case *cloud.Peering:
		return "join"
	case *cloud.TransitGateway:
		return "attach"
	}
	return "belong to"
}

// asTarget returns an object as a target. A machine stands for its first interface, or for the one with this name;
// nothing else has interfaces with names.
func (w *cloudBuilder) asTarget(o cloud.Object, second string) cloud.Target {
	m, machine := o.(*cloud.Instance)
	if !machine {
		if second != "" {
			return nil
		}
		to, _ := o.(cloud.Target)
		return to
	}
	for _, i := range m.Interfaces {
		if second == "" || i.Name == second {
			return i
		}
	}
	return nil
}

// joins reports whether a route of a VPC may lead to an object: it belongs to the VPC, or joins it with others.
func joins(o cloud.Object, v *cloud.VPC) bool {
	switch o := o.(type) {
	case *cloud.Peering:
		return o.Other(v) != nil
	case *cloud.TransitGateway:
		return o.Joins(v)
	}
	return o.Base().VPC == v
}

// ownRoutes adds the routes that the cloud writes into every table, and into single ones.
func (w *cloudBuilder) ownRoutes(v *cloud.VPC) {
	w.natRoute(v)
	w.ipv6Route(v)
	w.vpnRoutes(v)
	podRoutes(v)
	v.Routes = w.cloud.Provider.SystemRoutes(v)
	v.Services = w.cloud.Provider.Services(v)
}
