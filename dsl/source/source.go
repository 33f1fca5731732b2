// Package source has the places in a scenario's text, and the diagnostics about them.
//
// A place is a Span of byte offsets. A Diagnostic says what is wrong there, in the words of the text, what to write
// instead, and, if that is certain, the edit that does it:
//
//	12:5: subnet 10.9.0.0/24 is outside vpc shop (10.0.0.0/16)
//
// The words of a message are fixed: unexpected (syntax), undeclared (a name), duplicate, invalid (a value that can't be
// read), outside, overlaps. A message starts with the object, is one clause and has no full stop; the hint is a
// separate sentence.
//
// The package knows no word of the language.
package source
