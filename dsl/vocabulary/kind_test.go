package vocabulary

import (
	"fmt"
	"strings"
	"testing"
)

// TestArgumentsAreRead reads words as each kind of argument. want is the value as text, or, behind an exclamation mark,
// a part of the message.
func TestArgumentsAreRead(t *testing.T) {
	value := map[string]func(v Reading) string{
		"ADDRESS":  func(v Reading) string { return v.Addr.String() },
		"RANGE":    func(v Reading) string { return v.Range.String() },
		"PEER":     func(v Reading) string { return v.Range.String() },
		"ENDPOINT": func(v Reading) string { return v.Addr.String() },
		"NUMBER":   func(v Reading) string { return fmt.Sprint(v.Number) },
		"PORT":     func(v Reading) string { return fmt.Sprint(v.Number) },
		"PORTS":    func(v Reading) string { return fmt.Sprint(v.Ports) },
		"SERVICE": func(v Reading) string {
			return fmt.Sprint(v.Service.Protocol, v.Service.Ports, v.Service.Type, v.Service.Code)
		},
	}
	for _, test := range []struct{ kind, text, want string }{
		{"NAME", "web", ""},
		{"NAME", "_web_1", ""},
		{"NAME", "web-sg", ""},
		{"NAME", "网站-1", ""},
		{"NAME", "сервер", ""},
		{"NAME", "दुकान", ""},
		{"NAME", "7web", "!starts with a letter"},
		{"NAME", "-web", "!starts with a letter"},
		{"NAME", "web-", "!a hyphen of a name stands alone"},
		{"NAME", "web--sg", "!a hyphen of a name stands alone"},
		{"NAME", "web.sg", "!not '.'"},
		{"NAME", "web😀", "!not '😀'"},
		{"NAME", "<img>", "!starts with a letter"},
		{"NAME", "a<img>", "!not '<'"},
		{"OBJECT", "shop.main", ""},
		{"OBJECT", "shop.", "!starts with a letter"},
		{"OBJECT", ".main", "!starts with a letter"},
		{"TARGET", "igw", ""},
		{"ADDRESS", "10.0.1.10", "10.0.1.10"},
		{"ADDRESS", "2001:db8::1", "2001:db8::1"},
		{"ADDRESS", "2001:DB8:0::1", "2001:db8::1"},
		{"ADDRESS", "::ffff:10.0.0.1", "10.0.0.1"},
		{"ADDRESS", "10.0.1", "!four numbers to 255"},
		{"ADDRESS", "10.0.1.256", "!four numbers to 255"},
		{"ADDRESS", "10.0.1.010", "!four numbers to 255"},
		{"ADDRESS", "fe80::1%eth0", "!four numbers to 255"},
		{"ADDRESS", "10.0.1.0/24", "!not a range"},
		{"ADDRESS", "web/24", "!four numbers to 255"},
		{"ADDRESS", "10/24", "!four numbers to 255"},
		{"RANGE", "10.0.0.0/16", "10.0.0.0/16"},
		{"RANGE", "0.0.0.0/0", "0.0.0.0/0"},
		{"RANGE", "2001:db8::/56", "2001:db8::/56"},
		{"RANGE", "10.0.0.1/16", "!host bits"},
		{"RANGE", "10.0.0.0/33", "!a slash and how many bits"},
		{"RANGE", "10.0.0.0", "!/n"},
		{"PEER", "0.0.0.0/0", "0.0.0.0/0"},
		{"PEER", "203.0.113.7", "203.0.113.7/32"},
		{"PEER", "2001:db8::7", "2001:db8::7/128"},
		{"PEER", "web-sg", "invalid Prefix"},
		{"PEER", "203.0.113.7/24", "!host bits"},
		{"PEER", "web--sg", "!a hyphen"},
		{"PEER", "1609/web-sg", "invalid Prefix"},
		{"PEER", "1609/web--sg", "!a hyphen"},
		{"PEER", "/web-sg", "!starts with a letter"},
		{"PEER", "1609/24", "!a slash and how many bits"},
		{"PEER", "web/24", "!not '/'"},
		{"PEER", "10.0.1", "!four numbers to 255"},
		{"PEER", "0.0.0.0", "!no packet has this address"},
		{"DESTINATION", "::", "!no packet has this address"},
		{"TARGET", "shop.igw", ""},
		{"TARGET", "10.0.0.0/16", "!a target is an object's name"},
		{"ZONE", "cn-hangzhou-b", ""},
		{"ZONE", "1", ""},
		{"ZONE", "-é2", ""},
		{"ZONE", "a_b", "!letters, digits and hyphens"},
		{"ACTION", "*", ""},
		{"ACTION", "ecs:*", ""},
		{"ACTION", "ecs", "!service:Action"},
		{"ACTION", ":Run", "!service:Action"},
		{"ACTION", "ecs:", "!service:Action"},
		{"ENDPOINT", "203.0.113.7", "203.0.113.7"},
		{"ENDPOINT", "web.private", "invalid IP"},
		{"ENDPOINT", "web..private", "!starts with a letter"},
		{"NUMBER", "100", "100"},
		{"NUMBER", "0", "0"},
		{"NUMBER", "007", "7"},
		{"NUMBER", "1e3", "!digits"},
		{"NUMBER", "-1", "!digits"},
		{"NUMBER", "99999999999999999999", "!digits"},
		{"PORT", "0", "0"},
		{"PORT", "65535", "65535"},
		{"PORT", "65536", "!from 0 to 65535"},
		{"PORT", "80-90", "!one port"},
		{"PORTS", "1024-65535", "[1024 65535]"},
		{"PORTS", "5000", "[5000 5000]"},
		{"PORTS", "90-80", "!backwards"},
		{"PORTS", "80-", "!from 0 to 65535"},
		{"PORTS", "-80", "!from 0 to 65535"},
		{"PORTS", "80-90-95", "!from 0 to 65535"},
		{"SERVICE", "tcp/443", "6 [[443 443]] -1 -1"},
		{"SERVICE", "tcp/0", "6 [[0 0]] -1 -1"},
		{"SERVICE", "tcp/80,443,8000-8999", "6 [[80 80] [443 443] [8000 8999]] -1 -1"},
		{"SERVICE", "udp/53", "17 [[53 53]] -1 -1"},
		{"SERVICE", "tcp", "6 [] -1 -1"},
		{"SERVICE", "all", "-1 [] -1 -1"},
		{"SERVICE", "icmp", "1 [] -1 -1"},
		{"SERVICE", "icmp/8", "1 [] 8 -1"},
		{"SERVICE", "icmp/3.4", "1 [] 3 4"},
		{"SERVICE", "icmp/0.0", "1 [] 0 0"},
		{"SERVICE", "icmp/13.12", "1 [] 13 12"},
		{"SERVICE", "icmp/255.255", "1 [] 255 255"},
		{"SERVICE", "icmp/echo-request", "1 [] 8 -1"},
		{"SERVICE", "icmp/echo-reply", "1 [] 0 -1"},
		{"SERVICE", "icmpv6", "58 [] -1 -1"},
		{"SERVICE", "icmpv6/echo-request", "58 [] 128 -1"},
		{"SERVICE", "proto/50", "50 [] -1 -1"},
		{"SERVICE", "proto/0", "0 [] -1 -1"},
		{"SERVICE", "proto/256", "!from 0 to 255"},
		{"SERVICE", "proto/-1", "!from 0 to 255"},
		{"SERVICE", "proto", "!protocol number"},
		{"SERVICE", "tcp/", "!from 0 to 65535"},
		{"SERVICE", "tcp/65536", "!from 0 to 65535"},
		{"SERVICE", "tcp/443-80", "!backwards"},
		{"SERVICE", "tcp/80,", "!from 0 to 65535"},
		{"SERVICE", "icmp/256", "!to 255"},
		{"SERVICE", "icmp/8.256", "!code is a number to 255"},
		{"SERVICE", "icmp/8.", "!code is a number to 255"},
		{"SERVICE", "icmp/ping", "!echo-request"},
		{"SERVICE", "all/80", "!no ports"},
		{"SERVICE", "sctp/80", "!a service is"},
		{"SERVICE", "https", "!a service is"},
		{"OUTCOME", "one-way", ""},
		{"OUTCOME", "ok", "!an outcome is"},
	} {
		v := Reading{Value: Value{Text: test.text}}
		trouble := kindOf(t, test.kind).read(test.text, &v)
		have := ""
		if trouble != nil {
			have = "!" + trouble.message
		} else if say := value[test.kind]; say != nil {
			have = say(v)
		}
		wrong, isWrong := strings.CutPrefix(test.want, "!")
		if !isWrong && have != test.want || isWrong && (trouble == nil || !strings.Contains(trouble.message, wrong)) {
			t.Errorf("%s read as %s\nhave %s\nwant %s", test.text, test.kind, have, test.want)
		}
	}
}

