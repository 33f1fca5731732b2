package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTwoFoldersBuildTheSameBytes builds a copy of the project in a folder of another name. What is packed or named
// after the rest is left out: the engine's program is compared before packing.
func TestTwoFoldersBuildTheSameBytes(t *testing.T) {
	first := builtSite(t)
	p, err := openProject()
	if err != nil {
		t.Fatal(err)
	}
	copied := project{filepath.Join(t.TempDir(), "elsewhere")}
	if err := copyProject(p.root, copied.root); err != nil {
		t.Fatal(err)
	}
	second := copied.in("site", "dist")
	if err := os.MkdirAll(second, 0o755); err != nil {
		t.Fatal(err)
	}
	imports, err := copied.bundlePage(second)
	if err != nil {
		t.Fatal(err)
	}
	pages, drawn, err := copied.drawPages()
	if err != nil {
		t.Fatal(err)
	}
	if err := copied.writePages(second, pages, drawn, imports); err != nil {
		t.Fatal(err)
	}
	sameFiles(t, first, second)
	here, err := p.linkEngine()
	if err != nil {
		t.Fatal(err)
	}
	there, err := copied.linkEngine()
	if err != nil {
		t.Fatal(err)
	}
	sameBytes(t, here, there)
}

func sameFiles(t *testing.T, first, second string) {
	t.Helper()
	compared := 0
	err := filepath.WalkDir(second, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		path, err := filepath.Rel(second, name)
		compared++
		sameBytes(t, filepath.Join(first, path), name)
		return err
	})
	if err != nil || compared < 80 {
		t.Errorf("have %d files compared, %v, want the pages, scripts and styles", compared, err)
	}
}

func sameBytes(t *testing.T, one, other string) {
	t.Helper()
	have, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	if want, err := os.ReadFile(one); err != nil || !bytes.Equal(have, want) {
		t.Errorf(
			"%s is other than in the project's own folder (%v): %d bytes and %d",
			filepath.Base(other),
			err,
			len(have),
			len(want),
		)
	}
}

// copyProject copies what the build reads. The npm packages are linked, which is quicker, but for their cache.
func copyProject(from, to string) error {
	return filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, path)
		switch {
		case entry.IsDir() && (entry.Name() == ".git" || entry.Name() == ".cache" || path == filepath.Join("site", "dist")):
			return filepath.SkipDir
		case entry.IsDir():
			return os.MkdirAll(target, 0o755)
		case !entry.Type().IsRegular():
			return nil // a command of a package
		case strings.Contains(path, "node_modules"):
			if os.Link(name, target) == nil {
				return nil
			}
		}
		return copyFile(name, target)
	})
}

// TestNothingShipsThatNamesThisMachine looks for the folders of the build in all that it made.
func TestNothingShipsThatNamesThisMachine(t *testing.T) {
	dist := builtSite(t)
	p, err := openProject()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "env", "GOROOT", "GOMODCACHE", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	folders := append(strings.Fields(string(out)), p.root, dist)
	if home, err := os.UserHomeDir(); err == nil && home != "/" {
		folders = append(folders, home+"/")
	}
	linked, err := p.linkEngine()
	if err != nil {
		t.Fatal(err)
	}
	look := func(name string) {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, folder := range folders {
			if bytes.Contains(content, []byte(folder)) {
				t.Errorf("%s holds %s", filepath.Base(name), folder)
			}
		}
	}
	look(linked)
	err = filepath.WalkDir(dist, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			look(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
