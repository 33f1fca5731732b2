package trace_test

import (
	"fmt"
	"math/rand"
	"os"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/trace"
)

// An awsNetwork is a random network on AWS with everything that a packet can meet there: three VPCs, a peering, a
// transit gateway, NAT, machines that forward, balancers, IPv6. It is kept as statements, with $ before each name, so
// that a test can change one thing in it and hold the answers against those from before.
type awsNetwork struct {
	groups []awsGroup
	// inside are the other statements of each VPC, between those in the cloud.
	inside  [3][]string
	between []string
}

// A awsGroup is a security group, with its rules as lines.
type awsGroup struct {
	name    string
	vpc     int
	in, out []string
}

const awsGroups = 5

func randomAWS(random *rand.Rand) *awsNetwork {
	w := &awsNetwork{}
	for i := range awsGroups {
		g := awsGroup{name: fmt.Sprint("$sg", i), vpc: []int{0, 0, 0, 1, 2}[i]}
		for range 1 + random.Intn(3) {
			g.in = append(g.in, "in allow "+awsService(random)+" from "+awsPeer(random))
		}
		if random.Intn(4) == 0 {
			g.out = append(g.out, "out allow "+awsService(random)+" to "+awsPeer(random))
		}
		w.groups = append(w.groups, g)
	}
	w.firstVPC(random)
	for v := 1; v < 3; v++ {
		w.otherVPC(random, v)
	}
	w.between = []string{
		"peering $link $vpc0 <-> $vpc1" + pick(random, "", "", "", " inter-region", " pending"),
		"transit-gateway $hub {\nattach $attachment0, $attachment1, $attachment2\nsecurity-group-references " + pick(
			random,
			"on",
			"off",
		) + "\n" +
			pick(
				random,
				"",
				"0.0.0.0/0 -> $vpc0",
				"10.3.0.0/16 -> blackhole",
			) + "\n}",
	}
	return w
}

func awsService(random *rand.Rand) string {
	return pick(random, "all", "all", "tcp", "tcp/443", "tcp/80-8443", "udp/53", "icmp", "icmpv6")
}

func awsPeer(random *rand.Rand) string {
	if random.Intn(4) == 0 {
		return fmt.Sprint("$sg", random.Intn(awsGroups))
	}
	return pick(
		random,
		"0.0.0.0/0, ::/0",
		"0.0.0.0/0",
		"10.0.0.0/8",
		"10.1.0.0/16",
		"203.0.113.0/24",
		"198.51.100.0/24",
		"10.1.2.0/24",
	)
}

func awsACL(random *rand.Rand, name string) string {
	var b strings.Builder
	for n := range 1 + random.Intn(3) {
		fmt.Fprintf(
			&b,
			"in %d %s %s from %s\n",
			10*(n+1),
			pick(random, "allow", "deny"),
			awsRange(random),
			pick(random, "0.0.0.0/0", "10.0.0.0/8", "::/0"),
		)
		fmt.Fprintf(
			&b,
			"out %d %s %s to %s\n",
			10*(n+1),
			pick(random, "allow", "deny"),
			awsRange(random),
			pick(random, "0.0.0.0/0", "10.0.0.0/8", "::/0"),
		)
	}
	b.WriteString("in 900 allow all from 0.0.0.0/0\nout 900 allow all to 0.0.0.0/0\n}")
	return "network-acl " + name + " {\n" + b.String()
}

// awsRange is a service for an ACL: half of the time a part of the ports that clients send from.
func awsRange(random *rand.Rand) string {
	low := 20_000 + random.Intn(40_000)
	return pick(random, randomRange(random), fmt.Sprintf("tcp/%d-%d", low, low+random.Intn(5_000)))
}

