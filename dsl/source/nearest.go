package source

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate that a mistyped word was probably meant to be, or "". At most a third of the word's
// letters may be wrong, missing, surplus or swapped with their neighbour. Of equally near candidates the first wins,
// but one that differs only in case wins over all. It is for the few words of the language.
func Nearest(word string, candidates []string) string {
	return new(Suggester).Nearest(word, slices.Values(candidates))
}

// A Suggester finds near names for the words of one text, within a bound on the work for that text. The zero Suggester
// is ready for use.
type Suggester struct {
	spent       int
	word, other []rune
	rows        [3][]int
}

// mostCompared is how many pairs of letters the suggestions of a text may compare. A search among a thousand names
// takes some 50,000.
const mostCompared = 2_000_000

// mostLetters is the length of the longest word that is compared.
const mostLetters = 100

// Nearest returns the nearest of some names, as the function Nearest does, or "" once the bound is reached. Candidates
// that are "" are skipped.
func (s *Suggester) Nearest(word string, candidates iter.Seq[string]) string {
	if s.spent > mostCompared || utf8.RuneCountInString(word) > mostLetters {
		return ""
	}
	s.word = append(s.word[:0], []rune(word)...)
	best, found := len(s.word)/3+1, ""
	for c := range candidates {
		if s.spent++; s.spent > mostCompared {
			return ""
		}
		if c == "" || len(c) > mostLetters*utf8.UTFMax {
			continue
		}
		if strings.EqualFold(word, c) && word != c {
			return c
		}
		s.other = append(s.other[:0], []rune(c)...)
		if d := s.distance(s.word, s.other, best); d < best {
			best, found = d, c
		}
	}
	return found
}

// distance is the optimal string alignment distance of a and b, or limit if it is not below that. Of each row of the
// table it fills only the cells that may be below the limit.
func (s *Suggester) distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit || len(b) > mostLetters {
		return limit
	}
	for k := range s.rows {
		s.rows[k] = slices.Grow(s.rows[k][:0], len(b)+1)[:len(b)+1]
	}
	before, last, row := s.rows[0], s.rows[1], s.rows[2]
	for j := range last {
		last[j], before[j] = j, limit
	}
	least := 0 // of the last row
	for i := range a {
		from, to := max(0, i-limit+1), min(len(b), i+limit)
		s.spent += to - from
		row[from] = limit
		if from == 0 {
			row[0] = i + 1
		}
		now := row[from]
		for j := from; j < to; j++ {
			d := min(last[j]+differ(a[i], b[j]), row[j]+1)
			if j+1 < i+limit {
				d = min(d, last[j+1]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			now = min(now, d)
		}
		if min(now, least+1) >= limit {
			return limit
		}
		least = now
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
