//go:build !linux

// Lab needs Linux, whose kernel is what it asks.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "the lab needs Linux, whose kernel it asks")
	os.Exit(1)
}
