// Package vocabulary is the table of the language's statements: for each its keyword, the forms of its arguments, the
// blocks where it may stand, the clouds that have it, and one sentence of help.
//
// It is the only list of the language's words. The reader of arguments, the highlighter, completion, hover and the
// reference pages are made from it.
//
//	RowSubnet = Row{
//		Keyword: "subnet",
//		Forms:   []Form{{&ArgName.Arg, &ArgRanges.Arg, Optional{&WordZone, &ArgZone.Arg}}},
//		In:      []Place{InVPC},
//		…
//	}
//
// A form is a list of parts, and people read it as NAME RANGE [, …] [zone ZONE]. An argument, such as ArgZone, has a
// kind, which says how it is read and of which type its value is. A literal, such as WordZone, stands for itself. A
// Choice is one of several literals, and an Optional is a part that may be left out. Whoever reads a statement asks by
// the same values: ArgZone.In(s) is the argument, WordInternal.IsIn(s) reports whether the word is there. Asking a
// statement for what no form of its row has is a fault of the program, and panics.
//
// Read finds the row of each statement of a tree, and reads its arguments. Package check resolves names.
package vocabulary
