package scripts

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// tooHeavy are the packages that must never come with the engine, even by way of another, and why.
var tooHeavy = []struct{ pkg, why string }{
	// 258 KB of the 1,400 that the engine may have: lessons are rendered when the site is built.
	{"github.com/yuin/goldmark", "lessons are Markdown only until the site is built"},
	// The bundler. Whoever pulls it in has imported the site's program.
	{"github.com/evanw/esbuild", "the bundler's work is done when the site is built"},
	// Large tables of letters, which the command line composes when it reads a file.
	{"golang.org/x/text", "a browser composes letters itself"},
	// TLS and all of HTTP, and a way to send something somewhere: a scenario never leaves the browser.
	{"net/http", "the engine sends nothing and asks for nothing"},
	// A browser has no processes; its presence means that a tool's code is being shipped.
	{"os/exec", "a browser has no processes"},
	// It brings flags and profiles, and means that a test's code is being shipped.
	{"testing", "tests are not shipped"},
}

func TestBrowser(t *testing.T) {
	command := exec.Command("go", "list", "-deps", "hopwise/wasm")
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list -deps hopwise/wasm: %v", err)
	}
	for _, pkg := range strings.Fields(string(out)) {
		for _, heavy := range tooHeavy {
			if within(heavy.pkg, pkg) {
				report(
					t,
					"the engine in the browser",
					pkg,
					"never that: "+heavy.why,
					"find who brings it with: GOOS=js GOARCH=wasm go list -deps -f '{{.ImportPath}}: {{.Imports}}' ./wasm",
				)
			}
		}
	}
}
