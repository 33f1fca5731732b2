// Package syntax turns the text of a scenario into a tree of statements, and text into its canonical form.
//
// It knows words, braces and the ends of lines, and no word of the language: what a word may be, and where, is the
// business of package vocabulary. A statement is words, and perhaps a block of statements:
//
//	instance web 10.0.1.10 {        # a comment
//	  eip 198.51.100.7; security-group web-sg
//	}
//
// Whatever is typed has a tree. What does not fit, such as a brace too many, is a problem at its place and costs no
// more than its line.
//
// The tree is built by participle, one statement of the top level at a time. A Parser remembers those that it has seen,
// so that a keystroke costs the block that it is in and not the file.
package syntax
