package check

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// A cloudBuilder is one cloud while it is checked.
type cloudBuilder struct {
	*checker
	cloud *cloud.Cloud
	// What is done when all names are declared, in this order: groups, those of clusters, the last one first; place,
	// where things stand; state, further stated addresses; resolve, which filters and tables they use; give, the
	// private addresses that were left out; publish, the public ones; link, what leads to them; late, what holds the
	// whole against what the cloud allows.
	groups, place, state, resolve, give, publish, link, late []func()
	// taken are the public addresses of the cloud.
	taken map[netip.Addr]cloud.Object
	// next is where the search for a free address goes on, in each subnet and among the public ones.
	next map[*cloud.Subnet]netip.Addr
	// peerings are the first ones between two VPCs, either way round, and clashes the ranges that two share.
	peerings map[[2]*cloud.VPC]*cloud.Peering
	clashes  map[[2]*cloud.VPC][2]netip.Prefix
	pods     map[podAddress]*cloud.Pod
	takes    map[called]*cloud.ServiceIndex
	// routes are the targets of what tables have routes for, and systemRanges what the cloud routes by itself in each
	// VPC.
	routes       map[tableRange]cloud.Target
	systemRanges map[*cloud.VPC]*cloud.RangeIndex
	// texts are the ranges of objects as they are written, by where they lie.
	texts map[*netip.Prefix]string
	// seen is what may be said once, each as a value of its own type.
	seen map[any]bool
	// subnetRanges are those of the subnets of each VPC.
	subnetRanges map[*cloud.VPC]*cloud.RangeIndex
	nextPublic   netip.Addr
	// halfTyped are the objects of which a line could not be read, so that nothing is said of what they lack.
	halfTyped map[cloud.Object]bool
	// halfSubnets are the VPCs of which a subnet could not be read.
	halfSubnets map[*cloud.VPC]bool
}

func (c *checker) cloud(s *vocabulary.Statement) {
	v, ok := s.Args.One("cloud")
	if !ok {
		return
	}
	p := cloud.Find(v.Text)
	if p == nil {
		d := c.problems.Add(v.Span, "undeclared cloud %s", v.Text)
		d.Hint = "A cloud is " + vocabulary.Either(cloud.Keys()) + "."
		if p = cloud.Find(vocabulary.Meant(v.Text)); p == nil {
			return
		}
		// What stands inside is read as that cloud's: a half-typed word costs itself.
		d.Fix = source.Replace(v.Span, p.Key)
	}
	if c.network.Cloud(p.Key) != nil {
		c.problems.Add(s.Span, "duplicate cloud %s: put its VPCs into the first one", p.Key)
		return
	}
	w := &cloudBuilder{
		checker: c,
		cloud: &cloud.Cloud{
			Provider: p,
			Platform: &cloud.Thing{Name: "platform", Noun: cloud.NounPlatform},
			Account:  account(s),
		},
		taken:        map[netip.Addr]cloud.Object{},
		next:         map[*cloud.Subnet]netip.Addr{},
		pods:         map[podAddress]*cloud.Pod{},
		takes:        map[called]*cloud.ServiceIndex{},
		routes:       map[tableRange]cloud.Target{},
		systemRanges: map[*cloud.VPC]*cloud.RangeIndex{},
		halfSubnets:  map[*cloud.VPC]bool{},
		texts:        map[*netip.Prefix]string{},
		seen:         map[any]bool{},
		subnetRanges: map[*cloud.VPC]*cloud.RangeIndex{},
		peerings:     map[[2]*cloud.VPC]*cloud.Peering{},
		clashes:      map[[2]*cloud.VPC][2]netip.Prefix{},

		nextPublic: given.Addr().Next(),
		halfTyped:  map[cloud.Object]bool{},
	}
	c.worlds = append(c.worlds, w)
	c.network.Clouds = append(c.network.Clouds, w.cloud)
	for _, b := range s.Body {
		w.inCloud(b)
	}
}

func account(s *vocabulary.Statement) string {
	v, _ := s.Args.One("number")
	return v.Text
}

// finish resolves what was named and gives what was left out.
func (w *cloudBuilder) finish() {
	slices.Reverse(w.groups)
	for _, step := range []*[]func(){&w.groups, &w.place, &w.state, &w.resolve, &w.give, &w.publish, &w.link, &w.late} {
		for i := 0; i < len(*step); i++ {
			(*step)[i]()
		}
	}
	for _, v := range w.cloud.VPCs {
		w.ownRoutes(v)
	}
}

