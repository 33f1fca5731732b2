package main

import (
	"fmt"
	"net/netip"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// base is the number of what a text has once, around what repeats.
const base = -1

// An argument is what a value is for.
type argument struct {
	row *vocabulary.Row
	arg *vocabulary.Arg
	i   int
}

// values make the i-th value of each kind of argument. They are set by init: a value may need a statement that
// declares it, and that needs values.
var values map[*vocabulary.Kind]func(t *text, a argument) string

func init() {
	values = map[*vocabulary.Kind]func(t *text, a argument) string{
		&vocabulary.KindName:        name,
		&vocabulary.KindVPC:         name,
		&vocabulary.KindSubnet:      name,
		&vocabulary.KindAttachable:  name,
		&vocabulary.KindJoined:      name,
		&vocabulary.KindAttachment:  name,
		&vocabulary.KindInstance:    name,
		&vocabulary.KindBackend:     name,
		&vocabulary.KindPrefixList:  name,
		&vocabulary.KindUser:        name,
		&vocabulary.KindHost:        host,
		&vocabulary.KindObject:      reference("instance"),
		&vocabulary.KindTarget:      reference("instance"),
		&vocabulary.KindCloud:       func(t *text, _ argument) string { return t.cloud },
		&vocabulary.KindEndpoint:    endpoint,
		&vocabulary.KindPeer:        peer,
		&vocabulary.KindDestination: peer,
		&vocabulary.KindRange:       prefix,
		&vocabulary.KindAddress:     address,
		&vocabulary.KindOutcome:     constant("blocked"),
		&vocabulary.KindFinding:     constant("unused"),
		&vocabulary.KindReason:      constant("sg-no-rule"),
		&vocabulary.KindKind:        func(t *text, _ argument) string { return balancer(t.cloud) },
		&vocabulary.KindType:        constant("advanced"),
		&vocabulary.KindZone:        func(_ *text, a argument) string { return fmt.Sprint("z", a.i%3) },
		&vocabulary.KindAction:      func(_ *text, a argument) string { return fmt.Sprint("ecs:Action", a.i) },
		&vocabulary.KindText:        func(_ *text, a argument) string { return fmt.Sprintf("%q", fmt.Sprint("text ", a.i)) },
		&vocabulary.KindListener:    func(_ *text, a argument) string { return fmt.Sprint("tcp/", 1+a.i%60000) },
		&vocabulary.KindService:     func(_ *text, a argument) string { return fmt.Sprint("tcp/", 1+a.i%60000) },
		&vocabulary.KindNumber:      func(_ *text, a argument) string { return fmt.Sprint(1 + max(a.i, 0)%30000) },
		&vocabulary.KindPort:        func(_ *text, a argument) string { return fmt.Sprint(40000 + a.i%20000) },
		&vocabulary.KindPorts:       constant("40000-50000"),
	}
}

// balancer is a kind of load balancer that a cloud has, of those with nodes in subnets where there are any.
func balancer(key string) string {
	kinds := cloud.Find(key).Balancers
	for _, k := range kinds {
		if k.Nodes && !k.Ends {
			return k.Word
		}
	}
	return kinds[0].Word
}

func constant(word string) func(*text, argument) string {
	return func(*text, argument) string { return word }
}

func reference(keyword string) func(*text, argument) string {
	return func(t *text, a argument) string { return t.refer(keyword, a) }
}

// subnetWord is what a cloud calls its subnets.
func subnetWord(cloud string) string { return opener(vocabulary.InSubnet, cloud).Keyword }

// name is a name that a statement declares, or one that it refers to.
func name(t *text, a argument) string {
	switch noun := a.arg.Names(); noun {
	case "":
		return named(a.row.Keyword, a.i)
	case cloud.NounSubnet:
		return t.refer(subnetWord(t.cloud), a)
	default:
		return t.refer(strings.ReplaceAll(strings.ToLower(string(noun)), " ", "-"), a)
	}
}

func named(keyword string, i int) string {
	if i == base {
		return keyword + "-base"
	}
	return fmt.Sprintf("%s-%05d", keyword, i)
}

// refer is the name of the i-th statement with a keyword, which is declared.
func (t *text) refer(keyword string, a argument) string {
	if a.i == base {
		t.in(vocabulary.InSubnet)
	} else if !t.needed[keyword] {
		t.needed[keyword] = true
		t.declare(keyword)
	}
	if a.i == base {
		return named(keyword, base)
	}
	if a.arg == &vocabulary.ArgOtherVPC.Arg {
		a.i = (a.i + 1) % t.n
	}
	return named(keyword, a.i)
}

// declare adds n statements with a keyword, where the first row with it stands.
func (t *text) declare(keyword string) {
	for _, row := range vocabulary.Rows {
		if row.Keyword != keyword || !row.Forms[0].Declares() {
			continue
		}
		p := standing(row, t.cloud)
		if p == vocabulary.InVPC || p == vocabulary.InSubnet {
			if classic := classicRow(keyword); classic != nil && t.opened[vocabulary.InClassic] != nil {
				row, p = classic, vocabulary.InClassic
			}
		}
		around := t.in(p)
		for i := range t.n {
			around.lines = append(around.lines, t.statement(row, shortest(row.Forms), i))
		}
		return
	}
	panic("growth: nothing declares a " + keyword)
}

// classicRow is the row of a keyword in the classic network, nil where there is none.
func classicRow(keyword string) *vocabulary.Row {
	for _, r := range vocabulary.Rows {
		if r.Keyword == keyword && r.In[0] == vocabulary.InClassic {
			return r
		}
	}
	return nil
}

// host is the one that the endpoints of services lead to.
func host(t *text, _ argument) string {
	const name, address = "host-base", "46.0.0.1"
	if !t.needed[name] {
		t.needed[name] = true
		t.top.lines = append(t.top.lines, "host "+name+" "+address)
	}
	return name
}

func endpoint(t *text, a argument) string {
	if a.arg == &vocabulary.ArgFrom.Arg {
		return "internet"
	}
	return t.refer("instance", a)
}

// peer is a range; every other one is a name in the place of one.
func peer(t *text, a argument) string {
	if t.place == vocabulary.InACL {
		return prefix(t, a)
	}
	if a.i%2 == 0 && a.row.Keyword != "" {
		return fmt.Sprintf("%s/32", nth("20.0.0.0", a.i))
	}
	if a.row.Keyword != "" {
		return t.refer("security-group", a)
	}
	return fmt.Sprintf("%s/32", nth("20.0.0.0", a.i))
}

// nth is the address i behind a first one.
func nth(first string, i int) netip.Addr {
	b := netip.MustParseAddr(first).As4()
	n := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	n += uint32(i)
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

func prefix(t *text, a argument) string {
	switch a.row.Keyword {
	case "vpc":
		if a.i == base {
			return "10.0.0.0/16, 10.1.0.0/16, 10.2.0.0/16, 10.3.0.0/16, 2001:db8::/56"
		}
		return fmt.Sprintf("%s/28", nth("10.128.0.0", 16*a.i))
	case "subnet", "vswitch":
		if a.i == base {
			return "10.0.0.0/17, 2001:db8::/64"
		}
		if t.apart == vocabulary.InVPC {
			return fmt.Sprintf("%s/28", nth("10.128.0.0", 16*a.i))
		}
		return fmt.Sprintf("%s/28", nth("10.1.0.0", 16*a.i))
	case "pods":
		return "10.9.0.0/16"
	}
	return fmt.Sprintf("%s/32", nth("20.0.0.0", a.i))
}

func address(t *text, a argument) string {
	switch {
	case a.arg == &vocabulary.ArgPublic.Arg:
	case t.apart == vocabulary.InSubnet && a.row.Keyword != "ipv6":
		return nth("10.1.0.0", 16*a.i+8).String()
	case a.row.Keyword == "interface":
		return nth("10.1.0.0", 16*a.i+8).String()
	case a.row.Keyword == "instance" || a.row.Keyword == "nat-gateway" || a.row.Keyword == "address",
		a.row.Keyword == "endpoint":
		if t.opened[vocabulary.InClassic] != nil {
			return nth("10.77.0.0", a.i).String()
		}
		return nth("10.0.16.0", a.i).String()
	case a.row.Keyword == "ipv6":
		return fmt.Sprintf("2001:db8::%x", 0x1000+a.i)
	case a.row.Keyword == "pod" && !vocabulary.RowPods.KnownIn(t.cloud):
		return nth("10.0.48.0", a.i).String()
	case a.row.Keyword == "pod":
		return nth("10.9.0.0", a.i).String()
	case a.row.Keyword == "snat" || a.row.Keyword == "dnat":
		return "198.51.100.1"
	}
	return nth("47.0.0.0", a.i).String()
}
