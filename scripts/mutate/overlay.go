package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// An overlay stands for the engine's files with their rewritten text, and leaves the files alone.
type overlay struct {
	root      string // the module's
	folder    string // for all that is written
	file      string // what the go command's -overlay wants
	mutations []*mutation
}

// enter is the module's root, from any folder in it.
func enter() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOMOD: %w", err)
	}
	return filepath.Dir(strings.TrimSpace(string(out))), nil
}

// newOverlay puts all faults into the engine.
func newOverlay(root, folder string) (*overlay, error) {
	sources, err := loadSources(root, mutated)
	if err != nil {
		return nil, err
	}
	o := &overlay{root: root, folder: folder, file: filepath.Join(folder, "overlay.json")}
	replace := map[string]string{}
	for _, s := range sources {
		var text string
		text, o.mutations = rewrite(s, o.mutations)
		written := filepath.Join(folder, strings.ReplaceAll(s.path, "/", "_"))
		if err := os.WriteFile(written, []byte(text), 0o666); err != nil {
			return nil, err
		}
		replace[filepath.Join(root, filepath.FromSlash(s.path))] = written
	}
	giveNames(o.mutations)
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	return o, os.WriteFile(o.file, text, 0o666)
}

// compile writes a program with the tests of each package that has some, and returns the programs' packages.
func (o *overlay) compile(packages ...string) ([]string, error) {
	arguments := append([]string{"test", "-c", "-vet=off", "-overlay", o.file, "-o", o.folder + "/"}, packages...)
	command := exec.Command("go", arguments...)
	command.Dir = o.root
	if out, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return o.tested(packages...)
}

// tested are the packages that have tests.
func (o *overlay) tested(packages ...string) ([]string, error) {
	form := `{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}`
	command := exec.Command("go", append([]string{"list", "-f", form}, packages...)...)
	command.Dir = o.root
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var found []string
	for _, path := range strings.Fields(string(out)) {
		found = append(found, strings.TrimPrefix(path, module+"/"))
	}
	return found, nil
}

// program is where compile writes the tests of a package.
func (o *overlay) program(pkg string) string {
	return filepath.Join(o.folder, filepath.Base(pkg)+".test")
}
