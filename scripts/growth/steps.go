package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime/coverage"
)

// steps are how many statements of the engine a function runs: what the counters of a program count that is built with
// -cover, between its blocks.
func steps(run func()) (uint64, error) {
	if err := coverage.ClearCounters(); err != nil {
		return 0, err
	}
	run()
	var b bytes.Buffer
	if err := coverage.WriteCounters(&b); err != nil {
		return 0, err
	}
	return sum(b.Bytes())
}

// The parts of a file of counters, as internal/coverage writes it.
const (
	fileHeader    = 32
	flavorAt      = 24
	uleb          = 2
	segmentHeader = 16
)

// sum adds up the counters of a file with one segment.
func sum(b []byte) (uint64, error) {
	if len(b) < fileHeader+segmentHeader || b[flavorAt] != uleb {
		return 0, fmt.Errorf("counters of another format than Go's coverage had: %d bytes", len(b))
	}
	functions := binary.LittleEndian.Uint64(b[fileHeader:])
	texts, arguments := binary.LittleEndian.Uint32(b[fileHeader+8:]), binary.LittleEndian.Uint32(b[fileHeader+12:])
	at := (fileHeader + segmentHeader + int(texts) + int(arguments) + 3) &^ 3
	next := func() uint64 {
		n, size := binary.Uvarint(b[at:])
		at += max(size, 1)
		return n
	}
	var total uint64
	for range functions {
		counters := next()
		next() // the package
		next() // the function
		for range counters {
			total += next()
		}
	}
	return total, nil
}
