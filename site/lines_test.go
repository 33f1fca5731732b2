package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestTheEngineKeepsItsTablesButLines holds the tables of the engine that is served against those that the linker wrote:
// each function has its own, but no files and lines.
func TestTheEngineKeepsItsTablesButLines(t *testing.T) {
	p := ready(t)
	builtSite(t)
	linked, err := os.ReadFile(filepath.Join(p.cache(), linkedFile))
	if err != nil {
		t.Fatal(err)
	}
	served, err := dropLines(linked)
	if err != nil {
		t.Fatal(err)
	}
	before, after := tablesOf(t, linked), tablesOf(t, served)
	if before.count < 1000 || after.count != before.count {
		t.Fatalf("have %d functions, want %d, and more than a thousand", after.count, before.count)
	}
	offset := func(r []byte, at int) int { return int(binary.LittleEndian.Uint32(r[at:])) }
	lines := 0
	for k := range before.count {
		want, have := before.record(k), after.record(k)
		if offset(have, fileTable) != 0 || offset(have, lineTable) != 0 {
			t.Fatalf("function %d has files or lines", k)
		}
		lines += len(before.table(offset(want, lineTable)))
		places := []int{stackTable}
		for n := range offset(want, dataTables) {
			places = append(places, recordSize+n*4)
		}
		for _, at := range places {
			if !bytes.Equal(after.table(offset(have, at)), before.table(offset(want, at))) {
				t.Fatalf("function %d has another table at %d of its record", k, at)
			}
		}
	}
	if lines < 100_000 {
		t.Errorf("have %d bytes about lines, want more than 100,000: are these the tables?", lines)
	}
}

func tablesOf(t *testing.T, program []byte) *functionTables {
	t.Helper()
	memory, _ := memoryOf(t, program)
	tables, err := findTables(memory)
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestAProgramWithoutTablesIsRefused(t *testing.T) {
	for _, content := range []string{"one", tableMagic, tableMagic + string(make([]byte, tableHeader))} {
		if _, err := dropLines(program(segment{4, []byte(content)})); !errors.Is(err, errNoTables) {
			t.Errorf("%q: have %v, want %v", content, err, errNoTables)
		}
	}
}
