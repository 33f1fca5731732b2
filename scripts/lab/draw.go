//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// A sketch is a random scenario in the making. What is wrong in the text that it writes is taken out again, so that it
// may try whatever a person may write.
type sketch struct {
	*rand.Rand
	text      strings.Builder
	provider  *cloud.Provider
	gateway   bool
	six       bool
	subnets   []string
	guests    []guest
	addresses []string
	behind    []string
}

// A guest is an instance of a sketch.
type guest struct {
	name             string
	addresses, names []string
	forwards         bool
	subnets          []int
}

// draw writes the scenario of a seed.
func draw(seed uint64) string {
	d := &sketch{Rand: rand.New(rand.NewPCG(seed, 14))}
	d.provider = cloud.Find(pick(d, cloud.Keys()...))
	d.gateway = vocabulary.RowInternetGateway.KnownIn(d.provider.Key)
	d.six = d.chance(35)
	d.network()
	return mend(d.text.String())
}

func pick[T any](d *sketch, from ...T) T { return from[d.IntN(len(from))] }

func (d *sketch) chance(percent int) bool { return d.IntN(100) < percent }

func (d *sketch) line(format string, a ...any) { fmt.Fprintf(&d.text, format+"\n", a...) }

// mend takes out the lines that have errors.
func mend(text string) string {
	for range 20 {
		s := dsl.Load(text)
		if !s.Problems.HasErrors() {
			return dsl.Format(text)
		}
		lines := strings.Split(text, "\n")
		var bad []int
		for _, p := range s.Problems {
			if p.Severity == source.Error {
				bad = append(bad, s.Lines.Line(p.Span)-1)
			}
		}
		slices.Sort(bad)
		for _, at := range slices.Backward(slices.Compact(bad)) {
			if at < len(lines) && !strings.ContainsAny(lines[at], "{}") {
				lines = slices.Delete(lines, at, at+1)
			}
		}
		text = strings.Join(lines, "\n")
	}
	panic("lab: a drawn scenario has errors that no line causes:\n" + text + problems(dsl.Load(text)))
}

const hostAddresses = "203.0.113.10, 2001:db8:1::10"

func (d *sketch) network() {
	d.line("host far %s {", hostAddresses)
	if d.chance(30) {
		d.line("listen %s", d.listened())
	}
	if d.chance(30) {
		d.line("ephemeral 30000-45000")
	}
	d.line("}")
	d.subnets = []string{"a", "b", "c"}[:2+d.IntN(2)]
	for k := range 2 + d.IntN(3) {
		d.place(k)
	}
	d.line("cloud %s {", d.provider.Key)
	if d.six {
		d.line("vpc v 10.0.0.0/16, 2600:1f00::/56 {")
	} else {
		d.line("vpc v 10.0.0.0/16 {")
	}
	if d.gateway {
		d.line("internet-gateway igw")
	}
	d.line("security-group open {")
	d.line("in allow all from 0.0.0.0/0, ::/0")
	d.line("}")
	d.tables()
	for k, name := range d.subnets {
		d.subnet(k, name)
	}
	d.line("}\n}")
	d.questions()
}

func address(subnet, host int) string { return fmt.Sprintf("10.0.%d.%d", subnet+1, host) }

func address6(subnet, host int) string { return fmt.Sprintf("2600:1f00:0:%d::%d", subnet+1, host) }

// place decides where a guest is and which addresses it has.
func (d *sketch) place(k int) {
	g := guest{name: fmt.Sprintf("g%d", k), forwards: d.chance(55)}
	at := d.IntN(len(d.subnets))
	g.subnets = []int{at}
	g.addresses = []string{address(at, 10+10*k)}
	if d.six {
		g.addresses = append(g.addresses, address6(at, 10+10*k))
	}
	g.names = []string{g.name}
	if d.chance(15) {
		g.addresses = append(g.addresses, address(at, 12+10*k))
	}
	if d.chance(35) {
		other := d.IntN(len(d.subnets))
		g.subnets = append(g.subnets, other)
		g.addresses = append(g.addresses, address(other, 11+10*k))
		g.names = append(g.names, g.name+".eth1")
		if d.six && d.chance(60) {
			g.addresses = append(g.addresses, address6(other, 11+10*k))
		}
	}
	d.guests = append(d.guests, g)
	d.addresses = append(d.addresses, g.addresses...)
	if g.forwards && d.chance(35) {
		d.behind = append(d.behind, fmt.Sprintf("172.16.%d", k))
	}
}

