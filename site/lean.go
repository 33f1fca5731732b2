package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// parserModule is the library that parses the language.
const parserModule = "github.com/alecthomas/participle/v2"

// unusedLexer are the files of participle's own lexer. The language has a lexer of its own, and nothing else of
// participle refers to these; but they compile a regular expression when the program starts, and with it link regexp,
// encoding/json and the tables of Unicode: 100 KB to load, and a part of the start.
var unusedLexer = []string{"lexer/stateful.go", "lexer/simple.go"}

// An unusedCode is code of participle that the engine never runs, in a file, with what stands there instead in the copy.
type unusedCode struct{ file, is, instead string }

// unusedParts are productions with a parser of their own, which are called by reflection, and fields that are numbers
// with a point: the grammar has neither, and each is several KB to load.
var unusedParts = []unusedCode{
	{
		"nodes.go", "results := c.parseFn.Call([]reflect.Value{reflect.ValueOf(&ctx.PeekingLexer)})",
		"var results []reflect.Value",
	},
	{"nodes.go", "n, err := strconv.ParseFloat(v.String(), sizeOfKind(kind))", "n, err := 0.0, error(nil)"},
}

// unusedGrammar is in the place of the file that writes a grammar in EBNF, for people who want to read it.
const (
	grammarFile   = "ebnf.go"
	unusedGrammar = "package participle\n\nfunc ebnf(n node) string { return n.GoString() }\n"
)

// leanModules writes a go.mod into the cache by which the engine is built: the project's, with a copy of participle
// that lacks what the engine does not use. It returns the file's path.
func (p project) leanModules(cache string) (string, error) {
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", parserModule)
	list.Dir = p.root
	out, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("go list %s: %w", parserModule, err)
	}
	module := strings.TrimSpace(string(out))
	lean := filepath.Join(cache, "participle", filepath.Base(module)) // which names its version
	if err := copyParser(module, lean); err != nil {
		return "", err
	}
	// The engine's build information holds this path: from the root it is the same on every machine.
	relative, err := filepath.Rel(p.root, lean)
	if err != nil {
		return "", err
	}
	mod, err := os.ReadFile(p.in("go.mod"))
	if err != nil {
		return "", err
	}
	mod = append(mod, fmt.Sprintf("\nreplace %s => %q\n", parserModule, "./"+filepath.ToSlash(relative))...)
	file := filepath.Join(cache, "engine.mod")
	if err := writeChanged(file, mod); err != nil {
		return "", err
	}
	sum, err := os.ReadFile(p.in("go.sum"))
	if err != nil {
		return "", err
	}
	return file, writeChanged(filepath.Join(cache, "engine.sum"), sum)
}

// copyParser copies the library's two packages, without tests and without what is unused.
func copyParser(from, to string) error {
	for _, pattern := range []string{"go.mod", "*.go", "lexer/*.go"} {
		files, _ := filepath.Glob(filepath.Join(from, pattern)) // fails only for a pattern that is none
		for _, file := range files {
			name, err := filepath.Rel(from, file)
			if err != nil {
				return err
			}
			if strings.HasSuffix(name, "_test.go") || isUnused(name) {
				continue
			}
			content, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if content, err = leanFile(filepath.ToSlash(name), content); err != nil {
				return err
			}
			if err := writeChanged(filepath.Join(to, name), content); err != nil {
				return err
			}
		}
	}
	return nil
}

// leanFile is the content of a file of the library without its unused parts.
func leanFile(name string, content []byte) ([]byte, error) {
	if name == grammarFile {
		return []byte(unusedGrammar), nil
	}
	for _, part := range unusedParts {
		if part.file != name {
			continue
		}
		if !bytes.Contains(content, []byte(part.is)) {
			return nil, fmt.Errorf("%s of %s has another text than %q: see unusedParts in site/lean.go",
				name, parserModule, part.is)
		}
		content = bytes.Replace(content, []byte(part.is), []byte(part.instead), 1)
	}
	return content, nil
}

func isUnused(name string) bool {
	for _, unused := range unusedLexer {
		if filepath.ToSlash(name) == unused {
			return true
		}
	}
	return false
}

// writeChanged writes a file, in a folder that it makes, unless it holds the content already.
func writeChanged(file string, content []byte) error {
	if have, err := os.ReadFile(file); err == nil && bytes.Equal(have, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}
