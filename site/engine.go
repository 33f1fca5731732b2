package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// engineFile is the engine as it is shipped. It is packed once, at build time: any host can serve it, and the page
// unpacks it as it arrives.
const engineFile = "engine.wasm.gz"

// linkedFile is the engine as the go command made it, in the cache.
const linkedFile = "engine.wasm"

// buildEngine puts the engine and Go's loader for it into dist.
func (p project) buildEngine(dist string) error {
	return together(
		func() error { return p.compileEngine(filepath.Join(dist, engineFile)) },
		func() error { return copyLoader(dist) },
	)
}

// compileEngine puts the engine where it ships from.
func (p project) compileEngine(target string) error {
	linked, err := p.linkEngine()
	if err != nil {
		return err
	}
	packed, err := p.packOnce(linked)
	if err != nil {
		return err
	}
	return copyFile(packed, target)
}

// linkEngine builds package ./wasm, and returns the program's file. The go command leaves a program alone that is up to
// date, so it is kept, with the packed copy, where npm keeps caches. No version stamp goes in: it would change the
// program with every commit.
func (p project) linkEngine() (string, error) {
	cache := p.cache()
	linked := filepath.Join(cache, linkedFile)
	modules, err := p.leanModules(cache)
	if err != nil {
		return "", err
	}
	goBuild := exec.Command("go", append(engineFlags(), "-modfile="+modules, "-o", linked, "./wasm")...)
	goBuild.Dir = p.root
	goBuild.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := goBuild.CombinedOutput(); err != nil {
		return "", fmt.Errorf("engine: %w\n%s", err, out)
	}
	return linked, nil
}

// cache is where a build keeps what the next one may use again.
func (p project) cache() string { return p.in("site", "node_modules", ".cache", "hopwise") }

// small is what makes a program smaller and hardly slower: a slice whose length is known only when the program runs is
// made in one way, not in two (9 KB), a deferred call has one place (2 KB), and a loop is left as it was written (2
// KB).
const small = "-d=variablemakethreshold=0,noopendefer=1,ssa/loop_rotate/off"

// engineFlags make the engine small: no paths, no symbols, and no inlining but in the collector and the scheduler,
// where it matters: 70 KB less to load for a tenth of the time of an answer.
func engineFlags() []string {
	flags := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=all=-l " + small}
	for _, hot := range []string{"runtime", "internal/abi", "internal/goarch"} {
		flags = append(flags, "-gcflags="+hot+"="+small+",inlfuncswithclosures=0")
	}
	return flags
}

// packOnce returns the file that a program is packed in. It is kept under the program's sum: packing takes half a
// minute, and the go command sets the time of a program even where it leaves it as it is.
func (p project) packOnce(linked string) (string, error) {
	program, err := os.ReadFile(linked)
	if err != nil {
		return "", err
	}
	packed := fmt.Sprintf("%s-%x.gz", linked, sha256.Sum256(program))
	if _, err := os.Stat(packed); err == nil {
		return packed, nil
	}
	older, _ := filepath.Glob(linked + "-*.gz") // fails only for a pattern that is none
	for _, file := range older {
		if err := os.Remove(file); err != nil {
			return "", err
		}
	}
	half := packed + ".half"
	if err := p.pack(program, half); err != nil {
		return "", err
	}
	return packed, os.Rename(half, packed)
}

// pack writes a program with few segments and no lines, as small as gzip allows.
func (p project) pack(program []byte, to string) error {
	joined, err := joinSegments(program)
	if err != nil {
		return fmt.Errorf("pack %s: %w", to, err)
	}
	lean, err := dropLines(joined)
	if err != nil {
		return fmt.Errorf("pack %s: %w", to, err)
	}
	node := exec.Command("node", "pack.mjs", to)
	node.Dir = p.in("site")
	node.Stdin = bytes.NewReader(lean)
	if out, err := node.CombinedOutput(); err != nil {
		return fmt.Errorf("pack %s: %w\n%s", to, err, out)
	}
	return nil
}

// packed is content as gzip -9 makes it.
func packed(content []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // fails only for a level that does not exist
	w.Write(content)                                        // a bytes.Buffer takes everything
	w.Close()
	return out.Bytes()
}

// copyLoader copies the loader of the very Go release that builds the engine: they fit each other and nothing else.
func copyLoader(dist string) error {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	const loader = "wasm_exec.js"
	return copyFile(filepath.Join(strings.TrimSpace(string(out)), "lib", "wasm", loader), filepath.Join(dist, loader))
}

func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o644)
}
