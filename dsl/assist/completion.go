package assist

import (
	"slices"
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// A Completion is a suggestion at the cursor; its edit replaces the word there.
type Completion struct {
	// Label is the text in the list: a word, a name, "https".
	Label string
	// Kind is "statement", "word", "name", "range", "service", "outcome", "reason" or "cloud".
	Kind string
	// Detail explains it in a few words; it may be empty.
	Detail string
	// Edit replaces the word at the cursor.
	Edit source.Edit
}

// maxCompletions bounds one list of completions: nobody reads more.
const maxCompletions = 1000

// Complete returns what may be written at an offset of the text, the likeliest first. In a comment, in a text in quotes
// and where a new name stands, it returns nothing.
func (d *Document) Complete(offset int) []Completion {
	p, ok := d.place(offset)
	if !ok {
		return nil
	}
	c := &completer{place: p, seen: map[suggestion]int{}}
	start := c.spot.Word.Span.Start
	c.typed = source.Shown(d.Text[start:max(offset, start)])
	for _, slot := range c.spot.Next() {
		c.slot(&slot)
	}
	c.others()
	return c.found
}

// A completer collects the completions for a spot.
type completer struct {
	place
	typed string // the part of the word before the cursor
	found []Completion
	seen  map[suggestion]int // the places in found
	// anyThing says that a name means any object that has it.
	anyThing bool
}

// A suggestion is what tells completions apart: two objects may share a name that stands for other texts.
type suggestion struct{ label, text string }

// offer adds a completion whose label is its text.
func (c *completer) offer(label, kind, detail string) { c.write(label, kind, detail, label) }

// write adds a completion, unless it is there already.
func (c *completer) write(label, kind, detail, text string) {
	key := suggestion{label, text}
	if _, there := c.seen[key]; there || len(c.found) >= maxCompletions {
		return
	}
	c.seen[key] = len(c.found)
	c.found = append(c.found, Completion{label, kind, detail, source.Edit{Span: c.spot.Word.Span, Text: text}})
}

// A filler offers completions for arguments of one kind; with a nil fill it offers none.
type filler struct {
	kind *vocabulary.Kind
	fill func(*completer, *vocabulary.Slot)
}

// fillers has an entry for each kind of argument. A kind with a nil fill is for values that the writer invents. It is a
// list, not a map: the linker lays it out, and no code fills it when the program starts.
var fillers = [...]filler{
	{nil, (*completer).word},
	{&vocabulary.KindName, (*completer).named},
	{&vocabulary.KindVPC, (*completer).named},
	{&vocabulary.KindSubnet, (*completer).named},
	{&vocabulary.KindAttachable, (*completer).attachable},
	{&vocabulary.KindJoined, (*completer).attachable},
	{&vocabulary.KindAttachment, (*completer).attachments},
	{&vocabulary.KindInstance, (*completer).named},
	{&vocabulary.KindPrefixList, (*completer).named},
	{&vocabulary.KindHost, (*completer).named},
	{&vocabulary.KindUser, (*completer).named},
	{&vocabulary.KindObject, (*completer).deciders},
	{&vocabulary.KindTarget, func(c *completer, _ *vocabulary.Slot) { c.targets() }},
	{&vocabulary.KindEndpoint, (*completer).ends},
	{&vocabulary.KindBackend, (*completer).named},
	{&vocabulary.KindPeer, func(c *completer, _ *vocabulary.Slot) { c.peers() }},
	{&vocabulary.KindDestination, func(c *completer, _ *vocabulary.Slot) { c.ranges() }},
	{&vocabulary.KindRange, func(c *completer, _ *vocabulary.Slot) { c.ranges() }},
	{&vocabulary.KindAddress, (*completer).addresses},
	{&vocabulary.KindService, func(c *completer, _ *vocabulary.Slot) { c.services() }},
	{&vocabulary.KindListener, func(c *completer, _ *vocabulary.Slot) { c.listeners() }},
	{&vocabulary.KindOutcome, func(c *completer, _ *vocabulary.Slot) { c.outcomes() }},
	{&vocabulary.KindFinding, func(c *completer, _ *vocabulary.Slot) { c.findings() }},
	{&vocabulary.KindReason, func(c *completer, _ *vocabulary.Slot) { c.reasons() }},
	{&vocabulary.KindCloud, func(c *completer, _ *vocabulary.Slot) { c.keys() }},
	{&vocabulary.KindType, (*completer).kinds},
	{&vocabulary.KindKind, (*completer).kinds},
	{&vocabulary.KindZone, func(c *completer, _ *vocabulary.Slot) { c.zones() }},
	{&vocabulary.KindAction, func(c *completer, _ *vocabulary.Slot) { c.actions() }},
	{&vocabulary.KindNumber, nil},
	{&vocabulary.KindPort, nil},
	{&vocabulary.KindPorts, nil},
	{&vocabulary.KindText, nil},
}

func fillerOf(kind *vocabulary.Kind) *filler {
	for i := range fillers {
		if fillers[i].kind == kind {
			return &fillers[i]
		}
	}
	return nil
}

// others offers the keyword of this cloud to somebody who types another cloud's word, or the console's, for the same
// statement.
func (c *completer) others() {
	if len(c.spot.Before) > 0 || c.typed == "" || c.spot.Place == vocabulary.InNothing {
		return
	}
	for _, k := range vocabulary.Others(c.spot.Place, c.spot.Cloud) {
		if strings.HasPrefix(k.Name, c.typed) {
			c.write(k.Name, "statement", "is called "+k.Text+" here", k.Text)
		}
	}
}

func (c *completer) slot(s *vocabulary.Slot) {
	if f := fillerOf(s.Kind()); f != nil && f.fill != nil {
		f.fill(c, s)
	}
}

func (c *completer) outcomes() {
	for _, o := range vocabulary.Outcomes {
		c.offer(o.Name, "outcome", o.Text)
	}
}

func (c *completer) word(s *vocabulary.Slot) {
	if s.Keyword {
		c.offer(s.Word, "statement", s.Row.Help)
		return
	}
	if c.spot.Cloud != "" && vocabulary.IsForeign(s.Word, c.spot.Cloud) {
		return // another cloud's word: this cloud reads it, with an error
	}
	if !c.follows(s.Literal) {
		return
	}
	c.offer(s.Word, "word", s.Row.WordHelp(s.Word))
}

// follows reports whether a word makes sense behind the name that a question starts with: a user can or cannot, and a
// machine sends to another. The two may share a name.
func (c *completer) follows(word *vocabulary.Literal) bool {
	if c.spot.Place != vocabulary.AtTop || len(c.spot.Before) != 2 {
		return true
	}
	first := c.spot.Before[1].Text
	user := c.doc.Network.HasUser(first)
	switch word {
	case &vocabulary.WordArrow:
		return (!user || c.sends(first)) && first != vocabulary.WordFinding.Text && first != vocabulary.WordNo.Text
	case &vocabulary.WordCan, &vocabulary.WordCannot:
		return user
	}
	return true
}

// sends reports whether a host or something in a cloud that may send is called so.
func (c *completer) sends(name string) bool {
	return c.doc.Network.Host(name) != nil ||
		slices.ContainsFunc(c.doc.Network.Clouds, func(w *cloud.Cloud) bool { return w.End(name) != nil })
}

// reasons offers the reasons that stop a request: an expectation can name no others.
func (c *completer) reasons() {
	for _, e := range trace.Catalogue {
		if e.Decision == trace.Dropped || e.Reason == trace.NoListener {
			c.offer(string(e.Reason), "reason", e.Title)
		}
	}
}

// findings offers the codes of all findings.
func (c *completer) findings() {
	for _, r := range analyze.Catalogue {
		c.offer(string(r.Code), "reason", r.Title)
	}
}

// keys offers every cloud for a cloud statement, and the scenario's clouds behind a question.
func (c *completer) keys() {
	for _, key := range cloud.Keys() {
		if len(c.spot.Before) == 1 == (c.doc.Network.Cloud(key) == nil) {
			c.offer(key, "cloud", cloud.Find(key).Title)
		}
	}
}

// services offers protocols and known services by their names, and behind icmp and a slash its types.
func (c *completer) services() {
	if protocol, _, cut := strings.Cut(c.typed, "/"); cut {
		c.ports(protocol)
		for _, t := range vocabulary.Types(protocol) {
			c.offer(protocol+"/"+t.Name, "service", "")
		}
		return
	}
	for _, list := range [][]vocabulary.Known{vocabulary.KnownServices, vocabulary.Protocols} {
		for _, k := range list {
			c.write(k.Name, "service", k.Text, k.Text)
		}
	}
}

// ports offers the ports of known services behind a protocol and a slash.
func (c *completer) ports(protocol string) {
	for _, k := range vocabulary.KnownServices {
		if strings.HasPrefix(k.Text, protocol+"/") {
			c.offer(k.Text, "service", k.Name)
		}
	}
	if protocol == "tcp" || protocol == "udp" {
		c.offer(protocol+"/1024-65535", "service", "the ports of clients")
	}
}

// listeners offers the services that a balancer can listen for.
func (c *completer) listeners() {
	if protocol, _, cut := strings.Cut(c.typed, "/"); cut {
		c.ports(protocol)
		return
	}
	for _, k := range vocabulary.KnownServices {
		if strings.HasPrefix(k.Text, "tcp/") || strings.HasPrefix(k.Text, "udp/") {
			c.write(k.Name, "service", k.Text, k.Text)
		}
	}
	c.write("tcp", "service", "tcp/", "tcp/")
	c.write("udp", "service", "udp/", "udp/")
}

// kinds offers the kinds of a security group or a load balancer that this cloud has.
func (c *completer) kinds(s *vocabulary.Slot) {
	if c.cloud == nil {
		return
	}
	for _, k := range Kinds(c.cloud.Provider, s.Row.Opens) {
		c.offer(k.Name, "word", k.Text)
	}
}

func (c *completer) zones() {
	for _, v := range c.vpcs() {
		for _, n := range v.Subnets {
			c.offer(n.Zone, "word", "")
		}
	}
}

// actions offers the actions that open a door to the Internet.
func (c *completer) actions() {
	if c.cloud == nil {
		return
	}
	for _, d := range c.cloud.Provider.Doors {
		for _, step := range d.Steps {
			c.steps(step.Ways, d.Title)
		}
	}
}

func (c *completer) steps(ways [][]string, door string) {
	for _, way := range ways {
		for _, action := range way {
			c.offer(action, "word", "for "+door)
		}
	}
}
