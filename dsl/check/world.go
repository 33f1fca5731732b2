package check

import (
	"net/netip"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// A world is one cloud while it is checked.
type world struct {
	*checker
	cloud *cloud.Cloud
	// resolve are the references, looked up when all names are declared.
	resolve []func()
	// give are the addresses that were left out, given when all stated ones are known.
	give []func()
	// taken are the public addresses of the cloud.
	taken map[netip.Addr]cloud.Object
	// next is where the search for a free address goes on, in each subnet and among the public ones.
	next       map[*cloud.Subnet]netip.Addr
	nextPublic netip.Addr
}

func (c *checker) cloud(s *vocabulary.Statement) {
	v, ok := s.Args.One("cloud")
	if !ok {
		return
	}
	p := cloud.Find(v.Text)
	if p == nil {
		d := c.problems.Add(v.Span, "undeclared cloud %s", v.Text)
		d.Hint = "The clouds are " + strings.Join(cloud.Keys(), " and ") + "."
		if near := source.Nearest(v.Text, cloud.Keys()); near != "" {
			d.Fix = source.Replace(v.Span, near)
		}
		return
	}
	if c.network.Cloud(p.Key) != nil {
		c.problems.Add(s.Span, "duplicate cloud %s: put its VPCs into the first one", p.Key)
		return
	}
	w := &world{
		checker: c,
		cloud:   &cloud.Cloud{Provider: p, Platform: &cloud.Thing{Name: "platform", Noun: cloud.NounPlatform}},
		taken:   map[netip.Addr]cloud.Object{},
		next:    map[*cloud.Subnet]netip.Addr{},

		nextPublic: given.Addr().Next(),
	}
	c.worlds = append(c.worlds, w)
	c.network.Clouds = append(c.network.Clouds, w.cloud)
	for _, b := range s.Body {
		switch {
		case w.later(b):
		case b.Row.Keyword == "note":
			c.note(b)
		case b.Row.Keyword == "vpc":
			w.vpc(b)
		}
	}
}

// finish resolves what was named and gives what was left out.
func (w *world) finish() {
	for _, f := range w.resolve {
		f()
	}
	for _, f := range w.give {
		f()
	}
}

// later tells of a statement that the model does not know yet. A verdict about its cloud could be wrong, so that none is
// given.
func (w *world) later(s *vocabulary.Statement) bool {
	if s.Row.Later {
		w.cloud.Partial = true
		d := w.problems.Add(s.Span, "%s is not modelled yet: cloud %s has no verdicts while it stands here", s.Row.Keyword, w.cloud.Provider.Key)
		d.Hint = "Remove it to see what the rest does."
	}
	return s.Row.Later
}

// name declares an object. It reports whether the name was free; one that is not is told.
func (w *world) name(s *vocabulary.Statement, o cloud.Object) bool {
	name := o.Base().Name
	switch {
	case name == "":
		return false
	case name == "main" || name == "default" || name == "platform":
		w.problems.Add(s.At("name"), "%s is a name that every cloud has already", name)
		return false
	case w.network.Host(name) != nil:
		w.problems.Add(s.At("name"), "duplicate name %s: a host is called so", name)
		return false
	case w.cloud.Object(name) != nil:
		first := w.cloud.Object(name).Base()
		w.problems.Add(s.At("name"), "duplicate name %s: a %s is called so", name, first.Noun).Hint = "Names are unique within one cloud."
		return false
	}
	w.cloud.Declare(o)
	return true
}

// lookup is the object of type T that a name means in a VPC, nil after telling why there is none.
func lookup[T cloud.Object](w *world, v *cloud.VPC, ref vocabulary.Value, noun cloud.Noun, own ...T) T {
	var none T
	for _, o := range own {
		if o.Base().Name == ref.Text {
			return o
		}
	}
	found := w.cloud.Object(ref.Text)
	if found == nil {
		d := w.problems.Add(ref.Span, "undeclared %s %s", noun, ref.Text)
		if near := source.Nearest(ref.Text, namesOf[T](w, v, own)); near != "" {
			d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(ref.Span, near)
		}
		return none
	}
	o, ok := found.(T)
	switch {
	case !ok:
		w.problems.Add(ref.Span, "%s is a %s, not a %s", ref.Text, found.Base().Noun, noun)
		return none
	case found.Base().VPC != v:
		w.problems.Add(ref.Span, "%s belongs to vpc %s, not to vpc %s", ref.Text, found.Base().VPC.Name, v.Name)
		return none
	}
	return o
}

// namesOf are the names of all objects of type T in a VPC.
func namesOf[T cloud.Object](w *world, v *cloud.VPC, own []T) []string {
	var names []string
	for _, o := range own {
		names = append(names, o.Base().Name)
	}
	for _, o := range w.cloud.Objects {
		if _, ok := o.(T); ok && o.Base().VPC == v {
			names = append(names, o.Base().Name)
		}
	}
	return names
}
