package explain

import (
	"strconv"

	"hopwise/dsl/cloud"
)

// Object says of what kind an object is, where it is declared, and what the cloud adds to it. A title is that of its
// cloud, empty for an object of no cloud or of the one around the word.
func (h *Help) Object(o cloud.Object, title string) {
	h.Kind(o, title)
	h.Defaults(o)
}

// Kind says of what kind an object is and where it is declared.
func (h *Help) Kind(o cloud.Object, title string) {
	b := o.Base()
	line := b.Name + " is " + b.Noun.Article()
	if b.Noun == cloud.NounClassic {
		line = b.Name + " is the " + string(b.Noun)
	}
	if b.VPC != nil && b.VPC.Base() != b {
		line += " of " + b.VPC.Title()
	}
	if title != "" && len(h.Clouds) > 1 {
		line += " on " + title
	}
	if b.Span.IsZero() {
		line += ", there without being stated"
	} else if b.Span != h.At {
		line += ", declared in line " + strconv.Itoa(h.Lines.Line(b.Span))
	}
	h.say(line, ".")
}

// Defaults lists what the cloud adds to an object beyond its statement.
func (h *Help) Defaults(o cloud.Object) {
	switch o := o.(type) {
	case *cloud.VPC:
		h.vpcDefaults(o)
	case *cloud.Subnet:
		h.subnetDefaults(o)
	case *cloud.Table:
		h.tableDefaults(o)
	case *cloud.Group:
		h.groupDefaults(o)
	case *cloud.ACL:
		h.aclDefaults(o)
	case *cloud.Instance:
		h.instanceDefaults(o)
	case *cloud.Interface:
		h.addressesOf(o)
	case *cloud.NAT:
		h.natDefaults(o)
	case *cloud.Balancer:
		h.balancerDefaults(o)
	case *cloud.PrefixList:
		h.say("It holds ", ranges(o.Ranges), ".")
	case *cloud.Peering:
		h.peeringDefaults(o)
	case *cloud.Host:
		h.hostDefaults(o)
	}
}

func (h *Help) peeringDefaults(p *cloud.Peering) {
	if p.Ends[0] != nil && p.Ends[1] != nil {
		h.say("It joins ", p.Ends[0].Name, " and ", p.Ends[1].Name, ".")
	}
}

func (h *Help) hostDefaults(host *cloud.Host) {
	for _, a := range host.Addresses {
		h.say("Its address is ", a.String(), ".")
	}
}

func (h *Help) vpcDefaults(v *cloud.VPC) {
	own := "the route table main and the security group default"
	switch {
	case v.DefaultACL != nil:
		own = "the route table main, the security group default and the network ACL default"
	case v.IsClassic():
		own = "the security group default"
	}
	h.say("Without its being stated, it has ", own, ".")
}

func (h *Help) subnetDefaults(n *cloud.Subnet) {
	for _, r := range n.Ranges {
		h.machines(n, r)
	}
	if n.Table == n.VPC.Main && !h.States(n.Span, "route-table") {
		h.say("It names no route table: it uses main.")
	}
	switch acl := n.ACL; {
	case h.States(n.Span, "network-acl"):
	case acl == nil:
		h.say("It names no network ACL: it has none.")
	case acl.Span.IsZero():
		h.say("It names no network ACL: it has default, which lets everything pass.")
	default:
		h.say("It names no network ACL: it has default.")
	}
}

func (h *Help) tableDefaults(t *cloud.Table) {
	for r := range t.All() {
		if r.Span.IsZero() {
			h.say(t.VPC.Cloud.Provider.Title, " adds ", r.Range.String(), leads(r.Target), ".")
		}
	}
	if t == t.VPC.Main {
		h.say("A subnet that names no route table uses it.")
	}
}

// leads is the end of a sentence about a route: its target.
func leads(t cloud.Target) string {
	switch t := t.(type) {
	case cloud.Local:
		return ", which is local"
	case cloud.ServiceRange:
		return ", which leads to the cloud's own services"
	case cloud.Object:
		return " -> " + t.Base().Name
	}
	return " -> blackhole"
}

