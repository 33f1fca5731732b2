package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestTheEngineLooksUpNoSettings: what reads GODEBUG is not linked, and nothing is in its place that this Go does not know.
func TestTheEngineLooksUpNoSettings(t *testing.T) {
	p := ready(t)
	overlay, err := settingsOverlay(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-deps", "-overlay="+overlay, "./wasm")
	list.Dir = p.root
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	packages := strings.Fields(string(out))
	for _, name := range packages {
		if name == "internal/bisect" {
			t.Errorf("the engine links %s: have %d packages, want none that needs it", name, len(packages))
		}
	}
	if len(packages) == 0 {
		t.Error("go list names no package")
	}
}
