package explain

import (
	"strconv"
	"strings"

	"hopwise/dsl/source"
)

// Title turns the title of a reason or a finding into a sentence.
func Title(title string) string { return strings.ToUpper(title[:1]) + title[1:] + "." }

// plural is the form of a word for a number of things.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// linesNamed names lines by their numbers: "line 7", "lines 7 and 9".
func linesNamed(numbers []string) string {
	return plural(len(numbers), "line ", "lines ") + source.Enumerate(numbers, "and")
}

// inLine names the line of a place, in brackets; it is empty for a default of the cloud.
func inLine(lines *source.Lines, at source.Span) string {
	if at.IsZero() {
		return ""
	}
	return " (line " + strconv.Itoa(lines.Line(at)) + ")"
}
