package dsl_test

import (
	"math/rand"
	"strings"
	"testing"

	"hopwise/dsl"
)

// FuzzDamage damages a scenario as a person does who is typing, mixes lines of other scenarios into it, and holds what holds
// for every text: nothing panics, places lie inside, every question has its answer, the canonical form is a fixed point and
// says the same, and completion and hover have something sane to say at any place.
func FuzzDamage(f *testing.F) {
	texts := everyScenario(f)
	for i, text := range texts {
		f.Add(text, int64(i))
	}
	pool := linesOf(texts)
	f.Fuzz(func(t *testing.T, text string, seed int64) {
		random := rand.New(rand.NewSource(seed))
		text = damaged(random, mixed(random, text, pool))
		if len(text) > 20_000 {
			return // a long text says no more than a short one, and takes its time
		}
		answerAll(t, text)
		formatted := dsl.Format(text)
		if again := dsl.Format(formatted); again != formatted {
			t.Fatalf("the canonical form is no fixed point\nof %q\nonce  %q\ntwice %q", text, formatted, again)
		}
		s := dsl.Load(text)
		tidy := dsl.Load(formatted)
		if len(s.Problems) == len(tidy.Problems) && meaning(s) != meaning(tidy) {
			t.Fatalf("the canonical form means something else\nof %s\nhave %s\nwant %s", text, meaning(tidy), meaning(s))
		}
		for range 4 {
			at := random.Intn(len(text) + 1)
			s.Complete(at)
			s.Hover(at)
		}
	})
}

// linesOf are the lines of all texts.
func linesOf(texts []string) []string {
	var pool []string
	for _, text := range texts {
		pool = append(pool, strings.Split(text, "\n")...)
	}
	return pool
}

// mixed is a text with up to five lines put in or exchanged for others.
func mixed(random *rand.Rand, text string, pool []string) string {
	lines := strings.Split(text, "\n")
	for range random.Intn(6) {
		at, other := random.Intn(len(lines)), pool[random.Intn(len(pool))]
		if random.Intn(2) == 0 {
			lines[at] = other
		} else {
			lines[at] += "\n" + other
		}
	}
	return strings.Join(lines, "\n")
}
