package main

import (
	"os"
	"path/filepath"
	"slices"
)

// A replacement writes a file anew so that it is whole at every moment: the new content goes into a file beside it, which
// takes its name once all of it is on the disk. A link stays, and what it leads to is written; a further hard link keeps
// the old content. Mode and, where the system allows it, owner stay as they are.
type replacement struct {
	// step is told before each step; an error of its own stops there. Tests stop it, or end the process.
	step func(name string) error
}

// chunkSize is how many bytes are written at once.
const chunkSize = 4096

// write replaces the content of a file.
func (r replacement) write(name string, content []byte) (err error) {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	old, err := os.Stat(target)
	if err != nil {
		return err
	}
	if err := writable(target); err != nil {
		return err
	}
	if err := r.step("create"); err != nil {
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(target), ".hopwise-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			beside.Close() // a second close says so and does no harm
			os.Remove(beside.Name())
		}
	}()
	for chunk := range slices.Chunk(content, chunkSize) {
		if err := r.step("write"); err != nil {
			return err
		}
		if _, err := beside.Write(chunk); err != nil {
			return err
		}
	}
	for _, s := range []struct {
		name string
		do   func() error
	}{
		{"mode", func() error { keepOwner(beside, old); return beside.Chmod(old.Mode().Perm()) }},
		{"sync", beside.Sync},
		{"close", beside.Close},
		{"rename", func() error { return os.Rename(beside.Name(), target) }},
	} {
		if err := r.step(s.name); err != nil {
			return err
		}
		if err := s.do(); err != nil {
			return err
		}
	}
	return nil
}

// writable asks for the right to write the file itself: its folder's would suffice to put another in its place.
func writable(name string) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return file.Close()
}
