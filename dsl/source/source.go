// Package source is places in a scenario's text and what is wrong there.
//
// A place is a Span of byte offsets. A Diagnostic says of a place, in the words of the person who wrote it, what is
// wrong, what to write instead, and where that is certain the edit that does it:
//
//	12:5: subnet 10.9.0.0/24 is outside vpc shop (10.0.0.0/16)
//
// The words of a message are fixed: unexpected (syntax), undeclared (a name), duplicate, invalid (a value that can't be
// read), outside, overlaps. A message starts with the thing itself, is one clause and has no full stop; the hint is a
// sentence of its own.
//
// The package knows nothing of the language: no word of it stands here.
package source
