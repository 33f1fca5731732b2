package assist_test

import (
	"strings"
	"testing"

	"hopwise/dsl"
)

// TestHover puts a line into the scenario of the completions and hovers over the word behind |. want are parts of the
// lines, one after the other; an empty want means no hover.
func TestHover(t *testing.T) {
	for _, test := range []struct{ where, line, want string }{
		{"in aws", "transit-gateway |star { attach front }", "star is a transit gateway; It attaches shop.; It states no route table"},
		{"in aws", "transit-gateway star { attach front; route-table |spokes { associate shop; propagate shop } }", "spokes is a route table; It learns 10.0.0.0/16 from shop."},
		{"in aws", "transit-gateway star { attach front; route-table spokes { |associate shop } }", "The attachments whose packets this table routes."},
		{"in aws", "transit-gateway |star { attach front; route-table spokes { propagate shop } }", "It attaches shop, which is associated with no table: nothing from there goes on."},
		{"in aws", "vpn-connection |office 10.9.0.0/16; transit-gateway star { attach office }", "office is a VPN connection; Behind it is 10.9.0.0/16.; star attaches it."},
		{"in classic", "|note \"\"", "Free text"},
		{"in classic", "security-group |a { internet in allow tcp/22 from 0.0.0.0/0 }", "a is a security group of the classic network.; On both sides it drops what comes in without a rule; members reach each other"},
		{"in classic", "instance a { security-group |default }", "default is a security group of the classic network; gives it: internet in allow icmp from 0.0.0.0/0; tcp/3389"},
		{"in classic", "instance |a { }", "a is an instance of the classic network.; private address is 10.170.0.1, the first one free in intranet; names no security group: it is in default"},
		{"in classic", "instance a { |public-ip 198.51.100.30 }", "Its public address is 198.51.100.30, on an interface of its own: nothing translates it."},
		{"in old-sg", "|intranet in allow tcp/22 from 10.9.9.9", "A rule for the inner side."},
		{"in old-sg", "intranet in allow tcp/22 from |10.9.9.9", "An address of the classic network. Nobody here has it."},
		{"in old-sg", "intranet in allow tcp/22 from |10.0.2.3", "The private address of old, in the classic network."},
		{"at the end", "expect laptop -> old tcp/22 blocked by |classic.default", "default is a security group of the classic network"},
		{"in shop", "|subnet back 10.0.2.0/28 { }", "A range of the VPC"},
		{"in shop", "subnet |back 10.0.2.0/28 { }", "back is a subnet of VPC shop.; AWS keeps the first 4 and the last 1 for itself: 11 addresses are for machines.; names no route table: it uses main; default, which lets everything pass"},
		{"in shop", "subnet back |10.0.2.0/28 { }", "16 addresses, 10.0.2.0 to 10.0.2.15.; It is private; the range of back; AWS keeps"},
		{"in shop", "subnet back 10.0.2.0/28 { route-table |public }", "public is a route table of VPC shop, declared in line; AWS adds 10.0.0.0/16, which is local"},
		{"in shop", "subnet back 10.0.2.0/28 { route-table |main }", "main is a route table of VPC shop, there without being stated; a subnet that names no"},
		{"in shop", "|route-table main { }", "main is for those that name none; AWS adds 10.0.0.0/16"},
		{"in the other shop", "|route-table main { }", "100.64.0.0/10, which leads to the cloud's own services; adds 0.0.0.0/0 -> nat"},
		{"in shop", "subnet back 10.0.2.0/28 { network-acl |default }", "default is a network ACL of VPC shop; AWS gives it: in allow all from 0.0.0.0/0"},
		{"in the other shop", "vswitch spare 10.0.9.0/24 { nat-gateway |first { eip } }", "first is a NAT gateway; It serves the machines that an snat entry names.; Alibaba Cloud writes the route 0.0.0.0/0 -> first into main."},
		{"in shop", "subnet spare 10.0.9.0/24 { nat-gateway |first { eip } }", "It serves every machine whose route leads to it."},
		{"in the other shop", "security-group |a { }", "a is a security group; It lets nothing in; lets out of it what no rule denies; members reach each other"},
		{"in the other shop", "security-group |a advanced { }", "It lets nothing in; It lets nothing out"},
		{"in shop", "security-group |a { out none }", "It lets nothing in; It lets nothing out"},
		{"in front", "instance |db { }", "db is an instance; private address is 10.0.1.4, the first one free in front; names no security group: it is in default; source-dest-check is on, as AWS has it; answers on every port"},
		{"in front", "instance |db { source-dest-check off }", "it is in default.\nIt answers on every port"},
		{"in front", "instance |db 10.0.1.20 { eip 198.51.100.30 }", "Its private address is 10.0.1.20, and on the Internet 198.51.100.30."},
		{"in front", "instance db 10.0.1.20 { address 10.0.1.21 eip |198.51.100.31 }", "The elastic IP address of db; which stands for 10.0.1.21."},
		{"in front", "instance db 10.0.1.20 { public-ip |198.51.100.32 }", "The public IP address of db; which stands for 10.0.1.20."},
		{"at the end", "cloud huawei { vpc six 10.9.0.0/16, 2001:db8:9::/56 { subnet s 10.9.1.0/24, 2001:db8:9::/64 { instance db |2001:db8:9::5 } } }", "The public IP address of db."},
		{"at the end", "cloud huawei { vpc six 10.9.0.0/16, 2001:db8:9::/56 { subnet s 10.9.1.0/24, 2001:db8:9::/64 { instance db { ipv6 |2001:db8:9::6 } } } }", "The public IP address of db."},
		{"in front", "instance db { |eip }", "An elastic public address.; Left out, the address is 198.51.100.1"},
		{"in front", "instance db { security-group |default }", "default is a security group of VPC shop; in allow all from default; out allow all to 0.0.0.0/0, ::/0"},
		{"in web-sg", "in allow |tcp/22 from 0.0.0.0/0", "TCP, port 22: ssh."},
		{"in web-sg", "in allow |tcp/80,443,8000-8999 from 0.0.0.0/0", "TCP, port 80,443,8000-8999."},
		{"at the end", "expect finding |open-to-world at web-sg", "A port that runs the machine or holds its data is open to every address."},
		{"at the end", "expect finding open-to-world at |web-sg", "web-sg is a security group"},
		{"in web-sg", "in allow |all from 0.0.0.0/0", "Every protocol"},
		{"in web-sg", "in allow |icmp/3.4 from 0.0.0.0/0", "ICMP, type 3.4: destination-unreachable"},
		{"in web-sg", "in allow |proto/50 from 0.0.0.0/0", "IP protocol 50"},
		{"in web-sg", "in allow tcp/22 from |0.0.0.0/0", "Every IPv4 address."},
		{"in web-sg", "in allow tcp/22 from |10.0.1.2", "AWS keeps this address of front for itself."},
		{"in web-sg", "in allow tcp/22 from |10.0.1.99", "An address of front in VPC shop. Nobody has it."},
		{"in web-sg", "in allow tcp/22 from |web-sg", "web-sg is a security group"},
		{"in web-sg", "in |allow tcp/22 from 10.0.1.99", "allow: lets it pass.; A rule for packets that arrive."},
		{"in shop", "load-balancer lb network { listen |tcp/443 -> web }", "TCP, port 443: https."},
		{"in shop", "load-balancer lb |network { }", "network: passes connections on as they are."},
		{"in shop", "load-balancer lb network { subnet front; eip |198.51.100.30 }", "The elastic IP address of lb"},
		{"in shop", "load-balancer lb network { subnet front }; security-group g { in allow all from |198.51.100.1 }", "The elastic IP address of lb"},
		{"in shop", "prefix-list |pl { 9.0.0.0/8, 9.0.0.0/8 }", "pl is a prefix list; It holds 9.0.0.0/8."},
		{"in shop", "subnet spare 10.0.9.0/24 { nat-gateway free }; security-group g { in allow all from |198.51.100.1 }", "The elastic IP address of free"},
		{"in public", "10.1.0.0/16 -> |link", "link is a peering; joins shop and lab"},
		{"at the end", "trace laptop -> |10.0.1.10 tcp/443", "The private address of web, in VPC shop on AWS.; An address of front in VPC shop on Alibaba Cloud"},
		{"at the end", "trace laptop -> |198.51.100.7 tcp/443", "elastic IP address of web on AWS, which stands for 10.0.1.10"},
		{"at the end", "trace |203.0.113.10 -> web tcp/443", "The address of host laptop."},
		{"at the end", "trace |8.8.8.8 -> web tcp/443", "a machine out there"},
		{"at the end", "trace |192.168.7.7 -> web tcp/443", "which the Internet does not carry"},
		{"at the end", "trace laptop -> |old.public tcp/443", "old.public is an interface of the classic network on Alibaba Cloud, declared in line"},
		{"at the end", "trace laptop -> |web.public tcp/443", "web is an instance of VPC shop on AWS, declared in line"},
		{"at the end", "trace laptop -> |web.eth1 tcp/443", "web.eth1 is an interface of VPC shop"},
		{"at the end", "trace laptop -> |nat tcp/443", "nat is a NAT gateway of VPC shop on AWS; nat is a NAT gateway of VPC shop on Alibaba Cloud"},
		{"at the end", "expect laptop -> web tcp/443 |one-way", "the answer is dropped"},
		{"at the end", "expect laptop -> web tcp/443 blocked because |sg-no-rule", "No rule of the groups allows it."},
		{"at the end", "expect laptop -> web |icmp blocked", "a ping"},
		{"at the end", "expect laptop -> web tcp/443 blocked by |shop.main", "main is a route table of VPC shop on AWS"},
		{"at the end", "expect laptop -> web tcp/443 blocked by |platform", "The cloud itself"},
		{"at the end", "cloud |huawei { }", "Huawei Cloud."},
		{"at the end", "expect |dev can expose web", "dev is a user; declared in line 49"},
		{"in dev", "allow |vpc:AssociateEipAddress", "A part of an elastic address, the elastic address of another"},
		{"in dev", "allow |vpc:*Eip*", "A part of; Of the actions that doors need it means vpc:CreateIpv4Gateway, vpc:DeleteIpv4Gateway, vpc:AllocateEipAddress"},
		{"in dev", "deny |oss:PutObject", "No door to the Internet needs it."},
		{"at the end", "# |nothing", ""},
		{"at the end", `title "|nothing"`, ""},
		{"at the end", "|gibberish", ""},
		{"at the end", "trace laptop |-> web tcp/443", ""},
		{"at the end", "trace laptop -> |nobody tcp/443", "A question"},
	} {
		t.Run(test.where+": "+test.line, func(t *testing.T) {
			text := strings.Replace(completing, "# "+test.where+"\n", test.line+"\n", 1)
			offset := strings.IndexByte(text, '|')
			text = strings.Replace(text, "|", "", 1)
			h := dsl.Load(text).Document().Hover(offset)
			if h == nil {
				if test.want != "" {
					t.Fatalf("nothing is said\nwant %s", test.want)
				}
				return
			}
			if test.want == "" {
				t.Fatalf("have %q, want nothing", h.Lines)
			}
			rest := strings.ToLower(strings.Join(h.Lines, "\n"))
			for _, want := range strings.Split(test.want, "; ") {
				at := strings.Index(rest, strings.ToLower(want))
				if at < 0 {
					t.Fatalf("have %q\nwant %s", h.Lines, want)
				}
				rest = rest[at+len(want):]
			}
		})
	}
}

// TestHoverTellsHowAnACLAnswers: a stateful ACL lets the answer pass, and hovering over its name says so.
func TestHoverTellsHowAnACLAnswers(t *testing.T) {
	for key, want := range map[string]bool{"huawei": true, "aws": false} {
		text := "cloud " + key + " {\n  vpc shop 10.0.0.0/16 {\n    network-acl wall { in 1 allow all from 0.0.0.0/0 }\n  }\n}\n"
		h := dsl.Load(text).Document().Hover(strings.Index(text, "wall"))
		if h == nil {
			t.Fatalf("%s: no hover over wall", key)
		}
		if have := strings.Contains(strings.Join(h.Lines, "\n"), "lets the answer pass"); have != want {
			t.Errorf("%s: says that the answer passes: %v\nwant %v\n%q", key, have, want, h.Lines)
		}
	}
}
