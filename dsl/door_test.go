package dsl_test

import (
	"slices"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/vocabulary"
)

// TestAskUserTakesStatementsAboutUsers asks a statement of each cloud that has its names.
func TestAskUserTakesStatementsAboutUsers(t *testing.T) {
	s := dsl.Load(failing + "cloud huawei {\n  vpc field 10.4.0.0/16 {\n" +
		"    subnet barn 10.4.1.0/24 { instance web }\n  }\n  user dev { allow * }\n}\n")
	for _, test := range []struct {
		line  string
		asked int
		want  string
	}{
		{"expect dev can expose web", 2, ""},
		{"expect dev cannot expose web on huawei", 1, ""},
		{"expect dev can expose wbe", 0, "wbe"},
		{"expect dev can expose", 0, "an instance's name is missing"},
		{"expect dev can expose web; expect ops can expose web", 0, "one question is meant"},
	} {
		asked, problems := s.AskUser(test.line)
		if have := messages(problems); len(asked) != test.asked || !strings.Contains(have, test.want) ||
			test.want == "" && have != "" {
			t.Errorf("%s: have %d answers, and %s\nwant %d, and %q", test.line, len(asked), have, test.asked, test.want)
		}
	}
}

// TestHasKnowsWhatIsThere asks for names that are declared, and for those that need not be.
func TestHasKnowsWhatIsThere(t *testing.T) {
	s := dsl.Load(failing)
	for name, want := range map[string]bool{
		"laptop": true, "web": true, "shop": true, "igw": true, "web-sg": true, "main": true, "shop.main": true,
		"default": true, "platform": true, "aws": false, "lab": false, "web.eth1": false, "": false,
	} {
		if have := s.Has(name); have != want {
			t.Errorf("Has(%q): have %v, want %v", name, have, want)
		}
	}
}

// TestWordsAreOfTheVocabulary checks a word of each class.
func TestWordsAreOfTheVocabulary(t *testing.T) {
	for text, class := range map[string]string{"vpc": "statement", "because": "word", "flaky": "outcome"} {
		if !slices.ContainsFunc(dsl.Words(), func(w vocabulary.Word) bool { return w.Text == text && w.Class == class }) {
			t.Errorf("want %s among the words, as a %s", text, class)
		}
	}
}

// TestAnExpectedFindingSaysWhatIsNear names what was found at the object or under the code: one with its words, several
// by code and place, three at most.
func TestAnExpectedFindingSaysWhatIsNear(t *testing.T) {
	const text = `cloud aws {
  vpc shop 10.0.0.0/16 {
    security-group a { }
    security-group b { }
    security-group c { }
    security-group d { }
    security-group e { in allow tcp/22 from 0.0.0.0/0 }
    subnet front 10.0.1.0/24 { instance web { security-group e } }
  }
}
`
	for _, test := range []struct{ expected, want string }{
		{"finding unused", ""},
		{"finding unused at d", ""},
		{"finding unused at web", "expected finding unused at web, found unused at a (line 3), unused at b (line 4), unused at c (line 5), and 1 more"},
		{"finding open-to-world at a", "expected finding open-to-world at a, found unused at a (line 3), open-to-world at e (line 7)"},
		{"finding public-address at a", "expected finding public-address at a, found unused: a is a security group that nothing uses (line 3)"},
		{"finding public-address at web", "expected finding public-address at web, found none"},
		{"no finding", "expected no finding, found unused: a is a security group that nothing uses (line 3)"},
		{"no finding unused at b", "expected no finding unused at b, found unused: b is a security group that nothing uses (line 4)"},
		{"no finding unused at web", ""},
		{"no finding public-address", ""},
	} {
		s := dsl.Load(text + "expect " + test.expected + "\n")
		if have := s.Lacks(s.FindingExpectations()[0]); have != test.want {
			t.Errorf("expect %s\nhave %s\nwant %s", test.expected, have, test.want)
		}
	}
	three := strings.Replace(text, "    security-group d { }\n", "", 1)
	s := dsl.Load(three + "expect finding unused at web\n")
	const want = "expected finding unused at web, found unused at a (line 3), unused at b (line 4), unused at c (line 5)"
	if have := s.Lacks(s.FindingExpectations()[0]); have != want {
		t.Errorf("have %s\nwant %s", have, want)
	}
}
