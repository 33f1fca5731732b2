package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// Go's linker notes for each instruction the file and the line that it is from. Only the trace of a crash says them, and
// they are 100 KB to load: without them it names the functions alone.

var errNoTables = errors.New("no table of functions as Go's linker writes it")

// The layout of the tables of functions, as package internal/abi and the runtime's symtab.go of Go 1.26 have it.
const (
	tableMagic    = "\xf1\xff\xff\xff\x00\x00\x01\x08" // instructions of one byte, pointers of eight
	tableHeader   = 9 * 8                              // bytes
	functionEntry = 8                                  // an offset of its code and one of its record
	recordSize    = 44
	stackTable    = 16 // offsets in a record: the tables of the stack's depth, of files, of lines
	fileTable     = 20
	lineTable     = 24
	dataTables    = 28 // how many further tables follow the record
)

// dropLines returns a program that does the same, whose crashes name no files and lines.
func dropLines(program []byte) ([]byte, error) {
	return rewriteData(program, func(segments []segment) ([]segment, error) {
		memory := imageOf(segments)
		t, err := findTables(memory)
		if err != nil {
			return nil, err
		}
		t.clearLines()
		for i, s := range segments {
			segments[i].content = memory[s.address : s.address+len(s.content)]
		}
		return segments, nil
	})
}

// imageOf is what a program's memory holds when it starts.
func imageOf(segments []segment) []byte {
	var memory []byte
	for _, s := range segments {
		if end := s.address + len(s.content); end > len(memory) {
			memory = append(memory, make([]byte, end-len(memory))...)
		}
		copy(memory[s.address:], s.content)
	}
	return memory
}

// A functionTables is the part of a program's memory that describes its functions.
type functionTables struct {
	// files are the names of files, and what leads to them.
	files []byte
	// values are the tables that hold a value for each instruction of a function, one behind another.
	values []byte
	// records are the functions, from the first one's entry on.
	records []byte
	count   int
}

// findTables finds the tables in a program's memory.
func findTables(memory []byte) (*functionTables, error) {
	for from := 0; ; {
		at := bytes.Index(memory[from:], []byte(tableMagic))
		if at < 0 || from+at+tableHeader > len(memory) {
			return nil, errNoTables
		}
		start := from + at
		word := func(k int) int { return int(binary.LittleEndian.Uint64(memory[start+k*8:])) }
		count, files, values, records := word(1), start+word(5), start+word(7), start+word(8)
		if count > 0 && start < files && files < values && values < records &&
			records+count*functionEntry < len(memory) {
			return &functionTables{memory[files:values], memory[values:records], memory[records:], count}, nil
		}
		from = start + 1
	}
}

// record is the record of a function.
func (t *functionTables) record(k int) []byte {
	return t.records[binary.LittleEndian.Uint32(t.records[k*functionEntry+4:]):]
}

// clearLines takes the files and lines out of the records, and clears the tables that nothing else uses.
func (t *functionTables) clearLines() {
	clear(t.files)
	kept := make([]bool, len(t.values))
	keep := func(offset []byte) {
		from := int(binary.LittleEndian.Uint32(offset))
		for i := range t.table(from) {
			kept[from+i] = true
		}
	}
	for k := range t.count {
		r := t.record(k)
		clear(r[fileTable:dataTables])
		keep(r[stackTable:])
		for n := range int(binary.LittleEndian.Uint32(r[dataTables:])) {
			keep(r[recordSize+n*4:])
		}
	}
	for i := range t.values {
		if !kept[i] {
			t.values[i] = 0
		}
	}
}

// table is the table at an offset, none at 0: pairs of numbers, until one that is not the first begins with 0.
func (t *functionTables) table(from int) []byte {
	if from == 0 {
		return nil
	}
	rest := t.values[from:]
	for i := 0; ; {
		if rest[i] == 0 && i > 0 {
			return rest[:i+1]
		}
		for range 2 {
			i += slices.IndexFunc(rest[i:], func(b byte) bool { return b < 0x80 }) + 1
		}
	}
}
