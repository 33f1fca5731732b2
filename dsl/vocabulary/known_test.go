package vocabulary

import (
	"strings"
	"testing"
)

// TestKnownWordsMeanWhatTheyAreKnownFor asks for words that are known in a place and for others.
func TestKnownWordsMeanWhatTheyAreKnownFor(t *testing.T) {
	for _, test := range []struct{ asked, have, want string }{
		{"a range", KnownRange("anywhere"), "0.0.0.0/0"},
		{"no range", KnownRange("offices"), ""},
		{"a target", KnownTarget("igw"), "internet-gateway"},
		{"no target", KnownTarget("nat"), ""},
		{"a service", wellKnown("ssh"), "tcp/22"},
		{"a service's name", ServiceName("tcp/22"), "ssh"},
		{"the first of two names", ServiceName("tcp/5432"), "postgres"},
		{"no service's name", ServiceName("tcp/23"), ""},
		{"an outcome", OutcomeHelp("refused"), Outcomes[3].Text},
		{"no outcome", OutcomeHelp("refuse"), ""},
		{"a statement", termOf("sg", "aws").keyword, "security-group"},
		{"a statement in capitals", termOf("ELASTIC_IP", "aws").keyword, "eip"},
		{"a balancer of one cloud", termOf("alb", "aws").behind, "application"},
		{"a balancer of another cloud", termOf("alb", "alibaba").behind, "alb"},
		{"a balancer that a cloud lacks", termOf("alb", "huawei").behind, ""},
		{"the help of a word", RowIPv4Gateway.WordHelp("active"), "route tables decide"},
		{"the help of no word", RowIPv4Gateway.WordHelp("passive"), ""},
		{"the page of a statement", RowVPC.Page(), "vpc"},
		{"the page of a line without a keyword", wordless(InTable).Page(), "route-table"},
	} {
		if test.have != test.want {
			t.Errorf("%s: have %q, want %q", test.asked, test.have, test.want)
		}
	}
	for word, want := range map[string]bool{"vswitch": true, "subnet": false, "vpc": false, "nonsense": false} {
		if have := IsForeign(word, "aws"); have != want {
			t.Errorf("%s on AWS: have it foreign: %v, want %v", word, have, want)
		}
	}
}

// TestOthersAreTheWordsOfOtherCloudsAndTools holds the words that stand for statements of a block, and against those
// that are statements there themselves.
func TestOthersAreTheWordsOfOtherCloudsAndTools(t *testing.T) {
	for _, test := range []struct {
		place              Place
		cloud, words, none string
	}{
		{InVPC, "alibaba", "subnet=vswitch sg=security-group", "igw vswitch security-group pcx"},
		{InVPC, "aws", "vswitch=subnet igw=internet-gateway lb=load-balancer", "subnet nat"},
		{InCloud, "aws", "tgw=transit-gateway pcx=peering network=vpc", "cen igw"},
		{InCloud, "alibaba", "pcx=peering", "tgw transit-gateway"},
		{InSubnet, "aws", "vm=instance nat=nat-gateway", "sg"},
		{InInstance, "aws", "elastic-ip=eip eni=interface", "vm"},
	} {
		have := map[string]string{}
		for _, k := range Others(test.place, test.cloud) {
			have[k.Name] = k.Text
		}
		for word := range strings.FieldsSeq(test.words) {
			if name, text, _ := strings.Cut(word, "="); have[name] != text {
				t.Errorf("%s of %s: %s has %q, want %q", test.place, test.cloud, name, have[name], text)
			}
		}
		for word := range strings.FieldsSeq(test.none) {
			if have[word] != "" {
				t.Errorf("%s of %s: have %s for %s, want nothing", test.place, test.cloud, have[word], word)
			}
		}
	}
}
