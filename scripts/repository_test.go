// Package scripts holds the repository as a whole against its own rules, as tests: who may import whom, what reaches
// the browser, where a cloud may be named, what must have a comment. The rules of a single package are tested there.
//
// Each failure says what it has, what it wants, and how to mend it. The folders below hold the tools a developer runs:
// test, hopwise, bench, lab.
package scripts

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A repository is the files that git knows or would take, so that nothing built or installed is judged.
type repository struct {
	files  []file
	places *token.FileSet
}

// A file is one of the repository's, with its tree where it is Go.
type file struct {
	path string // from the root, with slashes
	text []byte
	tree *ast.File
}

// module is what the import paths of our own packages start with.
const module = "hopwise"

// load reads the repository once for all tests. It reads every Go file whatever it is built for: the rules hold for
// what only the browser gets as well.
var load = sync.OnceValues(func() (repository, error) {
	paths, err := tracked()
	if err != nil {
		return repository{}, err
	}
	repo := repository{places: token.NewFileSet()}
	for _, p := range paths {
		f, err := repo.read(p)
		if err != nil {
			return repo, err
		}
		repo.files = append(repo.files, f)
	}
	return repo, nil
})

// open is load for a test, which is skipped in a copy that was made without git: such a copy may hold anything.
func open(t *testing.T) repository {
	t.Helper()
	if git("rev-parse", "--is-inside-work-tree") == nil {
		t.Skip("this copy is no git work tree, so nothing tells its files from others")
	}
	repo, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

func tracked() ([]string, error) {
	var paths []string
	for _, p := range strings.Split(string(git("ls-files", "-z", "-co", "--exclude-standard")), "\x00") {
		// What was deleted and not yet committed is still listed.
		if info, err := os.Stat(filepath.Join("..", p)); p != "" && err == nil && info.Mode().IsRegular() {
			paths = append(paths, p)
		}
	}
	return paths, nil
}

// git returns nothing where git fails.
func git(arguments ...string) []byte {
	command := exec.Command("git", arguments...)
	command.Dir = ".."
	out, err := command.Output()
	if err != nil {
		return nil
	}
	return out
}

func (r repository) read(p string) (file, error) {
	text, err := os.ReadFile(filepath.Join("..", p))
	f := file{path: p, text: text}
	if err != nil || path.Ext(p) != ".go" {
		return f, err
	}
	f.tree, err = parser.ParseFile(r.places, p, text, parser.ParseComments)
	return f, err
}

func (r repository) goFiles() []file {
	return slices.DeleteFunc(slices.Clone(r.files), func(f file) bool { return f.tree == nil })
}

// pkg is the folder of the file, which names its package: "dsl/cloud".
func (f file) pkg() string {
	return path.Dir(f.path)
}

func (f file) isTest() bool {
	return strings.HasSuffix(f.path, "_test.go")
}

// isText tells sources from pictures.
func (f file) isText() bool {
	return !bytes.ContainsRune(f.text, 0)
}

// within reports whether p is the folder or lies in it.
func within(folder, p string) bool {
	return p == folder || strings.HasPrefix(p, folder+"/")
}

// report fails the test with what it has, what it wants, and how to mend it.
func report(t *testing.T, where, have, want, mend string) {
	t.Helper()
	t.Errorf("%s\n\thave: %s\n\twant: %s\n\tmend: %s", where, have, want, mend)
}
