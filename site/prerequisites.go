package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// oldestNode is the first major version of Node that has what the build uses: its test runner and compression streams.
const oldestNode = 20

// settingUp is held while packages are installed: tests build the site from several places at once.
var settingUp sync.Mutex

// setUp checks that Node and npm are there, and installs the packages of package-lock.json where they are missing or
// others than it names.
func (p project) setUp() error {
	settingUp.Lock()
	defer settingUp.Unlock()
	if err := checkNode(); err != nil {
		return err
	}
	if _, err := exec.LookPath("npm"); err != nil {
		return errors.New("npm is missing: on Debian, apt-get install npm")
	}
	return p.installPackages()
}

func checkNode() error {
	missing := fmt.Errorf("node %d or newer is missing: on Debian, apt-get install nodejs", oldestNode)
	out, err := exec.Command("node", "--version").Output()
	if err != nil {
		return missing
	}
	version := strings.TrimSpace(string(out))
	major, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	if number, err := strconv.Atoi(major); err != nil || number < oldestNode {
		return fmt.Errorf("%w (this is %s)", missing, version)
	}
	return nil
}

// installPackages leaves a stamp in node_modules that names the lock file it was made from.
func (p project) installPackages() error {
	lock, err := os.ReadFile(p.in("site", "package-lock.json"))
	if err != nil {
		return err
	}
	stamp := p.in("site", "node_modules", ".hopwise")
	want := fmt.Appendf(nil, "%x", sha256.Sum256(lock))
	if have, err := os.ReadFile(stamp); err == nil && bytes.Equal(have, want) {
		return nil
	}
	npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir = p.in("site")
	if out, err := npm.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci in site: %w\n%s", err, out)
	}
	return os.WriteFile(stamp, want, 0o644)
}
