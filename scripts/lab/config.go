//go:build linux

package main

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"hopwise/dsl/cloud"
)

// config is how a machine is set up: what "ip -batch" and "nft -f" read, and the settings of the kernel.
type config struct {
	commands strings.Builder
	// rules6 are the rules for routes of IPv6, which ip takes with an option only.
	rules6  strings.Builder
	rules   strings.Builder
	forward bool
	// own are the addresses of IPv6, whose routes the kernel adds by and by.
	own []netip.Addr
}

// String is all of it.
func (c *config) String() string {
	return fmt.Sprint(c.commands.String(), c.rules6.String(), c.rules.String(), c.forward)
}

// firstTable is the number of the table for the first interface of a guest with policy routing.
const firstTable = 100

// configure translates the statements of a machine into a kernel's own configuration, as the language page describes
// them and independently of the engine.
func configure(m *machine) *config {
	c := &config{}
	for _, l := range m.links {
		c.addresses(l)
	}
	c.rule(spy)
	if m.guest == nil {
		c.run("route add 0.0.0.0/0 dev eth0")
		c.run("route add ::/0 dev eth0")
		return c
	}
	c.forward = m.guest.Forward
	c.routes(m)
	c.guard(&m.guest.Iptables)
	c.nat(m, "ip", false)
	c.nat(m, "ip6", true)
	return c
}

func (c *config) run(format string, a ...any) { fmt.Fprintf(&c.commands, format+"\n", a...) }

func (c *config) rule(format string, a ...any) { fmt.Fprintf(&c.rules, format+"\n", a...) }

// addresses gives an interface its addresses. Of those of one family the kernel prefers the first in IPv4 and, where no
// other rule decides, the last in IPv6.
func (c *config) addresses(l *link) {
	for _, a := range l.addresses {
		if a.Addr().Is4() {
			c.run("addr add %s dev %s", a, l.device)
		}
	}
	c.run("link set %s up", l.device)
	for _, a := range slices.Backward(l.addresses) {
		if a.Addr().Is6() {
			c.run("addr add %s dev %s nodad", a, l.device)
			c.own = append(c.own, a.Addr())
		}
	}
	for _, r := range l.ranges {
		c.run("route add %s dev %s", r, l.device)
	}
}

// everything are the ranges of all addresses, of IPv4 and of IPv6.
var everything = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}

// routes adds the default routes of a guest. The routes to the subnets of its interfaces come with the addresses.
func (c *config) routes(m *machine) {
	for _, all := range everything {
		if l := defaultLink(m, all.Addr().Is6()); l != nil {
			c.run("route add %s dev %s", all, l.device)
		}
	}
	if !m.guest.PolicyRouting || len(m.guest.Interfaces) == 1 {
		return
	}
	for k, l := range m.links {
		if l.at != nil {
			c.routesFrom(l, firstTable+k)
		}
	}
}

// routesFrom makes what bears an address of an interface leave by it, but for what is behind the machine.
func (c *config) routesFrom(l *link, table int) {
	for _, all := range everything {
		if hasFamily(l, all.Addr().Is6()) {
			c.run("route add %s dev %s table %d", all, l.device, table)
		}
	}
	for _, other := range l.machine.links {
		for _, r := range other.ranges {
			c.run("route replace %s dev %s table %d", r, other.device, table)
		}
	}
	for _, a := range l.addresses {
		if !a.IsSingleIP() {
			c.run("route replace %s dev %s table %d", a.Masked(), l.device, table)
		}
		if rule := fmt.Sprintf("rule add from %s lookup %d", a.Addr(), table); a.Addr().Is6() {
			c.rules6.WriteString(rule + "\n")
		} else {
			c.run("%s", rule)
		}
	}
}

// defaultLink is the link of the default interface; in a family that it has no address of, the first that has one.
func defaultLink(m *machine, six bool) *link {
	var first *link
	for _, l := range m.links {
		if l.at == nil || !hasFamily(l, six) {
			continue
		}
		if l.at == m.guest.Default {
			return l
		}
		if first == nil {
			first = l
		}
	}
	return first
}

func hasFamily(l *link, six bool) bool {
	for _, a := range l.addresses {
		if a.Addr().Is6() == six {
			return true
		}
	}
	return false
}

// spy copies to the lab what a machine delivers to itself, behind every other rule of INPUT.
const spy = `table inet spy {
 chain in { type filter hook input priority 300; log group 1 queue-threshold 1; }
}`

// sentinels are let through everywhere: those over the loopback, and those that a link sends to the fabric.
const (
	sentinelIn  = "iifname lo ip daddr 127.0.0.1 accept"
	sentinelOut = "ip daddr { 127.0.0.1, " + sentinelAddress + " } accept"
)

// guard writes the guest's own firewall.
func (c *config) guard(t *cloud.Iptables) {
	if len(t.Drops) == 0 && !t.Stateful && !t.Input.Drop && !t.Forward.Drop && !t.Output.Drop {
		return
	}
	c.rule("table inet filter {\n chain input { type filter hook input priority filter; policy accept; %s", sentinelIn)
	c.drops(t)
	c.known(t, "")
	c.policy(t.Input)
	c.rule(" }\n chain forward { type filter hook forward priority filter; policy accept;")
	c.drops(t)
	c.known(t, "ct state invalid drop")
	c.policy(t.Forward)
	c.rule(" }\n chain output { type filter hook output priority filter; policy accept; %s", sentinelOut)
	c.known(t, "")
	c.policy(t.Output)
	c.rule(" }\n}")
}

