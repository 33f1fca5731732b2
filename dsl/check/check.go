// Package check builds the network of a scenario from its statements, with a diagnostic for every mistake.
//
// It resolves names and checks the rules of each cloud: a subnet outside its VPC, an address that is taken, a deny in a
// group that only allows. A wrong statement is left out and those around it are kept, so that a scenario goes on
// working while it is edited.
//
// Names are declared first and resolved afterwards, so that a statement may use a name that is declared further down.
// Addresses that the scenario leaves out are assigned when all stated ones are known. The same text always gives the
// same network. The order of this work is in phase.go.
package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// A checker collects the network and its problems.
type checker struct {
	network  *cloud.Network
	problems source.List
	lines    *source.Lines
	builders []*cloudBuilder
	// expanded is the number of ranges in the prefix lists that lines name, counted once for each line.
	expanded int
	// suggester limits the work of suggestions for the whole text.
	suggester source.Suggester
}

// Network builds the network of the statements, which stand in these lines.
func Network(statements []*vocabulary.Statement, lines *source.Lines, codes Codes) (*cloud.Network, source.List) {
	c := &checker{network: cloud.NewNetwork(), lines: lines}
	c.notes(statements)
	inTop.read(c, c.network, statements)
	for _, w := range c.builders {
		w.run()
	}
	asked, wrong := questions(c.network, statements, codes, &c.suggester)
	c.network.Questions, c.network.Exposures, c.network.Findings = asked.Questions, asked.Exposures, asked.Findings
	c.problems = append(c.problems, wrong...)
	c.tooMany(statements)
	return c.network, c.problems
}

// MaxInstances is the largest number of machines in a scenario. It bounds the work for a text while it is edited: 1 MiB
// has room for a hundred thousand machines.
const MaxInstances = 10_000

// tooMany adds a diagnostic at the first instance past the limit, in the order of the text.
func (c *checker) tooMany(statements []*vocabulary.Statement) {
	all := instances(nil, statements)
	if len(all) > MaxInstances {
		c.problems.Add(all[MaxInstances].Span, "%d instances: a scenario has at most %d", len(all), MaxInstances)
	}
}

// instances appends the instance statements among others, at any depth.
func instances(all, statements []*vocabulary.Statement) []*vocabulary.Statement {
	for _, s := range statements {
		if s.Row == &vocabulary.RowInstance || s.Row == &vocabulary.RowMachine {
			all = append(all, s)
		}
		all = instances(all, s.Body)
	}
	return all
}

// inTop is the top level, without the questions, which asked reads.
var inTop = place[*checker, *cloud.Network]{
	{&vocabulary.RowTitle, (*checker).title},
	{&vocabulary.RowHost, (*checker).host},
	{&vocabulary.RowCloud, (*checker).cloud},
}

func (c *checker) title(n *cloud.Network, s *vocabulary.Statement) {
	if v, ok := vocabulary.ArgText.In(s); ok {
		if n.Title != "" {
			c.problems.Add(s.Span, "duplicate title: the scenario has one already")
			return
		}
		n.Title = v.Text
	}
}

// notes adds the notes among statements and in their blocks to the network.
func (c *checker) notes(statements []*vocabulary.Statement) {
	for _, s := range statements {
		if s.Row == &vocabulary.RowNote {
			if v, ok := vocabulary.ArgText.In(s); ok {
				c.network.Notes = append(c.network.Notes, v.Text)
			}
		}
		c.notes(s.Body)
	}
}

func (c *checker) host(n *cloud.Network, s *vocabulary.Statement) {
	h := &cloud.Host{
		Thing:     cloud.Thing{Name: s.Name(), Noun: cloud.NounHost, Span: s.Span},
		Ephemeral: cloud.AnyClient,
	}
	if c.isWord(s) || !c.isFreeHost(s) {
		return
	}
	for _, v := range vocabulary.ArgAddresses.In(s) {
		if c.onTheInternet(v) {
			h.Addresses = append(h.Addresses, v.Addr)
		}
	}
	if len(h.Addresses) == 0 {
		return
	}
	inHost.read(c, h, s.Body)
	n.AddHost(h)
}

// isFreeHost reports whether no host is called so, and nothing in a cloud that a question could mean, with a diagnostic
// if not.
func (c *checker) isFreeHost(s *vocabulary.Statement) bool {
	if h := c.network.Host(s.Name()); h != nil {
		c.problems.Add(s.NameSpan(), "duplicate host %s%s", h.Name, c.already(h.Span))
		return false
	}
	for _, w := range c.network.Clouds {
		if first := w.End(s.Name()); first != nil {
			c.twice(s, first)
			return false
		}
	}
	return true
}

// inHost is the block of a host.
var inHost = place[*checker, *cloud.Host]{
	{&vocabulary.RowEphemeral, (*checker).ephemeral},
	{&vocabulary.RowListen, func(c *checker, h *cloud.Host, s *vocabulary.Statement) {
		h.Listen = c.listen(s, h.Listen)
	}},
}

func (c *checker) ephemeral(h *cloud.Host, s *vocabulary.Statement) {
	if v, ok := vocabulary.ArgPorts.In(s); ok {
		h.Ephemeral = cloud.Ports{Low: v.Ports[0], High: v.Ports[1]}
	}
}

// onTheInternet reports whether a machine on the Internet may have an address, with a diagnostic if not.
func (c *checker) onTheInternet(v *vocabulary.AddressValue) bool {
	switch {
	case nowhere(v.Addr), cloud.IsPrivateSpace(v.Addr):
		c.problems.Add(v.Span, "invalid %s: no machine on the Internet has this address", v.Addr)
		return false
	case c.network.HostAt(v.Addr) != nil:
		c.problems.Add(v.Span, "duplicate address %s: host %s has it", v.Addr, c.network.HostAt(v.Addr).Name)
		return false
	}
	return true
}

// nowhere reports whether an address can't be the source or destination of a packet.
func nowhere(a netip.Addr) bool {
	return a.IsLoopback() || a.IsMulticast() || a.IsUnspecified() || a == netip.AddrFrom4([4]byte{255, 255, 255, 255})
}

// listen adds the services of a listen statement to those of earlier ones. The statement listen none is the only one of
// its machine.
func (c *checker) listen(s *vocabulary.Statement, l cloud.Listen) cloud.Listen {
	if s.Broken {
		return l
	}
	if l.Stated && (vocabulary.WordNone.IsIn(s) || len(l.Services) == 0) {
		c.problems.Add(s.Span, "unexpected listen: listen none stands alone")
		return l
	}
	l.Stated = true
	for _, v := range vocabulary.ArgServices.In(s) {
		l.Services = append(l.Services, v.Service)
	}
	return l
}