// TestAWordLooksLikeItsKind tells the words that an argument may be left out before from those that it takes.
func TestAWordLooksLikeItsKind(t *testing.T) {
	for _, test := range []struct {
		kind, words string
		want        bool
	}{
		{"NAME", "web _web é 世", true},
		{"NAME", "7 -web .web", false},
		{"NUMBER", "0 9 100 10.0.0.1", true},
		{"NUMBER", "/ : web -1", false},
		{"PORT", "0 9", true},
		{"PORT", "all", false},
		{"ADDRESS", "1. 10.0.0.1 10/8 ::1 a:b", true},
		{"ADDRESS", "10 web", false},
		{"RANGE", "10.0.0.0/16 ::/0", true},
		{"RANGE", "16 offices", false},
		{"TYPE", "advanced bsic accounts", true},
		{"TYPE", "account 1609", false},
		{"FINDING", "unused ats", true},
		{"FINDING", "at on 7", false},
		{"SERVICE", "tcp/443", true},
		{"SERVICE", "443", false},
	} {
		for word := range strings.FieldsSeq(test.words) {
			if have := kindOf(t, test.kind).looks(word); have != test.want {
				t.Errorf("%s looks like %s: have %v, want %v", word, test.kind, have, test.want)
			}
		}
	}
	if looksLikeNumber("") {
		t.Error("nothing looks like a number")
	}
}

