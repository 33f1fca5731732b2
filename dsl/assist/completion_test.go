package assist_test

import (
	"strings"
	"testing"

	"hopwise/dsl"
)

// completing is a scenario with named places: a test replaces the comment of a place by its own line, with a cursor, |,
// in it.
const completing = `host laptop 203.0.113.10
cloud aws {
  # in aws
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table public {
      # in public
      0.0.0.0/0 -> igw
    }
    prefix-list offices { 198.51.100.0/24 }
    security-group web-sg {
      # in web-sg
      in allow tcp/443 from 0.0.0.0/0
    }
    network-acl front-acl {
      # in front-acl
    }
    subnet front 10.0.1.0/24 {
      # in front
      instance web 10.0.1.10 {
        # in web
        eip 198.51.100.7
        security-group web-sg
        interface eth1 in front 10.0.1.11 { }
      }
      nat-gateway nat { eip 198.51.100.9 }
    }
    # in shop
  }
  vpc lab 10.1.0.0/16 {
    security-group lab-sg { }
    route-table lab-table { }
  }
  peering link shop <-> lab
  transit-gateway hub {
    # in hub
  }
}
cloud alibaba {
  vpc shop 10.0.0.0/16 {
    # in the other shop
    vswitch front 10.0.1.0/24 {
      nat-gateway nat {
        eip 198.51.100.8
        # in the other nat
      }
    }
  }
  user dev {
    # in dev
  }
  classic {
    # in classic
    security-group old-sg {
      # in old-sg
    }
    security-group peer-sg { }
    instance old 10.0.2.3 {
      # in old
      public-ip
    }
  }
}
# at the end
`

