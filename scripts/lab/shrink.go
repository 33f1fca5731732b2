//go:build linux

package main

import (
	"slices"
	"strings"

	"hopwise/dsl"
)

// shrink takes lines and blocks out of a scenario as long as the first of its questions that differ still does.
func (j *court) shrink(text string, found []difference) (string, []difference) {
	want, counted := found[0], j.tally
	defer func() { j.tally = counted }()
	kept := strings.Split(dsl.Format(text), "\n")
	kept = slices.DeleteFunc(kept, func(line string) bool { return strings.HasPrefix(line, "trace ") })
	kept = append(kept, "trace "+want.question.String(), "")
	best, _ := j.once(strings.Join(kept, "\n"))
	if !differs(best, want) {
		return text, found
	}
	for again := true; again; {
		again = false
		for at := 0; at < len(kept); at++ {
			for _, cut := range cuts(kept, at) {
				less := slices.Concat(kept[:at], kept[cut:])
				if now, err := j.once(strings.Join(less, "\n")); err == nil && differs(now, want) {
					kept, best, again = less, now, true
					at--
					break
				}
			}
		}
	}
	return strings.Join(kept, "\n"), best
}

// cuts are the lines before which a cut that begins at a line may end: that of its block.
func cuts(lines []string, at int) []int {
	depth := 0
	for k := at; k < len(lines); k++ {
		depth += strings.Count(lines[k], "{") - strings.Count(lines[k], "}")
		if depth < 0 {
			return nil
		}
		if depth == 0 {
			if strings.TrimSpace(lines[k]) == "" {
				return nil
			}
			return []int{k + 1}
		}
	}
	return nil
}

func differs(found []difference, want difference) bool {
	return slices.ContainsFunc(found, func(d difference) bool {
		return d.kind() == want.kind()
	})
}
