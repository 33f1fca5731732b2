package check

import (
	"iter"
	"net/netip"
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// Questions reads the trace and expect statements among others, and resolves their names in a network.
func Questions(n *cloud.Network, statements []*vocabulary.Statement, codes Codes) (Asked, source.List) {
	return questions(n, statements, codes, new(source.Suggester), nil)
}

func questions(
	n *cloud.Network,
	statements []*vocabulary.Statement,
	codes Codes,
	suggester *source.Suggester,
	lost *lost,
) (Asked, source.List) {
	a := newAsker(n)
	a.codes, a.suggester, a.lost = codes, suggester, lost
	asked.read(a, &a.Asked, statements)
	return a.Asked, a.problems
}

// Codes are the keys that an expectation may name: of the catalogue of reasons, and of that of findings.
type Codes struct {
	Reasons, Findings []string
}

// Asked are the questions and expectations of a text.
type Asked struct {
	Questions []*cloud.Question
	Exposures []*cloud.Exposure
	Findings  []*cloud.FindingExpectation
}

// Exists reports whether an expectation about a network may use a name.
func Exists(n *cloud.Network, name string) bool {
	return newAsker(n).exists(n.Clouds, name)
}

// An asker reads questions about a network.
type asker struct {
	Asked
	network  *cloud.Network
	codes    Codes
	problems source.List
	// suggester is the suggester of the text.
	suggester *source.Suggester
	// lost is what lines of the text that can't be read may have declared.
	lost  *lost
	named map[*cloud.Cloud]*names
}

func newAsker(n *cloud.Network) *asker {
	return &asker{network: n, named: map[*cloud.Cloud]*names{}}
}

// asked is the top level, with its questions only.
var asked = place[*asker, *Asked]{
	{&vocabulary.RowTrace, (*asker).trace},
	{&vocabulary.RowExpect, (*asker).expect},
}

func (a *asker) trace(to *Asked, s *vocabulary.Statement) {
	if q := a.question(s); q != nil && a.audience(s, q) {
		to.Questions = append(to.Questions, q)
	}
}

func (a *asker) expect(to *Asked, s *vocabulary.Statement) {
	switch {
	case vocabulary.WordExpose.IsIn(s):
		a.exposure(s)
		return
	case vocabulary.WordFinding.IsIn(s):
		a.finding(s)
		return
	}
	if q := a.question(s); q != nil && a.audience(s, q) && a.expectation(s, q) {
		to.Questions = append(to.Questions, q)
	}
}

// question reads what a statement asks about, without the clouds that it is asked of; nil with a diagnostic if it asks
// nothing.
func (a *asker) question(s *vocabulary.Statement) *cloud.Question {
	if s.Broken {
		return nil
	}
	from, _ := vocabulary.ArgFrom.In(s)
	to, _ := vocabulary.ArgTo.In(s)
	service, _ := vocabulary.ArgService.In(s)
	q := &cloud.Question{Span: s.Span, Service: service.Service}
	ok := a.endpoint(from, &q.From)
	ok = a.endpoint(to, &q.To) && ok
	if ok {
		ok = a.sends(q.From) && a.isPlain(q.From, q.To)
		ok = a.privately(q.To) && a.isPlain(q.To, q.From) && ok
	}
	ok = a.askable(service, &q.Service) && ok
	if p, has := vocabulary.ArgPort.In(s); has {
		if !q.Service.HasPorts() {
			a.problems.Add(vocabulary.WordFromPort.At(s), "unexpected from-port: %s has no ports", q.Service)
			return nil
		}
		if p.Number == 0 {
			d := a.problems.Add(p.Span, "invalid 0: nothing is sent from port 0")
			d.Hint, d.Since = "Write from-port 50000, for example.", source.SinceNames
			return nil
		}
		port := uint16(p.Number)
		q.FromPort = &port
	}
	if !ok {
		return nil
	}
	return q
}

// askable reports whether a question can be about a service, with a diagnostic if not. It completes icmp to an echo
// request.
func (a *asker) askable(v *vocabulary.ServiceValue, s *cloud.Service) bool {
	protocol, _, _ := strings.Cut(v.Text, "/")
	switch {
	case s.Protocol == cloud.AllProtocols:
		a.problems.Add(v.Span, "invalid all: a question is about one service").Hint = "Write tcp/443, for example."
		return false
	case s.HasPorts() && (len(s.Ports) != 1 || s.Ports[0][0] != s.Ports[0][1]):
		a.problems.Add(v.Span, "invalid %s: a question has one port", v.Text).Hint =
			"Write " + protocol + "/443, for example."
		return false
	case s.HasPorts() && s.Ports[0][0] == 0:
		d := a.problems.Add(v.Span, "invalid %s: nothing listens on port 0", v.Text)
		d.Hint, d.Since = "Write "+protocol+"/443, for example.", source.SinceNames
		return false
	case s.Protocol == cloud.ICMP && s.Type < 0:
		s.Type = 8
	case s.Protocol == cloud.ICMPv6 && s.Type < 0:
		s.Type = 128
	}
	s.Code = max(s.Code, 0)
	if s.IsICMP() && !s.IsRequest() {
		a.problems.Add(v.Span, "invalid %s: no machine answers this message", v.Text).Hint =
			"Write icmp for a ping."
		return false
	}
	return true
}

// endpoint reads one end of a question, with a diagnostic if its name is not declared.
func (a *asker) endpoint(v *vocabulary.AddressValue, e *cloud.Endpoint) bool {
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
		a.notAnEnd(&v.Value, name)
		return false
	}
	if !dotted {
		return true
	}
	if h := a.network.Host(name); h != nil {
		return a.face(h, second, e)
	}
	switch kind := cloud.AddressKind(second); {
	case kind == cloud.PrivateKind, kind == cloud.PublicKind, kind == cloud.IPv6Kind:
		e.Kind = kind
		return true
	case slices.ContainsFunc(a.network.Clouds, func(c *cloud.Cloud) bool { return hasInterface(c, name, second) }):
		e.Interface = second
		return true
	}
	if a.lost.has(second, vocabulary.RowInterface.Noun()) {
		return false
	}
	a.problems.Add(v.Span, "undeclared %s: behind a machine's name stands private, public, v6 or an interface", v.Text)
	return false
}

