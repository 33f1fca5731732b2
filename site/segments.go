package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Go's linker skips each run of zeros in its tables, so that the engine's data comes in more than seventy thousand
// pieces, most of two bytes, each with its address before it: 110 KB more to load than the zeros would take once
// packed, and near the 100,000 beyond which a browser refuses a program. joinSegments writes them as few.

// segmentGap is how many zeros are written rather than skipped.
const segmentGap = 64

const (
	wasmHeader  = 8  // bytes: "\0asm" and the format's version
	dataSection = 11 // section ids and opcodes as the WebAssembly core specification numbers them, chapter 5
	constI32    = 0x41
	endOfExpr   = 0x0b
)

var errNoProgram = errors.New("not a WebAssembly program as Go's linker writes it")

// A segment is what a program's memory holds from an address on when it starts. Everything else is zero.
type segment struct {
	address int
	content []byte
}

// joinSegments returns a program that means the same, with few pieces of data.
func joinSegments(program []byte) ([]byte, error) {
	return rewriteData(program, func(segments []segment) ([]segment, error) { return joined(segments), nil })
}

// rewriteData returns a program with other data.
func rewriteData(program []byte, rewrite func([]segment) ([]segment, error)) ([]byte, error) {
	if len(program) < wasmHeader || !bytes.HasPrefix(program, []byte("\x00asm")) {
		return nil, errNoProgram
	}
	out := slices.Clone(program[:wasmHeader])
	for in := (wasmReader{rest: program[wasmHeader:]}); len(in.rest) > 0; {
		id, section := in.byte(), in.bytes()
		if in.broken {
			return nil, errNoProgram
		}
		if id == dataSection {
			segments, err := readSegments(section)
			if err != nil {
				return nil, err
			}
			if segments, err = rewrite(segments); err != nil {
				return nil, err
			}
			section = writeSegments(segments)
		}
		out = append(out, id)
		out = append(binary.AppendUvarint(out, uint64(len(section))), section...)
	}
	return out, nil
}

func readSegments(section []byte) ([]segment, error) {
	in := wasmReader{rest: section}
	segments := make([]segment, in.unsigned())
	for i := range segments {
		kind, op := in.byte(), in.byte()
		segments[i].address = in.signed()
		end := in.byte()
		segments[i].content = in.bytes()
		if in.broken || kind != 0 || op != constI32 || end != endOfExpr || segments[i].address < 0 {
			return nil, fmt.Errorf("data segment %d: %w", i, errNoProgram)
		}
	}
	return segments, nil
}

// joined are the segments in the order of their addresses, those that lie close to each other as one.
func joined(segments []segment) []segment {
	slices.SortStableFunc(segments, func(a, b segment) int { return a.address - b.address })
	var out []segment
	for _, next := range segments {
		if len(out) > 0 {
			last := &out[len(out)-1]
			if gap := next.address - last.address - len(last.content); gap >= 0 && gap <= segmentGap {
				last.content = append(append(last.content, make([]byte, gap)...), next.content...)
				continue
			}
		}
		out = append(out, segment{next.address, slices.Clone(next.content)})
	}
	return out
}

func writeSegments(segments []segment) []byte {
	out := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		out = append(out, 0, constI32)
		out = appendSigned(out, s.address)
		out = binary.AppendUvarint(append(out, endOfExpr), uint64(len(s.content)))
		out = append(out, s.content...)
	}
	return out
}

// appendSigned writes a number that is not negative as signed LEB128.
func appendSigned(out []byte, n int) []byte {
	for ; n >= 0x40; n >>= 7 {
		out = append(out, byte(n)|0x80)
	}
	return append(out, byte(n))
}

// A wasmReader takes values from the front of what it holds. It is broken once one was asked for that is not there.
type wasmReader struct {
	rest   []byte
	broken bool
}

func (r *wasmReader) byte() byte {
	if len(r.rest) == 0 {
		r.broken = true
		return 0
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

// unsigned reads a number that is no larger than what is left: a length or a count.
func (r *wasmReader) unsigned() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > uint64(len(r.rest)-size) {
		r.broken = true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

// signed reads a signed LEB128 number of at most 32 bits.
func (r *wasmReader) signed() int {
	n := 0
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 {
				n -= 1 << (shift + 7)
			}
			return n
		}
	}
	r.broken = true
	return 0
}

// bytes reads a length and as many bytes.
func (r *wasmReader) bytes() []byte {
	n := r.unsigned()
	content := r.rest[:n]
	r.rest = r.rest[n:]
	return content
}
