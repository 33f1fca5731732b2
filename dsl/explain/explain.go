// Package explain puts words on a trace: a sentence for the whole, a clause for each step, and where the traces of two
// clouds part.
//
// It is the only place where a trace becomes prose, so that the command line, the page, the lessons and a failed
// expectation all say the same:
//
//	web-sg  allows tcp/443 from 0.0.0.0/0
//	public  has no route to the internet gateway: 203.0.113.10 gets no answer
//
// What analyze finds becomes a sentence here too.
//
// A clause starts with a verb and goes on from the name of the object that decides. The package decides nothing.
package explain
