package scripts

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestModuleIsTidy first looks without a network, since what a build has needed is there already.
func TestModuleIsTidy(t *testing.T) {
	if _, err := tidy("GOPROXY=off"); err == nil {
		return
	}
	if difference, err := tidy(); err != nil {
		report(t, "go.mod and go.sum", err.Error()+"\n"+difference, "what the imports need and no more", "go mod tidy")
	}
}

// tidy returns what it would change, or where it could not tell, an error that says why.
func tidy(settings ...string) (string, error) {
	command := exec.Command("go", "mod", "tidy", "-diff")
	command.Dir = ".."
	command.Env = append(command.Environ(), settings...)
	var trouble strings.Builder
	command.Stderr = &trouble
	difference, err := command.Output()
	if err != nil && len(difference) == 0 {
		err = fmt.Errorf("%w: %s", err, trouble.String())
	}
	return string(difference), err
}

// A manifest is what we read of package.json and package-lock.json.
type manifest struct {
	Dependencies    map[string]string `json:"dependencies"`
	DevDependencies map[string]string `json:"devDependencies"`
	Packages        map[string]struct {
		Resolved string `json:"resolved"`
	} `json:"packages"`
}

var exactVersion = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// TestPackagesArePinned: what a range lets in on the day of an install was tested by nobody.
func TestPackagesArePinned(t *testing.T) {
	for _, f := range open(t).files {
		if !strings.HasSuffix(f.path, "package.json") {
			continue
		}
		m := readManifest(t, f)
		for _, packages := range []map[string]string{m.Dependencies, m.DevDependencies} {
			for name, version := range packages {
				if !exactVersion.MatchString(version) {
					report(
						t,
						f.path,
						name+" "+version,
						"an exact version",
						"npm install --save-exact "+name+"@VERSION in its folder",
					)
				}
			}
		}
	}
}

// publicRegistry is what every npm asks where nobody has told it otherwise.
const publicRegistry = "https://registry.npmjs.org/"

// TestLockFileIsForEverybody: npm writes into the lock file where it found a package, and a developer's own mirror is
// not there for others.
func TestLockFileIsForEverybody(t *testing.T) {
	for _, f := range open(t).files {
		if !strings.HasSuffix(f.path, "package-lock.json") {
			continue
		}
		for name, p := range readManifest(t, f).Packages {
			if p.Resolved != "" && !strings.HasPrefix(p.Resolved, publicRegistry) {
				report(t, f.path, name+" from "+p.Resolved, "no address, or one below "+publicRegistry,
					"npm install --package-lock-only --omit-lockfile-registry-resolved in its folder")
			}
		}
	}
}

func readManifest(t *testing.T, f file) manifest {
	t.Helper()
	var m manifest
	if err := json.Unmarshal(f.text, &m); err != nil {
		t.Fatalf("%s: %v", f.path, err)
	}
	return m
}
