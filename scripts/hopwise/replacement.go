package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// A replacement writes a file anew so that it is whole at every moment: the new content goes into a file beside it,
// which takes its name once all of it is on the disk. Whatever goes wrong, the file is as it was, and nothing stays
// beside it unless the process is killed.
//
// A link stays, and what it leads to is written; a further hard link keeps the old content. Mode and, where the system
// allows it, owner and group stay as they are; extended attributes do not. A file that can't be written itself is left
// alone though its folder would allow it, and so is one that somebody else has changed since it was read.
type replacement struct {
	// step is told before each step; an error of its own stops there. Tests stop it, or end the process.
	step func(name string) error
}

// chunkSize is how many bytes are written at once.
const chunkSize = 4096

// write replaces the content of a file that was read when read described it.
func (r replacement) write(name string, read os.FileInfo, content []byte) (err error) {
	target, err := filepath.EvalSymlinks(name)
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
		{"mode", func() error { keepOwner(beside, read); return beside.Chmod(read.Mode()) }},
		{"sync", beside.Sync},
		{"close", beside.Close},
		{"rename", func() error { return rename(beside.Name(), target, read) }},
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

// rename puts a file in the place of another that is still the one that was read.
func rename(beside, target string, read os.FileInfo) error {
	now, err := os.Lstat(target)
	if err != nil {
		return err
	}
	if !os.SameFile(now, read) || now.Size() != read.Size() || !now.ModTime().Equal(read.ModTime()) {
		return errors.New("somebody has changed it since it was read")
	}
	return os.Rename(beside, target)
}

// left is an error by which a file was left as it was.
func left(name string, err error) error { return fmt.Errorf("%s: left as it was: %w", name, err) }
