// Package vocabulary is every statement of the language as a row: its keyword, the forms of its arguments, where it may
// stand, which clouds know it, and one sentence of help.
//
// It is the only list of the language's words. Reading arguments, the highlighter's words, and in time completion,
// hover and the reference pages are made from it.
//
//	{Keyword: "vpc", Forms: []string{"NAME RANGE,"}, In: []Place{InCloud}, Opens: InVPC, Help: "A private network."}
//
// A form is written as the language page writes it. A word in capitals is an argument of that kind; with a word and a
// colon before it, as in target:NAME, that word is its label, otherwise the kind in small letters is. A comma behind it
// makes it a list. A word in small letters stands for itself, a|b for one of several; what was chosen is kept under the
// label, or under the word. Square brackets hold what may be left out.
//
// Read says of each statement of a tree which row it is, and gives its arguments. What a name means is not known here:
// that is for package check.
package vocabulary
