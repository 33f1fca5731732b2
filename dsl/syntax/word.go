package syntax

import "hopwise/dsl/source"

// A Kind tells what a word is made of.
type Kind uint8

const (
	// Bare is a run of letters, digits and most signs: a keyword, a name, an address, a service. Word.Text leaves out
	// what does not show in it, which is told by itself.
	Bare Kind = iota
	// Text stands in double quotes; Word.Text is what is between them.
	Text
	// OpenText lacks its closing quote and ends with its line.
	OpenText
	// Arrow is ->.
	Arrow
	// BothWays is <->.
	BothWays
	// Comma is a comma.
	Comma
	// Foreign is what can stand nowhere: a character without a shape, a byte that is not UTF-8, a brace nested too
	// deep.
	Foreign
)

// A Word is one word of a statement.
type Word struct {
	Kind Kind
	Text string
	Span source.Span
}