func (w *awsNetwork) firstVPC(random *rand.Rand) {
	add := func(format string, args ...any) { w.inside[0] = append(w.inside[0], fmt.Sprintf(format, args...)) }
	add("internet-gateway $gate%s", pick(random, "", "", "", " detached", " {\nroute-table $edge\n}"))
	add("egress-only-gateway $egress")
	add("vpn-gateway $office 192.168.0.0/16")
	add("prefix-list $s3 {\n192.0.2.128/25\n}")
	add("endpoint $store gateway $s3")
	add("route-table $edge {\n10.1.1.0/24 -> $box\n}")
	if random.Intn(12) == 0 {
		add("block-public-access %s", pick(random, "ingress", "bidirectional"))
	}
	for i := range 4 {
		lines := []string{
			"0.0.0.0/0 -> " + pick(random, "$gate", "$gate", "$nat", "$nat", "$box", "$hub", "$link", "$office"),
			pick(random, "", "::/0 -> "+pick(random, "$gate", "$gate", "$egress", "$nat", "$box")),
			pick(random, "", "10.2.0.0/16 -> "+pick(random, "$link", "$hub", "blackhole")),
			pick(random, "", "10.3.0.0/16 -> $hub"),
			pick(random, "", "", "10.1.2.0/24 -> "+pick(random, "$box", "$box", "$nat", "blackhole")),
			pick(random, "", "192.168.0.0/16 -> $office propagated"),
			pick(random, "", "$s3 -> $store"),
		}
		add("route-table $t%d {\n%s\n}", i, strings.Join(lines, "\n"))
	}
	for i := range 2 {
		add("%s", awsACL(random, fmt.Sprint("$acl", i)))
	}
	first := ""
	for i := range 5 {
		zone := pick(random, "a", "a", "a", "b")
		switch i {
		case 0:
			first = zone
		case 3: // The machine of the first subnet has an interface here.
			zone = first
		}
		add(
			"subnet %s 10.1.%d.0/24, 2001:db8:1:%d::/64 zone %s {\nroute-table $t%d\n%s\n%s\n}",
			[]string{"$n0", "$n1", "$n2", "$n3", "$attachment0"}[i],
			i,
			i,
			zone,
			random.Intn(4),
			pick(random, "", "", "network-acl $acl0", "network-acl $acl1"),
			awsMachines(random, i),
		)
	}
	kind := pick(random, "application", "network")
	add(
		"load-balancer $lb %s {\nsubnet $n0\nsecurity-group $sg%d\nlisten tcp/443 -> $m1, $m2 tcp/%s\n%s\n}",
		kind,
		random.Intn(3),
		pick(random, "443", "8443"),
		pick(random, "", "preserve-client-address off"),
	)
}

func awsMachines(random *rand.Rand, i int) string {
	switch i {
	case 0:
		return fmt.Sprintf(
			"nat-gateway $nat 10.1.0.100 {\neip 198.51.100.100\n}\n"+
				"instance $box 10.1.0.50 {\nsecurity-group $sg%d\nsource-dest-check %s\nip-forward %s\n"+
				"eip 198.51.100.50\niptables {\n%s\n%s\n}\n"+
				"interface eth1 in $n3 10.1.3.50 {\nsource-dest-check off\n}\n}",
			random.Intn(3),
			pick(random, "off", "off", "on"),
			pick(random, "on", "on", "on", "off"),
			pick(random, "", "masquerade 10.0.0.0/8"),
			pick(random, "", "dnat tcp/8022 -> 10.1.2.12 tcp/443"),
		)
	case 4:
		return ""
	}
	return fmt.Sprintf(
		"instance $m%d 10.1.%d.1%d {\nsecurity-group $sg%d\n%s\nipv6 2001:db8:1:%d::1%d\n%s\n}",
		i,
		i,
		i,
		random.Intn(3),
		pick(
			random,
			"",
			fmt.Sprintf("eip 198.51.100.%d", 10+i),
		),
		i,
		i,
		pick(
			random,
			"",
			fmt.Sprintf("address 10.1.%d.2%d eip 198.51.100.%d", i, i, 20+i),
			"listen tcp/443",
			"os windows",
		),
	)
}

