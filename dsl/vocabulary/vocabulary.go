// Package vocabulary is the table of the language's statements: for each its keyword, the forms of its arguments, the
// blocks where it may stand, the clouds that have it, and one sentence of help.
//
// It is the only list of the language's words. The reader of arguments, the highlighter, completion, hover and the
// reference pages are made from it.
//
//	{Keyword: "vpc", Forms: []string{"NAME RANGE,"}, In: []Place{InCloud}, Opens: InVPC, Help: "A private network."}
//
// A form is written as on the language page. A word in capitals is an argument of that kind. Its label is the word
// before the colon, as in target:NAME, or else the kind in small letters. A comma behind it makes it a list. A word in
// small letters stands for itself, a|b for one of several; the word that was written is kept under its label, or under
// itself. Square brackets hold an optional part.
//
// Read finds the row of each statement of a tree, and reads its arguments. Package check resolves names.
package vocabulary