// again reports whether what may be said once was said before, and remembers it.
func (w *cloudBuilder) again(what any) bool {
	before := w.seen[what]
	w.seen[what] = true
	return before
}

func (w *cloudBuilder) inCloud(s *vocabulary.Statement) {
	switch s.Row.Keyword {
	case "note":
		w.note(s)
	case "vpc":
		w.vpc(s)
	case "peering":
		w.peering(s)
	case "transit-gateway", "cen":
		w.transitGateway(s)
	case "user":
		w.user(s)
	case "classic":
		w.classic(s)
	}
}

// reservedNames are those that every cloud has already, for what nobody declares.
var reservedNames = []string{"platform", "main", "default"}

func isReserved(name string) bool { return slices.Contains(reservedNames, name) }

// name declares an object. It reports whether the name was free; one that is not is told.
func (w *cloudBuilder) name(s *vocabulary.Statement, o cloud.Object) bool {
	name := o.Base().Name
	switch {
	case name == "":
		return false
	case isReserved(name):
		w.reserved(s, name)
		return false
	case name == "blackhole":
		w.problems.Add(s.At("name"), "unexpected blackhole: a route leads there where its target is gone")
		return false
	case w.network.Host(name) != nil:
		w.problems.Add(s.At("name"), "duplicate name %s: a host is called so", name)
		return false
	case w.cloud.Object(name) != nil:
		first := w.cloud.Object(name).Base()
		w.problems.Add(s.At("name"), "duplicate name %s: %s is called so", name, first.Noun.Article()).Hint = "Names are unique within one cloud."
		return false
	}
	w.cloud.Declare(o)
	return true
}

// refuse tells what a cloud does not take, with the fact that says so; about is the subject of the fact.
func (w *cloudBuilder) refuse(about string, at source.Span, format string, args ...any) *source.Diagnostic {
	d := w.problems.Add(at, format, args...)
	if fact := w.cloud.Provider.Fact(about); fact != nil {
		d.Fact = fact.Key
	}
	return d
}

// reserved tells of a name that the cloud has given already.
func (w *cloudBuilder) reserved(s *vocabulary.Statement, name string) {
	if s.Row.Keyword == "network-acl" && name == "default" {
		w.refuse(
			cloud.AboutDefaultACL,
			s.At("name"),
			"unexpected default: %s has no default network ACL, a subnet that names none is not filtered",
			w.cloud.Provider.Title,
		)
		return
	}
	w.problems.Add(s.At("name"), "%s is a name that every cloud has already", name)
}

// lookup is the object of type T that a name means in a VPC, nil after telling why there is none.
func lookup[T cloud.Object](w *cloudBuilder, v *cloud.VPC, ref *vocabulary.Value, noun cloud.Noun, own ...T) T {
	var none T
	for _, o := range own {
		if o.Base().Name == ref.Text {
			return o
		}
	}
	found := w.cloud.Object(ref.Text)
	if found == nil {
		w.undeclared(ref, string(noun), func(o cloud.Object) bool { _, ok := o.(T); return ok && o.Base().VPC == v })
		return none
	}
	o, ok := found.(T)
	switch {
	case !ok:
		w.problems.Add(ref.Span, "%s is %s, not %s", ref.Text, found.Base().Noun.Article(), noun.Article())
		return none
	case found.Base().VPC != v:
		w.problems.Add(ref.Span, "%s belongs to %s, not to %s", ref.Text, titled(found.Base().VPC), titled(v))
		return none
	}
	return o
}

// titled is how a message names a network: "vpc shop".
func titled(v *cloud.VPC) string {
	if v.IsClassic() {
		return v.Title()
	}
	return "vpc " + v.Name
}

// undeclared tells of a name that means nothing, and offers a near one of those that fit.
func (w *cloudBuilder) undeclared(ref *vocabulary.Value, what string, fits func(cloud.Object) bool) {
	if ref.Text == "" {
		return
	}
	d := w.problems.Add(ref.Span, "undeclared %s %s", what, ref.Text)
	if near := w.suggester.Nearest(ref.Text, namesOf(w.cloud.Objects, fits)); near != "" {
		d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(ref.Span, near)
	}
}
