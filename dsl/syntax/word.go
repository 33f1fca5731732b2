package syntax

import "hopwise/dsl/source"

// A Kind is the kind of a word.
type Kind uint8

const (
	// Bare is a run of letters, digits and most signs: a keyword, a name, an address, a service. Word.Text leaves out
	// hidden characters, which are reported.
	Bare Kind = iota
	// Text is in double quotes; Word.Text is without them.
	Text
	// OpenText lacks its closing quote and ends with its line.
	OpenText
	// Arrow is ->.
	Arrow
	// BothWays is <->.
	BothWays
	// Comma is a comma.
	Comma
	// Foreign can stand nowhere: a character that is not printable, a byte that is not UTF-8, a brace nested too deep.
	Foreign
)

// A Word is one word of a statement.
type Word struct {
	Kind Kind
	Text string
	Span source.Span
}