// forwarder is a guest that may hand on what others send: seldom one that doesn't.
func (d *sketch) forwarder() guest {
	var all []guest
	for _, g := range d.guests {
		if g.forwards {
			all = append(all, g)
		}
	}
	if len(all) == 0 || d.chance(5) {
		all = d.guests
	}
	return all[min(d.IntN(len(all)), d.IntN(len(all)))]
}

func (d *sketch) tables() {
	for k, name := range d.subnets {
		d.line("route-table t%s {", name)
		if d.chance(60) {
			d.line("0.0.0.0/0 -> %s", d.exit())
		}
		if d.six && d.chance(60) {
			d.line("::/0 -> %s", d.exit())
		}
		for other := range d.subnets {
			if other != k && d.chance(50) {
				d.line("10.0.%d.0/24 -> %s", other+1, d.hop())
			}
			if d.six && other != k && d.chance(50) {
				d.line("2600:1f00:0:%d::/64 -> %s", other+1, d.hop())
			}
		}
		if d.chance(20) {
			d.line("203.0.113.0/24 -> %s", d.hop())
		}
		for _, r := range d.behind {
			if d.chance(75) {
				d.line("%s.0/24 -> %s", r, d.keeper(r))
			}
		}
		d.line("}")
	}
}

// keeper is mostly the guest that has a range behind it.
func (d *sketch) keeper(r string) string {
	if d.chance(90) {
		return d.guests[int(r[len(r)-1]-'0')].name
	}
	return d.hop()
}

func (d *sketch) exit() string {
	if d.gateway && d.chance(60) {
		return "igw"
	}
	return d.hop()
}

func (d *sketch) hop() string {
	g := d.forwarder()
	return pick(d, g.names...)
}

func (d *sketch) subnet(k int, name string) {
	word := vocabulary.RowSubnet.Keyword
	if !vocabulary.RowSubnet.KnownIn(d.provider.Key) {
		word = vocabulary.RowVSwitch.Keyword
	}
	if d.six {
		d.line("%s %s 10.0.%d.0/24, 2600:1f00:0:%d::/64 {", word, name, k+1, k+1)
	} else {
		d.line("%s %s 10.0.%d.0/24 {", word, name, k+1)
	}
	d.line("route-table t%s", name)
	for n, g := range d.guests {
		if g.subnets[0] == k {
			d.guest(n, g)
		}
	}
	d.line("}")
}

func (d *sketch) guest(n int, g guest) {
	d.line("instance %s %s {", g.name, address(g.subnets[0], 10+10*n))
	d.line("security-group open")
	d.face(g, address6(g.subnets[0], 10+10*n), n)
	if d.chance(15) {
		d.line("os windows")
	}
	if slices.Contains(g.addresses, address(g.subnets[0], 12+10*n)) {
		d.line("address %s", address(g.subnets[0], 12+10*n))
	}
	if g.forwards {
		d.line("ip-forward on")
	}
	if d.chance(30) {
		d.line("listen %s", d.listened())
	}
	if d.chance(20) {
		d.line("policy-routing %s", pick(d, "on", "off"))
	}
	if len(g.subnets) > 1 && d.chance(25) {
		d.line("default-interface eth1")
	}
	if slices.Contains(d.behind, fmt.Sprintf("172.16.%d", n)) {
		d.line("behind 172.16.%d.0/24", n)
	}
	if d.chance(65) {
		d.iptables(g)
	}
	if len(g.subnets) > 1 {
		d.line("interface eth1 in %s %s {", d.subnets[g.subnets[1]], address(g.subnets[1], 11+10*n))
		d.line("security-group open")
		six := ""
		if slices.Contains(g.addresses, address6(g.subnets[1], 11+10*n)) {
			six = address6(g.subnets[1], 11+10*n)
		}
		d.face(g, six, n+5)
		d.line("}")
	}
	d.line("}")
}

// face are the statements of an interface.
func (d *sketch) face(g guest, six string, n int) {
	if d.six && six != "" {
		d.line("ipv6 %s", six)
	}
	if d.chance(35) {
		d.line("eip 198.51.100.%d", 10+n)
	}
	switch {
	case g.forwards && d.chance(85):
		d.line("source-dest-check off")
	case d.chance(15):
		d.line("source-dest-check %s", pick(d, "on", "off"))
	}
}

func (d *sketch) listened() string {
	if d.chance(15) {
		return "none"
	}
	return pick(d, "tcp/80", "tcp/443, udp/53", "tcp/8080", "udp/53", "tcp", "tcp/80, udp")
}

