// Package explain puts a trace into words: a sentence for the whole, a clause for each step, and the step where the
// traces of two clouds part.
//
// It is the only place where a trace becomes prose, so that the command line, the page, the lessons and a failed
// expectation all say the same:
//
//	web-sg  allows tcp/443 from 0.0.0.0/0
//	public  has no route to the internet gateway: 203.0.113.10 gets no answer
//
// The findings of package analyze become sentences here too.
//
// A clause starts with a verb and goes on from the name of the object that decides. The package decides nothing.
package explain