func (h *Help) groupDefaults(g *cloud.Group) {
	title := g.VPC.Cloud.Provider.Title
	if half := g.Internet; half != nil {
		if g.Span.IsZero() {
			h.rules(g.VPC, half.Kind.Side+" ", half.Rules)
		}
		h.say("On both sides it drops what comes in without a rule, and lets everything out that no rule denies.")
		h.members(g)
		return
	}
	switch {
	case g.Span.IsZero():
		h.rules(g.VPC, "", g.Rules)
	case len(g.Rules[cloud.In]) == 0:
		h.say("It lets nothing in: it has no in rule.")
	}
	switch out := g.Rules[cloud.Out]; {
	case g.Span.IsZero():
	case len(out) > 0 && out[0].Span.IsZero():
		h.say("It states no out rule: ", title, " lets everything out.")
	case len(out) == 0 && g.Kind.OutOpen:
		h.say(title, " lets out of it what no rule denies.")
	case len(out) == 0:
		h.say("It lets nothing out: it has no out rule.")
	}
	h.members(g)
}

func (h *Help) members(g *cloud.Group) {
	switch {
	case !g.Kind.Members:
	case g.Apart:
		h.say("It keeps its members apart.")
	default:
		h.say("Its members reach each other, whatever the rules say.")
	}
}

func (h *Help) aclDefaults(a *cloud.ACL) {
	if a.Span.IsZero() {
		h.rules(a.VPC, "", a.Rules)
	}
	h.say("It denies every packet that no rule allows.")
	if a.VPC.Cloud.Provider.ACLs.Stateful {
		h.say("It lets the answer pass to what it let through.")
	} else {
		h.say("It remembers nothing: an answer needs a rule too.")
	}
}

// rules lists the rules that the cloud gave a group or an ACL; side is the side of the classic network, or empty.
func (h *Help) rules(v *cloud.VPC, side string, rules [2][]cloud.Rule) {
	for d := range cloud.Direction(len(rules)) {
		for i := range rules[d] {
			r := &rules[d][i]
			h.say(v.Cloud.Provider.Title, " gives it: ", side, written(r, d, ends(r.Peers)), ".")
		}
	}
}

func (h *Help) instanceDefaults(m *cloud.Instance) {
	first := m.Interfaces[0]
	h.addressesOf(first)
	if m.VPC.IsClassic() {
		for _, i := range m.Further() {
			h.addressesOf(i)
		}
	}
	if !h.States(m.Span, "security-group") && len(first.Groups) == 1 {
		h.say("It names no security group: it is in ", first.Groups[0].Name, ".")
	}
	if !h.States(m.Span, "source-dest-check") && !m.VPC.IsClassic() {
		state := "off"
		if first.Check {
			state = "on"
		}
		h.say("Its source-dest-check is ", state, ", as ", m.VPC.Cloud.Provider.Title, " has it.")
	}
	if !m.Listen.Stated {
		h.say("It answers on every port: it names none with listen.")
	}
}

// addressesOf lists the addresses of an interface, and says which the cloud chose.
func (h *Help) addressesOf(i *cloud.Interface) {
	for _, a := range i.Addresses {
		if a.Public != nil && a.Public.Addr == a.Private && a.Private.Is4() {
			h.say("Its public address is ", a.Public.Name, ", on an interface of its own: nothing translates it.")
			continue
		}
		line := "Its private address is " + a.Private.String()
		if i.Subnet != nil && h.Omits(i.Span, a.Private) {
			line += ", the first one free in " + i.Subnet.Name
		}
		if a.Public != nil {
			line += ", and on the Internet " + a.Public.Name
		}
		h.say(line, ".")
	}
}

func (h *Help) natDefaults(n *cloud.NAT) {
	title := n.VPC.Cloud.Provider.Title
	h.addressesOf(n.Interface)
	if n.VPC.Cloud.Provider.NAT.Entries {
		h.say("It serves the machines that an snat entry names.")
	} else {
		h.say("It serves every machine whose route leads to it.")
	}
	for r := range n.VPC.Main.All() {
		if r.Span.IsZero() && r.Target == cloud.Target(n) {
			h.say(title, " writes the route ", r.Range.String(), " -> ", n.Name, " into main.")
		}
	}
}

func (h *Help) balancerDefaults(b *cloud.Balancer) {
	for _, i := range b.Nodes {
		if b.Kind.Nodes || b.Internal {
			h.addressesOf(i)
		} else if len(i.Addresses) > 0 && i.Addresses[0].Public != nil {
			h.say("Its public address is ", i.Addresses[0].Public.Name, ".")
		}
	}
	if !b.Kind.Nodes || h.States(b.Span, "cross-zone") {
		return
	}
	if b.CrossZone {
		h.say("It states no cross-zone: each node sends to the targets of every zone.")
	} else {
		h.say("It states no cross-zone: each node sends to the targets of its own zone.")
	}
}