func (d *sketch) iptables(g guest) {
	d.line("iptables {")
	for _, chain := range []string{"input", "forward", "output"} {
		if d.chance(15) {
			d.line("%s drop", chain)
		}
	}
	if d.chance(35) {
		d.line("stateful")
	}
	for range d.IntN(3) * d.IntN(2) {
		d.line("drop %s from %s", d.dropped(), d.span())
	}
	for range d.IntN(2) + d.IntN(2) {
		d.snat(g)
	}
	for range d.IntN(2) * (1 + d.IntN(2)) {
		d.dnat(g)
	}
	d.line("}")
}

func (d *sketch) dropped() string {
	return pick(d, "tcp/80", "tcp/443", "tcp/8080", "udp/53", "udp/53,5353,60000-65535",
		"tcp/443,33000-34000,46001", "tcp/32768-46000", "tcp/40000-65535", "udp/1024-50000", "udp",
		"tcp", "icmp", "icmp/8", "icmp/0", "icmpv6", "all")
}

// span is a range of addresses that matters in the network.
func (d *sketch) span() string {
	switch d.IntN(6) {
	case 0, 1:
		if d.six && d.chance(40) {
			return "::/0"
		}
		return "0.0.0.0/0"
	case 2:
		return "10.0.0.0/16"
	case 3:
		k := d.IntN(len(d.subnets))
		if d.six && d.chance(30) {
			return fmt.Sprintf("2600:1f00:0:%d::/64", k+1)
		}
		return fmt.Sprintf("10.0.%d.0/24", k+1)
	case 4:
		if len(d.behind) > 0 {
			return pick(d, d.behind...) + ".0/24"
		}
		return "203.0.113.0/24"
	}
	a := netip.MustParseAddr(pick(d, d.addresses...))
	return netip.PrefixFrom(a, a.BitLen()).String()
}

func (d *sketch) snat(g guest) {
	switch {
	case d.chance(35):
		d.line("snat %s -> %s", d.span(), pick(d, g.addresses...))
	case d.chance(35):
		d.line("masquerade %s except %s", d.span(), d.span())
	default:
		d.line("masquerade %s", d.span())
	}
}

func (d *sketch) dnat(g guest) {
	to := pick(d, d.addresses...)
	switch {
	case d.chance(20):
		to = pick(d, g.addresses...)
	case d.chance(15):
		to = pick(d, "203.0.113.10", "2001:db8:1::10")
	case len(d.behind) > 0 && d.chance(20):
		to = pick(d, d.behind...) + ".5"
	}
	switch d.IntN(5) {
	case 4:
		d.line("dnat tcp/78-82 -> %s tcp/8078-8082", to)
	case 0:
		d.line("dnat tcp/80 -> %s tcp/%s", to, pick(d, "443", "8080"))
	case 1:
		d.line("dnat %s -> %s", pick(d, "tcp/80", "tcp/443", "udp/53", "tcp", "udp"), to)
	case 2:
		d.line("dnat %s -> %s", pick(d, "icmp", "all", "icmp/8"), to)
	default:
		d.line("dnat udp/53 -> %s udp/5353", to)
	}
}

func (d *sketch) questions() {
	for range 12 {
		from, to := d.end(true), d.end(false)
		if sameMachine(from, to) && d.chance(90) {
			from, to = d.end(true), d.end(false)
		}
		service := d.service(from, to)
		if !strings.HasPrefix(service, "icmp") && d.chance(10) {
			service += " from-port " + pick(d, "40000", "52000")
		}
		d.line("trace %s -> %s %s", from, to, service)
	}
}

// sameMachine reports whether two ends are clearly one machine.
func sameMachine(from, to string) bool {
	first, _, _ := strings.Cut(from, ".eth")
	second, _, _ := strings.Cut(strings.TrimSuffix(to, ".v6"), ".eth")
	return first == second
}

func (d *sketch) service(from, to string) string {
	if strings.Contains(from+to, ":") || strings.HasSuffix(to, ".v6") {
		return pick(d, "tcp/80", "tcp/443", "udp/53", "icmpv6")
	}
	return pick(d, "tcp/80", "tcp/80", "tcp/443", "udp/53", "icmp")
}

// end is an end of a question.
func (d *sketch) end(begins bool) string {
	switch k := d.IntN(12); {
	case k < 2:
		return "far"
	case k < 4 && len(d.behind) > 0:
		return pick(d, d.behind...) + ".5"
	case k == 4:
		return pick(d, d.addresses...)
	case k == 5 && d.six && !begins:
		return pick(d, d.guests...).name + ".v6"
	case k == 6 && d.six && d.gateway:
		return "2001:db8:1::10"
	}
	return pick(d, pick(d, d.guests...).names...)
}
