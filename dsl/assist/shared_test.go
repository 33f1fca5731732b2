package assist_test

import (
	"strings"
	"testing"

	"hopwise/dsl"
)

// sharing is a scenario whose objects share names across kinds. A test replaces the comment by a line.
const sharing = `host shop 203.0.113.10
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table nat { 0.0.0.0/0 -> nat }
    prefix-list shop { 198.51.100.0/24 }
    security-group web { in allow tcp/443 from shop }
    security-group spare { in allow tcp/443 from 10.0.0.0/16 }
    network-acl web { in 100 allow all from 0.0.0.0/0; out 100 allow all to 0.0.0.0/0 }
    subnet web 10.0.1.0/24 {
      network-acl web
      route-table nat
      instance web { security-group web; interface eth1 in web }
      nat-gateway nat { eip }
      # in web
    }
    # in shop
  }
  user shop { allow * }
}
cloud alibaba {
  vpc shop 10.0.0.0/16 {
    vswitch net 10.0.1.0/24 { instance node 10.0.1.10 }
    cluster web { nodes node; pod p 10.99.0.1 on node }
    # in the other shop
  }
  classic { instance old }
}
# at the end
`

// at puts a line with a cursor into the place of a comment of sharing.
func at(t *testing.T, where, line string) (text string, offset int) {
	t.Helper()
	text = strings.Replace(sharing, "# "+where+"\n", line+"\n", 1)
	offset = strings.IndexByte(text, '|')
	if offset < 0 {
		t.Fatalf("no place %q, or no cursor in %q", where, line)
	}
	return strings.Replace(text, "|", "", 1), offset
}

// TestAHoverKnowsWhichIsMeant hovers over names that several objects share. said are the first words of each object that
// is explained, with its kind.
func TestAHoverKnowsWhichIsMeant(t *testing.T) {
	for _, test := range []struct{ where, line, said string }{
		{"in web", "instance other { security-group |web }", "web is a security group of VPC shop"},
		{"in web", "instance other { interface eth1 in |web }", "web is a subnet of VPC shop"},
		{"in shop", "subnet other 10.0.2.0/24 { network-acl |web }", "web is a network ACL of VPC shop"},
		{"in shop", "subnet other 10.0.2.0/24 { route-table |nat }", "nat is a route table of VPC shop"},
		{"in shop", "route-table other { 10.9.0.0/16 -> |nat }", "nat is a NAT gateway of VPC shop"},
		{"in shop", "route-table other { 10.9.0.0/16 -> |web }", "web is an instance of VPC shop"},
		{"in shop", "route-table other { 10.9.0.0/16 -> |web.eth1 }", "web.eth1 is an interface of VPC shop"},
		{"in shop", "route-table other { |shop -> nat }", "shop is a prefix list of VPC shop"},
		{"in shop", "security-group other { in allow all from |web }", "web is a security group of VPC shop"},
		{"in shop", "security-group other { in allow all from |shop }", "shop is a prefix list of VPC shop"},
		{"in shop", "security-group other { in allow all from |default }", "default is a security group of VPC shop"},
		{"in web", "instance other { security-group |default }", "default is a security group of VPC shop"},
		{"in shop", "subnet other 10.0.2.0/24 { network-acl |default }", "default is a network ACL of VPC shop"},
		{"in the other shop", "cluster other { nodes |node }", "node is an instance of VPC shop"},
		{"in the other shop", "security-group other { in allow all from |web }", "web is a security group of VPC shop"},
		{"in the other shop", "cluster |other { nodes node }", "other is a cluster of VPC shop"},
		{"in the other shop", "security-group |other { }", "other is a security group of VPC shop"},
		{"at the end", "trace |shop -> web tcp/443", "shop is a host"},
		{"at the end", "trace shop -> |web tcp/443", "web is an instance of VPC shop on AWS"},
		{"at the end", "trace shop -> |web.private tcp/443", "web is an instance of VPC shop on AWS"},
		{"at the end", "expect |shop can expose web", "shop is a user on AWS"},
		{"at the end", "expect shop can expose |web", "web is an instance of VPC shop on AWS"},
		{"at the end", "expect shop -> web tcp/443 blocked by |web", "web is an instance of VPC shop on AWS; " +
			"web is a security group of VPC shop on AWS; web is a subnet of VPC shop on AWS; " +
			"web is a network ACL of VPC shop on AWS; web is a security group of VPC shop on Alibaba Cloud; " +
			"web is a cluster of VPC shop on Alibaba Cloud"},
		{"at the end", "expect shop -> web tcp/443 blocked by |shop.web", "web is a security group of VPC shop on AWS; " +
			"web is a network ACL of VPC shop on AWS; web is a subnet of VPC shop on AWS; " +
			"web is an instance of VPC shop on AWS; web is a cluster of VPC shop on Alibaba Cloud; " +
			"web is a security group of VPC shop on Alibaba Cloud"},
		{"at the end", "expect shop -> web tcp/443 reachable via |nat", "nat is a NAT gateway of VPC shop on AWS; " +
			"nat is a route table of VPC shop on AWS"},
		{"at the end", "expect finding unused at |web", "web is an instance"},
		{"at the end", "expect shop -> old tcp/443 blocked by |classic", "classic is the classic network on Alibaba Cloud"},
		// A name of the wrong kind is explained all the same.
		{"in web", "instance other { security-group |igw }", "igw is an internet gateway of VPC shop"},
	} {
		text, offset := at(t, test.where, test.line)
		var said []string
		if h := dsl.Load(text).Document().Hover(offset); h != nil {
			for _, line := range h.Lines {
				if subject, _, _ := strings.Cut(line, ","); strings.Contains(subject, " is a") || strings.Contains(subject, " is the") {
					said = append(said, strings.TrimSuffix(subject, "."))
				}
			}
		}
		if have := strings.Join(said, "; "); !strings.HasPrefix(have, test.said) ||
			strings.Count(have, ";") != strings.Count(test.said, ";") && !strings.Contains(test.line, "finding") {
			t.Errorf("%s: %s\nhave %s\nwant %s", test.where, test.line, have, test.said)
		}
	}
}

