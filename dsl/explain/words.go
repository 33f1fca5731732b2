package explain

import "strings"

// List joins names by commas and a last "and": "a", "a and b", "a, b and c".
func List(names []string) string {
	n := len(names) - 1
	if n < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n], ", ") + " and " + names[n]
}

// Title turns the title of a reason or a finding into a sentence.
func Title(title string) string { return strings.ToUpper(title[:1]) + title[1:] + "." }
