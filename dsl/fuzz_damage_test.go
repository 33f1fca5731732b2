package dsl_test

import (
	"math/rand"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/damage"
)

// FuzzDamage damages a scenario as half-typed texts are, mixes lines of other scenarios into it, and checks what holds
// for every text: nothing panics, places lie inside, every question has its answer, the canonical form is a fixed point
// with the same meaning, and completion and hover work at any place.
func FuzzDamage(f *testing.F) {
	texts := everyScenario(f)
	for i, text := range texts {
		f.Add(text, int64(i))
	}
	pool := damage.Lines(texts)
	f.Fuzz(func(t *testing.T, text string, seed int64) {
		random := rand.New(rand.NewSource(seed))
		text = damage.Text(random, damage.Mix(random, text, pool))
		if len(text) > 20_000 {
			return // a long text finds no more than a short one, and takes longer
		}
		answerAll(t, text)
		formatted := dsl.Format(text)
		if again := dsl.Format(formatted); again != formatted {
			t.Fatalf("the canonical form is no fixed point\nof %q\nonce  %q\ntwice %q", text, formatted, again)
		}
		s := dsl.Load(text)
		tidy := dsl.Load(formatted)
		if len(s.Problems) == len(tidy.Problems) && meaning(s) != meaning(tidy) {
			t.Fatalf(
				"the canonical form means something else\nof %s\nhave %s\nwant %s",
				text,
				meaning(tidy),
				meaning(s),
			)
		}
		for range 4 {
			at := random.Intn(len(text) + 1)
			s.Document().Complete(at)
			s.Document().Hover(at)
		}
	})
}