// face reads what stands behind the name of a host and a dot: public, for a service that has an endpoint in a cloud.
func (a *asker) face(h *cloud.Host, second string, e *cloud.Endpoint) bool {
	served := slices.ContainsFunc(a.network.Clouds, func(c *cloud.Cloud) bool { return c.Serves(h) })
	switch {
	case !served && (a.lost.hasCloud() || a.lost.hasAddress()):
		return false // an endpoint may stand in the line that can't be read
	case !served:
		a.problems.Add(e.Span, "unexpected .%s: a machine on the Internet has one address", second)
	case second != string(cloud.PublicKind):
		a.problems.Add(e.Span, "unexpected .%s: a service has its public face, %s.public, and its endpoints", second,
			h.Name).Hint = "The endpoint itself is called by its own name."
	default:
		e.Kind = cloud.PublicKind
		return true
	}
	return false
}

// sends reports whether an endpoint can begin a connection, with a diagnostic about what only takes them: a NAT gateway, a
// load balancer, an interface endpoint (aws/interface-endpoint-answers), and an address that only these have.
func (a *asker) sends(e cloud.Endpoint) bool {
	for _, c := range a.network.Clouds {
		switch o := c.End(e.Name).(type) {
		case *cloud.NAT, *cloud.Balancer, *cloud.InterfaceEndpoint:
			a.problems.Add(e.Span, "unexpected %s: %s begins no connection of its own", e.Name, o.Base().Noun.Article())
			return false
		}
	}
	if o := a.forwarder(e.Addr); o != nil && a.lost.hasAddress() {
		return false
	} else if o != nil {
		a.problems.Add(e.Span, "unexpected %s: it belongs to %s, %s, which begins no connection of its own", e.Addr,
			o.Base().Name, o.Base().Noun.Article())
		return false
	}
	if a.isService(e.Addr) {
		d := a.problems.Add(e.Span, "unexpected %s: it is a service of the cloud, which begins no connection of its own", e.Addr)
		d.Since = source.SinceNames
		return false
	}
	return true
}

// isService reports whether an address is that of a cloud's own service.
func (a *asker) isService(address netip.Addr) bool {
	return slices.ContainsFunc(a.network.Clouds, func(c *cloud.Cloud) bool {
		return slices.ContainsFunc(c.VPCs, func(v *cloud.VPC) bool {
			i, _ := v.Owner(address)
			return i == nil && slices.ContainsFunc(v.Services, func(s cloud.OwnService) bool { return s.Addr == address })
		})
	})
}

