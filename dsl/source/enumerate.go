package source

import "strings"

// Enumerate joins words by commas, and the last one by a word of its own: "a", "a and b", "a, b and c".
func Enumerate(words []string, last string) string {
	n := len(words) - 1
	if n < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}
