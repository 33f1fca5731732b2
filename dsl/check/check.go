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
	builders []*cloudBuilder
	// expanded is the number of ranges in the prefix lists that lines name, counted once for each line.
	expanded int
	// suggester limits the work of suggestions for the whole text.
	suggester source.Suggester
}

// Network builds the network of the statements.
func Network(statements []*vocabulary.Statement, codes Codes) (*cloud.Network, source.List) {
	c := &checker{network: cloud.NewNetwork()}
	for _, s := range statements {
		c.declare(s)
	}
	for _, w := range c.builders {
		w.run()
	}
	asked, wrong := questions(c.network, statements, codes, &c.suggester)
	c.network.Questions, c.network.Exposures, c.network.Findings = asked.Questions, asked.Exposures, asked.Findings
	c.problems = append(c.problems, wrong...)
	c.tooMany(statements)
	c.problems.Sort()
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
		if s.Row.Keyword == "instance" {
			all = append(all, s)
		}
		all = instances(all, s.Body)
	}
	return all
}

func (c *checker) declare(s *vocabulary.Statement) {
	switch s.Row.Keyword {
	case "title":
		c.title(s)
	case "note":
		c.note(s)
	case "host":
		c.host(s)
	case "cloud":
		c.cloud(s)
	}
}

func (c *checker) title(s *vocabulary.Statement) {
	if v, ok := s.Args.One("text"); ok {
		if c.network.Title != "" {
			c.problems.Add(s.Span, "duplicate title: the scenario has one already")
			return
		}
		c.network.Title = v.Text
	}
}

func (c *checker) note(s *vocabulary.Statement) {
	if v, ok := s.Args.One("text"); ok {
		c.network.Notes = append(c.network.Notes, v.Text)
	}
}

func (c *checker) host(s *vocabulary.Statement) {
	name := s.Name()
	if name == "" {
		return
	}
	if c.network.Host(name) != nil {
		c.problems.Add(s.At("name"), "duplicate host %s", name)
		return
	}
	if isReserved(name) {
		c.problems.Add(s.At("name"), "%s is a name that every cloud has already", name)
		return
	}
	h := &cloud.Host{Thing: cloud.Thing{Name: name, Noun: cloud.NounHost, Span: s.Span}, Ephemeral: cloud.AnyClient}
	for _, v := range s.Args.All("address") {
		if c.onTheInternet(v) {
			h.Addresses = append(h.Addresses, v.Addr)
		}
	}
	if len(h.Addresses) == 0 {
		return
	}
	for _, b := range s.Body {
		switch b.Row.Keyword {
		case "note":
			c.note(b)
		case "listen":
			h.Listen = c.listen(b, h.Listen)
		case "ephemeral":
			h.Ephemeral = ephemeral(b, h.Ephemeral)
		}
	}
	c.network.AddHost(h)
}

// onTheInternet reports whether a machine on the Internet may have an address, with a diagnostic if not.
func (c *checker) onTheInternet(v *vocabulary.Value) bool {
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

func ephemeral(s *vocabulary.Statement, otherwise cloud.Ports) cloud.Ports {
	if v, ok := s.Args.One("ports"); ok {
		return cloud.Ports{Low: v.Ports[0], High: v.Ports[1]}
	}
	return otherwise
}

// listen adds the services of a listen statement to those of earlier ones. The statement listen none is the only one of
// its machine.
func (c *checker) listen(s *vocabulary.Statement, l cloud.Listen) cloud.Listen {
	if s.Broken {
		return l
	}
	if l.Stated && (s.Args.Has("none") || len(l.Services) == 0) {
		c.problems.Add(s.Span, "unexpected listen: listen none stands alone")
		return l
	}
	l.Stated = true
	for _, v := range s.Args.All("service") {
		l.Services = append(l.Services, cloud.Service(v.Service))
	}
	return l
}
