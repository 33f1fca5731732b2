package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// What a visitor may be made to load, in bytes after gzip -9.
const (
	engineBudget  = 1_440_000
	scriptsBudget = 260_000
)

// A weight is what a visitor loads, in bytes after gzip -9.
type weight struct {
	engine  int
	scripts int // the page's own; Go's loader is not counted
	whole   int // the site in one file, in bytes as it is
}

// String is the report that a build ends with.
func (w weight) String() string {
	return fmt.Sprintf(
		"engine  %7.1f KB gzip of %d\nscripts %7.1f KB gzip of %d\n%s %.1f KB as it is, to be carried away\n",
		float64(
			w.engine,
		)/1000,
		engineBudget/1000,
		float64(w.scripts)/1000,
		scriptsBudget/1000,
		wholeFile,
		float64(w.whole)/1000,
	)
}

// weigh measures a site that is built.
func weigh(dist string) (weight, error) {
	var w weight
	engine, err := os.ReadFile(filepath.Join(dist, engineFile))
	if err != nil {
		return w, err
	}
	w.engine = len(engine)
	whole, err := os.Stat(filepath.Join(dist, wholeFile))
	if err != nil {
		return w, err
	}
	w.whole = int(whole.Size())
	scripts, err := filepath.Glob(filepath.Join(dist, "*.js"))
	for _, script := range scripts {
		if strings.HasPrefix(filepath.Base(script), "wasm_exec") {
			continue
		}
		content, err := os.ReadFile(script)
		if err != nil {
			return w, err
		}
		w.scripts += len(packed(content))
	}
	return w, err
}
