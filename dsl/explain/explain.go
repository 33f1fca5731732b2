// Package explain has the words of the engine: a sentence for a trace and a clause for each of its steps, findings, doors,
// mismatches and the help for a word of the text. It also finds the step where the traces of two clouds part.
//
// It is the only place where a trace becomes prose, so that the command line, the page, the lessons and a failed
// expectation all say the same:
//
//	web-sg  allows tcp/443 from 0.0.0.0/0
//	public  has no route to the internet gateway: 203.0.113.10 gets no answer
//
// A clause starts with a verb and goes on from the name of the object that decides. The package decides nothing.
// Diagnostics are worded where they are found, by syntax, vocabulary and check; the help for a statement is in its row
// of the vocabulary, the titles of reasons and findings are in their catalogues, and facts are texts of cloud.
package explain
