package main

import (
	"fmt"
	"strconv"
)

// A tally counts tests. A test that has subtests is counted by them.
type tally struct {
	passed, failed, skipped int
}

func (t tally) plus(o tally) tally {
	return tally{t.passed + o.passed, t.failed + o.failed, t.skipped + o.skipped}
}

// String is the line that CI looks for: "412 passed, 0 failed, 3 skipped".
func (t tally) String() string {
	line := fmt.Sprintf("%d passed, %d failed", t.passed, t.failed)
	if t.skipped > 0 {
		line += ", " + strconv.Itoa(t.skipped) + " skipped"
	}
	return line
}

// column is the tally as the last column of a row, nothing for a stage that has no tests to count.
func (t tally) column() string {
	if t == (tally{}) {
		return ""
	}
	return "\t" + t.String()
}
