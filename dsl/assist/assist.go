// Package assist answers what an editor asks about a text, while it is being written: what may stand at the cursor, what
// the word under the pointer means, and what mends a finding.
//
//	in allow tcp/443 from |    completion: 0.0.0.0/0, shop (10.0.0.0/16), front (10.0.1.0/24), …
//	route-table main           hover: main is a route table of VPC shop, there without being stated. …
//
// A place is an offset in bytes. The text may be broken at any place: what can't be read costs its own statement. A
// comment, a text in quotes and the place of a new name have no completions, and a word has no hover where there is
// nothing to say.
//
// Which statements and words may stand at a place is the vocabulary's answer, and which names, addresses and ranges
// there are is the network's. The package judges nothing: problems come from check, and findings from analyze.
package assist