func (w *awsNetwork) otherVPC(random *rand.Rand, v int) {
	add := func(format string, args ...any) { w.inside[v] = append(w.inside[v], fmt.Sprintf(format, args...)) }
	add("internet-gateway $gate%d", v)
	var routes []string
	for _, there := range []int{1, 2, 3} {
		if there != v+1 && random.Intn(4) > 0 {
			target := "$hub"
			if v == 1 && there == 1 {
				target = pick(random, "$link", "$link", "$hub")
			}
			routes = append(routes, fmt.Sprintf("10.%d.0.0/16 -> %s", there, target))
		}
	}
	routes = append(routes, pick(random, "", fmt.Sprintf("0.0.0.0/0 -> $gate%d", v), "0.0.0.0/0 -> $hub"))
	add("route-table $far%d {\n%s\n}", v, strings.Join(routes, "\n"))
	add(
		"subnet $f%d 10.%d.1.0/24 {\nroute-table $far%d\ninstance $m%d 10.%d.1.10 {\nsecurity-group $sg%d\n%s\n}\n}",
		v,
		v+1,
		v,
		v+3,
		v+1,
		v+2,
		pick(random, "", fmt.Sprintf("eip 198.51.100.%d", 60+v)),
	)
	add("subnet $attachment%d 10.%d.9.0/28 {\n%s\n}", v, v+1, pick(random, "", fmt.Sprintf("route-table $far%d", v)))
}

// text writes the network as a scenario, with these names.
func (w *awsNetwork) text(rename func(string) string) string {
	var b strings.Builder
	b.WriteString("host $client 203.0.113.7, 2001:db8:ffff::7\nhost $server 192.0.2.50\ncloud aws {\n")
	for v := range w.inside {
		ranges := fmt.Sprintf("10.%d.0.0/16", v+1)
		if v == 0 {
			ranges += ", 2001:db8:1::/56"
		}
		fmt.Fprintf(&b, "vpc $vpc%d %s {\n%s\n", v, ranges, strings.Join(w.inside[v], "\n"))
		for _, g := range w.groups {
			if g.vpc == v {
				fmt.Fprintf(
					&b,
					"security-group %s {\n%s\n%s\n}\n",
					g.name,
					strings.Join(g.in, "\n"),
					strings.Join(g.out, "\n"),
				)
			}
		}
		b.WriteString("}\n")
	}
	b.WriteString(strings.Join(w.between, "\n") + "\n}\n")
	return os.Expand(b.String(), rename)
}

func asItIs(name string) string { return name }

func (w *awsNetwork) load(t *testing.T, rename func(string) string) *dsl.Scenario {
	t.Helper()
	return loadRandom(t, w.text(rename))
}

// awsSenders and awsReceivers are the ends of questions, with $ before names.
var (
	awsSenders   = strings.Fields("$client $server $m1 $m2 $m3 $m4 $m5 $box $box.eth1 $m2.v6 192.168.7.7 10.1.1.21")
	awsReceivers = strings.Fields("$client $server $m1 $m2 $m3 $m4 $m5 $box $lb $nat $m1.public $m2.private $m2.v6" +
		" $box.eth1 192.168.7.7 192.0.2.140 10.1.77.7 10.2.77.7")
)

// awsQuestion is a question between two of them.
func awsQuestion(random *rand.Rand) string {
	for {
		from, to := pick(random, awsSenders...), pick(random, awsReceivers...)
		service := pick(random, "tcp/443", "tcp/443", "tcp/8022", "tcp/25", "udp/53", "icmp", "proto/50")
		outside := strings.NewReplacer("$client", "", "$server", "", "192.0.2.140", "").Replace
		if from != to && outside(from)+outside(to) != "" && !(from == "10.1.1.21" && strings.HasSuffix(to, ".v6")) {
			return "trace " + from + " -> " + to + " " + service
		}
	}
}

// put asks a question of a scenario of the network; nil where the network has no such thing.
func put(t *testing.T, s *dsl.Scenario, line string, rename func(string) string) *trace.Trace {
	t.Helper()
	q, _ := s.Ask(os.Expand(line, rename))
	if q == nil {
		return nil
	}
	return &s.Answer(q)[0]
}
