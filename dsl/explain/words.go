package explain

import "strings"

// Title turns the title of a reason or a finding into a sentence.
func Title(title string) string { return strings.ToUpper(title[:1]) + title[1:] + "." }
