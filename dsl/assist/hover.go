package assist

import (
	"slices"
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// A Hover explains a word of the text.
type Hover struct {
	// Span is the word.
	Span source.Span
	// Lines are sentences, the most important first.
	Lines []string
}

// Hover explains the word at an offset, or returns nil if there is nothing to say.
func (d *Document) Hover(offset int) *Hover {
	p, ok := d.place(offset)
	if !ok || p.spot.Word.Kind != syntax.Bare || p.spot.Word.Text == "" {
		return nil
	}
	h := &hoverer{place: p}
	h.help = explain.Help{
		Network: d.Network, Clouds: h.clouds(), VPC: h.vpc, At: h.spot.Statement.Span, Lines: d.Lines,
		States: d.states, Omits: d.omits,
	}
	h.word()
	if len(h.help.Sentences) == 0 {
		return nil
	}
	return &Hover{h.spot.Word.Span, h.help.Sentences}
}

// A hoverer explains the word at a place.
type hoverer struct {
	place
	help explain.Help
}

// word explains the word by the slot that it fills. A word without a meaning of its own gets the help of its statement.
func (h *hoverer) word() {
	if h.spot.Row() == nil {
		return
	}
	for _, slot := range h.spot.Next() {
		if slot.Keyword && slot.Row != h.spot.Row() {
			continue
		}
		if v, ok := slot.Read(h.spot.Word); ok {
			h.slot(&slot, &v)
			break
		}
	}
	if len(h.help.Sentences) == 0 {
		h.help.Say(h.spot.Row().Help)
	}
}

// slot explains the value of a slot: an address or a range by its owner, and all others by their kind.
func (h *hoverer) slot(s *vocabulary.Slot, v *vocabulary.Reading) {
	switch {
	case s.Keyword:
		h.keyword(s.Row)
	case s.Declares():
		h.declared()
	case v.Addr.IsValid():
		h.help.Address(v.Addr)
	case v.Range.IsValid():
		h.help.Range(v.Range)
	default:
		h.value(s, v)
	}
}

// value explains a value by its kind. A text and a number say nothing beyond their statement.
func (h *hoverer) value(s *vocabulary.Slot, v *vocabulary.Reading) {
	switch s.Kind() {
	case nil:
		if help := s.Row.WordHelp(v.Text); help != "" {
			h.meaning(v.Text, help)
		}
	case &vocabulary.KindOutcome:
		h.help.Say(vocabulary.OutcomeHelp(v.Text))
	case &vocabulary.KindReason:
		h.reason(v.Text)
	case &vocabulary.KindFinding:
		if r, ok := analyze.Find(v.Text); ok {
			h.help.Say(explain.Title(r.Title))
		}
	case &vocabulary.KindCloud:
		if p := cloud.Find(v.Text); p != nil {
			h.help.Say(p.Title + ".")
			h.help.Say(h.spot.Row().Help)
		}
	case &vocabulary.KindAction:
		if h.cloud != nil {
			h.help.Action(h.cloud.Provider, v.Text)
		}
	case &vocabulary.KindService, &vocabulary.KindListener:
		h.service()
	case &vocabulary.KindKind, &vocabulary.KindType:
		h.kind(s.Row, v.Text)
	case &vocabulary.KindText, &vocabulary.KindNumber:
	default:
		h.reference(s, v.Text)
	}
}

// kind explains a kind of a security group or a load balancer.
func (h *hoverer) kind(r *vocabulary.Row, word string) {
	for _, k := range Kinds(cloud.Find(h.spot.Cloud), r.Opens) {
		if k.Name == word {
			h.meaning(word, k.Text)
		}
	}
}

// meaning explains a word inside a statement, and then the statement.
func (h *hoverer) meaning(word, help string) {
	h.help.Word(word, help)
	h.help.Say(h.spot.Row().Help)
}

// keyword explains a statement, and the defaults of the object that it declares.
func (h *hoverer) keyword(r *vocabulary.Row) {
	h.help.Say(r.Help)
	if o := h.own(); o != nil {
		h.help.Defaults(o)
	}
	h.given()
}

// own returns the object that the statement declares, or nil.
func (h *hoverer) own() cloud.Object {
	at := h.spot.Statement.Span
	for _, host := range h.doc.Network.Hosts {
		if host.Span == at {
			return host
		}
	}
	return h.doc.stated(h.cloud, at)
}

// given names the public address of a statement that leaves it out.
func (h *hoverer) given() {
	n := len(h.spot.Around)
	if n == 0 || len(h.spot.Statement.Words) > 1 {
		return
	}
	for _, i := range interfacesOf(h.doc.stated(h.cloud, h.spot.Around[n-1].Span)) {
		for _, a := range i.Addresses {
			if a.Public != nil && a.Public.Span == h.spot.Statement.Span {
				h.help.Chosen(a.Public)
			}
		}
	}
}

func interfacesOf(o cloud.Object) []*cloud.Interface {
	switch o := o.(type) {
	case *cloud.Instance:
		return o.Interfaces
	case *cloud.Interface:
		return []*cloud.Interface{o}
	case *cloud.NAT:
		return []*cloud.Interface{o.Interface}
	case *cloud.Balancer:
		return o.Nodes
	}
	return nil
}

// declared explains a name where it is declared.
func (h *hoverer) declared() {
	if o := h.own(); o != nil {
		h.help.Object(o, "")
	}
}

// reference explains a name in each cloud that has it.
func (h *hoverer) reference(s *vocabulary.Slot, text string) {
	switch text {
	case "blackhole":
		h.help.Say(explain.Blackhole)
		return
	case "platform":
		h.help.Say(explain.Platform)
		return
	}
	var all []named
	before, _, _ := strings.Cut(text, ".")
	if host := h.doc.Network.Host(before); host != nil && (s.Kind() != &vocabulary.KindObject || text == before) {
		all = append(all, named{host, ""})
	}
	for _, c := range h.clouds() {
		for _, o := range h.called(c, text, before) {
			all = append(all, named{o, c.Provider.Title})
		}
	}
	fit := fitting(all, h.meantBy(s))
	for _, n := range fit {
		if sharing(fit, n) {
			h.help.Kind(n.Object, n.title)
		} else {
			h.help.Object(n.Object, n.title)
		}
	}
}

// sharing reports whether objects of other kinds in the same cloud are meant too. Of many, their kinds are enough to say,
// but for those that nobody wrote.
func sharing(all []named, n named) bool {
	return !n.Base().Span.IsZero() && slices.ContainsFunc(all, func(other named) bool {
		return other.title == n.title && other.Base().Noun != n.Base().Noun
	})
}

// named is an object that a name can mean, with the title of its cloud.
type named struct {
	cloud.Object
	title string
}

// meantBy reports which objects a slot means by a name: in an expectation all of them, elsewhere those of one scope.
func (h *hoverer) meantBy(s *vocabulary.Slot) func(cloud.Object) bool {
	in, noun := cloud.ScopeEnds, s.Arg.Names()
	switch kind := s.Kind(); {
	case kind == &vocabulary.KindObject:
		return func(cloud.Object) bool { return true }
	case kind == &vocabulary.KindPeer, kind == &vocabulary.KindDestination:
		in = cloud.ScopePeers
	case noun != "":
		in = noun.Scope()
	case h.isUser():
		in = cloud.ScopeUsers
	}
	return func(o cloud.Object) bool { return o.Base().Noun.Scope() == in }
}

// isUser reports whether the word behind the one that is explained says that this one is a user.
func (h *hoverer) isUser() bool {
	words := h.spot.Statement.Words
	k := slices.IndexFunc(words, func(w syntax.Word) bool { return w.Span == h.spot.Word.Span })
	if k < 0 || k+1 == len(words) {
		return false
	}
	next := words[k+1].Text
	return next == vocabulary.WordCan.Text || next == vocabulary.WordCannot.Text
}

// fitting are the objects that are meant. A name that is none of those is explained by what it is.
func fitting(all []named, means func(cloud.Object) bool) []named {
	var fit []named
	for _, n := range all {
		if means(n.Object) {
			fit = append(fit, n)
		}
	}
	if len(fit) == 0 {
		return all
	}
	return fit
}

// called returns the objects of a cloud that a name can mean. Behind a machine's name stands an interface's, and behind
// a VPC's that of an object in it.
func (h *hoverer) called(c *cloud.Cloud, text, name string) []cloud.Object {
	all := c.Named(text)
	for _, i := range interfacesOf(c.End(name)) {
		if i.Name == text && text != name {
			all = append(all, i)
		}
	}
	if len(all) == 0 {
		all = h.unstated(c, text)
	}
	if len(all) == 0 {
		all = slices.DeleteFunc(slices.Clone(c.Objects), func(o cloud.Object) bool { return !o.Base().Called(text) })
	}
	if len(all) == 0 {
		all = c.Named(name)
	}
	return all
}

// unstated returns the objects with a name that a cloud has without their being declared under it.
func (h *hoverer) unstated(c *cloud.Cloud, text string) []cloud.Object {
	var all []cloud.Object
	for _, v := range c.Networks() {
		if h.vpc != nil && v != h.vpc {
			continue
		}
		for _, own := range v.Implied() {
			if own.Base().Called(text) {
				all = append(all, own)
			}
		}
	}
	if v := c.Classic; v != nil && v.Called(text) {
		all = append(all, v)
	}
	return all
}

func (h *hoverer) reason(key string) {
	for _, e := range trace.Catalogue {
		if string(e.Reason) == key {
			h.help.Say(explain.Title(e.Title))
		}
	}
}

// service explains a service. In a question, ICMP without a type is a ping.
func (h *hoverer) service() {
	v, ok := h.spot.Service()
	if !ok {
		return
	}
	s := v.Service
	if s.IsICMP() && s.Type < 0 && h.spot.Place == vocabulary.AtTop {
		h.help.Say(explain.Ping)
		return
	}
	var names []string
	if name := vocabulary.ServiceName(v.Text); name != "" {
		names = append(names, name)
	}
	protocol, _, _ := strings.Cut(s.String(), "/")
	for _, known := range vocabulary.Types(protocol) {
		if known.Number == s.Type {
			names = append(names, known.Name)
		}
	}
	h.help.Service(s, names...)
}
