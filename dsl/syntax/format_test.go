package syntax

import "testing"

func TestFormat(t *testing.T) {
	for _, test := range []struct{ claim, text, want string }{
		{"two spaces a level", "cloud aws {\nvpc a 10.0.0.0/16 {\n}\n}", "cloud aws {\n  vpc a 10.0.0.0/16 {\n  }\n}\n"},
		{"one space between words", "host   laptop\t203.0.113.10", "host laptop 203.0.113.10\n"},
		{"arrows stand alone", "trace a->b tcp/80", "trace a -> b tcp/80\n"},
		{"a list has its space behind the comma", "host a 1.1.1.1 ,2.2.2.2", "host a 1.1.1.1, 2.2.2.2\n"},
		{"a list of ports has none", "listen tcp/80, 443,8000-8999,udp/53", "listen tcp/80,443,8000-8999, udp/53\n"},
		{"a short block stays on its line", "instance web{eip;listen none;}", "instance web { eip; listen none }\n"},
		{"an empty block stays on its line", "subnet a 10.0.0.0/24 {}", "subnet a 10.0.0.0/24 { }\n"},
		{"a block in a block does not", "vpc a { subnet b { eip } }", "vpc a {\n  subnet b { eip }\n}\n"},
		{"a semicolon outside of one ends the line", "title \"a\"; note \"b\"", "title \"a\"\nnote \"b\"\n"},
		{"blank lines are single", "\n\nhost a 1.1.1.1\n\n\n\nhost b 1.1.1.2\n\n", "host a 1.1.1.1\n\nhost b 1.1.1.2\n"},
		{"a block starts and ends without one", "vpc a {\n\neip\n\n}", "vpc a {\n  eip\n}\n"},
		{"comments stay where they stand", "# top\nvpc a { # behind\n// own line\n}   # end\n# last", "# top\nvpc a { # behind\n  // own line\n} # end\n# last\n"},
		{"what follows a block starts a line", "vpc a { } host b", "vpc a { }\nhost b\n"},
		{"a brace too many is kept", "}\nhost a", "}\nhost a\n"},
		{"an open text is kept", "title \"abc\nhost a", "title \"abc\nhost a\n"},
		{"nothing stays nothing", "", ""},
	} {
		have := Format(test.text)
		if have != test.want {
			t.Errorf("%s: Format(%q)\nhave %q\nwant %q", test.claim, test.text, have, test.want)
		}
		if again := Format(have); again != have {
			t.Errorf("%s: not a fixed point\nonce  %q\ntwice %q", test.claim, have, again)
		}
	}
}
