package main

import (
	"errors"
	"os"
	"path/filepath"
)

// A project is the repository on disk.
type project struct{ root string }

// openProject finds the repository above the working directory, so that the program and its tests see the same one.
func openProject() (project, error) {
	dir, err := os.Getwd()
	if err != nil {
		return project{}, err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return project{dir}, nil
		}
		above := filepath.Dir(dir)
		if above == dir {
			return project{}, errors.New("go.mod is in no folder above: run this inside the repository")
		}
		dir = above
	}
}

// in is a path inside the repository.
func (p project) in(path ...string) string {
	return filepath.Join(append([]string{p.root}, path...)...)
}
