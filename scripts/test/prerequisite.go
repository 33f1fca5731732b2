package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// A prerequisite is what a stage can't do without. Go is none: it has held its version against go.mod before this
// program could start, and says so in one line itself.
type prerequisite int

const (
	// packages are Node, npm, and the npm packages of the lock file.
	packages prerequisite = iota
	// chromium shows the page to the tests. It is installed where it is missing.
	chromium
	// kernels are what the lab of guests sets up Linux kernels with. They are installed where they are missing.
	kernels
)

// browsers are the names and places under which the tests' driver, chromedp, finds a Chromium, in its order.
var browsers = map[string][]string{
	"darwin": {"/Applications/Chromium.app/Contents/MacOS/Chromium",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"},
	"linux": {"headless_shell", "headless-shell", "chromium", "chromium-browser", "google-chrome",
		"google-chrome-stable", "google-chrome-beta", "google-chrome-unstable", "/usr/bin/google-chrome",
		"/usr/local/bin/chrome", "/snap/bin/chromium", "chrome"},
}

// prepare stops at the first prerequisite that can't be provided, and names it in one line.
func prepare(ctx context.Context, chosen []stage) error {
	for _, p := range needs(chosen) {
		if err := p.provide(ctx); err != nil {
			return err
		}
	}
	return nil
}

func needs(chosen []stage) []prerequisite {
	var all []prerequisite
	for _, s := range chosen {
		all = append(all, s.needs...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (p prerequisite) provide(ctx context.Context) error {
	switch p {
	case packages:
		return providePackages(ctx)
	case chromium:
		return provideChromium(ctx)
	}
	return provideKernels(ctx)
}

// providePackages leaves it to the site's own set-up, so that a page under test has what a page that is served has.
func providePackages(ctx context.Context) error {
	said, err := exec.CommandContext(ctx, "go", "run", "./site", "-setup").CombinedOutput()
	if err == nil {
		return nil
	}
	// The last line is the go command's own and says nothing more.
	return errors.New(strings.TrimSuffix(strings.TrimSpace(string(said)), "\nexit status 1"))
}

func provideChromium(ctx context.Context) error {
	if hasBrowser() {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return errors.New("chromium is missing: install Chromium or Chrome, so that the page's tests can open it")
	}
	fmt.Println("== chromium is missing: installing it with apt-get, which can take some minutes")
	if err := install(ctx, "chromium"); err != nil {
		return fmt.Errorf(
			"chromium is missing and apt-get could not install it (%w): as root, run: apt-get install chromium",
			err,
		)
	}
	if !hasBrowser() {
		return errors.New(
			"chromium is still not on the PATH after apt-get install chromium: add its folder to the PATH",
		)
	}
	return nil
}

func hasBrowser() bool {
	return slices.ContainsFunc(browsers[runtime.GOOS], func(name string) bool {
		_, err := exec.LookPath(name)
		return err == nil
	})
}

// provideKernels installs ip and nft on Linux. Where it can't, the tests of the lab are skipped and say so: there may be
// no namespaces for them either.
func provideKernels(ctx context.Context) error {
	_, noIP := exec.LookPath("ip")
	_, noNft := exec.LookPath("nft")
	if _, noApt := exec.LookPath("apt-get"); runtime.GOOS != "linux" || noApt != nil || noIP == nil && noNft == nil {
		return nil
	}
	fmt.Println("== ip or nft is missing: installing iproute2 and nftables with apt-get")
	if err := install(ctx, "iproute2", "nftables"); err != nil {
		fmt.Printf("apt-get could not install iproute2 and nftables (%v): the tests of the lab are skipped\n", err)
	}
	return nil
}

// install first reads the lists of packages: on a fresh machine there are none.
func install(ctx context.Context, packages ...string) error {
	for _, arguments := range [][]string{
		{"apt-get", "update", "--quiet"},
		append([]string{"apt-get", "install", "--quiet", "--yes", "--no-install-recommends"}, packages...),
	} {
		if err := asRoot(ctx, arguments); err != nil {
			return err
		}
	}
	return nil
}

// asRoot hands on standard input, unlike everything else here: sudo may have to ask for a password. What apt-get says
// is a thousand lines of which nobody needs one until it fails.
func asRoot(ctx context.Context, arguments []string) error {
	if os.Geteuid() != 0 {
		arguments = append([]string{"sudo", "DEBIAN_FRONTEND=noninteractive"}, arguments...)
	}
	command := exec.CommandContext(ctx, arguments[0], arguments[1:]...)
	command.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	command.Stdin = os.Stdin
	said, err := command.CombinedOutput()
	if err != nil {
		os.Stderr.Write(said)
	}
	return err
}