// isSomebodys reports whether the address that a question gives as its sender belongs to one sender in its clouds, with a
// diagnostic if several machines have it behind them, several VPNs lead to it, or it is private and nobody's.
func (a *asker) isSomebodys(q *cloud.Question) bool {
	e := q.From
	if e.Name != "" || len(q.Clouds) == 0 || a.network.HostAt(e.Addr) != nil {
		return true
	}
	private := cloud.IsPrivateSpace(e.Addr)
	for _, c := range q.Clouds {
		behind := c.BehindAt(e.Addr)
		fars, clash := c.FarsAt(e.Addr, q.To)
		switch {
		case c.Has(e.Addr):
			return true
		case len(behind) > 1:
			a.problems.Add(e.Span, "%s is behind %s and behind %s: a sender is one machine", e.Addr, behind[0].Machine.Name,
				behind[1].Machine.Name)
			return false
		case len(behind) == 1:
			return true
		case clash:
			a.problems.Add(e.Span, "%s is behind %s and behind %s: a sender is one machine", e.Addr, fars[0].Base().Name,
				fars[1].Base().Name)
			return false
		case len(fars) > 0:
			return true
		}
		private = private || slices.ContainsFunc(c.VPCs, func(v *cloud.VPC) bool { return c.Provider.Private(v, e.Addr) })
	}
	if !private {
		return true
	}
	if a.lost.hasAddress() {
		return false
	}
	d := a.problems.Add(e.Span, "undeclared machine %s: no machine has this private address", e.Addr)
	d.Hint = "Give it to an instance, or write behind or a vpn-gateway with its range."
	d.Since = source.SinceNames
	return false
}

// isPlain reports whether an address means one thing, with a diagnostic if machines in two VPCs have it and the other
// end of the question is not in one of them alone.
func (a *asker) isPlain(e, other cloud.Endpoint) bool {
	if e.Name != "" {
		return true
	}
	for _, c := range a.network.Clouds {
		homes, near := c.Homes(e.Addr), 0
		for _, v := range homes {
			if c.IsIn(other, v) {
				near++
			}
		}
		if len(homes) > 1 && near != 1 {
			a.problems.Add(e.Span, "%s belongs to a machine in %s and to one in %s", e.Addr, homes[0].Name,
				homes[1].Name).Hint = "Write the name of the one that you mean."
			return false
		}
	}
	return true
}

// privately reports whether an endpoint has the private address that is asked for, with a diagnostic about a balancer
// outside of its VPC that has none.
func (a *asker) privately(e cloud.Endpoint) bool {
	if e.Kind != cloud.PrivateKind {
		return true
	}
	for _, c := range a.network.Clouds {
		if b, ok := c.End(e.Name).(*cloud.Balancer); ok && !b.Kind.Nodes && !b.Internal {
			a.problems.Add(e.Span, "unexpected %s: a %s that isn't internal has no private address", e, b.Kind.Word)
			return false
		}
	}
	return true
}

// forwarder is a NAT gateway, a load balancer or an interface endpoint with an address, private or public; nil if nothing
// has it, or somebody else has it too.
func (a *asker) forwarder(address netip.Addr) cloud.Object {
	var found cloud.Object
	for _, c := range a.network.Clouds {
		public, _ := c.PublicOwner(address)
		owners := []*cloud.Interface{public}
		for _, v := range c.Networks() {
			private, _ := v.Owner(address)
			owners = append(owners, private)
		}
		for _, i := range owners {
			if i == nil {
				continue
			}
			switch i.Owner.(type) {
			case *cloud.NAT, *cloud.Balancer, *cloud.InterfaceEndpoint:
				found = i.Owner
			default:
				return nil
			}
		}
	}
	return found
}

// hasInterface reports whether a machine of a cloud has an interface.
func hasInterface(c *cloud.Cloud, machine, name string) bool {
	m := c.Instance(machine)
	return m != nil && slices.ContainsFunc(m.Interfaces, func(i *cloud.Interface) bool {
		return i.Name == machine+"."+name
	})
}

