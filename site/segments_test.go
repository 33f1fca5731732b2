package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// memoryOf is what a program's memory holds at the start, as far as its last segment.
func memoryOf(t *testing.T, program []byte) (memory []byte, segments int) {
	t.Helper()
	for in := (wasmReader{rest: program[wasmHeader:]}); len(in.rest) > 0; {
		id, section := in.byte(), in.bytes()
		if id != dataSection {
			continue
		}
		list, err := readSegments(section)
		if err != nil {
			t.Fatal(err)
		}
		memory = imageOf(list)
		segments += len(list)
	}
	return memory, segments
}

// program is a program with nothing but data.
func program(segments ...segment) []byte {
	section := writeSegments(segments)
	return append([]byte("\x00asm\x01\x00\x00\x00\x0b"), append([]byte{byte(len(section))}, section...)...)
}

func TestJoinSegments(t *testing.T) {
	in := program(
		segment{200, []byte("far")},
		segment{4, []byte("one")},
		segment{10, []byte("two")},
		segment{13, []byte("!")},
		segment{63, []byte("three")},
	)
	out, err := joinSegments(in)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := memoryOf(t, in)
	have, segments := memoryOf(t, out)
	if !bytes.Equal(have, want) || segments != 2 {
		t.Errorf("have %d segments with %q, want 2 with %q", segments, have, want)
	}
	for cut := range in {
		if _, err := joinSegments(in[:cut]); !errors.Is(err, errNoProgram) && cut != wasmHeader {
			t.Errorf("cut after %d bytes: have %v, want %v", cut, err, errNoProgram)
		}
	}
}

// TestTheEngineKeepsItsData: the engine that is served starts with the memory that the linker meant.
func TestTheEngineKeepsItsData(t *testing.T) {
	p := ready(t)
	builtSite(t)
	linked, err := os.ReadFile(filepath.Join(p.cache(), linkedFile))
	if err != nil {
		t.Fatal(err)
	}
	served, err := joinSegments(linked)
	if err != nil {
		t.Fatal(err)
	}
	want, before := memoryOf(t, linked)
	have, after := memoryOf(t, served)
	if !bytes.Equal(have, want) {
		t.Error("have another memory than the linker wrote")
	}
	if after > before/100 {
		t.Errorf("have %d segments of %d, want a hundredth", after, before)
	}
}
