package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// module is what the import paths of our own packages start with.
const module = "hopwise"

// mutated are the packages into which faults are put: the engine and its reference.
var mutated = []string{"dsl/source", "dsl/syntax", "dsl/vocabulary", "dsl/cloud", "dsl/check", "dsl/trace",
	"dsl/analyze", "dsl/explain", "dsl/assist", "dsl/diagram", "dsl", "dsl/reference"}

// A source is a file of Go with the types of its expressions.
type source struct {
	pkg    string // from the root: "dsl/cloud"
	path   string // from the root
	text   string
	tree   *ast.File
	places *token.FileSet
	types  *types.Package
	info   *types.Info
}

// offset is where a position lies in the text.
func (s *source) offset(p token.Pos) int { return s.places.Position(p).Offset }

// of is the text of a node.
func (s *source) of(n ast.Node) string { return s.text[s.offset(n.Pos()):s.offset(n.End())] }

// A listed is a package as go list tells of it.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Export     string
}

// loadSources reads the packages from the module's root. Generated files are left out: what writes them is tested.
func loadSources(root string, packages []string) ([]*source, error) {
	all, err := list(root, packages)
	if err != nil {
		return nil, err
	}
	places := token.NewFileSet()
	exported := importer.ForCompiler(places, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(all[path].Export)
	})
	var sources []*source
	for _, p := range packages {
		read, err := readPackage(places, exported, root, p, all[module+"/"+p])
		if err != nil {
			return nil, err
		}
		sources = append(sources, read...)
	}
	return sources, nil
}

// list returns the packages and all that they import, by their import path.
func list(root string, packages []string) (map[string]listed, error) {
	arguments := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Export"}
	for _, p := range packages {
		arguments = append(arguments, "./"+p)
	}
	command := exec.Command("go", arguments...)
	command.Dir, command.Stderr = root, os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	all := map[string]listed{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		all[p.ImportPath] = p
	}
}

func readPackage(places *token.FileSet, from types.Importer, root, pkg string, l listed) ([]*source, error) {
	var sources []*source
	var trees []*ast.File
	for _, name := range l.GoFiles {
		path := filepath.Join(pkg, name)
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(places, path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		trees = append(trees, tree)
		if !ast.IsGenerated(tree) {
			sources = append(sources, &source{pkg: pkg, path: filepath.ToSlash(path), text: string(text), tree: tree})
		}
	}
	return sources, typed(places, from, l.ImportPath, trees, sources)
}

// typed finds the types of a package and gives them to its files.
func typed(places *token.FileSet, from types.Importer, path string, trees []*ast.File, to []*source) error {
	info := &types.Info{
		Types:  map[ast.Expr]types.TypeAndValue{},
		Uses:   map[*ast.Ident]types.Object{},
		Scopes: map[ast.Node]*types.Scope{},
	}
	pkg, err := (&types.Config{Importer: from}).Check(path, places, trees, info)
	if err != nil {
		return err
	}
	for _, s := range to {
		s.places, s.types, s.info = places, pkg, info
	}
	return nil
}