// TestACompletionTellsSharersApart completes names that several objects share. want are completions, each with what it
// writes and its detail.
func TestACompletionTellsSharersApart(t *testing.T) {
	for _, test := range []struct {
		where, line string
		want, never []string
	}{
		{"in web", "instance other { security-group | }", []string{"web=web: security group"}, []string{"shop", "nat"}},
		{"in web", "instance other { interface eth1 in | }", []string{"web=web: subnet"}, []string{"nat"}},
		{"in shop", "route-table other { 10.9.0.0/16 -> | }", []string{"nat=nat: NAT gateway", "web=web: instance"}, nil},
		{"in shop", "route-table other { | }", []string{"shop=shop: prefix list", "shop=10.0.0.0/16: VPC, 10.0.0.0/16"}, nil},
		{"in shop", "security-group other { in allow all from | }", []string{"web=web: security group",
			"shop=shop: prefix list", "shop=10.0.0.0/16: VPC, 10.0.0.0/16", "web=10.0.1.0/24: subnet, 10.0.1.0/24",
			"shop=203.0.113.10: host, 203.0.113.10"}, nil},
		{"at the end", "expect shop -> web tcp/443 blocked by |", []string{"nat=nat: route table, NAT gateway",
			"web=web: security group, network ACL, instance, cluster",
			"default=default: security group, network ACL"}, nil},
		{"at the end", "trace |", []string{"shop=shop: host", "web=web: instance"}, nil},
		{"at the end", "expect shop |", []string{"->=->: ", "can=can: the policy lets the user open a way to the Internet"}, nil},
	} {
		text, offset := at(t, test.where, test.line)
		have := map[string]bool{}
		labels := map[string]bool{}
		for _, c := range dsl.Load(text).Document().Complete(offset) {
			have[c.Label+"="+c.Edit.Text+": "+c.Detail] = true
			labels[c.Label] = true
		}
		for _, want := range test.want {
			if !have[want] {
				t.Errorf("%s: %s\nhave %v\nwant %s", test.where, test.line, have, want)
			}
		}
		for _, never := range test.never {
			if labels[never] {
				t.Errorf("%s: %s\nhave %s, which does not fit", test.where, test.line, never)
			}
		}
	}
}
