package check

import (
	"iter"
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// Questions reads the trace and expect statements among others, and holds what they name against a network.
func Questions(n *cloud.Network, statements []*vocabulary.Statement, codes Codes) (Asked, source.List) {
	return questions(n, statements, codes, new(source.Suggester))
}

func questions(
	n *cloud.Network,
	statements []*vocabulary.Statement,
	codes Codes,
	suggester *source.Suggester,
) (Asked, source.List) {
	a := newAsker(n)
	a.codes, a.suggester = codes, suggester
	for _, s := range statements {
		if k := s.Row.Keyword; k == "trace" || k == "expect" {
			a.question(s)
		}
	}
	return a.Asked, a.problems
}

// Codes are the keys that an expectation may give: those of the catalogues of reasons and of findings.
type Codes struct {
	Reasons, Findings []string
}

// Asked is what the statements trace and expect ask and expect.
type Asked struct {
	Questions []*cloud.Question
	Exposures []*cloud.Exposure
	Findings  []*cloud.FindingExpectation
}

// Exists reports whether an expectation about a network may name an object so.
func Exists(n *cloud.Network, name string) bool {
	return newAsker(n).exists(n.Clouds, name)
}

// An asker reads questions about a network.
type asker struct {
	Asked
	network  *cloud.Network
	codes    Codes
	problems source.List
	// suggester is that of the text which the network is from.
	suggester *source.Suggester
	named     map[*cloud.Cloud]*names
}

func newAsker(n *cloud.Network) *asker {
	return &asker{network: n, named: map[*cloud.Cloud]*names{}}
}

// question reads a trace or expect statement.
func (a *asker) question(s *vocabulary.Statement) {
	switch {
	case s.Args.Has("expose"):
		a.exposure(s)
		return
	case s.Args.Has("finding"):
		a.finding(s)
		return
	}
	from, hasFrom := s.Args.One("from")
	to, hasTo := s.Args.One("to")
	service, hasService := s.Args.One("service")
	if s.Broken || !hasFrom || !hasTo || !hasService {
		return
	}
	q := &cloud.Question{Span: s.Span, Service: cloud.Service(service.Service)}
	ok := a.endpoint(from, &q.From) && a.sends(q.From)
	ok = a.endpoint(to, &q.To) && ok
	ok = a.askable(service, &q.Service) && ok
	if p, has := s.Args.One("port"); has {
		if !q.Service.HasPorts() {
			a.problems.Add(s.At("from-port"), "unexpected from-port: %s has no ports", q.Service)
			return
		}
		port := uint16(p.Number)
		q.FromPort = &port
	}
	if !ok || !a.audience(s, q) {
		return
	}
	if s.Row.Keyword == "expect" && !a.expectation(s, q) {
		return
	}
	a.Questions = append(a.Questions, q)
}

// askable sees to it that a question is about one port; icmp alone asks for an echo.
func (a *asker) askable(v *vocabulary.Value, s *cloud.Service) bool {
	switch {
	case s.Protocol == cloud.AllProtocols:
		a.problems.Add(v.Span, "invalid all: a question is about one service").Hint = "Write tcp/443, for example."
		return false
	case s.HasPorts() && (len(s.Ports) != 1 || s.Ports[0][0] != s.Ports[0][1]):
		a.problems.Add(v.Span, "invalid %s: a question has one port", v.Text).Hint = "Write " + strings.SplitN(v.Text, "/", 2)[0] + "/443, for example."
		return false
	case s.Protocol == cloud.ICMP && s.Type < 0:
		s.Type = 8
	case s.Protocol == cloud.ICMPv6 && s.Type < 0:
		s.Type = 128
	}
	if s.IsICMP() && s.Code < 0 {
		s.Code = 0
	}
	if s.IsICMP() && !s.IsRequest() {
		a.problems.Add(v.Span, "invalid %s: nobody answers this message, so that it can't be asked for", v.Text).Hint = "Write icmp for a ping."
		return false
	}
	return true
}

// endpoint reads one end of a question, and sees to it that its name is declared somewhere.
func (a *asker) endpoint(v *vocabulary.Value, e *cloud.Endpoint) bool {
	e.Span, e.Addr = v.Span, v.Addr
	if nowhere(v.Addr) {
		a.problems.Add(v.Span, "invalid %s: no packet travels to or from this address", v.Addr)
		return false
	}
	if v.Addr.IsValid() {
		return true
	}
	name, second, dotted := strings.Cut(v.Text, ".")
	e.Name = name
	if !a.declared(name) {
		a.notAnEnd(v, name)
		return false
	}
	if !dotted {
		return true
	}
	if a.network.Host(name) != nil {
		a.problems.Add(v.Span, "unexpected .%s: a machine on the Internet has one address", second)
		return false
	}
	switch kind := cloud.AddressKind(second); {
	case kind == cloud.PrivateKind, kind == cloud.PublicKind, kind == cloud.IPv6Kind:
		e.Kind = kind
		return true
	case a.hasInterface(v.Text):
		e.Interface = second
		return true
	}
	a.problems.Add(v.Span, "undeclared %s: behind a machine's name stands private, public, v6 or an interface", v.Text)
	return false
}

// sends reports whether an end may be the one that asks: a NAT gateway only forwards.
func (a *asker) sends(e cloud.Endpoint) bool {
	for _, c := range a.network.Clouds {
		if _, ok := c.Object(e.Name).(*cloud.NAT); ok {
			a.problems.Add(e.Span, "unexpected %s: a NAT gateway begins no connection of its own", e.Name)
			return false
		}
	}
	return true
}

func (a *asker) hasInterface(name string) bool {
	machine, _, _ := strings.Cut(name, ".")
	for _, c := range a.network.Clouds {
		if m := c.Instance(machine); m != nil {
			for _, i := range m.Interfaces {
				if i.Name == name {
					return true
				}
			}
		}
	}
	return false
}

// notAnEnd tells of a name that no packet can be sent from or to.
func (a *asker) notAnEnd(v *vocabulary.Value, name string) {
	for _, c := range a.network.Clouds {
		if p, ok := c.Object(name).(*cloud.Pod); ok && p.Node == nil {
			return // its own line says what is wrong
		}
		if o := c.Object(name); o != nil {
			a.problems.Add(
				v.Span,
				"%s is %s: a question is about a machine or an address",
				name,
				o.Base().Noun.Article(),
			)
			return
		}
	}
	d := a.problems.Add(v.Span, "undeclared machine %s", name)
	if near := a.suggester.Nearest(name, a.machines()); near != "" {
		d.Hint = "Did you mean " + near + "?"
		d.Fix = source.Replace(source.Span{Start: v.Span.Start, End: v.Span.Start + len(name)}, near)
	}
}

// isEnd reports whether an object can be an end of a question.
func isEnd(o cloud.Object) bool {
	switch o := o.(type) {
	case *cloud.Instance, *cloud.NAT, *cloud.Balancer:
		return true
	case *cloud.Pod:
		return o.Node != nil // its line may be half typed
	}
	return false
}

func (a *asker) declared(name string) bool {
	for _, c := range a.network.Clouds {
		if isEnd(c.Object(name)) {
			return true
		}
	}
	return a.network.Host(name) != nil
}

// machines are the names that an endpoint may have.
func (a *asker) machines() iter.Seq[string] {
	all := []iter.Seq[string]{namesOf(a.network.Hosts, every)}
	for _, c := range a.network.Clouds {
		all = append(all, namesOf(c.Objects, isEnd))
	}
	return inTurn(all)
}

// audience finds the clouds that a question is asked of: those that have both of its ends.
func (a *asker) audience(s *vocabulary.Statement, q *cloud.Question) bool {
	only, restricted := s.Args.One("cloud")
	if restricted && a.stated(only) == nil {
		return false
	}
	for _, c := range a.network.Clouds {
		if a.has(c, q.From) && a.has(c, q.To) && (!restricted || only.Text == c.Provider.Key) {
			q.Clouds = append(q.Clouds, c)
		}
	}
	if a.isHost(q.To) && a.isHost(q.From) || a.isHost(q.To) && len(q.Clouds) > 0 && len(knowing(q)) == 0 {
		a.problems.Add(s.Span, "neither %s nor %s is in a cloud: a question has one end there", q.From, q.To)
		return false
	}
	if concerned := knowing(q); len(concerned) > 0 {
		q.Clouds = concerned
	}
	if len(q.Clouds) == 0 {
		if len(a.network.Clouds) == 0 {
			a.problems.Add(s.Span, "no cloud is declared that the question could be asked of").Hint = "What a packet meets stands in the block of a cloud."
			return false
		}
		d := a.problems.Add(s.Span, "no cloud has both %s and %s", q.From, q.To)
		d.Hint = "The clouds of one scenario don't see each other."
		if restricted {
			d.Message = "cloud " + only.Text + " does not have both " + q.From.String() + " and " + q.To.String()
		}
		return false
	}
	return true
}

// stated is the cloud of the scenario that a word names, nil after telling that there is none.
func (a *asker) stated(v *vocabulary.Value) *cloud.Cloud {
	if c := a.network.Cloud(v.Text); c != nil {
		return c
	}
	d := a.problems.Add(v.Span, "undeclared cloud %s", v.Text)
	var keys []string
	for _, c := range a.network.Clouds {
		keys = append(keys, c.Provider.Key)
	}
	if len(keys) > 0 {
		d.Hint = "The scenario has " + vocabulary.Either(keys) + "."
	}
	if near := source.Nearest(v.Text, keys); near != "" {
		d.Fix = source.Replace(v.Span, near)
	}
	return nil
}

// has reports whether an end of a question exists for a cloud: every cloud sees the hosts and all addresses.
func (a *asker) has(c *cloud.Cloud, e cloud.Endpoint) bool {
	return e.Name == "" || a.network.Host(e.Name) != nil || isEnd(c.Object(e.Name))
}

// knowing leaves out the clouds in which an address is a stranger's while in another it is something's.
func knowing(q *cloud.Question) []*cloud.Cloud {
	var known []*cloud.Cloud
	for _, c := range q.Clouds {
		if concerns(c, q.From) || concerns(c, q.To) {
			known = append(known, c)
		}
	}
	return known
}

// isHost reports whether an end of a question is a machine on the Internet that the scenario names.
func (a *asker) isHost(e cloud.Endpoint) bool {
	if e.Name == "" {
		return a.network.HostAt(e.Addr) != nil
	}
	return a.network.Host(e.Name) != nil
}

func concerns(c *cloud.Cloud, e cloud.Endpoint) bool {
	if e.Name != "" {
		return c.Object(e.Name) != nil
	}
	if i, _ := c.PublicOwner(e.Addr); i != nil {
		return true
	}
	for _, v := range c.Networks() {
		if v.Holds(e.Addr) || v.SharedSNAT != nil && v.SharedSNAT.Addr == e.Addr {
			return true
		}
		for _, g := range v.VPNGateways {
			if g.Holds(e.Addr) {
				return true
			}
		}
	}
	return false
}

// expectation reads what an expect statement says behind the question.
func (a *asker) expectation(s *vocabulary.Statement, q *cloud.Question) bool {
	outcome, _ := s.Args.One("outcome")
	by, _ := s.Args.One("decider")
	because, _ := s.Args.One("reason")
	as, _ := s.Args.One("address")
	e := &cloud.Expectation{Outcome: outcome.Text, By: by.Text, Because: because.Text, As: as.Addr}
	named := s.Args.All("passed")
	for _, v := range named {
		e.Via = append(e.Via, v.Text)
	}
	if e.By != "" {
		named = append(named, by)
	}
	for _, word := range []string{"by", "because"} {
		if e.Outcome == "reachable" && s.Args.Has(word) {
			a.problems.Add(s.At(word), "unexpected %s: nothing stops what is reachable", word).Hint = "Name what it passes with via."
			return false
		}
	}
	if e.Because != "" && !a.known(because, "reason", a.codes.Reasons) {
		return false
	}
	q.Expected = e
	return a.objects(q.Clouds, named)
}

// known reports whether a code is one of a catalogue.
func (a *asker) known(v *vocabulary.Value, what string, keys []string) bool {
	for _, k := range keys {
		if k == v.Text {
			return true
		}
	}
	d := a.problems.Add(v.Span, "undeclared %s %s", what, v.Text)
	if near := source.Nearest(v.Text, keys); near != "" {
		d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(v.Span, near)
	}
	return false
}

// objects sees to it that what an expectation names exists in one of the clouds that are asked.
func (a *asker) objects(clouds []*cloud.Cloud, refs []*vocabulary.Value) bool {
	for _, ref := range refs {
		if a.exists(clouds, ref.Text) {
			continue
		}
		d := a.problems.Add(ref.Span, "undeclared object %s", ref.Text)
		if near := a.suggester.Nearest(ref.Text, a.objectNames(clouds)); near != "" {
			d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(ref.Span, near)
		}
		return false
	}
	return true
}

func (a *asker) exists(clouds []*cloud.Cloud, name string) bool {
	if a.network.Host(name) != nil {
		return true
	}
	for _, c := range clouds {
		if a.namesIn(c).known[name] {
			return true
		}
	}
	return isReserved(name)
}

// namesIn are the names of a cloud's objects, gathered once.
func (a *asker) namesIn(c *cloud.Cloud) *names {
	if have := a.named[c]; have != nil {
		return have
	}
	n := &names{known: map[string]bool{}}
	for _, o := range c.Objects {
		n.add(o.Base().Name)
		if v := o.Base().VPC; v != nil {
			n.add(v.Name + "." + o.Base().Name)
		}
	}
	if v := c.Classic; v != nil {
		n.add(v.Name, v.Name+".default")
	}
	for _, v := range c.VPCs {
		n.add(v.Name+".main", v.Name+".default")
		if v.PublicAccess != cloud.PublicOpen {
			n.add(v.Switch().Name, v.Name+"."+v.Switch().Name)
		}
	}
	a.named[c] = n
	return n
}

// objectNames are the names of everything that an expectation may name.
func (a *asker) objectNames(clouds []*cloud.Cloud) iter.Seq[string] {
	all := []iter.Seq[string]{slices.Values(reservedNames)}
	for _, c := range clouds {
		all = append(all, slices.Values(a.namesIn(c).all))
	}
	return inTurn(all)
}