// TestComplete asks for completions at a cursor. want are labels in their order, with = and the text of the edit if
// that differs; not are labels that must be absent.
func TestComplete(t *testing.T) {
	for _, test := range []struct{ where, line, want, not string }{
		{"at the end", "|", "title host cloud trace expect", "vpc instance allow"},
		{"at the end", "ex|", "expect", "vpc"},
		{"in aws", "|", "vpc peering transit-gateway user", "cen classic instance"},
		{"in classic", "|", "instance security-group note", "vswitch vpc route-table"},
		{"in classic", "instance young { security-group | }", "old-sg peer-sg default", "web-sg"},
		{"in old-sg", "|", "inner internet intranet note", "in out"},
		{"in old-sg", "internet in allow tcp/22 from |", "0.0.0.0/0 ::/0 laptop=203.0.113.10", "peer-sg old-sg shop"},
		{"in old-sg", "intranet in allow tcp/22 from |", "peer-sg old=10.0.2.3", "old-sg shop laptop"},
		{"in old", "|", "security-group public-ip ip-forward iptables listen os type note", "eip ipv6 interface address source-dest-check"},
		{"at the end", "expect laptop -> old tcp/22 blocked by |", "classic classic.default", "classic.main"},
		{"at the end", "trace laptop -> old.|", "old.private old.public", ""},
		{"in shop", "|", "internet-gateway route-table security-group subnet", "vswitch instance ipv4-gateway"},
		{"in the other shop", "sub|", "vswitch ipv4-gateway subnet=vswitch", "internet-gateway"},
		{"in shop", "ig|", "internet-gateway igw=internet-gateway", "subnet=vswitch"},
		{"in web-sg", "in allow tcp/|", "tcp/443 tcp/22 tcp/1024-65535", "https udp/53"},
		{"in web-sg", "in allow udp/|", "udp/53", "tcp/443"},
		{"at the end", "expect laptop -> web tcp/443 reachable via |", "igw web-sg", "shop lab"},
		{"at the end", "expect laptop -> web tcp/443 blocked by |", "shop lab", "laptop"},
		{"in front", "|", "route-table network-acl instance nat-gateway", "eip vpc"},
		{"in front", "route-table |", "public main", "lab-table igw web-sg"},
		{"in front", "network-acl |", "front-acl default", "public"},
		{"in web", "security-group |", "web-sg default", "lab-sg web public"},
		{"in web", "security-group web-sg, |", "default", "web-sg"},
		{"in web", "source-dest-check |", "on off", "allow"},
		{"in web", "interface eth2 in |", "front", "web"},
		{"in web", "interface eth2 |", "in", "front"},
		{"in public", "10.1.0.0/16 -> |", "igw nat link web web.eth1 blackhole", "web-sg front laptop hub"},
		{"in public", "10.1.0.0/16 |", "->", "igw"},
		{"in public", "|", "offices 0.0.0.0/0 lab=10.1.0.0/16 note", "in allow"},
		{"in web-sg", "in |", "none allow deny", "from"},
		{"in web-sg", "in allow |", "https=tcp/443 ssh=tcp/22 tcp=tcp/ udp=udp/ all", "igw"},
		{"in web-sg", "in allow icmp/|", "icmp/echo-request", "tcp"},
		{"in web-sg", "in allow tcp/443 |", "from", "to"},
		{"in web-sg", "in allow tcp/80,443 fro| 0.0.0.0/0", "from", "to"},
		{"in web-sg", "in allow tcp/443 from |", "offices web-sg 0.0.0.0/0 ::/0 shop=10.0.0.0/16 front=10.0.1.0/24 laptop=203.0.113.10", "igw lab-sg"},
		{"in front-acl", "in 100 allow tcp/443 from |", "0.0.0.0/0 front=10.0.1.0/24", "web-sg offices"},
		{"in hub", "attach |", "front", "shop web"},
		{"in hub", "10.0.0.0/16 -> |", "blackhole shop lab", "web"},
		{"in hub", "|", "attach appliance-mode security-group-references route-table", "publish associate"},
		{"in aws", "transit-gateway star { attach front; route-table spokes { | } }", "associate propagate", "attach"},
		{"in aws", "transit-gateway star { attach front; route-table spokes { associate | } }", "shop", "lab front"},
		{"in aws", "transit-gateway star { attach front; route-table spokes { 10.0.0.0/8 -> | } }", "blackhole shop", "lab"},
		{"in aws", "transit-gateway star { attach front; appliance-mode | }", "shop", "lab front"},
		{"in aws", "vpn-connection office 10.9.0.0/16; transit-gateway star { attach | }", "office front", "shop"},
		{"in aws", "peering other |", "shop lab", "web"},
		{"in aws", "peering other shop <-> |", "lab", "shop"},
		{"in the other shop", "security-group a |", "basic advanced account", "application"},
		{"in the other shop", "load-balancer a |", "clb alb nlb", "application"},
		{"in the other nat", "snat |", "vpc vswitch instance", "via subnet"},
		{"in the other nat", "snat vswitch |", "front", "nat"},
		{"in the other nat", "snat vpc via |", "198.51.100.8", "front"},
		{"in dev", "deny |", "ecs:RunInstances", "web"},
		{"at the end", "trace |", "internet laptop web web.eth1", "web-sg igw public nat"},
		{"at the end", "trace laptop -> web.|", "web.private web.public", "laptop"},
		{"at the end", "trace laptop -> |", "web", "igw"},
		{"at the end", "trace laptop -> web tcp/443 on |", "aws alibaba", "huawei"},
		{"at the end", "expect laptop -> web tcp/443 |", "from-port reachable blocked one-way refused flaky", "by"},
		{"at the end", "expect laptop -> web tcp/443 blocked |", "by because via as on", "reachable"},
		{"at the end", "expect finding |", "open-all open-to-world unused", "sg-no-rule web ->"},
		{"at the end", "expect no finding |", "open-to-world at", "sg-no-rule"},
		{"at the end", "expect finding unused at |", "public web-sg web main", "laptop"},
		{"at the end", "expect laptop -> web tcp/443 blocked by |", "public web-sg web main shop.main default platform", "laptop front offices dev"},
		{"at the end", "expect laptop -> web tcp/443 blocked because |", "sg-no-rule acl-deny no-listener", "sg-rule arrived"},
		{"at the end", "expect laptop -> web tcp/443 blocked via igw, |", "public web", "igw"},
		{"at the end", "expect dev |", "can cannot", "blocked ->"},
		{"at the end", "expect laptop |", "->", "can cannot"},
		{"at the end", "expect dev can expose |", "new web", "laptop"},
		{"at the end", "cloud |", "huawei", "aws"},
		{"at the end", "cloud huawei {\n  |", "vpc", "transit-gateway title"},
		{"at the end", "cloud huawei { vpc a 10.0.0.0/16 { sub|", "subnet", "vswitch"},
		{"in front", "instance db { |", "security-group eip listen", "instance"},
		{"in front", "instance db { listen tcp/80; sec|", "security-group", "instance"},
		{"in front", "inst|ance db", "instance", "eip"},
		{"at the end", `title "a |`, "", "title"},
		{"in the other nat", "snat vpc via |", "198.51.100.8", ""},
		{"in the other nat", "eip |", "", "198.51.100.8"},
		{"at the end", "# tra|", "", "trace"},
		{"in shop", "subnet |", "", "front"},
		{"in shop", "subnet back 10.0.2.0/24 |", "zone", "route-table"},
	} {
		t.Run(test.where+": "+test.line, func(t *testing.T) {
			text := strings.Replace(completing, "# "+test.where+"\n", test.line+"\n", 1)
			offset := strings.IndexByte(text, '|')
			text = strings.Replace(text, "|", "", 1)
			labels := map[string]int{}
			found := dsl.Load(text).Document().Complete(offset)
			for i, c := range found {
				if c.Edit.Span.Start > offset || c.Edit.Span.End < offset {
					t.Errorf("%s is written at %v, and the cursor is at %d", c.Label, c.Edit.Span, offset)
				}
				labels[c.Label] = i
				if c.Edit.Text != c.Label {
					labels[c.Label+"="+c.Edit.Text] = i
				}
			}
			last := -1
			for _, want := range strings.Fields(test.want) {
				at, there := labels[want]
				if !there {
					t.Errorf("no %s among %v", want, found)
				} else if at < last {
					t.Errorf("%s comes too early", want)
				}
				last = at
			}
			for _, not := range strings.Fields(test.not) {
				if _, there := labels[not]; there {
					t.Errorf("%s is offered: %v", not, found)
				}
			}
		})
	}
}

// FuzzComplete checks that completion does not panic at any offset of any text, and that its edits lie in the text.
func FuzzComplete(f *testing.F) {
	f.Add(completing, 200)
	f.Add(dsl.First, 300)
	f.Add("cloud aws { vpc a 10.0.0.0/16 {\n in allow tcp/80, from", 50)
	f.Add("}{ } expect a -> \"x", 12)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		d := dsl.Load(text).Document()
		for _, c := range d.Complete(offset) {
			if at := c.Edit.Span; at.Start < 0 || at.End > len(text) || at.Start > offset || at.End < offset {
				t.Fatalf("%q at %d: %s is written at %v", text, offset, c.Label, at)
			}
		}
		h := d.Hover(offset)
		if h == nil {
			return
		}
		if h.Span.Start < 0 || h.Span.End > len(text) || h.Span.Start > offset || h.Span.End < offset ||
			len(h.Lines) == 0 {
			t.Fatalf("%q at %d: hovers at %v: %q", text, offset, h.Span, h.Lines)
		}
	})
}
