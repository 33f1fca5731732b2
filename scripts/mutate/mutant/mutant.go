// Package mutant says to code in which faults wait which of them is on. Scripts/mutate rewrites a place such as
//
//	if a < b {
//
// into one that asks for the fault by its number, so that one program holds all of them:
//
//	if mutant.Less(17, a, b) {
//
// The number stands in the environment when the program starts; without one it has no fault. A program that is asked to
// writes the numbers of the places that it comes to into a file, so that tests that never come to one are spared.
package mutant

import (
	"cmp"
	"fmt"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// Chosen is the variable of the environment that holds the number of the fault that is on.
	Chosen = "HOPWISE_MUTANT"
	// Reached is the variable that holds the name of the file that takes the numbers of the places come to.
	Reached = "HOPWISE_MUTANTS_REACHED"
)

const (
	// mostHeap and mostStack, in bytes, end a program that a fault makes grow without end.
	mostHeap  = 2 << 30
	mostStack = 64 << 20
)

// recording stands in chosen where the places come to are recorded.
const recording = -1

var chosen = choose()

func choose() int {
	if name := os.Getenv(Reached); name != "" {
		record = open(name)
		return recording
	}
	text := os.Getenv(Chosen)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		panic(Chosen + " is the number of a mutant, and not " + text)
	}
	if n > 0 {
		debug.SetMaxStack(mostStack)
		go watch()
	}
	return n
}

// watch ends the program when its heap is too large.
func watch() {
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for {
		if metrics.Read(heap); heap[0].Value.Uint64() > mostHeap {
			fmt.Fprintln(os.Stderr, "the heap is larger than a test needs")
			os.Exit(3)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Is reports whether the fault with the number is on.
func Is(n int) bool {
	return n == chosen || chosen == recording && reach(n)
}

var (
	record *os.File
	lock   sync.Mutex
	// seen has a place for every number, so that one that was seen costs no lock. It is larger than the engine's code.
	seen [1 << 17]atomic.Bool
)

func open(name string) *os.File {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		panic(err)
	}
	return f
}

// reach records the number and returns false: while places are recorded there is no fault.
func reach(n int) bool {
	if seen[n].Load() || seen[n].Swap(true) {
		return false
	}
	lock.Lock()
	defer lock.Unlock()
	if _, err := fmt.Fprintln(record, n); err != nil {
		panic(err)
	}
	return false
}

// Less is a < b, or with the fault a <= b.
func Less[T cmp.Ordered](n int, a, b T) bool {
	if Is(n) {
		return a <= b
	}
	return a < b
}

// AtMost is a <= b, or with the fault a < b.
func AtMost[T cmp.Ordered](n int, a, b T) bool {
	if Is(n) {
		return a < b
	}
	return a <= b
}

// More is a > b, or with the fault a >= b.
func More[T cmp.Ordered](n int, a, b T) bool { return Less(n, b, a) }

// AtLeast is a >= b, or with the fault a > b.
func AtLeast[T cmp.Ordered](n int, a, b T) bool { return AtMost(n, b, a) }

// A Number is what can be added.
type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

// Sum is a + b, or with the fault a - b.
func Sum[T Number](n int, a, b T) T {
	if Is(n) {
		return a - b
	}
	return a + b
}

// Difference is a - b, or with the fault a + b.
func Difference[T Number](n int, a, b T) T {
	if Is(n) {
		return a + b
	}
	return a - b
}

// One is the first value, or with the fault the second.
func One[T any](n int, was, becomes T) T {
	if Is(n) {
		return becomes
	}
	return was
}

// Zero is the value, or with the fault its type's zero value.
func Zero[T any](n int, value T) T {
	if Is(n) {
		var none T
		return none
	}
	return value
}

// Without is the list. It has a fault for each element, numbered from n on: the list is without it.
func Without[S ~[]E, E any](n int, list S) S {
	for i := range list {
		if Is(n + i) {
			return append(list[:i:i], list[i+1:]...)
		}
	}
	return list
}
