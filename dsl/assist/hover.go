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
	spot, ok := d.spot(offset)
	if !ok || spot.Word.Kind != syntax.Bare || spot.Word.Text == "" {
		return nil
	}
	h := &hoverer{doc: d, spot: spot}
	h.cloud, h.vpc = d.around(&spot)
	h.word()
	if len(h.lines) == 0 {
		return nil
	}
	return &Hover{spot.Word.Span, h.lines}
}

// A hoverer collects the lines about a word.
type hoverer struct {
	doc   *Document
	spot  vocabulary.Spot
	cloud *cloud.Cloud // nil at the top level
	vpc   *cloud.VPC   // nil outside of a VPC
	lines []string
}

// say joins parts to a line and adds it, unless it is there already.
func (h *hoverer) say(parts ...string) {
	line := strings.Join(parts, "")
	if !slices.Contains(h.lines, line) {
		h.lines = append(h.lines, line)
	}
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
	if len(h.lines) == 0 {
		h.say(h.spot.Row().Help)
	}
}

func (h *hoverer) slot(s *vocabulary.Slot, v *vocabulary.Value) {
	switch {
	case s.Keyword:
		h.keyword(s.Row)
	case s.Declares():
		h.declared()
	case s.Kind == "OUTCOME":
		h.say(vocabulary.OutcomeHelp(v.Text))
	case s.Kind == "REASON":
		h.reason(v.Text)
	case s.Kind == "FINDING":
		if r, ok := analyze.Find(v.Text); ok {
			h.say(explain.Title(r.Title))
		}
	case s.Kind == "CLOUD":
		if p := cloud.Find(v.Text); p != nil {
			h.say(p.Title, ".")
			h.say(h.spot.Row().Help)
		}
	case s.Kind == "ACTION":
		h.action(v.Text)
	case s.Kind == "SERVICE", s.Kind == "LISTENER":
		h.service()
	case v.Range.IsValid() && v.Addr.IsValid():
		h.address(v.Addr)
	case v.Range.IsValid():
		h.prefix(v.Range)
	case v.Addr.IsValid():
		h.address(v.Addr)
	case s.Kind == "KIND" || s.Kind == "TYPE":
		for _, k := range Kinds(cloud.Find(h.spot.Cloud), s.Row.Opens) {
			if k.Name == v.Text {
				h.meaning(k.Name, k.Text)
			}
		}
	case s.Kind == "" && s.Row.WordHelp(v.Text) != "":
		h.meaning(v.Text, s.Row.WordHelp(v.Text))
	case s.Kind == "" || s.Kind == "TEXT" || s.Kind == "NUMBER":
	default:
		h.reference(v.Text)
	}
}

// meaning explains a word inside a statement, and then the statement.
func (h *hoverer) meaning(word, help string) {
	h.say(word, ": ", help, ".")
	h.say(h.spot.Row().Help)
}

// keyword explains a statement, and the defaults of the object that it declares.
func (h *hoverer) keyword(r *vocabulary.Row) {
	h.say(r.Help)
	if o := h.own(); o != nil {
		h.defaults(o)
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
				h.say("Left out, the address is ", a.Public.Name, ", the first one that is free.")
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
		h.name(o, "")
		h.defaults(o)
	}
}

// reference explains a name in each cloud that has it.
func (h *hoverer) reference(text string) {
	switch text {
	case "blackhole":
		h.say("The target was deleted: the route still takes its range, and drops it.")
		return
	case "platform":
		h.say("The cloud itself, by rules that nobody can configure.")
		return
	}
	before, _, _ := strings.Cut(text, ".")
	if host := h.doc.Network.Host(before); host != nil {
		h.name(host, "")
		h.defaults(host)
	}
	for _, c := range h.clouds() {
		for _, o := range h.called(c, text, before) {
			h.name(o, c.Provider.Title)
			h.defaults(o)
		}
	}
}

// called returns the objects of a cloud that a name can mean. An object without a statement is found in its VPC.
func (h *hoverer) called(c *cloud.Cloud, text, name string) []cloud.Object {
	o := c.Object(name)
	for _, i := range interfacesOf(o) {
		if i.Name == text && text != name {
			return []cloud.Object{i}
		}
	}
	var all []cloud.Object
	for _, v := range c.Networks() {
		if o != nil && text == name || h.vpc != nil && v != h.vpc {
			continue
		}
		for _, own := range h.implied(v) {
			if own.Base().Called(text) {
				all = append(all, own)
			}
		}
	}
	if o != nil && len(all) == 0 {
		all = append(all, o)
	}
	return all
}

// implied returns the objects that a VPC has without a statement. A group and an ACL are both called default: the block
// around the word says which one is meant.
func (h *hoverer) implied(v *cloud.VPC) []cloud.Object {
	var all []cloud.Object
	for _, o := range v.Implied() {
		switch inSubnet := h.spot.Place == vocabulary.InSubnet; {
		case isGroup(o) && inSubnet, isACL(o) && !inSubnet && h.cloud != nil:
		default:
			all = append(all, o)
		}
	}
	return all
}

// clouds returns the clouds whose names may stand here.
func (h *hoverer) clouds() []*cloud.Cloud {
	if h.cloud != nil {
		return []*cloud.Cloud{h.cloud}
	}
	return h.doc.Network.Clouds
}

func (h *hoverer) reason(key string) {
	for _, e := range trace.Catalogue {
		if string(e.Reason) == key {
			h.say(explain.Title(e.Title))
		}
	}
}

// service explains a service in words.
func (h *hoverer) service() {
	v, ok := h.spot.Service()
	if !ok {
		return
	}
	s := cloud.Service(v.Service)
	if s.IsICMP() && s.Type < 0 && h.spot.Place == vocabulary.AtTop {
		h.say("An echo request: a ping.")
		return
	}
	if s.Protocol == cloud.AllProtocols {
		h.say("Every protocol, every port.")
		return
	}
	protocol, rest, _ := strings.Cut(s.String(), "/")
	line := strings.ToUpper(protocol)
	switch {
	case rest == "" && s.HasPorts():
		line += ", every port"
	case rest == "":
		line += ", every type"
	case s.HasPorts():
		line += ", port " + rest
	case s.IsICMP():
		line += ", type " + rest
	default:
		line = "IP protocol " + rest
	}
	if name := vocabulary.ServiceName(v.Text); name != "" {
		line += ": " + name
	}
	for _, known := range vocabulary.Types(protocol) {
		if known.Number == s.Type {
			line += ": " + known.Name
		}
	}
	h.say(line, ".")
}
