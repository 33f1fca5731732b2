// Package syntax reads the text of a scenario into a tree of statements, and formats a text.
//
// It knows words, braces and the ends of lines, but no word of the language: package vocabulary does. A statement is
// words and an optional block of statements:
//
//	instance web 10.0.1.10 {        # a comment
//	  eip 198.51.100.7; security-group web-sg
//	}
//
// Every text has a tree. An error, such as a surplus brace, is a problem at its place and costs no more than its line.
//
// Participle builds the tree, one statement of the top level at a time. A Parser remembers those statements, so that a
// keystroke costs one block and not the file.
package syntax
