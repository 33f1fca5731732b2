package check

import (
	"fmt"
	"iter"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// impliedNames are the names of objects that every cloud has without a declaration.
var impliedNames = []string{"platform", "main", "default"}

func isImplied(name string) bool { return slices.Contains(impliedNames, name) }

// words are the words of the language that stand in the place of a name, each with what it stands for: no object is
// called so.
var words = [...]vocabulary.Known{
	{Name: "blackhole", Text: "a route target that is gone"},
	{Name: "local", Text: "the routes that a cloud writes by itself"},
	{Name: "new", Text: "a machine that a user would create"},
	{Name: "internet", Text: "any machine on the Internet"},
}

// addressWords are the words that stand behind a machine's name and a dot: no interface is called so.
var addressWords = [...]vocabulary.Known{
	{Name: string(cloud.PrivateKind), Text: "the private address of a machine"},
	{Name: string(cloud.PublicKind), Text: "the public address of a machine"},
	{Name: string(cloud.IPv6Kind), Text: "the IPv6 address of a machine"},
}

// isWord reports whether the name that a statement gives is the language's own, with a diagnostic if so.
func (c *checker) isWord(s *vocabulary.Statement, own ...vocabulary.Known) bool {
	name := s.Name()
	if isImplied(name) {
		c.problems.Add(s.NameSpan(), "%s is a name that every cloud has already", name).Hint = "Choose another name."
		return true
	}
	for _, word := range append(own, words[:]...) {
		if word.Name == name {
			d := c.problems.Add(s.NameSpan(), "unexpected %s: the word stands for %s", name, word.Text)
			d.Hint, d.Since = "Choose another name.", source.SinceNames
			return true
		}
	}
	return false
}

// name declares an object. It reports whether the name was free in its scope, and adds a diagnostic if it was not.
func (w *cloudBuilder) name(s *vocabulary.Statement, o cloud.Object) bool {
	b := o.Base()
	if b.Name == "" || w.isDefaultACL(s) || w.isWord(s) {
		return false
	}
	in := b.Noun.Scope()
	first := w.cloud.Taken(in, b.Name)
	if h := w.network.Host(b.Name); h != nil && in == cloud.ScopeEnds {
		first = h
	}
	if first != nil {
		w.twice(s, first)
		return false
	}
	w.cloud.Declare(o)
	return true
}

// isDefaultACL reports whether a statement is about the default network ACL in a cloud without one, with a diagnostic if
// so.
func (w *cloudBuilder) isDefaultACL(s *vocabulary.Statement) bool {
	if s.Row != &vocabulary.RowACL || s.Name() != "default" {
		return false
	}
	w.refuse(cloud.AboutDefaultACL, s.NameSpan(),
		"unexpected default: %s has no default network ACL, a subnet that names none is not filtered",
		w.cloud.Provider.Title)
	return true
}

// twice adds a diagnostic about a statement whose name an object of its scope has.
func (c *checker) twice(s *vocabulary.Statement, first cloud.Object) {
	b := first.Base()
	d := c.problems.Add(s.NameSpan(), "duplicate name %s: %s is called so%s", b.Name, b.Noun.Article(), c.inLine(b.Span))
	switch b.Noun.Scope() {
	case cloud.ScopeEnds:
		d.Hint = "A question or a route could mean either."
	case cloud.ScopePeers:
		d.Hint = "A rule could mean either."
	default:
		d.Hint = "Each " + string(b.Noun) + " of a cloud has a name of its own."
	}
}

// An innerName is a name that is unique in the block of an object: of an interface in its machine.
type innerName struct {
	owner cloud.Object
	name  string
}

// innerName reports whether a name was free in the block of an object, with a diagnostic if it was not. own are further
// words that nothing there is called.
func (w *cloudBuilder) innerName(
	owner cloud.Object,
	s *vocabulary.Statement,
	noun cloud.Noun,
	own ...vocabulary.Known,
) bool {
	if s.Name() == "" || w.isWord(s, own...) {
		return false
	}
	key := innerName{owner, s.Name()}
	if first, taken := w.innerNames[key]; taken {
		w.problems.Add(s.NameSpan(), "duplicate %s %s of %s%s", noun, s.Name(), owner.Base().Name, w.already(first))
		return false
	}
	w.innerNames[key] = s.Span
	return true
}

// already is the end of a message about a second statement: where the first one stands.
func (c *checker) already(first source.Span) string {
	return ": it stands" + c.inLine(first) + " already"
}

// inLine says where a statement is: " in line 7"; it is empty for what the cloud has without a statement.
func (c *checker) inLine(at source.Span) string {
	if at.IsZero() {
		return ""
	}
	return fmt.Sprintf(" in line %d", c.lines.Line(at))
}

// articles are the kinds of objects with one name: "an instance", "a subnet and a route table", "the name of 3 things".
func articles(all []cloud.Object) string {
	if len(all) > 2 {
		return fmt.Sprintf("the name of %d things", len(all))
	}
	nouns := make([]string, len(all))
	for i, o := range all {
		nouns[i] = o.Base().Noun.Article()
	}
	return source.Enumerate(nouns, "and")
}

// names are the names that an expectation may use for the objects of a cloud, as a list and as a set.
type names struct {
	all   []string
	known map[string]bool
}

func (n *names) add(of ...string) {
	n.all = append(n.all, of...)
	for _, name := range of {
		n.known[name] = true
	}
}

// namesOf are the names of the objects that fit, and "" for each of the others.
func namesOf[T cloud.Object](objects []T, fits func(T) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, o := range objects {
			name := ""
			if fits(o) {
				name = o.Base().Name
			}
			if !yield(name) {
				return
			}
		}
	}
}

// inTurn joins lists of names.
func inTurn(lists []iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, list := range lists {
			for name := range list {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// is reports whether an object is a T.
func is[T cloud.Object](o cloud.Object) bool {
	_, ok := o.(T)
	return ok
}

// in reports whether an object is a T of a VPC.
func in[T cloud.Object](v *cloud.VPC) func(cloud.Object) bool {
	return func(o cloud.Object) bool { return is[T](o) && o.Base().VPC == v }
}

// every is true for every object.
func every[T any](T) bool { return true }