func (c *config) drops(t *cloud.Iptables) {
	for _, d := range t.Drops {
		for _, from := range d.Peers {
			if match, ok := match(d.Service, from.Range.Addr()); ok {
				c.rule("  %s saddr %s %s drop", nftFamily(from.Range.Addr()), from.Range, match)
			}
		}
	}
}

// known are the rules of "stateful".
func (c *config) known(t *cloud.Iptables, invalid string) {
	if t.Stateful {
		c.rule("  ct state established,related accept")
		c.rule("  %s", invalid)
	}
}

func (c *config) policy(p cloud.GuestPolicy) {
	if p.Drop {
		c.rule("  drop")
	}
}

// nat writes the translations of one family, as iptables and ip6tables do: what is for the guest itself in PREROUTING,
// and what leaves in POSTROUTING.
func (c *config) nat(m *machine, name string, six bool) {
	t := &m.guest.Iptables
	if len(t.DNAT)+len(t.SNAT) == 0 {
		return
	}
	c.rule("table %s nat {\n chain prerouting { type nat hook prerouting priority dstnat; policy accept;", name)
	for _, d := range t.DNAT {
		if d.To.Is6() == six {
			c.dnat(m, d)
		}
	}
	c.rule(" }\n chain postrouting { type nat hook postrouting priority srcnat; policy accept;")
	for _, s := range t.SNAT {
		if s.Range.Addr().Is6() == six && (!s.To.IsValid() || s.To.Is6() == six) {
			c.snat(name, s)
		}
	}
	c.rule(" }\n}")
}

func (c *config) dnat(m *machine, d cloud.GuestDNAT) {
	for _, l := range m.links {
		for _, a := range l.addresses {
			if a.Addr().Is6() == d.To.Is6() {
				for _, turn := range turns(d) {
					c.rule("  %s daddr %s %s", nftFamily(d.To), a.Addr(), turn)
				}
			}
		}
	}
}

// turns are the rules of a translation, without the address that is called. A range of ports that leads to another one
// takes a rule for each port.
func turns(d cloud.GuestDNAT) []string {
	if d.Port.Ports.Low == d.Port.Ports.High {
		if match, ok := match(d.Service, d.To); ok {
			return []string{match + " dnat to " + target(d.To, d.Port.Ports.Low)}
		}
		return nil
	}
	var all []string
	for _, r := range d.Service.Ports {
		for port := int(r[0]); port <= int(r[1]); port++ {
			one := d.Service
			one.Ports = [][2]uint16{{uint16(port), uint16(port)}}
			all = append(all, portMatch(one)+" dnat to "+target(d.To, d.Port.Of(uint16(port))))
		}
	}
	return all
}

// target is an address with a port, 0 for the one that was called.
func target(a netip.Addr, port uint16) string {
	if port == 0 {
		return a.String()
	}
	return netip.AddrPortFrom(a, port).String()
}

func (c *config) snat(name string, s cloud.GuestSNAT) {
	match := fmt.Sprintf("%s saddr %s", name, s.Range)
	if e := s.Except; e.IsValid() && e.Addr().Is6() == s.Range.Addr().Is6() {
		match += fmt.Sprintf(" %s daddr != %s", name, e)
	}
	if s.To.IsValid() {
		c.rule("  %s snat to %s", match, s.To)
	} else {
		c.rule("  %s masquerade", match)
	}
}

func nftFamily(a netip.Addr) string {
	if a.Is6() {
		return "ip6"
	}
	return "ip"
}

// match is nft's word for a service, false for one that the family of an address has not.
func match(s cloud.Service, a netip.Addr) (string, bool) {
	switch {
	case s.Protocol == cloud.AllProtocols:
		return "", true
	case s.HasPorts():
		return portMatch(s), true
	case s.Protocol == cloud.ICMP:
		return icmpMatch("icmp", s), a.Is4()
	case s.Protocol == cloud.ICMPv6:
		return icmpMatch("icmpv6", s), a.Is6()
	}
	return fmt.Sprintf("meta l4proto %d", s.Protocol), true
}

func portMatch(s cloud.Service) string {
	name := map[int]string{cloud.TCP: "tcp", cloud.UDP: "udp"}[s.Protocol]
	if len(s.Ports) == 0 {
		return "meta l4proto " + name
	}
	var parts []string
	for _, r := range s.Ports {
		parts = append(parts, cloud.Ports{Low: r[0], High: r[1]}.String())
	}
	return fmt.Sprintf("%s dport { %s }", name, strings.Join(parts, ", "))
}

func icmpMatch(name string, s cloud.Service) string {
	text := "meta l4proto " + name
	if s.Type >= 0 {
		text += fmt.Sprintf(" %s type %d", name, s.Type)
	}
	if s.Code >= 0 {
		text += fmt.Sprintf(" %s code %d", name, s.Code)
	}
	return text
}
