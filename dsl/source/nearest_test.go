package source_test

import (
	"math/rand"
	"testing"

	"hopwise/dsl/source"
)

func TestNearest(t *testing.T) {
	words := []string{"subnet", "security-group", "route-table", "internet-gateway", "eip", "vpc", "网站", "网关"}
	for _, test := range []struct{ claim, word, want string }{
		{"a letter is wrong", "subnat", "subnet"},
		{"a letter is missing", "subne", "subnet"},
		{"a letter is too many", "subbnet", "subnet"},
		{"swapped neighbours are one mistake", "epi", "eip"},
		{"swapped strangers are two", "pie", ""},
		{"a third of the letters may be wrong", "vpd", "vpc"},
		{"more than a third may not", "vqd", ""},
		{"a word of two letters has to be right", "vp", ""},
		{"the word itself is nearest", "route-table", "route-table"},
		{"a long word may have several mistakes", "internt-gatway", "internet-gateway"},
		{"letters count, not bytes", "网站们", "网站"},
		{"a word of one letter has to be right", "网", ""},
		{"nothing is near to nothing", "", ""},
	} {
		if have := source.Nearest(test.word, words); have != test.want {
			t.Errorf("%s: Nearest(%q)\nhave %q\nwant %q", test.claim, test.word, have, test.want)
		}
	}
	if have := source.Nearest("vpx", []string{"vpc", "vpn"}); have != "vpc" {
		t.Errorf("of two equally near candidates the first is meant\nhave %q\nwant %q", have, "vpc")
	}
}

// TestNearestAgainstTheDefinition compares Nearest with the distance by its definition, on words of few letters with many
// swaps and repeats.
func TestNearestAgainstTheDefinition(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 20_000 {
		word := randomWord(random)
		candidates := make([]string, random.Intn(5))
		for i := range candidates {
			candidates[i] = randomWord(random)
		}
		want, best := "", len(word)/3+1
		for _, c := range candidates {
			if d := defined(word, c); d < best {
				want, best = c, d
			}
		}
		if have := source.Nearest(word, candidates); have != want {
			t.Fatalf("Nearest(%q, %q)\nhave %q\nwant %q, at distance %d", word, candidates, have, want, best)
		}
	}
}

func randomWord(random *rand.Rand) string {
	word := make([]byte, random.Intn(9))
	for i := range word {
		word[i] = "abc"[random.Intn(3)]
	}
	return string(word)
}

// defined is the optimal string alignment distance by its definition.
func defined(a, b string) int {
	switch {
	case a == "":
		return len(b)
	case b == "":
		return len(a)
	}
	lastA, lastB := a[:len(a)-1], b[:len(b)-1]
	if a[len(a)-1] == b[len(b)-1] {
		return defined(lastA, lastB)
	}
	d := 1 + min(defined(lastA, b), defined(a, lastB), defined(lastA, lastB))
	if n, m := len(a), len(b); n > 1 && m > 1 && a[n-1] == b[m-2] && a[n-2] == b[m-1] {
		d = min(d, 1+defined(a[:n-2], b[:m-2]))
	}
	return d
}
