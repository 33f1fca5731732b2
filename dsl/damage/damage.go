// Package damage makes half-typed texts for tests: with lines or words removed, repeated or exchanged, and with lines
// of other texts.
//
//	random := rand.New(rand.NewSource(1))
//	text = damage.Text(random, damage.Mix(random, text, damage.Lines(others)))
//
// It knows nothing of the language: a damaged text may still be valid. No program uses it.
package damage

import (
	"math/rand"
	"strings"
)

// Text removes or repeats a line, removes or exchanges a word, or cuts off the end of a line, up to three times.
func Text(random *rand.Rand, text string) string {
	for range 1 + random.Intn(3) {
		lines := strings.Split(text, "\n")
		at := random.Intn(len(lines))
		words := strings.Fields(lines[at])
		switch random.Intn(5) {
		case 0:
			lines = append(lines[:at], lines[at+1:]...)
		case 1:
			lines[at] = lines[at] + "\n" + lines[at]
		case 2:
			if len(words) > 0 {
				gone := random.Intn(len(words))
				lines[at] = strings.Join(append(words[:gone], words[gone+1:]...), " ")
			}
		case 3:
			other := strings.Fields(lines[random.Intn(len(lines))])
			if len(words) > 0 && len(other) > 0 {
				words[random.Intn(len(words))] = other[random.Intn(len(other))]
				lines[at] = strings.Join(words, " ")
			}
		case 4:
			if len(lines[at]) > 0 {
				lines[at] = lines[at][:random.Intn(len(lines[at]))]
			}
		}
		text = strings.Join(lines, "\n")
	}
	return text
}

// Mix inserts up to five lines of a pool, or puts them in the place of others.
func Mix(random *rand.Rand, text string, pool []string) string {
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

// Lines returns the lines of all texts.
func Lines(texts []string) []string {
	var pool []string
	for _, text := range texts {
		pool = append(pool, strings.Split(text, "\n")...)
	}
	return pool
}
