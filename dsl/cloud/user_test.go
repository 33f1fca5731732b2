package cloud_test

import (
	"math/rand"
	"regexp"
	"strings"
	"testing"

	"hopwise/dsl/cloud"
)

// TestAPatternAgainstARegularExpression compares patterns of few letters with regular expressions that say the same.
func TestAPatternAgainstARegularExpression(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	word := func(letters string, most int) string {
		var b strings.Builder
		for range random.Intn(most) {
			b.WriteByte(letters[random.Intn(len(letters))])
		}
		return b.String()
	}
	inRegexp := strings.NewReplacer("*", ".*", "?", ".")
	for range 20_000 {
		pattern, action := word("aAzZ[@:*?", 6), word("aAzZ[@:", 7)
		like := inRegexp.Replace(strings.ReplaceAll(pattern, "[", `\[`))
		want := regexp.MustCompile("^(?i:" + like + ")$").MatchString(action)
		u := &cloud.User{Policy: []cloud.PolicyStatement{{Allow: true, Action: pattern}}}
		if have := u.May(action); have != want {
			t.Fatalf("%q matches %q\nhave %v\nwant %v", pattern, action, have, want)
		}
	}
}

func TestADenyWinsWhereverItStands(t *testing.T) {
	allow := func(action string) cloud.PolicyStatement { return cloud.PolicyStatement{Allow: true, Action: action} }
	deny := func(action string) cloud.PolicyStatement { return cloud.PolicyStatement{Action: action} }
	for _, test := range []struct {
		claim  string
		policy []cloud.PolicyStatement
		want   bool
	}{
		{"nothing is stated", nil, false},
		{"it is allowed", []cloud.PolicyStatement{allow("a:b")}, true},
		{"another is allowed", []cloud.PolicyStatement{allow("a:c")}, false},
		{"it is denied first", []cloud.PolicyStatement{deny("a:b"), allow("a:*")}, false},
		{"it is denied last", []cloud.PolicyStatement{allow("a:*"), deny("a:b")}, false},
		{"another is denied", []cloud.PolicyStatement{deny("a:c"), allow("a:*"), deny("a:d")}, true},
	} {
		u := &cloud.User{Policy: test.policy}
		if have := u.May("a:b"); have != test.want {
			t.Errorf("%s: have %v\nwant %v", test.claim, have, test.want)
		}
	}
}