// TestWhatIsMeantIsOffered reads words that are nearly right: the right word is offered as a fix.
func TestWhatIsMeantIsOffered(t *testing.T) {
	for _, test := range []struct{ kind, text, want string }{
		{"RANGE", "10.0.1.10/24", "10.0.1.0/24"},
		{"RANGE", "2001:db8::1/64", "2001:db8::/64"},
		{"RANGE", "0.0.0.0", "0.0.0.0/0"},
		{"RANGE", "::", "::/0"},
		{"RANGE", "10.0.1.10", ""},
		{"PEER", "0.0.0.0", "0.0.0.0/0"},
		{"PEER", "::", "::/0"},
		{"SERVICE", "https", "tcp/443"},
		{"SERVICE", "tcp:443", "tcp/443"},
		{"SERVICE", "tcp/*", "tcp"},
		{"SERVICE", "udp/any", "udp"},
		{"SERVICE", "all/all", "all"},
		{"SERVICE", "icmp/-1/-1", "icmp"},
		{"SERVICE", "icmp/ping", "icmp/echo-request"},
		{"SERVICE", "icmpv6/ping", "icmpv6/echo-request"},
		{"SERVICE", "all/ping", "all"},
		{"SERVICE", "icmp/ehco-request", "icmp/echo-request"},
		{"SERVICE", "443", ""},
		{"SERVICE", "SSH", "tcp/22"},
		{"SERVICE", "TCP/80", "tcp/80"},
		{"SERVICE", "tpc/80", "tcp/80"},
		{"SERVICE", "all/80", "all"},
		{"SERVICE", "sctp/80", ""},
		{"OUTCOME", "rechable", "reachable"},
		{"OUTCOME", "oneway", "one-way"},
		{"OUTCOME", "whatever", ""},
	} {
		v := Reading{Value: Value{Text: test.text}}
		trouble := kindOf(t, test.kind).read(test.text, &v)
		if trouble == nil {
			t.Errorf("%s read as %s: have nothing against it\nwant %s offered", test.text, test.kind, test.want)
			continue
		}
		if trouble.instead != test.want {
			t.Errorf("%s read as %s\nhave %q offered\nwant %q", test.text, test.kind, trouble.instead, test.want)
		}
	}
}

// TestATroubleSaysWhatToWrite holds the hints of words that can't be read and for which no fix is certain.
func TestATroubleSaysWhatToWrite(t *testing.T) {
	for _, test := range []struct{ kind, text, want string }{
		{"RANGE", "10.0.1.10", "Write 10.0.1.10/32 for the one address, or the range that holds it."},
		{"RANGE", "2001:db8::1", "Write 2001:db8::1/128 for the one address, or the range that holds it."},
		{"RANGE", "10.0.1", ""},
		{"RANGE", "10.0.1.10/24", "The range that holds this address is 10.0.1.0/24."},
		{"PEER", "::", "Every address is ::/0."},
		{"ADDRESS", "10.0.1.0/24", "Write an address without /n."},
		{"TARGET", "10.0.1.0/24", "The range stands before the arrow, the target behind it."},
		{"PORTS", "90-80", "Write 80-90."},
		{"SERVICE", "443", "Write tcp/443 or udp/443."},
		{"SERVICE", "80-90", "Write tcp/80-90 or udp/80-90."},
		{"SERVICE", "SSH", "SSH is tcp/22."},
		{"SERVICE", "proto/256", "Write proto/50, for example."},
		{"SERVICE", "icmp/ehco-request", "Did you mean echo-request?"},
		{"SERVICE", "web", ""},
	} {
		v := Reading{Value: Value{Text: test.text}}
		trouble := kindOf(t, test.kind).read(test.text, &v)
		if trouble == nil || trouble.hint != test.want {
			t.Errorf("%s read as %s: have %+v\nwant the hint %q", test.text, test.kind, trouble, test.want)
		}
	}
}

// TestExamplesAreRead checks that the example of every kind can be read.
func TestExamplesAreRead(t *testing.T) {
	for _, k := range kinds {
		v := Reading{Value: Value{Text: k.example}}
		if trouble := k.read(k.example, &v); trouble != nil {
			t.Errorf("the example of %s is %s\nhave against it: %s\nwant nothing", k.word, k.example, trouble.message)
		}
		if !k.looks(k.example) {
			t.Errorf(
				"the example of %s is %s, which does not look like one: it can't be left out and written again",
				k.word,
				k.example,
			)
		}
	}
}

// kindOf is the kind with a word.
func kindOf(t *testing.T, word string) *Kind {
	t.Helper()
	for _, k := range kinds {
		if k.word == word {
			return k
		}
	}
	t.Fatalf("have no kind %s, want one of kinds", word)
	return nil
}