// notAnEnd adds a diagnostic about a name that can't be an end of a question.
func (a *asker) notAnEnd(v *vocabulary.Value, name string) {
	if a.lost.has(name, "machine") {
		return
	}
	for _, c := range a.network.Clouds {
		if is[*cloud.Pod](c.End(name)) {
			return // it has no node, and the diagnostic is at its line
		}
		if all := c.Named(name); len(all) > 0 {
			a.problems.Add(v.Span, "%s is %s: a question is about a machine or an address", name, articles(all))
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
	case *cloud.Instance, *cloud.NAT, *cloud.Balancer, *cloud.InterfaceEndpoint:
		return true
	case *cloud.Pod:
		return o.Node != nil // nil if the line of the pod is wrong
	}
	return false
}

func (a *asker) declared(name string) bool {
	return a.network.Host(name) != nil ||
		slices.ContainsFunc(a.network.Clouds, func(c *cloud.Cloud) bool { return isEnd(c.End(name)) })
}

// machines are the names that an endpoint may have.
func (a *asker) machines() iter.Seq[string] {
	all := []iter.Seq[string]{namesOf(a.network.Hosts, every)}
	for _, c := range a.network.Clouds {
		all = append(all, namesOf(c.Objects, isEnd))
	}
	return inTurn(all)
}

// audience finds the clouds of a question, which have both of its ends, with a diagnostic if there are none.
func (a *asker) audience(s *vocabulary.Statement, q *cloud.Question) bool {
	only, restricted := vocabulary.ArgCloud.In(s)
	if restricted && a.stated(only) == nil {
		return false
	}
	for _, c := range a.network.Clouds {
		if a.has(c, q.From) && a.has(c, q.To) && (!restricted || only.Text == c.Provider.Key) {
			q.Clouds = append(q.Clouds, c)
		}
	}
	if a.isOutside(q) {
		if !a.mayLack(q) {
			a.problems.Add(s.Span, "neither %s nor %s is in a cloud: a question has one end there", q.From, q.To)
		}
		return false
	}
	if concerned := knowing(q); len(concerned) > 0 {
		q.Clouds = sending(q.From, concerned)
	}
	if len(q.Clouds) == 0 && !a.mayLack(q) {
		a.nobody(s, q, only)
	}
	return len(q.Clouds) > 0 && a.isSomebodys(q)
}

// sending are the clouds, of those that a question is about, in which a private address that it gives as its sender has a
// machine; all of them for any other sender.
func sending(from cloud.Endpoint, clouds []*cloud.Cloud) []*cloud.Cloud {
	if from.Name != "" || !cloud.IsPrivateSpace(from.Addr) {
		return clouds
	}
	var some []*cloud.Cloud
	for _, c := range clouds {
		if c.Has(from.Addr) || len(c.BehindAt(from.Addr)) > 0 || c.IsFar(from.Addr) {
			some = append(some, c)
		}
	}
	if some == nil {
		return clouds
	}
	return some
}

// isOutside reports whether no end of a question is in a cloud.
func (a *asker) isOutside(q *cloud.Question) bool {
	if q.From.Name == "" && q.To.Name == "" && !cloud.IsPrivateSpace(q.From.Addr) && !cloud.IsPrivateSpace(q.To.Addr) {
		return len(q.Clouds) > 0 && len(knowing(q)) == 0
	}
	return a.isHost(q.To) && (a.isHost(q.From) || len(q.Clouds) > 0 && len(knowing(q)) == 0)
}

// mayLack reports whether a cloud may have an end of a question in a line that can't be read, or be lost itself.
func (a *asker) mayLack(q *cloud.Question) bool {
	for _, e := range []cloud.Endpoint{q.From, q.To} {
		if e.Name != "" && a.lost.has(e.Name, "machine") || e.Name == "" && a.lost.hasAddress() {
			return true
		}
	}
	return a.lost.hasCloud()
}

// nobody adds a diagnostic about a question that no cloud can be asked, or not the one that it names.
func (a *asker) nobody(s *vocabulary.Statement, q *cloud.Question, only *vocabulary.Value) {
	if len(a.network.Clouds) == 0 {
		a.problems.Add(s.Span, "no cloud is declared that the question could be asked of").Hint =
			"Declare its machines in the block of a cloud."
		return
	}
	d := a.problems.Add(s.Span, "no cloud has both %s and %s", q.From, q.To)
	d.Hint = "The clouds of one scenario don't see each other."
	if only.Text != "" {
		d.Message = "cloud " + only.Text + " does not have both " + q.From.String() + " and " + q.To.String()
	}
}

// stated returns the cloud of the scenario with a key, nil with a diagnostic if there is none.
func (a *asker) stated(v *vocabulary.Value) *cloud.Cloud {
	if c := a.network.Cloud(v.Text); c != nil {
		return c
	}
	if a.lost.hasCloud() {
		return nil
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

// has reports whether an end of a question exists for a cloud. Hosts and addresses exist for every cloud.
func (a *asker) has(c *cloud.Cloud, e cloud.Endpoint) bool {
	if e.Interface != "" {
		return hasInterface(c, e.Name, e.Interface)
	}
	return e.Name == "" || a.network.Host(e.Name) != nil || isEnd(c.End(e.Name))
}

// knowing are the clouds of a question in which one of its ends is an object or an address of the cloud.
func knowing(q *cloud.Question) []*cloud.Cloud {
	var known []*cloud.Cloud
	for _, c := range q.Clouds {
		if concerns(c, q.From) || concerns(c, q.To) {
			known = append(known, c)
		}
	}
	return known
}

// isHost reports whether an end of a question is a declared host.
func (a *asker) isHost(e cloud.Endpoint) bool {
	if e.Name == "" {
		return a.network.HostAt(e.Addr) != nil
	}
	return a.network.Host(e.Name) != nil
}

func concerns(c *cloud.Cloud, e cloud.Endpoint) bool {
	if e.Name != "" {
		return c.End(e.Name) != nil
	}
	if i, _ := c.PublicOwner(e.Addr); i != nil {
		return true
	}
	if len(c.BehindAt(e.Addr)) > 0 || c.IsFar(e.Addr) {
		return true
	}
	for _, v := range c.Networks() {
		if v.Holds(e.Addr) || v.SharedSNAT != nil && v.SharedSNAT.Addr == e.Addr {
			return true
		}
	}
	return false
}

// expectation reads the expected answer of an expect statement.
func (a *asker) expectation(s *vocabulary.Statement, q *cloud.Question) bool {
	outcome, _ := vocabulary.ArgOutcome.In(s)
	by, _ := vocabulary.ArgDecider.In(s)
	because, _ := vocabulary.ArgReason.In(s)
	as, _ := vocabulary.ArgAddress.In(s)
	e := &cloud.Expectation{Outcome: outcome.Text, By: by.Text, Because: because.Text, As: as.Addr}
	named := vocabulary.ArgPassed.In(s)
	for _, v := range named {
		e.Via = append(e.Via, v.Text)
	}
	if e.By != "" {
		named = append(named, by)
	}
	for _, word := range []*vocabulary.Literal{&vocabulary.WordBy, &vocabulary.WordBecause} {
		if e.Outcome == "reachable" && word.IsIn(s) {
			a.problems.Add(word.At(s), "unexpected %s: nothing stops what is reachable", word.Text).Hint =
				"Name what it passes with via."
			return false
		}
	}
	if e.Because != "" && !a.known(because, "reason", a.codes.Reasons) {
		return false
	}
	q.Expected = e
	return a.objects(q.Clouds, named)
}

// known reports whether a code is in a catalogue, with a diagnostic if not.
func (a *asker) known(v *vocabulary.Value, what string, keys []string) bool {
	if slices.Contains(keys, v.Text) {
		return true
	}
	d := a.problems.Add(v.Span, "undeclared %s %s", what, v.Text)
	if near := source.Nearest(v.Text, keys); near != "" {
		d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(v.Span, near)
	}
	return false
}

// objects reports whether the names of an expectation exist in one of the clouds, with a diagnostic if not.
func (a *asker) objects(clouds []*cloud.Cloud, refs []*vocabulary.Value) bool {
	for _, ref := range refs {
		if a.exists(clouds, ref.Text) {
			continue
		}
		if a.lost.has(ref.Text[strings.LastIndexByte(ref.Text, '.')+1:], "object") {
			return false
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
	return isImplied(name) ||
		slices.ContainsFunc(clouds, func(c *cloud.Cloud) bool { return a.namesIn(c).known[name] })
}

// namesIn are the names of a cloud's objects; they are collected once.
func (a *asker) namesIn(c *cloud.Cloud) *names {
	if have := a.named[c]; have != nil {
		return have
	}
	n := &names{known: map[string]bool{}}
	for _, h := range c.TransitGateways {
		for _, t := range h.Tables {
			if t.Name != "" {
				n.add(t.Name)
			}
		}
	}
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

// objectNames are the names that an expectation may use.
func (a *asker) objectNames(clouds []*cloud.Cloud) iter.Seq[string] {
	all := []iter.Seq[string]{slices.Values(impliedNames)}
	for _, c := range clouds {
		all = append(all, slices.Values(a.namesIn(c).all))
	}
	return inTurn(all)
}
