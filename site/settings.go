package main

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// withoutSettings is Go's package for the settings of GODEBUG, which package time asks one of. A browser has no such
// variable, so every setting is unset; the package itself brings what looks one up: 35 KB to load.
const withoutSettings = `// Package godebug answers for every setting that the environment does not hold it.
package godebug

type Setting struct{ name string }

func New(name string) *Setting { return &Setting{name} }

func (s *Setting) Name() string       { return s.name }
func (s *Setting) Undocumented() bool { return false }
func (s *Setting) String() string     { return s.name + "=" }
func (s *Setting) IncNonDefault()     {}
func (s *Setting) Value() string      { return "" }
`

// settingsOverlay writes a file into the cache by which the go command takes that package in the place of Go's own. It
// returns the file's path.
func settingsOverlay(cache string) (string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	own := filepath.Join(strings.TrimSpace(string(root)), "src", "internal", "godebug", "godebug.go")
	ours := filepath.Join(cache, "godebug.go.txt")
	if err := writeChanged(ours, []byte(withoutSettings)); err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {own: ours}})
	if err != nil {
		return "", err
	}
	file := filepath.Join(cache, "overlay.json")
	return file, writeChanged(file, overlay)
}
