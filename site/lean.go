package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// parserModule is the library that parses the language.
const parserModule = "github.com/alecthomas/participle/v2"

// unusedLexer are the files of participle's own lexer. The language has a lexer of its own, and nothing else of
// participle refers to these; but they compile a regular expression when the program starts, and with it link regexp,
// encoding/json and the tables of Unicode: 100 KB to load, and a part of the start.
var unusedLexer = []string{"lexer/stateful.go", "lexer/simple.go"}

// An unusedCode is code of participle that the engine never runs, in a file, from one text to the end of the next one,
// with what stands there instead in the copy. Where to is empty it is the one text.
type unusedCode struct{ file, from, to, instead string }

// unusedParts are productions with a parser of their own, which are called by reflection, fields of other types than
// tokens, nodes and lists of nodes, the conversion to them, mapped tokens, and unions: the grammar has none of these, and
// each is a few KB to load. The validation of the grammar is left to the tests.
var unusedParts = []unusedCode{
	{
		file:    "parser.go",
		from:    "	if len(p.mappers) > 0 {\n",
		to:      "			return t, nil\n		}}\n	}\n",
		instead: "	_ = symbols\n",
	},
	{
		file: "parser.go",
		from: "	if err := context.addCustomDefs(",
		to:   "context.addUnionDefs(p.unionDefs); err != nil {\n		return nil, err\n	}\n",
	},
	{
		file:    "parser.go",
		from:    "	if err := validate(rootNode); err != nil {\n",
		to:      "return nil, err\n	}\n",
		instead: "	_ = fmt.Errorf\n",
	},
	{
		file:    "nodes.go",
		from:    "results := c.parseFn.Call([]reflect.Value{reflect.ValueOf(&ctx.PeekingLexer)})",
		instead: "var results []reflect.Value",
	},
	{
		file: "nodes.go",
		from: "			if v.Type() != t {\n",
		to:   "v = v.Convert(t)\n			}\n",
	},
	{
		file: "nodes.go",
		from: "		kind := t.Kind()\n",
		to:   "v.SetFloat(n)\n		}\n",
	},
	{
		file:    "nodes.go",
		from:    "func sizeOfKind(",
		to:      "panic(\"unsupported kind \" + kind.String())\n}\n",
		instead: "var _ = strconv.Itoa\n",
	},
	{
		file: "nodes.go",
		from: "	if f.CanAddr() {\n		if d, ok := f.Addr().Interface().(Capture); ok {",
		to:   "failed to unmarshal text\")\n				}\n			}\n			return nil\n		}\n	}\n",
	},
	{
		file:    "nodes.go",
		from:    "if sliceElemType.Implements(captureType)",
		to:      "} else {\n",
		instead: "{\n",
	},
	{
		file:    "nodes.go",
		from:    "	// Strings concatenate all captured tokens.\n",
		to:      "fieldValue = []reflect.Value{reflect.ValueOf(strings.Join(out, \"\"))}\n	}\n",
		instead: "	_ = strings.Join\n",
	},
	{
		file:    "nodes.go",
		from:    "	switch f.Kind() { // nolint: exhaustive\n	// Numeric types",
		to:      "unsupported field type %s for field %s\", f.Type(), field.Name)\n	}\n	return nil\n",
		instead: "	f.Set(fv)\n	return nil\n",
	},
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
		before, rest, found := bytes.Cut(content, []byte(part.from))
		_, after, ends := bytes.Cut(rest, []byte(part.to))
		if !found || !ends {
			return nil, fmt.Errorf("%s of %s has another text than %q: see unusedParts in site/lean.go",
				name, parserModule, part.from+" … "+part.to)
		}
		content = slices.Concat(before, []byte(part.instead), after)
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
