package source

import "strings"

// Nearest is the candidate that a mistyped word was probably meant to be, or "" where none is near: at most a third of
// the word's letters are wrong, missing, too many or swapped with their neighbour. Of equally near ones the first; one that is written in other letters, big or small, before all.
func Nearest(word string, candidates []string) string {
	best, found := len([]rune(word))/3+1, ""
	for _, c := range candidates {
		if strings.EqualFold(word, c) && word != c {
			return c
		}
		if d := distance([]rune(word), []rune(c), best); d < best {
			best, found = d, c
		}
	}
	return found
}

// distance is the optimal string alignment distance of a and b, or limit where it is not below it.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+differ(a[i], b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}
